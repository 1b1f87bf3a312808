"""Rows whose range holds a figure that the question gives: 1200吨, of 1000吨及以上.

Or the very figure: 每月交1000元, of 月缴存额(元). Scales of grants, fees and ages are printed so,
and whoever asks gives a figure of their own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answering.drafts import Draft
from assistant.answering.tables.cells import cells_draft
from assistant.answering.tables.columns import (
    MOST_ALIKE,
    bare_heading,
    columns_of,
    is_of_a_kind,
)
from assistant.answering.tables.paid import names_paid
from assistant.answering.tables.row_names import UNIT, row_name
from assistant.answering.tables.scope import caption_of, is_of_another, year_met
from assistant.answering.words.places import districts_of
from assistant.answering.words.question import Question
from assistant.answering.words.table_words import in_table_words
from assistant.quantities import Quantity, same_measure
from assistant.tables import Row, Table, is_figure, tables_of
from assistant.text import fold, quantities, tokens
from assistant.types import Article

_BEFORE = re.compile(
    r"(?:(?P<fewer>不足|不满|未满|不到|(?<!不)低于|(?<!不)小于|(?<!不)少于|<)|"
    r"(?P<more>(?<!不)超过|(?<!不)高于|(?<!不)大于|(?<!不)多于|超出|>)|"
    r"(?P<least>不低于|不少于|不小于|达到|≥|满)|(?P<most>不超过|不高于|不大于|不多于|≤))\s*$"
)
# 500吨标准煤以上, 1000吨(含)以上
_AFTER = re.compile(
    r"[一-龥]{0,6}?(?:\((?P<how>不?含)[^()]{0,6}\))?[一-龥]{0,4}?(?:[及和或](?P<also>以))?"
    r"(?:(?P<least>以?上)|(?P<most>以?[下内]))(?![一-龥]?级)"
)
# 工作满12年, 投资达到800万元: what the asker has.
_REACHED = re.compile(r"(?<!不)(?:达到?|[年已]?满)\s*$")
_UNMEASURED = re.compile(r"$|[^一-龥\w]|[的能可会要有奖补给]")  # after 1200万
_HOW = re.compile(r"[一-龥]{0,9}?\((?P<how>不?含)[^()]{0,6}\)")
_TO = re.compile(r"[一-龥]{0,6}?(?:\([^()]{1,6}\))?\s*(?:-+|~|至|到)\s*")
_WHICH = re.compile(r"哪一?个?[类档级种挡]")
_PRICE_ASKED = re.compile("价|多少钱")
_OF_TIME = frozenset(("年", "月", "日", "号", "年度", "年代", "月份", "时"))
MOST_YEARS = 100  # 工龄12年; 2026年 is a date
# A figure in such a measure needs no word of what it measures.
_TELLING = frozenset(
    ("岁", "平方米", "立方米", "公顷", "亩", "吨", "公里", "千瓦", "兆瓦", "千瓦时")
)
MOST_BOUNDS = 2  # of a range: from and to
ONLY_ONE = 2  # columns: the ranges, and what is given for each
FEWEST_RANGES = 2  # rows that give one, to be a scale


@dataclass(frozen=True, slots=True)
class Range:
    """The figures of a measure from `low` to `high`; the bounds as far as they are in it."""

    unit: str
    low: float = float("-inf")
    high: float = float("inf")
    with_low: bool = True
    with_high: bool = True

    def holds(self, value: float) -> bool:
        """Whether a figure is in the range."""
        above = value > self.low or (self.with_low and value == self.low)
        return above and (value < self.high or (self.with_high and value == self.high))


def range_drafts(question: Question, articles: Sequence[Article]) -> list[Draft]:
    """The cells asked for of the row whose range holds a figure of the question; [] for none."""
    if question.kind != "number" and not _WHICH.search(question.folded):
        return []
    for article in articles if _given(question) else ():
        for table in tables_of(article):
            if not year_met(question, article, table) or is_of_another(question, article, table):
                continue
            asked = in_table_words(question, table)
            drafts = [
                draft for each in _given(asked) for draft in _drafts(asked, each, article, table)
            ]
            if drafts:
                return drafts
    return []


def outside_ages(question: Question, articles: Sequence[Article]) -> str:
    """That an age asked about is in no row of the scales of ages on it; "" for no such scale.

    A scale is on what is asked where its caption or its headings say a word of the question.
    """
    if question.kind != "number":
        return ""
    ages = [each for each in quantities(question.folded) if same_measure(each.unit) == "岁"]
    if len(ages) != 1 or not _is_given(question, ages[0]):
        return ""
    (age,) = ages
    is_scale = False
    for article in articles:
        for table in tables_of(article):
            scales = (
                [row.cells[n][0] for row in table.rows] for n in range(len(table.rows[0].cells))
            )
            found = [[each for cell in cells if (each := range_of(cell, ""))] for cells in scales]
            of_ages = [
                each for each in found if len(each) >= FEWEST_RANGES and each[0].unit == "岁"
            ]
            if of_ages and _words_on(question, article, table):
                if any(each.holds(age.value) for ranges in of_ages for each in ranges):
                    return ""
                is_scale = True
    return f"文中的表里没有{question.folded[age.start : age.end]}这一档。" if is_scale else ""


def _words_on(question: Question, article: Article, table: Table) -> frozenset[str]:
    """The words of a question that a table's caption and headings say."""
    headings = ",".join(text for text, _ in table.heading.cells)
    caption = fold(caption_of(article, table)).rstrip().rpartition("\n")[2]
    said = frozenset(tokens(f"{caption},{headings}"))
    asked = f"{question.topic},{question.folded}"
    return frozenset(each for each in tokens(asked) if len(each) > 1) & said


