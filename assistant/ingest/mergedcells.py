"""Tables of Word files and web pages that have merged cells, read as those of sheets are.

Without merged cells a row is understood beside the head above it, and stays as it is printed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.ingest.assembly import Line
from assistant.ingest.grids import Area, Grid, blocks
from assistant.ingest.tablelines import TableLines

_FEWEST = 2  # rows and columns that hold anything


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text, the row and column where it begins, and how many of each it covers."""

    text: str
    row: int
    column: int
    across: int = 1
    down: int = 1

    @property
    def area(self) -> Area:
        """All that it covers."""
        bottom, right = self.row + self.down - 1, self.column + self.across - 1
        return Area(self.row, self.column, bottom, right)


def merged_lines(cells: Sequence[Cell], name: str) -> list[Line]:
    """The lines of a table; [] where no cell is merged or nothing is parted into columns.

    Raises DocumentTooLarge naming the file where the table spreads over too many places.
    """
    areas = tuple(cell.area for cell in cells if max(cell.across, cell.down) > 1)
    held: dict[int, dict[int, str]] = {}
    for cell in cells:
        if cell.text:
            held.setdefault(cell.row, {})[cell.column] = cell.text
    columns = {column for row in held.values() for column in row}
    if not areas or len(held) < _FEWEST or len(columns) < _FEWEST:
        return []
    reader = TableLines()
    # What names a table is no heading here: the text after the table is not under it.
    return [
        Line(line.text, apart=line.apart)
        for block in blocks(Grid(held, areas), name)
        for line in reader.lines(block)
    ]
