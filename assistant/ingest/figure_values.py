"""The quantities of a sentence that are figures, each with its unit and the words of its bound."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.ingest.figure_bounds import bound_of
from assistant.ingest.figure_units import per_unit
from assistant.quantities import Quantity
from assistant.types import Span

_TIMES = (
    "年 月 日 号 周 天 岁 周岁 周年 时 点 起 期 届 小时 分钟 秒 个月"
    " 月份 年度 年代 世纪 季度 工作日"
)
_TIME_UNITS = frozenset(_TIMES.split())
_MINUS = re.compile(r"(?:[为至到达是：]|率|额)[-－−–]$")
_MEASURES = (
    "百分点 倍 成 元 美元 欧元 日元 港元 亩 公顷"
    " 平方公里 平方米 立方米 公里 千米 米 吨 公斤 千瓦时 千瓦 克 升 度"
)
_RANK_UNITS = frozenset({"", "位", "名"})
_GROUP = re.compile(r"\d[ \u2009\u00a0]\d{3}")
_PER_ONE = re.compile("每(?:生产|新增|增加|使用|消耗|处理|超过|满)?$")  # 每生产1公斤氢气
SHARE_UNITS = frozenset(["%", "‰", "百分点", "倍", "成"])
MEASURED = frozenset(["%", "‰", *_MEASURES.split()])
RANKING = re.compile(
    r"(?:分列|位列|位居|居于|居|列|排名|排在|排)[^，。；、第]{0,8}(?:第\d+[位名]?[、和])*$"
)


@dataclass(frozen=True, slots=True)
class Value:
    """A quantity with the words of its bound: `whole` spans both."""

    quantity: Quantity
    bound: str
    whole: Span


def shifted(found: Sequence[Quantity], offset: int) -> Iterator[Quantity]:
    """Quantities found in a part of a text, by their places in the whole."""
    for q in found:
        yield Quantity(q.start + offset, q.end + offset, q.value, q.unit, q.ordinal)


def is_figure(text: str, quantity: Quantity) -> bool:
    """Whether a quantity can be compared: no day, no span of time, no numeral that is a word."""
    printed = text[quantity.start : quantity.end]
    if quantity.ordinal:
        ranked = RANKING.search(text[max(0, quantity.start - 20) : quantity.start])
        told = not text.startswith("的", quantity.end)  # 对排名第一的县 is of any county
        return quantity.unit in _RANK_UNITS and ranked is not None and told
    if _PER_ONE.search(text[max(0, quantity.start - 4) : quantity.start]):
        return False
    if _GROUP.fullmatch(text[max(0, quantity.start - 2) : quantity.start + 3]):
        return False  # 52 318条: what stands before belongs to it
    if quantity.unit in _TIME_UNITS or text.startswith("基点", quantity.end):
        return False
    if re.match(r"[-—–~～+]\d", text[quantity.end : quantity.end + 2]) and not quantity.unit:
        return False
    if quantity.unit in SHARE_UNITS or re.search(r"[万亿]", printed):
        return quantity.unit != "级" and printed != "万亿"  # 万亿级产业 is a name
    written = quantity.unit == "元" and len(printed) > len("五元")  # 五千元, as laws print it
    return (bool(re.search(r"\d", printed)) and quantity.unit != "") or written


def value_of(text: str, quantity: Quantity, clause: Span) -> Value:
    """A quantity of a clause with its whole unit (元/吨), its sign and the words of its bound."""
    per = per_unit(text, quantity.end, clause.end)
    if per and not quantity.ordinal:
        unit = quantity.unit + text[quantity.end : quantity.end + per]
        quantity = replace(quantity, end=quantity.end + per, unit=unit)
    span = Span(quantity.start, quantity.end)
    if quantity.unit.endswith("瓦") and text.startswith("时", quantity.end):  # 6吉瓦时
        quantity = replace(quantity, end=quantity.end + 1, unit=quantity.unit + "时")
        span = Span(quantity.start, quantity.end)
    if _MINUS.search(text[max(clause.start, span.start - 2) : span.start]):
        quantity = replace(quantity, value=-quantity.value, start=span.start - 1)
        span = Span(quantity.start, quantity.end)
    bound, whole = ("", span) if quantity.ordinal else bound_of(text, span, clause.start)
    return Value(quantity, bound, whole)
