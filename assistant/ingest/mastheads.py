"""Where a document prints its day and the periodical it appeared in: above or under its text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.ingest.credits import ISSUE, PART, credit_of
from assistant.ingest.dates import dates_in, signed_day
from assistant.ingest.news import is_news_start

_EDGE_LINES = 4
_LONGEST_CHARS = 60
_REPRINTED = re.compile(
    rf"(?:原载|原刊|载于|刊于|刊载于|转自|摘自|选自)\s*+[:：]?\s*+(?P<source>{ISSUE})"
)
_STATED = re.compile(
    rf"^[（(]?(?:稿件|文章|信息|新闻)?(?:来源|出处)\s*[:：]\s*(?P<source>{ISSUE}|[^\s，。）)|]{{2,30}})"
)
_OF_AN_ISSUE = re.compile(rf"^(?=《[^《》]+》(?:杂志)?{PART}\s*\d{{4}}年)(?P<source>{ISSUE})")
# （原载《某报》2024年4月9日第3版）, （《某报》2024年4月9日第3版） under a text
_FROM = r"(?:原载|原刊|载于|刊于|刊载于|转自|摘自|选自|来源)"
_TOLD_ISSUE = re.compile(rf"[（(]{_FROM}?\s*+[:：]?\s*+{ISSUE}[）)]|{_FROM}\s*+[:：]?\s*+{ISSUE}")
_ISSUE = re.compile(ISSUE)
_DATELINE = re.compile(r"(?<!\d)\d{1,2}月\d{1,2}日(?=[讯电])")


@dataclass(frozen=True, slots=True)
class Place:
    """Characters of one line of a document."""

    line: int
    start: int
    end: int


def printed_source(lines: Sequence[str]) -> Place | None:
    """The periodical or the office that a document says it is from, with the issue."""
    for number in _edges(lines):
        if tells_issue(lines[number]) and (issue := _ISSUE.search(lines[number])):
            return Place(number, issue.start(), issue.end())
        credit = credit_of(lines[number])
        if credit is not None and credit.source is not None:
            return Place(number, credit.source.start, credit.source.end)
        if len(lines[number]) > _LONGEST_CHARS:
            continue
        for rule in (_REPRINTED, _OF_AN_ISSUE, _STATED):
            match = rule.search(lines[number])
            if match:
                return Place(number, match.start("source"), match.end("source"))
    return None


def names_issue(line: str) -> bool:
    """Whether a line names a paper and its day: 《云江日报》2024年4月9日第3版."""
    return _OF_AN_ISSUE.fullmatch(line) is not None


def tells_issue(line: str) -> bool:
    """Whether a line by itself tells where a text appeared: （原载《某报》4月9日第3版）."""
    return _TOLD_ISSUE.fullmatch(line.strip()) is not None


def printed_date(lines: Sequence[str], published: str) -> Place | None:
    """Where the day of publication stands; for a day unknown, that of a news item's beginning."""
    for number in _edges(lines):
        if not published:
            dateline = _DATELINE.search(lines[number]) if is_news_start(lines[number]) else None
            if dateline:
                return Place(number, dateline.start(), dateline.end())
        else:
            signed = signed_day(lines[number])
            short = len(lines[number]) <= _LONGEST_CHARS or credit_of(lines[number]) is not None
            days = dates_in(lines[number]) if short else [signed] if signed else []
            for start, end, day in days:
                if day == published:
                    return Place(number, start, end)
    return None


def _edges(lines: Sequence[str]) -> Iterator[int]:
    yield from range(min(_EDGE_LINES, len(lines)))
    yield from range(max(_EDGE_LINES, len(lines) - _EDGE_LINES), len(lines))
