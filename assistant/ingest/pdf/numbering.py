"""Where in an article's text the pages of the file begin."""

from bisect import bisect_right
from collections.abc import Sequence

from assistant.ingest.pdf.glyphs import LIST_MARKS
from assistant.ingest.pdf.paragraph import Paragraph
from assistant.types import Article

_BEFORE_WORDS = f"{LIST_MARKS}–—- "  # what the text may not have
_FEWEST_CHARS = 6  # fewer may stand anywhere
_KNOWN_BY_CHARS = 16  # of a paragraph's text on a page, by which it is found again


def page_starts(article: Article, found: Sequence[Paragraph]) -> tuple[tuple[int, int], ...]:
    """Where in an article's text the pages begin that it stands on: (offset, number), in order.

    Titles, bylines and notes are put where they belong after the paragraphs were read, so the
    beginnings of paragraphs are looked for in the text; those that it holds once, in the order
    of most of them, tell where it stands on which page.
    """
    known: list[tuple[int, int]] = []
    for paragraph in found:
        for place, page in paragraph.places:
            words = paragraph.text[place : place + _KNOWN_BY_CHARS].lstrip(_BEFORE_WORDS).rstrip()
            if len(words) >= _FEWEST_CHARS and article.text.count(words) == 1:
                known.append((article.text.index(words), page))
    starts: list[tuple[int, int]] = []
    for at, page in _in_order(known):
        if not starts or page > starts[-1][1]:
            starts.append((at, page))
    return tuple(starts)


def _in_order(known: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of the places that goes on through the text."""
    tails: list[int] = []  # the offset at which the best run of each length ends …
    ends: list[int] = []  # … and which place that is
    before: list[int] = []
    for number, (at, _) in enumerate(known):
        length = bisect_right(tails, at)
        before.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [at]
        ends[length : length + 1] = [number]
    chosen: list[tuple[int, int]] = []
    number = ends[-1] if ends else -1
    while number >= 0:
        chosen.append(known[number])
        number = before[number]
    return chosen[::-1]
