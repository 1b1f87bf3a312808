"""Rows that have in one column what a question names: 化工行业有哪些企业, 某局负责哪些项目."""

import re
from collections.abc import Iterator, Sequence

from assistant.answering.drafts import Draft
from assistant.answering.tables.cells import cells_draft, is_total
from assistant.answering.tables.row_drafts import spelled_row
from assistant.answering.tables.scope import year_met
from assistant.answering.words.places import areas_of
from assistant.answering.words.question import Question, beside_asking
from assistant.tables import NOT_MEASURED, Table, is_figure, tables_of
from assistant.text import fold
from assistant.types import Article

MOST_ROWS = 30
_FEWEST_ALIKE = 2  # rows; one alone is found by its cell
_SHORTEST_CHARS = 2
_SHORTEST_HEAD = 3  # characters of a heading that is asked for by itself
_NAME_OF = re.compile("(?:名称|名单)$")
_OF_ALL = re.compile(r"全[国省市县区州镇乡]|目前|现在|[现共都的有,]|\d{4}年底?")


def listed_drafts(question: Question, articles: Sequence[Article]) -> list[Draft]:
    """All rows of the one table that lists what is asked for, and nothing else is asked.

    有哪些养老机构, of a table headed 养老机构; [] for any other question.
    """
    if not question.listing:
        return []
    for article in articles:
        tables = [table for table in tables_of(article) if _lists(question, article, table)]
        if len(tables) == 1:
            rows = [row for row in tables[0].rows if not is_total(row.cells[0][0])]
            if question.count in (None, len(rows)) and len(rows) <= MOST_ROWS:
                return [spelled_row(article, tables[0], row) for row in rows]
    return []


def _lists(question: Question, article: Article, table: Table) -> bool:
    """Whether a table's first heading is what is asked for, of the place that its title names."""
    heads = [heading for heading, _ in table.heading.cells if not NOT_MEASURED.search(heading)]
    name = _NAME_OF.sub("", heads[0]) if heads else ""
    if len(name) < _SHORTEST_HEAD or name not in beside_asking(question.folded):
        return False
    rest = question.topic.replace(name, ",")
    for area in areas_of(rest):
        if area in fold(article.title):
            rest = rest.replace(area, ",")
    return not _OF_ALL.sub("", rest) and year_met(question, article, table)


def kind_drafts(question: Question, articles: Sequence[Article]) -> list[Draft]:
    """The names of the rows of a kind, of the first article that has them; [] for no such question.

    What is asked for heads a column (企业 for 企业名称), and what it must be stands in another.
    It stands after 哪些, or before 有哪些 (4A级的景区有哪些).
    """
    noun = question.heads[1] or question.heads[0]
    if not question.listing or len(noun) < _SHORTEST_CHARS:
        return []
    for article in articles:
        drafts = [
            draft
            for table in tables_of(article)
            if year_met(question, article, table)
            for draft in _drafts(question, noun, article, table)
        ]
        if len(drafts) >= _FEWEST_ALIKE:
            return drafts[:MOST_ROWS]
    return []


def _drafts(question: Question, noun: str, article: Article, table: Table) -> Iterator[Draft]:
    headings = [heading for heading, _ in table.heading.cells]
    named = next((n for n, heading in enumerate(headings) if heading.startswith(noun)), None)
    if named is None:
        return
    for row in table.rows:
        kinds = [
            number
            for number, (cell, _) in enumerate(row.cells)
            if number != named
            and len(cell) >= _SHORTEST_CHARS
            and cell in question.folded
            and not is_figure(cell)
        ]
        if kinds and row.cells[named][0]:
            yield cells_draft(article, table, row, named, (kinds[0],))
