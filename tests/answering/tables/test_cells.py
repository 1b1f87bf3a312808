"""Cells of tables, found by their row and their heading."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.answering.libraries import library_of

if TYPE_CHECKING:
    from assistant.types import Answer

PLAN = """# 2024年各区县充电桩建设计划

| 区县 | 公共充电桩（台） | 换电站（座） | 责任单位 |
|---|---|---|---|
| 东城区 | 1200 | 6 | 东城区发改委 |
| 西湖区 | 860 | 4 | 西湖区住建局 |
| 南山县 | 340 | 1 | 南山县经信局 |

全市2024年计划建设公共充电桩2400台、换电站11座，总投资3.2亿元。
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], "Answer"]:
    return library_of(tmp_path_factory.mktemp("tables"), 计划_md=PLAN).ask


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("东城区要建多少充电桩？", "东城区，公共充电桩（台）：1200"),
        ("西湖区有几座换电站？", "西湖区，换电站（座）：4"),
        ("2024年南山县建几座换电站？", "南山县，换电站（座）：1"),
        ("南山县由谁负责？", "南山县，责任单位：南山县经信局"),
        ("西湖区是哪个部门负责？", "西湖区，责任单位：西湖区住建局"),
    ],
)
def test_the_cell_is_said_with_its_row_and_heading(
    ask: Callable[[str], "Answer"], question: str, expected: str
) -> None:
    answer = ask(question)
    (statement,) = answer.statements
    assert statement.text == expected
    row, heading = answer.citations
    assert expected.partition("，")[0] in row.quote
    assert heading.quote.startswith("区县 | ")


@pytest.mark.parametrize(
    "question", ["2022年东城区建了多少充电桩？", "东城区有多少人口？", "全市建多少换电站？"]
)
def test_what_the_table_does_not_say_is_not_read_from_it(
    ask: Callable[[str], "Answer"], question: str
) -> None:
    assert not any("：" in statement.text for statement in ask(question).statements)


HARVEST = """# 江陵市2023年农业简报

主要农产品产量见下表。

| 产品 | 产量（万吨） | 比上年增长（%） |
|---|---|---|
| 粮食 | 98.7 | 1.1 |
| 水产品 | 11.5 | -2.3 |

水产品产量下降，主要受夏季高温少雨影响。年末冷库库容42.6万立方米。
"""


def test_why_is_not_answered_by_a_row_and_a_direction_by_its_rate(tmp_path: Path) -> None:
    ask = library_of(tmp_path, 简报_md=HARVEST).ask
    assert "高温少雨" in ask("2023年江陵市水产品为什么减产？").statements[0].text
    (statement,) = ask("2023年水产品的产量是增还是减？").statements
    assert statement.text == "水产品，比上年增长（%）：-2.3"


PRICES = """# 江陵市茶产业调查

表1　2023年各县毛茶均价

| 县（区） | 采摘面积（万亩） | 毛茶均价（元/公斤） |
|---|---|---|
| 东塘县 | 68.3 | 96 |
| 西岭区 | 41.5 | 62 |
| 南河县 | 25.6 | 48 |
| 合计 | 135.4 | 74 |

表2　销售渠道占比（单位：%）

| 渠道 | 2021年 | 2023年 |
|---|---|---|
| 批发市场 | 46.2 | 35.8 |
| 电商及直播 | 11.3 | 25.6 |
"""


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("2023年哪个县区的毛茶均价最低？", "南河县，毛茶均价（元/公斤）：48"),
        ("2023年毛茶均价最高的是哪个县？", "东塘县，毛茶均价（元/公斤）：96"),
        ("2021年电商及直播在销售渠道里占比多少", "电商及直播，2021年：11.3"),
    ],
)
def test_the_highest_and_columns_of_rates_are_read(
    tmp_path: Path, question: str, expected: str
) -> None:
    (statement,) = library_of(tmp_path, 调查_md=PRICES).ask(question).statements
    assert statement.text == expected


