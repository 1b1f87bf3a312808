"""他 is the person whom the answer before named."""

import pytest

from assistant.answering.conversation.told_person import person_told
from assistant.types import Answer, Span, Statement


def answer(question: str, text: str, *stressed: str) -> Answer:
    spans = tuple(Span(text.index(each), text.index(each) + len(each)) for each in stressed)
    said = Statement(text, (1,), spans)
    return Answer(question, question, (said,), (), (), "answered", "", 0.9)


@pytest.mark.parametrize(
    ("question", "text", "stressed", "name"),
    [
        ("谁抢到了提问机会？", "总台记者徐静抢到了提问机会。", ["总台记者徐静"], "徐静"),
        ("专班的组长是谁？", "组　长：吴维强　市政府副市长", [], "吴维强"),
        ("谁主持会议？", "会议由徐静主持。", ["徐静"], "徐静"),
        ("由谁负责？", "由市水利局负责。", ["市水利局"], ""),
        ("目标是多少？", "总台记者徐静抢到了提问机会。", ["总台记者徐静"], ""),
    ],
)
def test_the_person_of_an_answer(question: str, text: str, stressed: list[str], name: str) -> None:
    assert person_told(answer(question, text, *stressed)) == name


def test_an_abstention_told_of_nobody() -> None:
    none = Answer("谁？", "谁？", (), (), (), "abstained", "没有说。", 0.1)
    assert person_told(none) == ""
