"""The sentence on the very one that is asked about, before one on its like.

少儿读者每次可借图书6册 for 少儿读者可借多少册, before 成人读者每次可借图书10册: all that the
second says of the question the first says too, and more.
"""

from collections.abc import Sequence

from assistant.answering.sentences.extractive import Ranked
from assistant.answering.sentences.leading import led_by_likely
from assistant.answering.words import spans
from assistant.answering.words.forms import is_record
from assistant.answering.words.question import Question
from assistant.text import tokens

# How likely the fuller sentence must be beside the best.
FULLER_RATIO = 0.4
_KINDS = frozenset({"number", "date", "rank", "place", "organisation", "person"})


def fuller_first(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The evidence, led by what says all of the question that the best says, and what it lacks.

    What the best lacks stands neither in it nor over it; where a figure is asked for, the
    fuller one gives one. A field of a record leads for its label.
    """
    if question.kind not in _KINDS or not ranked or is_record(ranked[0].evidence):
        return list(ranked)
    asked = {token for piece in question.topic.split(",") for token in tokens(piece)}
    best = ranked[0].evidence
    said = asked & best.sentence.grams
    over = best.context.label_grams.union(tokens(best.context.titles))
    lacking = {token for token in asked - best.sentence.grams - over if len(token) > 1}
    if not said or not lacking:
        return list(ranked)

    def is_fuller(item: Ranked) -> bool:
        own = item.evidence.sentence.grams
        return (
            item.place[0] == ranked[0].place[0]
            and said <= own
            and not lacking.isdisjoint(own)
            and any(spans.spans_for(question, item.text))
        )

    return led_by_likely(ranked, is_fuller, FULLER_RATIO)
