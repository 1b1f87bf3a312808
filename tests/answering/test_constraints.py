"""What contradicts a question is a reason to refuse it; what is only said otherwise is none."""

import pytest

from assistant.answering.forms import RECORD_LINE
from assistant.service import Assistant
from assistant.text import fold
from tests.answering.libraries import library_of

TEXT = """# 江陵县水产养殖基地建成投产

本报讯 江陵省清河市东湖水产养殖基地建成投产，养殖池共28间，适宜水温23至28℃。基地由东湖银行赞助。

基地主养的红钻鱼（学名：无），又称大口滨鲷，多于夜间觅食。去年它在第六届水产博览会上获奖。

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
