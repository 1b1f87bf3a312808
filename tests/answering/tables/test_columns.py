"""Columns found by their unit, by their year, and by what people call them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.answering.libraries import library_of

if TYPE_CHECKING:
    from assistant.types import Answer

PRICES = """# 清河市2024年生活类价格监测年报

全市全年价格总水平平稳，监测的主要品种价格如下。

| 品种 | 零售价（元/公斤） 2023年 | 零售价（元/公斤） 2024年 | 2024年比上年涨跌（%） |
|---|---|---|---|
| 猪肉 | 24.6 | 26.1 | 6.1 |
| 鸡蛋 | 10.9 | 9.8 | -10.1 |
| 带鱼 | 34.5 | 35.2 | 2.0 |
| 黄鱼 | 43.5 | | |

居民用能价格按下表执行。

| 类别 | 单价（元/千瓦时） | 执行时间 |
|---|---|---|
| 居民阶梯一档 | 0.55 | 2023年6月1日 |
| 农业生产 | 0.48 | 2024年1月1日 |

新建商品住房成交情况见下表。

| 板块 | 成交套数（套） | 平均价格（元/平方米） |
|---|---|---|
| 滨湖板块 | 1820 | 12600 |
| 老城板块 | 640 | 9800 |
"""
HARVEST = """# 江洲县2024年油菜生产年报

| 乡镇 | 播种面积（亩） 2023年 | 播种面积（亩） 2024年 | 单位面积产量（公斤/亩） | 总产量（吨） |
|---|---|---|---|---|
| 龙港镇 | 8200 | 8650 | 146 | 1263 |
| 白马镇 | 6100 | 5900 | 152 | 897 |
| 青石乡 | 3300 | 3420 | 138 | 472 |
| 合计 | 17600 | 17970 | 146 | 2632 |

| 学校 | 2023年招生数（人） | 2024年招生数（人） |
|---|---|---|
| 县一中 | 1250 | 1300 |
| 县二中 | 880 | 860 |
"""
SPOTS = """# 平川市景区2024年运行情况

| 景区名称 | 等级 | 门票价格（元/人） 旺季 | 门票价格（元/人） 淡季 |
|---|---|---|---|
| 龙吟峡 | 4A | 80 | 50 |
| 云顶山 | 4A | 60 | 40 |
"""
SUBSIDIES = """# 云台区2024年助老服务情况通报

高龄津贴按下列标准发放：

| 年龄段 | 城镇户籍标准（元/月） | 农村户籍标准（元/月） | 发放时间 |
|---|---|---|---|
| 80至89周岁 | 100 | 80 | 每月10日 |
| 90至99周岁 | 200 | 180 | 每月10日 |

养老机构情况见下表。

| 序号 | 养老机构 | 床位数（张） | 运营单位 |
|---|---|---|---|
| 1 | 颐和养老院 | 400 | 颐和康养公司 |
| 2 | 松鹤养老院 | 300 | 松鹤集团 |
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], "Answer"]:
    folder = tmp_path_factory.mktemp("columns")
    return library_of(folder, 年报_md=PRICES, 农业_md=HARVEST, 助老_md=SUBSIDIES, 景区_md=SPOTS).ask


def _texts(answer: "Answer") -> list[str]:
    return [statement.text for statement in answer.statements]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("2023年猪肉每公斤多少钱？", "猪肉，零售价（元/公斤） 2023年：24.6"),
        ("2024年鸡蛋多少钱一公斤", "鸡蛋，零售价（元/公斤） 2024年：9.8"),
        ("猪肉一公斤多少钱", "猪肉，零售价（元/公斤） 2024年：26.1"),
        ("居民阶梯一档每度电多少钱？", "居民阶梯一档，单价（元/千瓦时）：0.55"),
        ("滨湖板块每平米多少钱", "滨湖板块，平均价格（元/平方米）：12600"),
        (
            "90至99周岁每月多少钱？",
            "90至99周岁，城镇户籍标准（元/月）：200，农村户籍标准（元/月）：180",
        ),
    ],
)
def test_a_price_per_measure_is_read_under_its_unit(
    ask: Callable[[str], "Answer"], question: str, expected: str
) -> None:
    assert _texts(ask(question)) == [expected]


