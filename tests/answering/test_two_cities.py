"""Neighbouring figures of towns, years and districts: each is told from the one beside it."""

import pytest

from assistant.service import Assistant
from tests.answering.libraries import library_of

ESSAY = """以“四个转变”推动绿色发展走深走实

□沈砚秋

绿色是高质量发展的底色。当前和今后一个时期，应着力推动“四个转变”。

推动能源供给由“以煤为主”向“多能互补”转变。要加快建设风光水储一体化基地。

推动产业结构由“高碳路径”向“绿色链条”转变。支持两市建设零碳园区。

推动生活方式由“被动约束”向“主动参与”转变。碳账户注册用户已达312万人。

推动治理方式由“能耗双控”向“碳排放双控”转变。统计核算是基础。

（作者系澜江省社会科学院副研究员）
"""
POWER = """# 让数字经济成为新引擎

全省数据中心平均上架率仅为53%，云阜、临汀两地忙闲不均的问题突出。出现这一问题，主要是因为前期各地分散建设、缺少统一调度。

会议原则同意《科技创新券办法》，统一两市名录，力争2025年跨市兑付占比提高到20%。

驰远热控从一家小作坊成长为小巨人企业，2023年营业收入24.3亿元，比2022年的18.6亿元增长30.6%。
"""
VILLAGES = """# 一根黄精唤醒一座山

下坳村去年种了860亩，村集体收入突破50万元；石门村起步晚，种了410亩，今年才有第一批采收。

8月，高新区某水果店在电子秤上做手脚，每公斤少称90克，被罚款2万元。

分区域看，城北区完成512.7亿元，增速9.2%；江湾区完成438.9亿元，占34.1%。
"""
YEARBOOK = """# 宁泽市2024年国民经济和社会发展统计公报

全年全市地区生产总值2801.9亿元，比上年增长6.2%。全年人均地区生产总值78661元，增长5.9%。

全年货物进出口总额274.6亿元，增长9.1%。其中，出口198.2亿元，增长12.4%；进口76.4亿元，增长1.4%。
"""
NOTICE = """# 关于组织申报2025年度数字化改造补助资金的通知

发文字号：宁经信发〔2025〕27号　发布机构：宁泽市经济和信息化局

## 申报程序

（一）网上申报。企业于2025年3月10日至4月15日登录平台填报，逾期系统自动关闭。

（二）区县初审。各区县经济和信息化局于4月30日前完成初审，并实地核查申报项目。

（三）专家评审。市经济和信息化局于5月31日前组织专家评审。

## 工作要求

企业对申报材料的真实性负责。对弄虚作假、骗取资金的，追回全部补助资金。

## 附件1 补助标准表

| 类别 | 改造内容 | 补助比例 | 最高补助额 |
| --- | --- | --- | --- |
| 轻量级 | 上云用云 | 30% | 15万元 |
| 产线级 | 产线联网 | 25% | 60万元 |

## 附件2 申报材料清单

1. 补助资金申请表；
2. 营业执照复印件；
3. 数字化水平评测报告。
"""
REPORT = """# 宁泽市通报2024年第三季度消费投诉情况

投诉量由多到少依次为：河西区3412件、高新区1985件、白塔县1203件。

截至2023年底，全市建成公共充电桩8400个。2024年，建成超充站20座。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return library_of(
        tmp_path_factory.mktemp("cities"),
        essay_txt=ESSAY,
        power_md=POWER,
        villages_md=VILLAGES,
        yearbook_md=YEARBOOK,
        notice_md=NOTICE,
        report_md=REPORT,
    )


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("云阜、临汀算力忙闲不均是什么原因造成的？", ["分散建设、缺少统一调度"]),
        ("2025年创新券跨市兑付占比力争提高到多少？", ["20%"]),
        ("宁泽2024年的地区生产总值是多少？", ["地区生产总值2801.9亿元"]),
        ("宁泽2024年的人均地区生产总值是多少？", ["78661元"]),
        ("宁泽2024年的GDP是多少？", ["2801.9亿元"]),
        ("宁泽2024年出口额是多少亿元？", ["出口198.2亿元"]),
        ("下坳村去年村集体收入有多少？", ["50万元"]),
        ("江湾区完成了多少亿元？", ["438.9亿元"]),
        ("数字化改造补助网上申报截止到哪天？", ["4月15日"]),
        ("申报数字化改造补助要交哪些材料？", ["申请表", "营业执照", "评测报告"]),
        (
            "轻量级和产线级的补助比例、最高补助额分别是多少？",
            ["轻量级，补助比例：30%", "15万元", "产线级，补助比例：25%", "60万元"],
        ),
        ("数字化改造补助通知的文号是多少？", ["宁经信发〔2025〕27号"]),
        ("沈砚秋说的“四个转变”是哪四个？", ["多能互补", "绿色链条", "主动参与", "碳排放双控"]),
        ("三季度高新区的投诉量是多少？", ["1985件"]),
    ],
)
def test_what_is_asked_is_said(library: Assistant, question: str, said: list[str]) -> None:
    statements = library.ask(question).statements
    assert all(any(each in statement.text for statement in statements) for each in said)
    assert said[0] in statements[0].text


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("石门村去年村集体收入有多少？", "石门村"),
        ("江湾区的增速是多少？", "江湾区"),
        ("在电子秤上做手脚的那家水果店叫什么名字？", "某水果店"),
        ("数字化改造补助一共发放了多少资金？", "金额"),
        ("二季度高新区的投诉量是多少？", "二季度"),
        ("2023年底全市建成了多少座超充站？", "座"),
    ],
)
def test_what_is_said_of_its_neighbour_is_declined(
    library: Assistant, question: str, reason: str
) -> None:
    answer = library.ask(question)
    assert answer.outcome == "abstained"
    assert reason in answer.reason


def test_how_much_it_grew_is_asked_of_what_was_asked_before(library: Assistant) -> None:
    answer = library.ask("比上年增长多少？", ["驰远热控2023年营业收入是多少？"])
    assert "增长30.6%" in answer.statements[0].text
