"""What is paid by age, in a place that the question names; bounds that are said twice."""

import pytest

from assistant.answering.tables.ranges import range_of
from assistant.answering.words.question import analyse
from assistant.service import Assistant
from tests.answering.libraries import declined, library_of

FIRST = """青溪区高龄津贴政策图解

一、享受对象

凡具有青溪区户籍，且年满80周岁的老人，均可申请。

二、补贴标准

80—89周岁（含80周岁）的老人，每人每月补贴30元；

90—99周岁（含90周岁）的老人，每人每月补贴60元；

100周岁以上（含100周岁）的老人，每人每月300元。
"""
SECOND = """白川县提高老年人生活补助标准

今年，白川县80岁—89岁的老年人每人每月发放高龄补助35元；90岁—99岁的老年人每人每月发放高龄补助55元；100周岁以上的老年人每人每月发放长寿补助200元。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return library_of(tmp_path_factory.mktemp("ages"), 青溪_txt=FIRST, 白川_txt=SECOND)


@pytest.mark.parametrize(
    ("question", "sums"),
    [
        ("青溪85岁老人每月补多少钱？", ["30元"]),
        ("青溪百岁老人补多少？", ["300元"]),
        ("白川92岁一个月给多少", ["55元"]),
        ("95岁老人一个月能领多少？", ["60元", "55元"]),
        ("我奶奶100岁，一个月能领多少？", ["300元", "200元"]),
    ],
)
def test_each_place_that_is_meant_pays_its_own(
    library: Assistant, question: str, sums: list[str]
) -> None:
    told = [each.text for each in library.ask(question).statements]
    assert len(told) == len(sums)
    assert all(any(money in each for each in told) for money in sums)


def test_an_age_below_all_steps_of_the_place_is_told(library: Assistant) -> None:
    assert "没有79岁这一档" in declined(library, "青溪79岁每月能领多少？")


def test_a_bound_said_again_is_one_bound() -> None:
    ages = range_of("80-89周岁(含80周岁)的老人", "")
    assert ages is not None
    assert (ages.low, ages.high) == (80.0, 89.0)


def test_what_begins_as_a_unit_is_none() -> None:
    assert analyse("生产线每天出多少成品？").unit == ""
    assert analyse("补贴占几成？").unit == "成"


@pytest.mark.parametrize("question", ["青溪高龄津贴的对象是谁？", "青溪高龄津贴的对象是什么？"])
def test_whom_it_is_for_stands_under_its_heading(library: Assistant, question: str) -> None:
    (first, *_) = library.ask(question).statements
    assert "年满80周岁的老人" in first.text
