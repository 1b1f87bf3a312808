"""Rankings against the set of things that are relevant. Pure functions.

A ranking is a sequence of ids, best first; an id that returns is counted at
its first place only. None means not applicable: nothing is relevant.
"""

import math
from collections.abc import Collection, Sequence


def distinct(ranking: Sequence[str]) -> list[str]:
    """The ranking without returning ids."""
    return list(dict.fromkeys(ranking))


def recall_at(ranking: Sequence[str], relevant: Collection[str], k: int) -> float | None:
    """|relevant ∩ first k| / |relevant| (Manning et al., Introduction to IR, 2008, ch. 8)."""
    if not relevant:
        return None
    return len(set(distinct(ranking)[:k]) & set(relevant)) / len(set(relevant))


def hit_at(ranking: Sequence[str], relevant: Collection[str], k: int) -> float | None:
    """1 where any relevant id is among the first k, else 0 ("success@k")."""
    if not relevant:
        return None
    return float(bool(set(distinct(ranking)[:k]) & set(relevant)))


def reciprocal_rank(ranking: Sequence[str], relevant: Collection[str], k: int = 10) -> float | None:
    """1 / place of the first relevant id among the first k, else 0; its mean is MRR@k.

    Voorhees, The TREC-8 Question Answering Track Report, 1999.
    """
    if not relevant:
        return None
    for place, identity in enumerate(distinct(ranking)[:k], start=1):
        if identity in relevant:
            return 1 / place
    return 0.0


def ndcg_at(ranking: Sequence[str], relevant: Collection[str], k: int = 10) -> float | None:
    """DCG@k / ideal DCG@k with gain 1 and discount log2(place + 1).

    Järvelin and Kekäläinen, Cumulated gain-based evaluation of IR techniques, 2002.
    """
    if not relevant:
        return None
    wanted = set(relevant)
    found = distinct(ranking)[:k]
    gained = sum(1 / math.log2(i + 2) for i, identity in enumerate(found) if identity in wanted)
    ideal = sum(1 / math.log2(i + 2) for i in range(min(k, len(wanted))))
    return gained / ideal
