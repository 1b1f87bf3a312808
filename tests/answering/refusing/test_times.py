"""What a refusal says of other years is true of the tables as well."""

from typing import TYPE_CHECKING

import pytest

from tests.answering.libraries import declined, library_of

if TYPE_CHECKING:
    from assistant.service import Assistant

HARBOUR = """# 澜湾市港口建设规划

为完善港口设施，制定本规划。

一、建设计划

各年度建设任务见下表。

| 年份 | 开工泊位 | 计划投资（亿元） | 新增岸线（米） |
|---|---|---|---|
| 2031年 | 1号泊位 | 42.5 | 480 |
| 2032年 | 4号泊位 | 56.8 | 620 |
| 2033年 | 5号泊位 | 38.1 | 350 |

二、2031年重点工作

2031年完成1号泊位航道疏浚，争取年内完成投资42.5亿元。
"""
BUDGET = """# 澜湾市预算报告

2031年，全市一般公共预算收入完成23.6亿元，增长4.2%。

| 项目 | 2030年决算数 | 2031年执行数 | 2032年预算数 |
|---|---|---|---|
| 税收收入 | 152300 | 160100 | 168000 |
| 非税收入 | 71200 | 75900 | 78000 |
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> "Assistant":
    return library_of(tmp_path_factory.mktemp("times"), 港口_md=HARBOUR, 预算_md=BUDGET)


@pytest.mark.parametrize(
    "question",
    [
        "2032年完成航道疏浚投资多少？",
        "2033年重点工作完成投资多少亿元？",
        "2032年航道疏浚投资多少亿元？",
    ],
)
def test_a_year_of_a_row_is_not_said_to_be_missing(library: "Assistant", question: str) -> None:
    reason = declined(library, question)
    assert "只有" not in reason
    assert "最接近的一句说的是2031年的数据" in reason


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("2036年港口计划投资多少亿元？", "2031年、2032年、2033年"),
        ("2029年税收收入是多少？", "2030年、2031年、2032年"),
    ],
)
def test_the_years_that_there_are_are_those_of_the_table_as_well(
    library: "Assistant", question: str, years: str
) -> None:
    reason = declined(library, question)
    assert f"只有{years}的数据" in reason or f"说的是{years}，没有说到" in reason
