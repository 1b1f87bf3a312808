"""Questions in other words, by a language model where one is configured."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from assistant.evaluation.drafting import DRAFT_MARK
from assistant.evaluation.questions import Question

Complete = Callable[[str], str]
"""Takes a prompt, gives the model's text; raises LanguageModelError."""

LONGEST = 120
_DIGITS = re.compile(r"\d+(?:\.\d+)?")


def paraphrase(
    questions: Sequence[Question], complete: Complete, prompt: Callable[[str], str]
) -> Iterator[Question]:
    """One paraphrase of each question that keeps its numbers; others are left out.

    The model's words are a suggestion: what it returns is bounded, checked, and marked as a
    draft. `prompt` makes the message for one question.
    """
    for question in questions:
        text = complete(prompt(question.question)).strip().strip("“”\"' ")
        if not text or "\n" in text or len(text) > LONGEST or text == question.question:
            continue
        if sorted(_DIGITS.findall(text)) != sorted(_DIGITS.findall(question.question)):
            continue
        note = f"{DRAFT_MARK}；由模型改写自“{question.question}”"
        kind = "para" if question.answerable else question.kind
        yield replace(question, question=text, kind=kind, note=note)
