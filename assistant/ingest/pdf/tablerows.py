"""The rows of a ruled table: its heads as one row, and rows that no rule parts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.ingest.pdf.pieces import piece_rows
from assistant.ingest.pdf.printed import Box, Piece, around
from assistant.ingest.tableheads import is_figure

_SAME_LINE = 3.0  # points
_BESIDE = 0.6  # of a row's cells have a line where rows are told by their lines
_FEWEST_ROWS = 3  # that lines of words tell; two lines may be one cell's
_BROKEN = 1.5  # in sizes of the type: a line so much shorter than the widest was not broken
_NO_FIGURE = re.compile(r"[-—–―…·*]{1,3}")  # what stands where there is none


@dataclass(frozen=True, slots=True)
class CellLine:
    """A line of text in a cell."""

    box: Box
    text: str
    size: float


Cells = Sequence[Sequence[CellLine]]


def cell_lines(found: Sequence[Piece]) -> list[CellLine]:
    """The pieces of a cell as its lines from top to bottom."""
    return [
        CellLine(around(row), " ".join(piece.text for piece in row), row[0].size)
        for row in piece_rows(found)
    ]


def table_rows(grid: Sequence[Sequence[int]], cells: Cells) -> Iterator[tuple[str, ...]]:
    """The rows of a table whose places name their cells (-1 for none), with one row of heads.

    A head over several columns stands before each of theirs: 投资 总投资, 投资 年度计划. A cell
    merged to the right is given once elsewhere, one merged downwards in each row. A row whose
    cells hold lines beside one another, without a rule between, is as many rows.
    """
    start = 0
    while start < len(grid) and len(set(grid[start])) == 1:
        yield (_text(_lines(grid[start][0], cells)),)  # the table's own title or unit
        start += 1
    if _has_wide_head(grid, cells, start):
        yield from _headed(grid[start], grid[start + 1], cells)
        start += 2
    for row in grid[start:]:
        own = [
            _lines(place, cells)
            for column, place in enumerate(row)
            if place < 0 or column == 0 or row[column - 1] != place
        ]
        yield from _parted(own)


def _lines(place: int, cells: Cells) -> Sequence[CellLine]:
    return cells[place] if place >= 0 else ()


def _has_wide_head(grid: Sequence[Sequence[int]], cells: Cells, start: int) -> bool:
    """Whether a row has a head over several columns, whose parts stand in the row below."""
    if start + 1 >= len(grid):
        return False
    top, below = grid[start], grid[start + 1]
    wide = {place for place in top if place >= 0 and top.count(place) > 1 and place not in below}
    under = {below[n] for n, place in enumerate(top) if place in wide}
    others = [below[n] for n, place in enumerate(top) if place not in wide]
    return len(under) > len(wide) and not any(
        _lines(each, cells) and each not in top for each in others
    )


def _headed(top: Sequence[int], below: Sequence[int], cells: Cells) -> Iterator[tuple[str, ...]]:
    """The heads of two rows as one; then the rows under them that no rule parts from them."""
    columns = [
        [line for place in dict.fromkeys((over, under)) for line in _lines(place, cells)]
        for over, under in zip(top, below, strict=True)
    ]
    figures = [line for place in below for line in _lines(place, cells) if _is_figures(line)]
    first = min((line.box.top for line in figures), default=float("inf")) - _SAME_LINE
    heads = [[line for line in column if line.box.top < first] for column in columns]
    yield tuple(
        _headline(over, under, first, cells) for over, under in zip(top, below, strict=True)
    )
    if any(len(head) < len(column) for head, column in zip(heads, columns, strict=True)):
        yield from _parted(
            [[line for line in column if line.box.top >= first] for column in columns]
        )


def _headline(over: int, under: int, first: float, cells: Cells) -> str:
    parts = (
        _text([line for line in _lines(place, cells) if line.box.top < first])
        for place in dict.fromkeys((over, under))
    )
    return " ".join(filter(None, parts))


def _is_figures(line: CellLine) -> bool:
    """Whether a line is a figure, be it parted in thousands by spaces, or stands for none."""
    text = "".join(line.text.split())
    return is_figure(text) or _NO_FIGURE.fullmatch(text) is not None


def _parted(cells: Cells) -> Iterator[tuple[str, ...]]:
    """A row's cells as one row, or as several where their lines stand beside one another."""
    levels: list[list[float]] = []  # the heights at which lines stand
    for middle in sorted(line.box.middle for lines in cells for line in lines):
        if levels and middle - levels[-1][0] <= _SAME_LINE:
            levels[-1].append(middle)
        else:
            levels.append([middle])
    filled = [lines for lines in cells if lines]
    in_figures = sum(2 * sum(map(_is_figures, lines)) >= len(lines) for lines in filled)
    enough = max(2.0, _BESIDE * len(filled))
    beside = len(filled) > 1 and all(len(level) >= enough for level in levels)
    whole = all(len(lines) == len(levels) for lines in filled)
    told = 2 * in_figures >= len(filled) or (whole and len(levels) >= _FEWEST_ROWS)
    if len(levels) < 2 or not beside or not told:
        if filled:
            yield tuple(map(_text, cells))
        return
    for level in levels:
        yield tuple(
            " ".join(line.text for line in lines if abs(line.box.middle - level[0]) <= _SAME_LINE)
            for lines in cells
        )


def _text(lines: Sequence[CellLine]) -> str:
    """The text of a cell; lines that the cell's width broke are one, others are parted."""
    widest = max((line.box.x1 - line.box.x0 for line in lines), default=0.0)
    text = ""
    for number, line in enumerate(lines):
        if not number:
            text = line.text
            continue
        above = lines[number - 1]
        broken = above.box.x1 - above.box.x0 >= widest - _BROKEN * above.size
        latin = text[-1].isascii() and line.text[0].isascii() and not text[-1].isdigit()
        text += line.text if broken and not latin else f"\n{line.text}"
    return text
