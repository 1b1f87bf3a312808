"""A page of signed articles: its authors, the article just cited, and a point by its number."""

from pathlib import Path

import pytest

from assistant.service import Assistant
from tests.answering.libraries import library_of

VALLEY = """# 让山谷绿起来

作者：程远山

下一阶段要做三件事。一是优化林地布局。推动林场向上游集中，划定水源林。二是培育林下产业。支持合作社种菌种药。三是完善管护机制。推行林长巡护制。
"""
HARBOUR = """# 港口怎样降碳

作者：何海平

港口降碳，岸电先行。要以“一港一策”模式建设岸电设施。
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return library_of(tmp_path_factory.mktemp("page"), 山谷_md=VALLEY, 港口_md=HARBOUR)


def test_how_many_signed_authors_there_are(page: Assistant) -> None:
    first, *authors = (
        each.text for each in page.ask("这一版一共几位署名作者，都叫什么名字？").statements
    )
    assert first == "资料库中共有2位作者的文章"
    assert ["程远山" in authors[0], "何海平" in authors[1]] == [True, True]


@pytest.mark.parametrize("question", ["哪篇说的", "这是哪篇文章里讲的？", "是哪份材料提到的"])
def test_which_article_said_it_is_the_one_cited(page: Assistant, question: str) -> None:
    (statement,) = page.ask(question, ["岸电设施以什么模式建设？"]).statements
    assert "港口怎样降碳" in statement.text


def test_a_point_by_its_number_is_called_what_it_is_called(page: Assistant) -> None:
    statements = page.ask("其中第一条是啥", ["下一阶段要做哪三件事？"]).statements
    assert "优化林地布局" in statements[0].text
    assert any("水源林" in statement.text for statement in statements)
    assert not any("林下产业" in statement.text for statement in statements)


def test_who_wrote_each_of_two(page: Assistant) -> None:
    answer = page.ask("谈山谷的那篇和谈港口的那篇分别是谁写的？")
    assert "程远山" in answer.text
    assert "何海平" in answer.text


def test_a_document_without_authors_says_nothing_of_them(tmp_path: Path) -> None:
    library = library_of(tmp_path, 通知_txt="关于停水的通知\n\n5月6日停水8小时。\n")
    assert library.ask("这一版一共几位署名作者？").outcome == "abstained"
