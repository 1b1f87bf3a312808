"""The informative terms of a question, weighted by how rare they are in the library."""

import math
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from assistant.text import tokens
from assistant.types import TermStatistics


@dataclass(frozen=True, slots=True)
class Term:
    """A search token with its inverse document frequency; `known` when the library has it."""

    token: str
    weight: float
    known: bool


@dataclass(frozen=True, slots=True)
class Terms:
    """The distinct terms of a question's topic, in order."""

    items: tuple[Term, ...]

    def __iter__(self) -> Iterator[Term]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    @property
    def mass(self) -> float:
        """The sum of all weights."""
        return sum(term.weight for term in self.items)

    def coverage(self, present: Collection[str]) -> float:
        """The share of the weight whose tokens are in `present`, in [0, 1]; 0 without terms."""
        mass = self.mass
        if not mass:
            return 0.0
        return sum(term.weight for term in self.items if term.token in present) / mass

    def missing(self, present: Collection[str]) -> tuple[Term, ...]:
        """The terms whose tokens are not in `present`."""
        return tuple(term for term in self.items if term.token not in present)


def inverse_document_frequency(token: str, statistics: TermStatistics) -> float:
    """Robertson and Spärck Jones's idf, shifted to stay positive as in BM25."""
    frequency = statistics.document_frequency(token)
    count = statistics.document_count
    return math.log1p((count - frequency + 0.5) / (frequency + 0.5))


def weigh(topic: str, statistics: TermStatistics) -> Terms:
    """The terms of a folded topic string."""
    return Terms(
        tuple(
            Term(
                token,
                inverse_document_frequency(token, statistics),
                statistics.document_frequency(token) > 0,
            )
            for token in dict.fromkeys(tokens(topic))
        )
    )
