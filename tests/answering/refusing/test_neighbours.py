"""What is said of another year, place, district or fellow thing answers no question on this one."""

from pathlib import Path

import pytest

from assistant.service import Assistant
from tests.answering.libraries import library_of

REPORT = """# 清溪市2024年政府工作报告

一、2023年工作回顾

全市地区生产总值达到4862.3亿元，增长6.1%。社会消费品零售总额1935亿元，增长7.3%。全社会研发投入占地区生产总值比重提高到2.85%。改造老旧小区142个，惠及居民3.9万户。

二、2024年主要目标

地区生产总值增长6%左右。改造老旧小区120个，加装电梯300部。
"""
PAPER = """# 成都产业观察

成都发展汽车、电子信息、装备制造三大产业，各有基础。2021年全市经济总量约2万亿元，比2019年增长两成。电子信息制造业集群规模达到1.3万亿元，居西部第一。

截至3月底，全市累计完成加装电梯812部。其中东湖区完成286部，西湖区完成243部。南山县的任务另行安排。

职工食堂面积300平方米。创新中心共孵化企业12家，去年营业收入3亿元，与成都大学共建实验室，参与制定《产业规划（2022-2030年）》。咨询请到中心一楼。
"""
CENSUS = """# 清溪市2023年统计公报

年末常住人口374.2万人。全市货物进出口总额1864.7亿元，增长6.8%。其中，出口1296.3亿元，进口568.4亿元。粮食总产量168.3万吨。全市生猪出栏278万头。

购买首套住房的，首付款比例不低于20%；购买第二套住房的，不低于30%。第二实验小学招收8个班。

在滨河钢铁开展氢冶金试点，规划面积4.2平方公里。建成飞行服务中心1个。姑娘卢小满大学毕业后回到苇塘村。
"""
PROVINCE = """# 宁川省氢能规划

全省集聚氢能企业63家，建成加氢站14座，建成投产项目总投资30亿元。氢气产量达到42万吨，其中可再生能源制氢占比为4%，初步形成制氢、储运、装备、应用相衔接的链条。

仍有不少短板：一是制氢成本偏高，每公斤约28元；二是关键材料依赖进口；三是加氢站审批环节多、周期长；四是专业人才不足，企业招不到人。

河湾市形成以储氢装备为特色的产业。氢气管道通往重庆。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    documents = {"报告_md": REPORT, "观察_md": PAPER, "公报_md": CENSUS, "规划_md": PROVINCE}
    return library_of(tmp_path_factory.mktemp("neighbours"), **documents)


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("汽车产业集群规模有多大？", "说的是“电子信息”，不是“汽车”"),
        ("2022年电子信息制造业集群规模是多少？", "只有2021年的数据，没有2022年的"),
        ("2019年电子信息制造业集群规模是多少？", "只有2021年的数据，没有2019年的"),
        ("深圳如何发展汽车产业？", "没有提到“深圳”"),
        ("南山县完成加装电梯多少部？", "“南山县”"),
        ("创新中心为什么破产？", "没有说到“破产”"),
        ("创新中心的电话是多少？", "电话"),
        ("2022年改造老旧小区多少个？", "没有2022年的"),
        ("2019年全市经济总量是多少？", "只有2021年的数据，没有2019年的"),
        ("创新中心与华中大学共建了什么？", "没有提到“华中大学”"),
        ("创新中心哪一年成立？", "没有"),
        ("哪家银行支持创新中心？", "没有给出银行"),
        ("兴文县年末常住人口是多少？", "没有提到“兴文县”"),
        ("兴文县生猪出栏多少头？", "没有提到“兴文县”"),
        ("创新中心的职工有多少？", "人数"),
        ("滨河钢铁氢冶金试点投资多少？", "没有给出金额"),
        ("飞行服务中心建在哪个区？", "没有给出区"),
        ("卢小满毕业于哪所大学？", "没有给出学校"),
        ("河湾市建成加氢站多少座？", "“河湾市”"),
        ("重庆如何发展三大产业？", "说的是成都，没有说重庆"),
        ("云山市氢气产量是多少？", "“云山市”"),
        ("第一实验小学招收多少个班？", "不是“第一实验”"),
    ],
)
def test_what_is_said_of_another_is_no_answer(
    library: Assistant, question: str, reason: str
) -> None:
    answer = library.ask(question)
    assert answer.outcome == "abstained"
    assert reason in answer.reason


@pytest.mark.parametrize(
    ("question", "expected", "unwanted"),
    [
        ("电子信息制造业集群规模有多大？", "1.3万亿元", "2万亿元"),
        ("西湖区完成加装电梯多少部？", "西湖区完成243部", "南山县"),
        ("2023年改造老旧小区多少个？", "142个", "120个"),
        ("2024年改造老旧小区多少个？", "120个", "142个"),
        ("2023年地区生产总值是多少？", "4862.3亿元", "2022"),
        ("2023年GDP是多少？", "4862.3亿元", "2022"),
        ("2021年经济总量比2019年增长多少？", "两成", "2022"),
        ("创新中心与成都大学共建了什么？", "共建实验室", "8个班"),
        ("创新中心参与制定的产业规划覆盖哪些年份？", "2022-2030年", "8个班"),
        ("宁川省建成加氢站多少座？", "14座", "4862"),
        ("成都如何发展三大产业？", "汽车、电子信息、装备制造三大产业", "8个班"),
        ("全市出口多少亿元？", "出口1296.3亿元", "1864.7"),
        ("全市进出口总额是多少？", "1864.7亿元", "8个班"),
        ("清溪市年末常住人口是多少？", "374.2万人", "278"),
        ("2023年社会消费品零售总额是多少？", "1935亿元", "2022"),
    ],
)
def test_what_is_said_of_the_thing_itself_is_the_answer(
    library: Assistant, question: str, expected: str, unwanted: str
) -> None:
    texts = [statement.text for statement in library.ask(question).statements]
    assert expected in texts[0]
    assert not any(unwanted in text for text in texts)


FILLER = "渠道清淤、闸门检修和机泵保养按照往年的办法安排，由用水户协会组织实施。\n" * 20


def test_a_document_speaks_of_the_place_whose_offices_sign_it(tmp_path: Path) -> None:
    notice = (
        "关于申报灌溉项目的通知\n\n各县水利局：\n5月20日前，所有灌溉项目完成验收。"
        f"{FILLER}泵站每座补助30万元。{{}}\n\n{{}}\n\n2024年2月26日\n"
    )
    signed = notice.format("", "柳川市水利局 柳川市财政局")
    (tmp_path / "signed").mkdir()
    library = library_of(tmp_path / "signed", notice_txt=signed)
    assert "5月20日" in library.ask("柳川市灌溉项目应在哪天之前完成验收？").text
    named = notice.format("柳川市水利局派人参加了会议。", "青禾市水利局")
    (tmp_path / "named").mkdir()
    library = library_of(tmp_path / "named", notice_txt=named)
    assert library.ask("柳川市灌溉项目应在哪天之前完成验收？").outcome == "abstained"
