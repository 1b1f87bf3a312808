"""Lists told by their items: all of them found, one named, counted by a heading or a sentence."""

from pathlib import Path

import pytest

from assistant.service import Assistant
from tests.answering.libraries import library_of

NOTICE = """霁海市商务局
关于发放2025年秋季消费券的通告

一、券种和面额
（一）餐饮券。每份120元，含满100元减20元券2张，限在餐饮门店堂食使用。
（二）零售券。每份150元，可在商场、超市使用，不得用于购买烟草、黄金饰品。
（三）文旅券。每份100元，可用于景区门票、影院和民宿。

二、特定人群加发
（一）环卫工人、快递员、外卖骑手凭用工单位证明，可额外领取餐饮券1份。
（二）2025届高校毕业生在本市就业并缴纳社会保险满1个月的，可额外领取零售券2份。

三、使用规则
（一）单笔消费只能使用1张消费券，不同券种不能叠加使用。
（二）消费券不可转赠、不可提现、不找零。

四、监督管理
严禁倒卖、套现消费券。对虚构交易的商户，取消参与资格。对恶意囤积消费券的个人，冻结其账户。
"""
SPEECH = """在全市地下管网改造推进会上的讲话
岭泽市人民政府市长　程方岳
（2025年4月11日）

同志们：
今天召开现场会，主要任务是总结去年工作，部署今年任务。

一、突出重点，抓好今年三项任务
今年，全市计划改造管网300公里。
一要摸清底数。8月底前完成地下管线普查。
二要防住内涝。剩余23处积水点年底前全部销号。
三要管好燃气。灰口铸铁管道10月底前全部更换。

二、压实责任，确保落地见效
去年，全市改造供水管网86公里、燃气管网112公里。
一是加强领导。市里成立工作专班，由区长包保。
二是保障资金。市财政安排专项资金3.2亿元。
"""
ESSAY = """做强特色产业的文章

何秋菱

县域是城乡融合的接点，特色产业是县域经济的筋骨。

做强特色的“四字诀”

立足“特”字选产业。选什么不选什么，要看资源、看市场。
围绕“链”字促延伸。向前抓种源，向后抓精深加工。
擦亮“牌”字提价值。推行区域公用品牌，严打冒用仿冒。
抓住“人”字聚活力。用好返乡创业政策。

特色产业没有捷径。守得住本色，才做得出价值。
"""
GUIDE = """# 霁海市2025年公共租赁住房申请指南

本批次公共租赁住房共推出房源1140套，分布在三个小区。

## 房源情况

| 小区名称 | 所在区 | 月租金（元/平方米） | 交房时间 |
|---|---|---|---|
| 听荷家园 | 湖东区 | 9.6 | 2025年11月 |
| 望山苑 | 西岭区 | 7.5 | 2026年1月 |
| 杏林小区 | 西岭区 | 6.8 | 2025年12月 |

注：租金不含物业费，物业费统一为每月每平方米0.8元。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    texts = {"notice_txt": NOTICE, "speech_txt": SPEECH, "essay_txt": ESSAY, "guide_md": GUIDE}
    return library_of(tmp_path_factory.mktemp("items"), **texts)


@pytest.mark.parametrize(
    ("question", "begun"),
    [
        ("哪些人可以额外多领消费券？", ["环卫工人", "2025届高校毕业生"]),
        ("消费券有哪几种？", ["餐饮券", "零售券", "文旅券"]),
        ("消费券有哪些种类", ["餐饮券", "零售券", "文旅券"]),
        ("今年三项任务是什么？", ["摸清底数", "防住内涝", "管好燃气"]),
        ("市长讲压实责任，说了哪几条？", ["加强领导", "保障资金"]),
        ("做强特色的四字诀是什么？", ["立足“特”", "围绕“链”", "擦亮“牌”", "抓住“人”"]),
        ("公租房分布在哪几个小区？", ["本批次", "听荷家园", "望山苑", "杏林小区"]),
        ("听荷家园和杏林小区租金各多少？", ["听荷家园，月租金", "杏林小区，月租金"]),
        ("听荷家园什么时候交房，租金多少？", ["听荷家园，交房时间", "听荷家园，月租金"]),
        ("望山苑房租一平米多少钱？", ["望山苑，月租金"]),
    ],
)
def test_the_whole_list_is_given(library: Assistant, question: str, begun: list[str]) -> None:
    statements = [statement.text for statement in library.ask(question).statements]
    assert len(statements) == len(begun)
    assert all(map(str.startswith, statements, begun))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("零售券不能买什么？", "不得用于购买烟草"),
        ("岭泽市去年改造燃气管网多少公里？", "燃气管网112公里"),
    ],
)
def test_the_item_or_the_place_that_is_named_answers(
    library: Assistant, question: str, said: str
) -> None:
    assert said in library.ask(question).statements[0].text


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("听荷家园停车费一个月多少钱？", "停车费"),
        ("岭泽市的区长是谁？", "区长"),
        ("临原市去年改造燃气管网多少公里？", "临原市"),
    ],
)
def test_what_is_not_said_is_declined(library: Assistant, question: str, missing: str) -> None:
    answer = library.ask(question)
    assert answer.outcome == "abstained"
    assert missing in answer.reason


STEPS = """# 溪口市2026年度技改补助资金申报指南

一、申报程序

1. 网上填报。企业于2026年3月1日至4月20日登录“溪企通”平台提交材料，逾期系统自动关闭。

2. 县级初核。县区工信部门于5月15日前完成初核并出具意见。

3. 专家评审和现场核查。市工信局委托第三方机构组织，现场核查比例不低于三成。

4. 资金下达。市财政局于10月底前下达资金。
"""


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("溪口市技改补助网上填报哪天截止？", "4月20日"),
        ("技改补助资金县级初核哪天前完成？", "5月15日"),
    ],
)
def test_a_day_is_that_of_the_step_that_is_named(tmp_path: Path, question: str, said: str) -> None:
    library = library_of(tmp_path, 指南_md=STEPS)
    assert said in library.ask(question).statements[0].text


PLAN = """# 松滩市产业发展规划

（一）做强两大产业

1. 精细陶瓷。以东窑区为主承载地，发展电子陶瓷，到2030年产值达到900亿元。

2. 游艇制造。以蓝湾县为主承载地，突破碳纤维船体，到2030年产值达到260亿元。
"""


def test_a_measure_of_a_year_goes_on_with_the_thing_asked_about(tmp_path: Path) -> None:
    library = library_of(tmp_path, 规划_md=PLAN)
    answer = library.ask("2030年产值要做到多少？", ["松滩市的游艇制造放在哪？"])
    assert "260亿元" in answer.statements[0].text
