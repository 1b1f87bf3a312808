"""Who wrote a text, on a line of its own: with a post beside the name, or among other particulars.

云江大学教授 陈建国; 陈建国（云江大学教授）; 陈建国/文; 来源：云江日报 作者：陈建国 2023-01-05.
`author_line` knows what is such a line wherever it stands; `line_under_title`
what is one under a title and over a text; `closing_note` what is one after a text.
"""

import re

from assistant.ingest.bylines import (
    CLEAR_MARKS,
    MARKS,
    Signature,
    affiliation,
    byline,
    close_up,
)
from assistant.ingest.credits import credit_line
from assistant.ingest.names import is_bare_name, is_name_beside
from assistant.ingest.names_with_posts import NAMES, are_names, name_then_post, names_with_posts
from assistant.ingest.posts import may_name_post, names_post

_LONGEST_CHARS = 100
_SENTENCE_ENDS = "。！？；，、：…"
_MARKED = re.compile(rf"^(?P<mark>[{MARKS}])[\s　]*(?P<rest>\S.*)$")
_VERB = r"(?:文|图文|文图|撰文|文并图|整理|编译|供稿|撰稿|执笔)"
# 陈建国/文; 王平/文 李明/图
_NAME_FIRST = re.compile(
    rf"^(?P<names>{NAMES}?)\s*[/／|｜丨]\s*{_VERB}"
    rf"(?P<rest>(?:[\s　、，,]+{NAMES}\s*[/／|｜丨]\s*(?:图|摄|摄影|制图))?)$"
)
# 文/王平 图/李明; 图/李明 文/王平
_WITH_PICTURES = re.compile(
    rf"^(?P<lead>(?:(?:图|摄影|摄)\s*[/／|｜:：]\s*{NAMES}?[\s　]+)?文\s*[/／|｜:：]\s*)"
    rf"(?P<names>{NAMES}?)"
    rf"(?P<rest>(?:[\s　]+(?:图|摄影|摄|制图)\s*[/／|｜:：]\s*{NAMES})?)$"
)
_VERB_THERE = re.compile("[文稿]|作者|整理|执笔|编译")
_VERB_APART = re.compile(rf"^(?P<names>{NAMES}?)[\s　]+{_VERB}$")
# 作者 陈建国
_WORD_FIRST = re.compile(
    rf"^(?P<lead>作者|撰文|撰稿|执笔|图文|文/图|图/文)[\s　]+(?P<names>{NAMES})$"
)
# 作者：云江大学教授 陈建国
_LEAD = re.compile(
    r"^(?:(?:本文)?作者|主讲人?|汇报人|报告人|宣讲人|授课人|撰文|撰稿|执笔|图文|文/图|图/文|文)\s*[/／|｜丨:：]\s*"
)
_IN_BRACKETS = re.compile(r"^[（(【\[](?P<inner>.+)[）)】\]]$")
_AUTHOR_FIRST = re.compile(r"^(?:本文)?作者[\s　]*[:：]?[\s　]*")
_UNIT_STATED = re.compile(
    r"^(?:作者)?(?:工作|所在|供职)?(?:单位|职务|职称|身份)\s*[:：]\s*(?P<unit>[^。]{2,60})$"
)
_NUMBERED_UNIT = re.compile(r"(?:(?<=^)|(?<=[；;，,\s]))\d[.．、]\s*(?=[一-鿿])")
_SHORTEST_UNIT = 4
_SOURCE_FIRST = re.compile(
    r"^(?:(?:\d{4}-\d{1,2}-\d{1,2}|\d{4}年\d{1,2}月\d{1,2}日)[\s　]+)?"
    r"[一-鿿·]{2,12}(?:报|网|社|刊|台|客户端|新闻|发布)[\s　|｜]+(?=\S*(?:记者|撰稿|通讯员))"
)
_ORIGINAL = re.compile(rf"^原创[\s　]+(?P<names>{NAMES}?)(?:[\s　]+[一-鿿A-Za-z\d]{{2,12}})?$")
# 撰稿：强小北　审核：郎怀德, in brackets after the text
_SUPPLIED = re.compile(
    rf"^(?:撰稿人?|供稿人?|作者|文|来稿)\s*[:：]\s*(?P<names>{NAMES}?)"
    r"(?:[\s　,，;；]+(?:审核|初审|复审|终审|编辑|责编|校对|摄影|图)\s*[:：][^。]{2,30})*$"
)


def author_line(text: str) -> Signature | None:
    """The signature that a line is wherever it stands, its names closed up; else None."""
    if len(text) > _LONGEST_CHARS or text[-1] in _SENTENCE_ENDS:
        return None
    found = byline(text) or credit_line(text)
    mark = _MARKED.match(text)
    if mark and mark["mark"] in CLEAR_MARKS and (found is None or _names_post_too(found.author)):
        return names_with_posts(mark["rest"], mark["mark"], marked=True) or found
    if found is not None or mark:
        return found if found and found.author else None
    return _beside_verb(text) or _after_lead(text) or _after_source(text)


