"""Finding a citation's place again in an article that may have changed since."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from assistant.types import Article, Citation, Span

MIN_LOOSE_CHARS = 8  # a shorter quote is looked for as printed only: its words may stand anywhere
_PRINTED = re.compile(r"\S+")


def find_anchor(article: Article, citation: Citation) -> Span | None:
    """Where the citation's quote stands in `article` now; None where it is not there any more.

    An unchanged article gives the citation's own place. Otherwise it is the
    occurrence of the quote nearest to the old offset; line breaks and spaces
    that came or went inside the quote do not matter.
    """
    text, quote = article.text, citation.quote
    own = Span(citation.start, citation.end)
    if own.of(text) == quote and citation.text_hash == article.text_hash:
        return own
    bare = "".join(quote.split())
    if not bare:
        return None
    found = [Span(start, start + len(quote)) for start in _starts(text, quote)]
    if not found and len(bare) >= MIN_LOOSE_CHARS:
        found = _loose(text, bare)
    return min(found, key=lambda span: (abs(span.start - citation.start), span.start), default=None)


def _starts(text: str, wanted: str) -> Iterator[int]:
    """Where the occurrences of `wanted` begin, none within another."""
    start = text.find(wanted)
    while start >= 0:
        yield start
        start = text.find(wanted, start + len(wanted))


def _loose(text: str, bare: str) -> list[Span]:
    """Where `bare` stands in the text with any white space between its characters.

    White space is taken out of the text, since a pattern that allows for it everywhere tries
    every length at every place.
    """
    packed = _packed(text)
    return [
        Span(packed.printed(start), packed.printed(start + len(bare) - 1) + 1)
        for start in _starts(packed.bare, bare)
    ]


@dataclass(frozen=True, slots=True)
class _Packed:
    """A text without white space; `ends` are those of its runs there, `printed_ends` as printed."""

    bare: str
    ends: Sequence[int]
    printed_ends: Sequence[int]

    def printed(self, place: int) -> int:
        """The offset in the text of the character at `place` of `bare`."""
        run = bisect_right(self.ends, place)
        return self.printed_ends[run] - (self.ends[run] - place)


@lru_cache(maxsize=2)  # an export looks for many quotes in one article
def _packed(text: str) -> _Packed:
    runs = [match.span() for match in _PRINTED.finditer(text)]
    ends = list(accumulate(end - start for start, end in runs))
    return _Packed("".join(text.split()), ends, [end for _, end in runs])