REPORT = """# 2023年江陵市统计公报

| 区县 | 地区生产总值（亿元） | 增速（%） | 常住人口（万人） | 规上工业企业数（家） |
|---|---|---|---|---|
| 高新区 | 645.9 | 7.2 | 87.5 | 527 |
| 河东区 | 402.1 | 5.8 | 98.3 | 146 |

| 指标 | 2021年 | 2022年 | 2023年 |
|---|---|---|---|
| 医院数（家） | 118 | 121 | 127 |
| 注册护士（人） | 9800 | 10210 | 11020 |

主要工业产品产量见下表。

| 产品名称 | 单位 | 产量 | 比上年增长（%） |
|---|---|---|---|
| 水泥 | 万吨 | 865.4 | -4.2 |
| 锂离子电池 | 万只 | 5230 | 31.5 |
"""


@pytest.fixture(scope="module")
def ask_report(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], "Answer"]:
    return library_of(tmp_path_factory.mktemp("report"), 公报_md=REPORT).ask


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("高新区地区生产总值增速是多少？", "高新区，增速（%）：7.2"),
        ("高新区地区生产总值是多少？", "高新区，地区生产总值（亿元）：645.9"),
        ("高新区GDP总量和增速", "高新区，地区生产总值（亿元）：645.9，增速（%）：7.2"),
        ("2022年医院有多少家？", "医院数（家），2022年：121"),
        ("2021年注册护士有多少人？", "注册护士（人），2021年：9800"),
        ("高新区规上工业企业有多少家？", "高新区，规上工业企业数（家）：527"),
        ("2023年江陵市水泥产量是多少？", "水泥，产量（万吨）：865.4"),
        ("锂离子电池产量是多少？", "锂离子电池，产量（万只）：5230"),
        ("水泥产量比上年增长多少？", "水泥，比上年增长（%）：-4.2"),
        ("水泥产量下降了多少？", "水泥，比上年增长（%）：-4.2"),
    ],
)
def test_rates_years_and_counts_are_read_under_their_headings(
    ask_report: Callable[[str], "Answer"], question: str, expected: str
) -> None:
    (statement,) = ask_report(question).statements
    assert statement.text == expected


def test_who_asks_of_each_area_is_told_all_rows(ask_report: Callable[[str], "Answer"]) -> None:
    found = ask_report("各县区的GDP分别是多少，请按公报给我一份").statements
    assert [statement.text for statement in found] == [
        "高新区，地区生产总值（亿元）：645.9",
        "河东区，地区生产总值（亿元）：402.1",
    ]


@pytest.mark.parametrize(
    "question",
    [
        "高新区社区食堂有多少家？",
        "2020年医院有多少家？",
        "河东区区长是谁？",
        "河东区医院有多少家？",
    ],
)
def test_a_measure_alone_or_another_row_names_no_cell(
    ask_report: Callable[[str], "Answer"], question: str
) -> None:
    assert ask_report(question).outcome == "abstained"


def test_a_sentence_that_refers_to_a_table_is_followed_by_its_rows(
    ask_report: Callable[[str], "Answer"],
) -> None:
    answer = ask_report("主要工业产品有哪些？")
    assert [statement.text for statement in answer.statements] == [
        "主要工业产品产量见下表。",
        "水泥，产量（万吨）：865.4，比上年增长（%）：-4.2",
        "锂离子电池，产量（万只）：5230，比上年增长（%）：31.5",
    ]
    row, heading = answer.citations[1:3]
    assert row.quote == "水泥 | 万吨 | 865.4 | -4.2"
    assert heading.quote == "产品名称 | 单位 | 产量 | 比上年增长（%）"


def test_a_row_is_spelled_out_under_its_headings(
    ask: Callable[[str], "Answer"],
) -> None:
    texts = [statement.text for statement in ask("东城区的情况如何？").statements]
    assert "东城区，公共充电桩（台）：1200，换电站（座）：6，责任单位：东城区发改委" in texts
    assert not any(" | " in text for text in texts)


SPOTS = """# 2024年平川市文博简报

| 场馆 | 接待观众（万人次） | 上年接待观众（万人次） | 馆藏（件） |
|---|---|---|---|
| 平川博物馆 | 86.4 | 90.2 | 12800 |
| 盐业陈列馆 | 31.7 | 24.5 | 3600 |
| 青瓷馆 | 18.9 | 18.1 | 950 |
"""
TASKS = """关于下达2024年植树任务的通知

各区县林业局：

现将任务下达给你们，请于11月底前完成。

附件：2024年各区县植树任务分解表（单位：亩）
　　　东城区　1400　　西湖区　860　　南山县　2500
　　　北山县　3100　　高新区　120

平川市林业局
2024年2月1日
"""
TYPED = """平川市2024年泵站维修安排

各泵站维修安排如下，维修期间由相邻泵站代为排水，请各单位做好衔接。

泵站　　维修费用（万元）　　责任人
东闸站　　36　　罗昌亮
西闸站　　52　　葛青
"""


