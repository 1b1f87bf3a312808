"""Days and times as a spreadsheet shows them: 45051 as 2023-05-05, 2023年5月5日 or 星期五."""

from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from assistant.ingest.formatcodes import Section
from assistant.ingest.numerals import numeral

_LAST_DAY = Decimal(2958466)  # after 9999-12-31
_DAY_SECONDS = 86400
_MOST_DECIMALS = 3  # of seconds
_WEEKDAYS = "一二三四五六日"
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def shown_day(number: Decimal, section: Section, epoch: datetime) -> str | None:
    """A number of days since `epoch` as a day or time; None for a number that is none."""
    if not 0 <= number < _LAST_DAY:
        return None
    places = _decimals_of_seconds(section)
    step = Decimal(1).scaleb(-places)
    seconds = (number * _DAY_SECONDS).quantize(step, rounding=ROUND_HALF_UP)
    days, rest = divmod(seconds, _DAY_SECONDS)
    try:
        day = _day(int(days), epoch)
    except OverflowError:
        return None
    whole = int(rest)
    clock = whole // 3600, whole // 60 % 60, whole % 60
    fraction = f"{rest - whole:.{places}f}"[1:] if places else ""
    halves = section.has("noon")
    shown: list[str] = []
    skipping = False  # the zeros after the point of seconds
    for place, (kind, text) in enumerate(section.pieces):
        if kind == "sign" and text == "." and _after_seconds(section, place) and places:
            shown.append(fraction)
            skipping = True
            continue
        if kind == "digit" and skipping:
            continue
        skipping = False
        if kind in ("literal", "sign"):
            shown.append("" if text == "@" else text)
        elif kind == "noon":
            before, _, after = text.partition("/")
            shown.append(before if clock[0] < 12 else after)
        elif kind == "elapsed":
            unit = {"h": 3600, "m": 60, "s": 1}[text[0]]
            shown.append(f"{int(seconds) // unit:0{len(text)}d}")
        elif kind == "date":
            shown.append(_part(text, day, clock, halves, section.numerals))
    return "".join(shown).strip()


class _Day(NamedTuple):
    """A day as it is printed; that before 1900-01-01 is 1900-01-00."""

    year: int
    month: int
    number: int
    weekday: int


def _day(days: int, epoch: datetime) -> _Day:
    # A spreadsheet that counts from 1900 takes that year for a leap year.
    if epoch.year == 1899 and days < 60:
        days += 1
    day = epoch.date() + timedelta(days)
    if day.year < 1900:
        return _Day(1900, 1, 0, day.weekday())
    return _Day(day.year, day.month, day.day, day.weekday())


def _after_seconds(section: Section, place: int) -> bool:
    before = section.pieces[place - 1] if place else ("", "")
    return before[0] in ("date", "elapsed") and before[1][0] == "s"


def _decimals_of_seconds(section: Section) -> int:
    """How many decimals of seconds are shown: 3 for ss.000."""
    for place, (kind, text) in enumerate(section.pieces):
        if (kind, text) == ("sign", ".") and _after_seconds(section, place):
            count = 0
            for following, sign in section.pieces[place + 1 :]:
                if (following, sign) != ("digit", "0"):
                    break
                count += 1
            return min(count, _MOST_DECIMALS)
    return 0


def _part(text: str, day: _Day, clock: tuple[int, int, int], halves: bool, numerals: str) -> str:
    """What one of yyyy, m, dd, aaaa, h, n (minutes) and ss shows."""
    letter, width = text[0], len(text)
    if letter == "y":
        year = str(day.year) if width > 2 else f"{day.year % 100:02d}"
        return numeral(int(year), "ideographDigital") if numerals else year
    if letter == "a" or (letter == "d" and width > 2):
        weekday = _WEEKDAYS[day.weekday]
        return weekday if text == "aaa" else f"周{weekday}" if text == "ddd" else f"星期{weekday}"
    if letter == "m" and width > 2:
        name = _MONTHS[day.month - 1]
        return name[:3] if width == 3 else name if width == 4 else name[0]
    hour = (clock[0] + 11) % 12 + 1 if halves else clock[0]
    value = {"m": day.month, "d": day.number, "h": hour, "n": clock[1], "s": clock[2]}[letter]
    if numerals:
        return numeral(value, "chineseCountingThousand") if value else "〇"
    return f"{value:0{min(width, 2)}d}"
