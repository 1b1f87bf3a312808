"""How good a ranking of passages is, counted in documents."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Scores:
    """Means over `count` questions. A passage stands for its document, which counts once."""

    recall_1: float  # the first document answers
    recall_10: float  # one of the first ten does
    hit_50: float
    ndcg_10: float
    count: int

    def __str__(self) -> str:
        return (
            f"{self.recall_1:.3f}  {self.recall_10:.3f}  {self.hit_50:.3f}  {self.ndcg_10:.3f}"
            f"   {self.count}"
        )


def score_question(
    articles: Sequence[str], scores: NDArray[np.float32], gold: frozenset[str]
) -> Scores:
    """The scores of one question whose passages, of `articles`, were given `scores`.

    nDCG has gain 1 for every answering document.
    """
    order = np.argsort(-scores, kind="stable")
    documents = list(dict.fromkeys(articles[i] for i in order))[:50]
    places = [place for place, document in enumerate(documents) if document in gold]
    gain = sum(1 / math.log2(place + 2) for place in places if place < 10)
    best = sum(1 / math.log2(place + 2) for place in range(min(10, len(gold))))
    first = places[0] if places else 50
    return Scores(float(first < 1), float(first < 10), float(first < 50), gain / best, 1)


def average(rows: Iterable[Scores]) -> Scores:
    """The means of single questions' scores; zeros where there are none."""
    kept = list(rows)
    count = len(kept)
    table = np.array([(r.recall_1, r.recall_10, r.hit_50, r.ndcg_10) for r in kept]).reshape(-1, 4)
    means = table.mean(axis=0) if count else np.zeros(4)
    recall_1, recall_10, hit_50, ndcg_10 = means.tolist()
    return Scores(recall_1, recall_10, hit_50, ndcg_10, count)
