"""Two ways of finding a passage, fused: the words it shares with the question, and its meaning."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.features import Candidates, FeatureReader
from assistant.retrieval.fusion import Fusion, shipped_fusion
from assistant.retrieval.keyword import KeywordIndex
from assistant.retrieval.meaning import DenseIndex
from assistant.retrieval.ranking import top_positions
from assistant.text import fold
from assistant.types import Hit, Passage

# What says nothing about any document. How near such words come to the library's passages is the
# noise of the encoder in use: what shares no word with a question must be nearer than that.
_SMALL_TALK = (
    "你好",
    "您好",
    "谢谢",
    "再见",
    "在吗",
    "哈哈",
    "呵呵",
    "嗯嗯",
    "晚安",
    "hello",
    "asdf",
)
NOISE_MARGIN = 0.1  # of a cosine, above the nearest small talk


class QueryEncoder(Protocol):
    """The part of `embeddings.encoder.Encoder` that searching needs."""

    @property
    def parts(self) -> tuple[int, ...]:
        """Lengths of the vectors that stand side by side."""

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Rows of unit length, (len(texts), dim) float32."""


class HybridRetriever:
    """Finds passages; is itself a `types.Search`."""

    def __init__(
        self,
        passages: Mapping[str, Passage],
        keyword_index: KeywordIndex,
        dense_index: DenseIndex,
        encoder: QueryEncoder,
        fusion: Fusion | None = None,
    ) -> None:
        """Search `passages` by both indexes; `fusion` is the shipped one unless given."""
        self._passages = passages
        self._keyword_index = keyword_index
        self._dense_index = dense_index
        self._encoder = encoder
        self._fusion = fusion or shipped_fusion()
        self._reader = FeatureReader(passages, keyword_index, dense_index, encoder.parts)

    @property
    def titles(self) -> Mapping[str, str]:
        """The titles of the articles searched, by article id."""
        return self._keyword_index.titles

    def __call__(self, query: str, limit: int = 10) -> tuple[Hit, ...]:
        """The same as `search`."""
        return self.search(query, limit)

    def search(self, query: str, limit: int = 10) -> tuple[Hit, ...]:
        """The best `limit` hits by (-score, passage id); () when nothing matches.

        Something matches where a passage holds a word of the query (a single
        character only where that is all the query is) or is nearer to it than
        small talk is to any passage. Scores are shares: all candidates'
        together are 1.
        """
        if limit <= 0 or not query.strip():
            return ()
        candidates = self._reader.read(query, self._vector(query))
        if not len(candidates.positions) or not self._matches(query, candidates):
            return ()
        ids = [self._keyword_index.ids[i] for i in candidates.positions.tolist()]
        scores = _shares(self._fusion.score(candidates.features))
        return tuple(
            self._hit(ids[i], float(scores[i]), candidates, i)
            for i in top_positions(scores, ids, limit)
        )

    def _vector(self, query: str) -> NDArray[np.float32]:
        vector: NDArray[np.float32] = self._encoder.encode_queries([query])[0]
        return vector

    def _matches(self, query: str, candidates: Candidates) -> bool:
        if len(fold(query).strip("。，？！?!., ")) == 1:
            return bool(candidates.keyword.max() > 0)
        words = np.maximum(candidates.column("coverage_bigrams"), candidates.column("numbers"))
        return bool(words.max() > 0 or candidates.dense.max() > self._noise + NOISE_MARGIN)

    @cached_property
    def _noise(self) -> float:
        """The cosine of the passage that is nearest to any small talk."""
        nearest = [self._dense_index.search(self._vector(words), 1) for words in _SMALL_TALK]
        return max((found[0][1] for found in nearest if found), default=1.0)

    def _hit(self, passage_id: str, score: float, candidates: Candidates, row: int) -> Hit:
        by_words = bool(candidates.keyword[row] > 0)
        by_meaning = bool(candidates.in_dense[row])
        return Hit(
            passage=self._passages[passage_id],
            score=score,
            found_by=("keyword",) * by_words + ("dense",) * by_meaning,
            dense=float(candidates.dense[row]) if by_meaning else None,
            keyword=float(candidates.keyword[row]) if by_words else None,
        )


def _shares(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Softmax: in the order of `scores`, adding up to 1."""
    powers = np.exp(scores - scores.max())
    return np.asarray(powers / powers.sum(), dtype=np.float32)
