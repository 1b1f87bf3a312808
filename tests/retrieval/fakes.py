"""Passages and an encoder that can be checked by eye."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.types import Passage

# The "meaning" of a text: how often it holds the characters of each topic.
TOPICS = ("车汽驾", "碳绿环", "税费钱")


def passage(number: int, text: str, path: tuple[str, ...] = (), article_id: str = "a") -> Passage:
    return Passage(f"{article_id}:{number}", article_id, path, 0, len(text), text)


class TopicEncoder:
    """Counts the characters of three topics; a text of none gets zeros."""

    fingerprint = "topics"
    dim = len(TOPICS)
    parts = (dim,)

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = [[sum(text.count(c) for c in topic) for topic in TOPICS] for text in texts]
        table = np.array(rows, dtype=np.float32).reshape(len(texts), self.dim)
        return table / np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-9)

    def encode_sentences(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self.encode_queries(texts)

    def encode_passages(
        self,
        texts: Sequence[str],
        *,
        show_progress: bool = False,  # noqa: ARG002  the interface of Encoder
    ) -> NDArray[np.float32]:
        return self.encode_queries(texts)


class ListIndex:
    """Cosines of all passages, as `embeddings.faiss_index.FaissIndex` gives them."""

    def __init__(self, passages: Sequence[Passage], encoder: TopicEncoder) -> None:
        self._ids = [p.id for p in passages]
        self._vectors = encoder.encode_passages([p.text for p in passages])

    def search(self, query: NDArray[np.float32], k: int) -> list[tuple[str, float]]:
        found = zip(self._ids, (self._vectors @ query).tolist(), strict=True)
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:k]

    def vectors_of(self, ids: Sequence[str]) -> NDArray[np.float32]:
        rows = [self._ids.index(passage_id) for passage_id in ids]
        return np.asarray(self._vectors[rows], dtype=np.float32).reshape(len(rows), len(TOPICS))
