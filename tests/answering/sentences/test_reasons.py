"""Why: the reason, not the conclusion drawn from it, and not the reason of something else."""

import pytest

from assistant.answering.sentences.extractive import Ranked
from assistant.answering.sentences.reasons import (
    asked_itself_first,
    draws_conclusion,
    explains_what_precedes,
)
from assistant.answering.words.question import analyse
from assistant.service import Assistant
from tests.answering.libraries import library_of
from tests.answering.sentences.test_seconds import read

BRIDGE = """清溪县交通运输局2024年工作总结

南门旧桥建于1978年，汛期桥面经常积水，去年发生过两起车辆打滑。所以对南门旧桥先行封闭改造。

全年新建农村公路86公里，改造危桥12座。

7月全县货运量下降8.4%。这主要是石料矿山停工检修，外运的石料少了一半。
"""
FACTORY = """和风纸业项目落户清溪县

5月6日，清溪县与和风纸业举行签约仪式，项目总投资9亿元。和风纸业董事长孟庆海、清溪县县长顾兰出席签约仪式。

孟庆海在致辞中说，和风纸业成立于2009年。“之所以选择清溪，一是看中这里水质好，二是竹材供应充足。”

项目建成后，预计年产特种纸6万吨。
"""
PRESS = """# 清溪县公交改革新闻发布会实录

**清溪融媒体中心记者：** 新线路什么时候开通？

**黎向东：** 三条新线路7月1日开通，票价2元。

**《出行周刊》记者：** 为什么不给夜班公交加车？

**黎向东：** 这个问题大家很关心。主要考虑两点：一是夜间客流小，每车不到5人；二是驾驶员缺口较大。
"""

ESSAY = """清溪绿色转型谈

绿色转型要抓好产业和生活两头，加快绿色低碳转型、形成绿色低碳生活方式，才能走得远。

一、加快绿色低碳转型
绿色低碳转型是实现双碳目标的关键举措。推动矿山停工检修。协同开发水电资源。

二、强化绿色制度保障
完善的制度是守住绿水青山的坚实后盾。
1.健全碳排放权交易制度
组织企业参加交易。
2.加强财税支持
设立县级绿色基金。
"""


BUDGET = """清溪县2025年预算安排说明

下降较多的科目。（一）一般公共服务支出减少，主要是压减公用经费5%。（二）卫生健康支出减少，主要是中医院搬迁项目已经完工。
"""


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("county")
    return library_of(
        folder, 总结_txt=BRIDGE, 项目_txt=FACTORY, 发布会_md=PRESS, 谈_txt=ESSAY, 预算_txt=BUDGET
    )


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("为什么对南门旧桥先行封闭改造？", "汛期桥面经常积水"),
        ("7月全县货运量为什么下降？", "石料矿山停工检修"),
        ("和风纸业当时为什么选中清溪？", "一是看中这里水质好"),
        ("夜班公交为什么没有加车？", "夜间客流小"),
        ("2025年卫生健康支出为什么减少了？", "中医院搬迁"),
    ],
)
def test_the_reason_is_given(county: Assistant, question: str, reason: str) -> None:
    answer = county.ask(question)
    assert any(reason in each.text for each in answer.statements), answer.reason


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("和风纸业为什么举行签约仪式？", "之所以选择"),
        ("旧桥为什么建于1978年？", "货运量"),
    ],
)
def test_the_reason_of_something_else_is_not(county: Assistant, question: str, other: str) -> None:
    assert not any(other in each.text for each in county.ask(question).statements)


def test_why_a_thing_is_to_be_done_is_what_it_is_good_for(county: Assistant) -> None:
    (needed,) = county.ask("为什么要加快绿色低碳转型？").statements
    assert needed.text == "绿色低碳转型是实现双碳目标的关键举措。"
    assert county.ask("加快绿色低碳转型有什么意义？").statements[0].text == needed.text
    (headed,) = county.ask("为什么要强化绿色制度保障？").statements
    assert headed.text == "完善的制度是守住绿水青山的坚实后盾。"


@pytest.mark.parametrize(
    ("question", "leads"),
    [("为什么选中清溪建厂？", "之所以"), ("为什么清溪的货运量下降？", "清溪县")],
)
def test_what_is_said_to_be_so_for_a_reason_leads_for_who_asks_it(
    question: str, leads: str
) -> None:
    asked = analyse(question)
    _, found = read(asked, "清溪县与纸厂签约建厂。", "之所以选择清溪,是看中水质。")
    likely = [Ranked(evidence, value) for evidence, value in zip(found, (0.3, 0.1), strict=True)]
    assert asked_itself_first(asked, likely)[0].text.startswith(leads)


@pytest.mark.parametrize(
    ("sentence", "concludes"),
    [
        ("所以对旧桥先行封闭。", True),
        ("因此推迟一个月开放。", True),
        ("之所以封闭,是为了安全。", False),
        ("因为汛期积水,所以先行封闭。", False),
    ],
)
def test_a_conclusion_stands_at_the_head_of_its_sentence(sentence: str, concludes: bool) -> None:
    assert draws_conclusion(sentence) is concludes


@pytest.mark.parametrize(
    ("sentence", "explains"),
    [
        ("这主要是矿山停工检修。", True),
        ("主要考虑两点:一是客流小。", True),
        ("原因是汛期积水。", True),
        ("症结在于林道密度低。", True),
        ("问题出在部门各管一段。", True),
        ("推行这一模式,是因为前几年鲜叶价格波动。", True),
        ("这是全县第一座钢桥。", False),
        ("主要产品有特种纸。", False),
    ],
)
def test_a_sentence_says_that_it_explains(sentence: str, explains: bool) -> None:
    assert explains_what_precedes(sentence) is explains
