import pytest

from assistant.answering.sentences.bindings import value_by_words, value_in_order
from assistant.answering.words.question import analyse
from assistant.answering.words.terms import weigh
from assistant.text import fold
from assistant.types import Span
from tests.answering.fakes import CountedStatistics

RANKED = fold("指数显示重庆、四川2021年数字经济发展指数分列全国第6、第10。")
HOUSES = fold("博士、硕士、本科毕业生分别给予20万元、8万元和3万元补贴。")
PRIZES = fold("对合格的企业给予1500万元，对大型、中型企业分别给予500万元和300万元奖励。")
SHARES = fold("经济体量占全国和西部比重分别为6.5%、30.8%。")


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [
        ("四川数字经济发展指数第几？", RANKED, "第10"),
        ("重庆数字经济发展指数第几？", RANKED, "全国第6"),
        ("占西部的比重是多少？", SHARES, "30.8%"),
        ("占全国的比重是多少？", SHARES, "6.5%"),
        ("硕士毕业生买房能补多少？", HOUSES, "8万元"),
        ("本科毕业生买房能补多少？", HOUSES, "3万元"),
        ("中型企业奖励多少？", PRIZES, "300万元"),
    ],
)
def test_values_told_apart_in_order_belong_to_what_is_asked(
    question: str, text: str, value: str
) -> None:
    found = value_in_order(fold(question), text)
    assert found is not None
    assert value in found[0].of(text)
    assert found[0] in found[1]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("数字经济发展指数第几？", RANKED),  # names neither
        ("占西部的比重是多少？", "占全国6.5%,占西部30.8%。"),  # no order
        ("占西部的比重是多少？", "占全国、西部、东部比重分别为6.5%、30.8%。"),  # not as many
    ],
)
def test_without_one_clear_member_no_value_is_taken(question: str, text: str) -> None:
    assert value_in_order(fold(question), fold(text)) is None


LIMITS = "起始年级班额小学不超过45人、初中不超过50人，教师3人。"
GRANTS = "年满80至89岁每月50元，90至99岁每月150元，100岁以上每月800元。"

RAISED = "单职工家庭最高额度由40万元提高到50万元，双职工家庭由60万元提高到80万元。"


@pytest.mark.parametrize(
    ("question", "text", "chosen", "value"),
    [
        ("初中起始年级班额是多少人？", LIMITS, "45人", "50人"),
        ("小学起始年级班额是多少人？", LIMITS, "45人", "45人"),
        ("90岁的老人每月多少元？", GRANTS, "50元", "150元"),
        ("合作社有多少人？", LIMITS, "45人", "45人"),
        ("双职工最高额度多少？", RAISED, "40万元", "80万元"),
        ("单职工最高额度多少？", RAISED, "40万元", "50万元"),
    ],
)
def test_of_parallel_values_the_one_after_the_questions_word_is_meant(
    question: str, text: str, chosen: str, value: str
) -> None:
    folded = fold(text)
    terms = weigh(analyse(question).topic, CountedStatistics([text]))
    start = folded.index(chosen)
    assert value_by_words(terms, folded, Span(start, start + len(chosen))).of(folded) == value
