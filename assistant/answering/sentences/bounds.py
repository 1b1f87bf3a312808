"""Bounds that are asked for: 至少要多少 is answered by 不低于3000吨, 最多补多少 by 最高80万元.

Or that decide on a figure of the asker's own: 设备花了150万能报吗, by 设备投资额不低于200万元.
"""

import re
from collections.abc import Sequence

from assistant.answering.sentences.extractive import Ranked
from assistant.answering.sentences.leading import led_by_likely
from assistant.answering.words import spans
from assistant.answering.words.question import Question
from assistant.quantities import Quantity, same_measure
from assistant.text import quantities, tokens

# How likely a bound must be beside the best sentence.
BOUND_RATIO = 0.05
_OF_TIME = frozenset(("年", "月", "日", "号", "年度", "月份", "时", "次", "个", "条", "项", "种"))
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


def threshold_first(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The evidence, with a bound on what the asker gives a figure of before other sentences.

    In the same measure, and of a thing that the figure is given of; an age needs none.
    """
    given = _given(question) if question.kind == "yes_no" and ranked else None
    if given is None:
        return list(ranked)
    measure, words = given

    def decides(item: Ranked) -> bool:
        bounded = any(bound.search(item.text) for _, bound in _BOUNDS)
        figures = quantities(item.text) if bounded else ()
        alike = any(same_measure(each.unit) == measure for each in figures)
        return alike and (measure == "岁" or any(word in item.text for word in words))

    return list(ranked) if decides(ranked[0]) else led_by_likely(ranked, decides, BOUND_RATIO)


def _given(question: Question) -> tuple[str, frozenset[str]] | None:
    """The measure of the one figure that a question gives, and the words of its clause."""
    clauses = [clause for clause in re.split("[,。?]", question.folded) if clause]
    figures = [(clause, each) for clause in clauses for each in quantities(clause)]
    own = [(clause, each) for clause, each in figures if not each.ordinal and _is_own(clause, each)]
    if len(own) != 1:
        return None
    clause, each = own[0]
    words = frozenset(token for token in tokens(clause[: each.start]) if len(token) > 1)
    return same_measure(each.unit) or "元", words


def _is_own(clause: str, figure: Quantity) -> bool:
    """Whether a figure is of a thing: of money (150万, 300元), of years of age, or measured."""
    if not figure.unit:
        return clause[figure.start : figure.end].endswith("万")
    return figure.unit not in _OF_TIME


def _gives_figure(question: Question, folded: str) -> bool:
    """Whether a sentence gives a figure, in the measure asked for where one is."""
    in_measure = spans.has_unit(question, folded) if question.unit else True
    return in_measure and any(spans.spans_for(question, folded))
