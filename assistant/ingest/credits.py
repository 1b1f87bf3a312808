"""Lines that copies from the web set under a title: where it is from, who wrote it, when.

2023-01-05 08:30:00 来源：云江日报 作者：陈建国 浏览次数：120
"""

import re
from dataclasses import dataclass

from assistant.ingest.bylines import Signature, byline, close_up
from assistant.ingest.names_with_posts import names_with_posts
from assistant.types import Span

_LONGEST_CHARS = 120
_LONGEST_VALUE_CHARS = 30
_LONGEST_UNIT_CHARS = 60
_LONGEST_STAMP_CHARS = 60
# 《某报》理论版 2024年3月19日
PART = r"(?:\s*[一-龥]{2,4}(?:版|周刊|专刊|副刊))?"
ISSUE = (
    rf"《[^《》]{{2,20}}》(?:杂志)?{PART}"
    r"\s*(?:\d{4}年)?(?:第?\s*\d{1,4}\s*期|\d{1,2}月\d{1,2}日)?"
    r"(?:\s*第\s*\d{1,3}\s*版)?"
)
_SOURCE = re.compile(rf"{ISSUE}|[^\s，。）)|｜/;；\]】]{{2,30}}")
_GAP = r"[\s　|｜丨/／·,，;；【】\[\]]"
_DAY = r"(?:19|20)\d{2}\s*[年\-/.]\s*\d{1,2}\s*[月\-/.]\s*\d{1,2}(?!\d)\s*日?"
_CLOCK = r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"
_MOMENT = re.compile(rf"(?<!\d)\d{{1,2}}[-/.月]\d{{1,2}}日?[\sT]+{_CLOCK}")  # 12-09 07:27:18
_STAMP = re.compile(
    rf"{_DAY}(?:\s*(?:星期|周)[一二三四五六日天])?[\sT]*(?:{_CLOCK})?|"
    rf"{_MOMENT.pattern}|{_CLOCK}"
)
# 原创 梁闻舟 江上书房 2024-03-22 07:30 湖南; 云屏发布 2024年04月30日 18:00
ACCOUNT = re.compile(
    r"^(?P<lead>原创[\s　]+)?(?P<name>\S{2,16})(?:[\s　]+\S{2,16})?[\s　]+"
    r"\d{4}(?:-|年)\d{1,2}(?:-|月)\d{1,2}日?[\s　]+\d{1,2}:\d{2}(?:[\s　]+[一-鿿]{2,4})?$"
)
_NOBODY = frozenset({"管理员", "佚名", "网络", "本站", "本网", "未知", "转载", "综合", "admin"})
_ACCOUNT_ID = re.compile(r"[（(](?:ID|微信号)\s*[:：]\s*[\w-]+[）)]")
_DAY_THERE = re.compile(_DAY)
_KEYS = {
    "source": r"(?:文章|信息|稿件|新闻|内容|本文)?(?:来源|出处)|稿源",
    "author": r"(?:文章|本文)?作者|撰稿人?|撰文|供稿人|文",
    "role": r"(?:本报|本网|特约|见习)?(?:记者|通讯员)",
    "unit": r"(?:作者|工作|所在|供职)?单位|职务|职称|身份",
    "day": r"(?:发布|发表|更新|发稿|刊发|刊登|上传|录入|成文|创建)?(?:时间|日期)|发布于?|更新于?",
    "other": (
        r"(?:责任|文字|网络|值班)?编辑|责编|编审|初审|复审|终审|审核|审校|校对|摄影|供图|图|"
        r"(?:浏览|阅读|点击|访问|查看)(?:次数|量|率|数)?|点击|人气|评论|字号|字体|大小|分享(?:到)?|栏目|版次|版面"
    ),
}
_FIELD = re.compile(
    rf"(?:^|(?<={_GAP})|(?<=[\d日）)]))(?:"
    + "|".join(f"(?P<{name}>{rule})" for name, rule in _KEYS.items())
    + r")(?:\s*[:：]\s*|(?<=记者)[\s　]+)"
)
_SOURCE_ALONE = re.compile(
    r"《?[一-龥]{2,10}(?:报|网|社|刊|杂志|周刊|电视台|客户端|在线|融媒|发布|新闻)》?"
    r"(?:[\s　]*\d{4}年第?\d{1,3}期)?"
)
_HINTS = (":", "：")
_AROUND = " \t　|｜丨/／·,，;；【】[]"
_BUTTONS = re.compile(
    r"打印|关闭|收藏|分享|大\s*中\s*小|【|】|\[|\]|\d+次?|我要评论|字号|[|｜丨/／,，;；·]"
)


