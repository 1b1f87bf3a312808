"""What bylines say of authors: their schools, offices and parties, and whose they are."""

from pathlib import Path

import pytest

from assistant.service import Assistant
from assistant.types import Answer
from tests.answering.libraries import library_of

PIER = (
    "# 老码头怎样活化\n\n作者：岳明川\n\n老码头的活化要留住人。\n\n"
    "（作者系民盟盟员，江城理工大学建筑学院副教授）\n"
)
GRAIN = (
    "# 粮仓怎样变粮库\n\n作者：程砚秋\n\n粮仓要智能化。\n\n（作者单位：云江省经济和信息化委员会）\n"
)
NOODLE = "# 一碗面的标准\n\n作者：柏青山\n\n标准先要统一。\n\n（作者系江城食品集团总经理）\n"


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("papers")
    return library_of(folder, pier_md=PIER, grain_md=GRAIN, noodle_md=NOODLE)


def names(answer: Answer) -> list[str]:
    assert all(statement.check == "metadata" for statement in answer.statements)
    return sorted(statement.text.split("：")[0] for statement in answer.statements)


@pytest.mark.parametrize(
    ("question", "author"),
    [
        ("哪位作者是民盟盟员？", "岳明川"),
        ("哪位作者是副教授？", "岳明川"),
        ("作者里头哪一位是民盟盟员？", "岳明川"),
        ("作者里谁在高校工作？", "岳明川"),
        ("江城理工大学的作者是哪位？", "岳明川"),
        ("来自经信委的作者是谁？", "程砚秋"),
        ("经信委有人写文章吗？", "程砚秋"),
        ("江城理工大学有没有人写过文章？", "岳明川"),
        ("几位作者里谁是在食品集团当总经理的？", "柏青山"),
        ("哪篇文章的作者是总经理？", "柏青山"),
        ("谁是江城食品集团的总经理？", "柏青山"),
    ],
)
def test_an_author_is_found_by_post_party_or_employer(
    papers: Assistant, question: str, author: str
) -> None:
    answer = papers.ask(question)
    assert names(answer) == [author]
    assert {citation.quote for citation in answer.citations} >= {author}


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("经信委的人写的是哪一篇，作者叫什么？", "粮仓怎样变粮库"),
        ("哪篇文章是江城理工大学副教授写的？", "老码头怎样活化"),
    ],
)
def test_an_article_is_found_by_who_wrote_it(papers: Assistant, question: str, title: str) -> None:
    told, author = papers.ask(question).statements
    assert told.text.startswith(f"《{title}》")
    assert author.text.partition("：")[0] in told.text


@pytest.mark.parametrize(
    "question",
    [
        "哪位作者是教授？",
        "哪位作者是九三学社社员？",
        "来自财政局的作者是谁？",
        "江城大学的作者是哪位？",
    ],
)
def test_a_post_that_nobody_holds_finds_no_author(papers: Assistant, question: str) -> None:
    assert papers.ask(question).outcome == "abstained"


@pytest.mark.parametrize(
    "question",
    [
        "岳明川是哪所大学的教授？",
        "岳明川在哪所大学任教？",
        "岳明川属于什么党派？",
        "岳明川在什么单位工作？",
    ],
)
def test_the_note_says_what_an_author_is(papers: Assistant, question: str) -> None:
    answer = papers.ask(question)
    assert [s.text for s in answer.statements] == ["岳明川：民盟盟员，江城理工大学建筑学院副教授"]


@pytest.mark.parametrize(
    "question", ["岳明川毕业于哪所大学？", "柏青山是哪所大学的教授？", "程砚秋属于什么党派？"]
)
def test_what_the_note_does_not_say_is_not_answered_with_it(
    papers: Assistant, question: str
) -> None:
    assert papers.ask(question).outcome == "abstained"


def test_an_article_is_known_by_its_authors_post(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    first = (
        "# 让河水清起来\n\n□林清河\n\n治水要先治岸。\n\n"
        "（作者系农工党党员，平川市水文研究院院长）\n"
    )
    second = "# 让山绿起来\n\n□苗青山\n\n种树要先养土。\n\n（作者系平川市林业研究院院长）\n"
    library = library_of(tmp_path_factory.mktemp("posts"), 水_md=first, 山_md=second)
    (statement,) = library.ask("平川市水文研究院院长写的那篇文章题目是什么？").statements
    assert statement.text == "《让河水清起来》（林清河）"
    (statement,) = library.ask("两位作者里哪位是农工党党员？").statements
    assert statement.text.startswith("林清河")


def test_a_post_is_known_by_the_short_name_that_the_text_gives(tmp_path: Path) -> None:
    said = NOODLE.replace("标准先要统一。", "江城食品集团（以下简称“江食集团”）要统一标准。")
    shop = library_of(tmp_path, noodle_md=said)
    assert names(shop.ask("江食集团的总经理叫什么名字？")) == ["柏青山"]
    assert shop.ask("江食集团的董事长是谁？").outcome == "abstained"
