import pytest
from hypothesis import given
from hypothesis import strategies as st

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


TEXTS = st.text(st.sampled_from("甲乙丙８.5％%，。 “”\n㎡½AⅣ"), max_size=30)


@given(TEXTS, st.data())
def test_any_part_of_a_text_without_digits_at_its_ends_is_found(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    part = text[start : data.draw(st.integers(start, len(text)))]
    key = comparable(part).key
    # A point keeps its place only between digits: a part that begins or ends there differs.
    if not key or "." in key + text or key[0].isdigit() or key[-1].isdigit():
        return
    assert holds(text, [part])


@given(TEXTS, TEXTS)
def test_what_is_found_reads_as_what_was_looked_for(text: str, spelling: str) -> None:
    for span in find_spelling(comparable(text), spelling):
        assert comparable(spelling).key in comparable(span.of(text)).key
