"""Cells of tables: in the row that the question names, under the heading that it asks for.

A row alone (东城区 | 1200 | 6) does not say what its figures are; the answer joins the
cell with its heading and cites both.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.columns import RATE_ASKED, column_of, columns_of
from assistant.answering.drafts import Draft
from assistant.answering.forms import label_asked_for
from assistant.answering.kinds import MEASURES
from assistant.answering.places import districts_of
from assistant.answering.question import Question, small_number
from assistant.answering.row_drafts import (
    COUNT,
    MOST_SPELLED,
    printed,
    row_draft,
    titled_cell,
)
from assistant.answering.row_names import UNIT, calls_of, key_of, row_name
from assistant.answering.table_scope import CAPTION_CHARS, is_of_another, year_met
from assistant.tables import RATE, Row, Table, tables_of
from assistant.text import fold, tokens
from assistant.types import Article, Span

_EACH = re.compile("各(?!种|类)|分别|每")
# 各县区的产值 is asked of rows that are named so, whatever heads them.
_EACH_AREA = re.compile(r"各个?(?:区县|县区|市县|县市区|[区县市镇乡](?!级|场|委|属|政))")
_AREA = re.compile(r"[一-龥]{1,6}[区县市州旗镇乡]")
_LEAST = frozenset("低小少短慢轻")
_EXTREME_ASKED = re.compile(
    r"(?:哪|什么|谁)[^,。?]{0,20}?最(?P<way>[高大多长快贵重低小少短慢轻])|"
    r"最(?P<first>[高大多长快贵重低小少短慢轻])的[^,。?]{0,8}?(?:哪|什么|谁)"
)
_TOTAL = re.compile(r"合计|总计|小计|总数|总|全[国省市县区]|平均|其中")
# 支出总额是多少 is asked of the row 合计.
_SUM = re.compile(r"合\s*计|总\s*计|合计数|总计数")
_SUM_ASKED = re.compile(r"总额|总数|总量|合计|总计|一共|总共|加起来")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
NAMED_SHARE = 0.5  # of what is asked for, in the names of a table that is about it
MOST_ROWS = 3
# What a rate says of a thing: 水泥产量下降 is asked of the row on 水泥 and a column of rates.
_CHANGED = re.compile(
    r"(?:同比|比上年)?(?:增长|下降|上涨|上升|提高|减少|降低)(?:了?(?:百分之)?|速度|率|幅度)$"
)


def cell_drafts(question: Question, articles: Sequence[Article]) -> list[Draft]:
    """The cells asked for, of the first article that has them; [] where no table says them."""
    for article in articles:
        for table in tables_of(article):
            drafts = _drafts(question, article, table)
            if drafts:
                return drafts
    return []


def _drafts(question: Question, article: Article, table: Table) -> list[Draft]:
    headings = [text for text, _ in table.heading.cells]
    if question.kind == "number" and not _says_what(question, article, table):
        return []
    asked = f"{question.folded},{question.topic}"  # 科技支出, and the documents' own words for it
    named = [(row, key_of(row, headings, asked)) for row in table.rows]
    lengths = [len(row_name(row.cells[key][0])) for row, key in named if key is not None]
    longest = max(lengths, default=0)
    titled = f"{fold(article.title)} {' '.join(headings)}"
    chosen = [
        (row, key)
        for row, key in named
        if key is not None
        and len(row_name(row.cells[key][0])) == longest
        # 长宁县的医院 is not read from a row on the hospitals of the city.
        and all(
            each in titled or any(each in text for text, _ in row.cells)
            for each in districts_of(question.folded)
        )
    ]
    most = MOST_ROWS
    if not chosen and _asks_for_all(question, table):
        chosen, most = [(row, 0) for row in table.rows], MOST_SPELLED
    if not chosen:
        chosen = [(row, 0) for row in _extreme_rows(question, headings, table)]
    if not chosen and _SUM_ASKED.search(question.folded):
        chosen = [(row, 0) for row in table.rows if _SUM.fullmatch(row.cells[0][0])]
    if not 0 < len(chosen) <= most or not year_met(question, article, table):
        return []
    if is_of_another(question, article, table):
        return []
    drafts: list[Draft] = []
    if RATE.search(_caption(article, table)) and not any(map(RATE.search, headings)):
        # 销售渠道占比(单位:%) over 2021年 and 2023年: the columns are rates.
        question = replace(question, folded=RATE_ASKED.sub(",", question.folded))
    for row, key in chosen:
        columns = columns_of(question, headings, row, key)
        if not columns and _SUM.fullmatch(row.cells[key][0]):
            columns = tuple(n for n, (text, _) in enumerate(row.cells) if text and n != key)
        if columns:
            drafts.append(cells_draft(article, table, row, key, columns))
    return drafts if len(drafts) == len(chosen) else []


def _extreme_rows(question: Question, headings: Sequence[str], table: Table) -> list[Row]:
    """The row of the highest or lowest figure, where one asks which is (哪个县的均价最低)."""
    asked = _EXTREME_ASKED.search(question.folded)
    rows = [row for row in table.rows if not _TOTAL.match(row.cells[0][0])]
    if asked is None or len(rows) < 2:
        return []
    column = column_of(question, headings, rows[0], 0)
    texts = [row.cells[column][0].replace(",", "").rstrip("%") for row in rows] if column else []
    if not texts or not all(map(_NUMBER.fullmatch, texts)):
        return []
    figures = [float(text) for text in texts]
    extreme = min(figures) if (asked["way"] or asked["first"]) in _LEAST else max(figures)
    return [row for row, figure in zip(rows, figures, strict=True) if figure == extreme]


def is_total(name: str) -> bool:
    """Whether a row's name says that it sums up others: 合计."""
    return _TOTAL.match(name) is not None


