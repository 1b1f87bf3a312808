"""A whole column: its heading is asked for, and none of the rows (适老化改造最多补贴多少钱).

Each row then is a case of its own, and each is told with its cell.
"""

import re
from collections.abc import Sequence

from assistant.answering.drafts import Draft
from assistant.answering.tables.cells import cells_draft, is_total
from assistant.answering.tables.columns import bare_heading
from assistant.answering.tables.row_names import name_columns
from assistant.answering.tables.scope import is_of_another, year_met
from assistant.answering.words.places import districts_of
from assistant.answering.words.question import Question
from assistant.tables import NOT_MEASURED, Row, Table, tables_of
from assistant.text import fold, tokens
from assistant.types import Article

MOST_ROWS = 8
MIN_HEADING_CHARS = 3
SURE_HEADING_CHARS = 4  # a shorter one is asked for where nothing else is that is not said above
ABOVE_CHARS = 160  # before a table, where its section says what it is of
# Of the words that ask for more than the heading says, so many stand in the title or above.
SAID_SHARE = 0.7
_PER = re.compile(r"每[户人年月家亩栋套个名]")
_BOUND = re.compile(r"最多(?:能|可以|可)?(?=[一-龥]{2})|上限")
_ASKS_MUCH = re.compile(r"多少(?:钱|元|万元)?|是?几|多[大高]|怎么样?算?")
_FIGURE = re.compile(r"\d")


def column_drafts(question: Question, articles: Sequence[Article]) -> list[Draft]:
    """A statement on each row of the one table under whose heading the answer stands."""
    if question.kind != "number":
        return []
    asked = _BOUND.sub("最高", question.folded)
    for article in articles:
        for table in tables_of(article):
            column = _column(asked, table)
            if column is None or not _is_on(question, asked, article, table, column):
                continue
            rows = _rows(table, column)
            if rows and year_met(question, article, table):
                key, *others = name_columns(rows)
                told = (*(n for n in others if n != column), column)
                return [cells_draft(article, table, row, key, told) for row in rows]
    return []


def _column(asked: str, table: Table) -> int | None:
    """The one column of figures whose whole heading the question says; None for none."""
    named = [
        number
        for number, (heading, _) in enumerate(table.heading.cells)
        if number and len(_name(heading)) >= MIN_HEADING_CHARS and _name(heading) in asked
    ]
    return named[0] if len(named) == 1 else None


def _name(heading: str) -> str:
    """What a heading names, without whom each figure is of: 最高补贴 for 每户最高补贴(元).

    Of two levels (资金 居民出资) the lower.
    """
    lowest = bare_heading(fold(heading)).rpartition(" ")[2]
    return _BOUND.sub("最高", _PER.sub("", lowest))


def _rows(table: Table, column: int) -> list[Row]:
    """The rows that have a figure there, without their sums; [] for too many to be told."""
    if not NOT_MEASURED.search(table.heading.cells[0][0]) and all(
        _FIGURE.search(row.cells[0][0]) for row in table.rows
    ):
        return []
    rows = [row for row in table.rows if not is_total(row.cells[0][0])]
    given = [row for row in rows if _FIGURE.search(row.cells[column][0])]
    return given if 1 < len(given) <= MOST_ROWS else []


def _is_on(question: Question, asked: str, article: Article, table: Table, column: int) -> bool:
    """Whether what else the question says is said in the title or above the table."""
    start = table.heading.span.start
    printed = fold(f"{article.title}\n{article.text[max(0, start - ABOVE_CHARS) : start]}")
    if is_of_another(question, article, table):
        return False
    if any(each not in printed for each in districts_of(question.folded)):
        return False
    heading = _name(table.heading.cells[column][0])
    rest = _PER.sub(",", _ASKS_MUCH.sub(",", asked.replace(heading, ",")))
    grams = [gram for gram in tokens(rest) if len(gram) == 2]
    said = sum(gram in printed for gram in grams)
    least = SAID_SHARE if len(heading) >= SURE_HEADING_CHARS else 1.0
    return said >= least * len(grams)
