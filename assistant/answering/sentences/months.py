"""The figure of the month asked about, where a report goes through months, quarters and halves."""

import re
from collections.abc import Sequence

from assistant.answering.sentences.extractive import Ranked
from assistant.answering.sentences.leading import led_by
from assistant.answering.sentences.year_figures import DEPTH, is_on_subject
from assistant.answering.words.question import Question
from assistant.answering.words.spans import FIGURE_KINDS

# 5月份, 5月; not 6月5日, 1-5月, 三个月 or 5月底.
_MONTH = re.compile(
    r"(?<![\d.\-—~至到第个])(?P<month>1[0-2]|[1-9])月份?(?![\d一二三\-—~至到日底末初以之前后起开]|(?:上|中|下)旬)"
)
_PERIOD = re.compile(rf"{_MONTH.pattern.replace('?P<month>', '')}|[一二三四]季度|[上下]半年|全年")


def months_of(folded: str) -> frozenset[str]:
    """The months that folded text names as such, by their numbers.

    >>> sorted(months_of("4月份增长1.8%,1-5月增长3%,6月5日发布"))
    ['4']
    """
    return frozenset(match["month"] for match in _MONTH.finditer(folded))


def named_month_first(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The evidence, led by a sentence on the month asked about, where the best has another time."""
    asked = months_of(question.folded)
    if not asked or not ranked or question.kind not in FIGURE_KINDS or asked & _said(ranked[0]):
        return list(ranked)
    for item in ranked[:DEPTH]:
        if asked <= _said(item) and is_on_subject(question, item):
            return led_by(item, ranked)
    return list(ranked)


def other_period(question: Question, best: Ranked) -> str:
    """The month asked about, where the best sentence gives a figure of another time; or "".

    Also where it gives none, and its passage goes through other months.
    """
    asked = months_of(question.folded)
    if not asked or question.kind not in FIGURE_KINDS or asked & _said(best):
        return ""
    beside = months_of("\n".join(each.folded for each in best.evidence.context.sentences))
    others = _PERIOD.search(best.text) or (beside and not asked & beside)
    return f"{min(asked)}月" if others else ""


def _said(item: Ranked) -> frozenset[str]:
    return months_of(item.text)
