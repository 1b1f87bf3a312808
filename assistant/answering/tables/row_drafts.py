"""Rows of tables as statements: each cell under its heading, with both as sources."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.drafts import Draft, Source, quote_draft
from assistant.answering.tables.units import unit_over
from assistant.answering.words.kinds import MEASURES
from assistant.answering.words.question import Question, beside_asking, small_number
from assistant.tables import NOT_MEASURED, RATE, Row, Table, is_figure, tables_of, unit_column
from assistant.text import fold
from assistant.types import Article, Span

MOST_SPELLED = 12  # rows of a table, where a sentence announces it
SHORTEST_NAME = 2  # characters of the heading over the names of what is counted
LINE_BREAK = 2  # characters between the sentence and the table
COUNT = r"([两二三四五六七八九十]|\d{1,2})"
_NAME_OF = re.compile("(?:名称|名单)$")
_BEFORE_THINGS = "[一-龥]{0,6}?"  # 5座|城镇|污水处理厂
_SUM_UP = re.compile("合计|总计|小计")
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


def with_rows(question: Question, drafts: Sequence[Draft]) -> list[Draft]:
    """Statements that print or announce rows (见下表) with each row under its headings.

    One that only counts what is asked for (分布在四个小区), over a table of as many rows, says
    all with them. Any other statement stays as it is.
    """
    for draft in drafts:
        tables = _tables_near(draft)
        counted = next((each for each in tables if _counts_rows(question, draft.text, each)), None)
        if counted is not None:
            return _with_rows_of(counted, draft, all_rows=True)
    rows = (each for draft in drafts for each in _with_its_rows(draft))
    return list({each.text: each for each in rows}.values())


def _tables_near(draft: Draft) -> tuple[Table, ...]:
    article = draft.sources[0].article
    if draft.check != "quote" or not any(mark in article.text for mark in (" | ", "\t")):
        return ()
    return tables_of(article)


def _with_its_rows(draft: Draft) -> list[Draft]:
    source = draft.sources[0]
    for table in _tables_near(draft):
        first, last = table.heading.span, table.rows[-1].span
        announced = _SEE_TABLE.search(draft.text) and 0 <= first.start - source.end <= LINE_BREAK
        if announced or (first.start < source.end and source.start < last.end):
            return _with_rows_of(table, draft)
    return [draft]


def _with_rows_of(table: Table, draft: Draft, *, all_rows: bool = False) -> list[Draft]:
    """What a statement says beside a table, and the rows of it that it prints, or else all."""
    source = draft.sources[0]
    first, last = table.heading.span, table.rows[-1].span
    shown = [
        row for row in table.rows if row.span.start < source.end and source.start < row.span.end
    ]
    rows = table.rows if all_rows or not shown else shown
    spelled = [
        replace(spelled_row(source.article, table, row), group=draft.group)
        for row in rows[:MOST_SPELLED]
    ]
    around = (Span(source.start, first.start), Span(last.end, source.end))
    before, after = (_beside(draft, part) for part in around)
    return [*before, *spelled, *after]


def _counts_rows(question: Question, text: str, table: Table) -> bool:
    """Whether a statement says how many of the asked things there are, and a table has as many."""
    heads = [heading for heading, _ in table.heading.cells if not NOT_MEASURED.search(heading)]
    name = _NAME_OF.sub("", heads[0]) if heads else ""
    nouns = [noun for noun in beside_asking(question.folded)[::-1] if len(noun) > 1]
    if not question.listing or len(name) < SHORTEST_NAME:
        return False
    rows = [row for row in table.rows if not _SUM_UP.match(row.cells[0][0])]
    for noun in nouns:
        # 城镇污水处理厂 are listed under 污水处理厂, 小区 under 住宅小区
        if noun not in name and not noun.endswith(name):
            continue
        things = re.escape(noun if noun in fold(text) else name)
        count = rf"{COUNT}(?:{MEASURES})"
        counted = re.findall(rf"{count}{_BEFORE_THINGS}{things}", fold(text))
        counted += re.findall(rf"{things}(?:共?有|共计|总数为?|达到?)?{count}", fold(text))
        if any(small_number(each) == len(rows) for each in counted):
            return True
    return False


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


def _beside(draft: Draft, part: Span) -> list[Draft]:
    """What a statement says before or after a table; [] where it says nothing there."""
    source = draft.sources[0]
    words = source.article.text[part.start : min(part.end, source.end)]
    start = part.start + len(words) - len(words.lstrip())
    bold = [Span(source.start + each.start, source.start + each.end) for each in draft.emphasis]
    if not words.strip():
        return []
    return [quote_draft(source.article, start, start + len(words.strip()), bold, draft.group)]