@dataclass(frozen=True, slots=True)
class Credit:
    """What such a line says. `dated`: with a day; `source`: where it says what it is from."""

    line: str
    author: str
    affiliation: str
    dated: bool
    source: Span | None


def credit_line(text: str) -> Signature | None:
    """The signature of a line of such particulars, its author "" where it names none; else None.

    A line counts as one where it names the author and something else, or a day
    and a source; nothing else may stand in it.
    """
    found = credit_of(text)
    if found is None or not (found.author or (found.dated and found.source)):
        return None
    return Signature(found.line, found.author, found.affiliation)


def is_stamp(text: str) -> bool:
    """Whether a line is a day, or a source and a day, and nothing else: 2023-01-05 08:30."""
    if len(text) > _LONGEST_STAMP_CHARS or not _DAY_THERE.search(text):
        return False
    rest = _BUTTONS.sub("", _STAMP.sub("", text)).strip()
    return not rest or _SOURCE_ALONE.fullmatch(rest) is not None


def credit_of(text: str) -> Credit | None:
    """The particulars that are all that a line holds; None for any other line."""
    if len(text) > _LONGEST_CHARS or "。" in text or not any(hint in text for hint in _HINTS):
        return None
    plain = _STAMP.sub(lambda stamp: " " * len(stamp.group()), text)
    plain = _ACCOUNT_ID.sub(lambda account: " " * len(account.group()), plain)
    fields = list(_FIELD.finditer(plain))
    if not fields:
        return None
    above = plain[: fields[0].start()]
    lead = _BUTTONS.sub("", above).strip()
    if lead and not _SOURCE_ALONE.fullmatch(lead):
        return None
    dated = bool(_DAY_THERE.search(text) or _MOMENT.search(text))
    source: Span | None = None
    author, unit, line = "", "", text
    known = 1 if lead else 0
    ends = [field.start() for field in fields[1:]] + [len(plain)]
    for field, end in zip(fields, ends, strict=True):
        value = plain[field.end() : end].strip(_AROUND)
        kind = str(field.lastgroup)
        if len(value) > (_LONGEST_UNIT_CHARS if kind == "unit" else _LONGEST_VALUE_CHARS):
            return None
        if any(hint in value for hint in _HINTS) or (kind == "day" and value):
            return None
        if kind in ("author", "role") and value and not author and value not in _NOBODY:
            signed = byline(f"作者：{value}") or names_with_posts(value, "", marked=True)
            if signed is None:
                return None
            author, unit = signed.author, unit or signed.affiliation
            line = line.replace(value, signed.line.removeprefix("作者：").strip(), 1)
        elif kind == "unit":
            unit = unit or close_up(value)
            line = line.replace(value, close_up(value), 1)
        elif kind == "source" and value and source is None:
            start = end - len(plain[field.end() : end].lstrip(_AROUND))
            named = _SOURCE.match(text, start)
            source = Span(start, start + len(named.group().rstrip() if named else value))
        known += 1
    if known + dated < 2:
        return None
    if source is None and lead:
        source = _span_of(lead, above)
    return Credit(line, author, unit, dated, source)


def _span_of(lead: str, above: str) -> Span:
    """Where a line's first words stand; with the marks that stand within them."""
    start = above.find(lead)
    if start >= 0:
        return Span(start, start + len(lead))
    return Span(len(above) - len(above.lstrip()), len(above.rstrip()))
