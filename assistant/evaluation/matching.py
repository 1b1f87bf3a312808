"""Comparing what a question expects with what an answer says.

The rule of the question sets: NFKC, white space and punctuation left out. Two
guards make the figures defensible: the decimal point inside a number stays
(8.5 is not 85), and a spelling that begins or ends with a digit does not match
inside a longer number (6 is not found in 16).
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.types import Span

# NFKC turns the full-width wave dash of ranges into this symbol; it is punctuation in use.
_PUNCTUATION_SYMBOLS = frozenset("~")
_DIGITS = frozenset("0123456789")


@dataclass(frozen=True, slots=True)
class Comparable:
    """A text made comparable; `places[i]` is the index in the original of `key[i]`.

    `left[i]` and `right[i]` tell whether a digit (or a decimal point with a digit)
    stands directly before or after `key[i]` in the original.
    """

    key: str
    places: tuple[int, ...]
    left: tuple[bool, ...]
    right: tuple[bool, ...]


def _is_dropped(character: str) -> bool:
    if character.isspace() or character in _PUNCTUATION_SYMBOLS:
        return True
    return unicodedata.category(character)[0] in "PZC"


def comparable(text: str) -> Comparable:
    """`text` in NFKC without white space, punctuation and control characters."""
    characters: list[str] = []
    origins: list[int] = []
    for place, original in enumerate(text):
        for character in unicodedata.normalize("NFKC", original):
            characters.append(character)
            origins.append(place)
    digits = [character in _DIGITS for character in characters]
    last = len(characters) - 1
    # A point between two digits is part of the number.
    points = [
        character == "." and 0 < i < last and digits[i - 1] and digits[i + 1]
        for i, character in enumerate(characters)
    ]
    numeric = [digit or point for digit, point in zip(digits, points, strict=True)]
    kept = [i for i, c in enumerate(characters) if points[i] or not _is_dropped(c)]
    return Comparable(
        key="".join(characters[i] for i in kept),
        places=tuple(origins[i] for i in kept),
        left=tuple(i > 0 and numeric[i - 1] for i in kept),
        right=tuple(i < last and numeric[i + 1] for i in kept),
    )


def find_spelling(text: Comparable, spelling: str) -> Iterator[Span]:
    """Every place of `spelling` in the original text, left to right, without overlap.

    >>> [list(find_spelling(comparable(t), "6")) for t in ("第 6 位", "第16位")]
    [[Span(start=2, end=3)], []]
    """
    key = comparable(spelling).key
    start = text.key.find(key) if key else -1
    while start >= 0:
        end = start + len(key)
        cut_left = key[0] in _DIGITS and text.left[start]
        cut_right = key[-1] in _DIGITS and text.right[end - 1]
        if cut_left or cut_right:
            start = text.key.find(key, start + 1)
            continue
        yield Span(text.places[start], text.places[end - 1] + 1)
        start = text.key.find(key, end)


def find_fact(text: Comparable, spellings: Sequence[str]) -> Span | None:
    """The first place of any accepted spelling, in the order of the spellings; None if absent."""
    for spelling in spellings:
        for span in find_spelling(text, spelling):
            return span
    return None


def holds(text: str, spellings: Sequence[str]) -> bool:
    """Whether `text` contains one of the accepted spellings."""
    return find_fact(comparable(text), spellings) is not None
