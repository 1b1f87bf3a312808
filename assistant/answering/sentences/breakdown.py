"""Figures of a part that go on from the figure of the whole: 全体居民……。其中,农村居民……。

The second sentence names neither the year nor the measure, so that it is little like a
question on the part, and the first is much like it and gives the wrong figure.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.answering.sentences.extractive import Ranked
from assistant.answering.sentences.leading import led_by, led_by_likely
from assistant.answering.words import spans
from assistant.answering.words.colloquial import written_names
from assistant.answering.words.evidence import goes_on_from
from assistant.answering.words.question import Question
from assistant.text import is_chinese, tokens

# A piece that begins with what is measured tells of the part that it names, and of no other.
_PIECE = re.compile(r"[,;、。]")
# How likely the figure per head, or the whole, must be beside the other.
PER_HEAD_RATIO = 0.1
MEASURE_CHARS = 4  # at the end of what grows: 生产总值
_GROWS = re.compile("(?:的?(?:实际|同比|年均)?(?:增长|下降|增速|增幅|增加|提高)了?)+$")


_MEASURED = re.compile(r"(?:占比?|(?:总|增加)?产值|增加值|增速|增幅|增长|下降)$")
_APART = "的和与及是为中在"


def part_first(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The evidence, led by the part's own figure where the best gives that of the whole.

    The sentence that breaks the best one down has words of the question that the best lacks
    (农村, 进口), and a figure of the kind asked for after them.
    """
    if question.kind not in spans.FIGURE_KINDS or not ranked:
        return list(ranked)
    best = ranked[0].evidence.sentence
    going_on = next((r for r in ranked if goes_on_from(best, r.evidence.sentence)), None)
    if going_on is None:
        return list(ranked)
    above = ranked[0].evidence.context.label_grams
    own = {
        token
        for token in tokens(question.topic)
        if len(token) > 1 and is_chinese(token) and token not in best.grams and token not in above
    }
    own |= _named_within_another(question, best.folded)
    if not any(_has_figure(question, piece, own) for piece in _pieces(going_on.text)):
        return list(ranked)
    return led_by(going_on, ranked)


def _named_within_another(question: Question, best: str) -> set[str]:
    """What is asked for (渔业), where a sentence has it in a longer name only (农林牧渔业)."""
    thing = _MEASURED.sub("", re.split("[中的里,]", question.attribute or question.topic)[-1])
    inside = re.findall(rf"(.?){re.escape(thing)}", best) if len(thing) > 1 else []
    within = inside and all(is_chinese(each) and each not in _APART for each in inside)
    return {thing} if within else set()


def _pieces(text: str) -> list[str]:
    """What stands between two marks, each with what follows the second: a name and its figure."""
    pieces = _PIECE.split(text)
    return [first + second for first, second in pairwise([*pieces, ""])]


def _has_figure(question: Question, piece: str, own: set[str]) -> bool:
    """Whether a piece names what is asked about and gives a figure of it."""
    places = [piece.find(token) for token in own if token in piece]
    if not places:
        return False
    return any(span.start > min(places) for span in spans.spans_for(question, piece))


def per_head_first(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The evidence, led by the whole's figure, or, where that is asked for, by that 人均."""
    if not ranked or is_per_head_as_asked(question, ranked[0].text):
        return list(ranked)
    names = _measured(question)

    def is_meant(item: Ranked) -> bool:
        return any(name in item.text for name in names) and is_per_head_as_asked(
            question, item.text
        )

    return led_by_likely(ranked, is_meant, PER_HEAD_RATIO)


def is_per_head_as_asked(question: Question, text: str) -> bool:
    """Whether a sentence that names what is asked for gives it as asked, of all or 人均.

    Also where it does not name it.
    """
    names = _measured(question)
    if not any(name in text for name in names):
        return True
    per_head = re.compile(rf"人均[一-龥]{{0,6}}?(?:{'|'.join(map(re.escape, names))})")
    if "人均" in question.folded:
        return bool(per_head.search(text))
    return any(name in per_head.sub(",", text) for name in names)


def _measured(question: Question) -> tuple[str, ...]:
    """What a number is asked of, in the words it may be written in; () for other questions."""
    head = measure_of(question).removeprefix("人均")
    if question.kind != "number" or len(head) < 2:
        return ()
    return (head, *written_names(head))  # 地区生产总值 for GDP


def measure_of(question: Question) -> str:
    """What is asked how much it is or grows, without words of growth; "" where nothing is.

    What the end of the topic names where nothing else stands beside the asking word.
    """
    head = question.heads[0]
    bare = _GROWS.sub("", head)
    return bare or (head and _GROWS.sub("", question.topic.replace(",", ""))[-MEASURE_CHARS:])
