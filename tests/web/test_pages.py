"""Lines, links and questions are exact: what is shown can be found again by its offsets."""

from dataclasses import replace
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.outline.suggestions import question_for
from assistant.api.pool import AskPool
from assistant.errors import ArticleNotFound
from assistant.settings import Settings
from assistant.types import Article, Point
from assistant.web.article import article_lines, cell_class
from assistant.web.examples import example_questions, point_topic
from assistant.web.library import ARTICLES_A_PAGE, library_page
from assistant.web.links import article_link, question_link
from assistant.web.routes import web_router
from tests.web.fakes import FakeAssistant, article


@given(st.text(alphabet="绿色𠮷 \n\t一二。", max_size=60))
def test_every_character_that_is_not_blank_is_on_one_line_at_its_offset(text: str) -> None:
    lines = article_lines(Article(id="a", title="题", text=text))
    assert all(text[line.start : line.start + len(line.text)] == line.text for line in lines)
    shown = "".join(line.text for line in lines)
    assert "".join(shown.split()) == "".join(text.split())


def test_lines_know_their_roles() -> None:
    found = article("a1", "双碳", "一是加快。\n\n二是加强。", author="王德凡")
    assert [(line.start, line.text, line.role) for line in article_lines(found)] == [
        (0, "双碳", "title"),
        (3, "王德凡", "author"),
        (7, "一是加快。", "text"),
        (14, "二是加强。", "text"),
    ]


def test_rows_of_a_table_are_told_and_keep_every_character() -> None:
    found = article("a1", "分工表", "序号 | 任务 | 时限\n1 | 清淤 |\n落实责任。\n单独 | 一行")
    lines = article_lines(found)
    assert [line.role for line in lines] == ["title", "row", "row", "text", "text"]
    assert lines[1].parts == ["序号", " | ", "任务", " | ", "时限"]
    assert lines[2].parts == ["1", " | ", "清淤", " |", ""]
    assert all("".join(line.parts) == line.text for line in lines)


def test_the_first_whole_line_of_a_page_says_which_it_is() -> None:
    found = article("a1", "双碳", "一是加快。\n二是加强。\n三是统筹。")
    found = replace(found, pages=((0, 1), (5, 2), (15, 3)))
    assert [line.page for line in article_lines(found)] == [1, None, 2, 3]


def test_links_quote_everything() -> None:
    assert article_link("a/../b?#", 1, 2) == "/articles/a%2F..%2Fb%3F%23#char=1-2"
    assert question_link("A&B=?#") == "/?q=A%26B%3D%3F%23"


def test_examples_take_turns_between_articles_and_repeat_nothing() -> None:
    body = "加快转型。甲句子在此。乙句子在此。\n推动创新。丙句子在此。丁句子在此。"
    assistant = FakeAssistant(
        [article("a1", "一", body), article("a2", "二", "做好协同。甲。乙。")]
    )
    assert example_questions(assistant) == ("怎样加快转型？", "怎样做好协同？", "怎样推动创新？")
    assert example_questions(FakeAssistant([])) == ()


def test_the_library_shows_each_point_with_its_two_links() -> None:
    [entry] = library_page(FakeAssistant([article("a1", "一", "加快转型。甲句子在此。")])).entries
    [section] = entry.tree
    assert (section.label, section.href) == ("加快转型。", "/articles/a1#char=2-13")
    assert section.ask == question_link("怎样加快转型？")
    assert [child.label for child in section.children] == ["甲句子在此。"]
    assert entry.count == 2


def test_a_great_library_is_shown_page_by_page() -> None:
    many = [article(f"a{number:03d}", str(number), "加快转型。") for number in range(201)]
    assistant = FakeAssistant(many)
    first, last = library_page(assistant), library_page(assistant, 3)
    assert [len(first.entries), first.total, first.pages] == [ARTICLES_A_PAGE, 201, 3]
    assert [entry.article.id for entry in last.entries] == ["a200"]
    assert library_page(assistant, 9) == last


def test_what_is_asked_about_a_point_is_what_an_answer_would_suggest() -> None:
    labels = (
        "综合实力",
        "保障措施",
        "为什么要转型？",
        "做好机制协同，深化产业分工协作。",
        "目前已募集460万元",
    )
    [entry] = library_page(FakeAssistant([article("a1", "一", "\n".join(labels))])).entries
    asked = [question_for(label) for label in labels]
    assert asked == [
        "综合实力有哪些内容？",
        "保障措施有哪些？",
        "为什么要转型？",
        "怎样深化产业分工协作？",
        "",
    ]
    assert [node.ask for node in entry.tree] == [q and question_link(q) for q in asked]


def test_a_points_topic_has_no_enumerator_and_no_end() -> None:
    point = Point("a", "item", "一是加快产业转型。", 0, 1, 0, 1, "一是")
    assert point_topic(point) == "加快产业转型"


def test_a_reader_of_an_article_that_is_gone_is_told_nothing_of_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_: FakeAssistant, article_id: str) -> Article:
        raise ArticleNotFound(f"没有编号为“{article_id}”的文章；可用 assistant articles 查看。")

    monkeypatch.setattr(FakeAssistant, "article", gone)
    app = FastAPI()
    app.include_router(web_router(FakeAssistant([]), Settings(data_dir=tmp_path), AskPool(1, 0, 5)))
    client = TestClient(app)
    cited = {"number": 1, "article_id": "zz", "start": 0, "end": 3}
    page = client.get("/articles/zz")
    data, place = client.get("/article-data?id=zz"), client.post("/article-place", json=cited)
    assert [each.status_code for each in (page, data, place)] == [404] * 3
    assert "<p>文库里没有这篇文章。</p>" in page.text
    assert "assistant articles" not in page.text
    assert [each.json()["message"] for each in (data, place)] == ["文库里没有这篇文章。"] * 2


@pytest.mark.parametrize(
    ("text", "styled"),
    [
        ("1284500", "cell short"),
        ("2029年3月", "cell short"),
        ("北山供水改造工", "cell short"),
        ("北山供水改造工程", "cell"),
        ("加强工程质量监督。" * 5, "cell long"),
    ],
)
def test_a_cell_is_styled_by_its_length(text: str, styled: str) -> None:
    assert cell_class(text) == styled
