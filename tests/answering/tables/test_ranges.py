"""Rows found by a figure of the asker's own, and steps of a scale that are not there."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from assistant.answering.tables.paid import is_of_paying
from tests.answering.libraries import library_of

if TYPE_CHECKING:
    from assistant.types import Answer

SUBSIDY = """# 云溪市企业用地和培训补贴办法

补贴按占地面积分档，见附表1；职工培训补贴按缴费档次计算，见附表2。

附表1 用地补贴标准

| 项目类别 | 占地面积 | 补贴比例 | 最高补贴额（万元） |
|---|---|---|---|
| 工业用地 | 50亩（不含）以下 | 4% | 30 |
| 工业用地 | 50亩（含）—120亩（不含） | 6% | 80 |
| 工业用地 | 120亩（含）以上 | 9% | 200 |

附表2 培训补贴标准

| 档次 | 年缴费额（元） | 培训补贴（元/年） | 培训贷款最高额度（万元） |
|---|---|---|---|
| 甲档 | 200 | 90 | 2 |
| 乙档 | 500 | 260 | 4 |
| 丙档 | 900 | 520 | 7 |

附表3 带薪假期

| 工作年限 | 带薪假（天） |
|---|---|
| 1年以上不足8年 | 4 |
| 8年以上不足16年 | 9 |
| 16年以上 | 14 |

附表4 设备奖励标准

| 设备购置额（万元） | 奖励金额（万元） |
|---|---|
| 300以上不足800 | 12 |
| 800以上不足2000 | 35 |
| 2000以上 | 90 |

申报企业应当在云溪市注册满3年，厂房投资额不低于600万元。企业应当为职工建立培训档案，厂房由园区统一管理。
"""
AGED = """# 云溪市老年人补贴通知

全市老年人每人每月定额补贴60元。

表1 长者津贴标准

| 年龄 | 每月增发（元） |
|---|---|
| 70周岁至79周岁 | 30 |
| 80周岁至89周岁 | 90 |
| 90周岁及以上 | 200 |
"""
HARVEST = """# 2025年云溪市农业生产情况

单位：万亩、万吨、%

| 区县 | 稻谷 面积 | 稻谷 产量 | 稻谷 增长 | 能源消费量 2025年 | 能源消费量 增长 |
|---|---|---|---|---|---|
| 全市合计 | 90.2 | 41.5 | 1.4 | 23.4 | 5.9 |
| 柳塘县 | 40.1 | 18.3 | 2.2 | 9.9 | 6.5 |
| 沙溪县 | 50.1 | 23.2 | 0.8 | 13.5 | 5.5 |
"""
ALARM = """# 暴雨预警响应办法

暴雨预警发布后，各单位按等级响应，响应时间见下表。

| 等级 | 响应时间（分钟） |
|---|---|
| Ⅰ级 | 10 |
| Ⅱ级 | 30 |
| Ⅲ级 | 60 |
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> "Callable[..., Answer]":
    folder = tmp_path_factory.mktemp("ranges")
    return library_of(folder, 办法_md=SUBSIDY, 老人_md=AGED, 农业_md=HARVEST, 预警_md=ALARM).ask


