"""The years that a text names, or that 今年 and 截至3月底 mean in a document of known date."""

import re

_CHINESE_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
}
# What follows an amount (1935亿元, 1846.2亿元, 2000多人), never a year (2023人口, 2023家庭收入).
_AMOUNT = (
    r"[多余]?(?:[%‰万亿元角名位户张台辆部座所套亩吨米平床]|人(?![口均])|千[米瓦克]|公[里斤顷]|"
    r"立方|个(?!人)|家(?!庭)|处(?!理)|项(?!目)|件|条(?!例))"
)
_YEAR = re.compile(rf"(?<!\d)((?:1[89]|20)\d\d)(?!\d|(?:\.\d+)?{_AMOUNT})")
TITLE = re.compile(r"《[^》]*》")
# 下降2.1%(2021年为318亿元,2022年为334亿元) states what stands in its brackets.
_ASIDE = re.compile(rf"\((?![^()]*\d{{4}}年(?:为|是|达|约))[^()]*\)|{TITLE.pattern}")
_AIM_COMPARED = re.compile(
    r"(?:与|和|同|跟)\d{4}年(?:底|末)?的?[^,。;\d]{0,8}?目标(?=相比|比较|相较|差|还|仍)|"
    r"(?:距离?|离|完成)\d{4}年(?:底|末)?的?[^,。;\d]{0,8}?目标(?=[^,。;]{0,6}(?:差|[%％]))"
)
# 截至3月底, in a document of April: of the year of the document, or of the one before.
_AS_OF_MONTH = re.compile(r"(?<!\d年)截[至止]到?(?P<month>1[0-2]|[1-9])月")
_CHINESE_YEAR = re.compile(r"([一二][零〇○一二三四五六七八九]{3})年")
_YEARS_AWAY = {"今": 0, "本": 0, "去": -1, "前": -2, "明": 1}
# 目前年产值, 证明年龄, 成本年均 hold no years; 比去年, 与去年相比 only compare.
_RELATIVE_YEAR = re.compile(
    r"(?<![比较])(?:今年|(?<![成资基])本年(?![级轮均])|(?<![过失])去年|"
    r"(?<![目当此之以生年提空\d一二三四五六七八九十几])前年|(?<![说证注标文清申声表阐])明年)"
    r"(?![^,。;]{0,3}(?:相比|同期))"
)


def years_of(folded: str) -> tuple[str, ...]:
    """Years named in folded text, four Arabic digits each, in order, without repeats."""
    found = [(match.start(), match.group(1)) for match in _YEAR.finditer(folded)]
    for match in _CHINESE_YEAR.finditer(folded):
        digits = "".join(str(_CHINESE_DIGITS[character]) for character in match.group(1))
        found.append((match.start(), digits))
    return tuple(dict.fromkeys(year for _, year in sorted(found)))


def years_stated(folded: str) -> tuple[str, ...]:
    """The years of folded text outside brackets and titles: 规划（2022-2030年）states none."""
    return years_of(_ASIDE.sub(",", without_aim_compared(folded)))


def without_aim_compared(folded: str) -> str:
    """Text without the year of an aim that it is only set against.

    >>> without_aim_compared("截至3月底建成480公里,与2027年目标相比仍有差距。")
    '截至3月底建成480公里,相比仍有差距。'
    """
    return _AIM_COMPARED.sub("", folded)


# 上半年 without a year, in a report of known date: the months that it takes, and their last.
_PERIOD = re.compile(
    r"(?<![年\d])(?:(?P<half>上半年)|(?P<quarter>前?[一二三]季度)|[1一][-—~至到](?P<month>1[0-2]|[2-9])月份?)"
)
_ENDS = {"一": 3, "二": 6, "三": 9}


def period_year(folded: str, published: str) -> str:
    """The year of a period that folded text names without one, in a report made after it; or "".

    >>> period_year("上半年增长2.5%。", "2022-07-15"), period_year("上半年开工。", "2022-03-01")
    ('2022', '')
    """
    period = _PERIOD.search(folded)
    if period is None or years_of(folded) or not published[5:7].isdigit():
        return ""
    last = 6 if period["half"] else int(period["month"] or 0)
    last = last or _ENDS[period["quarter"][-3]]
    return published[:4] if int(published[5:7]) >= last else ""


def relative_years(folded: str, published: str) -> tuple[str, ...]:
    """The years that 今年, 去年, 明年, 截至3月 mean in folded text of this date; () if it has none.

    What is only compared with (比去年) is not said of that year.

    >>> relative_years("去年完成1.12亿吨,比前年多一成。", "2024-10-18")
    ('2023',)
    """
    if not published[:4].isdigit():
        return ()
    year = int(published[:4])
    found = [_YEARS_AWAY[match[0][0]] for match in _RELATIVE_YEAR.finditer(folded)]
    as_of = _AS_OF_MONTH.search(folded)
    if as_of and published[5:7].isdigit():
        found.append(-1 if int(as_of["month"]) > int(published[5:7]) else 0)
    if not found and period_year(folded, published):
        found.append(0)
    return tuple(dict.fromkeys(str(year + away) for away in found))
