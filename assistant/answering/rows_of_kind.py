"""Rows that have in one column what a question names: 化工行业有哪些企业, 某局负责哪些项目."""

from collections.abc import Iterator, Sequence

from assistant.answering.drafts import Draft
from assistant.answering.question import Question
from assistant.answering.table_scope import year_met
from assistant.answering.tables import cells_draft
from assistant.tables import Table, is_figure, tables_of
from assistant.types import Article

MOST_ROWS = 30
_FEWEST_ALIKE = 2  # rows; one alone is found by its cell
_SHORTEST_CHARS = 2


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
