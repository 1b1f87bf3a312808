"""The years that an article's tables have, which a refusal must not say to be missing."""

import re

from assistant.answering.tables.scope import caption_of
from assistant.answering.words.years import years_of
from assistant.tables import tables_of
from assistant.text import fold
from assistant.types import Article

_YEAR_ALONE = re.compile(r"\d{4}(?:年度?|年末|年底)?(?:\([^()]{1,8}\))?")


def years_printed(article: Article) -> frozenset[str]:
    """All years that stand in the tables of an article, in whatever cell, or over them."""
    tables = tables_of(article)
    cells = (text for each in tables for row in (each.heading, *each.rows) for text, _ in row.cells)
    captions = (fold(caption_of(article, each)) for each in tables)
    return frozenset(year for text in (*cells, *captions) for year in years_of(text))


def years_headed(article: Article) -> frozenset[str]:
    """The years on which a table has a column (2026年预算数) or a row (2026年)."""
    tables = tables_of(article)
    heads = (text for each in tables for text, _ in each.heading.cells)
    names = (row.cells[0][0] for each in tables for row in each.rows)
    alone = (name for name in names if _YEAR_ALONE.fullmatch(name))
    return frozenset(year for text in (*heads, *alone) for year in years_of(text))
