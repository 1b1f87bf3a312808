"""Heads of two rows, and heads that stand once more among the rows under them."""

from typing import TYPE_CHECKING

import pytest

from tests.answering.libraries import answered, library_of

if TYPE_CHECKING:
    from assistant.service import Assistant

HARVEST = """# 松山县粮食生产情况

| 乡镇 | 大豆 | 大豆 | 高粱 | 高粱 |
|---|---|---|---|---|
| 乡镇 | 面积（亩） | 产量（吨） | 面积（亩） | 产量（吨） |
| 东坪镇 | 3200 | 1900 | 1100 | 520 |
| 西岭镇 | 2800 | 1650 | 900 | 430 |
| 乡镇 | 面积（亩） | 产量（吨） | 面积（亩） | 产量（吨） |
| 北沟乡 | 1500 | 870 | 600 | 280 |
"""
FRUIT = """# 松山县水果生产情况

| 乡镇 | 苹果 | | 核桃 | |
|---|---|---|---|---|
| | 面积（亩） | 产量（吨） | 面积（亩） | 产量（吨） |
| 东坪镇 | 320 | 190 | 110 | 52 |
| 西岭镇 | 280 | 165 | 90 | 43 |
"""
STATIONS = """# 松山县便民服务站一览

| 街道 | 站点名称 | 联系人 | 值班人 |
|---|---|---|---|
| 东街街道 | 和平站 | 李平 | 李平 |
| 西街街道 | 团结站 | 王芳 | 周全 |
| 街道 | 站点 名称 | 联系人 | 值班人 |
| 南街街道 | 民生站 | 赵强 | 赵强 |
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> "Assistant":
    folder = tmp_path_factory.mktemp("heads")
    return library_of(folder, 粮食_md=HARVEST, 水果_md=FRUIT, 站点_md=STATIONS)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("东坪镇大豆产量多少？", "东坪镇，大豆 产量（吨）：1900"),
        ("北沟乡高粱面积是多少？", "北沟乡，高粱 面积（亩）：600"),
        ("哪个镇大豆产量最高？", "东坪镇，大豆 产量（吨）：1900"),
        ("西岭镇核桃产量有多少？", "西岭镇，核桃 产量（吨）：43"),
        ("西岭镇苹果面积有多少？", "西岭镇，苹果 面积（亩）：280"),
        ("民生站的联系人是谁？", "民生站，联系人：赵强"),
    ],
)
def test_both_rows_of_a_head_say_what_a_figure_is_of(
    library: "Assistant", question: str, expected: str
) -> None:
    assert answered(library, question) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("各乡镇大豆产量多少？", ["东坪镇", "西岭镇", "北沟乡"]),
        ("有哪些便民服务站？", ["东街街道", "西街街道", "南街街道"]),
    ],
)
def test_a_head_once_more_is_no_row(
    library: "Assistant", question: str, expected: list[str]
) -> None:
    statements = library.ask(question).statements
    assert [each.text.partition("，")[0] for each in statements] == expected


def test_what_heads_a_figure_is_cited_with_all_its_rows(library: "Assistant") -> None:
    _, heading = library.ask("东坪镇大豆产量多少？").citations
    assert "大豆" in heading.quote
    assert "产量" in heading.quote
