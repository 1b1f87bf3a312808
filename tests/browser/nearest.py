"""Assistants whose answers to a question in everyday words are only what is nearest."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.refusing.everyday import NEAREST_HEADING, NEAREST_NOTE
from assistant.types import Answer
from tests.api.conftest import FakeService
from tests.web.fakes import FakeAssistant

LAY_WORD = "老板"
"""What makes a question one in everyday words."""

LOW = 0.05  # far below the confidence from which on no notice is needed


def as_only_nearest(answer: Answer) -> Answer:
    """The answer as the assistant gives it where it is not sure enough to claim it."""
    return replace(
        answer,
        statements=tuple(replace(each, group=NEAREST_HEADING) for each in answer.statements),
        reason=NEAREST_NOTE,
        confidence=LOW,
        only_nearest=True,
    )


class NearestAssistant(FakeAssistant):
    """The fake of the chat."""

    def _answer(self, question: str, history: tuple[str, ...]) -> Answer:
        answer = super()._answer(question, history)
        lay = LAY_WORD in question and answer.outcome == "answered"
        return as_only_nearest(answer) if lay else answer


class NearestService(FakeService):
    """The fake of the API."""

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        *,
        as_of: str = "",
        articles: Sequence[str] = (),
    ) -> Answer:
        answer = super().ask(question, history, as_of=as_of, articles=articles)
        return as_only_nearest(answer) if LAY_WORD in question else answer
