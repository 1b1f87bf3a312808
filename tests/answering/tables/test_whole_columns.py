"""A column that is asked for whole: each row with its figure, and nothing of other tables."""

from pathlib import Path

import pytest

from assistant.service import Assistant
from tests.answering.libraries import library_of

NOTICE = """# 青岚市阳台改造补助通知

为提升住房安全，现就做好阳台改造补助申领工作通知如下。

## 一、补助标准

补助按实际改造费用的一定比例发放，具体见下表。

| 对象 | 补助比例 | 每户最高补助（元） |
|---|---|---|
| 低保家庭 | 100% | 5000 |
| 多子女家庭 | 60% | 3000 |
| 其他家庭 | 30% | 1200 |
| 合计 | | 9200 |

## 二、资金

所需资金由市、区按6:4的比例分担，全年改造2100户。
"""
PLANTS = """# 青岚市污水处理公报

| 厂名 | 设计能力（万吨/日） |
|---|---|
| 城北厂 | 8 |
| 城南厂 | 6 |
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder: Path = tmp_path_factory.mktemp("columns")
    return library_of(folder, 通知_md=NOTICE, 公报_md=PLANTS)


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("阳台改造最多补助多少钱？", ["5000", "3000", "1200"]),
        ("阳台改造每户最高补助多少？", ["5000", "3000", "1200"]),
        ("阳台改造的补助比例是多少？", ["100%", "60%", "30%"]),
        ("污水处理的设计能力是多少？", ["8", "6"]),
        ("多子女家庭最高补助是多少？", ["3000"]),
    ],
)
def test_every_row_is_told_with_its_figure(
    library: Assistant, question: str, figures: list[str]
) -> None:
    statements = library.ask(question).statements
    assert [statement.text.rpartition("：")[2] for statement in statements] == figures


@pytest.mark.parametrize("question", ["农机购置最多补助多少钱？", "白石市阳台改造最高补助多少？"])
def test_a_table_on_something_else_is_not_told(library: Assistant, question: str) -> None:
    assert library.ask(question).outcome == "abstained"


@pytest.mark.parametrize(
    "question", ["阳台改造的补助标准是什么？", "青岚市阳台改造补助标准", "补助标准是什么？"]
)
def test_what_stands_under_the_heading_that_is_asked_for_is_given_once(
    library: Assistant, question: str
) -> None:
    statements = [statement.text for statement in library.ask(question).statements]
    assert statements == [
        "低保家庭，补助比例：100%，每户最高补助（元）：5000",
        "多子女家庭，补助比例：60%，每户最高补助（元）：3000",
        "其他家庭，补助比例：30%，每户最高补助（元）：1200",
        "合计，每户最高补助（元）：9200",
    ]


def test_steps_are_found_under_a_heading_on_steps_and_times(tmp_path: Path) -> None:
    notice = """# 青岚市阳台改造补助通知

## 一、申领材料

1. 申请人身份证；
2. 房屋产权证明。

## 二、办理流程和时限

1. 申请人向社区提交申请。
2. 街道在5个工作日内核查。
3. 区住建局在10个工作日内拨付。
"""
    statements = library_of(tmp_path, 通知_md=notice).ask("阳台改造补助怎么申领？").statements
    assert [statement.text[:4] for statement in statements] == ["申请人向", "街道在5", "区住建局"]
