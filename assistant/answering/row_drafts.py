"""Rows of tables as statements: each cell under its heading, with both as sources."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.drafts import Draft, Source, quote_draft
from assistant.answering.kinds import MEASURES
from assistant.answering.question import Question, small_number
from assistant.answering.table_units import unit_over
from assistant.tables import RATE, Row, Table, is_figure, tables_of, unit_column
from assistant.text import fold
from assistant.types import Article, Span

MOST_SPELLED = 12  # rows of a table, where a sentence announces it
LINE_BREAK = 2  # characters between the sentence and the table
COUNT = r"([两二三四五六七八九十]|\d{1,2})"
_SEE_TABLE = re.compile(r"(?:见|如)(?:下|附|上)?表")


def row_draft(
    article: Article,
    table: Table,
    row: Row,
    text: str,
    columns: Sequence[int],
    emphasis: tuple[Span, ...] = (),
) -> Draft:
    """A statement on cells of a row, which rests on it and on the headings over it.

    Where a line over the table gives the unit of its figures (单位：万元), that is said with them.
    """
    places = [row.span, table.heading.span]
    unit = unit_over(article, table, row, columns)
    if unit is not None:
        text += f"（{unit.of(article.text)}）"
        places.append(unit)
    sources = tuple(Source(article, each.start, each.end) for each in places)
    return Draft(text, sources, emphasis, check="metadata")


def printed(article: Article, span: Span) -> str:
    """A cell as the article prints it, without the space around it."""
    return span.of(article.text).strip()


def titled_cell(article: Article, table: Table, row: Row, column: int) -> str:
    """A cell under its heading, with the unit that another column gives: 产量（万吨）：865.4."""
    heading = printed(article, table.heading.cells[column][1])
    value = printed(article, row.cells[column][1])
    unit = unit_column(table)
    # 单位 | 产量: the unit is the heading's where it has none of its own.
    bare = fold(heading)
    if unit is not None and is_figure(fold(value)) and not RATE.search(bare) and "(" not in bare:
        heading += f"（{printed(article, row.cells[unit][1])}）"
    return f"{heading}：{value}"


def spelled_rows(question: Question, draft: Draft) -> list[Draft]:
    """A statement that prints or announces rows (见下表) with each row under its headings.

    So does one that only counts what is asked for (分布在四个小区), over a table of as many rows.
    Any other statement as it is.
    """
    source = draft.sources[0]
    article = source.article
    if draft.check != "quote" or not any(mark in article.text for mark in (" | ", "\t")):
        return [draft]
    for table in tables_of(article):
        first, last = table.heading.span, table.rows[-1].span
        announced = _SEE_TABLE.search(draft.text) and 0 <= first.start - source.end <= LINE_BREAK
        announced = announced or _counts_rows(question, draft.text, table)
        if not announced and (source.end <= first.start or last.end <= source.start):
            continue
        rows = [
            row for row in table.rows if row.span.start < source.end and source.start < row.span.end
        ] or table.rows
        spelled = [
            replace(_spelled(article, table, row), group=draft.group) for row in rows[:MOST_SPELLED]
        ]
        around = (Span(source.start, first.start), Span(last.end, source.end))
        before, after = (_beside(draft, part) for part in around)
        return [*before, *spelled, *after]
    return [draft]


def _counts_rows(question: Question, text: str, table: Table) -> bool:
    """Whether a statement says how many of the asked things there are, and a table has as many."""
    noun = question.heads[1]
    if not question.listing or len(noun) < 2 or noun not in table.heading.cells[0][0]:
        return False
    counted = re.findall(rf"{COUNT}(?:{MEASURES}){re.escape(noun)}", fold(text))
    return any(small_number(each) == len(table.rows) for each in counted)


def _spelled(article: Article, table: Table, row: Row) -> Draft:
    named = not is_figure(row.cells[0][0])
    columns = [
        column
        for column in range(int(named), len(row.cells))
        if row.cells[column][0] and column != unit_column(table)
    ]
    cells = [titled_cell(article, table, row, column) for column in columns]
    name = [printed(article, row.cells[0][1])] if named else []
    return row_draft(article, table, row, "，".join([*name, *cells]), columns)


def _beside(draft: Draft, part: Span) -> list[Draft]:
    """What a statement says before or after a table; [] where it says nothing there."""
    source = draft.sources[0]
    words = source.article.text[part.start : min(part.end, source.end)]
    start = part.start + len(words) - len(words.lstrip())
    bold = [Span(source.start + each.start, source.start + each.end) for each in draft.emphasis]
    if not words.strip():
        return []
    return [quote_draft(source.article, start, start + len(words.strip()), bold, draft.group)]
