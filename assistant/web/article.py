"""An article cut into printed lines with their offsets, for the reader."""

from dataclasses import dataclass
from typing import Any

from assistant.serialise import article_to_dict
from assistant.types import ITEM_LEVEL, Article, Point
from assistant.web.examples import point_topic
from assistant.web.links import article_link


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: `article.text[start : start + len(text)] == text`. `role` styles it.

    `page` is the number of the page whose first whole line it is, else None.
    """

    start: int
    text: str
    role: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the article's table of contents."""

    topic: str
    href: str


@dataclass(frozen=True, slots=True)
class ArticleView:
    """All that the reader page shows."""

    article: Article
    lines: tuple[Line, ...]
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
    return tuple(lines)


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
    return ArticleView(article, article_lines(article), contents)
