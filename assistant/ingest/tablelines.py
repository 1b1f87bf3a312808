"""Blocks of a sheet as lines: titles and units above, rows under one head, notes below.

Each row is to be understood alone: what was merged over several rows stands in each of them, and
where a line stands between rows the head is printed again under it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.ingest.assembly import Line
from assistant.ingest.forms import filled_cells, form_lines, is_form
from assistant.ingest.grids import Block
from assistant.ingest.halves import halves, side_by_side
from assistant.ingest.joining import is_item
from assistant.ingest.markdown import table_row
from assistant.ingest.tableheads import head_cells, head_rows, is_figure, numbers_columns

TITLE_LEVEL = 3  # below a document's title and a sheet's name
_LONGEST_FIELD_CHARS = 60
_LONGEST_HEAD_CHARS = 16  # of a cell over several columns of a table; a longer one is its title
_FIELD = re.compile(r"[（(]?[^：:|\d（()）]{1,12}[：:].*", re.DOTALL)
_ASIDE = re.compile(
    r"[（(]?(?:计量|金额)?单位[\s：:][^：:]{1,12}[）)]?|[（(]?\d{4}年(?:度|\d{1,2}月(?:\d{1,2}日)?)?[）)]?|"
    r"(?:附[件表]\s*|[一-龥]{0,8}表\s*(?=[\d一二三四五六七八九十]))[\d一二三四五六七八九十]*(?:[-—.]\d+)?\s*[：:]?|"
    r"[一-龥]{0,8}\d{1,2}(?:-\d{1,2})?表"
)


@dataclass(frozen=True, slots=True)
class _Head:
    """A table's head, by the columns of the sheet that it stands over; which hold figures."""

    columns: tuple[int, ...]
    cells: tuple[str, ...]
    figures: frozenset[int]


class TableLines:
    """Reads the blocks of one sheet in their order; a block without a head goes on with the last.

    A line that names the table under it is a heading of TITLE_LEVEL.
    """

    def __init__(self) -> None:
        self._heads: list[_Head] = []  # of the last table, one for each of its halves
        self._after_row = False

    def lines(self, block: Block) -> Iterator[Line]:
        """The lines of a block."""
        first, last = 0, len(block.rows)
        while first < last and _stands_alone(block, first):
            first += 1
        while last > first and _stands_alone(block, last - 1):
            last -= 1
        named = False
        for row in range(first):
            for text in _lines_of(block, row):
                level = TITLE_LEVEL if first < last and not named and may_be_title(text) else 0
                named = named or bool(level)
                yield self._line(text, level)
        table = block.part(range(first, last))
        parts = side_by_side(table)
        if len(parts) > 1:
            for part in parts:
                self._heads = []
                yield from self.lines(part)
        elif first < last:
            yield from self._table(table, has_name=named)
        for row in range(last, len(block.rows)):
            yield from map(self._line, _lines_of(block, row))

    def _table(self, table: Block, has_name: bool) -> Iterator[Line]:
        if is_form(table):
            self._heads = []
            yield from map(self._line, form_lines(table))
            return
        depth = head_rows(table)
        if not (depth and (has_name or self._is_headed(table))) and self._holds(table):
            yield from self._more_rows(table)
            return
        self._heads = []
        parts = halves(table, depth) if depth else []
        for title, part, rows in parts:
            if title:
                yield self._line(title)
            yield from self._headed(part, rows)
        if not parts:
            yield from self._headed(table, depth)

    def _holds(self, table: Block) -> bool:
        """Whether a table stands within the columns of the one above."""
        return set(table.columns) <= {column for head in self._heads for column in head.columns}

    def _is_headed(self, table: Block) -> bool:
        """Whether the first row, without figures, is a head and no row of the table above.

        It is where that has figures in its columns, or the rows under it have.
        """
        first = dict(zip(table.columns, table.texts[0], strict=True))
        known = frozenset(column for head in self._heads for column in head.figures)
        below = _columns_of_figures(table, 1)
        again = any(list(head.cells) == list(table.texts[0]) for head in self._heads)
        return again or any(first.get(column) for column in known | below)

    def _more_rows(self, table: Block) -> Iterator[Line]:
        """Rows of the table above, parted from it by a blank row."""
        for head in self._heads:
            columns = [n for n, column in enumerate(table.columns) if column in head.columns]
            apart = not self._after_row or len(self._heads) > 1
            part = table.part(range(len(table.rows)), columns)
            yield from self._rows(part, 0, head, due=apart and len(head.columns) > 2)

    def _headed(self, table: Block, depth: int) -> Iterator[Line]:
        cells = tuple(head_cells(table, depth)) if depth else ()
        head = _Head(table.columns, cells, _columns_of_figures(table, depth))
        if 0 < depth < len(table.rows) and numbers_columns(table.texts[depth]):
            yield self._line(" ".join(filter(None, table.texts[depth])))
            table = table.part([row for row in range(len(table.rows)) if row != depth])
        if depth:
            self._heads.append(head)
        yield from self._rows(table, depth, head, due=bool(depth))

    def _rows(self, table: Block, start: int, head: _Head, due: bool) -> Iterator[Line]:
        """The rows from `start` on; the head before the first, and again after a line between."""
        printed = not start
        for row in range(start, len(table.rows)):
            if _is_section(table, row):
                yield self._line(" ".join(_lines_of(table, row)))
                due = bool(head.cells) and len(head.columns) > 2
                continue
            if due:
                yield self._row(head.cells, is_head=True)
                due, printed = False, True
            held = dict(zip(table.columns, filled_cells(table, row), strict=True))
            yield self._row([held.get(column, "") for column in head.columns])
        if not printed:
            yield self._row(head.cells, is_head=True)

    def _line(self, text: str, level: int = 0) -> Line:
        self._after_row = False
        return Line(text, level)

    def _row(self, cells: Sequence[str], is_head: bool = False) -> Line:
        apart = self._after_row and is_head
        self._after_row = True
        return Line(row_text(cells), apart=apart)


