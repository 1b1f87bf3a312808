"""Where the cells of a Word table stand: columns, and the rows and columns that each covers."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.ingest.wordtree import WORD, number, setting, value, within

_ROW, _CELL = f"{WORD}tr", f"{WORD}tc"


@dataclass(slots=True, eq=False)
class WordCell:
    """A cell's element, the row and column where it begins, and how many of each it covers."""

    element: Any
    row: int
    column: int
    across: int
    down: int = 1


def word_cells(table: Any) -> list[WordCell]:
    """The cells of a table; one that goes on with the cell above it is part of that.

    Rows that a tracked change took away are not there.
    """
    found: list[WordCell] = []
    above: dict[int, WordCell] = {}  # what stands at a column, for cells merged downwards
    for place, row in enumerate(_rows(table)):
        column = number(setting(row, "trPr", "gridBefore"), 0)
        for cell in within(row, frozenset((_CELL,))):
            across = number(setting(cell, "tcPr", "gridSpan"), 1)
            upper = above.get(column)
            if _goes_on(cell) and upper is not None:
                upper.down = place - upper.row + 1
            else:
                above[column] = WordCell(cell, place, column, across)
                found.append(above[column])
            column += across
    return found


def by_rows(cells: Sequence[WordCell]) -> list[list[WordCell]]:
    """The cells that stand in each row or cover it, from the left."""
    rows: defaultdict[int, list[WordCell]] = defaultdict(list)
    for cell in cells:
        for row in range(cell.row, cell.row + cell.down):
            rows[row].append(cell)
    return [sorted(rows[row], key=lambda cell: cell.column) for row in sorted(rows)]


def _rows(table: Any) -> Iterator[Any]:
    for row in within(table, frozenset((_ROW,))):
        if setting(row, "trPr", "del") is None:
            yield row


def _goes_on(cell: Any) -> bool:
    merged = setting(cell, "tcPr", "vMerge")
    return merged is not None and value(merged) != "restart"
