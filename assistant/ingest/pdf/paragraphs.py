"""The lines of a PDF's columns as paragraphs, over the ends of lines, columns and pages."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from assistant.ingest.markdown import table_row
from assistant.ingest.pdf.cells import cell_rows, cells_end
from assistant.ingest.pdf.columns import Column, Columns
from assistant.ingest.pdf.furniture import NOTE_MARK, body_size
from assistant.ingest.pdf.paragraph import Paragraph, goes_on, same_paragraph
from assistant.ingest.pdf.pieces import is_wide
from assistant.ingest.pdf.printed import Page, Piece, Table, around
from assistant.ingest.pdf.regions import Item, Region, Row, regions, rows

_SHORT_OF_FULL = 2.3  # in sizes of the type: a line that ends farther from the edge is not full
_INDENT = 0.9  # in sizes of the type
_SET_IN = 0.35  # of the column's width: a line that begins farther in is no paragraph's first
_CENTRED_OFF = 2.6  # in sizes of the type: more than an indent
_TEXT_SIZE = 12.0  # points: titles are larger
_CENTRED = 1.5  # in sizes of the type: how much a line's margins may differ
_WIDE_PITCH = 1.45  # times the usual distance of lines: a blank line
_PARTED_PITCH = 1.14  # a distance that parts paragraphs
_SHORTEST_PITCH = 1.35  # in sizes of the type, as the usual distance
_NOTE_SIZE = 0.93  # of the text's size, at most
_MOST_STOPS = 0.15  # of a slide's lines that are points
_RAISED = re.compile(r"^[\d\s,，*＊†‡①-⑳]+$")
_UNBREAKABLE = re.compile(
    r"^[(（《“]*[A-Za-z0-9][A-Za-z0-9.,%‰℃/+:—–\-]*[一-鿿]?[)）》”，。、；：%]*"
)
_SLACK = 1.0
_LATIN_WIDTH = 0.5  # in sizes of the type
_FLUSH, _FEWEST_FLUSH = 0.7, 3  # in sizes of the type; lines of a block that end together
_ROUNDED = 1.0  # points
_HEAD_ROWS = 3  # of a table, that may be repeated on the next page
# 一、总体要求…………………3: a line of a table of contents.
_CONTENTS = re.compile(
    r"(?<![.．·…⋯‥_])(?<![.．·…⋯‥_]\s)(?:[.．·…⋯‥_]\s?+){3,}+\s*[\dIVXivx]{1,4}\s*$|^目\s*[录次]$"
)


def paragraphs(pages: Sequence[Page]) -> list[Paragraph]:
    """The paragraphs, rows of tables and notes of a document, in reading order.

    A page's notes follow the paragraph that its last line is of.
    """
    body = body_size(pages)
    parted = [_without_notes(page, body) for page in pages]
    cut = [
        (page, region)
        for page, (items, _) in zip(pages, parted, strict=True)
        for region in regions(items)
    ]
    columns = Columns(cut, body)
    notes = {
        page.number: list(_notes(below, page.number))
        for page, (_, below) in zip(pages, parted, strict=True)
    }
    found: list[Paragraph] = []
    waiting: list[Paragraph] = []
    last = 0  # the number of the page before
    for page, region in cut:
        if page.number != last:
            waiting += [
                note for number in range(last, page.number) for note in notes.get(number, [])
            ]
        for place, each in enumerate(_of_region(region, columns.of(page, region))):
            new_page = page.number != last
            if found and not place and goes_on(found[-1], each, columns.indents, new_page):
                found[-1].append(each)
                continue
            if waiting and not each.row:
                found += waiting
                waiting = []
            if not (each.row and _repeats_head(found, each)):
                found.append(each)
        last = page.number
    later = (note for number in notes if number >= last for note in notes[number])
    return [*found, *waiting, *later]


def _without_notes(page: Page, body: float) -> tuple[list[Item], list[Piece]]:
    """What stands on a page, and the notes at its foot: small type under the last of the text's."""
    large = [piece.box.bottom for piece in page.pieces if piece.size > _NOTE_SIZE * body]
    large += [table.box.bottom for table in page.tables]
    last = max(large, default=0.0)
    below = [piece for piece in page.pieces if piece.box.middle > last]
    first = min(below, key=lambda each: (round(each.box.middle), each.box.x0), default=None)
    if first is None or not large or not NOTE_MARK.match(first.text):
        return [*page.pieces, *page.tables], []
    return [*(piece for piece in page.pieces if piece not in below), *page.tables], below


def _notes(pieces: Sequence[Piece], page: int) -> Iterator[Paragraph]:
    note: Paragraph | None = None
    for row in rows(pieces):
        if note is None or NOTE_MARK.match(row.text):
            if note is not None:
                yield note
            note = _line(row, page)
        else:
            note.append(_line(row, page))
    if note is not None:
        yield note


def _line(row: Row, page: int) -> Paragraph:
    longest = max(row.pieces, key=lambda piece: len(piece.text))
    chars = sum(len(piece.text) for piece in row.pieces)
    bold = sum(len(piece.text) for piece in row.pieces if piece.bold) > 0.6 * chars
    cells = len(row.pieces) > 1 and any(len(piece.text) > 1 for piece in row.pieces)
    return Paragraph(row.text, longest.size, bold, [(0, page)], row.box, cells=cells)


