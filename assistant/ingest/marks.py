"""Enumerators of Chinese documents: 一是, 第一, 首先, 一、, （一）, 1., ①, 第三条, and ——.

`find_marks` recognises them where a point can begin and keeps those that form
a series: a lone 首先 or 一是 numbers nothing and stays prose.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from assistant.types import Span

Family = Literal[
    "chapter", "section", "provision", "dun", "paren", "dot", "round", "circle", "di", "shi",
    "xian", "dash", "bullet", "inner",
]  # fmt: skip

# Order in which official documents nest their numbering (GB/T 9704-2012, 7.3.3).
RANK: dict[Family, int] = {
    "chapter": 0,
    "section": 1,
    "provision": 2,
    "dun": 3,
    "paren": 4,
    "dot": 5,
    "round": 6,
    "circle": 7,
    "di": 8,
    "xian": 8,
    "shi": 9,
    "dash": 10,
    "bullet": 11,
    "inner": 12,
}
WEAK: frozenset[Family] = frozenset(
    {"di", "shi", "xian", "dash", "bullet", "inner"}
)  # prose unless in a series

_BULLETS: tuple[Family, ...] = ("bullet", "inner")
_UNNUMBERED: tuple[Family, ...] = ("dash", *_BULLETS)
_DIGITS = "零〇一二三四五六七八九十百千"
_VALUES = {mark: value for value, mark in enumerate("零一二三四五六七八九")} | {"〇": 0}
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_SEQUENCE = {"首先": 1, "其次": 2, "再次": 3, "再者": 3, "最后": 99}
_NAMED = "named"  # of marks that say what they number

_MARK = re.compile(
    rf"""
    (?P<chapter>第[{_DIGITS}\d]{{1,4}}[编章])(?=[\s　])
  | (?P<section>第[{_DIGITS}\d]{{1,4}}节)(?=[\s　])
  | (?P<provision>第[{_DIGITS}\d]{{1,5}}条(?:之[一二三四五六七八九十])?)(?=[\s　])
  | (?P<di>第[一二三四五六七八九十]{{1,2}}(?:点|个方面)?|其[一二三四五六七八九十])
     (?:(?=[，,、：:])|是(?![，。、否么]))
  | (?P<{_NAMED}>(?:案例|事例|任务|步骤|措施|举措|情形|问题|亮点|做法|环节)
     [一二三四五六七八九十\d]{{1,2}})(?=[：:])
  | (?P<dun>[一二三四五六七八九十]{{1,3}}、)
  | (?P<paren>[（(〔][一二三四五六七八九十]{{1,3}}[）)〕])
  | (?P<dot>\d{{1,2}}(?:[.．](?:(?![\d\s]*\d)|(?=[ ]?(?:19|20)\d\d年))|、))
  | (?P<round>[（(]\d{{1,2}}[）)]|\d{{1,2}}[）)])
  | (?P<circle>[{_CIRCLES}])
  | (?P<shi>[一二三四五六七八九十]{{1,2}}[是要](?![，。、否么]))
  | (?P<xian>首先|其次|再次|再者|最后)(?![一]?[个次名])
  | (?P<bullet>[•●■◆▪➢✦·*-][\s　])
  | (?P<inner>[○□◇◦–][\s　])
  | (?P<dash>——)(?=[^\s\d—“《（(][^\n。]{{1,40}}[。：:，])
    """,
    re.VERBOSE,
)
# A point begins at a block's start, after a stop or a gap; never inside a phrase (按照第（一）项).
_OPENINGS = re.compile(
    r"(?:^|(?<=[。；;：:，,！？!?\s　”]))"
    r"(?=[第其首再最案事任步措举情问亮做环（(〔一二三四五六七八九十\d①-⑳]|(?<![^\s：:])——|"
    r"(?<![^\s])[•●■◆▪➢✦·*\-○□◇◦–][\s　])"
)
_AFTER_MARK = re.compile(r"[，,、：:\s　]*")


@dataclass(slots=True)
class Series:
    """Marks that count on from one another."""

    family: Family
    marks: "list[Mark]" = field(default_factory=list)

    @property
    def within_one_sentence(self) -> bool:
        """Whether all its items (two at least) are parts of a single sentence."""
        return len(self.marks) > 1 and len({mark.sentence for mark in self.marks}) == 1


@dataclass(slots=True, eq=False)
class Mark:
    """One enumerator: `start:end` is the printed mark, the point's words begin at `text_start`."""

    family: Family
    number: int
    start: int
    end: int
    text_start: int
    block: int
    sentence: int
    opens_line: bool
    series: Series | None = None

    @property
    def has_next(self) -> bool:
        """Whether its series goes on after it."""
        return self.series is not None and self.series.marks[-1] is not self


def chinese_number(digits: str) -> int:
    """The value of a Chinese or Arabic integer below 10,000: 二十三 gives 23."""
    if digits.isdecimal():
        return int(digits)
    total = current = 0
    for digit in digits:
        if digit in _VALUES:
            current = _VALUES[digit]
        else:
            total += (current or 1) * {"十": 10, "百": 100, "千": 1000}[digit]
            current = 0
    return total + current


def _number(family: Family, mark: str) -> int:
    if family == "xian":
        return _SEQUENCE[mark]
    if family in _UNNUMBERED:
        return 1  # each goes on from the one before it
    if family == "circle":
        return _CIRCLES.index(mark) + 1
    digits = re.search(rf"[{_DIGITS}]+|\d+", mark)
    return chinese_number(digits.group()) if digits else 0


def bullet_at(block: Span, number: int, depth: int) -> Mark:
    """The mark, not printed, of a block that the file's markup makes an item of a bulleted list."""
    family = _BULLETS[min(depth, len(_BULLETS)) - 1]
    start = block.start
    return Mark(family, 1, start, start, start, number, sentence=-1, opens_line=True)


def candidates_in(text: str, start: int, end: int, block: int) -> list[Mark]:
    """All enumerators of one block of `text` that stand where a point can begin."""
    found: list[Mark] = []
    for opening in _OPENINGS.finditer(text, start, end):
        match = _MARK.match(text, opening.end(), end)
        if match is None or (found and match.start() < found[-1].end):
            continue
        # Groups are named by Family: 案例一 counts as 第一 does.
        group = "di" if match.lastgroup == _NAMED else match.lastgroup
        family: Family = group  # type: ignore[assignment]
        if family in _BULLETS and match.start() != start:
            continue
        before = text[match.start() - 1] if match.start() > start else "\n"
        found.append(
            Mark(
                family=family,
                number=_number(family, match.group()),
                start=match.start(),
                end=match.end(),
                text_start=_after(text, match.end(), end),
                block=block,
                sentence=-1,
                opens_line=before.isspace(),
            )
        )
    return found


def _after(text: str, position: int, end: int) -> int:
    match = _AFTER_MARK.match(text, position, end)
    return match.end() if match else position


def link_series(candidates: Sequence[Mark]) -> list[Mark]:
    """Those candidates that belong to a series, each linked to it, in the order of the text."""
    opened: list[Series] = []
    for mark in candidates:
        place = _continued(opened, mark)
        if place is not None:
            del opened[place + 1 :]
            _join(opened[place], mark)
            continue
        if mark.number != 1 and not (mark.opens_line and mark.family not in WEAK):
            continue
        for index, series in enumerate(opened):
            if series.family == mark.family:
                del opened[index:]
                break
        opened.append(Series(mark.family))
        _join(opened[-1], mark)
    return [mark for mark in candidates if mark.series is not None and _counts(mark.series)]


def _join(series: Series, mark: Mark) -> None:
    mark.series = series
    series.marks.append(mark)


def _continued(opened: Sequence[Series], mark: Mark) -> int | None:
    """The index of the innermost open series that `mark` goes on with."""
    for index in range(len(opened) - 1, -1, -1):
        last = opened[index].marks[-1]
        if last.family != mark.family:
            continue
        step = mark.number - last.number
        if mark.family == "xian" and mark.number == 99:
            step = 1
        if mark.family in _UNNUMBERED:
            # What stands in the lists within an item is of it.
            reached = max(series.marks[-1].block for series in opened[index:])
            step = int(mark.block - reached <= 1)
        # A misprinted or lost number is passed over, but only where a line begins.
        follows = (
            step == 1
            or (mark.opens_line and 1 < step <= 3)
            or (step == 2 and mark.block == last.block)
        )
        if follows and (mark.opens_line or mark.family not in WEAK or mark.block == last.block):
            return index
    return None


def _counts(series: Series) -> bool:
    if len(series.marks) > 1:
        return True
    only = series.marks[0]
    return only.opens_line and only.family not in WEAK
