"""The order of results: higher scores first, ties by id, so that the same question repeats."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

RANK_SCALE = 5.0  # 1 / (1 + rank / 5): the first ten ranks differ, later ones hardly


def rank_value(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """1 for the best, falling with rank; equal scores share the better rank."""
    order = np.sort(scores)[::-1]
    ranks = np.searchsorted(-order, -scores, side="left")
    return (1 / (1 + ranks / RANK_SCALE)).astype(np.float32)


def top_positions(scores: NDArray[np.float32], ids: Sequence[str], limit: int) -> list[int]:
    """Positions of the `limit` best scores by (-score, id); fewer where there are fewer scores."""
    if limit <= 0 or len(scores) == 0:
        return []
    if limit < len(scores):
        # Everything that ties with the last place is kept until the ids have decided.
        cut = np.partition(scores, len(scores) - limit)[len(scores) - limit]
        positions = np.flatnonzero(scores >= cut)
    else:
        positions = np.arange(len(scores))
    ordered = sorted(positions.tolist(), key=lambda position: (-scores[position], ids[position]))
    return ordered[:limit]