def _given(question: Question) -> list[Quantity]:
    """The figures of a question that may be the asker's own; 1200万 by itself is of money."""
    found = (
        replace(each, unit="元") if _is_bare_money(question.folded, each) else each
        for each in quantities(question.folded)
    )
    return [each for each in found if _is_given(question, each)]


def _is_bare_money(folded: str, quantity: Quantity) -> bool:
    printed = folded[quantity.start : quantity.end]
    bare = not quantity.unit and printed.endswith(("万", "亿"))
    return bare and _UNMEASURED.match(folded, quantity.end) is not None


def _is_given(question: Question, quantity: Quantity) -> bool:
    """Whether a figure may be the asker's own: none of a year, nor a bound (超过1亿元的有哪些)."""
    before, after = question.folded[: quantity.start], question.folded[quantity.end :]
    reached = _REACHED.search(before)
    bounded = (_BEFORE.search(before) and not reached) or _AFTER.match(after)
    is_time = quantity.unit in _OF_TIME and not (
        quantity.unit == "年" and 1 < quantity.value < MOST_YEARS
    )
    return bool(quantity.unit) and not (is_time or quantity.ordinal or bounded)


def _drafts(question: Question, given: Quantity, article: Article, table: Table) -> list[Draft]:
    """The cells asked for of the row that holds the figure; [] where none does, or several."""
    titled = f"{fold(article.title)} {' '.join(text for text, _ in table.heading.cells)}"
    for column in range(len(table.heading.cells)):
        rows = _holding(question, given, table, column)
        if len(rows) > 1:
            named = [row for row in rows if _names_row(question, row, column)]
            rows = named or rows
        if len(rows) != 1:
            continue
        (row,) = rows
        printed = f"{titled} {' '.join(text for text, _ in row.cells)}"
        if not all(each in printed for each in districts_of(question.folded)):
            continue
        asked = _columns(question, given, article, table, row, column)
        if asked:
            key = 0 if row.cells[0][0] and not is_figure(row.cells[0][0]) else column
            shown = tuple(number for number in (column, *asked) if number != key)
            return [cells_draft(article, table, row, key, tuple(dict.fromkeys(shown)))]
    return []


def _holding(question: Question, given: Quantity, table: Table, column: int) -> list[Row]:
    """The rows whose range in a column holds the figure; [] where it is no scale of that."""
    heading = table.heading.cells[column][0]
    unit = UNIT.search(heading)
    ranges = [
        (row, found)
        for row in table.rows
        if (found := range_of(row.cells[column][0], unit[1] if unit else "")) is not None
        and found.unit == same_measure(given.unit)
    ]
    if len(ranges) < FEWEST_RANGES:
        return []
    own = f"{question.folded[: given.start]},{question.folded[given.end :]}"
    asked = frozenset(token for token in tokens(own) if len(token) > 1)
    return [
        row
        for row, found in ranges
        if found.holds(given.value)
        and (
            found.unit in _TELLING
            or names_paid(question.folded[: given.start], heading)
            or not asked.isdisjoint(tokens(f"{bare_heading(heading)},{row.cells[column][0]}"))
        )
    ]


