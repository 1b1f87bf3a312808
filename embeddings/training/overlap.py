"""Training text that repeats evaluation text is found by shared runs of 13 characters.

The measure is the one used for contamination checks of language models
(Brown et al., 2020, appendix C, there 13 words): two texts overlap when any 13
characters in a row, without punctuation and white space, are the same.
"""

import re
import unicodedata
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

SHINGLE_CHARS = 13
_BASE = np.uint64(1_000_003)
_NOT_WORD = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """Letters, digits and Chinese characters alone, NFKC and lower case."""
    return _NOT_WORD.sub("", unicodedata.normalize("NFKC", text).lower())


def shingles(text: str, length: int = SHINGLE_CHARS) -> NDArray[np.uint64]:
    """Hashes of all runs of `length` characters of `plain(text)`; (0,) for a shorter text.

    The hash is polynomial modulo 2**64: equal runs have equal hashes, and two
    different runs collide with a chance of about 5e-20.
    """
    points = np.frombuffer(plain(text).encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    count = len(points) - length + 1
    if count <= 0:
        return np.empty(0, dtype=np.uint64)
    result = np.zeros(count, dtype=np.uint64)
    for offset in range(length):
        result = result * _BASE + points[offset : offset + count]
    # A second mixing step spreads the low bits, which a polynomial leaves regular.
    result ^= result >> np.uint64(29)
    return result * np.uint64(0x9E3779B97F4A7C15)


class ShingleSet:
    """The shingles of some texts, to ask which other texts share one with them."""

    def __init__(self, texts: Iterable[str], length: int = SHINGLE_CHARS) -> None:
        """Collect the shingles of `texts`; takes 8 bytes a distinct shingle."""
        self.length = length
        parts = [shingles(text, length) for text in texts]
        self._sorted = np.unique(np.concatenate(parts)) if parts else np.empty(0, np.uint64)

    def __len__(self) -> int:
        return len(self._sorted)

    def overlaps(self, text: str) -> bool:
        """Whether `text` shares a run of `length` characters with the texts."""
        found = shingles(text, self.length)
        if not len(found) or not len(self._sorted):
            return False
        places = np.searchsorted(self._sorted, found)
        places[places == len(self._sorted)] = 0
        return bool(np.any(self._sorted[places] == found))
