"""The lines of a newspaper page in their context: broken sentences joined, verse and notes known.

A line that looks like a title by itself may be the first words of a
paragraph, verse, or a name; what stands around it tells.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.ingest.bylines import (
    Signature,
    affiliation,
    byline,
    close_up,
    closing_byline,
    is_news_start,
    opens_affiliation,
    split_tail,
)
from assistant.ingest.furniture import strip_jump
from assistant.ingest.joining import NEVER_FIRST, PrintedLine, ends_sentence, glue, joins
from assistant.ingest.labels import note_label, note_start
from assistant.ingest.lines import Kind, classify
from assistant.ingest.names import is_bare_name

SIGNED = (Kind.BYLINE, Kind.CLOSING_BYLINE, Kind.AFFILIATION)
LABELS = (Kind.LABEL, Kind.GENRE)
_SHORTEST_FRAGMENT = 20  # characters; a shorter line is a subhead
_NEVER_LAST = "的和与及或为在对把被从向以将并而且由使让就也都又再更还至"


@dataclass(slots=True)
class Item:
    """A line in its context. `begins` says that a new article's text begins with it."""

    kind: Kind
    text: str
    signature: Signature | None = None
    note: str = ""
    begins: bool = False


def items_of(lines: Sequence[PrintedLine]) -> tuple[list[Item], list[str]] | None:
    """The page's items and the lines that belong to no article.

    None where nothing shows a newspaper page: no byline, no affiliation note,
    no news item's beginning, no editor's note.
    """
    items, dropped = _items(lines)
    _find_bare_names(items)
    if not any(item.kind in (*SIGNED, Kind.NOTE_LABEL) or starts_item(item) for item in items):
        return None
    _find_fragments(items)
    items = _join(items, dropped)
    _settle_verse(items)
    return _settle_notes(items), dropped


def starts_item(item: Item) -> bool:
    """Whether a paragraph begins an article by itself: 本报讯, 编者按：."""
    return item.kind is Kind.TEXT and (is_news_start(item.text) or bool(note_start(item.text)))


def _items(lines: Sequence[PrintedLine]) -> tuple[list[Item], list[str]]:
    items: list[Item] = []
    dropped: list[str] = []
    waiting = ""  # an affiliation note that a column end broke
    for line in lines:
        text = line.text
        if waiting:
            text, waiting = waiting + text, ""
        if opens_affiliation(text):
            waiting = text
            continue
        text = strip_jump(text)
        kind = classify(text) if text else Kind.FURNITURE
        if kind is Kind.FURNITURE:
            dropped.append(line.text)
            continue
        if text != line.text and text in line.text:
            dropped.append(line.text.replace(text, "", 1).strip())
        text, tail = split_tail(text) if kind is Kind.TEXT else (text, "")
        items.append(_item(kind, text))
        if tail:
            items.append(_item(Kind.AFFILIATION, tail))
    if waiting:
        items.append(_item(Kind.TEXT, waiting))
    return items, dropped


def _item(kind: Kind, text: str) -> Item:
    if kind is Kind.BYLINE:
        return Item(kind, text, byline(text))
    if kind is Kind.CLOSING_BYLINE:
        return Item(kind, text, closing_byline(text))
    if kind is Kind.AFFILIATION:
        return Item(kind, text, affiliation(text) or Signature(text))
    return Item(kind, text)


def _find_bare_names(items: list[Item]) -> None:
    """A line of names alone between a title and a paragraph is a byline."""
    for before, item, after in zip(items, items[1:], items[2:], strict=False):
        names = close_up(item.text)
        parts = names.replace("、", " ").split()
        if (
            item.kind is Kind.SHORT
            and len(parts) <= 4
            and all(is_bare_name(part) for part in parts)
            and before.kind in (Kind.SHORT, *LABELS)
            and not is_bare_name(before.text)
            and after.kind is Kind.TEXT
            and len(after.text) >= 40
        ):
            item.kind = Kind.BYLINE
            item.signature = Signature(names, names)


def _find_fragments(items: list[Item]) -> None:
    """The first words of a paragraph that a column end broke early look like a title.

    They are text where a byline with its title stands before them, or where
    they plainly break off; unless the article has other short lines, which
    makes them subheads.
    """
    for index, item in enumerate(items[:-1]):
        if item.kind is not Kind.SHORT or items[index + 1].kind is not Kind.TEXT:
            continue
        digits = any(map(str.isdecimal, item.text))
        if len(item.text) < _SHORTEST_FRAGMENT or not (digits or "，" in item.text):
            continue
        if starts_item(items[index + 1]) or _is_series(items, index):
            continue
        before = kind_at(items, index - 1)
        titled = before is Kind.BYLINE and Kind.SHORT in (
            kind_at(items, index - 2),
            kind_at(items, index - 3),
        )
        breaks_off = digits or item.text[-1] in _NEVER_LAST
        if titled or (before in (Kind.TEXT, Kind.BYLINE) and breaks_off):
            item.kind = Kind.TEXT


