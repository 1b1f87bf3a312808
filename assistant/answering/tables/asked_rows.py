"""Of a table that is told beside a sentence, or found by its head: the rows and cells asked for.

One thing is asked (由哪个部门牵头), and a table of tasks says it of many.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.drafts import Draft
from assistant.answering.tables.cells import cells_draft, is_total
from assistant.answering.tables.columns import columns_of
from assistant.answering.tables.row_drafts import spelled_row
from assistant.answering.tables.row_names import key_of, name_columns
from assistant.answering.tables.scope import year_met
from assistant.answering.words.question import Question
from assistant.answering.words.table_words import in_table_words
from assistant.tables import Row, Table, is_figure
from assistant.text import fold, tokens
from assistant.types import Article

ONE_THING = frozenset({"number", "date", "rank", "person", "organisation", "place", "name"})
FEWEST_TOKENS = 2  # that only some rows say
MOST_ROWS = 3  # that one question singles out
MOST_OF_ALL = 8  # rows, each of which is told
SAID_SHARE = 0.6  # of what is asked about, in the heads and above
ABOVE_CHARS = 160  # before a table, where its section says what it is of
BESIDE_SHARE = 0.5  # of what the sentence beside a table says of the question


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of one table."""

    question: Question
    article: Article
    table: Table

    @property
    def tokens(self) -> frozenset[str]:
        """What is asked about, in pairs of characters."""
        return frozenset(each for each in tokens(self.question.topic) if len(each) > 1)

    @property
    def headings(self) -> list[str]:
        """The folded headings."""
        return [text for text, _ in self.table.heading.cells]


def asked_rows(
    question: Question, article: Article, table: Table, rows: Sequence[Row]
) -> list[Draft]:
    """Statements on some rows of a table; on the cells asked for, where these can be told."""
    asked = Asked(in_table_words(question, table), article, table)
    if question.kind not in ONE_THING or question.listing or len(rows) < 2:
        return [spelled_row(article, table, row) for row in rows]
    chosen = _named(asked, rows) or _about(asked, rows) or rows
    keys = name_columns(chosen)
    columns = [columns_of(asked.question, asked.headings, row, keys[0]) for row in chosen]
    if not all(columns):
        return [spelled_row(article, table, row) for row in chosen]
    told = (tuple(dict.fromkeys((*keys[1:], *each))) for each in columns)
    return [
        cells_draft(article, table, row, keys[0], each)
        for row, each in zip(chosen, told, strict=True)
        if not is_total(row.cells[0][0]) or len(chosen) == 1
    ]


def is_beside(question: Question, text: str, table: Table) -> bool:
    """Whether a sentence says what is asked about, and the table that stands by it hardly any."""
    asked = frozenset(each for each in tokens(question.topic) if len(each) > 1)
    cells = (text for row in (table.heading, *table.rows) for text, _ in row.cells)
    in_table = asked & frozenset(token for cell in cells for token in tokens(cell))
    said = asked & frozenset(tokens(fold(text)))
    return len(said) >= FEWEST_TOKENS and len(in_table) < BESIDE_SHARE * len(said)


def is_of_all(question: Question, article: Article, table: Table, row: Row) -> bool:
    """Whether a column is asked for (2027年居民水价) of no row more than of this, the nearest one.

    Nothing is asked about but what the title, the lines above and the heads say.
    """
    asked = Asked(in_table_words(question, table), article, table)
    if question.kind != "number" or question.listing or len(table.rows) > MOST_OF_ALL:
        return False
    if _named(asked, table.rows) or not year_met(question, article, table):
        return False
    above = article.text[: table.heading.span.start][-ABOVE_CHARS:]
    printed = fold(f"{article.title}\n{above}\n{' '.join(asked.headings)}")
    said = sum(token in printed for token in asked.tokens)
    own = frozenset(token for text, _ in row.cells for token in tokens(text)) & asked.tokens
    is_headed = all(
        columns_of(asked.question, asked.headings, each, 0)
        for each in table.rows
        if not is_total(each.cells[0][0])
    )
    return said >= SAID_SHARE * len(asked.tokens) and not own and is_headed


def _named(asked: Asked, rows: Sequence[Row]) -> list[Row]:
    """The rows that the question names."""
    said = f"{asked.question.folded},{asked.question.topic}"
    return [row for row in rows if key_of(row, asked.headings, said) is not None]


def _about(asked: Asked, rows: Sequence[Row]) -> list[Row]:
    """The few rows that say most of what is asked about, beside what all of them say; or []."""
    words = [
        frozenset(token for text, _ in row.cells if not is_figure(text) for token in tokens(text))
        for row in rows
    ]
    common = frozenset.intersection(*words)
    shares = [len(asked.tokens & (each - common)) for each in words]
    best = max(shares)
    found = [row for row, share in zip(rows, shares, strict=True) if share == best]
    return found if best >= FEWEST_TOKENS and len(found) <= MOST_ROWS else []
