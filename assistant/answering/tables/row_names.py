"""The names of rows, as questions say them: 医院 for 医院数（家）, 小麦 for 其中：小麦."""

import re
from collections.abc import Sequence

from assistant.answering.tables.steps import step_asked
from assistant.tables import FIGURE, UNIT_HEADING, Row

UNIT = re.compile(r"\((?:单位:)?([^()]{1,6})\)")
_COUNTED = re.compile(r"(?<=[一-龥]{2})总?[数量]$")
# What stands before a row's name: 一、粮食, (一)夏粮, 其中:小麦.
_BEFORE_NAME = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[、.](?!\d))?\s*"
    r"(?:其中:)?\s*(?=[一-龥]{2})"
)
_EXPLAINED = re.compile(r"\([^()]+\)$")
UNEXPLAINED_CHARS = 3  # of a name without what explains it
SHORTENED_CHARS = 4  # two words of two characters, called by the first of each: 文化旅游, 文旅


def row_name(cell: str) -> str:
    """A row's name as a question says it: 医院 for 医院数(家), 小麦 for 其中:小麦."""
    return _COUNTED.sub("", UNIT.sub("", _BEFORE_NAME.sub("", cell)))


def key_of(row: Row, headings: Sequence[str], asked: str) -> int | None:
    """The number of the row's longest cell that the question names; None for no such cell."""
    found = [
        number
        for number, (text, _) in enumerate(row.cells)
        if len(row_name(text)) > 1
        and not FIGURE.fullmatch(text)
        and _is_named(row_name(text), asked)
        and text not in headings
    ]
    return max(found, key=lambda number: len(row.cells[number][0]), default=None)


def keys_of(row: Row, headings: Sequence[str], asked: str) -> tuple[int, ...]:
    """The numbers of the row's cells that the question names, each by words of its own.

    电工 | 中级 are two; of 东坪镇 | 东坪镇卫生院 the longer says what the other does.
    """
    named = {
        number: row_name(text)
        for number, (text, _) in enumerate(row.cells)
        if key_of(Row(row.span, ((text, row.span),)), (), asked) is not None
        and text not in headings
        and not (headings and UNIT_HEADING.fullmatch(headings[number]))
    }
    return tuple(
        number
        for number, name in named.items()
        if not any(name in other and name != other for other in named.values())
        and name not in [named[earlier] for earlier in named if earlier < number]
    )


def name_columns(rows: Sequence[Row]) -> list[int]:
    """The first columns of words that tell rows apart: 街道, and 小区 where one has several."""
    columns: list[int] = []
    for number in range(len(rows[0].cells)):
        if any(FIGURE.fullmatch(row.cells[number][0]) for row in rows):
            continue
        columns.append(number)
        names = {tuple(row.cells[each][0] for each in columns) for row in rows}
        if len(names) == len(rows):
            return columns
    return columns[:1] or [0]


def _is_named(name: str, asked: str) -> bool:
    """Whether a question names a row: 桐源 for 桐源县, 范围三 for 范围三(种植、包装、运输)."""
    if _as_spoken(name) in _as_spoken(asked) or any(each in asked for each in calls_of(name)):
        return True
    bare = _EXPLAINED.sub("", name)
    if bare != name and len(bare) >= UNEXPLAINED_CHARS and bare in asked:
        return True
    step = step_asked(asked)
    if step is not None and step.kind in name and step.is_said(name):
        return True  # 三至六年级, asked for as 四年级
    short = re.escape(name[:-1]) if len(name) > 2 and name[-1] in "县区市州" else ""
    return bool(short and re.search(rf"{short}(?=[、和与及的,各两三四五六七八九十几])", asked))


def calls_of(name: str) -> tuple[str, ...]:
    """What a row may be called: 科学技术支出, 科技支出."""
    rest = name[SHORTENED_CHARS:]
    return (name, f"{name[0]}{name[2]}{rest}") if rest else (name,)


def _as_spoken(text: str) -> str:
    """90周岁及以上老年人 as one says it: 90岁以上老人."""
    return text.replace("周岁", "岁").replace("老年人", "老人").replace("及以", "以")
