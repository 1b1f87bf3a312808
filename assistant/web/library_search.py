"""Finding words in the articles themselves, for the library page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.text import sentences
from assistant.types import Article, Span
from assistant.web.links import article_link

if TYPE_CHECKING:
    from assistant.service import Assistant

MOST_ARTICLES = 30
MOST_OF_ARTICLE = 5  # sentences shown of one article; its count says how many there are
_AROUND = 60  # characters of a long sentence shown on each side of the first hit


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence (or a table's row) of an article that holds the words, and where it has them."""

    sentence: Span
    hits: tuple[Span, ...]


def find_words(article: Article, words: str) -> tuple[Found, ...]:
    """The article's sentences that hold all of `words` (apart by spaces), in order.

    Letters are found in either case; nothing else is taken for the same.
    """
    wanted = [re.compile(re.escape(word), re.IGNORECASE) for word in words.split()]
    if not wanted:
        return ()
    found = (_found(article.text, each, wanted) for each in _around(article.text, wanted[0]))
    return tuple(each for each in found if each is not None)


def _around(text: str, wanted: re.Pattern[str]) -> Iterator[Span]:
    """The sentences that hold the first word; only the lines that have it are cut into them."""
    past = 0
    for hit in wanted.finditer(text):
        if hit.start() < past:
            continue
        start = text.rfind("\n", 0, hit.start()) + 1
        end = text.find("\n", hit.end())
        end = past = len(text) if end < 0 else end
        yield from sentences(text, start, end)


def _found(text: str, sentence: Span, wanted: Sequence[re.Pattern[str]]) -> Found | None:
    each = [list(one.finditer(text, sentence.start, sentence.end)) for one in wanted]
    if not all(each):
        return None
    spans = sorted(hit.span() for hits in each for hit in hits)
    apart: list[Span] = []
    for start, end in spans:
        if not apart or start >= apart[-1].end:
            apart.append(Span(start, end))
    return Found(sentence, tuple(apart))


def search_library(assistant: "Assistant", words: str) -> dict[str, Any]:
    """JSON values: {"articles": how many have it, "entries": [title, href, count, found]}.

    `found` holds sentences as {"href", "parts"}, the parts being [text, whether it is a hit].
    """
    entries: list[dict[str, Any]] = []
    articles = 0
    for article in assistant.articles():
        found = find_words(article, words)
        articles += bool(found)
        if found and len(entries) < MOST_ARTICLES:
            entries.append(
                {
                    "title": article.title,
                    "href": article_link(article.id),
                    "count": len(found),
                    "found": [_shown(article, each) for each in found[:MOST_OF_ARTICLE]],
                }
            )
    return {"articles": articles, "entries": entries}


def _shown(article: Article, found: Found) -> dict[str, Any]:
    start = max(found.sentence.start, found.hits[0].start - _AROUND)
    end = min(found.sentence.end, found.hits[0].end + _AROUND)
    parts: list[list[Any]] = [["…", False]] if start > found.sentence.start else []
    at = start
    for hit in found.hits:
        if hit.end > end:
            break
        parts += [[article.text[at : hit.start], False], [article.text[hit.start : hit.end], True]]
        at = hit.end
    parts.append([article.text[at:end] + ("…" if end < found.sentence.end else ""), False])
    return {
        "href": article_link(article.id, found.sentence.start, found.sentence.end),
        "parts": [part for part in parts if part[0]],
    }
