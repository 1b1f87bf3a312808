"""The figures that a sentence states, each with its name, its comparison, its year, its place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.ingest import figure_names, figure_recipients, figure_shared
from assistant.ingest.blocks import split_at
from assistant.ingest.figure import Figure
from assistant.ingest.figure_bounds import mark_of
from assistant.ingest.figure_places import own_places
from assistant.ingest.figure_told import Told, told_before, told_of
from assistant.ingest.figure_values import (
    MEASURED,
    SHARE_UNITS,
    Value,
    is_figure,
    shifted,
    value_of,
)
from assistant.ingest.regions import regions
from assistant.text import quantities
from assistant.types import Article, Span

_YEAR = re.compile(r"((?:19|20)\d{2})年(?!代)|((?:19|20)\d{2})(?=[-—–~～至](?:19|20)\d{2}年)")
_ROUGHLY = re.compile("(?:约|近|超过?|不到)(?=占)|^(?:不得?(?:超过|低于|高于|少于)|超过)")
_GOES_ON = re.compile("(?:[、和与及至到~～—–-]|以及)?")
_QUOTED = re.compile(r"《[^》]*》|“[^”]{0,20}”")
_WITHIN_NAME = re.compile(
    r"[^，。；、和与及（）()]{2,30}|[^，。；（）()]{3,30}(?:比例|率|比重)[为达]?"
)
_CONDITION = re.compile(
    "的[，,]\\s*$"
)  # 容量达到三千吨的，: what follows is told of something else
_NEW = re.compile("^(?:新增|净增|新建)")
_SOFT_PARTS = "，,；;。"


def figures_of_sentence(article: Article, sentence: Span) -> Iterator[Figure]:
    """The figures of one sentence, in its order."""
    text = article.text
    quoted = [
        Span(m.start(), m.end()) for m in _QUOTED.finditer(text, sentence.start, sentence.end)
    ]
    found = [
        quantity
        for quantity in shifted(quantities(sentence.of(text)), sentence.start)
        if is_figure(text, quantity)
        and not any(span.start <= quantity.start < span.end for span in quoted)
    ]
    if not found:
        return
    places = regions(text, sentence.start, sentence.end)
    last, last_unit, last_change = Told(Span(sentence.start, sentence.start), "", ""), "", ""
    paid = figure_recipients.announced(text, sentence.start, sentence.end)
    plain: list[str] = []  # the names told one beside the other, before any comparison
    compared = False
    for clause in split_at(text, sentence.start, sentence.end, _SOFT_PARTS):
        begin = clause.start
        inside = [quantity for quantity in found if clause.start <= quantity.start < clause.end]
        here = [value_of(text, quantity, clause) for quantity in inside]
        here = [v for n, v in enumerate(here) if not _modifies(text, clause, here, n)]
        members: tuple[str, ...] = ()
        base = ""
        if _CONDITION.search(text[sentence.start : clause.start]):
            last, last_unit = Told(Span(clause.start, clause.start), "", ""), ""
        for position, value in enumerate(here):
            quantity = value.quantity
            final = position  # of values that stand side by side: 200元以上1000元以下罚款
            while final + 1 < len(here) and here[final].whole.end == here[final + 1].whole.start:
                final += 1
            stop = here[final + 1].whole.start if final + 1 < len(here) else clause.end
            told = told_of(text, begin, Span(here[final].whole.end, stop), value, places)
            if paid and paid[1] <= value.whole.start and quantity.unit == "元":
                told = _as_member(text, told, paid[0])
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
            if figure_shared.SHARED.search(between):
                base = figure_shared.base_of(change)
                if not own and change:
                    members = figure_shared.told_before_them(plain, len(here))
                if not members and not figure_shared.by_place(text, places, clause, here):
                    members = figure_shared.members(last.name, len(here))
            follows = goes_on or told.place or change or (value.bound and unit == last_unit)
            begin = value.whole.end
            name = members[position] if position < len(members) else last.name
            if not name or not (told.name or follows):
                continue
            change = figure_names.led_from(figure_shared.with_base(base, change))
            if not change:
                plain = ([] if compared else plain) + [name] * (name not in plain)
            compared = bool(change)
            yield Figure(
                article_id=article.id,
                indicator=name,
                change=change,
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
                whom=told.whom,
            )


def _as_member(text: str, told: Told, paid: Span) -> Told:
    """What is told after 缴费标准：… names of whom it is, what is paid has been announced."""
    if told.name and not told.whom and figure_recipients.is_member(told.name):
        return replace(told, label=paid, name=paid.of(text), whom=told.name)
    return told


def _place_of(text: str, label: Span, name: str) -> Span:
    """Where a name stands in the words that tell it; all of them where it is put together."""
    start = text.rfind(name, label.start, label.end)
    return Span(start, start + len(name)) if start >= 0 else label


def _bound_in(change: str) -> str:
    """约占四成: the bound that stands before the comparison."""
    rough = _ROUGHLY.match(change)
    return mark_of(rough.group()) if rough else ""


def _modifies(text: str, clause: Span, here: Sequence[Value], position: int) -> bool:
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
    share, counts = following.quantity.unit in SHARE_UNITS, value.quantity.unit not in MEASURED
    if bounded_after:
        return True
    start = here[position - 1].whole.end if position else clause.start
    named = told_before(text, start, value, ()).name
    return not named and (share if counts else following.quantity.unit not in MEASURED)


def _leads_to_value(between: str) -> bool:
    """Whether words between two values are all a name and what leads from it to the second."""
    end = figure_names.closed(between, 0, len(between))
    return figure_names.is_name(between[:end].removeprefix("的"))


def _year(text: str, start: int, end: int) -> str:
    """The last year printed before the value that is not one compared with (比2019年)."""
    years = [
        match.group(1) or match.group(2)
        for match in _YEAR.finditer(text, start, end)
        if text[match.start() - 1 : match.start()] not in ("比", "较")
    ]
    return years[-1] if years else ""


def _region(
    text: str, places: Sequence[Span], clause: Span, here: Sequence[Value], position: int
) -> str:
    """The place a value is of: of values told 分别 each its own, else the nearest before."""
    own = figure_shared.by_place(text, places, clause, here)
    if own:
        return own[position].of(text)
    known = [p for p in own_places(text, places) if p.end <= here[position].whole.start]
    return known[-1].of(text) if known else ""