def _caption(article: Article, table: Table) -> str:
    """The folded line above a table."""
    above = article.text[: table.heading.span.start].rstrip().rpartition("\n")[2]
    return fold(above) if len(above) <= CAPTION_CHARS else ""


def _asks_for_all(question: Question, table: Table) -> bool:
    """Whether what heads the rows' names is asked of each: 四个景区各接待了多少游客."""
    if _EACH_AREA.search(question.folded):
        return all(_AREA.fullmatch(row.cells[0][0]) for row in table.rows)
    name = UNIT.sub("", table.heading.cells[0][0])
    if len(name) < 2 or name not in question.folded or not _EACH.search(question.folded):
        return False
    count = re.search(rf"{COUNT}(?:{MEASURES})\w{{0,4}}?{re.escape(name)}", question.folded)
    return count is None or small_number(count[1]) == len(table.rows)


def _says_what(question: Question, article: Article, table: Table) -> bool:
    """Whether a heading, a row's name or the title says what is counted or measured."""
    headings = [text for text, _ in table.heading.cells]
    wanted = label_asked_for(question.folded)
    if any(
        (wanted is not None and wanted.search(heading))
        or (len(name := row_name(heading)) > 1 and name in question.topic)
        for heading in headings
    ):
        return True
    names = [fold(article.title), _caption(article, table), *headings]
    names += [row.cells[0][0] for row in table.rows]
    said = frozenset(token for name in names for token in tokens(UNIT.sub("", name)))
    keys = [(row, key_of(row, headings, question.folded)) for row in table.rows]
    rows = [row_name(row.cells[key][0]) for row, key in keys if key is not None]
    asked: list[tuple[str, ...]] = []
    for words in (question.attribute, question.heads[1]):
        bare = words
        for name in sorted(rows, key=len, reverse=True):
            for called in calls_of(name):  # 黄茶产业园投资 asks for 投资 of that row
                bare = bare.replace(called, ",")
        if rows and words and not tokens(_CHANGED.sub("", bare)):
            return True  # nothing but a row is named
        asked += [tokens(_SUM_ASKED.sub("", _CHANGED.sub("", each))) for each in (words, bare)]
    shares = [sum(token in said for token in words) / len(words) for words in asked if words]
    return not shares or max(shares) >= NAMED_SHARE


def cells_draft(
    article: Article, table: Table, row: Row, key: int, columns: tuple[int, ...]
) -> Draft:
    """A statement on cells of a row, after the cell that names it."""
    text = printed(article, row.cells[key][1])
    values: list[Span] = []
    for column in columns:
        text = f"{text}，{titled_cell(article, table, row, column)}"
        values.append(Span(len(text) - len(printed(article, row.cells[column][1])), len(text)))
    return row_draft(article, table, row, text, columns, tuple(values))
