"""The unit that a line over a table gives all its figures: 单位：万元."""

import re
from collections.abc import Sequence

from assistant.answering.table_rows import RATE, Row, Table
from assistant.text import fold
from assistant.types import ITEM_LEVEL, Article, Span

_LINE = re.compile(
    r"^(?:[^|：:。\n]{2,40}(?=[（(]))?[（(]?(?P<unit>(?:计量|金额|货币)?单位[：:][ 　]*"
    r"(?![%‰])[^：:（）()|\n]{1,12}?)[）)]?[ 　]*$",
    re.MULTILINE,
)
_NEXT_TABLE = re.compile(r"^[附续]?表[ 　]*[\d一二三四五六七八九十]", re.MULTILINE)
_MEASURED = re.compile(r"[+-]?[\d,]*\d(?:\.\d+)?")
# Figures under such heads count no unit.
_NOT_MEASURED = re.compile("序号|编[号码]|代码|号码|电话|年份|日期|时间|次序|排[名位]|得分|分数")


def unit_over(article: Article, table: Table, row: Row, columns: Sequence[int]) -> Span | None:
    """The place of the unit of the figures in some columns of a row; None where none is needed.

    A head that names a unit or a rate needs none.
    """
    needed = any(_needs_unit(table, row, column) for column in columns)
    return unit_line(article, table) if needed else None


def unit_line(article: Article, table: Table) -> Span | None:
    """The place of the unit that a line over a table states: 单位：万元.

    A heading, a sentence or the number of another table between the line and the table means
    that the unit is not this table's.
    """
    start = table.heading.span.start
    found = list(_LINE.finditer(article.text, 0, start))
    if not found:
        return None
    line = found[-1]
    between = article.text[line.end() : start]
    headed = any(
        line.end() <= heading.start < start and heading.level < ITEM_LEVEL
        for heading in article.headings
    )
    if headed or "。" in between or _NEXT_TABLE.search(between):
        return None
    return Span(line.start("unit"), line.end("unit"))


def _needs_unit(table: Table, row: Row, column: int) -> bool:
    heading, cell = table.heading.cells[column][0], row.cells[column][0]
    stated = "(" in heading or RATE.search(heading) or _NOT_MEASURED.search(fold(heading))
    return _MEASURED.fullmatch(cell) is not None and not stated
