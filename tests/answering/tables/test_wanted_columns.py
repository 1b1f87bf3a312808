"""Columns known by what they hold: how much more, at most, a part of the whole; rows by a name."""

from pathlib import Path

import pytest

from assistant.service import Assistant
from tests.answering.libraries import library_of

BUDGET = """# 清河县2025年支出预算表

单位：万元

| 科目 | 2024年执行数 | 2025年预算数 | 增减额 | 增减幅度（%） |
|---|---|---|---|---|
| 教育支出 | 88460 | 93120 | 4660 | 5.3 |
| 科技支出 | 3140 | 3980 | 840 | 26.8 |
"""
AID = """# 数字化改造补助标准

| 改造后等级 | 补助比例 | 单个企业最高补助 |
|---|---|---|
| 三级 | 20% | 60万元 |
| 四级 | 25% | 100万元 |
"""
PILES = """# 充电桩建设行动方案

到2026年底，全市公共充电桩总量达到1.2万个。

| 年度 | 公共充电桩新增 | 其中：农村地区 |
|---|---|---|
| 2025年 | 3100 | 850 |
| 2026年 | 2300 | 530 |
"""
GASES = """# 茶业公司温室气体排放

单位：吨二氧化碳当量

| 指标 | 2023年 | 2024年 |
|---|---|---|
| 范围一（燃料燃烧等直接排放） | 5740 | 3980 |
| 范围三（种植、包装、运输） | 16870 | 17520 |

2024年范围一排放大幅下降，主要原因是燃煤热风炉改为生物质颗粒炉。
"""


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("tables")
    return library_of(folder, budget_md=BUDGET, aid_md=AID, piles_md=PILES, gases_md=GASES)


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("2025年教育支出预算比2024年多了多少万？", ["4660"]),
        ("2025年教育支出预算是多少？", ["93120"]),
        ("教育支出增长多少？", ["5.3"]),
        ("数字化改造三级企业补多少？", ["20%", "60万元"]),
        ("数字化改造四级企业的补助比例是多少？", ["25%"]),
        ("2025年在农村地区新增多少个公共充电桩？", ["3100", "850"]),
        ("2026年公共充电桩新增多少？", ["2300"]),
        ("到2026年底全市公共充电桩要达到多少？", ["1.2万个"]),
        ("2024年范围三排放量是多少吨？", ["17520"]),
        ("2023年范围一排放量是多少？", ["5740"]),
    ],
)
def test_the_column_that_holds_it_is_told(
    tables: Assistant, question: str, figures: list[str]
) -> None:
    answer = tables.ask(question)
    said = answer.statements[0].text
    assert all(figure in said for figure in figures), said
    others = {"93120", "4660", "20%", "60万元", "3100", "2300", "5740", "17520"} - set(figures)
    assert not any(other in said for other in others), said


def test_a_follow_up_on_the_change_is_of_the_row_before(tables: Assistant) -> None:
    answer = tables.ask("比2024年多了多少万？", ["2025年教育支出预算是多少？"])
    assert "4660" in answer.statements[0].text


def test_why_it_fell_is_no_figure(tables: Assistant) -> None:
    answer = tables.ask("怎么一下降了这么多？", ["2024年范围一排放是多少？"])
    assert "热风炉" in answer.statements[0].text


def test_the_highest_price_is_no_number_of_beds(tmp_path: Path) -> None:
    text = "# 养老机构一览\n\n| 机构 | 床位数 | 最高收费（元/月） |\n|---|---|---|\n"
    text += "| 春和养老院 | 120 | 3200 |\n| 金河养老院 | 200 | 4100 |\n"
    library = library_of(tmp_path, 养老_md=text)
    assert "120" in library.ask("春和养老院最多多少张床位？").statements[0].text
    assert "3200" in library.ask("春和养老院最高收费多少？").statements[0].text
