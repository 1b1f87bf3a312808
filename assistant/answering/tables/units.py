"""The unit that a line over a table gives all its figures: 单位：万元."""

import re
from collections.abc import Sequence

from assistant.tables import NOT_MEASURED, RATE, Row, Table, unit_line
from assistant.text import fold
from assistant.types import Article, Span

_BARE_RATES = ("增长", "增减")  # under which the line over the table (单位:万吨、%) says %
_MEASURED = re.compile(r"[+-]?[\d,]*\d(?:\.\d+)?")


def unit_over(article: Article, table: Table, row: Row, columns: Sequence[int]) -> Span | None:
    """The place of the unit of the figures in some columns of a row; None where none is needed.

    A head that names a unit or a rate needs none.
    """
    needed = any(_needs_unit(table, row, column) for column in columns)
    return unit_line(article, table) if needed else None


def _needs_unit(table: Table, row: Row, column: int) -> bool:
    heading, cell = table.heading.cells[column][0], row.cells[column][0]
    names_rate = RATE.search(heading) and not heading.endswith(_BARE_RATES)
    stated = "(" in heading or names_rate or NOT_MEASURED.search(fold(heading))
    return _MEASURED.fullmatch(cell) is not None and not stated
