"""A line of a newspaper page in its context, and the neighbours that it has."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.ingest.author_lines import author_line
from assistant.ingest.bylines import Signature, affiliation, closing_byline
from assistant.ingest.labels import note_start
from assistant.ingest.lines import Kind
from assistant.ingest.news import is_news_start

SIGNED = (Kind.BYLINE, Kind.CLOSING_BYLINE, Kind.AFFILIATION)
LABELS = (Kind.LABEL, Kind.GENRE)


@dataclass(slots=True)
class Item:
    """A line in its context. `begins` says that a new article's text begins with it.

    `bullet` above 0: it is an item of a bulleted list, as the file's markup says.
    """

    kind: Kind
    text: str
    signature: Signature | None = None
    note: str = ""
    begins: bool = False
    bullet: int = 0


def item_of(kind: Kind, text: str) -> Item:
    """The item of a line that was found to be of that kind."""
    if kind is Kind.BYLINE:
        return Item(kind, text, author_line(text))
    if kind is Kind.CLOSING_BYLINE:
        return Item(kind, text, closing_byline(text))
    if kind is Kind.AFFILIATION:
        return Item(kind, text, affiliation(text) or Signature(text))
    return Item(kind, text)


def starts_item(item: Item) -> bool:
    """Whether a paragraph begins an article by itself: 本报讯, 编者按：."""
    return item.kind is Kind.TEXT and (is_news_start(item.text) or bool(note_start(item.text)))


def kind_at(items: Sequence[Item], index: int) -> Kind | None:
    """The kind of the item at `index`; None outside the page."""
    return items[index].kind if 0 <= index < len(items) else None


def gap_at(items: Sequence[Item], index: int) -> list[Item]:
    """The items from `index` on that are no text."""
    end = index
    while end < len(items) and items[end].kind is not Kind.TEXT:
        end += 1
    return list(items[index:end])
