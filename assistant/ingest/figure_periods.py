"""Of what time a figure is: 2025年上半年, by its sentence, its paragraph, the title or the day.

A sentence seldom says all of it: 上半年全县实现… is of the year in which the article was published,
第二产业增加值…亿元 of the time with which its paragraph or the title begins. Where another time may
be meant (过去五年, 累计, 目前, a plan) nothing is taken from elsewhere.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.ingest.blocks import sentences
from assistant.types import Article, Span

_DASH = "-—–－~～至到"
_PART = (
    r"第?[一二三四1-4]季度|前[一二三1-3]个?季度|[上下]半年|前(?:\d{1,2}|[一二三四五六七八九十])个月|"
    rf"(?<!\d)\d{{1,2}}月?份?[{_DASH}]{{1,2}}\d{{1,2}}月份?(?!\d)|(?<!\d)\d{{1,2}}月[份底末](?!\d)"
)
_TIME = re.compile(
    rf"(?<!\d)(?P<year>(?:19|20)\d{{2}})年(?!代)度?[ 　]*"
    rf"(?P<part>{_PART}|\d{{1,2}}月(?!\d)|[底末初])?|"
    rf"(?P<told>今年|本年度?|去年|上年|明年)(?P<its>{_PART}|[底末初])?|(?P<alone>{_PART})"
)
_COMPARED = re.compile(r"(?:比|较|[高低快慢多少]于|与|和|同|占)$")
_SAME_TIME = re.compile("同期|同月|以来|期间")
_OTHER_TIME = re.compile(
    r"过去|近[年几两三四五六七八九十\d]|历年|以来|累计|迄今|往年|此前|未来|曾|目前|现有|至今|逐年|"
    r"[一二三四五六七八九十\d]年[来内间]|“?十[一二三四]五|届时|力争|目标|每年|年均|常年"
)
_NO_TIME_OF_ITS_FIGURES = re.compile(
    "工作报告|讲话|致辞|规划|纲要|方案|计划|意见|条例|办法|规定|决定|细则|指南|答复|预案"
)
_FARTHEST = 800  # characters back to what a paragraph begins with
_RELATIVE = {"今": 0, "本": 0, "去": -1, "上": -1, "明": 1}
_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class _Time:
    """A time as printed: the year in full, "" for none, what of the year, and where it stands."""

    year: str
    part: str
    start: int = 0


class SentenceTimes:
    """The times of one sentence, and those around it, looked for once for all its figures."""

    def __init__(self, article: Article, sentence: Span) -> None:
        self._article, self._sentence = article, sentence
        self._words = sentence.of(article.text)
        self._own = list(_times(self._words, article.published))

    def period_of(self, at: int, year: str) -> str:
        """The time of the figure at `at`; `year` is the one printed before it in the sentence.

        "2025年上半年", "2025", or "上半年" where nothing tells the year; "" where nothing tells.
        """
        own = [time for time in self._own if self._sentence.start + time.start < at]
        if own:
            years = [time.year for time in own if time.year]
            told = own[-1].year or (years[-1] if years else year)
            return _joined(told or self._year_around(own[-1].part), own[-1].part)
        if year:
            return year
        if self._own or self._around is None or self._is_of_another_time:
            return ""
        told = self._around.year or self._year_around(self._around.part)
        return _joined(told, self._around.part) if told else ""

    @cached_property
    def _is_of_another_time(self) -> bool:
        return bool(_OTHER_TIME.search(self._words))

    @cached_property
    def _around(self) -> _Time | None:
        """That with which the paragraph or the title begins; None where it is not the only one."""
        text, published = self._article.text, self._article.published
        first = max(self._article.body_start, self._sentence.start - _FARTHEST)
        line = max(first, text.rfind("\n", first, self._sentence.start) + 1)
        for before in reversed(sentences(text, Span(line, self._sentence.start))):
            words = before.of(text)
            found = list(_times(words, published))
            if found:
                opening = list(_times(re.split("[，,；;]", words)[0], published))
                return opening[-1] if opening and len(found) == len(opening) else None
        found = list(_times(self._article.title, published))
        if len(found) != 1 or _NO_TIME_OF_ITS_FIGURES.search(self._article.title):
            return None
        return found[0]

    def _year_around(self, part: str) -> str:
        """The year of a part of one: that of the paragraph or the title, else of publication."""
        told = self._around.year if self._around else ""
        return told or _year_of_day(part, self._article.published)


def period_of_cell(words: Sequence[str], year: str, published: str) -> str:
    """The time of a table's cell by its head, its row's name and its captions, the nearest first.

    `year` is what they tell, "" for nothing or for several.
    """
    for source in words:
        found = list(_times(source, published))
        parts = {time.part for time in found}
        if found:
            part = parts.pop() if len(parts) == 1 else ""
            told = year or (_year_of_day(part, published) if len(found) == 1 and part else "")
            return _joined(told, part)
    return year


def _times(words: str, published: str) -> Iterator[_Time]:
    """The times printed in some words that are none of comparison, in order."""
    for match in _TIME.finditer(words):
        compared = _COMPARED.search(words[max(0, match.start() - 2) : match.start()])
        if compared or _SAME_TIME.match(words, match.end()):
            continue
        year = match["year"] or ""
        if match["told"] and published[:4].isdigit():
            year = str(int(published[:4]) + _RELATIVE[match["told"][0]])
        part = match["part"] or match["its"] or match["alone"] or ""
        yield _Time(year, part, match.start())


def _year_of_day(part: str, published: str) -> str:
    """The year of publication, where the part of it was over by then; "" where it was not."""
    year, _, rest = published.partition("-")
    if not re.fullmatch(r"\d{4}", year):
        return ""
    month = int(rest[:2]) if rest[:2].isdigit() else 12
    return year if _last_month(part) <= month else ""


def _last_month(part: str) -> int:
    """The month with which a part of a year ends: 6 of 上半年, 9 of 前三季度."""
    if "半年" in part:
        return 6 if part.startswith("上") else 12
    numbers = [int(n) for n in re.findall(r"\d+", part)]
    numbers = numbers or [_NUMERALS.index(n) + 1 for n in part if n in _NUMERALS]
    last = numbers[-1] if numbers else 12
    return last * 3 if "季度" in part else last


def _joined(year: str, part: str) -> str:
    if not part:
        return year
    return f"{year}年{part}" if year else "" if part in ("底", "末", "初") else part
