"""Searching some of the passages only, with the indexes of all of them."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.hybrid import HybridRetriever, QueryEncoder
from assistant.retrieval.keyword import KeywordIndex
from assistant.retrieval.meaning import DenseIndex
from assistant.retrieval.ranking import top_positions
from assistant.types import Passage


class NarrowedVectors:
    """The vectors of some passages, held in memory and compared one by one; a `DenseIndex`."""

    def __init__(self, vectors: DenseIndex, ids: Sequence[str]) -> None:
        self._ids = tuple(ids)
        self._places = {passage_id: place for place, passage_id in enumerate(ids)}
        self._vectors = np.asarray(vectors.vectors_of(self._ids), dtype=np.float32)

    def search(self, query: NDArray[np.float32], k: int) -> list[tuple[str, float]]:
        """The `k` nearest (passage id, cosine) of one vector (dim,), nearest first."""
        if not self._ids:
            return []
        cosines = self._vectors @ query
        return [(self._ids[i], float(cosines[i])) for i in top_positions(cosines, self._ids, k)]

    def vectors_of(self, ids: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of these passages, (len(ids), dim) float32; KeyError for a strange one."""
        places = [self._places[passage_id] for passage_id in ids]
        return np.asarray(self._vectors[np.array(places, dtype=np.int64)], dtype=np.float32)


def narrowed_search(
    passages: Mapping[str, Passage],
    keyword: KeywordIndex,
    vectors: DenseIndex,
    encoder: QueryEncoder,
) -> tuple[HybridRetriever, KeywordIndex]:
    """A retriever of `passages` alone, which both indexes hold among others, and its words."""
    ids = tuple(passages)
    words = keyword.narrowed(ids)
    return HybridRetriever(passages, words, NarrowedVectors(vectors, ids), encoder), words