def line_under_title(text: str, over_unit: bool = False) -> Signature | None:
    """The signature that a line is where it stands between a title and a paragraph; else None.

    `over_unit`: a line that says what its author is stands under it.
    """
    found = author_line(text)
    if found is not None or len(text) > _LONGEST_CHARS or text[-1] in _SENTENCE_ENDS:
        return found
    mark = _MARKED.match(text)
    if mark:
        return names_with_posts(mark["rest"], mark["mark"], marked=True)
    match = _VERB_APART.match(text)
    apart = _named(text, match) if match else None
    if apart is not None:
        return apart
    note = signature_after(text)
    if note is not None:
        return note if note.author else None
    names = close_up(text)
    if are_names(names, is_name_beside if over_unit else is_bare_name):
        return Signature(names, names)
    return names_with_posts(text, "", marked=False)


def unit_line(text: str) -> Signature | None:
    """The unit or post that the line under an author's names is: 单位：云江大学; else None."""
    if len(text) > _LONGEST_CHARS:
        return None
    stated = _UNIT_STATED.match(text)
    if stated:
        return Signature(text, affiliation=stated["unit"].strip())
    inner = _IN_BRACKETS.match(text)
    unit = inner["inner"].strip() if inner else text
    # （1.某大学公共管理学院，某市 210000；2.某研究中心，某市）: of several authors.
    bare = _NUMBERED_UNIT.sub("", unit) if inner else unit
    parts = [part for part in re.split(r"[\s　，,、；;]+", bare) if not part.isdecimal()]
    known = len(unit) >= _SHORTEST_UNIT and bool(parts) and names_post(parts[0])
    if not known or not all(len(part) <= 20 for part in parts):
        return None
    whole = inner is not None or all(map(names_post, parts))
    return Signature(text, affiliation=unit) if whole else None


def closing_note(text: str) -> Signature | None:
    """（陈建国，云江大学教授）, （云江大学教授 陈建国）, （文/陈建国） after a text; else None."""
    match = _IN_BRACKETS.match(text) if len(text) <= _LONGEST_CHARS else None
    if match is None:
        return None
    inner = match["inner"].strip()
    found = author_line(inner)
    if found is None:
        inner = _AUTHOR_FIRST.sub("", inner)
        found = name_then_post(inner) or names_with_posts(inner, "", marked=False)
    if found is None:
        return None
    line = text if found.author in text else text.replace(inner, found.line)
    return Signature(line, found.author, found.affiliation)


def signature_after(text: str) -> Signature | None:
    """What the last line of a text says of its author, as a note or as a signature; else None."""
    return _supplied(text) or affiliation(text) or closing_note(text)


def _supplied(text: str) -> Signature | None:
    """（撰稿：强小北　审核：郎怀德）: who wrote it, beside who edited it."""
    inner = _IN_BRACKETS.match(text) if len(text) <= _LONGEST_CHARS else None
    match = _SUPPLIED.match(inner["inner"].strip()) if inner else None
    found = _named(inner["inner"].strip(), match) if inner and match else None
    return found and Signature(text, found.author) if found and found.author in text else None


def _beside_verb(text: str) -> Signature | None:
    """陈建国/文, 文/王平 图/李明, 作者 陈建国: names beside what their bearers did."""
    if not _VERB_THERE.search(text):
        return None
    for rule in (_NAME_FIRST, _WITH_PICTURES, _WORD_FIRST):
        match = rule.match(text)
        found = _named(text, match) if match else None
        if found is not None:
            return found
    return None


def _after_lead(text: str) -> Signature | None:
    """作者：云江大学教授 陈建国; 作者：陈建国，云江大学教授."""
    lead = _LEAD.match(text)
    if lead is None:
        return None
    rest, word = text[lead.end() :], lead.group()
    found = names_with_posts(rest, word, marked=True)
    if found is not None:
        return found
    found = name_then_post(rest)
    return found and Signature(word + found.line, found.author, found.affiliation)


def _after_source(text: str) -> Signature | None:
    """云江新闻客户端　记者 陈建国; 2023-04-12　某周刊　记者 米小川; 原创 郁小禾 慢县城."""
    source = _SOURCE_FIRST.match(text)
    found = byline(text[source.end() :]) if source else None
    if found is not None and found.author:
        return Signature(text[: source.end() if source else 0] + found.line, found.author)
    own = _ORIGINAL.match(text)
    return _named(text, own) if own else None


def _names_post_too(author: str) -> bool:
    """Whether one of the authors after a mark is a post: □校长 王平."""
    parts = author.split()
    if len(parts) < 2:
        return False
    return any(may_name_post(part) and not is_name_beside(part) for part in parts)


def _named(text: str, match: re.Match[str]) -> Signature | None:
    """The signature whose names a rule found; None where they are none."""
    names = close_up(match["names"])
    if not are_names(names, is_name_beside):
        return None
    return Signature(text[: match.start("names")] + names + text[match.end("names") :], names)
