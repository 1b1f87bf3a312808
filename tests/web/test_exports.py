"""Word and Excel files: real footnotes, exact quotes, no formulas from documents."""

import io
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from fastapi.testclient import TestClient
from lxml import etree
from openpyxl import load_workbook

from assistant.api import create_app
from assistant.api.problems import ApiError
from assistant.settings import Settings
from assistant.types import Article
from assistant.web import figures, routes
from assistant.web.conversation import (
    SentCitation,
    SentConversation,
    SentStatement,
    SentTurn,
    citation_place,
    note_text,
)
from assistant.web.docx_export import conversation_docx
from assistant.web.figures import MOST_OF_TABLE, Filter, figure_rows, figures_view, figures_xlsx
from tests.web.fakes import FakeAssistant, article

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
QUOTE = "二是加快能源绿色低碳转型。"
BODY = f"2021年成渝地区经济总量约7.4万亿元。{QUOTE}"


@pytest.fixture
def assistant() -> FakeAssistant:
    found = article(
        "a1", "双碳目标", BODY, author="王德凡", column="决策建议", published="2022-12-01",
        source="重庆日报.txt",
    )  # fmt: skip
    return FakeAssistant([found])


def cited(assistant: FakeAssistant, **changes: object) -> SentCitation:
    found = assistant.article("a1")
    start = found.text.index(QUOTE)
    values = {
        "number": 1, "article_id": "a1", "start": start, "end": start + len(QUOTE),
        "quote": QUOTE, "text_hash": found.text_hash, **changes,
    }  # fmt: skip
    return SentCitation.model_validate(values)


def footnotes(body: bytes) -> list[str]:
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(body)).read("word/footnotes.xml"))
    return ["".join(node.itertext()).strip() for node in root if node.get(f"{W}type") is None]


def test_every_citation_is_a_footnote_in_the_order_of_the_text(assistant: FakeAssistant) -> None:
    turn = SentTurn(
        question="怎么做？",
        statements=[SentStatement(text=QUOTE, citations=[1])],
        citations=[cited(assistant)],
    )
    body = conversation_docx(SentConversation(title="双碳", turns=[turn, turn]), assistant)
    note = f"《双碳目标》，王德凡，重庆日报（决策建议），2022-12-01：“{QUOTE}”"
    assert footnotes(body) == [note, note]
    document = Document(io.BytesIO(body))
    assert [p.text for p in document.paragraphs] == ["怎么做？", QUOTE] * 2
    references = document.element.body.iter(f"{W}footnoteReference")
    assert [r.get(f"{W}id") for r in references] == ["1", "2"]


@pytest.mark.parametrize(
    ("texts", "listed"),
    [
        (["甲。", "乙。", "丙。"], True),
        (["甲：10万元", "乙：20万元"], True),
        (["甲。", "乙。"], False),
        (["甲。"], False),
    ],
)
def test_what_the_page_draws_as_a_list_is_a_list_in_the_file(
    assistant: FakeAssistant, texts: list[str], listed: bool
) -> None:
    turn = SentTurn(question="问", statements=[SentStatement(text=text) for text in texts])
    body = conversation_docx(SentConversation(turns=[turn]), assistant)
    styles = [p.style.name for p in Document(io.BytesIO(body)).paragraphs[1:]]  # type: ignore[union-attr]
    assert styles == ["List Bullet" if listed else "Normal"] * len(texts)


def test_each_group_of_an_answer_is_a_list_by_itself(assistant: FakeAssistant) -> None:
    said = [("甲篇", f"{n}。") for n in "一二三"] + [("乙篇", "四。")]
    turn = SentTurn(
        question="问", statements=[SentStatement(text=text, group=group) for group, text in said]
    )
    body = conversation_docx(SentConversation(turns=[turn]), assistant)
    found = [(p.text, p.style.name) for p in Document(io.BytesIO(body)).paragraphs]  # type: ignore[union-attr]
    assert found == [
        ("问", "Normal"),
        ("甲篇", "Normal"),
        ("一。", "List Bullet"),
        ("二。", "List Bullet"),
        ("三。", "List Bullet"),
        ("乙篇", "Normal"),
        ("四。", "Normal"),
    ]


