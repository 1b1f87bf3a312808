"""Reports of cases: each is an item of the list, and who is fined is named before the fine."""

from pathlib import Path

import pytest

from assistant.service import Assistant
from tests.answering.libraries import answered, declined, library_of

REPORT = """丰原市生态环境局关于3起生态环境执法典型案例的通报

2025年4月10日

2025年一季度，全市共检查企业1200家次，立案查处46件，罚款金额合计618万元。现将3起典型案例通报如下。

案例一：北桥县恒达印染有限公司私设暗管案。1月9日凌晨，执法人员巡查发现厂区北侧河岸有异常水体。经开挖查实，该公司在调节池旁埋设软管直排废水。北桥分局处罚款75万元，并将案件移送公安机关。

案例二：南岭区远航机动车检测有限公司出具虚假报告案。2月11日，执法人员比对发现47份报告高度雷同。南岭分局没收违法所得5600元，罚款21万元，并取消其检验资质。

案例三：西湖区晶明光电有限公司危险废物管理不规范案。2月25日，检查发现该公司将废溶剂露天堆放，当日即转入贮存间。因违法行为轻微、及时改正，西湖分局依法不予行政处罚。

对举报重大环境违法行为查证属实的，最高给予5万元奖励。
"""


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return library_of(tmp_path_factory.mktemp("cases"), 通报_txt=REPORT)


@pytest.mark.parametrize("question", ["生态环境执法典型案例有哪些？", "通报了哪些典型案例？"])
def test_the_cases_are_the_items_of_the_list(cases: Assistant, question: str) -> None:
    first, second, third = (each.text for each in cases.ask(question).statements)
    assert "恒达印染" in first
    assert "远航机动车检测" in second
    assert "晶明光电" in third


def test_cases_are_points_of_the_outline(cases: Assistant) -> None:
    (article,) = cases.articles()
    marks = [point.mark for point in cases.outline(article.id).children if point.mark]
    assert marks == ["案例一", "案例二", "案例三"]


@pytest.mark.parametrize(
    ("question", "fine"),
    [
        ("恒达印染罚了多少？", "罚款75万元"),
        ("恒达印染的罚款是多少？", "罚款75万元"),
        ("远航机动车检测被罚了多少钱？", "罚款21万元"),
        ("晶明光电被怎么处罚的？", "不予行政处罚"),
    ],
)
def test_the_fine_is_that_of_the_case(cases: Assistant, question: str, fine: str) -> None:
    said = answered(cases, question)
    assert fine in said
    others = {"罚款75万元", "罚款21万元"} - {fine}
    assert not any(other in said for other in others)


@pytest.mark.parametrize(
    "question",
    ["恒达印染和远航机动车检测哪家罚得重 各罚多少", "恒达印染和远航机动车检测谁罚得更多？各多少钱"],
)
def test_who_is_fined_more_asks_for_both(cases: Assistant, question: str) -> None:
    said = answered(cases, question)
    assert "75万元" in said
    assert "21万元" in said


def test_somebody_of_no_case_is_not_fined(cases: Assistant) -> None:
    assert declined(cases, "长风建材被罚了多少钱？")


def test_a_case_told_under_its_heading_is_one(tmp_path: Path) -> None:
    text = (
        "食品安全典型案例\n\n一、老城区福满楼使用过期原料案\n"
        "3月2日，执法人员在后厨发现过期调料12瓶。\n区市场监管局处罚款3万元。\n"
        "二、新城区鲜果坊虚假标注案\n4月6日，群众举报该店标注不实。\n区市场监管局处罚款1万元。\n"
    )
    assert "罚款3万元" in answered(library_of(tmp_path, 案例_txt=text), "福满楼被罚了多少？")
