"""Numbers as Chinese documents write them: 7.4万亿元, 七点四万亿, 百分之八点五, 第六, 2022-2030年.

Works on text folded by `assistant.text.fold` (which keeps lengths), so that
offsets are those of the text as printed. Own code because cn2an (0.5) reads
neither 7.4万亿 nor 七点四万亿 nor a number within a sentence.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}

# Longest first within a start letter: 平方公里 before 平方. What may follow a number.
_MEASURES = (
    "平方公里|平方千米|平方米|立方米|百分点|个百分点|千瓦时|千瓦|兆瓦|吉瓦|公里|千米|海里"
    "|毫米|厘米|微米|纳米|米|公顷|亩|公斤|千克|毫克|微克|克|吨|升|毫升|标准箱|标箱|美元|欧元|日元|港元"
    "|英镑|元|角|人次|年度|年代|年|个月|月份|月|日|号|周岁|周年|周|岁|天|个工作日|工作日"
    "|个小时|小时|时|分钟|秒|季度|世纪|倍|度|摄氏度|℃|级|成|人"
    "|[kmgt]?wh|[kmg]w|[km]va|[km]v|[kmg]hz|[kmg]bps|[kmgtpe]b|[tpe]flops|tops|teu|ppm|[kmg]pa"
    "|km2?|kg|mg|cm|mm2?|nm|ml|m[23]|(?<=\\d\\d)p"  # 300P of computing power; 4K, 5G, 3D are names
)
_COUNTERS = (
    "个|项|家|户|名|位|次|条|种|类|大(?!关)|件|座|台|辆|艘|架|套|所|栋|间|部|本|篇|册|期|批|组|支|只|张"
    "|份|场|届|轮|步|点|章|节|款|处|片|株|棵|头|对|双|层|道|队|门|方面|区|县|省|市|镇|乡|村|国|路|字"
    "|等|名次|强|局|集|回|站|楼|版|卷|起|例|宗|笔|轴|线|员|排|班|院|校|厂|店|颗|块|根|句"
)
_UNIT = re.compile(rf"(?:{_MEASURES}|{_COUNTERS})")
_MEASURE = re.compile(rf"(?:{_MEASURES})")

# 千 and 百 are no multipliers in 5千瓦, 3千米, 5百分点.
_SCALE_RUN = r"(?:百(?!分)|千(?![瓦米克卡帕赫伏])|[十万亿])+"
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_ARABIC = re.compile(
    rf"(?<![\d.a-z])(?<![a-z]-){_NUMBER}(?!\.?\d)"
    rf"(?:\s*[多余]?\s*{_SCALE_RUN}(?:\d+(?:\.\d+)?{_SCALE_RUN})*)?(?!\.\d)"
)
_CHINESE_DIGIT = "零〇一二两三四五六七八九"
_CHINESE = re.compile(
    rf"[{_CHINESE_DIGIT}十百千万亿]+"
    rf"(?:点[{_CHINESE_DIGIT}]+(?![十百千分刻时半])(?:[万亿]+)?)?"
)
_RATIO = re.compile(rf"(百|千|万|[{_CHINESE_DIGIT}十]+)分之")
_ANY_DIGIT = re.compile(r"\d")
_OF_ZERO = ("元", "度", "℃", "时")  # 零部件, 零件, 零点 are words
_RATIO_UNITS = {"百": "%", "千": "‰", "万": "‱"}
_HALF = re.compile(r"半(个月|个小时|小时|年|天|月)")
_ISO_DATE = re.compile(r"(?<![\d-])(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d.-])")
_RANGE = re.compile(r"\s*(?:-+|至|到)\s*")
_AND_MORE = re.compile(r"\s*[多余]?\s*")  # 3000余家


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text: `text[start:end]` holds it with its unit.

    `value` is in units of `unit` ("" where none is printed): 7.4万亿元 is
    7.4e12 元, 8.5% is 8.5 %, 半年 is 0.5 年. `ordinal` is true for 第六, 第6位.
    """

    start: int
    end: int
    value: float
    unit: str
    ordinal: bool = False

    @property
    def token(self) -> str:
        """The spelling under which equal numbers meet in search: "7400000000000", "8.5%", "第6"."""
        number = f"{self.value:.0f}" if self.value.is_integer() else f"{self.value:.10g}"
        if self.ordinal:
            return f"第{number}"
        return number + self.unit if self.unit in "%‰‱" else number