def test_footnotes_of_one_sentence_stand_apart(assistant: FakeAssistant) -> None:
    turn = SentTurn(
        question="怎么做？",
        statements=[SentStatement(text=QUOTE, citations=[1, 9, 2])],  # 9 is no citation of it
        citations=[cited(assistant), cited(assistant, number=2)],
    )
    document = Document(io.BytesIO(conversation_docx(SentConversation(turns=[turn]), assistant)))
    said, *marks = document.paragraphs[1].runs
    assert said.text == QUOTE
    ids = [[r.get(f"{W}id") for r in run._r.iter(f"{W}footnoteReference")] for run in marks]
    assert [run.text or ids[place] for place, run in enumerate(marks)] == [["1"], ",", ["2"]]
    assert all(run.font.superscript for run in marks)


def test_a_mark_is_printed_once_and_its_note_looked_up_once(assistant: FakeAssistant) -> None:
    looked_up = []

    class Counting(FakeAssistant):
        def article(self, article_id: str) -> Article:
            looked_up.append(article_id)
            return assistant.article(article_id)

    turn = SentTurn(
        question="怎么做？",
        statements=[SentStatement(text=QUOTE, citations=[1] * 50)] * 3,
        citations=[cited(assistant)],
    )
    body = conversation_docx(SentConversation(turns=[turn, turn]), Counting([]))
    assert len(footnotes(body)) == 6
    assert looked_up == ["a1"]


@pytest.mark.parametrize(
    ("statements", "quote", "told"),
    [
        ([SentStatement(text="x", citations=list(range(1, 51)))] * 21, "二", "出处有 1050 处"),
        ([SentStatement(text="x")] * 200, "二", "回答有 4200 段"),
        ([SentStatement(text="x", citations=[1])] * 4, QUOTE * 500, "内容有 546105 个字"),
    ],
)
def test_a_file_that_would_be_too_long_is_refused(
    assistant: FakeAssistant, statements: list[SentStatement], quote: str, told: str
) -> None:
    sent = [cited(assistant, number=number, quote=quote) for number in range(1, 51)]
    turn = SentTurn(question="问", statements=statements, citations=sent)
    turns = [turn] * (1 if len(statements) == 21 else 21)
    with pytest.raises(ApiError, match=told) as refused:
        conversation_docx(SentConversation(turns=turns), assistant)
    assert refused.value.status == 413


def test_the_longest_file_that_is_written_takes_seconds() -> None:
    long = FakeAssistant([article("a1", "长文", "中" * 200_000)])
    sent = [
        SentCitation(number=n, article_id="a1", start=n, end=9, quote="中" * 300 + f"x{n}")
        for n in range(1, 51)
    ]
    cites_all = SentStatement(text="x", citations=list(range(1, 51)))
    statements = [cites_all] + [SentStatement(text="x")] * 199
    turn = SentTurn(question="问", statements=statements, citations=sent)
    started = time.process_time()
    body = conversation_docx(SentConversation(turns=[turn] * 20), long)
    assert time.process_time() - started < 15.0
    assert len(footnotes(body)) == 1000


def test_what_xml_cannot_hold_is_left_out_and_markup_stays_text(assistant: FakeAssistant) -> None:
    turn = SentTurn(question="<b>&\x00\x0b问</b>", reason="]]><w:p/>")
    body = conversation_docx(SentConversation(turns=[turn]), assistant)
    texts = [p.text for p in Document(io.BytesIO(body)).paragraphs]
    assert texts == ["<b>&问</b>", "]]><w:p/>"]


