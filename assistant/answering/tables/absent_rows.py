"""Rows that a table does not have: 焊工 | 高级, of a table with other grades of 焊工."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.tables.row_names import keys_of, row_name
from assistant.answering.words.question import Question
from assistant.tables import Table, tables_of
from assistant.text import fold
from assistant.types import Article

MOST_NAMED = 8  # of what there is instead
_SENTENCE_END = re.compile(r"[。;!?\n]")


@dataclass(frozen=True, slots=True)
class _Absent:
    """A class (焊工) that a table has, what it has of it, and what it lacks of it (高级)."""

    name: str
    given: tuple[str, ...]
    missing: str

    def is_told_by(self, article: Article) -> bool:
        """Whether a sentence speaks of both, as no row does."""
        said = _SENTENCE_END.split(fold(article.text))
        return any(self.name in each and self.missing in each for each in said)


def absent_row(question: Question, articles: Sequence[Article]) -> str:
    """What a table has instead of a row that a question names by two cells; "" for none.

    Of the first article that has such a table; nothing where any of them has the row, or
    a sentence (高级焊工每人补贴3000元) that speaks of both.
    """
    if question.kind != "number":
        return ""
    asked = f"{question.folded},{question.topic}"
    absent = None
    for article in articles:
        for table in tables_of(article):
            headings = [text for text, _ in table.heading.cells]
            keys = [keys_of(row, headings, asked) for row in table.rows]
            if max(map(len, keys)) > 1:
                return ""
            absent = absent or _absent(asked, keys, table)
    if absent is None or any(map(absent.is_told_by, articles)):
        return ""
    return f"文中的表里，{absent.name}只有{'、'.join(absent.given)}，没有{absent.missing}。"


def is_absent_pair(asked: str, keys: Sequence[Sequence[int]], table: Table) -> bool:
    """Whether two columns are named, of classes and of their grades, and no row by both."""
    return _absent(asked, keys, table) is not None


def _absent(asked: str, keys: Sequence[Sequence[int]], table: Table) -> _Absent | None:
    """What there is of the class that is named, by its column; None for no such pair."""
    named = {
        (number, row_name(row.cells[number][0]))
        for row, own in zip(table.rows, keys, strict=True)
        for number in own
    }
    if len(named) != 2 or any(len(own) > 1 for own in keys):
        return None
    pair = sorted(named)
    if pair[0][0] == pair[1][0] or _overlap(asked, pair[0][1], pair[1][1]):
        return None
    for (one, name), (other, missing) in (pair, pair[::-1]):
        names = [row_name(row.cells[one][0]) for row in table.rows]
        given = [row.cells[other][0] for row in table.rows if row_name(row.cells[one][0]) == name]
        is_class = len(set(names)) < len(names) and all(given) and len(set(given)) == len(given)
        if is_class and len(given) <= MOST_NAMED:
            return _Absent(name, tuple(given), missing)
    return None


def _overlap(asked: str, one: str, other: str) -> bool:
    """Whether two names are said by the same characters, or one of them is said otherwise."""
    first, second = asked.find(one), asked.find(other)
    return min(first, second) < 0 or (first < second + len(other) and second < first + len(one))
