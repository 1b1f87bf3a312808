"""What people ask of reports: writers, days, places, lists with bullets, what is left unsaid."""

import pytest

from assistant.service import Assistant
from tests.answering.libraries import answered, declined, library_of

LAKE = """# 镜湖水清鹭归
## ——柳川市镜湖治理见闻

本报记者 温如雪 罗子谦

（2024年6月5日 生态周刊）

镜湖位于柳川市东郊，面积3.2平方公里。2021年，镜湖治理工程启动，总投资8.6亿元，其中市财政5亿元、社会资本3.6亿元。治理分三步走：

- 截污控源。改造雨污管网96公里，搬迁养殖场21家。
- 清淤引水。清除淤泥120万立方米，每年引水补湖3000万立方米。
- 生态修复。退塘还湿4100亩，种植苦草、黑藻等沉水植物。

市水利局副局长郭守田说，去年共发现问题207个，已整改205个。镜湖区委书记乔木森担任湖长。湖边老住户罗小谦说，湖边老住户都盼着水清。
"""
DRONES = """柳川：从“看天”到“飞天” 低空经济起飞

本报记者 温如雪

（2024年3月20日 第2版）

柳川市低空经济企业有126家，去年交付物流无人机1800架，三年来企业投入研发资金2.8亿元。2022年，柳川作为全省首批3个试点城市之一启动试点。

邻省长沙集聚低空企业260家；湘潭以零部件见长。

县中为何一度“塌陷”？县教育局局长石坚说，原因有三：一是生源外流，二是教师流失，三是经费不足。
"""
INSURANCE = """柳川市医保改革观察

本报记者 陆微言

去年，市医保智能监管平台追回医保基金5180万元。职工医保统筹基金当期结余率回升到8.7%。全市居民医保参保人数61万人。市医保局局长严守成说，改革没有完成时。云江师大附中派来执行校长秦明月，每周上课24节。夜校主要教剪纸、家政和月嫂技能。

国家对新能源汽车给予以旧换新补贴，每辆1.5万元。镜湖码头扩建工程中标人：柳川港工集团。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    documents = {"lake_md": LAKE, "drones_txt": DRONES, "insurance_txt": INSURANCE}
    return library_of(tmp_path_factory.mktemp("newspaper"), **documents)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("温如雪写了哪几篇报道？", "镜湖水清鹭归"),
        ("温如雪写了哪几篇报道？", "低空经济起飞"),
        ("低空经济那篇报道是哪天见报的？", "2024年3月20日"),
        ("镜湖治理分哪三步走？", "截污控源"),
        ("镜湖治理分哪三步走？", "清淤引水"),
        ("镜湖治理分哪三步走？", "生态修复"),
        ("柳川市医保智能监管平台去年追回了多少医保基金？", "5180万元"),
        ("柳川去年交付了多少架物流无人机？", "1800架"),
        ("柳川企业三年投入研发资金和镜湖治理总投资相比，哪个多？各是多少", "2.8亿元"),
        ("柳川企业三年投入研发资金和镜湖治理总投资相比，哪个多？各是多少", "8.6亿元"),
        ("县中为什么会“塌陷”？", "生源外流"),
        ("市医保局局长是谁？", "严守成"),
        ("夜校教什么？", "剪纸"),
        ("镜湖码头扩建工程是哪家公司中标的？", "柳川港工集团"),
        ("新能源汽车国家有什么补贴？", "以旧换新"),
        ("罗小谦说了什么？", "湖边老住户"),
        ("医保改革没有完成时是谁说的？", "严守成"),
        ("写医保改革那篇稿子的记者是谁？", "陆微言"),
        ("讲物流无人机和低空企业的报道是哪位记者写的？", "温如雪"),
        ("镜湖有多大 治理总投资多少", "3.2平方公里"),
        ("镜湖有多大 治理总投资多少", "8.6亿元"),
        ("下午要给领导汇报，镜湖治理总投资是多少？数字要准", "8.6亿元"),
        ("请列出镜湖治理的三步", "清淤引水"),
        ("长沙集聚多少家低空企业？", "260家"),
    ],
)
def test_it_is_said(library: Assistant, question: str, said: str) -> None:
    assert said in answered(library, question)


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("居民医保统筹基金当期结余率是多少？", "不是“居民医保”"),
        ("首批3个试点城市除了柳川，另外两个是哪里？", "没有说另外两个是哪些"),
        ("市医保局副局长是谁？", "没有说谁是"),
        ("宜春市去年追回了多少医保基金？", "没有提到“宜春市”"),
        ("秦明月之前教什么科目？", "没有给出科目"),
        ("医保智能监管平台建在哪个位置？", "没有给出位置"),
        ("湘潭集聚多少家低空企业？", "没有给出湘潭的数量"),
        ("比亚迪跟柳川合作的是什么项目？", "没有提到“比亚迪”"),
    ],
)
def test_what_is_not_said_is_declined_by_its_name(
    library: Assistant, question: str, reason: str
) -> None:
    assert reason in declined(library, question)


def test_an_author_is_known_by_the_sound_of_a_misspelt_name(library: Assistant) -> None:
    answer = library.ask("温茹雪写了哪几篇报道？")
    assert "镜湖水清鹭归" in answer.text


def test_he_is_the_one_who_was_asked_about_and_not_the_writer(library: Assistant) -> None:
    answer = library.ask("他说了什么？", ("郭守田是谁？",))
    assert answer.standalone_question == "郭守田说了什么？"