def _of_region(region: Region, column: Column) -> Iterator[Paragraph]:
    """The paragraphs and the tables' rows of a region, from top to bottom."""
    tables = [item for item in region.items if isinstance(item, Table)]
    pieces = [item for item in region.items if isinstance(item, Piece)]
    for table in sorted(tables, key=lambda each: each.box.top):
        above = [each for each in pieces if each.box.middle < table.box.top]
        pieces = [each for each in pieces if each.box.middle >= table.box.top]
        yield from _of_lines(rows(above), column)
        for cells in table.rows:
            if any(cells):
                yield Paragraph(
                    table_row(cells), 0.0, False, [(0, column.page)], table.box, row=True
                )
    yield from _of_lines(rows(pieces), column)


def _repeats_head(found: Sequence[Paragraph], row: Paragraph) -> bool:
    """Whether a row on a new page is the head of the table that goes on there."""
    if not found or not found[-1].row or found[-1].places[-1][1] == row.places[0][1]:
        return False
    first = len(found)
    while first and found[first - 1].row:
        first -= 1
    return any(each.text == row.text for each in found[first : first + _HEAD_ROWS])


def _of_lines(lines: Sequence[Row], column: Column) -> Iterator[Paragraph]:
    """The paragraphs of a column's lines; lines of aligned cells are rows of a table."""
    kept = [line for line in lines if not _CONTENTS.search(line.text)]
    number = 0
    text: list[Row] = []
    while number < len(kept):
        end = cells_end(kept, number)
        if end > number:
            yield from _prose(text, column)
            text = []
            for row, cells in cell_rows(kept[number:end]):
                each = _line(row, column.page)
                labelled = len(cells) == 2 and cells[0].endswith(("：", ":"))
                each.text, each.row = "".join(cells) if labelled else table_row(cells), True
                yield each
            number = end
        else:
            text.append(kept[number])
            number += 1
    yield from _prose(text, column)


def _prose(lines: Sequence[Row], column: Column) -> Iterator[Paragraph]:
    lines = _without_raised(lines)
    pitches = [below.box.middle - above.box.middle for above, below in pairwise(lines)]
    usual = median(pitches) if pitches else 0.0
    stops = sum(row.text[-1] in "。；;！？" for row in lines)
    loose = column.slide and stops <= _MOST_STOPS * len(lines)
    current: Paragraph | None = None
    last: Row | None = None
    for row, right in zip(lines, _right_edges(lines, column), strict=True):
        each = _line(row, column.page)
        off, short = row.box.x0 - column.left, column.right - row.box.x1
        each.indented = off > _INDENT * each.size
        each.set_in = off > _SET_IN * (column.right - column.left)
        each.full = right - row.box.x1 <= _SHORT_OF_FULL * each.size
        margins = min(off, short) > _CENTRED_OFF * min(each.size, _TEXT_SIZE)
        each.centred = margins and abs(off - short) <= _CENTRED * each.size
        if last is not None:
            pitch = row.box.middle - last.box.middle
            each.parted = pitch > _PARTED_PITCH * max(usual, each.size)
            each.wide = pitch > _WIDE_PITCH * max(usual, _SHORTEST_PITCH * each.size)
            if current is not None and not current.full:
                # What comes next cannot be broken and did not fit.
                room = right - last.box.x1
                token = _unbreakable(row.text)
                current.full = token > 0 and room <= (token + _SLACK) * each.size
        if current is not None and last is not None and same_paragraph(current, last, each, loose):
            bold = current.bold and each.bold
            current.append(each)
            current.bold, current.box = bold, around([*last.pieces, *row.pieces])
        else:
            if current is not None:
                yield current
            current = each
        last = row
    if current is not None:
        yield current


def _right_edges(lines: Sequence[Row], column: Column) -> list[float]:
    """Where the lines would end if they were full: the column's edge, or that of a block.

    An abstract, a quotation or a box is set off on both sides: lines that begin under one
    another and end together, none at the column's edge.
    """
    edges: list[float] = []
    for block in _blocks(lines):
        right = max(row.box.x1 for row in block)
        size = block[0].pieces[0].size
        inside = column.right - right > _SHORT_OF_FULL * size
        flush = sum(right - row.box.x1 <= _FLUSH * size for row in block) >= _FEWEST_FLUSH
        edges += [right if inside and flush else column.right] * len(block)
    return edges


def _blocks(lines: Sequence[Row]) -> list[list[Row]]:
    """The lines parted where their left edge or their type's size changes."""
    blocks: list[list[Row]] = []
    for row in lines:
        last = blocks[-1][-1] if blocks else None
        size = row.pieces[0].size
        same = (
            last is not None
            and abs(last.pieces[0].size - size) <= _ROUNDED
            and abs(last.box.x0 - row.box.x0) <= _ROUNDED
        )
        if same:
            blocks[-1].append(row)
        else:
            blocks.append([row])
    return blocks


def _without_raised(lines: Sequence[Row]) -> list[Row]:
    """The lines without those of raised marks alone, as authors' names have them over them."""
    raised = {
        number
        for number, (row, below) in enumerate(pairwise(lines))
        if _RAISED.match(row.text)
        and row.pieces[0].size <= _NOTE_SIZE * below.pieces[0].size
        and below.box.middle - row.box.middle <= below.pieces[0].size
    }
    return [row for number, row in enumerate(lines) if number not in raised]


def _unbreakable(text: str) -> float:
    """The width of the figures or Latin letters with which a line begins, in sizes of its type."""
    found = _UNBREAKABLE.match(text)
    if found is None:
        return 0.0
    return sum(1.0 if is_wide(character) else _LATIN_WIDTH for character in found.group())
