"""Moving a piece of evidence before the others."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answering.extractive import Ranked


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
