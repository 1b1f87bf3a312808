"""A thing that is named is not yet told: when it was issued, what it means, how much it grew."""

import pytest

from assistant.service import Assistant
from tests.answering.libraries import library_of

HARBOUR = """# 石浦渔港建设纪实

石浦渔港三面环山，可泊渔船1200艘，2023年卸港水产品18.6万吨。渔港管理委员会设立巡查制度，由五家单位轮流值班。

全市海洋经济总量约460亿元，同比增长7.2%。渔港已形成“2+6+80”修造船集群，配套能力居沿海前列。渔民把禁渔、限额、限捕称为“三道闸”。

《海岸带保护行动计划》也提出，到2027年，渔港水质明显改善，港容港貌焕然一新。《沿海渔港竞争力报告》显示，石浦、沈家门竞争力分列全省第3、第8。

东海渔业公司2009年成立，注册地在石浦镇。2021年6月，渔业发展大会在石浦影剧院举行，120间渔家客栈同时开张。

渔港码头停靠费为每艘每天80元，加冰每吨160元。镇上有蔬菜批发市场5个。沪苏两地共建海洋牧场示范区23个。福建、海南分别建成冷链基地7个和4个。
"""
BUDGET = """# 望海市2025年休渔补助申报通知

一、申报对象
2020年以前登记的渔船，且在2024年5月1日至2025年8月16日期间停港休渔的渔民。
二、补助标准
渔船每艘补助2万元。违规捕捞的，处5000元以上3万元以下罚款。
三、截止时间
2025年申报截止时间为2025年9月20日。

望海市渔业局
2025年3月18日
"""
BRIEF = """# 水产快讯

记者从昨天(4月12日)召开的会议上获悉，截至4月12日18时，石浦累计检出病鱼样本245份。

今年一季度，水产交易中心交易收入143万元，创了新高，水果罐头销往上海、江苏。虾类养殖面积按考核得6分，每减少一个百分点扣1分。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    documents = {"harbour_md": HARBOUR, "budget_md": BUDGET, "brief_md": BRIEF}
    return library_of(tmp_path_factory.mktemp("unsaid"), **documents)


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("《海岸带保护行动计划》是哪一天印发的？", "没有给出“印发”的时间"),
        ("《海岸带保护行动计划》是哪个部门发布的？", "没有给出“发布”的单位或人员"),
        ("“2+6+80”里的80指的是什么？", "没有解释它指什么"),
        ("海洋经济里的水产加工业产值同比增长多少？", "没有说到"),
        ("休渔补助每吨发多少钱？", "“每吨”"),
        ("《沿海渔港竞争力报告》里排第一名的是哪个渔港？", "说的是“第3”，不是“第一”"),
        ("截至5月20日18时石浦累计检出病鱼样本多少份？", "说的是4月12日，不是5月20日"),
        ("2024年度的休渔补助申报是哪天截止的？", "不是2024年度"),
        ("水产交易中心全年的交易收入是多少？", "说的是“一季度”，不是“全年”"),
        ("石浦渔港跟鲁花海鲜有没有合作？", "没有提到“鲁花海鲜”"),
        ("石浦渔港和比亚迪开展了哪些合作？", "没有提到“比亚迪”"),
        ("特斯拉在石浦渔港有工厂吗？", "没有提到“特斯拉”"),
        ("镇上的水果批发市场有多少个？", "说的是“蔬菜”，不是“水果”"),
        ("沪苏共建的海洋牧场示范区，上海和江苏各占多少个？", "没有分别说到上海、江苏"),
    ],
)
def test_what_nothing_says_is_declined_by_its_name(
    library: Assistant, question: str, reason: str
) -> None:
    answer = library.ask(question)
    assert answer.outcome == "abstained"
    assert reason in answer.reason


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("东海渔业公司是哪一年成立的？", "2009年"),
        ("渔业发展大会是在哪里召开的？", "石浦影剧院"),
        ("“三道闸”指的是什么？", "禁渔、限额、限捕"),
        ("全市海洋经济总量同比增长多少？", "7.2%"),
        ("加冰每吨多少钱？", "160元"),
        ("《沿海渔港竞争力报告》里排第三的是哪个渔港？", "石浦"),
        ("截至4月12日石浦累计检出病鱼样本多少份？", "245份"),
        ("2025年度的休渔补助申报是哪天截止的？", "9月20日"),
        ("水产交易中心一季度的交易收入是多少？", "143万元"),
        ("渔家客栈有多少间？", "120间"),
        ("休渔补助申报通知是哪天印发的？", "2025年3月18日"),
        ("镇上的蔬菜批发市场有多少个？", "5个"),
        ("福建和海南各有多少个冷链基地？", "7个和4个"),
    ],
)
def test_what_is_said_in_other_words_is_answered(
    library: Assistant, question: str, expected: str
) -> None:
    answer = library.ask(question)
    assert answer.outcome == "answered"
    assert expected in answer.statements[0].text
