"""By when: the end of the period itself, before what is done after it and what recurs.

逾期未缴费的,可在次年3月31日前补缴, and 每周五下午5时前报送进度, have the form of a deadline.
"""

import re
from collections.abc import Sequence

from assistant.answering.sentences.extractive import Ranked
from assistant.answering.sentences.leading import NAMED_RATIO, led_by, led_by_likely
from assistant.answering.words.deadline_words import (
    PERIOD,
    asks_for_deadline,
    names_day,
    recurs_unasked,
    tells_deadline,
)
from assistant.answering.words.question import Question

DEPTH = 20  # of the evidence, where the period of the best one's article is looked for
_BEGINNING = re.compile(r"(?:什么时候|何时|哪天|几号)(?:可以|能)?(?:开始|起)")
_LATE = re.compile(r"逾期|过期|补[缴报交办录登]")


def deadline_first(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The evidence, with a day up to which before other days, where one asks for a deadline.

    Or, where one asks when a thing begins, with the period before what names no day.
    """
    if ranked and _BEGINNING.search(question.folded) and not names_day(ranked[0].text):
        return _period_first(question, ranked)
    if not ranked or not asks_for_deadline(question.folded):
        return list(ranked)
    if _is_beside(question, ranked[0]) or not names_day(ranked[0].text):
        ranked = _period_first(question, ranked)
    if tells_deadline(ranked[0].text):
        return list(ranked)
    led = led_by_likely(ranked, lambda item: tells_deadline(item.text), NAMED_RATIO)
    if _is_beside(question, led[0]):
        return _period_first(question, led)
    return list(ranked) if led[0] is ranked[0] else led_by(led[0], ranked)


def _period_first(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The evidence, led by the period that the best one's article gives."""
    article = ranked[0].place[0]
    for item in ranked[:DEPTH]:
        is_period = PERIOD.search(item.text) and not _is_beside(question, item)
        if item.place[0] == article and is_period:
            return led_by(item, ranked)
    return list(ranked)


def _is_beside(question: Question, item: Ranked) -> bool:
    """Whether a sentence is on who is late or what is done weekly, and that is not asked."""
    late = _LATE.search(item.text) and not _LATE.search(question.folded)
    return bool(late) or recurs_unasked(question.folded, item.text)