@pytest.fixture(scope="module")
def ask_typed(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], "Answer"]:
    folder = tmp_path_factory.mktemp("typed")
    return library_of(folder, 简报_md=SPOTS, 任务_txt=TASKS, 泵站_txt=TYPED).ask


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "三个场馆2024年各接待了多少观众？",
            [
                "平川博物馆，接待观众（万人次）：86.4",
                "盐业陈列馆，接待观众（万人次）：31.7",
                "青瓷馆，接待观众（万人次）：18.9",
            ],
        ),
        (
            "平川博物馆接待观众是不是比上年多了？",
            ["平川博物馆，接待观众（万人次）：86.4，上年接待观众（万人次）：90.2"],
        ),
        ("青瓷馆接待观众多少万人次？", ["青瓷馆，接待观众（万人次）：18.9"]),
        (
            "2024年西湖区的植树任务是多少亩？",
            ["附件：2024年各区县植树任务分解表（单位：亩）：西湖区　860"],
        ),
        (
            "北山县植树任务是多少，高新区呢？",
            ["附件：2024年各区县植树任务分解表（单位：亩）：北山县　3100，高新区　120"],
        ),
        ("东闸站的维修费用是多少？", ["东闸站，维修费用（万元）：36"]),
        ("西闸站的责任人是谁？", ["西闸站，责任人：葛青"]),
    ],
)
def test_a_column_a_comparison_and_typed_tables_are_read(
    ask_typed: Callable[[str], "Answer"], question: str, expected: list[str]
) -> None:
    assert [statement.text for statement in ask_typed(question).statements] == expected


@pytest.mark.parametrize(
    "question",
    [
        "2023年西湖区的植树任务是多少亩？",
        "西湖区的植树任务是多少人？",
        "西湖区的财政收入是多少？",
    ],
)
def test_another_year_measure_or_thing_is_not_read_from_a_typed_table(
    ask_typed: Callable[[str], "Answer"], question: str
) -> None:
    texts = [statement.text for statement in ask_typed(question).statements]
    assert not any("：" in text and text[-1].isdigit() for text in texts)


def test_rows_of_another_number_than_asked_for_are_not_all_meant(
    ask_typed: Callable[[str], "Answer"],
) -> None:
    assert len(ask_typed("四个场馆各接待了多少观众？").statements) < 3


MEALS = """# 安平市老年助餐服务实施方案

到2025年底，全市新建老年助餐点86个，城市社区老年助餐服务覆盖率达到90%以上。

| 区县 | 新建（个） | 提升改造（个） |
|---|---|---|
| 东城区 | 50 | 30 |
| 西湖区 | 36 | 12 |
| 合计 | 86 | 42 |
"""


def test_an_aim_of_the_whole_area_is_told_by_its_sentence(tmp_path: Path) -> None:
    ask = library_of(tmp_path, 方案_md=MEALS).ask
    answer = ask("今年底全市老年助餐服务要达到什么目标？")
    assert "覆盖率达到90%以上" in answer.statements[0].text
    assert "合计，提升改造（个）：42" in ask("全市提升改造多少个老年助餐点？").text


PROJECTS = """# 安平县2026年重点项目表

单位：万元

| 序号 | 项目名称 | 总投资 | 责任单位 |
|---|---|---|---|
| 1 | 县医院新院区 | 58000 | 县卫健局 |
| 2 | 河堤加固 | 15300 | 县水利局 |
| 合计 | | 73300 | |
"""


def test_a_total_is_not_the_largest_and_a_measure_is_nobody(tmp_path: Path) -> None:
    ask = library_of(tmp_path, 项目_md=PROJECTS).ask
    assert "县医院新院区，总投资：58000" in ask("哪个项目投资最大？").text
    assert ask("医院那个项目谁负责？").text != "单位：万元[1]"
