"""Two ways of finding a passage, fused: the words it shares with the question, and its meaning."""

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.keyword import KeywordIndex
from assistant.types import Hit, Passage

CANDIDATES = 100  # of each list
RRF_K = 60  # Cormack et al., 2009
DENSE_FLOOR = 0.45  # below this cosine a passage that shares no word with the question is noise


class QueryEncoder(Protocol):
    """The part of `embeddings.encoder.Encoder` that searching needs."""

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Rows of unit length, (len(texts), dim) float32."""


class DenseIndex(Protocol):
    """The part of `embeddings.faiss_index.FaissIndex` that searching needs."""

    def search(self, query: NDArray[np.float32], k: int) -> Sequence[tuple[str, float]]:
        """The `k` nearest (passage id, cosine), nearest first."""


class HybridRetriever:
    """Finds passages; is itself a `types.Search`."""

    def __init__(
        self,
        passages: Mapping[str, Passage],
        keyword_index: KeywordIndex,
        dense_index: DenseIndex | None,
        encoder: QueryEncoder | None,
    ) -> None:
        self._passages = passages
        self._keyword_index = keyword_index
        self._dense_index = dense_index
        self._encoder = encoder

    def __call__(self, query: str, limit: int = 10) -> tuple[Hit, ...]:
        """The same as `search`."""
        return self.search(query, limit)

    def search(self, query: str, limit: int = 10) -> tuple[Hit, ...]:
        """The best `limit` hits by (-score, passage id); () when nothing matches."""
        keyword = dict(self._keyword_index.search(query, CANDIDATES))
        dense = self._dense(query)
        if not keyword and max(dense.values(), default=-1.0) < DENSE_FLOOR:
            return ()
        scores: dict[str, float] = {}
        for found in (keyword, dense):
            for rank, passage_id in enumerate(found, start=1):
                scores[passage_id] = scores.get(passage_id, 0.0) + 1 / (RRF_K + rank)
        best = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[: max(limit, 0)]
        return tuple(
            Hit(
                passage=self._passages[passage_id],
                score=score,
                found_by=tuple(
                    name
                    for name, found in (("keyword", keyword), ("dense", dense))
                    if passage_id in found
                ),
                dense=dense.get(passage_id),
                keyword=keyword.get(passage_id),
            )
            for passage_id, score in best
        )

    def _dense(self, query: str) -> dict[str, float]:
        if self._dense_index is None or self._encoder is None or not query.strip():
            return {}
        vector = self._encoder.encode_queries([query])[0]
        return dict(self._dense_index.search(vector, CANDIDATES))
