"""Of a table, what is asked for and no more: rows by all their named cells, single columns."""

from typing import TYPE_CHECKING

import pytest

from assistant.answering.drafts import quote_draft
from assistant.answering.tables.announced_rows import with_rows
from assistant.answering.words.question import analyse
from assistant.types import Article
from tests.answering.libraries import declined, library_of

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.service import Assistant

TRAINING = """# 青禾县技能培训补贴标准

| 工种 | 等级 | 补贴标准（元/人） | 培训课时 | 备注 |
|---|---|---|---|---|
| 木工 | 初级 | 1200 | 80 | 无 |
| 木工 | 中级 | 1800 | 120 | 无 |
| 瓦工 | 初级 | 1500 | 90 | 含耗材 |
| 瓦工 | 中级 | 2200 | 130 | 含耗材 |
| 育婴员 | 初级 | 1300 | 80 | 无 |
| 育婴员 | 高级 | 2600 | 160 | 无 |
"""
WATER = """# 青禾县居民用气价格通知

居民用气实行阶梯价格，见下表。

| 阶梯 | 年用气量（立方米） | 2031年气价（元/立方米） | 2032年气价（元/立方米） |
|---|---|---|---|
| 第一阶梯 | 180以下 | 2.85 | 3.05 |
| 第二阶梯 | 181—280 | 3.90 | 4.15 |
| 第三阶梯 | 281以上 | 6.20 | 6.60 |
"""
STATIONS = """# 青禾县便民服务站一览

| 街道 | 站点名称 | 联系人 | 服务时间 |
|---|---|---|---|
| 东街街道 | 和平站 | 李平 | 周一至周五 |
| 西街街道 | 团结站 | 王芳 | 周一至周日 |
| 南街街道 | 民生站 | 赵强 | 周二至周日 |
"""
PLANTS = Article(
    id="公报",
    title="青禾县水环境公报",
    text="全县有城镇污水处理厂3座。城市生活污水集中收集率为78.4%。\n"
    "处理厂 | 设计能力（万吨/日） | 处理量（万吨）\n"
    "城北厂 | 2 | 540\n"
    "城南厂 | 1 | 276",
)
PROJECTS = """# 青禾县重点项目进度表

| 序号 | 项目名称 | 总投资（万元） | 完工率 |
|---|---|---|---|
| 1 | 河道整治 | 4800 | 53% |
| 2 | 老街改造 | 1860 | 39% |
"""
SPORTS = """# 青禾县学生体测情况

| 年级 | 人数 | 优良率（%） |
|---|---|---|
| 三年级 | 620 | 48.2 |
| 五年级 | 610 | 45.6 |
| 七年级 | 630 | 39.8 |

注：优良率含优秀和良好。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> "Assistant":
    texts = {
        "培训_md": TRAINING,
        "气价_md": WATER,
        "站点_md": STATIONS,
        "体测_md": SPORTS,
        "进度_md": PROJECTS,
    }
    return library_of(tmp_path_factory.mktemp("asked"), **texts)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("木工中级补贴多少？", ["木工，等级：中级，补贴标准（元/人）：1800"]),
        ("高级育婴员补贴多少钱？", ["育婴员，等级：高级，补贴标准（元/人）：2600"]),
        (
            "瓦工要培训多少课时？",
            ["瓦工，等级：初级，培训课时：90", "瓦工，等级：中级，培训课时：130"],
        ),
        (
            "2032年居民气价是多少？",
            [
                "第一阶梯，2032年气价（元/立方米）：3.05",
                "第二阶梯，2032年气价（元/立方米）：4.15",
                "第三阶梯，2032年气价（元/立方米）：6.60",
            ],
        ),
        (
            "联系人是谁？",
            ["东街街道，联系人：李平", "西街街道，联系人：王芳", "南街街道，联系人：赵强"],
        ),
        (
            "优良率是多少？",
            [
                "三年级，优良率（%）：48.2",
                "五年级，优良率（%）：45.6",
                "七年级，优良率（%）：39.8",
                "优良率含优秀和良好。",
            ],
        ),
    ],
)
def test_the_rows_and_the_cells_asked_for_are_told(
    library: "Assistant", question: str, expected: list[str]
) -> None:
    assert [each.text for each in library.ask(question).statements] == expected


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("瓦工高级补贴多少？", "文中的表里，瓦工只有初级、中级，没有高级。"),
        ("高级木工补贴多少钱？", "文中的表里，木工只有初级、中级，没有高级。"),
        ("九年级优良率是多少？", "文中没有说到九年级，只有三年级、五年级、七年级。"),
    ],
)
def test_a_row_that_is_not_there_is_declined_by_those_that_are(
    library: "Assistant", question: str, reason: str
) -> None:
    assert declined(library, question).endswith(reason)


def test_a_sentence_that_says_it_is_not_followed_by_the_table() -> None:
    sentence, heading, *_ = PLANTS.text.split("\n")
    with_head = quote_draft(PLANTS, 0, len(sentence) + 1 + len(heading))
    told = with_rows(analyse("青禾县城市生活污水集中收集率"), [with_head])
    assert [each.text for each in told] == [sentence]
    told = with_rows(analyse("青禾县污水处理厂的设计能力怎么样"), [with_head])
    assert len(told) == 3


def test_all_is_told_of_a_whole_table_that_is_asked_for(library: "Assistant") -> None:
    texts = [each.text for each in library.ask("有哪些便民服务站？").statements]
    assert texts[0] == "东街街道，站点名称：和平站，联系人：李平，服务时间：周一至周五"
    assert len(texts) == 3


def test_a_pair_that_a_sentence_tells_is_not_missing(tmp_path: "Path") -> None:
    text = "# 培训补贴\n\n| 工种 | 等级 | 补贴（元） |\n|---|---|---|\n| 电工 | 初级 | 800 |\n"
    text += "| 电工 | 高级 | 1800 |\n| 焊工 | 初级 | 900 |\n| 焊工 | 中级 | 1300 |\n"
    library = library_of(tmp_path, 补贴_md=f"{text}\n高级焊工每人补贴3000元，由省里发放。\n")
    assert "3000" in library.ask("焊工高级补贴多少元？").statements[0].text
