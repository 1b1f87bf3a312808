"""Rows whose cell says more than the question: 设立10亿元氢能产业基金, for 氢能产业基金.

Plans print tasks so, each with who leads it and by when.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.drafts import Draft
from assistant.answering.tables.cells import cells_draft, is_total
from assistant.answering.tables.columns import bare_heading, column_of, said_share
from assistant.answering.tables.row_drafts import printed, row_draft
from assistant.answering.tables.scope import is_of_another, year_met
from assistant.answering.words.places import areas_of
from assistant.answering.words.question import Question
from assistant.answering.words.related import RelatedWords
from assistant.quantities import Quantity
from assistant.tables import Row, Table, is_figure, tables_of
from assistant.text import fold, is_chinese, quantities, tokens
from assistant.types import Article, Span

ABOUT_SHARE = 0.8  # of what a question is about, in the cell
FEWEST_TOKENS = 2  # of it there that the title does not say
FEWEST_OF_FIGURE = 4  # tokens, where the answer is a figure in the cell itself
HEADED_SHARE = 0.8  # of a heading, for who asks neither who nor when
_NAMED = ("organisation", "person", "date", "place")
_NEVER = ("why", "how", "list", "comparison", "yes_no", "definition")
# What is asked of a thing, and who does it: no part of what it is called.
_ASKED_OF_IT = re.compile(
    r"(?:总?规模|总?投资额?|总?金额|数量|总额|总?面积|长度)$|单位|部门|机构|牵头|负责|承担|主管|实施|"
    r"完成|时限|时间|期限|之前"
)


# 农村公路改造投资多少, of a column 年度投资
_MEASURE = re.compile(r"总?(?P<of>投资|金额|规模|数量|面积|长度)额?$")


@dataclass(frozen=True, slots=True)
class _Found:
    """A row, the cell that is about what is asked, and how many of its tokens are there."""

    row: Row
    key: int
    share: float
    said: int


def about_drafts(question: Question, articles: Sequence[Article]) -> list[Draft]:
    """The cell asked for of the one row about it, in the first article; [] where there is none."""
    if question.listing or question.kind in _NEVER:
        return []
    for article in articles:
        for table in tables_of(article):
            if not year_met(question, article, table) or is_of_another(question, article, table):
                continue
            draft = _draft(question, article, table)
            if draft is not None:
                return [draft]
    return []


def _draft(question: Question, article: Article, table: Table) -> Draft | None:
    headings = [heading for heading, _ in table.heading.cells]
    found = sorted(_about(question, article, table), key=lambda each: -each.share)
    if not found or (len(found) > 1 and found[1].share == found[0].share):
        return None
    best = found[0]
    column = column_of(question, headings, best.row, best.key)
    if question.kind == "number":
        measure = _MEASURE.search(question.attribute)
        if column is None or measure is None or measure["of"] not in headings[column]:
            return _figure_draft(question, article, table, best)
        return cells_draft(article, table, best.row, best.key, (column,))
    asked = frozenset(tokens(f"{question.folded},{question.topic}"))
    headed = column is not None and said_share(question, headings[column], asked)
    if column is None or (question.kind not in _NAMED and headed < HEADED_SHARE):
        return None
    # 什么时候到期 of what is to be set up by then
    act = set(_ASKED_OF_IT.sub("", question.heads[1]))
    if act and act.isdisjoint(best.row.cells[best.key][0] + headings[column]):
        return None
    return cells_draft(article, table, best.row, best.key, (column,))


def _about(question: Question, article: Article, table: Table) -> Iterator[_Found]:
    """The rows about what is asked: nearly all of it is said in one of their cells."""
    title = fold(article.title)
    topic = question.topic
    for area in areas_of(topic):
        if area in title:
            topic = topic.replace(area, ",")
    for heading, _ in table.heading.cells:
        topic = topic.replace(bare_heading(heading) or ",", ",")
    pieces = (_ASKED_OF_IT.sub(",", piece) for piece in re.split("[,的]", topic))
    found = (token for piece in pieces for token in tokens(piece))
    asked = frozenset(token for token in found if len(token) > 1 or not is_chinese(token))
    own = asked - frozenset(tokens(title))
    known = RelatedWords.load()
    for row in table.rows:
        cells = (
            (number, frozenset(tokens(text)))
            for number, (text, _) in enumerate(row.cells)
            if text and not is_figure(text)
        )
        key, words = max(cells, key=lambda cell: len(cell[1] & asked), default=(0, frozenset()))
        share = len(words & asked) / max(1, len(asked))
        if share < ABOUT_SHARE or len(words & own) < FEWEST_TOKENS or is_total(row.cells[key][0]):
            continue
        if any(token in known for token in asked - words):
            continue  # 由谁运营 of what is to be built
        yield _Found(row, key, share, len(words & asked))


def _figure_draft(
    question: Question, article: Article, table: Table, found: _Found
) -> Draft | None:
    """The cell itself, where it holds the one figure that is asked for; None for none or more."""
    cell, place = found.row.cells[found.key]
    figures = [each for each in quantities(cell) if _is_asked(question, each)]
    if len(figures) != 1 or found.share < 1.0 or found.said < FEWEST_OF_FIGURE:
        return None
    text = printed(article, place)
    shown = Span(figures[0].start, figures[0].end)
    return row_draft(article, table, found.row, text, [found.key], (shown,))


def _is_asked(question: Question, quantity: Quantity) -> bool:
    """Whether a figure may be asked for: none of a year, nor in another unit."""
    if quantity.ordinal or quantity.unit in ("年", "月", "日", ""):
        return False
    return not question.unit or quantity.unit == question.unit.lstrip("万亿")
