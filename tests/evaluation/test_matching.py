import pytest

from assistant.evaluation.matching import comparable, find_fact, find_spelling, holds
from assistant.types import Span


@pytest.mark.parametrize(
    ("text", "spelling", "found"),
    [
        ("同比增长８.５％。", "8.5%", True),  # full width meets half width
        ("达 7.4 万亿元", "7.4万亿", True),  # white space is left out
        ("覆盖2022—2030年", "2022-2030", True),  # so is punctuation of any kind
        ("“氢走廊”和“电走廊”", "氢走廊", True),
        ("大足、安岳", "大足安岳", True),
        ("排名第16位", "第6", False),
        ("排名第 6、7 位", "第6", True),  # a digit left out is not a digit beside it
        ("达16万亿", "6万亿", False),
        ("达1.6万亿", "6万亿", False),  # the point belongs to the number
        ("达1.6万亿", "16万亿", False),
        ("增长18.5%", "8.5%", False),
        ("增长8.55%", "8.5", False),
        ("有32人", "32", True),
        ("什么也没有", "", False),
    ],
)
def test_fact_is_found_as_the_format_says(text: str, spelling: str, found: bool) -> None:
    assert holds(text, [spelling]) is found


def test_place_of_a_fact_indexes_the_original_text() -> None:
    text = "甲：增长８.５ ％，乙"
    span = find_fact(comparable(text), ["8.5%"])
    assert span == Span(4, 7)
    assert span is not None
    assert span.of(text) == "８.５"


def test_places_of_a_spelling_do_not_overlap() -> None:
    assert list(find_spelling(comparable("人人人人"), "人人")) == [Span(0, 2), Span(2, 4)]


def test_character_that_normalises_to_several_keeps_its_one_place() -> None:
    assert list(find_spelling(comparable("面积10㎡整"), "10m2")) == [Span(2, 5)]


def test_first_accepted_spelling_wins() -> None:
    assert find_fact(comparable("电走廊与氢走廊"), ["氢走廊", "电走廊"]) == Span(4, 7)