def find_quantities(folded: str) -> tuple[Quantity, ...]:
    """The quantities of folded text, in order, without overlap."""
    found = sorted(_all(folded), key=lambda quantity: (quantity.start, -quantity.end))
    kept: list[Quantity] = []
    for quantity in found:
        if not kept or quantity.start >= kept[-1].end:
            kept.append(quantity)
    return tuple(_with_range_units(folded, kept))


_ALIKE = {"周岁": "岁", "块": "元", "人次": "人"}


def same_measure(unit: str) -> str:
    """A unit as documents mostly name it: 36周岁 is no other measure than 36岁, nor 块 than 元."""
    return _ALIKE.get(unit, unit)


@lru_cache(maxsize=16384)
def parse_number(text: str) -> Decimal | None:
    """The value of a number in Arabic or Chinese figures or both; None if it is none.

    >>> parse_number("七点四万亿"), parse_number("3万5千"), parse_number("二〇二一")
    (Decimal('7400000000000.0'), Decimal('35000'), Decimal('2021'))
    """
    for scale in "亿万千百十":
        at = text.rfind(scale)
        if at < 0:
            continue
        left = parse_number(text[:at]) if at else Decimal(1)
        if left is None or (scale in "十百千" and left >= 10 and text[at - 1] in _SCALES):
            return None
        rest = text[at + 1 :]
        right = parse_number(rest) if rest else Decimal(0)
        if right is None or right >= _SCALES[scale]:
            return None
        if len(rest) == 1 and rest in _DIGITS and scale != "十":
            right *= _SCALES[scale] // 10  # 一万二 is 12,000; 一万零二 is 10,002
        return left * _SCALES[scale] + right
    return _parse_plain(text)


def _parse_plain(text: str) -> Decimal | None:
    if re.fullmatch(_NUMBER, text):
        return Decimal(text.replace(",", ""))
    whole, point, part = text.partition("点")
    if not whole or (point and not part) or any(c not in _DIGITS for c in whole + part):
        return None
    if len(whole) > 1 and whole[0] == "零" and not point:
        whole = whole.lstrip("零") or "零"
    figures = "".join(str(_DIGITS[c]) for c in whole)
    return Decimal(figures + ("." + "".join(str(_DIGITS[c]) for c in part) if part else ""))


def _all(text: str) -> Iterator[Quantity]:
    has_digits = _ANY_DIGIT.search(text) is not None
    if has_digits:
        yield from _dates(text)
    if "半" in text:
        yield from _halves(text)
    if "分之" in text:
        yield from _ratios(text)
    if has_digits:
        for match in _ARABIC.finditer(text):
            value = parse_number(re.sub(r"[\s多余]", "", match.group()))
            if value is not None:
                yield from _arabic(text, match.start(), match.end(), value)
    for match in _CHINESE.finditer(text):
        yield from _chinese(text, match.start(), match.group())


def _dates(text: str) -> Iterator[Quantity]:
    for match in _ISO_DATE.finditer(text):
        for group, unit in zip((1, 2, 3), "年月日", strict=True):
            yield Quantity(match.start(group), match.end(group), float(match.group(group)), unit)


def _halves(text: str) -> Iterator[Quantity]:
    for match in _HALF.finditer(text):
        if not re.match(f"[{_CHINESE_DIGIT}上下前后过]", text[match.start() - 1 : match.start()]):
            yield Quantity(*match.span(), 0.5, match.group(1).removeprefix("个"))


