"""What contradicts a question is a reason to refuse it; what is only said otherwise is none."""

from pathlib import Path

import pytest

from assistant.answering.words.forms import RECORD_LINE
from assistant.service import Assistant
from assistant.text import fold
from tests.answering.libraries import library_of

TEXT = """# 江陵县水产养殖基地建成投产

本报讯 江陵省清河市东湖水产养殖基地建成投产，养殖池共28间，适宜水温23至28℃。基地由东湖银行赞助。

基地主养的红钻鱼（学名：无），又称大口滨鲷，多于夜间觅食。去年它在第六届水产博览会上获奖。

基地食堂每天供餐能力不低于400份，建设一期投资48.6亿元，单个网箱的检测费用平均为4.8万元。

最年轻的技术员是梁雅琳（1987年生），2008年度县技术能手。基地新建的展厅则称“水韵厅”。
"""


@pytest.fixture(scope="module")
def fishery(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return library_of(tmp_path_factory.mktemp("fishery"), 基地_md=TEXT)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("适宜的水温是多少度？", "28℃"),
        ("基地有多少家养殖池？", "28间"),
        ("基地的赞助方是谁？", "东湖银行"),
        ("红钻鱼又叫什么？", "大口滨鲷"),
        ("红钻鱼在什么时候觅食？", "夜间"),
        ("基地在第几届水产博览会上获奖？", "第六届"),
        ("2008年度最年轻的技术员叫什么？", "梁雅琳"),
        ("基地新建的展厅称为什么？", "水韵厅"),
        ("基地食堂每天能供多少份饭？", "400份"),
        ("基地一期投了多少钱进去？", "48.6亿元"),
        ("一个网箱检测平均要花多少？", "4.8万元"),
    ],
)
def test_what_is_said_otherwise_is_answered(
    fishery: Assistant, question: str, expected: str
) -> None:
    answer = fishery.ask(question)
    assert expected in "".join(statement.text for statement in answer.statements)


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("基地的市长是谁？", "市长"),
        ("基地有多少公里岸线？", "岸线"),
        ("养殖基地的门票是多少钱？", "门票"),
        ("养殖基地的门票多少钱一张？", "每张"),
    ],
)
def test_what_is_not_said_is_refused(fishery: Assistant, question: str, reason: str) -> None:
    answer = fishery.ask(question)
    assert answer.outcome == "abstained"
    assert reason in answer.reason


@pytest.mark.parametrize(
    ("line", "is_record"),
    [
        ("办理地点：二楼", True),
        ("咨询电话（工作日）：0123", True),
        ("红钻鱼（学名：），又称大口滨鲷", False),
        ("通知全文如下：各单位要做好防护。", False),
        ("名：甲", False),
    ],
)
def test_lines_of_a_record(line: str, is_record: bool) -> None:
    assert bool(RECORD_LINE.match(fold(line))) is is_record


INTERVIEW = """让老人吃上热饭——访安平市民政局局长林芳

记者：护理员难招、难留，有什么办法？

林芳：现在全市有养老护理员2140人，缺口大约900人，平均年龄51岁。留不住人，一是工资低，二是晋升空间小。

记者：助餐点怎么才能长期办下去？

林芳：这是最难的。目前约有三成助餐点亏损。我们的办法有两条：一是场地免租，水电气执行居民价格；二是允许对社会开放，用年轻人的消费补老年餐。
"""
RULES = """安平市电动自行车管理规定

第一条 电动自行车进入电梯容易引发火灾，禁止携带电动自行车进入电梯轿厢。

第二条 鼓励电动自行车所有人投保第三者责任险，推进保险业务便民化。
"""


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return library_of(tmp_path_factory.mktemp("city"), 访谈_txt=INTERVIEW, 规定_txt=RULES)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("安平市现在有多少名养老护理员？", "2140人"),
        ("养老护理员平均年龄多大？", "51岁"),
        ("助餐点怎么长期办下去？", "场地免租"),
    ],
)
def test_what_someone_says_in_an_interview_is_no_field_of_a_record(
    city: Assistant, question: str, said: str
) -> None:
    answer = city.ask(question)
    assert said in answer.text
    assert "这是最难的" not in answer.text


TRANSCRIPT = """安平市养老服务发布会实录

记者（安平广播电视台）：补贴怎么发？

柏松年：从7月1日起执行新的补贴办法。年满80周岁的老人每餐补贴5元。补贴每天最多两餐，当月没用完的不结转。

记者（《安平日报》）：海岛上的老人怎么办？

柏松年：已有9个岛设立“渔家灶”，由渔嫂掌勺，断航时启用岛上储备的餐包。
"""


def test_a_turn_to_speak_is_no_field_wherever_its_question_stands(tmp_path: Path) -> None:
    library = library_of(tmp_path, 实录_txt=TRANSCRIPT)
    answer = library.ask("这个月的餐补没用完，能结转到下个月吗？")
    assert "不结转" in answer.text
    assert "7月1日" in library.ask("新的补贴办法从几月几日起执行？").text


def test_a_lead_in_within_prose_is_no_field_of_a_record(tmp_path: Path) -> None:
    library = library_of(
        tmp_path,
        报告_txt="垃圾分类工作报告\n\n去年的任务已经完成。今年重点抓好两件事：一是增设夜间投放点；"
        "二是将督导员月补贴由1600元提高到2000元。\n",
    )
    answer = library.ask("督导员的收入要提高到多少？")
    assert answer.outcome == "answered"
    assert "2000元" in answer.text


def test_the_average_of_another_thing_is_no_answer(city: Assistant) -> None:
    answer = city.ask("养老护理员的平均工资是多少？")
    assert answer.outcome == "abstained"
    assert answer.reason.endswith("文中相近的内容没有给出“平均工资”。")


def test_why_a_thing_must_not_be_is_not_answered_with_praise_of_it(city: Assistant) -> None:
    refused = city.ask("为什么不鼓励电动自行车所有人投保第三者责任险？")
    assert refused.outcome == "abstained"
    assert refused.reason.endswith("文中相近的内容没有说到“不鼓励”。")
    assert city.ask("为什么鼓励电动自行车所有人投保第三者责任险？").outcome == "answered"
    assert "禁止携带" in city.ask("为什么不可以携带电动自行车进入电梯？").text
