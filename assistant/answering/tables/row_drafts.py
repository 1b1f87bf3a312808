"""Rows of tables as statements: each cell under its heading, with both as sources."""

from collections.abc import Sequence

from assistant.answering.drafts import Draft, Source
from assistant.answering.tables.units import unit_over
from assistant.tables import RATE, Row, Table, is_figure, unit_column
from assistant.text import fold
from assistant.types import Article, Span

MOST_SPELLED = 12  # rows of a table, where a sentence announces it
COUNT = r"([两二三四五六七八九十]|\d{1,2})"


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


def printed_heading(article: Article, table: Table, column: int) -> str:
    """A heading as the article prints it, after what stands over it: 水稻 产量（吨）."""
    over = table.over[column] if table.over else None
    places = (over, table.heading.cells[column][1])
    return " ".join(printed(article, place) for place in places if place is not None)


def titled_cell(article: Article, table: Table, row: Row, column: int) -> str:
    """A cell under its heading, with the unit that another column gives: 产量（万吨）：865.4."""
    heading = printed_heading(article, table, column)
    value = printed(article, row.cells[column][1])
    unit = unit_column(table)
    # 单位 | 产量: the unit is the heading's where it has none of its own.
    bare = fold(heading)
    if unit is not None and is_figure(fold(value)) and not RATE.search(bare) and "(" not in bare:
        heading += f"（{printed(article, row.cells[unit][1])}）"
    return f"{heading}：{value}"


def spelled_row(article: Article, table: Table, row: Row) -> Draft:
    """A statement on all cells of a row, each under its heading."""
    named = not is_figure(row.cells[0][0])
    columns = [
        column
        for column in range(int(named), len(row.cells))
        if row.cells[column][0] and column != unit_column(table)
    ]
    cells = [titled_cell(article, table, row, column) for column in columns]
    name = [printed(article, row.cells[0][1])] if named else []
    return row_draft(article, table, row, "，".join([*name, *cells]), columns)