def _ratios(text: str) -> Iterator[Quantity]:
    for match in _RATIO.finditer(text):
        number = _ARABIC.match(text, match.end()) or _CHINESE.match(text, match.end())
        value = parse_number(number.group()) if number else None
        whole = parse_number(match.group(1))
        if number and value is not None and whole:
            unit = _RATIO_UNITS.get(match.group(1), "")
            share = value if unit else value / whole
            yield Quantity(match.start(), number.end(), float(share), unit)


def _arabic(text: str, start: int, end: int, value: Decimal) -> Iterator[Quantity]:
    if start >= 1 and text[start - 1] == "第":
        unit = _unit_at(text, end, counters=True)
        yield Quantity(start - 1, end + len(unit), float(value), unit, ordinal=True)
        return
    more = _AND_MORE.match(text, end)
    stop = more.end() if more else end
    if text[stop : stop + 1] in ("%", "‰", "‱"):
        yield Quantity(start, stop + 1, float(value), text[stop])
        return
    unit = _unit_at(text, stop, counters=True)
    if not unit and re.match(r"[a-z]", text[end : end + 1]):
        return  # 5g, 3d: a name
    yield Quantity(start, stop + len(unit) if unit else end, float(value), _bare(unit))


def _chinese(text: str, start: int, run: str) -> Iterator[Quantity]:
    end = start + len(run)
    value = parse_number(run)
    if value is None:
        return
    before = text[start - 1 : start]
    if before == "第":
        unit = _unit_at(text, end, counters=True)
        yield Quantity(start - 1, end + len(unit), float(value), unit, ordinal=True)
        return
    if before.isdigit() or before in ("数", "几") or text.startswith("分之", end):
        return
    unit_start = end + (text[end : end + 1] in ("多", "余"))
    # A bare multiplier (千家万户, 百年, 万元) is a figure only with a second one: 百万元.
    bare = run[0] in "百千万亿"
    if bare and (len(run) < 2 or before in ("上", "成", "近", "多")):
        return
    single = len(run) == 1
    vague = all(c in _DIGITS for c in run) and len(run) == 2 and "〇" not in run  # 三四个
    unit = _unit_at(text, unit_start, counters=not (bare or run == "一"))
    if (single and run == "十" and unit == "分") or (
        vague and unit not in ("年", "月", "日", "号")
    ):
        return
    if ((bare or single) and not unit) or (run == "零" and unit not in _OF_ZERO):
        return
    yield Quantity(start, unit_start + len(unit) if unit else end, float(value), _bare(unit))


def _bare(unit: str) -> str:
    """The unit without the 个 of 个百分点, 个工作日."""
    return unit[1:] if len(unit) > 1 and unit[0] == "个" else unit


def _unit_at(text: str, position: int, *, counters: bool) -> str:
    match = (_UNIT if counters else _MEASURE).match(text, position)
    if not match:
        return ""
    unit = match.group()
    following = text[position + len(unit) : position + len(unit) + 1]
    if unit[-1].isascii() and unit[-1].isalpha() and re.match(r"[a-z0-9]", following):
        return ""  # 5gb, 3mt: not the unit that it begins with
    return unit


def _with_range_units(text: str, quantities: list[Quantity]) -> Iterator[Quantity]:
    """Give the first number of a range the unit, and the multiplier, printed after the second."""
    for index, quantity in enumerate(quantities):
        following = quantities[index + 1] if index + 1 < len(quantities) else None
        if following is None or quantity.unit or quantity.ordinal or not following.unit:
            yield quantity
            continue
        if not _RANGE.fullmatch(text, quantity.end, following.start):
            yield quantity
            continue
        figures = text[quantity.start : quantity.end]
        scale = re.search(_SCALE_RUN, text[following.start : following.end])
        scaled = following.unit not in "年月日号" and figures.isdigit() and scale is not None
        factor = parse_number("1" + scale.group()) if scaled and scale else None
        yield replace(quantity, value=quantity.value * float(factor or 1), unit=following.unit)
