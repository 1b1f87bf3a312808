"""What is said beside the figures of a run."""

from assistant.evaluation.cautions import question_cautions, record_cautions
from assistant.evaluation.questions import Question
from tests.evaluation.records import QUESTIONS, records

FACT = ((("8.5%",),),)


def test_questions_without_facts_are_counted_and_named() -> None:
    bare = [Question(f"b{i}", "多少？", "fact") for i in range(6)]
    told = question_cautions(
        [
            *bare,
            Question("f", "多少？", "fact", FACT),
            Question("n", "？", "none", answerable=False),
        ]
    )
    assert told == (
        "6 道可答的题没有写要点（facts）或标准答案（answers）：b0、b1、b2、b3、b4 等。"
        "这些题只看有没有作答、引了哪篇文章，答了就算“完全答对”，不计入要点召回。",
    )


def test_kinds_that_the_format_does_not_have_are_named_with_their_numbers() -> None:
    (told,) = question_cautions([Question(i, "？", "nonee", FACT) for i in "ab"])
    assert told.startswith("格式里没有的类别：nonee（2 题）。")


def test_a_whole_set_needs_no_word() -> None:
    assert question_cautions(QUESTIONS) == ()


def test_articles_that_are_nowhere_and_failures_are_told() -> None:
    found = records()
    found[0]["unknown_articles"] = ["没有的文章"]
    unknown, failed = record_cautions(found)
    assert unknown.startswith("问题集里有 1 个出处在文档库中找不到：没有的文章。")
    assert failed.startswith("1/4 题出错，算没有答对；第一个错误（q4）：")
