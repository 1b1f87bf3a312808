"""The day a document was published, where the page or the file's name says so."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from assistant.ingest.titles import DASHES

_PRINTED = re.compile(r"(?<!\d)(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_FULL = re.compile(
    r"(?<!\d)((?:19|20)\d{2})[-_./年]?(\d{2}|\d(?=[-_./月]))[-_./月]?(\d{1,2})(?!\d)"
)
_MONTH = re.compile(r"(?<!\d)((?:19|20)\d{2})[-_./年](\d{1,2})(?:月|(?![\d-]))")

_DATE_LINE = re.compile(
    r"^[（(]?(?:发布(?:时间|日期)|日期|时间|成文日期|印发日期|来源.{0,20})?\s*+[:：]?\s*+"
    r"\d{4}\s*[年\-/.]\s*\d{1,2}\s*[月\-/.]\s*\d{1,2}\s*日?[^，。]{0,24}$"
)
# ——2024年1月18日在某县第十八届人民代表大会第四次会议上; （原载《某报》2024年4月9日第3版）.
_SPOKEN_OR_PRINTED = re.compile(
    rf"^(?:[{DASHES}-]{{0,2}}\s*\d{{4}}年\d{{1,2}}月\d{{1,2}}日[在于][^，。]{{4,40}}上|"
    r"[（(]?(?:原载|原刊|载于|刊于|刊载于|转自|摘自|选自)[^，。]{0,30}?\d{4}年\d{1,2}月\d{1,2}日[^，。]{0,12})$"
)
# 某市统计局 2024年3月22日; 某水农〔2025〕8号 2025年2月28日印发: office or number, a gap, a day.
_SIGNED = re.compile(
    r"(?:^|(?<=[。；：\s]))[^，。；：！？\s]{2,40}"
    r"(?:政府|办公[厅室]|委员会|[局厅院署部委会处组社]|中心|公司|集团|[大支总]队|〕\s*\d{1,4}\s*号)(?:[（(]代章[）)])?[\s]+"
    r"(?P<day>\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)(?:印发|发布|公布)?(?=[\s）)]|$)"
)
# 文号：霖农发〔2025〕31号　　印发日期：2025年4月15日
_FIELD = re.compile(
    r"(?:^|[\s　|｜;；【\[（(])"
    r"(?:(?:印发|发布|发文|成文|公布|公告|签发|公开|信息|更新|汇报|报告|编制|刊发|刊登|发稿)(?:日期|时间)|"
    r"日期|刊发|刊于|(?<=[一-鿿][\s　])时间)\s*+[:：|｜]?\s*+(?:《[^《》]{2,20}》\s*+)?"
    r"(?P<day>\d{4}\s*[年\-/.]\s*\d{1,2}\s*[月\-/.]\s*\d{1,2}\s*日?)"
)
_LONGEST_FIELDS_CHARS = 120
# （2023年9月27日公告）, （《某报》2023-06-09 第8版）, 【某报 2022年10月19日 第03版】
_IN_BRACKETS = re.compile(
    r"^[（(【](?!.*(?:收稿|采访|截[至止]|数据|出生|日起|施行|执行|实施|生效))[^（）【】。]{0,24}?"
    r"(?P<day>\d{4}\s*[年\-/.]\s*\d{1,2}\s*[月\-/.]\s*\d{1,2}\s*日?)[^（）【】。]{0,24}[）)】]$"
)
# 2023-12-05 14:09 某网 【字体：大 中 小】 评论 12; 某某发布 2024年04月30日 18:00 湖南
_STAMPED = re.compile(
    r"^(?:[^。，；：:]{2,24}[\s　]+)?"
    r"(?P<day>\d{4}\s*[年\-/.]\s*\d{1,2}\s*[月\-/.]\s*\d{1,2}\s*日?)"
    r"(?:[\s　]+\d{1,2}:\d{2}(?::\d{2})?)(?:[\s　]*[【\[|｜]?[^。，；]{0,60})?$"
)
_CHINESE_DAY = re.compile(
    r"(?P<year>[一二][〇零○一二三四五六七八九]{3})年(?P<month>[一二三四五六七八九十]{1,2})月"
    r"(?P<day>[一二三四五六七八九十]{1,3})日"
)
_FIGURES = {figure: value for value, figure in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
}
_HEAD_LINES = 6  # in which a field or brackets state the day
# 霖州市民政局　霖州市财政局 over its day, above the attachments.
_OFFICES_ALONE = re.compile(
    r"^[^，。；：:！？\d]{2,60}(?:政府|办公[厅室]|委员会|[局厅院署部委会处组社办])(?:[（(](?:代章|公章|盖章)[）)])?$"
)
# 2024年6月, （二〇二四年一月） alone, on a cover or under an office's name
_MONTH_ALONE = re.compile(
    r"^[（(]?(?:(?P<year>(?:19|20)\d{2})年(?P<month>\d{1,2})月"
    r"|(?P<chinese_year>[一二][〇零○一二三四五六七八九]{3})年(?P<chinese_month>[一二三四五六七八九十]{1,2})月)[）)]?$"
)
_DAY_ALONE = re.compile(r"^[（(]?\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日[）)]?$")
_EDGE_LINES = 3  # where a document is dated: under its title or under its end


def iso_date(text: str) -> str:
    """The first full date in a text, written 2023年1月5日, 2023-01-05 or 20230105; "" for none."""
    return next((day for _, _, day in dates_in(text)), "")


def dates_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and ISO form of the full dates in a text, those written with 年月日 first."""
    for rule in (_PRINTED, _FULL):
        for match in rule.finditer(text):
            found = _iso(*match.groups())
            if found:
                yield match.start(), match.end(), found


