"""Bounds that are asked for, and measures that only some trades use."""

import pytest

from assistant.service import Assistant
from tests.answering.libraries import library_of

RULES = """# 霁海市冷链设施补助办法

## 补助对象

到2026年，全市新增产地冷库容量20万吨，实现县级冷链集配中心全覆盖。

县级冷链集配中心。具备分拣、包装功能，冷库容量不低于3000吨的，按投资额的25%给予补助，单个项目最高500万元。

2024年，全市共补助产地冷库项目46个，补助资金1860万元。
"""
ESSAY = """# 夯实算力底座

霁海智算中心一期已形成1200P算力，要尽快面向企业开放；临川边缘算力节点规模为300P，宜服务就近需求。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return library_of(tmp_path_factory.mktemp("bounds"), rules_md=RULES, essay_md=ESSAY)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("县级冷链集配中心的冷库容量至少要多少吨？", "不低于3000吨"),
        ("县级冷链集配中心一个项目最多补多少万元？", "最高500万元"),
        ("临川边缘算力节点是多大规模？", "规模为300P"),
    ],
)
def test_a_bound_is_answered_with_a_bound(library: Assistant, question: str, said: str) -> None:
    assert said in library.ask(question).statements[0].text
