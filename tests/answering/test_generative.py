from dataclasses import dataclass, field
from typing import Any

import pytest

from assistant.answering.citations import check
from assistant.answering.drafts import quote_draft
from assistant.answering.generative import GenerativeWriter
from assistant.errors import LanguageModelError
from assistant.types import Article

ARTICLE = Article(id="a", title="纪要", text="2021年经济总量约7.4万亿元。建成园区23个。")
DRAFTS = [quote_draft(ARTICLE, 0, 17), quote_draft(ARTICLE, 17, 25)]


@dataclass
class Message:
    text: str


@dataclass
class QueuedModel:
    """Replies in order and keeps what it was asked; stands for a LangChain chat model."""

    replies: list[str]
    asked: list[Any] = field(default_factory=list)

    def invoke(self, input: Any) -> Message:
        self.asked.append(input)
        return Message(self.replies.pop(0))


class BrokenModel:
    def invoke(self, input: Any) -> Message:
        raise ConnectionError(f"refused with key sk-secret: {len(input)} messages")


def test_sentences_keep_the_sources_they_name() -> None:
    model = QueuedModel(["经济总量约7.4万亿元[1]。建成园区23个。[2]"])
    checked = check(GenerativeWriter(model).write("总量多少？", DRAFTS))
    assert [s.text for s in checked.statements] == ["经济总量约7.4万亿元。", "建成园区23个。"]
    assert [s.check for s in checked.statements] == ["model", "model"]
    assert [c.quote for c in checked.citations] == [d.text for d in DRAFTS]


@pytest.mark.parametrize(
    "reply",
    [
        "经济总量约7.5万亿元[1]。",
        "经济总量约7.4万亿元。",
        "经济总量约7.4万亿元[3]。",
        "经济总量约7.4万亿元[0]。",
        "市民普遍感到满意并期待来年[1]。",
    ],
)
def test_an_invented_figure_or_source_is_rejected(reply: str) -> None:
    checked = check(GenerativeWriter(QueuedModel([reply])).write("总量多少？", DRAFTS))
    assert checked.statements == ()
    assert len(checked.rejected) == 1


def test_the_model_sees_the_quotes_and_nothing_else_of_the_library() -> None:
    model = QueuedModel(["经济总量约7.4万亿元[1]。"])
    GenerativeWriter(model).write("总量多少？", DRAFTS[:1])
    ((system, user),) = model.asked
    assert system[0] == "system"
    assert "[1] 2021年经济总量约7.4万亿元。" in user[1]
    assert "园区" not in user[1]


def test_a_failing_model_is_a_failure_that_tells_no_secret() -> None:
    with pytest.raises(LanguageModelError, match="语言模型没有给出回答") as caught:
        GenerativeWriter(BrokenModel()).write("总量多少？", DRAFTS)
    assert "sk-secret" not in str(caught.value)
