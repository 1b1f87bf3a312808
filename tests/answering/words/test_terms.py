import math

import pytest

from assistant.answering.words.terms import Term, Terms, background_weight, weigh
from tests.answering.fakes import CountedStatistics


def test_a_term_of_one_text_weighs_more_than_a_term_of_all() -> None:
    statistics = CountedStatistics(["氢能走廊", "氢能基地", "氢能产业"])
    terms = {term.token: term for term in weigh("氢能,走廊", statistics)}
    assert terms["走廊"].weight > terms["氢能"].weight
    assert terms["氢能"].known
    assert terms["走廊"].known


def test_words_common_in_any_prose_weigh_little_even_where_the_library_lacks_them() -> None:
    statistics = CountedStatistics(["岸电设施"] * 99)
    terms = {term.token: term for term in weigh("正在,岸电", statistics)}
    assert not terms["正在"].known
    assert terms["正在"].weight == pytest.approx(background_weight("正在"))
    assert background_weight("岸电") == math.inf


def test_a_bigram_that_only_joins_two_known_words_is_no_term() -> None:
    statistics = CountedStatistics(["两地合作", "政府采购"])
    assert [term.token for term in weigh("两地政府", statistics)] == ["两地", "政府"]


@pytest.mark.parametrize(
    ("topic", "terms"),
    [
        ("绿色转型上要靠", ["绿色", "色转", "转型"]),  # words of place, auxiliaries, prepositions
        ("让充电更方便", ["充电", "方便"]),  # at the beginning and between words
        ("转型搬充电", ["转型", "充电"]),  # a verb that people put beside a word
        ("向佐", ["向佐"]),  # the other character is of no word: a name, perhaps
        ("想让绿色转型", ["绿色", "色转", "转型"]),  # two words of grammar
        ("转型碳链", ["转型", "型碳", "碳链"]),  # a noun of one character may be meant
    ],
)
def test_a_bigram_of_a_word_and_a_particle_is_no_term(topic: str, terms: list[str]) -> None:
    statistics = CountedStatistics(["绿色转型", "充电"])
    assert [term.token for term in weigh(topic, statistics)] == terms


@pytest.mark.parametrize(
    ("topic", "terms"),
    [
        ("报送到窗口", ["报送", "窗口"]),  # 送到 is a word, and here the end of one and 到
        ("送到窗口", ["送到", "窗口"]),
        ("收购比亚迪", ["收购", "比亚", "亚迪"]),  # a name is noticed
    ],
)
def test_a_complement_is_no_word_with_the_end_of_the_verb(topic: str, terms: list[str]) -> None:
    statistics = CountedStatistics(["报送材料", "收购"])
    assert [term.token for term in weigh(topic, statistics)] == terms


def test_coverage_is_the_share_of_weight() -> None:
    terms = Terms((Term("甲乙", 3.0, True), Term("丙丁", 1.0, True)))
    assert terms.coverage({"甲乙"}) == 0.75
    assert terms.coverage(()) == 0.0
    assert [term.token for term in terms.missing({"甲乙"})] == ["丙丁"]
    assert Terms(()).coverage({"甲乙"}) == 0.0


def test_without_everything_keeps_everything() -> None:
    terms = Terms((Term("甲乙", 3.0, True),))
    assert terms.without({"甲乙"}) == terms


def test_the_measure_of_a_figure_is_no_word_with_what_follows() -> None:
    statistics = CountedStatistics(("重庆的汽车产业",))
    assert [term.token for term in weigh("2021年重庆汽车", statistics)] == [
        "2021",
        "重庆",
        "汽车",
    ]


def test_words_of_speech_that_the_library_lacks_weigh_less_than_what_it_might_have() -> None:
    statistics = CountedStatistics(["绿色转型"] * 99)
    terms = {term.token: term for term in weigh("老是,岸电", statistics)}
    assert terms["老是"].weight < terms["岸电"].weight / 4
    spoken = CountedStatistics(["老是停电"] * 99)
    (known,) = (term for term in weigh("老是", spoken) if term.token == "老是")
    assert known.known
    assert known.weight > 0
