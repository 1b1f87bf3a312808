"""The lines of a newspaper page in their context: names, titles, broken sentences, notes known.

A line that looks like a title by itself may be the first words of a
paragraph, verse, or a name; what stands around it tells.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.ingest.bylines import opens_affiliation, split_tail
from assistant.ingest.furniture import is_bare_date, strip_jump
from assistant.ingest.items import SIGNED, Item, item_of, kind_at, starts_item
from assistant.ingest.joining import PrintedLine
from assistant.ingest.lines import Kind, classify
from assistant.ingest.mending import join_items, settle_verse
from assistant.ingest.notes import settle_notes
from assistant.ingest.signing import find_signatures, join_posts
from assistant.ingest.titles import begins_with_dash

_SHORTEST_FRAGMENT = 20  # characters; a shorter line is a subhead
_TOP_LINES = 6  # of a page: its name, date, number
_IN_BRACKETS = re.compile(
    r"^(?:[（(][^（）()]{3,}[）)]|[【\[〔](?:责任)?(?:编辑|责编)\s*[:：][^【】\[\]]{2,}[】\]〕])$"
)
_NEVER_LAST = "的和与及或为在对把被从向以将并而且由使让就也都又再更还至"


def items_of(lines: Sequence[PrintedLine]) -> tuple[list[Item], list[str]] | None:
    """The page's items and the lines that belong to no article.

    None where nothing shows a newspaper page: no byline, no affiliation note,
    no news item's beginning, no editor's note.
    """
    items, dropped = _items(lines)
    find_signatures(items)
    if not any(item.kind in (*SIGNED, Kind.NOTE_LABEL) or starts_item(item) for item in items):
        return None
    _attach_subtitles(items)
    _find_fragments(items)
    items = join_items(items, dropped)
    join_posts(items)
    _settle_brackets(items)
    settle_verse(items)
    return settle_notes(items), dropped


def _items(lines: Sequence[PrintedLine]) -> tuple[list[Item], list[str]]:
    items: list[Item] = []
    dropped: list[str] = []
    waiting = ""  # an affiliation note that a column end broke
    for number, line in enumerate(lines):
        text = line.text
        if waiting:
            text, waiting = waiting + text, ""
        if opens_affiliation(text):
            waiting = text
            continue
        printed, text = text, strip_jump(text)
        kind = classify(text) if text else Kind.FURNITURE
        at_top = number < _TOP_LINES and is_bare_date(text)
        if kind is Kind.FURNITURE or at_top:
            dropped.append(printed)
            continue
        if text != printed and text in printed:
            dropped.append(printed.replace(text, "", 1).strip())
        text, tail = split_tail(text) if kind is Kind.TEXT else (text, "")
        items.append(replace(item_of(kind, text), bullet=line.bullet))
        if tail:
            items.append(item_of(Kind.AFFILIATION, tail))
    if waiting:
        items.append(item_of(Kind.TEXT, waiting))
    return items, dropped


def _attach_subtitles(items: list[Item]) -> None:
    """A line that begins with a dash is the second half of the title above it."""
    for index in range(len(items) - 1, 0, -1):
        title, line = items[index - 1], items[index]
        if title.kind is Kind.SHORT and line.kind is Kind.SHORT and begins_with_dash(line.text):
            title.text += line.text
            del items[index]


def _settle_brackets(items: Sequence[Item]) -> None:
    """（未完待续）, 【编辑：何静】 under a paragraph ends the text; it is no title."""
    for index, item in enumerate(items):
        under_text = kind_at(items, index - 1) is Kind.TEXT
        if item.kind is Kind.SHORT and under_text and _IN_BRACKETS.match(item.text):
            item.kind = Kind.TEXT


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
