"""The figures of the documents: indicator, value, unit, year, place, each with its sentence.

    2021年成渝地区双城经济圈经济总量约7.4万亿元，比2019年净增1.1万亿元
    → 经济总量            7.4万亿元  2021  成渝地区双城经济圈
    → 经济总量 比2019年净增  1.1万亿元  2021  成渝地区双城经济圈

A figure is what can be compared: amounts with a unit of measure, shares,
counts in Arabic figures, ranks. Dates, spans of time and numerals that are
words (三大产业, 一带一路) are left out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.ingest.blocks import sentences, split_at
from assistant.ingest.regions import regions
from assistant.quantities import Quantity
from assistant.text import quantities
from assistant.types import Article, Span

MAX_INDICATOR = 24  # characters; a longer phrase is a sentence, its last part names the figure
MIN_INDICATOR = 2

_YEAR = re.compile(r"((?:19|20)\d{2})年(?!代)|((?:19|20)\d{2})(?=[-—–~～至](?:19|20)\d{2}年)")
_TIMES = "年 月 日 号 周 天 岁 时 点 起 期 届 小时 分钟 秒 个月 月份 年度 年代 世纪 季度 工作日"
_TIME_UNITS = frozenset(_TIMES.split())
_COMPARISON = re.compile(
    r"(?:较|比)[^，。；]{1,12}?(?:净增|增长|增加|减少|下降|提高|提升|降低|高|低|多|少|高出|上升|回落)"
    r"|(?:同比|环比|年均|累计|平均)?(?:实际|名义)?(?:净增|增长|增加|减少|下降|提高|提升|降低|上升|回落)"
)
_OPENING = re.compile(
    r"^(?:截至|截止|到|至)?(?:(?:19|20)\d{2}年(?:底|末|初|以来)?|[上下]半年|去年|今年|目前|当前|其中|预计|"
    r"全年|累计|已经|已|共|共有|约|实现|完成|创建|建成|建设|培育|引进|新增|拥有|形成|达到|将|使|把|"
    r"力争|确保|的|和|与|及|、|，|；|：|。|\s|“|”)+"
)
# Words that may stand in a row before a figure; one may hold another, so no pattern looks for them.
_LEADING_UP = (
    "分别 分列 依次 大约 约 近 超过 超 突破 达到 达 为 是 至 到 仅 只有 有 共有 共 已 已达 不低于 "
    "不少于 不超过 高于 低于 提高到 提升到 降至 增至 保持在 控制在 规模达到 居 位居 排名 排 "
    "列 位列 占 约占 创建 建成 新增 完成 实现 净 的 在 第 ： : “"
)
_CLOSING_WORDS = tuple(_LEADING_UP.split())
_LONGEST_CLOSING_WORD = max(map(len, _CLOSING_WORDS))
_RANKING = re.compile(
    r"(?:分列|位列|位居|居于|居|列|排名|排在|排)[^，。；、第]{0,8}(?:第\d+[位名]?[、和])*$"
)
_COUNTED = re.compile(
    r"[^，。；、：（）()“”的在是和及与等以\s\d]{2,10}(?=[，。；、：（）()“”的和及与等\s]|$)"
)
_REPORTED = re.compile(r".*(?:显示|表明|指出|披露|统计)[，：]?")
_SHARED = re.compile(r"分别|分列|依次")
_QUOTED = re.compile(r"《[^》]{0,200}》|“[^”]{0,20}”")
_MEASURES = "百分点 倍 成 元 美元 欧元 日元 港元 亩 公顷 平方公里 平方米 公里 米 吨 公斤 千瓦时"
_MEASURED = frozenset(["%", "‰", *_MEASURES.split()])
_RANK_UNITS = frozenset({"", "位", "名"})


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: `article.text[start:end]` prints the value with its unit.

    `indicator` names what is counted, `change` how it is compared (同比增长,
    比2019年净增; "" for a plain value). `value` is in units of `unit`. `year`
    and `region` are the nearest printed before it ("" where none is), and
    `sentence` spans the sentence that states it. `label` spans what was
    printed for the indicator.
    """

    article_id: str
    indicator: str
    change: str
    value: float
    unit: str
    printed: str
    year: str
    region: str
    start: int
    end: int
    label: Span
    sentence: Span


def find_figures(article: Article) -> tuple[Figure, ...]:
    """The figures of the article's body, in the order of the text; () where there are none."""
    body = Span(article.body_start, article.body_end)
    return tuple(
        figure
        for sentence in sentences(article.text, body)
        for figure in _of_sentence(article, sentence)
    )


