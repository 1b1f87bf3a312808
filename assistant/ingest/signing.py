"""Which unmarked lines of a page sign a text: names, posts and particulars where they stand.

A line of a name and a post is a byline between a title and a paragraph; the same
line in a list of persons, or between two paragraphs, is none.
"""

import re
from collections.abc import Sequence

from assistant.ingest.author_lines import closing_note, line_under_title, unit_line
from assistant.ingest.bylines import Signature, close_up
from assistant.ingest.credits import credit_line, is_stamp
from assistant.ingest.items import LABELS, SIGNED, Item, kind_at, starts_item
from assistant.ingest.lines import Kind
from assistant.ingest.names import is_bare_name, is_name_beside

SHORTEST_PARAGRAPH_CHARS = 40
_MOST_NAMES = 4
_MOST_BETWEEN = 3  # unit, post, source between the names and the text
_UNMARKED = (Kind.SHORT, Kind.TEXT, Kind.FURNITURE)
# 一、总体要求, 第一章 总则: no article's title.
_NUMBERED = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|第[一二三四五六七八九十百\d]{1,4}[章节条部篇编]|"
    r"[（(]?\d{1,2}(?:[）)、．]|\.(?!\d))|\d\.\d|引言$|结语$|参考文献|附[件录]|注释)"
)
_ABSTRACT = re.compile(
    r"^[\[【〔（(]?(?:内容)?(?:摘\s*要|提\s*要)|^[\[【]?(?:核心提示|导读|编者按|阅读提示)"
)
_OFFICE = re.compile(r"(?:政府|办公[厅室]|委员会|[局厅部院会处署])$")


def is_numbered(text: str) -> bool:
    """Whether a line is a numbered heading within a document: 一、总体要求, 第一章 总则."""
    return _NUMBERED.match(text) is not None


def find_signatures(items: list[Item]) -> None:
    """Mark the unmarked lines that sign a text, in the page's context."""
    _find_closing_notes(items)
    _find_notes_under_titles(items)
    credits = [index for index in range(1, len(items) - 1) if _is_credit(items, index)]
    strong = [index for index in credits if credit_line(items[index].text)]
    _find_posts(items, credits)
    _find_bare_names(items)
    if len(strong) > 1 or any(item.kind in SIGNED for item in items):
        for index in credits:
            found = credit_line(items[index].text) or Signature(items[index].text)
            _sign(items[index], found)
        _find_bare_names(items)


def _find_closing_notes(items: list[Item]) -> None:
    """（陈建国，云江大学教授） after a text, where it ends the page or a title follows.

    Not where such lines also stand between paragraphs: they say who said each.
    """
    ends: list[tuple[Item, Signature]] = []
    for index in range(1, len(items)):
        item = items[index]
        if item.kind not in _UNMARKED or item.text[0] not in "（(【[":
            continue
        if kind_at(items, index - 1) is not Kind.TEXT:
            continue
        found = closing_note(item.text)
        if found is None:
            continue
        if kind_at(items, index + 1) in (Kind.TEXT, Kind.CAPTION):
            return
        ends.append((item, found))
    for item, found in ends:
        item.kind, item.signature = Kind.AFFILIATION, found


def _find_notes_under_titles(items: list[Item]) -> None:
    """A note between a title and its text signs it as a byline does: （作者：陈建国，教授）."""
    for index in range(1, len(items) - 1):
        item = items[index]
        noted = item.kind is Kind.AFFILIATION or (item.kind is Kind.SHORT and item.text[0] in "（(")
        following = items[index + 1]
        over_text = following.kind is Kind.TEXT and len(following.text) >= SHORTEST_PARAGRAPH_CHARS
        if not noted or not _is_under_title(items, index) or not over_text:
            continue
        before = kind_at(items, index - 2)
        if starts_item(following) or before in (Kind.BYLINE, Kind.CLOSING_BYLINE):
            continue
        found = item.signature if item.kind is Kind.AFFILIATION else closing_note(item.text)
        if found is not None and found.author:
            _sign(item, found)


def _is_credit(items: Sequence[Item], index: int) -> bool:
    """Whether a line under a title or byline says where and when the text appeared, not whose."""
    item, above = items[index], items[index - 1]
    if item.kind not in (Kind.SHORT, Kind.TEXT):
        return False
    known = credit_line(item.text) is not None or is_stamp(item.text)
    if not known or not _over_text(items, index, signed=True):
        return False
    if above.kind is Kind.BYLINE:
        return True
    return _is_under_title(items, index) and not _OFFICE.search(above.text)