def _is_series(items: Sequence[Item], index: int) -> bool:
    """Whether the article has other short lines between its paragraphs."""
    for step in (-1, 1):
        place = index + step
        while 0 <= place < len(items) and items[place].kind not in SIGNED:
            between = (
                kind_at(items, place - 1) is Kind.TEXT and kind_at(items, place + 1) is Kind.TEXT
            )
            if items[place].kind is Kind.SHORT and between:
                return True
            place += step
    return False


def _join(items: list[Item], dropped: list[str]) -> list[Item]:
    """Sentences broken by column ends made whole, over labels that stand in between."""
    result: list[Item] = []
    for index, item in enumerate(items):
        last = len(result) - 1
        labels = 0
        while last >= 0 and result[last].kind is Kind.LABEL and labels < 2:
            last -= 1
            labels += 1
        if last >= 0 and _goes_on(result[last], item, items[index + 1 :]):
            dropped.extend(label.text for label in result[last + 1 :])
            del result[last + 1 :]
            result[last].text = glue(result[last].text, item.text)
            result[last].kind = Kind.TEXT
            if not ends_sentence(result[last].text):
                continue
            text, tail = split_tail(result[last].text)
            result[last].text = text
            if tail:
                result.append(_item(Kind.AFFILIATION, tail))
            continue
        result.append(item)
    return result


def _goes_on(last: Item, item: Item, rest: Sequence[Item]) -> bool:
    if item.kind not in (Kind.TEXT, Kind.SHORT):
        return False
    if last.kind is Kind.SHORT and item.text[0] in NEVER_FIRST:
        return True  # what seemed a title was the beginning of this sentence
    if last.kind is not Kind.TEXT:
        return False
    if starts_item(item) or not joins(last.text, item.text):
        return False
    # A short line is a title where a byline follows, unless the sentence plainly goes on.
    return item.kind is Kind.TEXT or last.text[-1] in "，、" or not _byline_follows(rest)


def _byline_follows(rest: Sequence[Item]) -> bool:
    for item in rest[:4]:
        if item.kind is Kind.BYLINE or starts_item(item):
            return True
        if item.kind not in (Kind.SHORT, *LABELS):
            return False
    return False


def _settle_verse(items: list[Item]) -> None:
    """Many short lines in a row are verse or a list; only the one before a byline is a title."""
    index = 0
    while index < len(items):
        end = index
        while end < len(items) and items[end].kind is Kind.SHORT:
            end += 1
        count = end - index
        after_byline = index > 0 and items[index - 1].kind is Kind.BYLINE
        before_byline = end < len(items) and items[end].kind is Kind.BYLINE
        at_start = index == 0
        if count >= 4 or (after_byline and count == 3 and not before_byline):
            keep = 0 if at_start else index  # a page's first lines keep one title too
            stop = end - 1 if before_byline else end
            start = index + 1 if keep == 0 and not before_byline else index
            for item in items[start:stop]:
                item.kind = Kind.TEXT
        index = max(end, index + 1)


def _settle_notes(items: list[Item]) -> list[Item]:
    """Editor's notes marked, and a note that stands between a head and its text moved before it."""
    result = list(items)
    index = 0
    while index < len(result):
        item = result[index]
        if item.kind is Kind.TEXT and note_start(item.text):
            index = _set_note(result, index, index, note_start(item.text))
        elif item.kind is Kind.NOTE_LABEL and kind_at(result, index + 1) is Kind.TEXT:
            index = _set_note(result, index, index + 1, note_label(item.text))
        else:
            index += 1
    return result


def kind_at(items: Sequence[Item], index: int) -> Kind | None:
    """The kind of the item at `index`; None outside the page."""
    return items[index].kind if 0 <= index < len(items) else None


def _set_note(items: list[Item], mark: int, first: int, label: str) -> int:
    """Mark the note that begins at `first`; returns the index after it."""
    end = first
    while kind_at(items, end) is Kind.TEXT and not (end > first and items[end].begins):
        end += 1
    closing = gap_at(items, end)
    heads = any(item.kind in (Kind.SHORT, Kind.BYLINE) for item in closing)
    if not heads or mark == first:
        end = first + 1
        closing = gap_at(items, end)
    for item in items[first:end]:
        item.note = label
    items[first].begins = True
    if kind_at(items, end) is Kind.TEXT:
        items[end].begins = True
    start = mark
    while start > 0 and items[start - 1].kind in (Kind.SHORT, Kind.BYLINE):
        start -= 1
    head = items[start:mark]
    own_title = any(item.kind is Kind.SHORT for item in closing) and not any(
        item.kind is Kind.BYLINE for item in head
    )
    if head and not own_title:
        items[start:end] = [*items[mark:end], *head]
    return end


def gap_at(items: Sequence[Item], index: int) -> list[Item]:
    """The items from `index` on that are no text."""
    end = index
    while end < len(items) and items[end].kind is not Kind.TEXT:
        end += 1
    return list(items[index:end])
