"""What of a question is searched."""

import pytest

from assistant.retrieval.question import question_terms


@pytest.mark.parametrize(
    ("question", "terms"),
    [
        ("双碳有哪些措施？", ("双", "碳", "双碳", "措", "施", "措施")),
        ("什么是双碳？", ("双", "碳", "双碳")),
        ("双碳是什么", ("双", "碳", "双碳")),
        ("請問雙碳是甚麼？", ("双", "碳", "双碳")),
        ("如何减税", ("减", "税", "减税")),
        ("GDP多少？", ("gdp",)),
        ("吗啡", ("吗", "啡", "吗啡")),
        ("哪吒", ("哪", "咤", "哪咤")),
    ],
)
def test_words_that_ask_are_left_out(question: str, terms: tuple[str, ...]) -> None:
    assert question_terms(question) == terms


def test_question_of_nothing_else_keeps_its_words() -> None:
    assert question_terms("怎么办？") == ("怎", "么", "办", "怎么", "么办")


def test_words_on_both_sides_do_not_grow_together() -> None:
    assert "碳产" not in question_terms("双碳哪些产业")


def test_repeated_terms_count_once() -> None:
    assert question_terms("双碳双碳").count("双碳") == 1
