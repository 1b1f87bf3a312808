"""A later part of a question, of the row of a table that answered the part before it.

谁负责, 什么时候完成: the second says nothing of whom or what, and stands in another cell.
"""

import re
from collections.abc import Sequence

from assistant.answering.drafts import Draft
from assistant.answering.tables.cells import cells_draft
from assistant.answering.tables.columns import RATE_ASKED, bare_heading, is_done_by, said_share
from assistant.answering.tables.paid import is_of_paying
from assistant.answering.tables.row_drafts import printed_heading
from assistant.answering.tables.row_names import key_of
from assistant.answering.words.forms import label_fits
from assistant.answering.words.question import Question
from assistant.answering.words.spans import FIGURE_KINDS, spans_for
from assistant.answering.words.table_words import in_table_words
from assistant.tables import RATE, Row, Table, is_figure, tables_of
from assistant.text import fold, tokens
from assistant.types import Article

SAID_SHARE = 0.5  # of a heading, in the part that asks for what stands under it
SURE_SHARE = 0.8  # … of one that is meant, whatever the question's kind is
SHORTEST_END = 3  # characters of a heading's end, which names it
_COMPARED = re.compile(r"[比较](?:上一?年|去年|往年|上期|上月|同期)|同比|环比")
ELLIPTIC_CHARS = 4  # of a part that names no heading, beside what it asks


def further_cell(question: Question, earlier: Draft, asked_before: str = "") -> Draft | None:
    """The cell that a part asks for, of the row of an earlier statement; None for none.

    `question` is the part alone, `asked_before` the part that the statement answers. Where more
    than one cell may be meant, that tells them apart (退休人员……起付线是多少,报销比例是多少), or
    none is taken.
    """
    found = _row_of(earlier)
    if found is None:
        return None
    article, table, row = found
    question = in_table_words(question, table)
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
    shares = {n: _share_named(question, headings[n], asked) for n in free}
    named = [n for n in free if shares[n] >= SAID_SHARE]
    if not named and len(_COMPARED.sub("", question.topic)) > ELLIPTIC_CHARS:
        return None
    meant = [
        n
        for n in named or free
        if shares[n] >= SURE_SHARE or _fits(question, headings[n], row.cells[n][0])
    ]
    if len(meant) > 1 and RATE_ASKED.search(question.folded):
        meant = [n for n in meant if row.cells[n][0].endswith("%")]  # 增减量 beside 增幅
    # 单日最高 日期, then 来了多少人: what stands under the same head.
    groups = {headings[n].partition(" ")[0] for n in shown if " " in headings[n]}
    if len(meant) > 1 and groups:
        meant = [n for n in meant if headings[n].partition(" ")[0] in groups]
    if len(meant) > 1:
        meant = _told_apart([(n, headings[n]) for n in meant], fold(asked_before))
    return cells_draft(article, table, row, key, (meant[0],)) if len(meant) == 1 else None


def _share_named(question: Question, heading: str, asked: frozenset[str]) -> float:
    """The share of a heading that is asked for; all of 在职职工报销比例 by its end, 报销比例.

    And of what is paid as it is asked for: 贷款额度, for 能贷多少.
    """
    if is_of_paying(question.folded, heading):
        return 1.0
    counted = question.unit.removeprefix("个")
    if counted and bare_heading(heading).endswith(f"{counted}数"):
        return 1.0  # 最长能领几个月, of 最长享受月数
    name = question.attribute
    is_end = len(name) >= SHORTEST_END and bare_heading(heading).endswith(name)
    return 1.0 if is_end else said_share(question, heading, asked)


def _told_apart(meant: Sequence[tuple[int, str]], said: str) -> list[int]:
    """The columns, by number and heading, that something said before names best.

    By what their headings do not share: 在职职工 or 退休人员 of two 报销比例.
    """
    words = {n: frozenset(tokens(bare_heading(heading))) for n, heading in meant}
    shared = frozenset.intersection(*words.values())
    asked = frozenset(tokens(said))
    own = {n: each - shared for n, each in words.items()}
    shares = {n: len(each & asked) / max(1, len(each)) for n, each in own.items()}
    best = max(shares.values())
    return [n for n, share in shares.items() if share == best] if best else list(words)


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
    heads = (printed_heading(article, table, n) for n in range(len(table.heading.cells)))
    return {
        number
        for number, head in enumerate(heads)
        if f"{head}：" in draft.text or f"{head}（" in draft.text
    }


def _fits(question: Question, heading: str, cell: str) -> bool:
    """Whether a cell may be what the kind of question asks for."""
    if RATE_ASKED.search(question.folded):
        return bool(RATE.search(heading)) or cell.endswith("%")
    if question.kind == "number":
        return is_figure(cell) and not cell.endswith("%") and not RATE.search(heading)
    if question.kind in FIGURE_KINDS:
        return label_fits(question.kind, heading) or any(spans_for(question, cell))
    return label_fits(question.kind, heading) or is_done_by(question, heading)
