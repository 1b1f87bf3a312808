"""How many or how dear, where only a table says it, row by row, without a total: 套数 60, 40."""

import re
from collections.abc import Sequence

from assistant.answering.drafts import Draft
from assistant.answering.tables.cells import cells_draft, is_total
from assistant.answering.tables.row_drafts import MOST_SPELLED
from assistant.answering.tables.scope import caption_of, year_met
from assistant.answering.words import spans
from assistant.answering.words.evidence import Evidence
from assistant.answering.words.question import Question
from assistant.tables import Table, is_figure, tables_of
from assistant.text import fold, tokens
from assistant.types import Article

THING_CHARS = 2  # of what is asked for, before its unit
NAMED_SHARE = 0.5  # of what is counted, in the table's caption or the article's title


def counted_drafts(
    question: Question, articles: Sequence[Article], evidence: Sequence[Evidence]
) -> list[Draft]:
    """The counts of all rows, of the first table that is on what is counted; [] for none.

    Nor of an article of which a sentence gives a figure in the unit asked for.
    """
    if question.kind != "number" or not question.unit:
        return []
    told = {
        each.sentence.article_id
        for each in evidence
        if spans.has_unit(question, each.sentence.folded)
    }
    for article in articles:
        if article.id in told:
            continue
        for table in tables_of(article):
            column = _column(question, article, table)
            if column is not None:
                rows = [row for row in table.rows if not is_total(row.cells[0][0])]
                return [
                    cells_draft(article, table, row, 0, (*_kinds(table, column), column))
                    for row in rows
                ]
    return []


def _column(question: Question, article: Article, table: Table) -> int | None:
    """The column in the unit asked for; None where the table is on something else.

    It is of units (套数), or of what is asked for (月租金(元) for 租金多少钱).
    """
    named = frozenset(tokens(f"{fold(article.title)},{fold(caption_of(article, table))}"))
    asked = tokens(question.topic)
    share = sum(token in named for token in asked) / max(1, len(asked))
    if (
        share < NAMED_SHARE
        or len(table.rows) > MOST_SPELLED
        or not year_met(question, article, table)
    ):
        return None
    unit, thing = re.escape(question.unit), re.escape(question.heads[0][-THING_CHARS:])
    of_thing = rf"|[^()]{{0,2}}{thing}\({unit}[^()]*\)" if len(thing) == THING_CHARS else ""
    headed = re.compile(rf"总?{unit}数|数量\({unit}\){of_thing}")
    found = (n for n, (text, _) in enumerate(table.heading.cells) if n and headed.fullmatch(text))
    return next(found, None)


def _kinds(table: Table, column: int) -> tuple[int, ...]:
    """The columns of words before it, which tell rows of one name apart: 一室一厅."""
    return tuple(
        n for n in range(1, column) if not any(is_figure(row.cells[n][0]) for row in table.rows)
    )
