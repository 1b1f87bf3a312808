"""Figures of another thing than the one asked about: its kind, its level, its number, its age."""

import pytest

from assistant.service import Assistant
from tests.answering.libraries import answered, declined, library_of

REPORT = """柳川市2024年工作总结

全市一般公共预算支出512.8亿元，其中民生支出405.1亿元。茶园面积18.5万亩，食用菌产量4.3万吨。
支持云坪县、镜湖县共建刺梨加工园，力争2027年转化率提高到70%。
对首次评为5A级的物流企业奖励100万元，4A级的奖励40万元。
在老年食堂就餐的70至79周岁老年人每餐补贴2元，80周岁以上老年人每餐补贴4元。
重度失能老人每月护理补贴600元。市级审批应当在二十个工作日内作出决定。
鹿鸣水库总库容2.35亿立方米，总投资38.6亿元。
年满70周岁的老年人乘公交每次1元。
不满18周岁的学生游园票价8元。
会展中心展馆面积3.2万㎡。年末全市常住人口328.6万人。
市水利局总工程师程一鸣说，清淤工程总投资6.2亿元。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return library_of(tmp_path_factory.mktemp("measures"), report_txt=REPORT)


@pytest.mark.parametrize(
    "question",
    [
        "2024年全市国防支出多少亿元？",
        "首次评为3A级的物流企业奖励多少？",
        "60至69岁老人在老年食堂就餐每餐补贴多少？",
        "中度失能老人每月护理补贴多少元？",
        "省里审批要在多少个工作日内作出决定？",
        "鹿鸣水库二期工程总投资多少？",
    ],
)
def test_another_things_figure_is_not_given(library: Assistant, question: str) -> None:
    assert declined(library, question)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("全市民生支出多少亿元？", "405.1亿元"),
        ("全市茶园面积有多大？", "18.5万亩"),
        ("首次评为4A级的物流企业奖励多少？", "40万元"),
        ("75岁老人在老年食堂就餐每餐补贴多少？", "2元"),
        ("85岁老人在老年食堂就餐每餐补贴多少？", "4元"),
        ("72岁老人乘公交每次多少钱？", "1元"),
        ("10岁学生游园票价多少元？", "8元"),
        ("会展中心展馆面积有多大？", "3.2万"),
        ("柳川市目前常住人口多少？", "328.6万人"),
        ("重度失能老人每月护理补贴多少元？", "600元"),
        ("市里审批要在多少个工作日内作出决定？", "二十个工作日"),
        ("鹿鸣水库总投资多少？", "38.6亿元"),
        ("清淤工程总投资多少亿元？", "6.2亿元"),
    ],
)
def test_its_own_figure_is(library: Assistant, question: str, said: str) -> None:
    assert said in answered(library, question)
