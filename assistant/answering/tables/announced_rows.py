"""Statements that print, announce or count the rows of a table, with those rows."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.drafts import Draft, quote_draft
from assistant.answering.tables.asked_rows import asked_rows, is_beside, is_of_all
from assistant.answering.tables.row_drafts import COUNT, MOST_SPELLED, spelled_row
from assistant.answering.words.kinds import MEASURES
from assistant.answering.words.question import Question, beside_asking, small_number
from assistant.tables import NOT_MEASURED, Table, tables_of
from assistant.text import fold
from assistant.types import Span

SHORTEST_NAME = 2  # characters of the heading over the names of what is counted
LINE_BREAK = 2  # characters between the sentence and the table
_NAME_OF = re.compile("(?:名称|名单)$")
_BEFORE_THINGS = "[一-龥]{0,6}?"  # 5座|城镇|污水处理厂
_SUM_UP = re.compile("合计|总计|小计")
_SEE_TABLE = re.compile(r"(?:见|如)(?:下|附|上)?表")


def with_rows(question: Question, drafts: Sequence[Draft]) -> list[Draft]:
    """Statements that print or announce rows (见下表) with each row under its headings.

    One that only counts what is asked for (分布在四个小区), over a table of as many rows, says
    all with them. Any other statement stays as it is.
    """
    for draft in drafts:
        tables = _tables_near(draft)
        counted = next((each for each in tables if _counts_rows(question, draft.text, each)), None)
        if counted is not None:
            return _with_rows_of(question, counted, draft, all_rows=True)
    rows = (each for draft in drafts for each in _with_its_rows(question, draft))
    return list({each.text: each for each in rows}.values())


def _tables_near(draft: Draft) -> tuple[Table, ...]:
    article = draft.sources[0].article
    if draft.check != "quote" or not any(mark in article.text for mark in (" | ", "\t")):
        return ()
    return tables_of(article)


def _with_its_rows(question: Question, draft: Draft) -> list[Draft]:
    source = draft.sources[0]
    for table in _tables_near(draft):
        first, last = table.heading.span, table.rows[-1].span
        announced = _SEE_TABLE.search(draft.text) and 0 <= first.start - source.end <= LINE_BREAK
        if announced or (first.start < source.end and source.start < last.end):
            return _with_rows_of(question, table, draft)
    return [draft]


def _with_rows_of(
    question: Question, table: Table, draft: Draft, *, all_rows: bool = False
) -> list[Draft]:
    """What a statement says beside a table, and the rows of it that it prints, or else all.

    Of all of them only those that are asked for; none where the statement itself says it.
    """
    source = draft.sources[0]
    first, last = table.heading.span, table.rows[-1].span
    shown = [
        row for row in table.rows if row.span.start < source.end and source.start < row.span.end
    ]
    around = (Span(source.start, first.start), Span(last.end, source.end))
    before, after = (_beside(draft, part) for part in around)
    said = "".join(each.text for each in (*before, *after))
    announced = all_rows or source.end <= first.start or _SEE_TABLE.search(said)
    if len(shown) != 1 and not announced and is_beside(question, said, table):
        return [*before, *after]
    rows = table.rows if all_rows or not shown else shown
    if len(shown) == 1 and is_of_all(question, source.article, table, shown[0]):
        rows = table.rows
    if all_rows:
        told = [spelled_row(source.article, table, row) for row in rows]
    else:
        told = asked_rows(question, source.article, table, rows)
    spelled = [replace(each, group=draft.group) for each in told[:MOST_SPELLED]]
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


def _beside(draft: Draft, part: Span) -> list[Draft]:
    """What a statement says before or after a table; [] where it says nothing there."""
    source = draft.sources[0]
    words = source.article.text[part.start : min(part.end, source.end)]
    start = part.start + len(words) - len(words.lstrip())
    bold = [Span(source.start + each.start, source.start + each.end) for each in draft.emphasis]
    if not words.strip():
        return []
    return [quote_draft(source.article, start, start + len(words.strip()), bold, draft.group)]
