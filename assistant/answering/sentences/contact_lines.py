"""The number to ring under a name: 电话：…… on a line after 项目联系人：……."""

import re
from collections.abc import Sequence

from assistant.answering.sentences.extractive import Ranked
from assistant.answering.sentences.leading import LIKELY_DEPTH, led_by
from assistant.answering.words.question import Question

_ASKED = re.compile(r"(?:电话|手机|座机|联系方式)(?:号码?)?(?:[是为]?(?:多少|几|什么|啥))?[?。]*$")
_NUMBER = re.compile(r"(?<!\d)(?:\d{3,4}-?\d{7,8}|1\d{10}|\d{7,8})(?!\d)")
# A number so far below a name is its own; further down it is another's.
NEAR_CHARS = 60


def number_under_name_first(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The evidence, with the number on the line under the best before the name alone."""
    if not ranked or not _ASKED.search(question.folded) or _NUMBER.search(ranked[0].text):
        return list(ranked)
    best = ranked[0].evidence.sentence

    def is_under(item: Ranked) -> bool:
        own = item.evidence.sentence
        below = own.start - best.end
        return (
            own.article_id == best.article_id
            and 0 <= below <= NEAR_CHARS
            and bool(_NUMBER.search(own.folded))
        )

    found = sorted(filter(is_under, ranked[:LIKELY_DEPTH]), key=_place)
    return led_by(found[0], ranked) if found else list(ranked)


def _place(item: Ranked) -> int:
    return item.evidence.sentence.start
