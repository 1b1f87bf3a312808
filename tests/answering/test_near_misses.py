"""Figures, classes and persons near to what is asked, that are not it; and like ones that are."""

import pytest

from assistant.service import Assistant
from tests.answering.libraries import answered, declined, library_of

RULES = """# 望海市人才服务办法

第一条 A类、B类人才的子女入学，由教育部门在全市统筹安排；C类人才的子女，在所在县区内安排。

第二条 人才公寓租金为每月600元。停车费每月150元，职工食堂的规模为800人。

第三条 对建成省级智能工厂的企业，一次性奖励80万元；对建成数字化车间的企业，一次性奖励30万元。

第五条 年度考核A级企业每千瓦时奖励0.12元，B级企业0.06元，C级及以下不予奖励。

第四条 季度综合排名第一的区县，奖励新增用地指标100亩。
"""
REPORT = """# 让望港两市群众像一座城

望海、港城两市中心城区相距62公里。事项由118项增加到200项，望港两市都认。

单位规上工业增加值能耗下降幅度居前的是平陵县，下降4.9%。龙泽县规上工业增加值增长10.2%。

沿江将新建水质自动监测站5座，总数达到14座。渔民用3万元补助把老屋改成民宿，去年收入14万元。

港城铜材集群大而不强、聚而不链的问题依然存在。究其原因，在于招商各自为战、带动不足。

现行补偿基数三年不变，跟不上保护成本的上涨。建议建立动态调整机制，补偿基数每年递增8%。

物流费用的比率高，不能简单地理解为运费贵。铜材重量大、附加值低，比率自然就高。

近日，《望港一体化工作要点》印发。过去两市各管一摊。出台《要点》，就是要把堵点一个个打通。

云岫驿站于今年国庆节前开放，其余两处明年开放。

望海吸管厂日产能1200万根。今年前5个月出口额6300万元，比去年同期多了近两千万。

两市共建东部环境资源交易中心。传统造船业已形成“1+10+100”优势集群，链条最为完整。

渔村食堂有一支送餐队，每天送餐七十余份，送餐不另收费。
"""
TABLE = """# 望海市助餐点建设任务表

| 区县 | 新建（个） | 改造（个） |
|---|---|---|
| 霁川区 | 24 | 10 |
| 松岭县 | 18 | 6 |
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    documents = {"rules_md": RULES, "report_md": REPORT, "table_md": TABLE}
    return library_of(tmp_path_factory.mktemp("near"), **documents)


@pytest.mark.parametrize(
    "question",
    [
        "D类人才的子女入学怎么安排？",
        "职工食堂的餐费是多少？",
        "渔民把老屋改成民宿每年要交多少税？",
        "对建成5G全连接工厂的企业奖励多少？",
        "平陵县规上工业增加值增长多少？",
        "霁川区新建的助餐点落在哪些街道？",
        "明天云岫会不会下雨？",
        "望海吸管厂去年的出口额是多少？",
        "东部环境资源交易中心设在哪个城市？",
        "“1+10+100”里的1、10、100各代表什么？",
    ],
)
def test_what_is_only_near_is_declined(library: Assistant, question: str) -> None:
    assert declined(library, question)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("C类人才的子女入学怎么安排？", "县区内"),
        ("人才公寓的租金是多少？", "600元"),
        ("对建成数字化车间的企业奖励多少？", "30万元"),
        ("季度综合排名第一的区县奖励多少用地指标？", "100亩"),
        ("龙泽县规上工业增加值增长多少？", "10.2%"),
        ("霁川区新建了多少个助餐点？", "24"),
        ("D级企业奖励多少？", "C级及以下"),
        ("送餐要收多少费用？", "不另收费"),
        # 望港两市 in a title is no city of the name 望港两.
        ("望港两市中心城区相距多少公里？", "62公里"),
        ("沿线水质自动监测站总数达到多少座？", "14座"),
        ("云岫驿站什么时候开放？", "国庆节前"),
        ("望海吸管厂今年的出口额是多少？", "6300万元"),
    ],
)
def test_what_is_said_is_answered(library: Assistant, question: str, said: str) -> None:
    assert said in answered(library, question)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("港城铜材集群为什么聚而不链？", "各自为战"),
        ("为什么主张补偿基数要动态调整？", "跟不上"),
        ("物流费用比率高，为什么不能说就是运费贵？", "附加值低"),
        ("为什么要出台《望港一体化工作要点》？", "堵点"),
    ],
)
def test_the_reason_stands_beside_what_it_explains(
    library: Assistant, question: str, said: str
) -> None:
    assert said in answered(library, question)
