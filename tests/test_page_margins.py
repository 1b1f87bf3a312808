"""What a newspaper's page prints around its articles: read, kept, answered from and cited."""

import sqlite3
from pathlib import Path

import pytest

from assistant.errors import ArticleNotFound
from assistant.evaluation_library import LocalTarget
from assistant.ingest.library import FILE_NAME, Library, Margin, Source, write_library
from assistant.ingest.readers import read_documents
from assistant.serialise import answer_to_dict
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.types import Article
from tests.answering.libraries import declined, library_of

PAGE = """禾城日报　　2025年6月17日　星期二　　第05版

理论周刊

让县域经济活起来

□周明远

县域经济是国民经济的基本单元。发展县域经济，要立足资源禀赋，做强特色产业，把产业链留在县里，让群众就近就业增收。

（作者单位：禾城大学经济学院）

把民生实事办到群众心坎上

□李思源

民生无小事，枝叶总关情。要坚持问需于民，推行民生实事票决制，让群众点单、部门接单、社会评单。

责任编辑：王琳　版式：赵青　校对：孙萌
投稿邮箱：lilun@hecheng.example
广告部邮箱：ad@hecheng.example
新闻热线：0739-5551234
"""
OTHER_PAGE = PAGE.replace("禾城日报", "柳州晚报").replace("lilun@hecheng", "sixiang@liuzhou")
CALL = """全市职工征文启事

征文以“我和我的城市”为题，体裁不限，每篇不超过三千字。

来稿请发送至电子邮箱 zhengwen@union.example，截稿日期为2025年9月30日。
"""
HEAD = "禾城日报　　2025年6月17日　星期二　　第05版"


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return library_of(tmp_path_factory.mktemp("paper"), 禾城日报_txt=PAGE)


def said(library: Assistant, question: str, *history: str) -> list[str]:
    return [statement.text for statement in library.ask(question, history).statements]


def test_the_margin_is_read_beside_the_articles_and_is_none(tmp_path: Path) -> None:
    (tmp_path / "禾城日报.txt").write_text(PAGE, encoding="utf-8")
    result = read_documents(tmp_path, max_bytes=10**6)
    assert [article.author for article in result.articles] == ["周明远", "李思源"]
    assert not any("@" in article.text for article in result.articles)
    (margin,) = result.margins
    assert (margin.title, margin.source) == ("禾城日报（版面）", "禾城日报.txt")
    assert margin.text.split("\n") == [
        HEAD,
        "理论周刊",
        "责任编辑：王琳　版式：赵青　校对：孙萌",
        "投稿邮箱：lilun@hecheng.example",
        "广告部邮箱：ad@hecheng.example",
        "新闻热线：0739-5551234",
    ]


def test_a_document_that_is_no_page_has_no_margin(tmp_path: Path) -> None:
    (tmp_path / "启事.txt").write_text(CALL, encoding="utf-8")
    assert read_documents(tmp_path, max_bytes=10**6).margins == ()


def test_a_margin_is_found_by_its_id_and_listed_nowhere(paper: Assistant) -> None:
    (margin,) = paper.margins()
    assert paper.article(margin.id) == margin
    assert margin not in paper.articles()
    assert paper.outline(margin.id).end == len(margin.text)
    assert paper.passages(margin.id) == ()
    assert said(paper, "资料库里有几篇文章？")[0] == "资料库中共有2篇文章"


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("理论周刊的投稿邮箱是什么？", "投稿邮箱：lilun@hecheng.example"),
        ("您好，我想投稿，稿子发到哪个邮箱", "投稿邮箱：lilun@hecheng.example"),
        ("责任编辑是谁", "责任编辑：王琳　版式：赵青　校对：孙萌"),
        ("这一版是谁校对的？", "责任编辑：王琳　版式：赵青　校对：孙萌"),
        ("新闻热线是多少", "新闻热线：0739-5551234"),
        ("周明远那篇文章登在第几版？", HEAD),
        ("《把民生实事办到群众心坎上》登在哪家报纸、哪天、第几版？", HEAD),
        ("这一版是哪天出的", HEAD),
    ],
)
def test_what_the_page_prints_is_answered_and_cited(
    paper: Assistant, question: str, line: str
) -> None:
    answer = paper.ask(question)
    assert [statement.text for statement in answer.statements] == [line]
    (citation,) = answer.citations
    (margin,) = paper.margins()
    assert citation.article_id == margin.id
    assert margin.text[citation.start : citation.end] == citation.quote == line


def test_it_is_one_part_of_several_and_a_follow_up(paper: Assistant) -> None:
    mailbox, author = said(paper, "想投稿，邮箱发我一下，另外写县域经济那篇的作者叫什么名字？")
    assert mailbox == "投稿邮箱：lilun@hecheng.example"
    assert "周明远" in author
    assert said(paper, "那投稿邮箱呢", "责任编辑是谁？") == ["投稿邮箱：lilun@hecheng.example"]


