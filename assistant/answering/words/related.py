"""Words used alike: what a question says in other words than the documents do.

The vectors are learned from news, laws and people's questions by
`python -m benchmarks.fit_related --write`; words are pairs of characters.
"""

from collections.abc import Collection, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.answering.words.forest import MODELS

FILE = "related.safetensors"
# Of words paired at random 99 in 100 are less alike.
UNRELATED = 0.3
# How alike two words must be used to be counterparts (粮食 and 油料), from 0 to 1.
ALIKE = 0.3

Numbers = NDArray[np.int32]


class RelatedWords:
    """The learned words and how alike they are."""

    def __init__(self, words: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """`vectors` (len(words), dim) have rows of unit length."""
        self.words = tuple(words)
        self._numbers = {word: place for place, word in enumerate(words)}
        self._vectors = vectors

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> "RelatedWords":
        """The shipped ones."""
        from safetensors.numpy import load_file

        tensors = load_file(MODELS / FILE)
        words = [chr(first) + chr(second) for first, second in tensors["words"].tolist()]
        vectors = tensors["vectors"].astype(np.float32)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return cls(words, vectors)

    def __contains__(self, word: str) -> bool:
        return word in self._numbers

    def numbers(self, words: Collection[str]) -> Numbers:
        """The numbers of those of the words that were learned, ascending."""
        found = sorted(self._numbers[word] for word in words if word in self._numbers)
        return np.array(found, dtype=np.int32)

    def likeness(self, words: Sequence[str], among: Numbers | None = None) -> NDArray[np.float32]:
        """How alike each word is to every learned one, (len(words), number of words).

        From 0 for what is no nearer than chance to 1 for the word itself; a
        word that was not learned is like none. With `among`, the numbers of the
        words that matter, all others are left at 0: much less to compute.
        """
        rows = np.array([self._numbers.get(word, -1) for word in words], dtype=np.int64)
        others = self._vectors if among is None else self._vectors[among]
        cosines = self._vectors[rows] @ others.T
        cosines[rows < 0] = 0.0
        alike: NDArray[np.float32] = (cosines - UNRELATED) / np.float32(1.0 - UNRELATED)
        alike = alike.clip(0.0, 1.0)
        if among is None:
            return alike
        likeness = np.zeros((len(rows), len(self.words)), dtype=np.float32)
        likeness[:, among] = alike
        return likeness


def said_alike(words: Collection[str], others: Collection[str]) -> bool:
    """Whether one of the words is among the others, or used like one of them (增幅, 增长)."""
    if not set(words).isdisjoint(others):
        return True
    related = RelatedWords.load()
    numbers = related.numbers(others)
    return bool(numbers.size and (related.likeness(sorted(words))[:, numbers] >= ALIKE).any())
