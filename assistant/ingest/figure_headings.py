"""Of what a figure is whose name alone does not say it (完成率): its subject, or its heading."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from assistant.ingest import figure_names
from assistant.types import ITEM_LEVEL, Article, Span

_LONGEST_NAME = 4  # characters; a longer name says of what it is: 工业投资完成率
_MEASURE = re.compile("(?:率|资|金|额|积|价|费|款|本|值|[收投]入|增速|增幅|进度|规模|总数|人数)$")
_LONGEST_HEADING = 40
# A heading that names no thing (法律责任, 综合, 存在问题) says nothing of a measure under it.
_THING = re.compile(
    r"项目|工程|[扩新改续]建|改造|公司|集团|园区?(?!林)|厂|医院|学校|公路|铁路|高速|水库|大桥|基地|小区|"
    r"污水|垃圾|码头|港口|机场|电站|管网|隧道|补贴|津贴|补助|标准"
)
_NUMBER = re.compile(
    r"^[#*\s]*(?:第[一二三四五六七八九十百\d]+[章节条部篇]|[一二三四五六七八九十]{1,3}、|"
    r"[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}(?:[.．、](?!\d)|[ 　]))[ 　]*"
)
_NUMBERED = re.compile(
    r"(?:第[一二三四五六七八九十\d]+[章节部篇]|[一二三四五六七八九十]{1,3}、)[^。；|]+"
)


_SUBJECT = re.compile(
    r"[一-鿿A-Za-z0-9“”（）()]{1,24}?(?:项目|工程|公司|集团|产业园|园区|基地|医院|学校|中学|小学|大学|"
    r"合作社|水库|电站|水厂|厂|高速|高速公路|铁路|大桥|隧道|小区|机场|港)"
    r"(?=[，,]|今年|去年|本年|全年|上半年|前|完成|累计|总|计划|已|实现|实际|投|占地|年|建|预计|截至|\d)"
)


def headings_of(article: Article) -> tuple[Span, ...]:
    """The headings that the file's markup sets apart, and short lines numbered 一、, in order."""
    body, text = Span(article.body_start, article.body_end), article.text
    found = {h.start: Span(h.start, h.end) for h in article.headings if h.level < ITEM_LEVEL}
    begin = body.start
    while begin < body.end:
        end = text.find("\n", begin, body.end)
        end = body.end if end < 0 else end
        line = Span(begin, end)
        if end - begin <= _LONGEST_HEADING and _NUMBERED.fullmatch(line.of(text).strip()):
            found.setdefault(begin, line)
        begin = end + 1
    return tuple(found[start] for start in sorted(found))


def is_bare(name: str) -> bool:
    """Whether a name says how much, and not of what: 完成率, 总投资."""
    return len(name) <= _LONGEST_NAME and bool(_MEASURE.search(name))


def subject_of(article: Article, headings: Sequence[Span], sentence: Span, first: int) -> str:
    """Of what bare measures are: the subject before the `first` value, else the heading over it.

    "" where neither names a thing.
    """
    text = article.text
    start = figure_names.trimmed(text, sentence.start, first).start
    subject = _SUBJECT.match(text, start, first)
    if subject and figure_names.is_name(subject.group()):
        return subject.group()
    over = bisect_right(headings, sentence.start, key=lambda heading: heading.start) - 1
    if over < 0 or headings[over].start == sentence.start:
        return ""
    words = _NUMBER.sub("", headings[over].of(text).strip(), count=1).strip()
    return words if len(words) <= _LONGEST_HEADING and _THING.search(words) else ""
