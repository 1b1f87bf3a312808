"""Who wrote the article just asked for, and what else is asked of him or of it."""

from pathlib import Path

import pytest

from assistant.answering.documents.written_by import asks_of_writer
from assistant.service import Assistant
from tests.answering.libraries import library_of

PIER = (
    "# 老码头怎样活化\n\n作者：岳明川\n\n老码头的活化要留住人。码头边开了46家铺子。\n\n"
    "（作者系江城理工大学建筑学院副教授）\n"
)
GRAIN = "# 粮仓怎样变粮库\n\n作者：程砚秋\n\n粮仓要智能化。\n\n（作者单位：云江省粮食局）\n"
PIER_POST, GRAIN_POST = "岳明川：江城理工大学建筑学院副教授", "程砚秋：云江省粮食局"
PIER_TITLE, GRAIN_TITLE = "《老码头怎样活化》（岳明川）", "《粮仓怎样变粮库》（程砚秋）"


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return library_of(tmp_path_factory.mktemp("papers"), pier_md=PIER, grain_md=GRAIN)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("岳明川写的那篇文章标题叫什么？他在哪儿任职？", [PIER_TITLE, PIER_POST]),
        ("岳明川那篇文章题目是什么？作者是什么职务？", [PIER_TITLE, PIER_POST]),
        ("岳明川的文章叫什么名字，什么职务？", [PIER_TITLE, PIER_POST]),
        ("岳明川的文章题目是什么？他现在在哪个单位工作？", [PIER_TITLE, PIER_POST]),
        (
            "老码头怎样活化的作者是谁，在哪个单位工作，什么职务？",
            ["《老码头怎样活化》的作者是岳明川", PIER_POST],
        ),
        ("作者里谁在大学当副教授，题目是什么？", [PIER_POST, PIER_TITLE]),
        ("哪位作者来自粮食局？他的文章题目叫什么？", [GRAIN_POST, GRAIN_TITLE]),
        ("哪位作者是副教授，文章叫什么？", [PIER_POST, PIER_TITLE]),
        (
            "岳明川和程砚秋的文章标题分别叫什么？他们在哪儿任职？",
            [PIER_TITLE, GRAIN_TITLE, PIER_POST, GRAIN_POST],
        ),
    ],
)
def test_what_is_asked_of_the_writer_is_told_after_what_he_wrote(
    papers: Assistant, question: str, said: list[str]
) -> None:
    texts = [statement.text for statement in papers.ask(question).statements]
    assert sorted(texts) == sorted(said)


def test_what_he_says_is_asked_of_the_writer_too(papers: Assistant) -> None:
    answer = papers.ask("岳明川那篇文章标题叫什么？他说码头边开了多少家铺子？")
    assert answer.statements[0].text == PIER_TITLE
    assert "46家" in answer.text


@pytest.mark.parametrize("part", ["他毕业于哪所学校？", "什么时候发表的？", "这篇文章登在哪里？"])
def test_what_is_not_printed_of_writer_or_article_is_named(papers: Assistant, part: str) -> None:
    answer = papers.ask(f"岳明川写的那篇文章标题叫什么？{part}")
    assert [statement.text for statement in answer.statements] == [PIER_TITLE]
    assert answer.reason == f"文中没有说明：{part}"


@pytest.mark.parametrize("part", ["作者分别是谁？", "他叫什么？", "码头有几座？", "县长是谁？"])
def test_who_the_writer_is_and_other_things_are_not_asked_of_him(part: str) -> None:
    assert not asks_of_writer(part)


def test_an_answer_before_that_names_no_writer_has_none(tmp_path: Path) -> None:
    notice = "# 码头开放通知\n\n码头每天8点开放，由渔港管理站负责。\n"
    answer = library_of(tmp_path, notice_md=notice).ask("码头几点开放？他在哪儿任职？")
    assert "8点" in answer.text
