"""A question that is limited to some articles is answered as if there were no others."""

from pathlib import Path

import pytest

from assistant.errors import ArticleNotFound, QuestionError
from assistant.ingest.library import Library
from assistant.ingest.selected import SelectedLibrary, select_articles
from assistant.service import Assistant
from tests.answering.libraries import library_of

HECHENG = """禾城市充电设施建设方案

到2027年，全市建成公共充电桩1.2万个。

对新建的公共充电站，按每千瓦200元给予补贴。
"""
LIUCHENG = """柳城市充电设施建设方案

到2027年，全市建成公共充电桩3000个。

方案由柳城市能源局负责解释。
"""
SCHOOLS = """柳城市小学入学办法

适龄儿童由户籍所在地的小学接收，8月20日前到校登记。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("selected")
    return library_of(folder, 禾城_txt=HECHENG, 柳城_txt=LIUCHENG, 入学_txt=SCHOOLS)


def said(library: Assistant, question: str, *articles: str, history: tuple[str, ...] = ()) -> str:
    answer = library.ask(question, history, articles=articles)
    return "".join(statement.text for statement in answer.statements) or answer.reason


@pytest.mark.parametrize(
    "name", ["柳城.txt", "柳城市充电设施建设方案", "《柳城市充电设施建设方案》"]
)
def test_only_the_selected_article_is_asked(library: Assistant, name: str) -> None:
    answer = library.ask("公共充电桩要建多少个？", articles=[name])
    assert [s.text for s in answer.statements] == ["到2027年，全市建成公共充电桩3000个。"]
    (wanted,) = (article.id for article in library.articles() if article.source == "柳城.txt")
    assert {hit.passage.article_id for hit in answer.hits} == {wanted}
    assert said(library, "公共充电桩要建多少个？", wanted) == answer.statements[0].text


def test_what_only_others_say_is_declined_in_words_of_the_selection(library: Assistant) -> None:
    assert "每千瓦200元" in said(library, "充电站每千瓦补贴多少？")
    reason = said(library, "充电站每千瓦补贴多少？", "柳城.txt")
    assert reason.startswith("所选的文章没有说明这个问题")
    assert "资料库" not in reason


def test_what_is_told_of_the_library_is_told_of_the_selection(library: Assistant) -> None:
    assert said(library, "有几篇文章？", "柳城.txt", "入学.txt").startswith(
        "所选的文章中共有2篇文章《柳城市小学入学办法》"
    )
    assert "资料库中共有3篇文章" in said(library, "有几篇文章？")


def test_a_follow_up_stays_within_the_selection(library: Assistant) -> None:
    history = ("公共充电桩要建多少个？",)
    assert "能源局" in said(library, "由谁负责解释？", "柳城.txt", history=history)
    assert "所选的文章" in said(library, "由谁负责解释？", "禾城.txt", history=history)


def test_the_next_question_is_free_again(library: Assistant) -> None:
    said(library, "公共充电桩要建多少个？", "柳城.txt")
    assert "8月20日" in said(library, "小学什么时候登记？")


def test_all_of_them_or_none_named_is_the_whole_library(library: Assistant) -> None:
    everything = [article.id for article in library.articles()]
    whole = library.ask("有几篇文章？")
    assert library.ask("有几篇文章？", articles=()).text == whole.text
    assert "共有3篇文章" in library.ask("有几篇文章？", articles=everything).text


@pytest.mark.parametrize("name", ["没有的.txt", "", "  ", "柳城"])
def test_an_unknown_name_is_refused_before_anything_is_asked(library: Assistant, name: str) -> None:
    with pytest.raises(QuestionError, match=f"要查的文章里有“{name.strip()}”，文库里没有"):
        library.ask("公共充电桩要建多少个？", articles=["入学.txt", name])
    with pytest.raises(QuestionError):
        library.stream("公共充电桩要建多少个？", articles=[name])


def test_the_selected_library_has_no_other_articles(tmp_path: Path) -> None:
    library_of(tmp_path, 禾城_txt=HECHENG, 柳城_txt=LIUCHENG, 入学_txt=SCHOOLS)
    (folder,) = (tmp_path / "data" / "generations").iterdir()
    whole = Library(folder)
    ids = select_articles(whole, ["入学.txt", "禾城.txt"])
    some = SelectedLibrary(whole, ids)
    assert [article.source for article in some.articles()] == ["入学.txt", "禾城.txt"]
    assert {passage.article_id for passage in some.passages().values()} == set(ids)
    assert some.outline(ids[0]) == whole.outline(ids[0])
    (other,) = (article.id for article in whole.articles() if article.id not in ids)
    with pytest.raises(ArticleNotFound):
        some.article(other)
    with pytest.raises(ArticleNotFound):
        some.outline(other)


def test_the_margin_goes_with_its_page(tmp_path: Path) -> None:
    page = (
        "禾城日报　　2025年6月17日　星期二　　第05版\n\n理论周刊\n\n让县域经济活起来\n\n□周明远\n\n"
        "县域经济是国民经济的基本单元。发展县域经济，要立足资源禀赋，做强特色产业。\n\n"
        "投稿邮箱：lilun@hecheng.example\n"
    )
    library = library_of(tmp_path, 禾城日报_txt=page, 柳城_txt=LIUCHENG)
    assert "lilun@" in said(library, "投稿邮箱是什么？", "让县域经济活起来")
    assert "lilun@" not in said(library, "投稿邮箱是什么？", "柳城.txt")