def is_day_alone(line: str) -> bool:
    """Whether a line is a full date and nothing else, as under a signature."""
    return _DAY_ALONE.match(line) is not None


def is_dated(line: str) -> bool:
    """Whether a line is a day or a month and nothing else, in figures or in Chinese numerals."""
    return is_day_alone(line) or bool(_chinese_day(line) or _month_alone(line))


def _iso(year: str, month: str, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def date_of_lines(lines: Sequence[str]) -> str:
    """The date that one of the first or last lines is (发布时间：…, 2023年1月5日); "" for none.

    Or that an office signs with there, which may stand within a text of one long line; or that a
    field of one of the first lines states (文号：… 印发日期：…); or that stands alone, among the
    first or under the name of an office anywhere. A month alone there dates it as YYYY-MM.
    """
    closed = (
        iso_date(day)
        for office, day in pairwise(lines)
        if is_day_alone(day) and _OFFICES_ALONE.match(office)
    )
    candidates = (
        *map(_day_of_edge, lines[:_EDGE_LINES]),
        *map(_stated_day, lines[:_HEAD_LINES]),
        *(iso_date(line) for line in lines[:_HEAD_LINES] if is_day_alone(line)),
        next(closed, ""),
        *map(_day_of_edge, lines[-_EDGE_LINES:]),
        *map(_stated_day, lines[-_HEAD_LINES:]),
        *map(_chinese_day, lines[-_HEAD_LINES:]),
        *map(_chinese_day, lines[:_HEAD_LINES]),
        *map(_month_alone, lines[:_EDGE_LINES]),
        *map(_month_alone, lines[-_EDGE_LINES:]),
    )
    return next(filter(None, candidates), "")


def _day_of_edge(line: str) -> str:
    """The day that a line is, or that an office signs with."""
    dated = _DATE_LINE.match(line) or _SPOKEN_OR_PRINTED.match(line)
    signed = signed_day(line)
    return iso_date(line) if dated else signed[2] if signed else ""


def _stated_day(line: str) -> str:
    """The day that a field, brackets or a web copy's stamp state."""
    if len(line) > _LONGEST_FIELDS_CHARS:
        return ""
    stated = _FIELD.search(line) or _IN_BRACKETS.match(line) or _STAMPED.match(line)
    return iso_date(stated["day"]) if stated else ""


def _chinese_day(line: str) -> str:
    """二〇二三年四月二十五日, alone on its line."""
    match = _CHINESE_DAY.fullmatch(re.sub(r"[\s　（）()]", "", line))
    if match is None:
        return ""
    year = "".join(str(_FIGURES[figure]) for figure in match["year"])
    return _iso(year, str(_ten(match["month"])), str(_ten(match["day"])))


def _month_alone(line: str) -> str:
    """2024年6月 or 二〇二四年六月, alone on its line, as YYYY-MM."""
    match = _MONTH_ALONE.match(re.sub(r"\s", "", line))
    if match is None:
        return ""
    year, month = match["year"], match["month"]
    if year is None:
        year = "".join(str(_FIGURES[figure]) for figure in match["chinese_year"])
        month = str(_ten(match["chinese_month"]))
    return f"{year}-{int(month):02d}" if 1 <= int(month) <= 12 else ""


def _ten(figures: str) -> int:
    """二十五 as 25, 十二 as 12, 九 as 9; 0 for what is no such number."""
    tens, ten, ones = figures.rpartition("十")
    if any(figure not in _FIGURES for figure in tens + ones):
        return 0
    return (_FIGURES.get(tens, 1) * 10 if ten else 0) + _FIGURES.get(ones, 0)


def signed_day(line: str) -> tuple[int, int, str] | None:
    """Start, end and ISO form of the first day that an office signs with; None for none.

    >>> signed_day("请遵照执行。 某市水利局 2024年5月6日 某市节水办法")
    (13, 22, '2024-05-06')
    """
    match = _SIGNED.search(line)
    day = iso_date(match["day"]) if match else ""
    return (match.start("day"), match.end("day"), day) if match and day else None


def stated_date(value: str) -> str:
    """A date that a document states of itself, as YYYY-MM-DD, YYYY-MM or YYYY; "" for no date."""
    value = value.strip()
    return date_of_name(value) or (value if re.fullmatch(r"(?:19|20)\d{2}", value) else "")


def published_on(page_lines: Iterable[str], stem: str) -> str:
    """The date of a page: of its dateline, else of the file's name; "" where neither has one."""
    for line in page_lines:
        found = iso_date(line)
        if found:
            return found
    return date_of_name(stem)


def date_of_name(stem: str) -> str:
    """The date in a file's name: YYYY-MM-DD, or YYYY-MM where there is no day; "" for none."""
    full = iso_date(stem)
    if full:
        return full
    match = _MONTH.search(stem)
    if match and 1 <= int(match.group(2)) <= 12:
        return f"{match.group(1)}-{int(match.group(2)):02d}"
    return ""
