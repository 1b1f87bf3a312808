"""Finding a citation's place again in an article that may have changed since."""

import re
from bisect import bisect_right
from collections.abc import Iterator
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
    if citation.text_hash == article.text_hash and own.of(text) == quote:
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
    runs = list(_PRINTED.finditer(text))
    ends = list(accumulate(run.end() - run.start() for run in runs))  # without white space

    def printed(place: int) -> int:
        run = bisect_right(ends, place)
        return runs[run].end() - (ends[run] - place)

    starts = _starts("".join(run.group() for run in runs), bare)
    return [Span(printed(start), printed(start + len(bare) - 1) + 1) for start in starts]