def test_a_long_title_is_cut(assistant: FakeAssistant) -> None:
    conversation = SentConversation(title="题" * 500, turns=[SentTurn(question="问")])
    document = Document(io.BytesIO(conversation_docx(conversation, assistant)))
    assert document.core_properties.title == "题" * 255


@pytest.mark.parametrize(
    ("title", "source", "note"),
    [
        ("青岚市公租房管理办法", "青岚市公租房管理办法.docx", "《青岚市公租房管理办法》"),
        ("青岚市公租房管理办法", "住建/《青岚市 公租房管理办法》.md", "《青岚市公租房管理办法》"),
        ("青岚市公租房管理办法", "办法汇编.docx", "《青岚市公租房管理办法》，办法汇编"),
    ],
)
def test_a_note_names_the_file_only_where_it_is_not_the_title(
    title: str, source: str, note: str
) -> None:
    assistant = FakeAssistant([article("a1", title, BODY, source=source)])
    assert note_text(cited(assistant), assistant) == f"{note}：“{QUOTE}”"


def test_a_note_says_when_the_source_has_changed_or_gone(assistant: FakeAssistant) -> None:
    changed = cited(assistant, quote="二是早已删去的一句话。", text_hash="0" * 16)
    gone = cited(assistant, article_id="zz", title="旧文")
    assert note_text(changed, assistant).endswith("“二是早已删去的一句话。”（原文已变更）")
    assert note_text(gone, assistant) == f"《旧文》：“{QUOTE}”（已移出文库）"


def test_a_note_says_on_which_page_a_quote_stands() -> None:
    found = replace(article("a1", "双碳目标", BODY, source="规划.pdf"), pages=((0, 1), (12, 2)))
    assistant = FakeAssistant([found])
    assert note_text(cited(assistant), assistant) == f"《双碳目标》，规划，第2页：“{QUOTE}”"
    scanned = FakeAssistant([replace(found, recognised=(2,))])
    assert "第2页扫描件，文字由识别得来：" in note_text(cited(scanned), scanned)
    gone = cited(assistant, article_id="zz", title="旧文", page=7)
    assert note_text(gone, assistant) == f"《旧文》，第7页：“{QUOTE}”（已移出文库）"


def test_metadata_of_a_note_comes_from_the_library_not_from_the_browser(
    assistant: FakeAssistant,
) -> None:
    forged = cited(assistant, title="伪造的题名", author="某某")
    assert note_text(forged, assistant).startswith("《双碳目标》，王德凡，")


def test_a_quote_is_found_again_after_the_text_moved(assistant: FakeAssistant) -> None:
    found = assistant.article("a1")
    start = found.text.index(QUOTE)
    own = {"state": "same", "start": start, "end": start + len(QUOTE)}
    assert citation_place(cited(assistant), found) == own
    old = cited(assistant, start=0, end=len(QUOTE), text_hash="0" * 16)
    assert citation_place(old, found) == {**own, "state": "moved"}
    assert citation_place(cited(assistant, quote="没有", text_hash="0" * 16), found) == {
        "state": "gone"
    }


def test_figures_link_to_their_characters(assistant: FakeAssistant) -> None:
    [row] = figure_rows(assistant)
    text = assistant.article("a1").text
    start, end = map(int, row.href.split("=")[1].split("-"))
    assert (row.printed, text[start:end]) == ("约7.4万亿元", "约7.4万亿元")
    assert row.sentence == "2021年成渝地区经济总量约7.4万亿元。"
    assert figures_view([row]).years == ("2021",)


def test_figures_say_of_what_time_and_whose_they_are() -> None:
    text = "上半年实现产值3.5亿元。护理补贴标准：重度残疾人每人每月80元。"
    dated = replace(article("a1", "通报", text), published="2025-07-22")
    output, paid = figure_rows(FakeAssistant([dated]))
    assert (output.year, output.period) == ("2025", "2025年上半年")
    assert (paid.indicator, paid.whom, paid.change) == ("护理补贴标准", "重度残疾人", "每人每月")
    sheet = load_workbook(io.BytesIO(figures_xlsx([output, paid], "http://x"))).active
    head, first, second = ([cell.value for cell in row] for row in sheet.iter_rows())
    assert dict(zip(head, first, strict=True))["时期"] == "2025年上半年"
    assert dict(zip(head, second, strict=True))["对象"] == "重度残疾人"
    assert Filter("残疾人", year="").fits(paid)


