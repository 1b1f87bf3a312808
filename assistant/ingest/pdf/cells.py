"""Tables without rules: lines whose pieces stand under one another in columns."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from assistant.ingest.joining import is_item
from assistant.ingest.pdf.paragraph import joined
from assistant.ingest.pdf.regions import Row

_SAME_CELLS = 0.62  # of the usual distance: closer lines are of one row
_CLOSER = 0.9  # of the usual distance: a line within one cell
_CELL_PITCH = 2.6  # in sizes of the type: farther apart, lines are not of one table
_BESIDE = 0.9  # in sizes of the type: closer than any two lines of a text
_OUT = 3.2  # in sizes of the type: how far to the left of the table a cell's line may begin
_FILLED = 0.6  # of the table's places
_FEWEST_ROWS = 2
_LONGEST_CELL_CHARS = 40


def cells_end(lines: Sequence[Row], start: int) -> int:
    """Where the lines of cells that stand under one another from `start` end; `start` for none.

    A line of one piece is part of a cell that has several lines, where it stands in a column.
    """
    if not (_is_cells(lines[start]) or (start + 1 < len(lines) and _is_cells(lines[start + 1]))):
        return start
    end = start
    columns: list[tuple[float, float]] = []
    cells: list[Row] = []
    while end < len(lines):
        row = lines[end]
        close = end == start or _pitch(lines[end - 1], row) <= _CELL_PITCH
        if _is_cells(row):
            grown = _cell_columns([*lines[start:end], row])
            if cells and (len(grown) < 2 or not close):
                break
            cells.append(row)
            columns = grown
        elif not close or (columns and not _in_a_column(row, columns)) or is_item(row.text):
            break
        elif columns and not _overlaps(row, columns) and _pitch(lines[end - 1], row) > _BESIDE:
            break  # in no column: only between the lines of cells that have two
        elif columns:
            columns = _cell_columns([*lines[start:end], row])
        end += 1
    filled = sum(len(row.pieces) for row in cells)
    if (
        len(cells) < _FEWEST_ROWS
        or len(columns) < 2
        or filled < _FILLED * len(columns) * len(cells)
    ):
        return start
    if any(not _is_cells(row) and not _in_a_column(row, columns) for row in lines[start:end]):
        return start
    # What follows the last row is part of it only where it stands closer than the rows do.
    first = next(n for n in range(start, end) if _is_cells(lines[n]))
    last = max(n for n in range(start, end) if _is_cells(lines[n]))
    usual = median(_pitch(a, b) for a, b in pairwise(cells))
    if first > start and _pitch(lines[first - 1], lines[first]) >= _CLOSER * usual:
        return start  # a heading
    while last + 1 < end and _pitch(lines[last], lines[last + 1]) < _CLOSER * usual:
        last += 1
    return last + 1


def _pitch(above: Row, below: Row) -> float:
    """The distance of two lines in sizes of the type."""
    return (below.box.middle - above.box.middle) / max(above.pieces[0].size, 1.0)


def _in_a_column(row: Row, columns: Sequence[tuple[float, float]]) -> bool:
    """Whether a line is one piece that stands in one of the columns and clear of the others."""
    if len(row.pieces) > 1:
        return False
    box, slack = row.pieces[0].box, 0.5 * row.pieces[0].size
    held = [x0 < box.x1 and x1 > box.x0 for x0, x1 in columns]
    clear = [x0 < box.x1 + slack and x1 > box.x0 - slack for x0, x1 in columns]
    inside = columns[0][0] - _OUT * row.pieces[0].size <= box.x0
    return sum(held) == sum(clear) <= 1 and (inside or not any(held))


def _overlaps(row: Row, columns: Sequence[tuple[float, float]]) -> bool:
    return any(x0 < row.box.x1 and x1 > row.box.x0 for x0, x1 in columns)


def _is_cells(row: Row) -> bool:
    pieces = row.pieces
    if len(pieces) < 2 or all(len(piece.text) == 1 for piece in pieces):
        return False  # characters spread out
    return all(len(piece.text) <= _LONGEST_CELL_CHARS for piece in pieces[:-1])


def _cell_columns(lines: Sequence[Row]) -> list[tuple[float, float]]:
    """The spans of the width in which pieces of the lines stand."""
    spans = sorted((piece.box.x0, piece.box.x1) for row in lines for piece in row.pieces)
    columns: list[tuple[float, float]] = []
    for x0, x1 in spans:
        if columns and x0 < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], x1))
        else:
            columns.append((x0, x1))
    return columns


def cell_rows(lines: Sequence[Row]) -> list[tuple[Row, list[str]]]:
    """The rows of a table without rules; a line within one cell goes to the row nearest to it."""
    cells = [row for row in lines if _is_cells(row)]
    columns = _cell_columns(lines)
    usual = median(_pitch(a, b) for a, b in pairwise(cells))
    heads = [
        row
        for n, row in enumerate(cells)
        if not n or _pitch(cells[n - 1], row) >= _SAME_CELLS * usual
    ]
    # The second lines of a row of cells that all have two.
    cells = heads
    held: dict[int, list[Row]] = {n: [] for n in range(len(cells))}
    for row in lines:
        # Of two rows as near, the one above: its cell goes on.
        nearest = min(
            range(len(cells)), key=lambda n: round(abs(cells[n].box.middle - row.box.middle), 1)
        )
        held[nearest].append(row)
    found: list[tuple[Row, list[str]]] = []
    for number, row in enumerate(cells):
        texts = ["" for _ in columns]
        for line in held[number]:
            for piece in line.pieces:
                middle = (piece.box.x0 + piece.box.x1) / 2
                place = min(
                    range(len(columns)),
                    key=lambda n: (
                        0
                        if columns[n][0] <= middle <= columns[n][1]
                        else min(abs(columns[n][0] - middle), abs(columns[n][1] - middle))
                    ),
                )
                texts[place] = joined(texts[place], piece.text) if texts[place] else piece.text
        found.append((row, texts))
    return found
