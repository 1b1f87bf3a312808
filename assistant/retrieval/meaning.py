"""What the vectors say of the candidates: how near each is to the question, by what model.

The values are in standard deviations above the mean of the dense list, so that a fit
carries over to encoders whose cosines lie elsewhere.
"""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.ranking import rank_value

Vectors = NDArray[np.float32]

EPSILON = 1e-6


class DenseIndex(Protocol):
    """The part of `embeddings.faiss_index.FaissIndex` that searching needs."""

    def search(self, query: Vectors, k: int) -> Sequence[tuple[str, float]]:
        """The `k` nearest (passage id, cosine) of one vector (dim,), nearest first."""

    def vectors_of(self, ids: Sequence[str]) -> Vectors:
        """The vectors of these passages, (len(ids), dim)."""


def dense_features(
    question: Vectors,
    candidates: Vectors,
    listed: int,
    parts: Sequence[int],
    keyword: Vectors,
) -> dict[str, Vectors]:
    """The features of the candidates' vectors (n, dim), the first `listed` being the dense list.

    `parts` are the lengths of the vectors of an encoder's models, as they stand side by side;
    `keyword` are the candidates' BM25 scores (n,). There must be a candidate.
    """
    cosines = candidates @ question
    first, last = parts[0], len(question) - parts[-1]
    return {
        "dense_z": _in_deviations(cosines, listed),
        "dense_gap": _in_deviations(cosines, listed, of_best=True),
        "dense_rank": rank_value(cosines),
        "first_model_z": _in_deviations(candidates[:, :first] @ question[:first], listed),
        "last_model_z": _in_deviations(candidates[:, last:] @ question[last:], listed),
        "like_first_by_words": _likeness(candidates, int(keyword.argmax())),
        "like_first_by_meaning": _likeness(candidates, int(cosines.argmax())),
    }


def _likeness(candidates: Vectors, place: int) -> Vectors:
    """Cosines to one of the candidates (n,); its own is that of the candidate most like it.

    What answers a question lies close together (the cluster hypothesis; Jardine and
    van Rijsbergen, 1971): beside what is surely right stands more that may be.
    """
    cosines = candidates @ candidates[place]
    others = np.delete(cosines, place)
    cosines[place] = others.max(initial=0.0)
    return np.asarray(cosines, dtype=np.float32)


def _in_deviations(values: Vectors, listed: int, *, of_best: bool = False) -> Vectors:
    """How far above the mean of the listed values, or the best, in their standard deviations."""
    near = values[:listed]
    if not listed:
        return np.zeros(len(values), dtype=np.float32)
    origin = near.max() if of_best else near.mean()
    return np.asarray((values - origin) / max(float(near.std()), EPSILON), dtype=np.float32)
