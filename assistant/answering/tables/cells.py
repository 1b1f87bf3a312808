"""Cells of tables: in the row that the question names, under the heading that it asks for.

A row alone (东城区 | 1200 | 6) does not say what its figures are; the answer joins the
cell with its heading and cites both.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answering.drafts import Draft
from assistant.answering.tables.absent_rows import is_absent_pair
from assistant.answering.tables.columns import RATE_ASKED, bare_heading, column_of, columns_of
from assistant.answering.tables.paid import is_of_paying
from assistant.answering.tables.row_drafts import (
    COUNT,
    MOST_SPELLED,
    printed,
    row_draft,
    titled_cell,
)
from assistant.answering.tables.row_names import UNIT, calls_of, key_of, keys_of, row_name
from assistant.answering.tables.scope import CAPTION_CHARS, is_deputy, is_of_another, year_met
from assistant.answering.words.forms import label_asked_for
from assistant.answering.words.kinds import MEASURES
from assistant.answering.words.places import districts_of
from assistant.answering.words.question import Question, small_number
from assistant.answering.words.table_words import in_table_words
from assistant.tables import NOT_MEASURED, RATE, Row, Table, is_figure, tables_of
from assistant.text import fold, tokens
from assistant.types import Article, Span

_EACH = re.compile("各(?!种|类)|分别|每")
_EACH_TIME = re.compile("每个?[月年天日人户次]$")  # 90至99周岁每月多少钱
# 各县区的产值 is asked of rows that are named so, whatever heads them.
_EACH_AREA = re.compile(r"各个?(?:区县|县区|市县|县市区|[区县市镇乡](?!级|场|委|属|政))")
_AREA = re.compile(r"[一-龥]{1,6}[区县市州旗镇乡]")
_LEAST = frozenset(("低", "小", "少", "短", "慢", "轻", "便宜"))
_WAY = "[高大多长快贵重低小少短慢轻]|便宜|能(?=[一-龥])"  # 最能打粮
_PRICE = re.compile(r"\(元/|价(?!值)|房租|租金")
_EXTREME_ASKED = re.compile(
    rf"(?:哪|什么|谁)[^,。?]{{0,20}}?最(?P<way>{_WAY})|"
    rf"最(?P<first>{_WAY})的[^,。?]{{0,8}}?(?:哪|什么|谁)|"
    # 最高那档每月交多少
    rf"最(?P<step>{_WAY})的?[那这]?一?(?P<kind>[档级挡等类])(?!别)"
)
_WHICH_AREA = re.compile(r"哪一?个(?P<unit>[区县市镇乡村](?![区县市镇乡村级])|街道)")
_NAME_OF = re.compile("(?:名称|名单)$")
_DEAREST = re.compile("最(?:贵|便宜)")
_DECREASE = re.compile("(?:下降|减少|降低|下跌|减产|降价)得?最")
_NOT_GIVEN = re.compile(r"[-—/.…]*|无|空")
_TOTAL = re.compile(r"合计|总计|小计|总数|总|全[国省市县区]|平均|其中")
_WHOLE = "全[国省市县区州]"
_SUM = re.compile(rf"(?:{_WHOLE})?(?:合\s*计|总\s*计|合计数|总计数)|{_WHOLE}")
# 支出总额是多少 is asked of the row 合计.
_SUM_ASKED = re.compile(rf"(?P<area>{_WHOLE})|总额|总数|总量|合计|总计|一共|总共|加起来")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
NAMED_SHARE = 0.5  # of what is asked for, in the names of a table that is about it
MOST_ROWS = 3
# What a rate says of a thing: 水泥产量下降 is asked of the row on 水泥 and a column of rates.
_CHANGED = re.compile(
    r"(?:同比|比上年)?(?:增长|下降|上涨|上升|提高|减少|降低)(?:了?(?:百分之)?|速度|率|幅度)$"
)


@dataclass(frozen=True, slots=True)
class _Extreme:
    """The rows of the highest or lowest figure of a column, and the column of their names."""

    key: int
    column: int
    rows: tuple[Row, ...]


def cell_drafts(question: Question, articles: Sequence[Article]) -> list[Draft]:
    """The cells asked for, of the first article that has them; [] where no table says them."""
    for article in articles:
        for table in tables_of(article):
            drafts = _drafts(in_table_words(question, table), article, table)
            if drafts:
                return drafts
    return []


def _drafts(question: Question, article: Article, table: Table) -> list[Draft]:
    headings = [text for text, _ in table.heading.cells]
    if question.kind == "number" and not _says_what(question, article, table):
        return []
    asked = f"{question.folded},{question.topic}"  # 科技支出, and the documents' own words for it
    named = _by_most_cells(asked, headings, table, is_number=question.kind == "number")
    lengths = [len(row_name(row.cells[key][0])) for row, key in named if key is not None]
    longest = max(lengths, default=0)
    titled = f"{fold(article.title)} {' '.join(headings)}"
    chosen = [
        (row, key)
        for row, key in named
        if key is not None
        and len(row_name(row.cells[key][0])) == longest
        and not is_deputy(question, row)
        # 长宁县的医院 is not read from a row on the hospitals of the city.
        and all(
            each in titled or any(each in text for text, _ in row.cells)
            for each in districts_of(question.folded)
        )
    ]
    most = MOST_ROWS
    if not chosen and _asks_for_all(question, table):
        chosen, most = [(row, 0) for row in table.rows], MOST_SPELLED
    extreme = None if chosen else _extreme(question, headings, table)
    if extreme is not None:
        chosen = [(row, extreme.key) for row in extreme.rows]
    if not chosen and _asks_for_sum(question):
        chosen = [(row, 0) for row in table.rows if _SUM.fullmatch(row.cells[0][0])]
    if not 0 < len(chosen) <= most or not year_met(question, article, table):
        return []
    if is_of_another(question, article, table):
        return []
    drafts: list[Draft] = []
    if RATE.search(_caption(article, table)) and not any(map(RATE.search, headings)):
        # 销售渠道占比(单位:%) over 2021年 and 2023年: the columns are rates.
        question = replace(question, folded=RATE_ASKED.sub(",", question.folded))
    apart = _telling_apart(chosen)
    for row, key in chosen:
        also = (n for n in keys_of(row, headings, asked) if n != key and not extreme)
        columns = columns_of(question, headings, row, key)
        if not columns and extreme is not None:
            columns = (extreme.column,)
        if not columns and _SUM.fullmatch(row.cells[key][0]):
            columns = tuple(n for n, (text, _) in enumerate(row.cells) if text and n != key)
        if columns:
            told = tuple(dict.fromkeys((*also, *apart, *columns)))
            drafts.append(cells_draft(article, table, row, key, told))
    return drafts if len(drafts) == len(chosen) else []


def _by_most_cells(
    asked: str, headings: Sequence[str], table: Table, *, is_number: bool
) -> list[tuple[Row, int | None]]:
    """Each row with the cell that names it; only rows of which most cells are named have one.

    电工中级补贴 asks for the row 电工 | 中级, and for no other 电工, nor another's 中级. Where
    no row has all that two columns are named by (焊工, 高级), none is asked for.
    """
    keys = [keys_of(row, headings, asked) for row in table.rows]
    most = max(map(len, keys))
    columns = {number for each in keys for number in each}
    if is_number and most == 1 < len(columns) and is_absent_pair(asked, keys, table):
        return [(row, None) for row in table.rows]
    return [
        (row, key_of(row, headings, asked) if len(own) == most else None)
        for row, own in zip(table.rows, keys, strict=True)
    ]


def _telling_apart(chosen: Sequence[tuple[Row, int]]) -> tuple[int, ...]:
    """The first column of words that tells rows of one name apart (焊工 | 初级); () where none."""
    names = {row.cells[key][0] for row, key in chosen}
    if len(chosen) < 2 or len(names) > 1:
        return ()
    for number in range(len(chosen[0][0].cells)):
        texts = [row.cells[number][0] for row, _ in chosen]
        if len(set(texts)) == len(texts) and all(texts) and not any(map(is_figure, texts)):
            return (number,)
    return ()


def _extreme(question: Question, headings: Sequence[str], table: Table) -> _Extreme | None:
    """The rows of the highest or lowest figure, where one asks which is (哪个县的均价最低).

    A row that gives no figure is none of them. None where no such thing is asked or given.
    """
    asked = _EXTREME_ASKED.search(question.folded)
    key = next((n for n, text in enumerate(headings) if not NOT_MEASURED.search(text)), 0)
    # 合计 may stand under 序号, with no name beside it.
    rows = [row for row in table.rows if not any(map(is_total, _names_of(row, key)))]
    area = _WHICH_AREA.search(question.folded)
    if area and any(row.cells[key][0].endswith(area["unit"]) for row in rows):
        # 哪个镇, of a table of 镇 and 乡
        rows = [row for row in rows if row.cells[key][0].endswith(area["unit"])]
    if asked is None or len(rows) < 2:
        return None
    if asked["kind"] and not all(asked["kind"] in row.cells[key][0] for row in rows):
        return None  # 最高那类, of rows that are no classes
    of_figures = replace(question, kind="number")
    column = column_of(of_figures, headings, rows[0], key)
    column = (
        _price_column(question, _NAME_OF.sub("", headings[key]), headings)
        if column is None
        else column
    )
    if column is None:
        return None
    given = [row for row in rows if not _NOT_GIVEN.fullmatch(row.cells[column][0])]
    texts = [row.cells[column][0].replace(",", "").rstrip("%") for row in given]
    if len(given) < 2 or not all(map(_NUMBER.fullmatch, texts)):
        return None
    figures = [float(text) for text in texts]
    is_least = (asked["way"] or asked["first"] or asked["step"]) in _LEAST
    if _DECREASE.search(question.folded) and min(figures) < 0:
        is_least = not is_least  # what fell most has the lowest rate
    extreme = min(figures) if is_least else max(figures)
    pairs = zip(given, figures, strict=True)
    return _Extreme(key, column, tuple(row for row, figure in pairs if figure == extreme))


def _price_column(question: Question, named: str, headings: Sequence[str]) -> int | None:
    """The column of prices of what is asked for (哪个板块的房子最贵); None for any other.

    The first of those under one heading (旺季, 淡季); None where there are others.
    """
    prices = [number for number, heading in enumerate(headings) if _PRICE.search(heading)]
    tops = {bare_heading(headings[number]).partition(" ")[0] for number in prices}
    is_asked = _DEAREST.search(question.folded) and named in question.folded
    return prices[0] if len(tops) == 1 and is_asked else None


def _names_of(row: Row, key: int) -> list[str]:
    """The cells of a row up to the one that names it."""
    return [text for text, _ in row.cells[: key + 1]]


def _asks_for_sum(question: Question) -> bool:
    """Whether one asks for a total; of a whole area (全市的目标) only where it is a number."""
    asked = _SUM_ASKED.search(question.folded)
    return asked is not None and (question.kind == "number" or not asked["area"])


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
        or is_of_paying(question.folded, heading)
        or (len(name := row_name(bare_heading(heading))) > 1 and name in question.topic)
        for heading in headings
    ):
        return True
    names = [fold(article.title), _caption(article, table), *headings]
    names += [row.cells[0][0] for row in table.rows]
    said = frozenset(token for name in names for token in tokens(UNIT.sub("", name)))
    keys = [(row, key_of(row, headings, question.folded)) for row in table.rows]
    rows = [row_name(row.cells[key][0]) for row, key in keys if key is not None]
    asked: list[tuple[str, ...]] = []
    for words in (_EACH_TIME.sub("", question.attribute), question.heads[1]):
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
