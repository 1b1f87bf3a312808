from dataclasses import replace

from assistant.answering.question import analyse
from assistant.answering.rewording import reword
from assistant.answering.terms import weigh
from tests.answering.fakes import CountedStatistics


def reworded(question: str, *texts: str) -> str:
    asked = analyse(question)
    terms = weigh(asked.topic, CountedStatistics(texts))
    return reword(replace(asked), terms, texts)


def test_an_abbreviation_is_found_in_its_full_name() -> None:
    assert reworded("公租房在哪里申请？", "公共租赁住房申请指南") == "公共租赁住房,申请"


def test_a_wrong_character_is_found_by_the_others() -> None:
    assert reworded("氢走庙是什么？", "加快建设氢走廊") == "氢走廊"


def test_a_word_the_library_knows_is_left_alone() -> None:
    assert reworded("氢走廊是什么？", "加快建设氢走廊") == "氢走廊"


def test_a_word_that_is_nowhere_is_left_alone() -> None:
    assert reworded("量子芯片是什么？", "加快建设氢走廊") == "量子芯片"
