"""Statements before they are numbered: text with the places it rests on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.types import Article, Span

_MARK = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}(?:是|要|、|\.)|[(（][一二三四五六七八九十\d]{1,3}[)）]|"
    r"(?:第[一二三四五六七八九十]{1,3}|首先|其次|再次|最后)[,，、:：]|"
    r"\d{1,2}[.、．)](?!\d(?!\d{3}年))|[①-⑳]|答[:：]|——|[•●■◆▪➢✦·*○□◇◦–-]\s)\s*"
)


@dataclass(frozen=True, slots=True)
class Source:
    """A place in an article."""

    article: Article
    start: int
    end: int

    @property
    def quote(self) -> str:
        """The characters of the place, as printed."""
        return self.article.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement that has yet to pass its check; emphasis is relative to `text`."""

    text: str
    sources: tuple[Source, ...]
    emphasis: tuple[Span, ...] = ()
    group: str = ""
    check: Literal["quote", "metadata", "model"] = "quote"

    def grouped(self, group: str) -> "Draft":
        """The same statement under a heading."""
        return replace(self, group=group)


def quote_draft(
    article: Article, start: int, end: int, emphasis: Sequence[Span] = (), group: str = ""
) -> Draft:
    """A statement that is the article's own characters; `emphasis` in article offsets."""
    inside = tuple(
        Span(span.start - start, span.end - start)
        for span in emphasis
        if start <= span.start and span.end <= end
    )
    return Draft(article.text[start:end], (Source(article, start, end),), inside, group)


def without_mark(text: str, start: int, end: int) -> Span:
    """The span without white space around it and without a leading enumerator."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    match = _MARK.match(text[start:end])
    if match and match.end() < end - start:
        start += match.end()
    return Span(start, end)


def without_contained(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without those whose one place lies within another's (a sentence of a run)."""
    return [draft for draft in drafts if not any(_within(draft, other) for other in drafts)]


def _within(draft: Draft, other: Draft) -> bool:
    if draft.check != "quote" or other.check != "quote" or draft.text == other.text:
        return False
    inner, outer = draft.sources[0], other.sources[0]
    return (
        inner.article.id == outer.article.id
        and outer.start <= inner.start
        and inner.end <= outer.end
    )