def _of_sentence(article: Article, sentence: Span) -> Iterator[Figure]:
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
    last_label, last_name, last_change = Span(sentence.start, sentence.start), "", ""
    for clause in split_at(text, sentence.start, sentence.end, "，,；;。"):
        begin = clause.start
        here = [quantity for quantity in found if clause.start <= quantity.start < clause.end]
        for position, quantity in enumerate(here):
            label, name, change = _indicator(text, begin, quantity, places)
            if quantity.ordinal and not change:  # 分列全国第6、第10
                change = last_change
            last_change = change
            if len(name) >= MIN_INDICATOR:
                last_label, last_name = label, name
            if len(last_name) >= MIN_INDICATOR:
                yield Figure(
                    article_id=article.id,
                    indicator=last_name,
                    change=change,
                    value=quantity.value,
                    unit="位" if quantity.ordinal else quantity.unit,
                    printed=text[quantity.start : quantity.end],
                    year=_year(text, sentence.start, quantity.start),
                    region=_region(text, places, quantity.start, clause, here, position),
                    start=quantity.start,
                    end=quantity.end,
                    label=last_label,
                    sentence=sentence,
                )
            begin = quantity.end


def _shifted(found: Sequence[Quantity], offset: int) -> Iterator[Quantity]:
    for q in found:
        yield Quantity(q.start + offset, q.end + offset, q.value, q.unit, q.ordinal)


def _is_figure(text: str, quantity: Quantity) -> bool:
    printed = text[quantity.start : quantity.end]
    if quantity.ordinal:
        ranked = _RANKING.search(text[max(0, quantity.start - 20) : quantity.start])
        return quantity.unit in _RANK_UNITS and ranked is not None
    if quantity.unit in _TIME_UNITS:
        return False
    if re.match(r"[-—–~～+]\d", text[quantity.end : quantity.end + 2]) and not quantity.unit:
        return False
    if quantity.unit in ("%", "‰", "百分点", "倍", "成") or re.search(r"[万亿]", printed):
        return quantity.unit != "级" and printed != "万亿"  # 万亿级产业 is a name
    return bool(re.search(r"\d", printed)) and quantity.unit != ""


def _indicator(
    text: str, start: int, quantity: Quantity, places: Sequence[Span]
) -> tuple[Span, str, str]:
    """What stands before a value: its printed span, the indicator's name, the comparison."""
    end = quantity.start
    change = ""
    reported = _REPORTED.match(text, start, end)
    start = reported.end() if reported else start
    ranking = _RANKING.search(text[start:end]) if quantity.ordinal else None
    end = start + ranking.start() if ranking else _without_closing(text, start, end)
    if ranking:
        change = ranking.group()
    comparisons = list(_COMPARISON.finditer(text, start, end))
    if comparisons and comparisons[-1].end() == end:
        change = text[comparisons[-1].start() : end]
        end = comparisons[-1].start()
    for _ in range(3):  # 2021年 + 全市 + 已: each may hide the next
        opening = _OPENING.match(text[start:end])
        if opening:
            start += opening.end()
        place = next((p for p in places if p.start == start and p.end <= end), None)
        if place:
            start = place.end
            while text[start : start + 1] in ("、", "和", "与"):
                start += 1
    label = Span(start, max(start, end))
    counted = None
    if not ranking and quantity.unit and quantity.unit not in _MEASURED:
        counted = _COUNTED.match(text, quantity.end)
    if counted:
        label = Span(counted.start(), counted.end())
    name = label.of(text).strip()
    if len(name) > MAX_INDICATOR:
        name = re.split(r"[的、和与及（）()]", name)[-1] or name
        name = name[-MAX_INDICATOR:]
        label = Span(label.end - len(name), label.end)
    return label, name, change


def _year(text: str, start: int, end: int) -> str:
    """The last year printed before the value that is not one compared with (比2019年)."""
    years = [
        match.group(1) or match.group(2)
        for match in _YEAR.finditer(text, start, end)
        if text[match.start() - 1 : match.start()] not in ("比", "较")
    ]
    return years[-1] if years else ""


def _region(
    text: str,
    places: Sequence[Span],
    value_start: int,
    clause: Span,
    here: Sequence[Quantity],
    position: int,
) -> str:
    """The place a value is of: of values told 分别 each its own, else the nearest before."""
    shared = _SHARED.search(text, clause.start, here[0].start)
    if shared and len(here) > 1:
        inside = [p for p in places if clause.start <= p.start and p.end <= shared.start()]
        if len(inside) >= len(here):
            return inside[len(inside) - len(here) + position].of(text)
    known = [
        p
        for p in places
        if p.end <= value_start and not text[: p.start].endswith(("比", "较", "占"))
    ]
    return known[-1].of(text) if known else ""


def _without_closing(text: str, start: int, end: int) -> int:
    """Where the words that lead up to a figure begin: 总产量 **达到约** 5万吨."""
    reached = {end}  # from here on there are such words only
    first = end
    for place in range(end - 1, start - 1, -1):
        if first - place > _LONGEST_CLOSING_WORD:
            break
        if (text[place].isspace() and place + 1 in reached) or any(
            place + len(word) in reached and text.startswith(word, place) for word in _CLOSING_WORDS
        ):
            reached.add(place)
            first = place
    return first
