"""What a sentence tells of a value: its name, how it is compared, the place that it is of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.ingest import figure_names, figure_recipients
from assistant.ingest.figure_values import MEASURED, RANKING, SHARE_UNITS, Value
from assistant.types import Span

_MORE = "净增|增长|增加|减少|下降|提高|提升|降低|上升|回落|扩大|缩小|收窄|上涨|下跌|下滑|增收"
_COMPARISON = re.compile(
    rf"(?:较|比(?![例重值率]))[^，。；]{{1,12}}?(?:{_MORE}|高出|高|低|多|少|快|慢)"
    rf"|(?:同比|环比|年均|累计|平均|分别)*(?:实际|名义)?(?:{_MORE})"
    r"|(?:高于|低于|快于|慢于|多于|少于|好于)[^，。；\d]{2,14}"
    r"|(?:约|近|超|超过|不到)?占[^，。；]{0,16}?(?:的(?:比重|比例|份额)?|比重|比例|份额)?"
    r"|(?:相当于|是|为|按照?)[^，。；\d]{2,14}的"
    r"|(?:不得?(?:超过|低于|高于|少于)|超过)[^，。；\d]{2,14}的"
    r"|[由从](?:[^，。；]{0,10}的|每[一-鿿]{1,2}|过去|原来|现有|原有|目前|上年)?|(?:减少|增加|提高|下降|回升|回落|(?<![回上提下])[降升增减]|"
    r"降低|上升|扩大|缩短|缩小|增长)[到至]"
)
_RATE_CHANGES = re.compile(r"^(?:相当于|是|为|按|不|超过)")
_SHARES = re.compile(r"^.{0,2}占")
_WAS = re.compile(r"^[由从]")
_BECOMES = re.compile(r"(?:\d{4}年)?[^，。；\d]{0,8}(?:[到至为]|[降升增减]了)")  # 由41处减少到23处
_REPORTED = re.compile(r".*(?:显示|表明|指出|披露|统计)[，：]?")
_GIVEN = re.compile(r"(?:给予|处以?|并处|可处|发放|缴纳|收取|支付|提供|安排|拨付|每[一-鿿]{1,2})$")
_HAN = re.compile("(?![的和与及])[一-鿿]")
_HAS = re.compile(r"(?:有|把|将|种植|流转)了?$")
_PLACE = re.compile(
    r"(?!.*(?:[乡农新]村|[市城园社景库灾校山郊]区))[一-鿿]{1,4}(?:省|市|县|区|州|镇|乡|街道|村)"
)


@dataclass(frozen=True, slots=True)
class Told:
    """What names a value: its name, how it is compared, the place where it is all that is told.

    `whom`: to whom an amount goes, where the words before it say so.
    """

    label: Span
    name: str
    change: str
    place: str = ""
    unnamed: bool = False  # something is told there, but it is no name
    whom: str = ""


def told_of(text: str, start: int, rest: Span, value: Value, places: Sequence[Span]) -> Told:
    """What names a value: what it counts where that follows it, else what stands before it.

    每人每年 before it is how it is told, and neither names it nor hides its name.
    """
    each = figure_recipients.for_each(text, start, value.whole.start)
    if each is None:
        told = _told_of(text, start, rest, value, places)
        end = value.whole.start
    else:
        end = each.start
        told = _told_of(text, start, rest, replace(value, whole=Span(end, value.whole.end)), places)
        told = replace(told, change=told.change or each.of(text).strip())
    if value.quantity.unit != "元" or told.label.start < value.whole.end or not told.name:
        return told
    whom = figure_recipients.recipient(text, start, end)
    return replace(told, whom="" if whom in told.name else whom)


def _told_of(text: str, start: int, rest: Span, value: Value, places: Sequence[Span]) -> Told:
    quantity = value.quantity
    before = told_before(text, start, value, places)
    if quantity.ordinal or quantity.unit in SHARE_UNITS:
        return before
    measured = quantity.unit in MEASURED or "/" in quantity.unit
    led = text[start : value.whole.start].rstrip()
    after = figure_names.counted_after(text, rest.start, rest.end)
    name = after.of(text)
    # 低保对象按每人280元定额资助: who is told before, what after
    divided = led.endswith("按") and figure_names.is_name(name)
    if (
        measured
        and before.name
        and not (divided or led.endswith("的") or _GIVEN.search(led) or _HAS.search(led))
    ):
        return before
    if value.bound and text.startswith("的", rest.start) and not _GIVEN.search(led):
        return (
            before if before.name else replace(before, unnamed=True)
        )  # 不足15人的点位: which ones
    if name and figure_names.is_name(name) and not before.change:
        return Told(after, name, "", before.place)
    if (measured and _GIVEN.search(led)) or (not quantity.unit and _HAN.match(text, rest.start)):
        return replace(before, name="")
    return before


def told_before(text: str, start: int, value: Value, places: Sequence[Span]) -> Told:
    """What stands before a value, from `start` on, and names it; `places` are the sentence's."""
    end, change, place = value.whole.start, "", ""
    reported = _REPORTED.match(text, start, end)
    start = reported.end() if reported else start
    ranking = RANKING.search(text[start:end]) if value.quantity.ordinal else None
    if ranking:
        end = start + ranking.start()
        change = ranking.group()
    else:
        change, end = _compared(text, start, end, value)
    for _ in range(3):  # 2021年 + 全市 + 已: each may hide the next
        start = figure_names.trimmed(text, start, end).start
        known = next((p for p in places if p.start == start and p.end <= end), None)
        if known:
            start = known.end
            place = known.of(text)
            while text[start : start + 1] in ("、", "和", "与"):
                start += 1
    if not ranking:
        end = figure_names.closed(text, start, end)
    label = figure_names.shortened(text, Span(start, max(start, end)))
    name = label.of(text).strip()
    label = Span(label.start, label.start + len(label.of(text).rstrip()))
    if _PLACE.fullmatch(name):
        return Told(label, "", change, name)
    if figure_names.GENERIC.fullmatch(name):
        return Told(label, "", change or name, place)
    if not figure_names.is_name(name):
        return Told(label, "", change, place, unnamed=bool(name))
    return Told(label, name, change)


def _compared(text: str, start: int, end: int, value: Value) -> tuple[str, int]:
    """The comparison that ends at a value, "" for none, and where what stands before it ends."""
    stop = end
    for stop in dict.fromkeys((end, _before_about(text, start, end))):
        for match in _COMPARISON.finditer(text, start, stop):
            longest = _COMPARISON.fullmatch(text, match.start(), stop)
            if longest is None:
                continue
            change = longest.group()
            if _RATE_CHANGES.match(change) and value.quantity.unit not in SHARE_UNITS:
                continue
            if _WAS.match(change) and not _BECOMES.match(text, value.whole.end):
                continue
            if _SHARES.search(change) and value.quantity.unit not in SHARE_UNITS:
                continue
            return change, match.start()
    return "", end


def _before_about(text: str, start: int, end: int) -> int:
    lead = re.search(r"(?:约为|约|近|达到|达|为|了|第|仅|超)+$", text[start:end])
    return start + lead.start() if lead else end