def _names_row(question: Question, row: Row, column: int) -> bool:
    """Whether the question names another cell of words of a row: 节能改造 for 节能改造项目."""
    others = (text for number, (text, _) in enumerate(row.cells) if number != column)
    names = (row_name(text) for text in others if text and not is_figure(text))
    return any(len(name) > 1 and name in question.folded for name in names)


def _columns(
    question: Question, given: Quantity, article: Article, table: Table, row: Row, column: int
) -> tuple[int, ...]:
    """The columns asked for beside the range; all there are of a kind, of a table on the matter."""
    headings = [text for text, _ in table.heading.cells]
    blank = "," * (given.end - given.start)
    bare = replace(
        question, folded=question.folded[: given.start] + blank + question.folded[given.end :]
    )
    if question.kind != "number":
        return (column,)
    # The one column beside the ranges is asked for by what the table is on alone.
    columns = columns_of(bare, headings, row, column) if len(headings) > ONLY_ONE else ()
    found = tuple(each for each in columns if each != column)
    others = [
        number for number in range(1, len(headings)) if number != column and row.cells[number][0]
    ]
    if len(others) > 1 and _PRICE_ASKED.search(question.folded):
        others = [number for number in others if bare_heading(headings[number]).endswith("价")]
    alike = all(is_of_a_kind(headings[number], headings[others[0]]) for number in others)
    is_only = 0 < len(others) <= MOST_ALIKE and alike and _words_on(question, article, table)
    return found or (tuple(others) if is_only else ())


# 80-89周岁(含80周岁): the bound is said again.
_SAID_AGAIN = re.compile(r"\((?:含|包括)\d+[^()\d]{0,4}\)")


def range_of(cell: str, unit: str) -> Range | None:
    """The range that a cell prints, in its own unit or else that of its heading; None for none.

    >>> range_of("500吨标准煤以上、不足1000吨", "")
    Range(unit='吨', low=500.0, high=1000.0, with_low=True, with_high=False)
    """
    cell = _SAID_AGAIN.sub("(含)", cell)
    found = [each for each in quantities(cell) if not each.ordinal]
    if not 0 < len(found) <= MOST_BOUNDS:
        return None
    units = {each.unit for each in found if each.unit}
    if not units and unit:  # 50-100, under 投资额(万元)
        in_unit = quantities(f"1{unit}")
        scale, units = in_unit[0].value if in_unit else 1.0, {in_unit[0].unit or unit}
        found = [replace(each, value=each.value * scale) for each in found]
    if len(units) != 1:
        return None
    measure = units.pop()
    low, high, with_low, with_high = float("-inf"), float("inf"), True, True
    for bound, includes, value in _bounds(cell, found):
        if bound == "low":
            low, with_low = value, includes
        else:
            high, with_high = value, includes
    if low == float("-inf") and high == float("inf"):
        if len(found) > 1 or not unit or not is_figure(cell):
            return None
        low = high = found[0].value  # 1000, under 月缴存额(元)
    return Range(same_measure(measure), low, high, with_low, with_high)


def _bounds(cell: str, found: Sequence[Quantity]) -> Iterator[tuple[str, bool, float]]:
    """The bounds that a cell prints: which end, whether it is in the range, and its figure."""
    joined = len(found) > 1 and _TO.fullmatch(cell, found[0].end, found[1].start)
    for place, each in enumerate(found):
        end = found[place + 1].start if place + 1 < len(found) else len(cell)
        before = _BEFORE.search(cell[: each.start])
        after = _AFTER.match(cell, each.end, end)
        how = _HOW.match(cell, each.end, end)
        includes = how is None or how["how"] == "含"
        if joined:
            yield ("high" if place else "low"), includes and not before, each.value
        elif before:
            is_high = before.lastgroup in ("fewer", "most")
            strict = before.lastgroup in ("fewer", "more")
            yield ("high" if is_high else "low"), not strict, each.value
        elif after:
            yield ("low" if after["least"] else "high"), includes, each.value
