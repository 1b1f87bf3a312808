"""A question after a long story of what the answer is for is answered as if asked alone."""

import pytest

from assistant.answering.conversation.occasions import occasion_and_question
from assistant.service import Assistant
from tests.answering.libraries import library_of

ESSAY = """# 乡村产业要守住三条底线

□何秋菱

乡村产业是乡村振兴的根基，合作经营要守住三条底线，让农户分到好处。

守住质量底线，把好产品关口。一是统一标准。二是定期抽检。

守住生态底线，护好青山绿水。一是回收农膜。二是治理尾水。

守住诚信底线，兑现收购承诺。一是签订合同。二是按时付款。
"""
PLANT = """# 铎城市绿色工厂管理办法

第一条 为规范绿色工厂建设，制定本办法。

第二条 申报绿色工厂应当具备下列条件：
（一）在本市注册满两年；
（二）工业用水重复利用率不低于85%；
（三）近三年未发生环境事件。
"""
LONG = (
    "我们单位最近要写一份关于乡村产业的调研报告，领导要求把合作经营讲清楚，时间比较紧，"
    "前期查了不少资料，有的说得太笼统，有的又太细，放在一起看反而糊涂了，同事建议引用权威媒体上的文章，"
    "注明出处，方便大家核对，"
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return library_of(tmp_path_factory.mktemp("occasions"), essay_md=ESSAY, plant_md=PLANT)


@pytest.mark.parametrize("asking", ["请问", "想问一下", "所以想请教一下，", "我想了解一下"])
def test_the_question_after_a_long_preamble_is_answered(library: Assistant, asking: str) -> None:
    answer = library.ask(f"{LONG}{asking}三条底线分别是什么？")
    assert answer.standalone_question == "三条底线分别是什么？"
    assert [statement.text[:6] for statement in answer.statements] == [
        "守住质量底线",
        "守住生态底线",
        "守住诚信底线",
    ]


@pytest.mark.parametrize(
    "question",
    [
        "我是去年返乡的大学生，领导让我写材料，请问能申请吗？",
        "我们企业注册3年了，正在准备申报材料，请问还差什么条件？",
        "本人户口在外地，要写一份申请报告，请问交给谁？",
        "领导要去北京开会，会议的主要议题是什么？",
        "申报绿色工厂要准备什么材料，请问交到哪里？",
    ],
)
def test_what_an_answer_may_depend_on_is_no_preamble(question: str) -> None:
    assert occasion_and_question(question) == ("", "")


def test_what_the_text_is_about_is_kept_where_the_answer_is_of_something_else(
    library: Assistant,
) -> None:
    """The conditions of a 绿色工厂 are no answer to who writes of 乡村产业."""
    asked = "单位要写一份关于乡村产业的材料，请问申报的条件是什么？"
    assert library.ask(asked).standalone_question == asked
