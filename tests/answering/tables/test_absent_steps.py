"""A step is missing only where no table and no sentence of what was found has it."""

from typing import TYPE_CHECKING

import pytest

from assistant.answering.tables.absent_steps import absent_step
from assistant.answering.tables.ranges import outside_ages
from assistant.answering.words.question import analyse
from assistant.types import Article

if TYPE_CHECKING:
    from collections.abc import Sequence


def _article(name: str, *lines: str) -> Article:
    return Article(id=name, title=name, text="\n".join((name, *lines)))


FIRST = _article(
    "技能补贴",
    "档次 | 对象 | 补贴（元）",
    "A档 | 新员工 | 300",
    "B档 | 老员工 | 500",
    "其他人员的档次如下。",
    "档次 | 对象 | 补贴（元）",
    "C档 | 技师 | 800",
    "D档 | 高级技师 | 900",
)
BARE = _article("工龄补贴", "档次 | 对象 | 补贴（元）", "E | 班长 | 300", "F | 组长 | 500")
YOUNGER = _article(
    "城区津贴标准",
    "津贴标准",
    "年龄 | 城区津贴（元） | 说明",
    "70-79岁 | 50 | 按月",
    "80岁以上 | 90 | 按月",
)
OLDER = _article(
    "镇村津贴标准",
    "津贴标准",
    "年龄 | 镇村津贴（元） | 说明",
    "60-69岁 | 20 | 按月",
    "70岁以上 | 40 | 按月",
)


@pytest.mark.parametrize(
    ("question", "articles", "said"),
    [
        ("E档补贴多少钱？", [FIRST], "文中没有说到E档，只有A档、B档、C档、D档。"),
        ("E档补贴多少钱？", [FIRST, BARE], ""),
    ],
)
def test_the_steps_there_are_are_those_of_all_tables(
    question: str, articles: "Sequence[Article]", said: str
) -> None:
    assert absent_step(analyse(question), articles) == said


@pytest.mark.parametrize(
    ("question", "articles", "said"),
    [
        ("我65岁能领多少津贴？", [YOUNGER], "文中的表里没有65岁这一档。"),
        ("我65岁能领多少津贴？", [YOUNGER, OLDER], ""),
        ("我50岁能领多少津贴？", [YOUNGER, OLDER], "文中的表里没有50岁这一档。"),
    ],
)
def test_an_age_is_missing_only_where_every_scale_lacks_it(
    question: str, articles: "Sequence[Article]", said: str
) -> None:
    assert outside_ages(analyse(question), articles) == said


GRADES = _article("课后服务", "年级 | 次数 | 说明", "一年级 | 3 | 晚间", "二年级 | 4 | 午间")


@pytest.mark.parametrize("printed", ["三至六年级", "四、五年级", "3—6年级", "三四年级", "4年级"])
def test_a_step_among_several_is_not_missing(printed: str) -> None:
    others = _article("高年级课后服务", f"{printed}每周五次。")
    assert absent_step(analyse("四年级每周几次？"), [GRADES]) != ""
    assert absent_step(analyse("四年级每周几次？"), [GRADES, others]) == ""
    assert absent_step(analyse("七年级每周几次？"), [GRADES, others]) != ""
