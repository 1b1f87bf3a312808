import pytest

from assistant.answering.colloquial import in_written_words, written_for
from assistant.answering.question import analyse
from assistant.text import fold


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("利益咋分？", "利益怎么分?"),
        ("图个啥？", "图个什么?"),
        ("为啥要建？", "为什么要建?"),
        ("国内能排老几？", "国内排第几?"),
        ("分店开到哪儿了？", "分店开到哪里了?"),
        ("电瓶车进电梯行不行？", "电瓶车进电梯可以吗?"),
        ("停车位够不够？", "停车位够吗?"),
        ("那家单位是干嘛的？", "那家单位是做什么?"),
        ("老年人坐公交不用花钱吗？", "老年人坐公交免费吗?"),
        ("坐公交要不要钱？", "坐公交要不要钱?"),
        ("不交钱会停水吗？", "不交钱会停水吗?"),
        ("两市加起来有多少人？", "两市合计有多少人?"),
    ],
)
def test_spoken_asking_words_are_put_as_they_are_written(spoken: str, written: str) -> None:
    assert in_written_words(fold(spoken)) == written


def test_written_words_stay() -> None:
    question = fold("如何加快绿色低碳转型，够格的企业有哪些？")
    assert in_written_words(question) == question


@pytest.mark.parametrize(
    ("question", "kind"), [("利益咋分？", "how"), ("排老几？", "rank"), ("啥时候建成？", "date")]
)
def test_a_spoken_question_is_of_the_kind_of_the_written_one(question: str, kind: str) -> None:
    assert analyse(question).kind == kind


def test_no_spoken_word_is_offered_for_itself() -> None:
    assert all(len(said) > 1 and said not in written for said, written in written_for().items())
