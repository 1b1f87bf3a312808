"""What an asker tells of himself need not stand in the documents; what he asks about must."""

import pytest

from assistant.answering.refusing.told import terms_of, told_before_asking
from assistant.answering.words.question import analyse
from assistant.text import fold
from tests.answering.fakes import CountedStatistics

NOTICE = ("游泳馆暑期开放时间", "办理游泳年卡的费用", "咨询电话")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("我刚搬来，孩子放假在家，游泳年卡多少钱？", "我刚搬来,孩子放假在家,"),
        ("您好，我家两口人，年卡能退吗？", "您好,我家两口人,"),
        ("清华大学去年扩招，招了多少人？", ""),  # who asks is not told of
        ("我能办年卡吗？", ""),
    ],
)
def test_what_is_told_stands_before_the_clause_that_asks(question: str, told: str) -> None:
    assert told_before_asking(fold(question)) == told


@pytest.mark.parametrize(
    ("question", "word", "kept"),
    [
        ("我刚退休闲着没事，暑期办理游泳年卡的费用是多少？", "退休", False),
        # A place decides whether the documents are the right ones.
        ("我住河西区，暑期办理游泳年卡的费用是多少？", "河西", True),
        # The clause that asks says too little.
        ("我刚退休闲着没事，费用是多少？", "退休", True),
        # No one tells of himself.
        ("比亚迪去年建了馆，暑期办理游泳年卡的费用是多少？", "亚迪", True),
        # What he tells, he asks about.
        ("我刚退休，退休的人暑期办理游泳年卡的费用是多少？", "退休", True),
    ],
)
def test_an_unknown_word_counts_where_it_is_asked_about(
    question: str, word: str, kept: bool
) -> None:
    terms = terms_of(analyse(question), CountedStatistics(NOTICE))
    assert (word in {term.token for term in terms}) is kept
