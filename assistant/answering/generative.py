"""A language model writes better prose from the statements; every sentence is checked.

The model sees only the quotes that were already chosen, so what it can say is
bounded by them; what it says without a citation, or with a figure, title or
name that its citation does not hold, is not shown.
"""

import re
from collections.abc import Sequence

from assistant.answering.drafts import Draft, Source
from assistant.language_model import ChatModel, complete
from assistant.text import fold, tokens

_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?(?:\s*\[\d+\])*[。！？]?")
_MARKER = re.compile(r"\[(\d+)\]")
# A sentence must share this part of its bigrams with what it cites; below it, it says other things.
GROUNDED_SHARE = 0.5


class GenerativeWriter:
    """Rewrites statements through a chat model; a `Writer` of the answerer."""

    def __init__(self, model: ChatModel) -> None:
        self._model = model

    def write(self, question: str, drafts: Sequence[Draft]) -> list[Draft]:
        """The model's sentences with the sources they name; raises LanguageModelError.

        A sentence that names no source, or one that is not there, comes back
        without sources, so that the check of citations rejects it.
        """
        from prompts import render  # Jinja2 is read only where a model is asked

        sources = list(dict.fromkeys(source for draft in drafts for source in draft.sources))
        messages = [
            ("system", render("answer_system")),
            (
                "user",
                render("answer_user", question=question, quotes=[s.quote for s in sources]),
            ),
        ]
        return [
            _draft(match.group(), sources)
            for match in _SENTENCE.finditer(complete(self._model, messages))
            if _MARKER.sub("", match.group()).strip(" 。-*\t")
        ]


def _draft(sentence: str, sources: Sequence[Source]) -> Draft:
    numbers = [int(number) for number in _MARKER.findall(sentence)]
    text = _MARKER.sub("", sentence).strip(" -*\t")
    named = tuple(sources[number - 1] for number in numbers if 1 <= number <= len(sources))
    if len(named) != len(numbers) or not _is_grounded(text, named):
        named = ()
    return Draft(text, named, check="model")


def _is_grounded(text: str, sources: Sequence[Source]) -> bool:
    said = set(tokens(fold(text)))
    held = {token for source in sources for token in tokens(fold(source.quote))}
    return bool(said) and len(said & held) / len(said) >= GROUNDED_SHARE
