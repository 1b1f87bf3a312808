"""Rows asked for by a bound on their figures: 哪些项目总投资超过1亿元."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.drafts import Draft
from assistant.answering.tables.cells import cells_draft, is_total
from assistant.answering.tables.columns import HEADING_SHARE, said_share
from assistant.answering.tables.scope import year_met
from assistant.answering.words.question import Question
from assistant.quantities import Quantity
from assistant.tables import Row, Table, is_figure, tables_of, unit_column, unit_line
from assistant.text import fold, quantities, tokens
from assistant.types import Article

MOST_ROWS = 30
SURE_SHARE = 0.5  # of a heading, to say that no row is beyond the bound
_NONE = "文中的表里没有这样的行。"
_MORE, _FEWER = "超过|大于|高于|多于|突破|超出|超", "低于|小于|少于|不足|不到|不满"
# The longer ways come first: 不超过 is not 超过.
_BEFORE = re.compile(
    rf"(?:(?P<most>不(?:超过|高于|多于|大于)|至多|最多)|(?P<least>不[低少小]于|至少|达到?)|"
    rf"(?P<more>{_MORE})|(?P<fewer>{_FEWER})|在)\s*了?$"
)
_AFTER = re.compile(r"\s*(?:[及和]?(?P<least>以上)|(?P<most>[及和]?以[下内]))")
_UNIT = re.compile(r"\((?:单位:)?([^()]{1,6})\)")
_NUMBERED = re.compile(r"序号|编[号码]|代码")


@dataclass(frozen=True, slots=True)
class _Bound:
    """A figure that others are compared with, and how: 超过1亿元."""

    quantity: Quantity
    way: str

    def holds(self, value: float) -> bool:
        bound = self.quantity.value
        return {
            "more": value > bound,
            "least": value >= bound,
            "fewer": value < bound,
            "most": value <= bound,
        }[self.way]


@dataclass(frozen=True, slots=True)
class _Compared:
    """A row with the cell that names it and the one that is compared."""

    table: Table
    row: Row
    key: int
    column: int
    value: float


def compared_drafts(
    question: Question, articles: Sequence[Article]
) -> tuple[list[Draft], str] | None:
    """The rows whose figure is beyond the one asked about, or that there are none.

    None where no such thing is asked, or no table has such a column.
    """
    bound = _bound(question) if question.listing else None
    if bound is None:
        return None
    rest = question.folded[: bound.quantity.start] + "," + question.folded[bound.quantity.end :]
    asked = frozenset(tokens(rest))
    for article in articles:
        found = [each for each in _rows(question, bound, asked, article) if bound.holds(each.value)]
        if found:
            return [
                cells_draft(article, each.table, each.row, each.key, (each.column,))
                for each in found[:MOST_ROWS]
            ], ""
    nearest = [table for article in articles[:1] for table in tables_of(article)]
    held = any(_column(question, table, asked, SURE_SHARE) is not None for table in nearest)
    return ([], _NONE) if held else None


def _bound(question: Question) -> _Bound | None:
    for quantity in quantities(question.folded):
        before = _BEFORE.search(question.folded, 0, quantity.start)
        after = _AFTER.match(question.folded, quantity.end)
        way = after.lastgroup if after else before.lastgroup if before else None
        if way is not None and not quantity.ordinal:
            return _Bound(quantity, way)
    return None


def _rows(
    question: Question, bound: _Bound, asked: frozenset[str], article: Article
) -> Iterator[_Compared]:
    """The rows whose figure can be compared with the bound."""
    for table in tables_of(article):
        column = _column(question, table, asked)
        if column is None or not year_met(question, article, table):
            continue
        unit = _unit(article, table, column)
        for row in table.rows:
            key = _key(question, table, row, asked)
            value = _value(table, row, column, unit, bound)
            if key is not None and key != column and value is not None:
                yield _Compared(table, row, key, column, value)


def _column(
    question: Question, table: Table, asked: frozenset[str], least: float = HEADING_SHARE
) -> int | None:
    """The column of figures of whose heading at least such a share is asked for."""
    best: tuple[float, int] | None = None
    for number, (heading, _) in enumerate(table.heading.cells):
        filled = [row.cells[number][0] for row in table.rows if row.cells[number][0]]
        score = said_share(question, heading, asked)
        if score < least or _NUMBERED.search(heading) or not filled:
            continue
        if sum(map(is_figure, filled)) * 2 > len(filled) and (best is None or score > best[0]):
            best = score, number
    return best[1] if best else None


def _key(question: Question, table: Table, row: Row, asked: frozenset[str]) -> int | None:
    """The column of the row's name, that which is asked for or else the first; None for a total."""
    names = [
        number
        for number, (cell, _) in enumerate(row.cells)
        if cell and not is_figure(cell) and not _NUMBERED.search(table.heading.cells[number][0])
    ]
    if not names or is_total(row.cells[names[0]][0]):
        return None
    return max(
        names, key=lambda number: said_share(question, table.heading.cells[number][0], asked)
    )


def _unit(article: Article, table: Table, column: int) -> str:
    """The unit of a column, by its heading or by the line over the table; "" for none stated."""
    heading = table.heading.cells[column][0]
    stated, line = _UNIT.search(heading), unit_line(article, table)
    if stated or "%" in heading:
        return stated[1] if stated else "%"
    return fold(line.of(article.text)).rpartition(":")[2].strip() if line is not None else ""


def _value(table: Table, row: Row, column: int, unit: str, bound: _Bound) -> float | None:
    """A cell's figure in the measure of the bound; None where it is in another, or is none."""
    cell, units = row.cells[column][0], unit_column(table)
    if not cell or not is_figure(cell):
        return None
    if units is not None and not _UNIT.search(table.heading.cells[column][0]):
        unit = row.cells[units][0]
    found = quantities(cell if cell.endswith(unit) else f"{cell}{unit}")
    if len(found) != 1 or (unit and bound.quantity.unit and found[0].unit != bound.quantity.unit):
        return None
    return found[0].value
