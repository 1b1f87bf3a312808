"""Ranking measures over rankings of passage numbers; pure."""

import math
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_BLOCK = 512


@dataclass(frozen=True)
class Ranking:
    """Means over `n` questions; `hit_at_k`: a right passage is among the first k."""

    n: int
    hit_at_1: float
    hit_at_10: float
    hit_at_50: float
    ndcg_at_10: float


def ndcg(ranked: Sequence[int], relevant: AbstractSet[int], limit: int = 10) -> float:
    """Normalised discounted cumulative gain at `limit` with equal gains (Järvelin, 2002)."""
    gain = sum(
        1.0 / math.log2(place + 2)
        for place, passage in enumerate(ranked[:limit])
        if passage in relevant
    )
    ideal = sum(1.0 / math.log2(place + 2) for place in range(min(limit, len(relevant))))
    return gain / ideal if ideal else 0.0


def measure(rankings: Sequence[Sequence[int]], relevant: Sequence[AbstractSet[int]]) -> Ranking:
    """The measures of one system; rankings hold at least 50 passages where there are so many."""
    if len(rankings) != len(relevant):
        raise ValueError(f"{len(rankings)} rankings for {len(relevant)} questions")
    if not rankings:
        return Ranking(0, 0.0, 0.0, 0.0, 0.0)

    def hits(limit: int) -> float:
        found = [
            any(passage in right for passage in ranked[:limit])
            for ranked, right in zip(rankings, relevant, strict=True)
        ]
        return float(np.mean(found))

    gains = [ndcg(ranked, right) for ranked, right in zip(rankings, relevant, strict=True)]
    return Ranking(len(rankings), hits(1), hits(10), hits(50), float(np.mean(gains)))


def rank_by_cosine(
    queries: NDArray[np.float32], passages: NDArray[np.float32], limit: int = 50
) -> list[list[int]]:
    """The `limit` nearest passages of each query, nearest first; ties by passage number.

    `queries` (q, dim) and `passages` (p, dim) have rows of unit length.
    """
    ranked: list[list[int]] = []
    limit = min(limit, len(passages))
    for start in range(0, len(queries), _BLOCK):
        scores = queries[start : start + _BLOCK] @ passages.T
        nearest = np.argpartition(-scores, limit - 1, axis=1)[:, :limit]
        for row, places in zip(scores, nearest, strict=True):
            ordered = sorted(places.tolist(), key=lambda place: (-row[place], place))
            ranked.append(ordered)
    return ranked
