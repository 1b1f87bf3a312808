"""One question put to several articles: each is asked, and each answers under its own title."""

from pathlib import Path

import pytest

from assistant.answering.several.each import MOST_ARTICLES
from assistant.service import Assistant
from assistant.types import Answer
from tests.answering.libraries import library_of

FOREST = """# 林下经济怎样富民

作者：程一凡

林下经济让山区群众在家门口增收。目标是到2027年，全市林下经济产值达到60亿元。

林区道路要先修通，林下产品才能运得出去。冷链物流是最短的一块板。
"""
FISHERY = """# 近海渔业如何转型

作者：贺小川

近海渔业资源衰退，转型势在必行。目标是到2027年，深远海养殖产量占到海水养殖的三成。

冷链物流跟上了，鲜鱼才能卖到内地。渔港要按照智慧港口的标准改造。
"""
NOTE = """# 山海之间找出路

作者：闻讯

山里和海上都在找新的出路，本期两位作者各有所见。
"""


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("papers")
    return library_of(folder, forest_md=FOREST, fishery_md=FISHERY, note_md=NOTE)


def by_author(answer: Answer) -> dict[str, str]:
    assert len({statement.group for statement in answer.statements}) == len(answer.statements)
    return {statement.group[-4:-1]: statement.text for statement in answer.statements}


@pytest.mark.parametrize(
    "question",
    [
        "程一凡和贺小川对2027年的目标各是怎么讲的？",
        "程一凡与贺小川提出的2027年目标分别是什么？",
        "两篇文章对2027年的目标分别是什么？",
        "对2027年，讲林下经济的文章和贺小川的文章各有什么目标？",
    ],
)
def test_each_article_answers_under_its_title(papers: Assistant, question: str) -> None:
    found = by_author(papers.ask(question))
    assert sorted(found) == ["程一凡", "贺小川"]
    assert "60亿元" in found["程一凡"]
    assert "三成" in found["贺小川"]


@pytest.mark.parametrize(
    "question",
    [
        "程一凡和贺小川都谈到冷链物流，各自怎么说？",
        "程一凡和贺小川的文章都提到冷链物流了吗？",
        "冷链物流方面，程一凡和贺小川分别怎么看？",
        "冷链物流，两篇文章分别提到了什么？",
    ],
)
def test_a_subject_that_each_names_is_quoted_from_each(papers: Assistant, question: str) -> None:
    found = by_author(papers.ask(question))
    assert found["程一凡"] == "冷链物流是最短的一块板。"
    assert found["贺小川"] == "冷链物流跟上了，鲜鱼才能卖到内地。"


def test_who_says_nothing_of_it_is_named(papers: Assistant) -> None:
    answer = papers.ask("程一凡和贺小川对智慧港口分别怎么说？")
    assert list(by_author(answer)) == ["贺小川"]
    assert answer.reason == "文中没有说明：程一凡"


def test_what_nobody_says_is_not_answered(papers: Assistant) -> None:
    assert papers.ask("程一凡和贺小川对碳排放交易各是怎么讲的？").outcome == "abstained"


def test_articles_published_later_are_not_asked(tmp_path: Path) -> None:
    later = FISHERY.replace("作者：贺小川", "作者：贺小川\n\n发布日期：2025-03-01")
    assistant = library_of(tmp_path, forest_md=FOREST, fishery_md=later)
    answer = assistant.ask("程一凡和贺小川对冷链物流各是怎么讲的？", as_of="2024-01-01")
    assert list(by_author(answer)) == ["程一凡"]


def test_of_many_articles_the_last_are_named_as_not_looked_at(tmp_path: Path) -> None:
    names = [
        first + last for first in "周吴郑孙李" for last in ("一凡", "小川", "文博", "德明", "志远")
    ]
    notes = {
        f"n{place:02}_md": f"# 山里的路之{name}\n\n作者：{name}\n\n冷链物流要先通第{place}条路。\n"
        for place, name in enumerate(names)
    }
    answer = library_of(tmp_path, **notes).ask(f"{'、'.join(names)}对冷链物流分别怎么说？")
    assert len({statement.group for statement in answer.statements}) == MOST_ARTICLES
    told, left = answer.reason.split("：")
    assert told == "一次问得太多，这些没有看，请分开再问"
    shown = {statement.group[-4:-1] for statement in answer.statements}
    assert left.split("；") == [name for name in names if name[-3:] not in shown]


def test_of_things_in_brackets_each_says_those_that_it_names(papers: Assistant) -> None:
    answer = papers.ask("基础设施方面（林区道路、智慧港口、氢能）各篇文章都提到了哪些内容？")
    found = by_author(answer)
    assert sorted(found) == ["程一凡", "贺小川"]
    assert "林区道路要先修通" in found["程一凡"]
    assert "智慧港口的标准" in found["贺小川"]


def test_two_authors_are_set_side_by_side_on_what_they_hold_and_do(papers: Assistant) -> None:
    found = by_author(papers.ask("对比一下程一凡和贺小川在冷链物流方面的主张与做法"))
    assert "最短的一块板" in found["程一凡"]
    assert "卖到内地" in found["贺小川"]


MARKET = """# 统一市场怎样建

作者：丁一鸣

县域经济要靠特色产业。清理妨碍统一市场的各种规定，是当前最要紧的一步。

物流和仓储也要跟上。建设统一市场，各地的标准先要互认。
"""
BARRIERS = """# 壁垒如何破

作者：岳长林

建设统一市场，关键是让要素流动起来。乡村道路还要加宽。
"""


@pytest.fixture(scope="module")
def markets(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("markets")
    return library_of(folder, market_md=MARKET, barriers_md=BARRIERS)


def test_who_says_two_things_of_it_is_quoted_with_both(markets: Assistant) -> None:
    answer = markets.ask("统一市场这件事，丁一鸣和岳长林各是怎么说的？")
    said = [(statement.group[-4:-1], statement.text) for statement in answer.statements]
    assert sorted(said) == [
        ("丁一鸣", "建设统一市场，各地的标准先要互认。"),
        ("丁一鸣", "清理妨碍统一市场的各种规定，是当前最要紧的一步。"),
        ("岳长林", "建设统一市场，关键是让要素流动起来。"),
    ]


@pytest.mark.parametrize(
    "question",
    [
        "两篇文章都谈到统一市场，丁一鸣和岳长林各自是怎么说的？",
        "关于统一市场，丁一鸣和岳长林两位的文章分别提出了什么？",
        "几位作者都谈到统一市场怎么建，请汇总一下丁一鸣和岳长林各自的提法",
    ],
)
def test_that_all_speak_of_it_is_told_and_not_asked(markets: Assistant, question: str) -> None:
    groups = {statement.group[-4:-1] for statement in markets.ask(question).statements}
    assert groups == {"丁一鸣", "岳长林"}


def test_which_authors_speak_of_it_is_still_asked_of_the_articles(markets: Assistant) -> None:
    groups = {
        statement.group[-4:-1] for statement in markets.ask("哪几位作者谈到统一市场？").statements
    }
    assert groups == {"丁一鸣", "岳长林"}


def test_where_authors_work_is_no_view_of_theirs(markets: Assistant) -> None:
    """Their notes name no employer, so that nothing is quoted from their articles."""
    answer = markets.ask("丁一鸣和岳长林的单位分别是什么？")
    assert answer.outcome == "abstained" or all(s.check == "metadata" for s in answer.statements)
