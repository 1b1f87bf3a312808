"""Rows asked for by a part of a cell, and all rows of what is only counted."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.answering.libraries import library_of

if TYPE_CHECKING:
    from assistant.types import Answer

TASKS = """# 江洲县数字经济发展三年行动计划（2024—2026年）

为加快数字经济发展，制定本计划。

## 重点任务分工

| 序号 | 重点任务 | 年度投资（万元） | 责任单位 | 配合单位 | 完成时间 |
|---|---|---|---|---|---|
| 1 | 建成2000架标准机柜的县级算力中心 | 8200 | 县数据局 | 县供电公司 | 2025年10月 |
| 2 | 改造智慧灯杆860根 | 1340 | 县住建局 | 县城投集团 | 2024年12月 |
| 3 | 设立5亿元数字产业引导基金 | 5000 | 县财政局 | 县国投公司 | 2025年3月 |
| 4 | 新建5G基站420个 | 4600 | 县工信局 | 县铁塔公司 | 2026年6月 |
| 5 | 编制公共数据目录 | | 县数据局 | 各部门 | 2024年9月 |

到2026年，全县数字经济核心产业增加值达到46亿元，5G基站总数达到1800个。
"""
CARE = """# 云台区2024年助老服务情况通报

截至2024年底，全区建成社区食堂4家，全年供餐31.5万人次。

| 食堂名称 | 地址 | 日均供餐（份） |
|---|---|---|
| 春晖食堂 | 春晖路18号 | 320 |
| 临江食堂 | 临江社区服务中心 | 260 |
| 古槐食堂 | 古槐巷5号 | 180 |
| 凤山食堂 | 凤山路66号 | 150 |

全区现有养老机构，总床位数960张。

| 序号 | 养老机构 | 床位数（张） |
|---|---|---|
| 1 | 区社会福利院 | 560 |
| 2 | 颐和养老院 | 400 |
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], "Answer"]:
    folder = tmp_path_factory.mktemp("about")
    return library_of(folder, 计划_md=TASKS, 助老_md=CARE).ask


def _texts(answer: "Answer") -> list[str]:
    return [statement.text for statement in answer.statements]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("数字产业引导基金规模多大？", ["设立5亿元数字产业引导基金"]),
        ("江洲县数字产业引导基金有多少亿元？", ["设立5亿元数字产业引导基金"]),
        (
            "数字产业引导基金规模是多少？由哪个单位负责？",
            ["设立5亿元数字产业引导基金", "设立5亿元数字产业引导基金，责任单位：县财政局"],
        ),
        (
            "县级算力中心由谁负责，什么时候建成？",
            [
                "建成2000架标准机柜的县级算力中心，责任单位：县数据局",
                "建成2000架标准机柜的县级算力中心，完成时间：2025年10月",
            ],
        ),
        ("智慧灯杆什么时候改造完？", ["改造智慧灯杆860根，完成时间：2024年12月"]),
        ("县级算力中心投资多少？", ["建成2000架标准机柜的县级算力中心，年度投资（万元）：8200"]),
        ("5G基站由哪个部门负责建？", ["新建5G基站420个，责任单位：县工信局"]),
        ("公共数据目录的责任单位", ["编制公共数据目录，责任单位：县数据局"]),
    ],
)
def test_a_task_is_found_by_what_its_cell_is_about(
    ask: Callable[[str], "Answer"], question: str, expected: list[str]
) -> None:
    assert _texts(ask(question)) == expected


@pytest.mark.parametrize(
    "question",
    [
        "南山县数字产业引导基金规模多大？",
        "文旅产业引导基金由哪个单位负责？",
        "江洲县2026年5G基站总数达到多少个？",
        "数字产业引导基金什么时候到期？",
        "数字产业引导基金由哪个单位审计？",
    ],
)
def test_another_place_thing_or_figure_is_not_read_from_a_task(
    ask: Callable[[str], "Answer"], question: str
) -> None:
    tasks = ("设立5亿元数字产业引导基金", "新建5G基站420个")
    assert not any(text.startswith(tasks) for text in _texts(ask(question)))


@pytest.mark.parametrize(
    "question",
    ["云台区有哪几家社区食堂？", "云台区的社区食堂有哪些？", "云台区有哪4家社区食堂？"],
)
def test_what_a_sentence_only_counts_is_named_by_the_rows(
    ask: Callable[[str], "Answer"], question: str
) -> None:
    assert _texts(ask(question)) == [
        "截至2024年底，全区建成社区食堂4家，全年供餐31.5万人次。",
        "春晖食堂，地址：春晖路18号，日均供餐（份）：320",
        "临江食堂，地址：临江社区服务中心，日均供餐（份）：260",
        "古槐食堂，地址：古槐巷5号，日均供餐（份）：180",
        "凤山食堂，地址：凤山路66号，日均供餐（份）：150",
    ]


def test_a_table_of_what_is_asked_for_is_given_whole(ask: Callable[[str], "Answer"]) -> None:
    assert _texts(ask("云台区有哪些养老机构？")) == [
        "序号：1，养老机构：区社会福利院，床位数（张）：560",
        "序号：2，养老机构：颐和养老院，床位数（张）：400",
    ]
    assert len(_texts(ask("云台区有哪5个养老机构？"))) != 2
