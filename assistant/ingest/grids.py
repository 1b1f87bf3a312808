"""Sheets as grids of cells: what merged cells cover, and the blocks that blank rows part."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.errors import DocumentTooLarge

MAX_PLACES = 2_000_000  # rows times columns of one block; a larger one is no table to be read


@dataclass(frozen=True, slots=True)
class Area:
    """The rows and columns that one merged cell covers, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells that hold text, by row and column, and the areas of merged ones.

    Hidden rows and columns are not counted, so that neighbours in sight are neighbours here.
    """

    cells: Mapping[int, Mapping[int, str]]
    areas: tuple[Area, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that no blank row parts, and the columns that hold anything in them.

    `texts[i][j]` is the text of the cell itself, `areas[i][j]` the area that covers it (None for
    a cell that is not merged), counted in rows and columns of the block. `rows` and `columns`
    are their numbers in the sheet.
    """

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    texts: tuple[tuple[str, ...], ...]
    areas: tuple[tuple[Area | None, ...], ...]

    def own(self, row: int) -> list[int]:
        """The columns of a row whose cells hold text."""
        return [column for column, text in enumerate(self.texts[row]) if text]

    def part(self, rows: Sequence[int], columns: Sequence[int] | None = None) -> "Block":
        """The block of some of its rows and columns; those without text are left out."""
        columns = range(len(self.columns)) if columns is None else columns
        kept_rows = [i for i in rows if any(self.texts[i][j] for j in columns)]
        kept = [j for j in columns if any(self.texts[i][j] for i in kept_rows)]
        return Block(
            tuple(self.rows[i] for i in kept_rows),
            tuple(self.columns[j] for j in kept),
            tuple(tuple(self.texts[i][j] for j in kept) for i in kept_rows),
            tuple(
                tuple(_narrowed(self.areas[i][j], kept_rows, kept) for j in kept) for i in kept_rows
            ),
        )


def _narrowed(area: Area | None, rows: Sequence[int], columns: Sequence[int]) -> Area | None:
    """An area counted in the rows and columns that are kept; None where it covers one place."""
    if area is None:
        return None
    top, bottom = bisect_left(rows, area.top), bisect_right(rows, area.bottom) - 1
    left, right = bisect_left(columns, area.left), bisect_right(columns, area.right) - 1
    return Area(top, left, bottom, right) if top < bottom or left < right else None


def blocks(grid: Grid, name: str) -> Iterator[Block]:
    """The blocks of a sheet, from the top down.

    Raises DocumentTooLarge naming the file where one spreads over too many places.
    """
    areas = sorted(grid.areas, key=lambda area: (area.top, area.left))
    held = [area for area in areas if grid.cells.get(area.top, {}).get(area.left)]
    for rows in _runs(sorted(row for row, cells in grid.cells.items() if cells), held):
        yield _block(grid, rows, areas, name)


def _runs(rows: Sequence[int], areas: Sequence[Area]) -> Iterator[list[int]]:
    """Numbers of rows with nothing blank between them but what a merged cell covers."""
    run: list[int] = []
    reach, waiting = -1, 0
    for row in rows:
        if run and row > max(reach, run[-1]) + 1:
            yield run
            run = []
        run.append(row)
        while waiting < len(areas) and areas[waiting].top <= row:
            reach = max(reach, areas[waiting].bottom)
            waiting += 1
    if run:
        yield run


def _block(grid: Grid, rows: Sequence[int], areas: Sequence[Area], name: str) -> Block:
    columns = sorted({column for row in rows for column in grid.cells[row]})
    places = len(rows) * len(columns)
    if places > MAX_PLACES:
        raise DocumentTooLarge(
            f"{name} 有一张表 {len(rows)} 行 {len(columns)} 列，超过上限；"
            "请删去表外的零散单元格，或拆分成几张表。"
        )
    covering: list[list[Area | None]] = [[None] * len(columns) for _ in rows]
    for area in areas:
        if area.bottom < rows[0]:
            continue
        if area.top > rows[-1] or places < 0:
            break  # merged cells do not overlap; where they do, they are not followed for ever
        inner = _narrowed(area, rows, columns)
        if inner is None:
            continue
        places -= (inner.bottom - inner.top + 1) * (inner.right - inner.left + 1)
        for row in range(inner.top, inner.bottom + 1):
            for column in range(inner.left, inner.right + 1):
                covering[row][column] = inner
    return Block(
        tuple(rows),
        tuple(columns),
        tuple(tuple(grid.cells[row].get(column, "") for column in columns) for row in rows),
        tuple(map(tuple, covering)),
    )
