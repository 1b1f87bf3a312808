"""Bounds that are asked for: 至少要多少 is answered by 不低于3000吨, 最多补多少 by 最高80万元."""

import re
from collections.abc import Sequence

from assistant.answering.sentences.extractive import Ranked
from assistant.answering.sentences.leading import led_by_likely
from assistant.answering.words import spans
from assistant.answering.words.question import Question

# How likely a bound must be beside the best sentence.
BOUND_RATIO = 0.05
# How a least and a most figure are asked for, and how they are printed.
_BOUNDS = (
    (
        re.compile(r"至少|起码|(?:最[少低小]|不[低少]于)[^,。?]{0,8}(?:多少|几|多[大长])"),
        re.compile(r"不得?[低少小]于|至少|最[低少小]|起码|\d[^\d,。;]{0,4}(?:及|或)?以上"),
    ),
    (
        re.compile(r"至多|(?:最[多高大长]|不超过)[^,。?]{0,8}(?:多少|几|多[大长久])"),
        re.compile(
            r"不得?(?:超过|[高多大长]于)|最[高多大长]|至多|上限|封顶|\d[^\d,。;]{0,4}(?:及|或)?以[内下]"
        ),
    ),
)


def bound_first(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The evidence, with a least or a most figure before others, where one asks for such a one."""
    bounds = (bound for asked, bound in _BOUNDS if asked.search(question.folded))
    bound = next(bounds, None) if question.kind == "number" and ranked else None
    if bound is None or bound.search(ranked[0].text):
        return list(ranked)
    return led_by_likely(
        ranked,
        lambda item: bool(bound.search(item.text)) and _gives_figure(question, item.text),
        BOUND_RATIO,
    )


def _gives_figure(question: Question, folded: str) -> bool:
    """Whether a sentence gives a figure, in the measure asked for where one is."""
    in_measure = spans.has_unit(question, folded) if question.unit else True
    return in_measure and any(spans.spans_for(question, folded))
