"""The day up to which a question is asked, as people and programs write it."""

import re
import unicodedata
from calendar import monthrange
from datetime import date

from assistant.errors import QuestionError

DAY_FORMS = "2023-01-01、2023年1月1日、2023-01 或 2023"

_DAY = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})日|(\d\d)(\d\d))")
_MONTH = re.compile(r"(\d{4})(?:[-/.](\d{1,2})|年(\d{1,2})月)")
_YEAR = re.compile(r"(\d{4})年?")


def last_day(text: str) -> str:
    """The day that a date names, as YYYY-MM-DD; of a month or a year its last; "" for no date.

    >>> last_day("2023年1月1日"), last_day("2024/2"), last_day("2023"), last_day("昨天")
    ('2023-01-01', '2024-02-29', '2023-12-31', '')
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    for form in (_DAY, _MONTH, _YEAR):
        match = form.fullmatch(plain)
        if match:
            return _last_day(*(int(part) for part in match.groups() if part and part.isdecimal()))
    return ""


def checked_day(as_of: str) -> str:
    """The last day as YYYY-MM-DD; "" where none is given. Raises QuestionError for no date."""
    day = last_day(as_of)
    if as_of.strip() and not day:
        shown = as_of.strip()[:20]
        raise QuestionError(f"截至日期“{shown}”看不懂；请写成 {DAY_FORMS}。")
    return day


def _last_day(year: int, month: int = 12, day: int | None = None) -> str:
    try:
        last = monthrange(year, month)[1] if day is None else day
        return date(year, month, last).isoformat()
    except ValueError:
        return ""
