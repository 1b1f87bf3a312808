"""Columns known by what they hold: how much more it is, at most, or of a part of the whole."""

import re
from collections.abc import Sequence

from assistant.answering.tables.row_names import UNIT
from assistant.answering.words.question import Question
from assistant.quantities import same_measure
from assistant.tables import RATE, Row
from assistant.text import quantities

# 比上年多了多少, 增加了多少万; 增长多少 asks for a rate.
_CHANGE_ASKED = re.compile(
    r"[比较][^,。?]{1,10}?(?:多|少|增加|减少|增|减)了?(?:多少|几)|(?:增加|减少|增减|多|少)了(?:多少|几)"
)
_CHANGE = re.compile(r"增减(?!幅|率|原因|说明)|增[加长]额|减少额|净增")
_CAP_ASKED = re.compile(
    r"(?:最多|最高|顶多|至多)(?![的那]|一?[档级等])[^,。?]{0,6}?(?:多少|几)|(?:多少|几)[^,。?]{0,3}?(?:封顶|上限|到顶)"
)
_CAP = re.compile(r"最高|上限|封顶|限额")
# 补多少, 能拿多少 of a share that is capped: both are said.
_AID_ASKED = re.compile(r"[补奖资][助贴励]?(?:给|到|了)?(?:是|为)?多少|能[拿领得]到?多少")
_AID_SHARE = re.compile(r"[补奖资][助贴励]?[^,。?]{0,4}比例")
_WITHIN = re.compile(r"^其中[: ]*(?P<part>[一-龥]{2,})")
_INCREASE = re.compile(r"新增|净增")
_TOTAL_ASKED = re.compile(r"达到|总量|总数|总共有|累计|保有|一共有")


def wanted_columns(
    question: Question, headings: Sequence[str], row: Row, key: int
) -> tuple[int, ...]:
    """The columns asked for by what they hold; () where the question asks for none so.

    `headings` are folded; columns without a cell in the row, and the key, are left out.
    """
    usable = [n for n in range(len(headings)) if n != key and row.cells[n][0]]
    folded = question.folded
    if _CHANGE_ASKED.search(folded):
        found = [n for n in usable if _CHANGE.search(headings[n]) and not RATE.search(headings[n])]
        if len(found) == 1:
            return (found[0],)
    caps = [
        n
        for n in usable
        if _CAP.search(headings[n]) and _is_in_unit(question.unit, headings[n], row.cells[n][0])
    ]
    if len(caps) == 1:
        if _CAP_ASKED.search(folded):
            return (caps[0],)
        shares = [n for n in usable if _AID_SHARE.search(headings[n]) and n not in caps]
        if len(shares) == 1 and _AID_ASKED.search(folded):
            return tuple(sorted((shares[0], caps[0])))
    return _part_of_whole(folded, headings, usable)


def _is_in_unit(asked: str, heading: str, cell: str) -> bool:
    """Whether a column may be in the unit asked for: 最高收费(元) holds no 最多多少人."""
    printed = UNIT.search(heading)
    units = [printed[1].partition("/")[0]] if printed else [each.unit for each in quantities(cell)]
    own = same_measure(asked)
    known = [same_measure(each) for each in units if each and each not in "%‰"]
    return not asked or not known or any(each.endswith(own) for each in known)


def _part_of_whole(folded: str, headings: Sequence[str], usable: Sequence[int]) -> tuple[int, ...]:
    """The column of the part that is asked about (其中:农村地区), after that of the whole."""
    for number in usable:
        within = _WITHIN.match(headings[number])
        if within is None or within["part"] not in folded:
            continue
        whole = [n for n in usable if n < number and not _WITHIN.match(headings[n])]
        return (*whole[-1:], number)
    return ()


def is_of_increase(question: Question, heading: str) -> bool:
    """Whether a heading is of what is added, where one asks how much there is to be in all."""
    return (
        bool(_INCREASE.search(heading))
        and bool(_TOTAL_ASKED.search(question.folded))
        and not _INCREASE.search(question.folded)
    )
