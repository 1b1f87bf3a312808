"""An article cut into printed lines with their offsets, for the reader."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from assistant.serialise import article_to_dict
from assistant.types import ITEM_LEVEL, Article, Point
from assistant.web.examples import point_topic
from assistant.web.links import article_link

_BAR = re.compile(r"( \|(?: |$))")  # as table_row writes it
# A cell's width in characters, a letter or figure being half of one: up to here it stays on one
# line, and from there on it gets room for a sentence. As in text.js and the widget's reader.js.
_SHORT_CELL = 7
_LONG_CELL = 40


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: `article.text[start : start + len(text)] == text`. `role` styles it.

    "row" is a row of a table, the rest are the names of fields, "heading", "item" and "text".
    `page` is the number of the page whose first whole line it is, else None.
    """

    start: int
    text: str
    role: str
    page: int | None = None

    @property
    def parts(self) -> list[str]:
        """A row's cells with the bars between them: together they are the text."""
        return _BAR.split(self.text)


def cell_class(text: str) -> str:
    """How a cell of a table is styled by its length.

    >>> cell_class("75400"), cell_class("完善公共充电设施的建设")
    ('cell short', 'cell')
    """
    width = sum(0.5 if char.isascii() else 1.0 for char in text)
    return "cell short" if width <= _SHORT_CELL else "cell long" if width > _LONG_CELL else "cell"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the article's table of contents."""

    topic: str
    href: str


@dataclass(frozen=True, slots=True)
class ArticleView:
    """All that the reader page shows."""

    article: Article
    blocks: tuple[tuple[Line, ...], ...]
    contents: tuple[Entry, ...]


def article_lines(article: Article) -> tuple[Line, ...]:
    """The text's lines that are not blank, in order, each with where it starts."""
    # A date or source may stand in a paragraph, which stays one.
    shown = ("title", "author", "affiliation", "column")
    fields = {field.start: field.name for field in article.fields if field.name in shown}
    headings = {each.start for each in article.headings if each.level < ITEM_LEVEL}
    items = {each.start for each in article.headings if each.level >= ITEM_LEVEL}
    lines: list[Line] = []
    start = 0
    last: int | None = None
    for text in article.text.split("\n"):
        if text.strip():
            inside = [name for at, name in fields.items() if start <= at < start + len(text)]
            heading = any(start <= at < start + len(text) for at in headings)
            item = "item" if start in items else "text"
            role = inside[0] if inside else "heading" if heading else item
            page = article.page_at(start)
            lines.append(Line(start, text, role, page if page != last else None))
            last = page
        start += len(text) + 1
    return tuple(_with_rows(lines))


def _with_rows(lines: Sequence[Line]) -> list[Line]:
    """The lines, those with cells that stand under one another as rows of a table."""
    cells = [line.role == "text" and _BAR.search(line.text) is not None for line in lines]
    beside = [any(cells[max(n - 1, 0) : n]) or any(cells[n + 1 : n + 2]) for n in range(len(lines))]
    return [
        replace(line, role="row") if row and near else line
        for line, row, near in zip(lines, cells, beside, strict=True)
    ]


def _blocks(lines: Sequence[Line]) -> tuple[tuple[Line, ...], ...]:
    """The rows of one table together, every other line alone."""
    keys = [line.role == "row" or line.start for line in lines]
    pairs = groupby(zip(keys, lines, strict=True), key=lambda pair: pair[0])
    return tuple(tuple(line for _, line in group) for _, group in pairs)


def article_data(article: Article) -> dict[str, Any]:
    """The article as JSON values for the panel beside the chat."""
    known = article_to_dict(article)
    del known["text"]
    return known | {
        "href": article_link(article.id),
        "lines": [[line.start, line.text, line.role, line.page] for line in article_lines(article)],
    }


def article_view(article: Article, outline: Point) -> ArticleView:
    """The reader page's values; the contents are the first level of the outline."""
    contents = tuple(
        Entry(point_topic(point), article_link(article.id, point.start, point.end))
        for point in outline.children
        if point.kind in ("heading", "section", "item") and point_topic(point)
    )
    return ArticleView(article, _blocks(article_lines(article)), contents)
