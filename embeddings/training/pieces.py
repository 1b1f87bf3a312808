"""Relations of the vocabulary's pieces: the smaller ones each is made of, and its synonyms."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_Finder = Callable[[str, Mapping[str, int]], list[int]]


@dataclass(frozen=True)
class PieceParts:
    """For each token its parts, flat: parts of t are `parts[offsets[t]:offsets[t + 1]]`."""

    parts: NDArray[np.int32]
    offsets: NDArray[np.int64]

    def of(self, token: int) -> NDArray[np.int32]:
        """The parts of one token; empty for a character or unknown token."""
        return self.parts[self.offsets[token] : self.offsets[token + 1]]


def inner_parts(vocabulary: Mapping[str, int], skip: int) -> PieceParts:
    """All pieces of one or two characters inside each longer piece; Latin and digits as a whole.

    A two-character piece has its characters as parts; token `skip` (unknown) has none.
    """
    return _collect(vocabulary, skip, _grams)


def splits(vocabulary: Mapping[str, int], skip: int) -> PieceParts:
    """One way to cut each piece in two or more: longest known pieces first, never itself."""
    return _collect(vocabulary, skip, _greedy)


def synonyms(vocabulary: Mapping[str, int], pairs: Iterable[tuple[str, str]]) -> PieceParts:
    """The synonyms of each piece that are pieces themselves; `pairs` hold in both directions."""
    found: list[set[int]] = [set() for _ in range(max(vocabulary.values()) + 1)]
    for first, second in pairs:
        one, other = vocabulary.get(first), vocabulary.get(second)
        if one is not None and other is not None and one != other:
            found[one].add(other)
            found[other].add(one)
    return _flat([sorted(each) for each in found])


def _collect(vocabulary: Mapping[str, int], skip: int, find: _Finder) -> PieceParts:
    size = max(vocabulary.values()) + 1
    lists: list[list[int]] = [[] for _ in range(size)]
    for piece, token in vocabulary.items():
        if token != skip and len(piece) > 1 and "一" <= piece[0] <= "鿿":
            lists[token] = find(piece, vocabulary)
    return _flat(lists)


def _flat(lists: list[list[int]]) -> PieceParts:
    lengths = np.array([0, *map(len, lists)], dtype=np.int64)
    flat = np.array([part for parts in lists for part in parts], dtype=np.int32)
    return PieceParts(flat, np.cumsum(lengths))


def _grams(piece: str, vocabulary: Mapping[str, int]) -> list[int]:
    found = [vocabulary[character] for character in piece if character in vocabulary]
    if len(piece) > 2:
        pairs = (piece[start : start + 2] for start in range(len(piece) - 1))
        found.extend(vocabulary[pair] for pair in pairs if pair in vocabulary)
    return found


def _greedy(piece: str, vocabulary: Mapping[str, int]) -> list[int]:
    found: list[int] = []
    start = 0
    while start < len(piece):
        longest = len(piece) - 1 if start == 0 else len(piece) - start
        for length in range(longest, 0, -1):
            token = vocabulary.get(piece[start : start + length])
            if token is not None:
                found.append(token)
                start += length
                break
        else:
            return []
    return found