@pytest.mark.parametrize(
    "question", ["猪肉每吨多少钱？", "猪肉每公斤补贴多少钱？", "松鹤养老院床位费每月多少钱？"]
)
def test_another_price_is_not_read(ask: Callable[[str], "Answer"], question: str) -> None:
    assert ask(question).outcome == "abstained"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("鸡蛋零售价是多少？", "鸡蛋，零售价（元/公斤） 2024年：9.8"),
        ("黄鱼零售价是多少？", "黄鱼，零售价（元/公斤） 2023年：43.5"),
        ("龙港镇油菜播种面积是多少？", "龙港镇，播种面积（亩） 2024年：8650"),
        ("县一中招生多少人？", "县一中，2024年招生数（人）：1300"),
        ("县二中历年招生数", "县二中，2023年招生数（人）：880，2024年招生数（人）：860"),
        (
            "县一中2024年招生比上年多吗？",
            "县一中，2023年招生数（人）：1250，2024年招生数（人）：1300",
        ),
    ],
)
def test_without_a_year_the_latest_is_meant_and_of_all_years_each(
    ask: Callable[[str], "Answer"], question: str, expected: str
) -> None:
    assert _texts(ask(question)) == [expected]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "龙吟峡门票多少钱？",
            "龙吟峡，门票价格（元/人） 旺季：80，门票价格（元/人） 淡季：50",
        ),
        ("云顶山淡季门票多少钱？", "云顶山，门票价格（元/人） 淡季：40"),
        ("哪个景区门票最贵？", "龙吟峡，门票价格（元/人） 旺季：80"),
    ],
)
def test_columns_that_are_asked_for_alike_are_all_said(
    ask: Callable[[str], "Answer"], question: str, expected: str
) -> None:
    assert _texts(ask(question)) == [expected]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("龙港镇油菜单产是多少？", ["龙港镇，单位面积产量（公斤/亩）：146"]),
        (
            "对比一下龙港镇和白马镇的油菜单产",
            ["龙港镇，单位面积产量（公斤/亩）：146", "白马镇，单位面积产量（公斤/亩）：152"],
        ),
        ("老城板块均价是多少？", ["老城板块，平均价格（元/平方米）：9800"]),
        ("青石乡油菜总产多少吨？", ["青石乡，总产量（吨）：472"]),
    ],
)
def test_a_column_is_found_by_its_short_name(
    ask: Callable[[str], "Answer"], question: str, expected: list[str]
) -> None:
    assert _texts(ask(question)) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("哪个镇油菜单产最高？", "白马镇，单位面积产量（公斤/亩）：152"),
        ("哪个镇的地最能打粮？", "白马镇，单位面积产量（公斤/亩）：152"),
        ("哪个镇油菜播种面积最小？", "白马镇，播种面积（亩） 2024年：5900"),
        ("哪个学校招生最多？", "县一中，2024年招生数（人）：1300"),
        ("2024年零售价最贵的是哪个品种？", "带鱼，零售价（元/公斤） 2024年：35.2"),
        ("哪个板块的房子最便宜？", "老城板块，平均价格（元/平方米）：9800"),
        ("零售价涨幅最大的是哪个品种？", "猪肉，2024年比上年涨跌（%）：6.1"),
        ("哪个品种下降最多？", "鸡蛋，2024年比上年涨跌（%）：-10.1"),
        ("哪个养老机构床位最少？", "松鹤养老院，床位数（张）：300"),
    ],
)
def test_the_row_of_the_highest_figure_is_found_by_a_short_name(
    ask: Callable[[str], "Answer"], question: str, expected: str
) -> None:
    assert _texts(ask(question)) == [expected]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "农村户籍的90至99周岁老人，津贴哪天发，标准是多少？",
            ["90至99周岁，发放时间：每月10日", "90至99周岁，农村户籍标准（元/月）：180"],
        ),
        (
            "城镇户籍80至89周岁老人，发放时间是什么时候，标准是多少？",
            ["80至89周岁，发放时间：每月10日", "80至89周岁，城镇户籍标准（元/月）：100"],
        ),
        (
            "颐和养老院有多少张床位，由谁运营？",
            ["颐和养老院，床位数（张）：400", "颐和养老院，运营单位：颐和康养公司"],
        ),
    ],
)
def test_the_first_part_tells_which_column_the_second_means(
    ask: Callable[[str], "Answer"], question: str, expected: list[str]
) -> None:
    assert _texts(ask(question)) == expected


def test_why_a_figure_fell_is_not_answered_by_the_figure(
    ask: Callable[[str], "Answer"],
) -> None:
    texts = _texts(ask("2024年白马镇油菜播种面积怎么不增反降？"))
    assert "白马镇，播种面积（亩） 2024年：5900" not in texts
