import re
from importlib import resources
from pathlib import Path
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook

from assistant.evaluation.comparison import compare
from assistant.evaluation.junit import why_wrong, write_junit
from assistant.evaluation.report import pieces, render
from assistant.evaluation.run_facts import library_name, run_facts, run_title
from assistant.evaluation.summary import summarise
from assistant.evaluation.workbook import write_workbook
from tests.evaluation.records import ANSWERS, HEADER, HOSTILE, QUESTIONS, records


def page(**more: object) -> str:
    found = records()
    return render(HEADER, found, summarise(found), **more)  # type: ignore[arg-type]


def test_report_escapes_what_comes_from_documents_and_questions() -> None:
    text = page()
    assert HOSTILE not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert text.count("<script>") == 1


def test_report_asks_nothing_of_the_network() -> None:
    text = page()
    assert "default-src 'none'" in text
    assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//|url\(|@import""", text)


def test_report_is_titled_with_the_set_the_library_and_the_day() -> None:
    found = records()
    header = HEADER | {"documents": "县里的文件", "library_checksum": "c"}
    text = render(header, found, summarise(found))
    assert "<title>评测报告：s（县里的文件，2026-01-01）</title>" in text
    assert "<h1>s</h1>" in text
    assert run_facts(header, 4) == (
        ("问题集", "s（4 题）"),
        ("文档库", "县里的文件（2 篇、4 段）"),
        ("评测时间", "2026-01-01T00:00:00"),
        ("程序版本", "1"),
        ("编码器", "builtin"),
    )
    assert "<dt>文档库校验和</dt><dd>c</dd>" in text
    assert "<dt>library_checksum</dt>" not in text


@pytest.mark.parametrize(
    ("changes", "library"),
    [
        ({}, "正式的文档库"),
        ({"documents": ""}, "正式的文档库"),
        ({"target": "http://127.0.0.1:7860", "documents": ""}, "http://127.0.0.1:7860"),
    ],
)
def test_the_library_is_named_as_the_evaluator_gave_it(
    changes: dict[str, str], library: str
) -> None:
    assert library_name(HEADER | changes) == library


def test_a_report_of_many_sets_names_the_first() -> None:
    assert run_title({"sets": list("甲乙丙丁")}) == "甲、乙、丙等 4 个问题集"
    assert run_title({"sets": list("甲乙丙")}) == "甲、乙、丙"


def test_report_and_workbook_tell_which_answers_only_show_what_is_nearest(tmp_path: Path) -> None:
    first = QUESTIONS[0].question
    found = records({q: a | {"only_nearest": q == first} for q, a in ANSWERS.items()})
    text = render(HEADER, found, summarise(found))
    assert text.count('class="chip small nearest"') == 1
    assert 'data-nearest="yes"' in text
    assert "作答的 2 题里有 1 题只给出意思最接近的原文" in text
    assert 'class="chip small nearest"' not in page()
    write_workbook(tmp_path / "r.xlsx", HEADER, found, summarise(found), None)
    book = load_workbook(tmp_path / "r.xlsx")
    assert [row[-1].value for row in book["逐题"].iter_rows()] == [
        "只给出最接近的原文", "是", *[None] * 3
    ]  # fmt: skip
    rows = {row[0].value: row[1].value for row in book["指标"].iter_rows()}
    assert (rows["其中只给出最接近的原文"], rows["后者答对的"], rows["程序版本"]) == (1, 1, "1")


def test_report_is_the_same_for_the_same_records() -> None:
    assert page() == page()


def test_report_links_each_question_to_the_chat() -> None:
    text = page(chat_url="http://127.0.0.1:7860/")
    assert 'href="http://127.0.0.1:7860/?q=%E5%A2%9E%E9%95%BF%E5%A4%9A%E5%B0%91%EF%BC%9F"' in text
    assert "对话页" not in page()


def test_report_shows_missing_facts_marks_and_limits() -> None:
    text = page(broken=["要点召回为 0.5，低于下限 0.9"])
    assert "缺少要点：没有的" in text
    assert "<mark>8.5%</mark>" in text
    assert "低于下限 0.9" in text


def test_report_compares_with_a_baseline() -> None:
    worse = {text: value for text, value in ANSWERS.items() if text != QUESTIONS[0].question}
    found = records(worse)
    text = render(HEADER, found, summarise(found), comparison=compare(records(), found))
    assert "退步" in text
    assert "较基线变差" in text


@pytest.mark.parametrize("text", ["增长8.5%，又增长8.5%。", "没有", ""])
def test_pieces_join_to_the_text(text: str) -> None:
    assert "".join(piece.text for piece in pieces(text, ["8.5%", "增长"])) == text


def test_pieces_mark_what_is_expected_with_its_percent_sign() -> None:
    assert [p.text for p in pieces("同比增长8.5%，高", ["8.5"]) if p.marked] == ["8.5%"]


def test_junit_tells_right_wrong_and_failed_apart(tmp_path: Path) -> None:
    path = tmp_path / "r.xml"
    found = records()
    write_junit(path, found, summarise(found), ["要点召回低于下限"])
    suite, gates = ElementTree.parse(path).getroot()
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("4", "1", "1")
    told = [[child.tag for child in case] for case in suite]
    assert told == [[], ["failure"], [], ["error"]]
    failure = suite[1][0]
    assert failure.get("message") == "缺少要点：没有的"
    assert gates.get("failures") == "1"


def test_reason_of_a_wrong_answer_is_one_sentence() -> None:
    found = records()
    assert [why_wrong(record) for record in found] == [
        "",
        "缺少要点：没有的",
        "",
        "提问时出错：KeyError: '会出错？'",
    ]
    assert why_wrong(dict(found[0], outcome="abstained", scores={"right": 0})) == (
        "文中有答案，却没有回答"
    )
    assert why_wrong(dict(found[2], scores={"right": 0})) == "文中没有答案，却作了回答"


def test_workbook_holds_figures_as_numbers_and_every_question(tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    found = records()
    write_workbook(path, HEADER, found, summarise(found), compare(found, found))
    book = load_workbook(path)
    assert book.sheetnames == [
        "指标",
        "分类别",
        "分问题集",
        "分文章",
        "阈值扫描",
        "校准",
        "逐题",
        "与基线比较",
        "逐题变化",
    ]
    first = [cell.value for cell in book["指标"][2]][:3]
    assert first == ["完全答对", "right", 0.5]
    assert book["指标"]["C2"].number_format == "0.0%"
    asked = [row[3].value for row in book["逐题"].iter_rows(min_row=2)]
    assert asked == [question.question for question in QUESTIONS]


def test_workbook_runs_no_formula_of_an_answer(tmp_path: Path) -> None:
    found = records()
    found[0] = dict(found[0], answer='=HYPERLINK("http://x","x")\x00')
    write_workbook(tmp_path / "r.xlsx", HEADER, found, summarise(found), None)
    cell = load_workbook(tmp_path / "r.xlsx")["逐题"]["G2"]
    assert (cell.value, cell.data_type) == ('=HYPERLINK("http://x","x")\ufffd', "s")


def test_the_page_is_dark_where_the_reader_prefers_it_and_never_on_paper() -> None:
    style = (resources.files("assistant.evaluation") / "report.css").read_text("utf-8")
    assert "@media screen and (prefers-color-scheme: dark)" in style
    # every colour has a name that the dark page gives anew; paper is white
    assert re.findall(r"(?<!-)(?:background|color|stroke): #\w+", style) == ["background: #fff"]