def _columns_of_figures(table: Block, start: int) -> frozenset[int]:
    """The columns in which most cells from a row on hold figures."""
    found: set[int] = set()
    for number, column in enumerate(table.columns):
        filled = [text for texts in table.texts[start:] if (text := texts[number])]
        if sum(map(is_figure, filled)) * 2 > len(filled):
            found.add(column)
    return frozenset(found)


def row_text(cells: Sequence[str]) -> str:
    """A row as one line; more than two cells keep their places even where they are blank."""
    cells = [" ".join(cell.split()) for cell in cells]
    return table_row(cells) if len(cells) < 3 else " | ".join(cells).strip()


def may_be_title(text: str) -> bool:
    """Whether a line over a table can be its title: no unit, day, number of an annex or note."""
    return (
        1 < len(text) <= _LONGEST_FIELD_CHARS
        and not _ASIDE.fullmatch(text)
        and (text.startswith("附") or not (_FIELD.fullmatch(text) or is_item(text)))
        and text[-1] not in "。，、；：;,:"
        and not is_figure(text)
    )


def _lines_of(block: Block, row: int) -> Iterator[str]:
    """The cells of a row, and what they hold in lines, each by itself."""
    for text in _joined(block, row):
        yield from (line for line in map(str.strip, text.split("\n")) if line)


def _joined(block: Block, row: int) -> list[str]:
    """The texts of a row; 填报单位： in a cell of its own and what stands beside it are one."""
    texts: list[str] = []
    for text in filter(None, block.texts[row]):
        if texts and texts[-1][-1] in "：:":
            texts[-1] += text
        else:
            texts.append(text)
    return texts


def _stands_alone(block: Block, row: int) -> bool:
    """Whether a row is no row of a table: one cell, or fields (制表人：… 日期：…)."""
    own = block.own(row)
    texts = _joined(block, row)
    below = len(block.own(row + 1)) if row + 1 < len(block.rows) else 0
    if len(own) == 1:
        return not below or _FIELD.fullmatch(texts[0]) is not None or not _is_over_some(block, row)
    fields = [text for text in texts if _is_aside(text)]
    named = len(texts) - len(fields)
    stated = any(_FIELD.fullmatch(text) for text in fields)
    return stated and (not named or (named == 1 and below > len(own)))


def _is_aside(text: str) -> bool:
    """Whether a cell is a field, a unit, a day or the number of a table."""
    field = _FIELD.fullmatch(text) is not None and len(text) <= _LONGEST_FIELD_CHARS
    return field or _ASIDE.fullmatch(text) is not None


def _is_over_some(block: Block, row: int) -> bool:
    """Whether a row's one cell stands over the last columns alone, as a head's cell does."""
    column = block.own(row)[0]
    area = block.areas[row][column]
    short = len(block.texts[row][column]) <= _LONGEST_HEAD_CHARS
    return short and area is not None and 0 < area.left < area.right == len(block.columns) - 1


def _is_section(table: Block, row: int) -> bool:
    """Whether a row between others only says what follows: 一、续建项目."""
    own = table.own(row)
    if len(own) != 1 or sum(map(bool, filled_cells(table, row))) > 1:
        return False
    area = table.areas[row][own[0]]
    wide = area is not None and area.left < area.right
    return wide or (own[0] == 0 and not is_figure(table.texts[row][0]))
