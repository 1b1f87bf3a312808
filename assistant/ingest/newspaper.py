"""A newspaper page's lines into its articles.

The rules are about newspaper pages in general: a byline begins an article,
an affiliation note ends one, titles stand before or after the text that they
belong to, labels and mailboxes belong to the page. A page is split only where
such evidence stands; short lines without it are subheads.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

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
from assistant.ingest.joining import PrintedLine, ends_sentence, glue, joins
from assistant.ingest.labels import is_certain_column, note_label, note_start
from assistant.ingest.lines import Kind, classify
from assistant.ingest.names import is_bare_name

_SIGNED = (Kind.BYLINE, Kind.CLOSING_BYLINE, Kind.AFFILIATION)
_LABELS = (Kind.LABEL, Kind.GENRE)


@dataclass(slots=True)
class Item:
    """A line in its context. `begins` says that a new article's text begins with it."""

    kind: Kind
    text: str
    signature: Signature | None = None
    note: str = ""
    begins: bool = False


@dataclass(slots=True)
class Run:
    """The text of one article between two gaps, and what the gaps give it."""

    body: list[Item] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    bylines: list[Signature] = field(default_factory=list)
    tail: list[Signature] = field(default_factory=list)
    labels: list[Item] = field(default_factory=list)
    note: str = ""

    @property
    def signed(self) -> bool:
        """Whether a byline or a note names the author."""
        return bool(self.bylines) or any(signature.author for signature in self.tail)


@dataclass(frozen=True, slots=True)
class Layout:
    """A page taken apart: gaps[i] stands before runs[i], the last gap after all of them."""

    runs: list[Run]
    gaps: list[list[Item]]
    dropped: tuple[str, ...]


def take_apart(lines: Sequence[PrintedLine]) -> Layout | None:
    """The page's texts and what stands between them; None where nothing shows a newspaper page."""
    items, dropped = _items(lines)
    _find_bare_names(items)
    if not any(item.kind in _SIGNED or _starts_item(item) for item in items) and not any(
        item.kind is Kind.NOTE_LABEL for item in items
    ):
        return None
    items = _join(items, dropped)
    _settle_verse(items)
    items = _settle_notes(items)
    runs, gaps = _runs(items, dropped)
    return Layout(runs, gaps, tuple(dropped))


def _starts_item(item: Item) -> bool:
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
            and before.kind in (Kind.SHORT, *_LABELS)
            and not is_bare_name(before.text)
            and after.kind is Kind.TEXT
            and len(after.text) >= 40
        ):
            item.kind = Kind.BYLINE
            item.signature = Signature(names, names)


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
    if last.kind is not Kind.TEXT or item.kind not in (Kind.TEXT, Kind.SHORT):
        return False
    if _starts_item(item) or not joins(last.text, item.text):
        return False
    # A short line is a title where a byline follows, unless the sentence plainly goes on.
    return item.kind is Kind.TEXT or last.text[-1] in "，、" or not _byline_follows(rest)


def _byline_follows(rest: Sequence[Item]) -> bool:
    for item in rest[:4]:
        if item.kind is Kind.BYLINE or _starts_item(item):
            return True
        if item.kind not in (Kind.SHORT, *_LABELS):
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
        elif item.kind is Kind.NOTE_LABEL and _kind(result, index + 1) is Kind.TEXT:
            index = _set_note(result, index, index + 1, note_label(item.text))
        else:
            index += 1
    return result


def _kind(items: Sequence[Item], index: int) -> Kind | None:
    return items[index].kind if 0 <= index < len(items) else None


def _set_note(items: list[Item], mark: int, first: int, label: str) -> int:
    """Mark the note that begins at `first`; returns the index after it."""
    end = first
    while _kind(items, end) is Kind.TEXT and not (end > first and items[end].begins):
        end += 1
    closing = _gap(items, end)
    heads = any(item.kind in (Kind.SHORT, Kind.BYLINE) for item in closing)
    if not heads or mark == first:
        end = first + 1
        closing = _gap(items, end)
    for item in items[first:end]:
        item.note = label
    items[first].begins = True
    if _kind(items, end) is Kind.TEXT:
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


def _gap(items: Sequence[Item], index: int) -> list[Item]:
    end = index
    while end < len(items) and items[end].kind is not Kind.TEXT:
        end += 1
    return list(items[index:end])


def _runs(items: list[Item], dropped: list[str]) -> tuple[list[Run], list[list[Item]]]:
    runs: list[Run] = []
    gaps: list[list[Item]] = []
    index = 0
    while index < len(items):
        gap = _gap(items, index)
        index += len(gap)
        if index == len(items):
            gaps.append(gap)
            break
        text = items[index]
        if runs and not _is_boundary(gap, text, runs[-1]):
            # A label in the middle is the page's; a word that could be a subhead stays.
            labels = [each for each in gap if is_certain_column(each.text)]
            dropped.extend(each.text for each in labels)
            runs[-1].body.extend(each for each in gap if each not in labels)
        else:
            gaps.append(gap)
            runs.append(Run(note=text.note))
        runs[-1].body.append(text)
        index += 1
    if len(gaps) == len(runs):
        gaps.append([])
    return runs, gaps


def _is_boundary(gap: Sequence[Item], text: Item, run: Run) -> bool:
    """Whether another article begins after the gap."""
    if text.begins or (text.kind is Kind.TEXT and is_news_start(text.text)):
        return True
    if any(item.kind in (*_SIGNED, Kind.NOTE_LABEL) for item in gap):
        return True
    short = any(item.kind is Kind.SHORT for item in gap)
    if run.note and short:
        return True
    return short and any(item.kind in _LABELS for item in gap)
