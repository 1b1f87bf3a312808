"""A later part of a question, of the row of a table that answered the part before it.

谁负责, 什么时候完成: the second says nothing of whom or what, and stands in another cell.
"""

import re

from assistant.answering.columns import RATE_ASKED, said_share
from assistant.answering.drafts import Draft
from assistant.answering.forms import label_fits
from assistant.answering.question import Question
from assistant.answering.row_names import key_of
from assistant.answering.spans import FIGURE_KINDS, spans_for
from assistant.answering.tables import cells_draft
from assistant.tables import RATE, Row, Table, is_figure, tables_of
from assistant.text import tokens
from assistant.types import Article

SAID_SHARE = 0.5  # of a heading, in the part that asks for what stands under it
_COMPARED = re.compile(r"[比较](?:上一?年|去年|往年|上期|上月|同期)|同比|环比")
ELLIPTIC_CHARS = 4  # of a part that names no heading, beside what it asks


def further_cell(question: Question, earlier: Draft) -> Draft | None:
    """The cell that a part asks for, of the row of an earlier statement; None for none.

    `question` is the part alone. Where more than one cell may be meant, none is taken.
    """
    found = _row_of(earlier)
    if found is None:
        return None
    article, table, row = found
    headings = [heading for heading, _ in table.heading.cells]
    said = (
        n
        for n, (cell, span) in enumerate(row.cells)
        if cell and earlier.text.startswith(span.of(article.text).strip())
    )
    key = next(said, None)
    others = (key_of(each, headings, question.folded) for each in table.rows if each != row)
    if key is None or any(other is not None for other in others):
        return None
    shown = _columns_said(earlier, article, table)
    free = [
        number
        for number, (text, _) in enumerate(row.cells)
        if text and number != key and number not in shown
    ]
    asked = frozenset(tokens(f"{question.folded},{question.topic}"))
    named = [n for n in free if said_share(question, headings[n], asked) >= SAID_SHARE]
    if not named and len(_COMPARED.sub("", question.topic)) > ELLIPTIC_CHARS:
        return None
    meant = [n for n in named or free if _fits(question, headings[n], row.cells[n][0])]
    if len(meant) > 1 and RATE_ASKED.search(question.folded):
        meant = [n for n in meant if row.cells[n][0].endswith("%")]  # 增减量 beside 增幅
    if len(meant) > 1:
        # 单日最高 日期, then 来了多少人: what stands under the same head.
        groups = {headings[n].partition(" ")[0] for n in shown if " " in headings[n]}
        meant = [n for n in meant if headings[n].partition(" ")[0] in groups]
    return cells_draft(article, table, row, key, (meant[0],)) if len(meant) == 1 else None


def _row_of(draft: Draft) -> tuple[Article, Table, Row] | None:
    source = draft.sources[0]
    if draft.check != "metadata":
        return None
    for table in tables_of(source.article):
        for row in table.rows:
            if (row.span.start, row.span.end) == (source.start, source.end):
                return source.article, table, row
    return None


def _columns_said(draft: Draft, article: Article, table: Table) -> set[int]:
    """The columns whose headings a statement names."""
    return {
        number
        for number, (_, span) in enumerate(table.heading.cells)
        if f"{span.of(article.text).strip()}：" in draft.text
        or f"{span.of(article.text).strip()}（" in draft.text
    }


def _fits(question: Question, heading: str, cell: str) -> bool:
    """Whether a cell may be what the kind of question asks for."""
    if RATE_ASKED.search(question.folded):
        return bool(RATE.search(heading)) or cell.endswith("%")
    if question.kind == "number":
        return is_figure(cell) and not cell.endswith("%") and not RATE.search(heading)
    if question.kind in FIGURE_KINDS:
        return label_fits(question.kind, heading) or any(spans_for(question, cell))
    return label_fits(question.kind, heading)
