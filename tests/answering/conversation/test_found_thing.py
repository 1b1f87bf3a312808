"""The place or the body that the last answer found is what the next question is of."""

import pytest

from assistant.answering.conversation.found_thing import of_found
from assistant.service import Assistant
from assistant.types import Span
from tests.answering.libraries import library_of

FARMS = """# 云江市2024年养殖情况

| 县 | 养鱼场（个） | 鱼产量（吨） |
|---|---|---|
| 柳塘县 | 31 | 4120 |
| 石笕县 | 18 | 2650 |

淡水鱼加工以石笕县为主承载地，2030年加工产值达到12亿元。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return library_of(tmp_path_factory.mktemp("farms"), farms_md=FARMS)


def test_a_later_part_is_of_the_place_that_was_found(library: Assistant) -> None:
    answer = library.ask("淡水鱼加工以哪个县为主承载地？这个县2024年鱼产量多少？")
    assert "石笕县" in answer.text
    assert "2650" in answer.text
    assert answer.reason == ""


@pytest.mark.parametrize("question", ["该县养鱼场有多少个？", "它的养鱼场有多少个？"])
def test_a_further_question_is_of_the_place_that_was_found(
    library: Assistant, question: str
) -> None:
    answer = library.ask(question, ["淡水鱼加工以哪个县为主承载地？"])
    assert answer.standalone_question.startswith("石笕县")
    assert "18" in answer.text


@pytest.mark.parametrize(
    ("question", "earlier", "said", "marked", "whole"),
    [
        ("这个区有多少家？", "哪个区最多？", "沙河区，停产企业数：8", (), "沙河区有多少家？"),
        (
            "该公司投了多少？",
            "由哪家公司承建？",
            "由江城水投承建。",
            (Span(1, 5),),
            "江城水投投了多少？",
        ),
        # Two of the sort, another sort, no question for which one, and a noun that begins so.
        ("这个区有多少家？", "哪个区最多？", "沙河区、东塘区都多。", (), ""),
        ("这个镇有多少家？", "哪个区最多？", "沙河区，停产企业数：8", (), ""),
        ("这个区有多少家？", "企业多少家？", "沙河区，停产企业数：8", (), ""),
        ("该县长是谁？", "哪个县最多？", "石笕县，养鱼场：8", (), ""),
        ("这个市场有多大？", "哪个市最多？", "云江市，养鱼场：8", (), ""),
        ("该区域有多少家？", "哪个区最多？", "沙河区，停产企业数：8", (), ""),
        ("这个区有多少家？", "沙河区是哪个区？", "沙河区，停产企业数：8", (), ""),
    ],
)
def test_one_thing_of_the_sort_that_was_asked_for_is_meant(
    question: str, earlier: str, said: str, marked: tuple[Span, ...], whole: str
) -> None:
    assert of_found(question, earlier, [(said, marked)]) == whole
