"""Cells of tables: in the row that the question names, under the heading that it asks for.

A row alone (东城区 | 1200 | 6) does not say what its figures are; the answer joins the
cell with its heading and cites both.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.acts import act_asked
from assistant.answering.drafts import Draft
from assistant.answering.forms import label_asked_for, label_fits
from assistant.answering.kinds import MEASURES
from assistant.answering.places import districts_of
from assistant.answering.question import Question, small_number, years_of
from assistant.answering.row_drafts import (
    COUNT,
    MOST_SPELLED,
    printed,
    row_draft,
    titled_cell,
)
from assistant.answering.table_scope import CAPTION_CHARS, is_deputy, is_of_another, year_met
from assistant.tables import FIGURE, RATE, Row, Table, tables_of
from assistant.text import fold, tokens
from assistant.types import Article, Span

_UNIT = re.compile(r"\((?:单位:)?([^()]{1,6})\)")
# 增速是多少 is answered under a heading of rates alone; 医院数(家) is a row on 医院.
RATE_ASKED = re.compile(
    r"增速|增幅|增长率|降幅|幅度|占比|比重|百分之|(?:增长|下降|上涨|上升|提高|减少|降低)了?多少|"
    # 是增还是减, 涨了还是跌了
    r"[增升涨][长加高]?了?还是[减降跌下]|[减降跌]少?了?还是[增升涨上]"
)
_CAUSE = re.compile("原因|理由|因素|依据")
_AND_RATE = re.compile(
    r"(?:以及|[和及与、])(?:其|同比|年均)?(?:增速|增幅|增长率|占比|比重)|"
    # 产量是多少,增长多少
    r"(?<=多少)[一-龥]{0,2},(?:同比|[比较](?:上年|去年))?(?:增长|下降|上涨|上升|提高|减少|降低)[^,。]*$"
)
_COUNTED = re.compile(r"(?<=[一-龥]{2})总?[数量]$")
# What stands before a row's name: 一、粮食, (一)夏粮, 其中:小麦.
_BEFORE_NAME = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[、.](?!\d))?\s*"
    r"(?:其中:)?\s*(?=[一-龥]{2})"
)
_YEAR_HEADING = re.compile(r"\d{4}年?(?:\([^()]*\))?")
# 是不是比上年多了 asks for a figure and for the one before it.
_COMPARES = re.compile(r"[比较][^,。?]{0,2}(?:上年|去年|上期|上季|上月|往年)|相比|同比")
_BEFORE = re.compile(r"^(?:上年|去年|上期|上季|上月|上年同期|去年同期|同期)")
_EACH = re.compile("各(?!种|类)|分别|每")
# 各县区的产值 is asked of rows that are named so, whatever heads them.
_EACH_AREA = re.compile(r"各个?(?:区县|县区|市县|县市区|[区县市镇乡](?!级|场|委|属|政))")
_AREA = re.compile(r"[一-龥]{1,6}[区县市州旗镇乡]")
# Headings over the names of rows' owners, for who asks 谁负责.
_KINDS_OF_NAME = ("person", "organisation", "place", "date")
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
HEADING_SHARE = 0.3  # of a heading, in the question that asks for it
LOWEST_HEAD_SHARE = 0.9  # … of the lowest of several heads, below what the whole says
NAMED_SHARE = 0.5  # of what is asked for, in the names of a table that is about it
MOST_ROWS = 3
SHORTENED_CHARS = 4  # two words of two characters, called by the first of each: 文化旅游, 文旅
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
    lengths = [len(_name(row.cells[key][0])) for row, key in named if key is not None]
    longest = max(lengths, default=0)
    titled = f"{fold(article.title)} {' '.join(headings)}"
    chosen = [
        (row, key)
        for row, key in named
        if key is not None
        and len(_name(row.cells[key][0])) == longest
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
        columns = _columns(question, headings, row, key)
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
    column = _column(question, headings, rows[0], 0)
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
    name = _UNIT.sub("", table.heading.cells[0][0])
    if len(name) < 2 or name not in question.folded or not _EACH.search(question.folded):
        return False
    count = re.search(rf"{COUNT}(?:{MEASURES})\w{{0,4}}?{re.escape(name)}", question.folded)
    return count is None or small_number(count[1]) == len(table.rows)


def _columns(question: Question, headings: Sequence[str], row: Row, key: int) -> tuple[int, ...]:
    """The columns asked for: of 总量和增速 that of the amount and that of the rate."""
    column = _column(question, headings, row, key)
    if column is None:
        return ()
    amount = _AND_RATE.sub("", question.folded)
    if amount != question.folded:
        other = _column(replace(question, folded=amount), headings, row, key)
        if other is not None and other != column:
            return tuple(sorted((column, other)))
    return _compared(question, headings, column)


def _compared(question: Question, headings: Sequence[str], column: int) -> tuple[int, ...]:
    """The column asked for, and for who compares it (比上年多吗) the one of the year before too."""
    if not _COMPARES.search(question.folded):
        return (column,)
    heading = headings[column]
    if _YEAR_HEADING.fullmatch(heading):
        alike = {heading, heading.replace(heading[:4], str(int(heading[:4]) - 1))}
        pair = [n for n, each in enumerate(headings) if each in alike]
    else:
        bare = _BEFORE.sub("", heading)
        pair = [n for n, each in enumerate(headings) if _BEFORE.sub("", each) == bare]
    return tuple(pair) if len(pair) == 2 else (column,)


def _says_what(question: Question, article: Article, table: Table) -> bool:
    """Whether a heading, a row's name or the title says what is counted or measured."""
    headings = [text for text, _ in table.heading.cells]
    wanted = label_asked_for(question.folded)
    if any(
        (wanted is not None and wanted.search(heading))
        or (len(name := _name(heading)) > 1 and name in question.topic)
        for heading in headings
    ):
        return True
    names = [fold(article.title), _caption(article, table), *headings]
    names += [row.cells[0][0] for row in table.rows]
    said = frozenset(token for name in names for token in tokens(_UNIT.sub("", name)))
    keys = [(row, key_of(row, headings, question.folded)) for row in table.rows]
    rows = [_name(row.cells[key][0]) for row, key in keys if key is not None]
    asked: list[tuple[str, ...]] = []
    for words in (question.attribute, question.heads[1]):
        bare = words
        for name in sorted(rows, key=len, reverse=True):
            for called in _calls(name):  # 黄茶产业园投资 asks for 投资 of that row
                bare = bare.replace(called, ",")
        if rows and words and not tokens(_CHANGED.sub("", bare)):
            return True  # nothing but a row is named
        asked += [tokens(_SUM_ASKED.sub("", _CHANGED.sub("", each))) for each in (words, bare)]
    shares = [sum(token in said for token in words) / len(words) for words in asked if words]
    return not shares or max(shares) >= NAMED_SHARE


