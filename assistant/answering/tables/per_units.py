"""Figures per unit: what 每吨多少钱 asks for, and 元/吨, 一吨, 吨均 say."""

import re

# 每吨多少钱: per measure; per person, day or hour (时速) is said in many ways.
PER = re.compile(
    r"每(?P<unit>吨|公?斤|千克|克|[平立]方米|平米|公里|千米|亩|公顷|度|千瓦时|升|棵|株|头|只|桌|张)"
)
_SAME_UNITS = {
    "度": "度|千瓦时|kwh",
    "千瓦时": "度|千瓦时|kwh",
    "公里": "公里|千米|km",
    "千米": "公里|千米|km",
    "平米": "平米|平方米|㎡|m2",
    "平方米": "平米|平方米|㎡|m2",
    "立方米": "立方米|立方|方|m3",
    "公斤": "公斤|千克|kg",
    "千克": "公斤|千克|kg",
}
_PIECES = frozenset("张桌棵株头只")


def says_per(unit: str, text: str) -> bool:
    """Whether a figure per unit stands in a text: 每吨, 元/吨, 一吨, 亩均, 亩产; 定价198元."""
    # What is sold by the piece has one price: 年卡定价198元.
    priced = unit in _PIECES and re.search(r"(?:定价|售价|票价|单价)[^。;]{0,6}?\d[\d.]*元", text)
    names = _SAME_UNITS.get(unit, unit)
    return bool(priced or re.search(rf"(?:每1?|一|/|元)(?:{names})|(?:{names})[均产]", text))


def asks_per(folded: str, unit: str) -> bool:
    """Whether a folded question asks for so much per measure: 每公斤多少钱, for 元/公斤.

    >>> asks_per("每度电多少钱", "元/千瓦时"), asks_per("每斤多少钱", "元/公斤")
    (True, False)
    """
    measures = re.split(r"[·.]", unit.rpartition("/")[2]) if "/" in unit else []
    names = (_SAME_UNITS.get(each, re.escape(each)) for each in measures if each)
    return any(re.search(rf"每[一个]{{0,2}}(?:{each})", folded) for each in names)