def _find_posts(items: list[Item], credits: Sequence[int]) -> None:
    """A line of names and posts between a title and a paragraph is a byline.

    Not where such lines also stand between paragraphs, as a talk's speakers do;
    nor, under a text, where nothing else on the page is signed.
    """
    found: list[tuple[int, Signature]] = []
    for index, item in enumerate(items[:-1]):
        if item.kind not in _UNMARKED or index in credits:
            continue
        loose = kind_at(items, index - 1) is Kind.TEXT and kind_at(items, index + 1) is Kind.TEXT
        if not loose and not (_over_text(items, index) and _is_under_title(items, index, credits)):
            continue
        signature = line_under_title(item.text)
        if signature is None or is_bare_name(close_up(item.text)):
            continue
        if not loose:
            found.append((index, signature))
        elif signature.affiliation:
            return
    signed = sum(item.kind in SIGNED for item in items)
    for index, signature in found:
        first = not any(item.kind is Kind.TEXT for item in items[:index])
        if first or signed or len(found) > 1:
            _sign(items[index], signature)


def _find_bare_names(items: list[Item]) -> None:
    """A line of names alone between a title and a paragraph is a byline.

    Where a page has one, a line of names over a paragraph needs no title above; but
    names over their posts that stand between paragraphs are whom the text tells of.
    """
    if any(
        kind_at(items, index - 1) is Kind.TEXT
        and kind_at(items, index + 1) is Kind.SHORT
        and _is_name_over_paragraph(items, index)
        for index in range(1, len(items) - 1)
    ):
        return
    for index in range(len(items) - 1):
        if _is_name_over_paragraph(items, index) and _is_under_title(items, index):
            _sign_names(items[index])
    if any(item.kind is Kind.BYLINE for item in items):
        for index in range(len(items) - 1):
            if _is_name_over_paragraph(items, index, beside=_is_under_title(items, index)):
                _sign_names(items[index])


def _is_under_title(items: Sequence[Item], index: int, credits: Sequence[int] = ()) -> bool:
    if index == 0:
        return False
    above = items[index - 1]
    if index - 1 in credits:
        return _is_under_title(items, index - 1)
    if above.kind in LABELS:
        return True
    if above.kind is not Kind.SHORT or is_numbered(above.text):
        return False
    return line_under_title(above.text) is None


def _is_name_over_paragraph(items: Sequence[Item], index: int, beside: bool = False) -> bool:
    """`beside`: what stands beside the line, as a unit under it does, says that it is a name."""
    item = items[index]
    if item.kind is not Kind.SHORT:
        return False
    is_name = is_name_beside if beside or _is_unit(items[index + 1]) else is_bare_name
    parts = close_up(item.text).replace("、", " ").split()
    named = len(parts) <= _MOST_NAMES and all(map(is_name, parts))
    return named and _over_text(items, index)


def _is_unit(item: Item) -> bool:
    return item.kind in (Kind.SHORT, Kind.TEXT) and unit_line(item.text) is not None


def _over_text(items: Sequence[Item], index: int, signed: bool = False) -> bool:
    """Whether a paragraph follows, be it under a unit or a source; `signed`: or an author."""
    for place in range(index + 1, min(len(items), index + 2 + _MOST_BETWEEN)):
        item = items[place]
        if item.kind is Kind.AFFILIATION:
            continue
        if item.kind is Kind.TEXT and not credit_line(item.text):
            return (
                len(item.text) >= SHORTEST_PARAGRAPH_CHARS or _ABSTRACT.match(item.text) is not None
            )
        between = (
            credit_line(item.text)
            or is_stamp(item.text)
            or unit_line(item.text)
            or (signed and line_under_title(item.text))
        )
        if item.kind not in (Kind.SHORT, Kind.TEXT, Kind.BYLINE) or not between:
            return False
    return False


def _sign_names(item: Item) -> None:
    names = close_up(item.text)
    _sign(item, Signature(names, names))


def _sign(item: Item, signature: Signature) -> None:
    item.kind = Kind.BYLINE
    item.signature = signature


def join_posts(items: list[Item]) -> None:
    """What an author is, between his byline under the title and the text, belongs to the byline.

    A note that ends an article has no byline of the next one's before it.
    """
    for index in range(len(items) - 2, 0, -1):
        signed, note = items[index - 1], items[index]
        if signed.kind is not Kind.BYLINE or signed.signature is None:
            continue
        under_title = index == 1 or kind_at(items, index - 2) in (Kind.SHORT, Kind.BYLINE, *LABELS)
        over_text = kind_at(items, index + 1) in (Kind.TEXT, Kind.BYLINE)
        unit = note.signature if note.kind is Kind.AFFILIATION else None
        if note.kind in (Kind.SHORT, Kind.TEXT):
            unit = unit_line(note.text)
        if unit is None or not under_title or not over_text:
            continue
        gap = "" if unit.line[0] in "（(【[〔" else " "
        signed.text += gap + note.text
        signed.signature = Signature(
            signed.signature.line + gap + unit.line,
            signed.signature.author,
            signed.signature.affiliation or unit.affiliation,
        )
        del items[index]