def _name(cell: str) -> str:
    """A row's name as a question says it: 医院 for 医院数(家), 小麦 for 其中:小麦."""
    return _COUNTED.sub("", _UNIT.sub("", _BEFORE_NAME.sub("", cell)))


def key_of(row: Row, headings: Sequence[str], asked: str) -> int | None:
    """The number of the row's longest cell that the question names; None for no such cell."""
    found = [
        number
        for number, (text, _) in enumerate(row.cells)
        if len(_name(text)) > 1
        and not FIGURE.fullmatch(text)
        and _is_named(_name(text), asked)
        and text not in headings
    ]
    return max(found, key=lambda number: len(row.cells[number][0]), default=None)


def _is_named(name: str, asked: str) -> bool:
    """Whether a question names a row: 桐源 for 桐源县."""
    if _as_spoken(name) in _as_spoken(asked) or any(each in asked for each in _calls(name)):
        return True
    short = re.escape(name[:-1]) if len(name) > 2 and name[-1] in "县区市州" else ""
    return bool(short and re.search(rf"{short}(?=[、和与及的,各两三四五六七八九十几])", asked))


def _calls(name: str) -> tuple[str, ...]:
    """What a row may be called: 科学技术支出, 科技支出."""
    rest = name[SHORTENED_CHARS:]
    return (name, f"{name[0]}{name[2]}{rest}") if rest else (name,)


def _as_spoken(text: str) -> str:
    """90周岁以上老年人 as one says it: 90岁以上老人."""
    return text.replace("周岁", "岁").replace("老年人", "老人")


def _column(question: Question, headings: Sequence[str], row: Row, key: int) -> int | None:
    """The number of the column whose heading the question asks for; None for none."""
    # The topic has the documents' own words (地区生产总值 for GDP).
    said = f"{question.folded},{question.topic}"
    asked = frozenset(tokens(said.replace(_name(row.cells[key][0]), ",")))
    wanted = label_asked_for(question.folded)
    act = act_asked(question.folded)  # 谁主持 is not asked of a column 责任人
    rates = [number for number, heading in enumerate(headings) if RATE.search(heading)]
    if RATE_ASKED.search(question.folded) and len(rates) < 2 and question.kind != "why":
        return rates[0] if rates and row.cells[rates[0]][0] else None
    best: tuple[float, int] | None = None
    for number, heading in enumerate(headings):
        if number == key or not row.cells[number][0]:
            continue
        if question.kind == "why" and not _CAUSE.search(heading):
            continue
        if RATE_ASKED.search(question.folded) and number not in rates:
            continue
        unit = _UNIT.search(heading)
        score = said_share(question, heading, asked)
        if _YEAR_HEADING.fullmatch(heading):
            score = float(heading[:4] in question.years)
        elif _only_of_year(question, headings, number, rates):
            score = max(score, 1.0)  # 2023年执行数 for 2023年教育支出
        score += 0.5 * bool(
            (wanted and wanted.search(heading))
            or (
                question.kind in _KINDS_OF_NAME
                and label_fits(question.kind, heading)
                and act in heading
            )
        )
        # A measure alone names no heading: 食堂有多少家 is not asked of 企业数(家).
        score += 0.5 * bool(score and unit and question.unit and question.unit == unit[1])
        if score >= HEADING_SHARE and (best is None or score > best[0]):
            best = score, number
    if best is None and len(headings) == 2 and question.kind == "number":
        return 1 - key  # the one column of figures is what is asked of a row
    return best[1] if best else None


def _only_of_year(
    question: Question, headings: Sequence[str], number: int, rates: Sequence[int]
) -> bool:
    """Whether a heading alone, of those of amounts, is of the one year that is asked about."""
    of_year = [
        n
        for n, heading in enumerate(headings)
        if n not in rates and set(years_of(heading)) & set(question.years)
    ]
    return len(question.years) == 1 and of_year == [number]


def said_share(question: Question, heading: str, asked: frozenset[str]) -> float:
    """The share of a heading's tokens that are asked for; 0 for a heading of another year.

    在校学生数 其中 寄宿生 is asked for by its last words as well.
    """
    years = years_of(heading)
    if years and question.years and not set(years) & set(question.years):
        return 0.0
    bare = _UNIT.sub("", heading)
    whole, lowest = (
        frozenset(tokens(each)) for each in (bare, bare.split()[-1] if " " in bare else "")
    )
    shares = (len(each & asked) / max(1, len(each)) for each in (whole, lowest))
    return max(next(shares), LOWEST_HEAD_SHARE * next(shares))


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
