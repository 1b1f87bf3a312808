"""The columns of a table that a question asks for, by their headings, units and years."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.acts import act_asked
from assistant.answering.forms import label_asked_for, label_fits
from assistant.answering.question import Question, years_of
from assistant.answering.row_names import UNIT, row_name
from assistant.tables import RATE, Row
from assistant.text import tokens

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
_YEAR_HEADING = re.compile(r"\d{4}年?(?:\([^()]*\))?")
# 是不是比上年多了 asks for a figure and for the one before it.
_COMPARES = re.compile(r"[比较][^,。?]{0,2}(?:上年|去年|上期|上季|上月|往年)|相比|同比")
_BEFORE = re.compile(r"^(?:上年|去年|上期|上季|上月|上年同期|去年同期|同期)")
# Headings over the names of rows' owners, for who asks 谁负责.
_KINDS_OF_NAME = ("person", "organisation", "place", "date")
HEADING_SHARE = 0.3  # of a heading, in the question that asks for it
LOWEST_HEAD_SHARE = 0.9  # … of the lowest of several heads, below what the whole says


def columns_of(question: Question, headings: Sequence[str], row: Row, key: int) -> tuple[int, ...]:
    """The columns asked for: of 总量和增速 that of the amount and that of the rate."""
    column = column_of(question, headings, row, key)
    if column is None:
        return ()
    amount = _AND_RATE.sub("", question.folded)
    if amount != question.folded:
        other = column_of(replace(question, folded=amount), headings, row, key)
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


def column_of(question: Question, headings: Sequence[str], row: Row, key: int) -> int | None:
    """The number of the column whose heading the question asks for; None for none."""
    # The topic has the documents' own words (地区生产总值 for GDP).
    said = f"{question.folded},{question.topic}"
    asked = frozenset(tokens(said.replace(row_name(row.cells[key][0]), ",")))
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
        unit = UNIT.search(heading)
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
    bare = UNIT.sub("", heading)
    whole, lowest = (
        frozenset(tokens(each)) for each in (bare, bare.split()[-1] if " " in bare else "")
    )
    shares = (len(each & asked) / max(1, len(each)) for each in (whole, lowest))
    return max(next(shares), LOWEST_HEAD_SHARE * next(shares))