@pytest.mark.parametrize(
    "question",
    [
        "给理论周刊投稿，稿费多少？",
        "投稿有什么字数要求？",
        "美术编辑是谁？",
        "社址在哪里？",
        "责任编辑的工资是多少？",
        "责任编辑的邮箱是什么？",
        "责任编辑要有什么资格？",
        "广告热线是多少？",
        "周明远那篇文章引用了什么报告？",
        "周明远那篇文章改了几版？",
        "周明远那篇文章提到的办法什么时候出台？",
    ],
)
def test_what_it_does_not_print_is_declined(paper: Assistant, question: str) -> None:
    assert declined(paper, question)


ABOUT_EDITORS = """报社用人办法

报社各部门设责任编辑一名，新闻热线由值班人员接听，责任编辑应当有三年以上采编经历。
"""
SIGNED = """乡村读书会办起来了

本报记者　何田

镇上的读书会每周办一次，来的多是青年农民。

责任编辑：钱川
新闻热线：0451-8886666
"""


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("责任编辑是谁？", "责任编辑：王琳　版式：赵青　校对：孙萌"),
        ("新闻热线是多少？", "新闻热线：0739-5551234"),
    ],
)
def test_an_article_on_editors_does_not_silence_the_page(
    tmp_path: Path, question: str, line: str
) -> None:
    assert line in said(library_of(tmp_path, 禾城日报_txt=PAGE, 办法_txt=ABOUT_EDITORS), question)


def test_the_page_that_is_named_is_told_whatever_others_print(tmp_path: Path) -> None:
    library = library_of(tmp_path, 禾城日报_txt=PAGE, 读书会_txt=SIGNED)
    assert said(library, "理论周刊的责任编辑是谁？") == ["责任编辑：王琳　版式：赵青　校对：孙萌"]
    assert said(library, "理论周刊的新闻热线是多少？") == ["新闻热线：0739-5551234"]


def test_what_is_printed_nowhere_is_not_guessed(tmp_path: Path) -> None:
    bare = library_of(tmp_path, 页_txt=PAGE.replace(HEAD, "").replace("禾城日报", ""))
    assert "没有印出" in declined(bare, "周明远那篇登在哪家报纸？")


def test_each_of_several_pages_is_told_under_its_name(tmp_path: Path) -> None:
    both = library_of(tmp_path, 禾城日报_txt=PAGE, 柳州晚报_txt=OTHER_PAGE)
    answer = both.ask("投稿邮箱是多少？")
    assert {statement.group: statement.text for statement in answer.statements} == {
        "禾城日报（版面）": "投稿邮箱：lilun@hecheng.example",
        "柳州晚报（版面）": "投稿邮箱：sixiang@liuzhou.example",
    }
    assert said(both, "柳州晚报的投稿邮箱是多少？") == ["投稿邮箱：sixiang@liuzhou.example"]


def test_the_mailbox_of_a_document_itself_comes_first(tmp_path: Path) -> None:
    library = library_of(tmp_path, 禾城日报_txt=PAGE, 启事_txt=CALL)
    assert "zhengwen@union.example" in said(library, "征文来稿发到哪个邮箱？")[0]


def test_it_is_kept_with_its_file_and_goes_with_it(tmp_path: Path) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    page = documents / "禾城日报.txt"
    page.write_text(PAGE, encoding="utf-8")
    settings = Settings(documents_dir=documents, data_dir=tmp_path / "data")
    assistant = Assistant.from_settings(settings)
    assistant.add([documents])
    (documents / "启事.txt").write_text(CALL, encoding="utf-8")
    assistant.add([documents])  # the page is not read again
    (margin,) = assistant.margins()
    assistant.remove([assistant.articles()[0].id])
    assert assistant.margins() == (margin,)
    page.unlink()
    assistant.add([documents])
    assert assistant.margins() == ()
    with pytest.raises(ArticleNotFound):
        assistant.article(margin.id)


def test_a_margin_goes_with_the_last_of_its_articles(tmp_path: Path) -> None:
    library = library_of(tmp_path, 禾城日报_txt=PAGE, 启事_txt=CALL)
    signed = [article.id for article in library.articles() if article.author]
    library.remove(signed)
    assert library.margins() == ()


def test_a_margin_can_be_taken_out_by_itself(tmp_path: Path) -> None:
    library = library_of(tmp_path, 禾城日报_txt=PAGE)
    library.remove([library.margins()[0].id])
    assert library.margins() == ()
    assert len(library.articles()) == 2


def test_a_library_of_before_there_were_margins_is_read(tmp_path: Path) -> None:
    source = Source("/somewhere", "a.txt", "1:abc")
    margin = Margin(Article("m1", "甲（版面）", "第03版", source="a.txt"), source)
    write_library(tmp_path, (), [source], [margin])
    assert list(Library(tmp_path).margins_of(source)) == [margin]
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        connection.execute("DROP TABLE margins")
    connection.close()
    old = Library(tmp_path)
    assert old.margins() == ()
    assert list(old.margins_of(source)) == []


def test_those_who_check_and_show_citations_know_it(paper: Assistant) -> None:
    (margin,) = paper.margins()
    answer = paper.ask("投稿邮箱是什么？")
    known = answer_to_dict(answer, (*paper.articles(), *paper.margins()))
    assert known["citations"][0]["title"] == margin.title
    target = LocalTarget(paper)
    assert target.text(margin.id) == margin.text
    assert margin.id not in target.titles()
