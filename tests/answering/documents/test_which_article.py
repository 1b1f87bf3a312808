"""The article that is known by what it says: its title and its author with the sentence."""

import pytest

from assistant.answering.documents.which_article import thing_said
from assistant.service import Assistant
from tests.answering.libraries import library_of

PIER = (
    "# 老码头怎样活化\n\n作者：岳明川\n\n老码头被称为江城的“会客厅”，活化要留住人。"
    "要推广“以租代建”做法，让手艺人先住下来。\n\n"
    "（作者系江城理工大学建筑学院副教授）\n"
)
GRAIN = (
    "# 粮仓怎样变粮库\n\n作者：程砚秋\n\n粮仓要智能化。要装上“电子鼻”，随时测粮温。\n\n"
    "（作者单位：云江省粮食局）\n"
)
NOTICE = "# 江城码头开放通知\n\n码头每天6点开放，22点关闭。\n"
PIER_NAME, GRAIN_NAME = "《老码头怎样活化》（岳明川）", "《粮仓怎样变粮库》（程砚秋）"


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return library_of(
        tmp_path_factory.mktemp("papers"), pier_md=PIER, grain_md=GRAIN, open_md=NOTICE
    )


@pytest.mark.parametrize(
    ("question", "groups"),
    [
        ("“以租代建”出自谁的文章？", [PIER_NAME]),
        ("把老码头称为江城“会客厅”的文章，题目和作者是？", [PIER_NAME]),
        ("讲“电子鼻”测温办法的是哪篇？", [GRAIN_NAME]),
        ("哪篇文章讲“以租代建”推广？", [PIER_NAME]),
        ("“以租代建”和“电子鼻”分别出自谁的文章？", [PIER_NAME, GRAIN_NAME]),
        ("粮仓智能化和老码头活化，分别是谁的文章讲的，怎么讲的？", [GRAIN_NAME, PIER_NAME]),
    ],
)
def test_the_article_is_named_with_what_it_says(
    papers: Assistant, question: str, groups: list[str]
) -> None:
    answer = papers.ask(question)
    assert [statement.group for statement in answer.statements] == groups
    assert answer.reason == ""


@pytest.mark.parametrize("question", ["量子计算是谁的文章讲的？", "“元宇宙”出自哪篇文章？"])
def test_what_no_article_says_names_none(papers: Assistant, question: str) -> None:
    assert papers.ask(question).outcome == "abstained"


@pytest.mark.parametrize(
    "question",
    [
        "哪篇文章提到了什么项目?",
        "这段话出自哪篇文章?",
        "老码头什么时候开放?",
        "码头是谁管理的?",
        "写得最好的是谁的文章?",
        "最早发表的是哪篇文章?",
        "跟码头有关的是哪篇?",
    ],
)
def test_other_questions_ask_for_no_article(question: str) -> None:
    assert thing_said(question) == ""
