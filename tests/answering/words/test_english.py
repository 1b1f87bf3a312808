import pytest

from assistant.answering.words.english import is_english, translate
from assistant.text import tokens

LIBRARY = "2021年成渝经济总量约7.4万亿元，成渝氢走廊加快建设，汽车等三个万亿级产业，GDP增长"


def holds(word: str) -> bool:
    return set(tokens(word)) <= set(tokens(LIBRARY))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How large is the economic total in 2021?", True),
        ("GDP是多少？", False),
        ("双碳", False),
        ("GDP?", False),
        ("", False),
    ],
)
def test_english_is_two_latin_words_and_no_chinese(question: str, expected: bool) -> None:
    assert is_english(question) is expected


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What is the economic total in 2021?", "经济总量"),
        ("What is the hydrogen corridor?", "氢走廊是什么"),
        ("Which three industries are there?", "产业有哪三个"),
        ("Why does GDP grow?", "gdp"),
    ],
)
def test_a_question_is_put_into_words_of_the_library(question: str, words: str) -> None:
    translated = translate(question, holds)
    assert translated is not None
    assert words in translated.question


def test_a_year_and_a_measure_are_asked_for_as_in_chinese() -> None:
    translated = translate("What is the economic total in 2021?", holds)
    assert translated is not None
    assert translated.question.endswith("2021年是多少？")


def test_a_name_that_no_dictionary_has_stays_as_it_is() -> None:
    translated = translate("What is the economic total of Zzyzx?", holds)
    assert translated is not None
    assert translated.unknown == ("zzyzx",)
    assert "zzyzx" in translated.question


def test_a_question_without_a_known_word_is_not_translated() -> None:
    assert translate("Who is Zzyzx Qwrtp?", holds) is None
