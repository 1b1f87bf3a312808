"""The figures that a sentence states, each with its name, its comparison, its year, its place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.ingest import figure_names
from assistant.ingest.blocks import split_at
from assistant.ingest.figure import Figure
from assistant.ingest.figure_bounds import bound_of, mark_of
from assistant.ingest.figure_units import per_unit
from assistant.ingest.regions import regions
from assistant.quantities import Quantity
from assistant.text import quantities
from assistant.types import Article, Span

_YEAR = re.compile(r"((?:19|20)\d{2})年(?!代)|((?:19|20)\d{2})(?=[-—–~～至](?:19|20)\d{2}年)")
_TIMES = (
    "年 月 日 号 周 天 岁 周岁 周年 时 点 起 期 届 小时 分钟 秒 个月"
    " 月份 年度 年代 世纪 季度 工作日"
)
_TIME_UNITS = frozenset(_TIMES.split())
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
_MINUS = re.compile(r"(?:[为至到达是：]|率|额)[-－−–]$")
_ROUGHLY = re.compile("(?:约|近|超过?|不到)(?=占)|^(?:不得?(?:超过|低于|高于|少于)|超过)")
_RANKING = re.compile(
    r"(?:分列|位列|位居|居于|居|列|排名|排在|排)[^，。；、第]{0,8}(?:第\d+[位名]?[、和])*$"
)
_REPORTED = re.compile(r".*(?:显示|表明|指出|披露|统计)[，：]?")
_GOES_ON = re.compile("(?:[、和与及至到~～—–-]|以及)?")
_SHARED = re.compile(r"分别|分列|依次")
_QUOTED = re.compile(r"《[^》]*》|“[^”]{0,20}”")
_MEASURES = (
    "百分点 倍 成 元 美元 欧元 日元 港元 亩 公顷"
    " 平方公里 平方米 立方米 公里 千米 米 吨 公斤 千瓦时 千瓦 克 升 度"
)
_SHARE_UNITS = frozenset(["%", "‰", "百分点", "倍", "成"])
_MEASURED = frozenset(["%", "‰", *_MEASURES.split()])
_RANK_UNITS = frozenset({"", "位", "名"})
_GIVEN = re.compile(r"(?:给予|处以?|并处|可处|发放|缴纳|收取|支付|提供|安排|拨付|每[一-鿿]{1,2})$")
_GROUP = re.compile(r"\d[ \u2009\u00a0]\d{3}")
_WITHIN_NAME = re.compile(
    r"[^，。；、和与及（）()]{2,30}|[^，。；（）()]{3,30}(?:比例|率|比重)[为达]?"
)
_CONDITION = re.compile(
    "的[，,]\\s*$"
)  # 容量达到三千吨的，: what follows is told of something else
_NEW = re.compile("^(?:新增|净增|新建)")
_PER_ONE = re.compile("每(?:生产|新增|增加|使用|消耗|处理|超过|满)?$")  # 每生产1公斤氢气
_ALL_OF_THEM = re.compile("[两三四五六七八九十](?:[大个类项种家]|$)")  # 甲、乙、丙三大产业产值
_HAN = re.compile("(?![的和与及])[一-鿿]")
_HAS = re.compile(r"(?:有|把|将|种植|流转)了?$")
_PLACE = re.compile(
    r"(?!.*(?:[乡农新]村|[市城园社景库灾校山郊]区))[一-鿿]{1,4}(?:省|市|县|区|州|镇|乡|街道|村)"
)
_SOFT_PARTS = "，,；;。"
_LONGEST_SHARED = 4  # characters of a member that leaves the rest to the last: 茶叶、水果产量


@dataclass(frozen=True, slots=True)
class _Value:
    """A quantity with the words of its bound: `whole` spans both."""

    quantity: Quantity
    bound: str
    whole: Span


@dataclass(frozen=True, slots=True)
class _Told:
    """What names a value: its name, how it is compared, the place where it is all that is told."""

    label: Span
    name: str
    change: str
    place: str = ""
    unnamed: bool = False  # something is told there, but it is no name


def figures_of_sentence(article: Article, sentence: Span) -> Iterator[Figure]:
    """The figures of one sentence, in its order."""
    text = article.text
    quoted = [
        Span(m.start(), m.end()) for m in _QUOTED.finditer(text, sentence.start, sentence.end)
    ]
    found = [
        quantity
        for quantity in _shifted(quantities(sentence.of(text)), sentence.start)
        if _is_figure(text, quantity)
        and not any(span.start <= quantity.start < span.end for span in quoted)
    ]
    if not found:
        return
    places = regions(text, sentence.start, sentence.end)
    last, last_unit, last_change = _Told(Span(sentence.start, sentence.start), "", ""), "", ""
    for clause in split_at(text, sentence.start, sentence.end, _SOFT_PARTS):
        begin = clause.start
        inside = [quantity for quantity in found if clause.start <= quantity.start < clause.end]
        here = [_value(text, quantity, clause) for quantity in inside]
        here = [v for n, v in enumerate(here) if not _modifies(text, clause, here, n)]
        members: tuple[str, ...] = ()
        if _CONDITION.search(text[sentence.start : clause.start]):
            last, last_unit = _Told(Span(clause.start, clause.start), "", ""), ""
        for position, value in enumerate(here):
            quantity = value.quantity
            final = position  # of values that stand side by side: 200元以上1000元以下罚款
            while final + 1 < len(here) and here[final].whole.end == here[final + 1].whole.start:
                final += 1
            stop = here[final + 1].whole.start if final + 1 < len(here) else clause.end
            told = _told(text, begin, Span(here[final].whole.end, stop), value, places)
            change = told.change
            between = text[begin : value.whole.start].strip()
            goes_on = bool(position) and bool(_GOES_ON.fullmatch(between))
            if not change and goes_on:  # 分列全国第6、第10; 增长5%至8%
                change = last_change
            unit = "位" if quantity.ordinal else quantity.unit
            last_change = change
            if not last.name and figure_names.GENERIC.fullmatch(told.change):
                told = replace(
                    told, name=told.change, change=""
                )  # 总量约7.4万亿元, of nothing before
                change = ""
            if told.change and figure_names.GENERIC.fullmatch(told.change):
                last = replace(last, name=_NEW.sub("", last.name))  # 新增10家，总数达到50家
            own = told.name or (told.unnamed and not goes_on)
            if own or (told.place and unit != last_unit):
                last, last_unit = replace(told, unnamed=False), unit
            if _SHARED.search(between) and not _told_by_place(text, places, clause, here):
                members = _members(last.name, len(here))
            follows = goes_on or told.place or change or (value.bound and unit == last_unit)
            begin = value.whole.end
            name = members[position] if position < len(members) else last.name
            if not name or not (told.name or follows):
                continue
            yield Figure(
                article_id=article.id,
                indicator=name,
                change=figure_names.led_from(change),
                value=quantity.value,
                unit=unit,
                bound=value.bound or _bound_in(change),
                printed=value.whole.of(text),
                year=_year(text, sentence.start, value.whole.start),
                region=told.place or _region(text, places, clause, here, position),
                start=value.whole.start,
                end=value.whole.end,
                label=_place_of(text, last.label, name),
                sentence=sentence,
            )


def _place_of(text: str, label: Span, name: str) -> Span:
    """Where a name stands in the words that tell it; all of them where it is put together."""
    start = text.rfind(name, label.start, label.end)
    return Span(start, start + len(name)) if start >= 0 else label


def _members(name: str, count: int) -> tuple[str, ...]:
    """The names of values told 分别, one for each; as many "" where they cannot be told apart.

    茶叶、水果产量 are 茶叶产量 and 水果产量; a name without members is that of all values.
    """
    parts = re.split("[、和与及]", name)
    if len(parts) == 1 or not name:
        return ()
    *others, last = parts
    length = len(others[0])
    if len(parts) != count or _ALL_OF_THEM.match(last[length:]):
        return ("",) * count
    if length <= _LONGEST_SHARED and all(len(part) == length for part in others):
        parts = [part + last[length:] for part in others] + [last]
    elif any(len(part) <= _LONGEST_SHARED for part in others):
        return ("",) * count
    good = all(map(figure_names.is_name, parts))
    return tuple(parts) if good else ("",) * count


def _bound_in(change: str) -> str:
    """约占四成: the bound that stands before the comparison."""
    rough = _ROUGHLY.match(change)
    return mark_of(rough.group()) if rough else ""


def _shifted(found: Sequence[Quantity], offset: int) -> Iterator[Quantity]:
    for q in found:
        yield Quantity(q.start + offset, q.end + offset, q.value, q.unit, q.ordinal)


def _is_figure(text: str, quantity: Quantity) -> bool:
    printed = text[quantity.start : quantity.end]
    if quantity.ordinal:
        ranked = _RANKING.search(text[max(0, quantity.start - 20) : quantity.start])
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
    if quantity.unit in _SHARE_UNITS or re.search(r"[万亿]", printed):
        return quantity.unit != "级" and printed != "万亿"  # 万亿级产业 is a name
    written = quantity.unit == "元" and len(printed) > len("五元")  # 五千元, as laws print it
    return (bool(re.search(r"\d", printed)) and quantity.unit != "") or written


def _value(text: str, quantity: Quantity, clause: Span) -> _Value:
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
    return _Value(quantity, bound, whole)


def _modifies(text: str, clause: Span, here: Sequence[_Value], position: int) -> bool:
    """Whether a value only says of which things the next is told: 10亿元以上项目6个.

    So does a measure without a name before a counted noun (500千伏变电站3座), and a count before
    the name of a share (14个断面水质优良比例为92.9%).
    """
    if position + 1 == len(here):
        return False
    value, following = here[position], here[position + 1]
    between = text[value.whole.end : following.whole.start]
    if not _WITHIN_NAME.fullmatch(between) or not _leads_to_value(between):
        return False
    bounded_after = value.whole.end > value.quantity.end
    share, counts = following.quantity.unit in _SHARE_UNITS, value.quantity.unit not in _MEASURED
    if bounded_after:
        return True
    start = here[position - 1].whole.end if position else clause.start
    named = _told_before(text, start, value, ()).name
    return not named and (share if counts else following.quantity.unit not in _MEASURED)


def _leads_to_value(between: str) -> bool:
    """Whether words between two values are all a name and what leads from it to the second."""
    end = figure_names.closed(between, 0, len(between))
    return figure_names.is_name(between[:end].removeprefix("的"))


def _told(text: str, start: int, rest: Span, value: _Value, places: Sequence[Span]) -> _Told:
    """What names a value: what it counts where that follows it, else what stands before it."""
    quantity = value.quantity
    before = _told_before(text, start, value, places)
    if quantity.ordinal or quantity.unit in _SHARE_UNITS:
        return before
    measured = quantity.unit in _MEASURED or "/" in quantity.unit
    led = text[start : value.whole.start].rstrip()
    if (
        measured
        and before.name
        and not (led.endswith("的") or _GIVEN.search(led) or _HAS.search(led))
    ):
        return before
    if value.bound and text.startswith("的", rest.start) and not _GIVEN.search(led):
        return (
            before if before.name else replace(before, unnamed=True)
        )  # 不足15人的点位: which ones
    after = figure_names.counted_after(text, rest.start, rest.end)
    name = after.of(text)
    if name and figure_names.is_name(name) and not before.change:
        return _Told(after, name, "", before.place)
    if (measured and _GIVEN.search(led)) or (not quantity.unit and _HAN.match(text, rest.start)):
        return replace(before, name="")
    return before


def _told_before(text: str, start: int, value: _Value, places: Sequence[Span]) -> _Told:
    end, change, place = value.whole.start, "", ""
    reported = _REPORTED.match(text, start, end)
    start = reported.end() if reported else start
    ranking = _RANKING.search(text[start:end]) if value.quantity.ordinal else None
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
        return _Told(label, "", change, name)
    if figure_names.GENERIC.fullmatch(name):
        return _Told(label, "", change or name, place)
    if not figure_names.is_name(name):
        return _Told(label, "", change, place, unnamed=bool(name))
    return _Told(label, name, change)


def _compared(text: str, start: int, end: int, value: _Value) -> tuple[str, int]:
    """The comparison that ends at a value, "" for none, and where what stands before it ends."""
    stop = end
    for stop in dict.fromkeys((end, _before_about(text, start, end))):
        for match in _COMPARISON.finditer(text, start, stop):
            longest = _COMPARISON.fullmatch(text, match.start(), stop)
            if longest is None:
                continue
            change = longest.group()
            if _RATE_CHANGES.match(change) and value.quantity.unit not in _SHARE_UNITS:
                continue
            if _WAS.match(change) and not _BECOMES.match(text, value.whole.end):
                continue
            if _SHARES.search(change) and value.quantity.unit not in _SHARE_UNITS:
                continue
            return change, match.start()
    return "", end


def _before_about(text: str, start: int, end: int) -> int:
    lead = re.search(r"(?:约为|约|近|达到|达|为|了|第|仅|超)+$", text[start:end])
    return start + lead.start() if lead else end


def _year(text: str, start: int, end: int) -> str:
    """The last year printed before the value that is not one compared with (比2019年)."""
    years = [
        match.group(1) or match.group(2)
        for match in _YEAR.finditer(text, start, end)
        if text[match.start() - 1 : match.start()] not in ("比", "较")
    ]
    return years[-1] if years else ""


def _told_by_place(
    text: str, places: Sequence[Span], clause: Span, here: Sequence[_Value]
) -> tuple[Span, ...]:
    """The places of values told 分别, one for each; () where there are not as many."""
    shared = _SHARED.search(text, clause.start, here[0].whole.start)
    if not shared or len(here) < 2:
        return ()
    inside = [p for p in places if clause.start <= p.start and p.end <= shared.start()]
    return tuple(inside[len(inside) - len(here) :]) if len(inside) >= len(here) else ()


def _region(
    text: str, places: Sequence[Span], clause: Span, here: Sequence[_Value], position: int
) -> str:
    """The place a value is of: of values told 分别 each its own, else the nearest before."""
    own = _told_by_place(text, places, clause, here)
    if own:
        return own[position].of(text)
    known = [
        p
        for p in places
        if p.end <= here[position].whole.start
        and not re.search("(?:比|较|占|[高低快慢]于)$", text[max(0, p.start - 3) : p.start])
    ]
    return known[-1].of(text) if known else ""
