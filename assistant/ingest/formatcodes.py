"""Number formats of spreadsheets taken apart (ECMA-376, 18.8.31): sections and what they hold."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

Piece = Literal["literal", "digit", "sign", "general", "date", "elapsed", "noon", "exponent"]

_LONGEST_CHARS = 255  # of a format, by the standard
_PIECE = re.compile(
    r"""
    "(?P<quoted>[^"]*)"? | [\\!](?P<escaped>.) | [_*](?P<unseen>.) | \[(?P<bracket>[^\]]*)\]
  | (?P<general>General|G/通用格式) | (?P<noon>AM/PM|A/P|上午/下午) | (?P<exponent>E[+-])
  | (?P<date>y+|m+|d+|h+|s+|e+|a{3,4}) | (?P<digit>[0\#?]) | (?P<sign>[.,%/@])
  | (?P<section>;) | (?P<literal>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(?P<sign><=|>=|<>|[<>=])\s*(?P<bound>-?\d+(?:\.\d+)?)")
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_NUMERALS = re.compile(r"DBNum([12])", re.IGNORECASE)
# The system's own long date and time, as a Chinese system writes them.
_OF_SYSTEM = {"$-F800": 'yyyy"年"m"月"d"日"', "$-F400": "h:mm:ss"}
# Formats that are named by number alone and differ by country: those of Chinese systems.
_CHINESE = {
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    **dict.fromkeys((34, 55), '上午/下午h"时"mm"分"'),
    **dict.fromkeys((35, 56), '上午/下午h"时"mm"分"ss"秒"'),
    5: '"¥"#,##0;"¥"-#,##0',
    6: '"¥"#,##0;"¥"-#,##0',
    7: '"¥"#,##0.00;"¥"-#,##0.00',
    8: '"¥"#,##0.00;"¥"-#,##0.00',
    14: "yyyy/m/d",
    22: "yyyy/m/d h:mm",
    30: "m-d-yy",
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    42: '"¥"* #,##0;"¥"* -#,##0;"¥"* "-";@',
    44: '"¥"* #,##0.00;"¥"* -#,##0.00;"¥"* "-"??;@',
}
# What a match is a piece as; what is quoted, escaped or any other character is itself.
_PIECES: dict[str, Piece] = {
    "general": "general",
    "noon": "noon",
    "exponent": "exponent",
    "digit": "digit",
    "sign": "sign",
}


@dataclass(frozen=True, slots=True)
class Section:
    """One of the formats parted by semicolons.

    `condition` is a comparison and its bound; `numerals` "1" or "2" where figures are written
    in Chinese, plainly or as on cheques.
    """

    pieces: tuple[tuple[Piece, str], ...] = ()
    condition: tuple[str, float] | None = None
    numerals: str = ""

    def has(self, kind: Piece, text: str = "") -> bool:
        """Whether it holds such a piece."""
        return any(piece == kind and (not text or sign == text) for piece, sign in self.pieces)

    def places(self, kind: Piece, text: str = "") -> list[int]:
        """Which of its pieces are such."""
        return [
            number
            for number, (piece, sign) in enumerate(self.pieces)
            if piece == kind and (not text or sign == text)
        ]

    @property
    def is_date(self) -> bool:
        """Whether it shows a day or a time."""
        return self.has("date") or self.has("elapsed")

    @property
    def is_text(self) -> bool:
        """Whether it says how text is shown."""
        return self.has("sign", "@")


def builtin_code(number: int) -> str:
    """The format of a number that needs no definition, as a Chinese system shows it."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS

    return _CHINESE.get(number) or BUILTIN_FORMATS.get(number, "General")


@lru_cache(maxsize=256)
def sections_of(code: str) -> tuple[Section, ...]:
    """The sections of a format; one at least."""
    found: list[Section] = []
    pieces: list[tuple[Piece, str]] = []
    condition: tuple[str, float] | None = None
    numerals = ""
    whole = False  # the section is a format of the system; what follows is for other programs
    for match in _PIECE.finditer(code[:_LONGEST_CHARS]):
        kind, text = str(match.lastgroup), match[str(match.lastgroup)]
        if kind == "section":
            found.append(Section(_with_minutes(pieces), condition, numerals))
            pieces, condition, numerals, whole = [], None, "", False
        elif whole or kind == "unseen":
            continue
        elif kind == "bracket":
            compared, named = _CONDITION.fullmatch(text), _NUMERALS.match(text)
            if compared:
                condition = compared["sign"], float(compared["bound"])
            numerals = named[1] if named else numerals
            system = _OF_SYSTEM.get(text.upper())
            whole = system is not None
            pieces.extend(sections_of(system)[0].pieces if system else _bracketed(text))
        elif kind == "date":
            lower = text.lower()
            pieces.append(("date", "yyyy" if lower[0] == "e" else lower))
        else:
            pieces.append((_PIECES.get(kind, "literal"), text))
    return (*found, Section(_with_minutes(pieces), condition, numerals))


def _bracketed(text: str) -> list[tuple[Piece, str]]:
    """What stands in brackets: a currency, or hours beyond a day; a colour or language is none."""
    sign = text[1:].partition("-")[0] if text.startswith("$") else ""
    if sign:
        return [("literal", sign)]
    return [("elapsed", text.lower())] if _ELAPSED.fullmatch(text) else []


def _with_minutes(pieces: Sequence[tuple[Piece, str]]) -> tuple[tuple[Piece, str], ...]:
    """The pieces with m after hours or before seconds told as minutes (`n`), not months."""
    places = [n for n, (kind, _) in enumerate(pieces) if kind in ("date", "elapsed")]
    minutes: set[int] = set()
    for first, second in pairwise(places):
        if pieces[first][1][0] == "h" and pieces[second][1] in ("m", "mm"):
            minutes.add(second)
        if pieces[second][1][0] == "s" and pieces[first][1] in ("m", "mm"):
            minutes.add(first)
    return tuple(
        (kind, text.replace("m", "n") if place in minutes and kind == "date" else text)
        for place, (kind, text) in enumerate(pieces)
    )