def _said(answer: "Answer") -> list[str]:
    return [statement.text for statement in answer.statements]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "工业用地占地80亩，补贴比例和最高补贴额是多少？",
            ["工业用地，占地面积：50亩（含）—120亩（不含），补贴比例：6%，最高补贴额（万元）：80"],
        ),
        (
            "厂子占地50亩，用地的补贴比例多少？",
            ["工业用地，占地面积：50亩（含）—120亩（不含），补贴比例：6%"],
        ),
        (
            "占地120亩的项目补贴比例是多少？",
            ["工业用地，占地面积：120亩（含）以上，补贴比例：9%"],
        ),
        (
            "职工每年交500块，培训补贴多少？",
            ["乙档，年缴费额（元）：500，培训补贴（元/年）：260"],
        ),
        (
            "乙档每年交多少，能贷多少？",
            ["乙档，年缴费额（元）：500", "乙档，培训贷款最高额度（万元）：4"],
        ),
        ("最高那档每年交多少？", ["丙档，年缴费额（元）：900"]),
        ("柳塘县能耗增了多少？", ["柳塘县，能源消费量 增长：6.5（单位：万亩、万吨、%）"]),
        ("我妈83岁，长者津贴每月多少钱？", ["80周岁至89周岁，每月增发（元）：90"]),
        ("90岁以上老人津贴每月增发多少？", ["90周岁及以上，每月增发（元）：200"]),
        ("工作满12年的职工带薪假有几天？", ["8年以上不足16年，带薪假（天）：9"]),
        ("设备购置额达到1200万，奖励多少？", ["800以上不足2000，奖励金额（万元）：35"]),
        ("全市稻谷面积多少？", ["全市合计，稻谷 面积：90.2（单位：万亩、万吨、%）"]),
    ],
)
def test_the_row_is_found_by_the_figure_and_the_column_by_what_is_paid(
    ask: "Callable[..., Answer]", question: str, expected: list[str]
) -> None:
    assert _said(ask(question)) == expected


def test_a_follow_up_of_two_parts_is_made_whole_and_each_answered(
    ask: "Callable[..., Answer]",
) -> None:
    answer = ask("比上年增长多少，能耗又增了多少？", ["柳塘县2025年稻谷产量多少？"])
    assert _said(answer) == ["柳塘县，稻谷 增长：2.2，能源消费量 增长：6.5（单位：万亩、万吨、%）"]


def test_a_step_that_is_not_there_is_declined_by_those_that_are(
    ask: "Callable[..., Answer]",
) -> None:
    answer = ask("培训补贴丁档一年交多少？")
    assert answer.outcome == "abstained"
    assert answer.reason.endswith("文中没有说到丁档，只有甲档、乙档、丙档。")


def test_a_step_is_not_missed_among_steps_that_are_marked_otherwise(
    ask: "Callable[..., Answer]",
) -> None:
    assert "只有" not in ask("第一级预警响应时间多少分钟？").reason
    assert ask("Ⅳ级预警响应时间多少分钟？").reason.endswith("没有说到Ⅳ级，只有Ⅰ级、Ⅱ级、Ⅲ级。")


def test_an_age_below_the_scale_is_declined_and_another_thing_not_read_from_it(
    ask: "Callable[..., Answer]",
) -> None:
    assert "没有66岁这一档" in ask("66岁的长者津贴每月增发多少？").reason
    assert "定额补贴60元" in _said(ask("我妈83岁，定额补贴多少？"))[0]


@pytest.mark.parametrize("question", ["2020年工业用地补贴了多少？", "有几个县种了50亩以上的稻谷？"])
def test_a_year_and_a_bound_are_no_figures_of_the_askers_own(
    ask: "Callable[..., Answer]", question: str
) -> None:
    assert not any("占地面积：" in text for text in _said(ask(question)))


def test_a_bound_decides_on_a_figure_of_the_askers_own(ask: "Callable[..., Answer]") -> None:
    answer = ask("我们厂房只投了450万，还能申报吗？")
    assert "厂房投资额不低于600万元" in _said(answer)[0]


@pytest.mark.parametrize(
    ("asked", "heading", "expected"),
    [
        ("每月要交多少", "月缴存额(元)", True),
        ("能贷多少钱", "个人贷款最高额度(万元)", True),
        ("每月缴多少", "缴存补贴(元/年)", False),
        ("每月缴多少", "连续缴存月数", False),
        ("分多少档", "月缴存额(元)", False),
    ],
)
def test_a_heading_of_money_is_told_by_what_is_done_with_it(
    asked: str, heading: str, expected: bool
) -> None:
    assert is_of_paying(asked, heading) is expected