def test_a_filter_needs_all_words_and_each_choice(assistant: FakeAssistant) -> None:
    [row] = figure_rows(assistant)
    assert Filter("总量 成渝", "a1", row.unit, "2021").fits(row)
    assert not Filter("总量 北京").fits(row)
    assert not Filter(year="2020").fits(row)


def test_excel_never_gets_a_formula_from_a_document() -> None:
    hostile = FakeAssistant(
        [article("a1", '=HYPERLINK("http://x")', "=cmd|calc，收入达到3.5亿元。", author="+1+1")]
    )
    rows = figure_rows(hostile)
    sheet = load_workbook(io.BytesIO(figures_xlsx(rows, "http://127.0.0.1/"))).active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert sheet["D2"].value == "3.5亿元"
    assert sheet["N2"].value == "http://127.0.0.1" + rows[0].href


def test_heads_are_bold_and_every_text_keeps_its_quote_prefix(assistant: FakeAssistant) -> None:
    body = figures_xlsx(figure_rows(assistant), "http://127.0.0.1/")
    head, row = load_workbook(io.BytesIO(body)).active.iter_rows()
    assert {cell.font.bold for cell in head} == {True}
    assert {cell.font.bold for cell in row} == {False}
    assert {cell.alignment.wrap_text for cell in (*head, *row)} == {True}
    assert [cell.column_letter for cell in row if not cell.quotePrefix] == ["F"]  # the number


def test_the_excel_file_is_built_in_the_bounded_pool_and_as_often_as_may_be_asked(
    assistant: FakeAssistant, tmp_path: Path
) -> None:
    made = create_app(assistant, Settings(data_dir=tmp_path, questions_per_minute=1))
    with TestClient(made, base_url="http://127.0.0.1:7860") as client:
        assert client.get("/figures.xlsx").status_code == 200
        assert client.get("/figures.xlsx").status_code == 429
        assert client.get("/figures").status_code == 200
    settings = Settings(data_dir=tmp_path, answer_threads=1, max_waiting=0)
    made = create_app(assistant, settings)
    with TestClient(made, base_url="http://127.0.0.1:7860") as client:
        made.state.desk.reading._enter()
        assert client.get("/figures.xlsx").status_code == 429


def test_a_long_table_does_not_push_out_the_rest() -> None:
    rows = "\n".join(f"第{n}小学 | {n + 100} | {n + 10}" for n in range(40))
    long = article("a1", "学校", f"名称 | 学生（人） | 教师（人）\n{rows}\n全县小学教师达900人。")
    found = figure_rows(FakeAssistant([long]))
    shown = [row for row in found if Filter().shows(row)]
    assert (len(found), len(shown)) == (81, MOST_OF_TABLE + 1)
    assert shown[-1].indicator == "小学教师"
    assert sum(map(Filter(words="第39小学").shows, found)) == 2


def test_a_page_of_too_many_figures_sends_only_those_that_fit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures, "MOST_SENT", 1)
    monkeypatch.setattr(routes, "MOST_SENT", 1)
    two = FakeAssistant([article("a1", "甲", "收入达到3.5亿元。支出达到2.5亿元。")])
    made = create_app(two, Settings(data_dir=tmp_path))
    with TestClient(made, base_url="http://127.0.0.1:7860") as client:
        page = client.get("/figures", params={"q": "支出"}).text
    assert 'data-figures="partial"' in page
    assert "2.5亿元" in page
    assert "3.5亿元" not in page
