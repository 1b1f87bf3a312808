"""Moving a piece of evidence before the others."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answering.sentences.extractive import Ranked

# How far down the evidence what the question names is looked for.
LIKELY_DEPTH = 8
# How likely what the question names must be beside the best.
NAMED_RATIO = 0.1


def led_by(item: Ranked, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The evidence, led by one that counts as likely as what led it before."""
    rest = (each for each in ranked if each is not item)
    return [replace(item, probability=ranked[0].probability), *rest]


def led_by_first(
    ranked: Sequence[Ranked], depth: int, is_so: Callable[[Ranked], bool]
) -> list[Ranked]:
    """The evidence, led by the first that is so of the nearest, in the best one's article."""
    near = (item for item in ranked[:depth] if item.place[0] == ranked[0].place[0])
    item = next(filter(is_so, near), None)
    return list(ranked) if item is None else led_by(item, ranked)


def led_by_likely(
    ranked: Sequence[Ranked], is_so: Callable[[Ranked], bool], ratio: float
) -> list[Ranked]:
    """The evidence, led by the first of the nearest that is so and likely enough."""
    for place, item in enumerate(ranked[:LIKELY_DEPTH]):
        if item.probability < ratio * ranked[0].probability:
            break
        if is_so(item):
            return [item, *ranked[:place], *ranked[place + 1 :]]
    return list(ranked)
