"""Of whom or of what a value is told: 每人400元 of 一档, 280元定额资助 of 低保对象.

An amount for each one (每人每年) is told after the name of what is paid or of who is paid; where
the sentence announces what is paid (缴费标准：一档每人400元), the names after it are those of whom.
"""

import re

from assistant.ingest import figure_names
from assistant.types import Span

_ONES = (
    "平方米|立方米|千瓦时|平方公里|标准箱|人次|季度|学期|学年|小时|公里|公斤|平米|家庭|"
    "[人户家月年日天周晚次亩吨头只羽套间辆件生班村镇校张份名位度株台]"
)
_FOR_EACH = re.compile(rf"(?:每一?个?(?:{_ONES})){{1,8}}[ ]*$")
_LONGEST_FOR_EACH = 16  # characters
_PAID = "标准|价格?|租金|月租|费用?|补贴|补助|津贴|资助|奖励|奖金|工资|薪酬|[金定限]额|额度|保费"
_ANNOUNCED = re.compile(
    rf"(?:[^，。；：:]{{0,40}}(?:给予|发放|享受|执行|实行))?"
    rf"(?P<name>[^，。；：:]{{0,30}}?(?:{_PAID}))"
    r"(?:共?(?:分|设)(?:为|成|了)?[一二两三四五六七八九十\d]+个?(?:档次|等级|档|类|级|等|种)|如下|"
    r"分别为|为|是)?[：:]"
)
_LONGEST_MEMBER = 14
_TO = re.compile(
    r"(?:对于?|向|给予|为)(?P<name>[^，。；：:]{2,20}?)"
    r"(?=的?[，,]|给予|发放|按|每|一次性|补助|补贴|奖励|资助|最高|并?处|$)"
)
_OF = re.compile(r"(?P<name>[^，。；：:]{2,20}?)(?=按照?|给予|发放|享受|可(?:以|申领|享|获|领|按))")
_GIVES = re.compile(
    "^每|^一次性$|(?:财政|政府|[局委部院所行会]|部门|单位|公司|资金|基金|中央|[省市区县镇乡]|街道|标准)$"
)


def for_each(text: str, start: int, end: int) -> Span | None:
    """Where 每人每年 stands directly before a value; None where nothing of that kind does."""
    begin = max(start, end - _LONGEST_FOR_EACH)
    found = _FOR_EACH.search(text[begin:end])
    return Span(begin + found.start(), end) if found else None


def announced(text: str, start: int, end: int) -> tuple[Span, int] | None:
    """What a sentence announces to be paid, and where the names of whom begin; None for nothing."""
    last = list(_ANNOUNCED.finditer(text, start, end))[-1:]
    if not last:
        return None
    found = last[0]
    label = figure_names.trimmed(text, found.start("name"), found.end("name"))
    label = figure_names.shortened(text, label)
    return (label, found.end()) if figure_names.is_name(label.of(text)) else None


def is_member(name: str) -> bool:
    """Whether a name is that of one to whom what was announced goes: 一档, 困难残疾人."""
    return 0 < len(name) <= _LONGEST_MEMBER and not re.search(rf"(?:{_PAID})$", name)


def recipient(text: str, start: int, end: int) -> str:
    """Who gets an amount, by the words before it: 低保对象 of 低保对象按每人; "" for nobody."""
    start = figure_names.trimmed(text, start, end).start
    for found in (_TO.search(text, start, end), _OF.match(text, start, end)):
        name = found["name"].strip() if found else ""
        if figure_names.is_name(name) and not _GIVES.search(name):
            return name
    return ""
