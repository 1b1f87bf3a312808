"""Values of cells as a spreadsheet shows them: 0.256 as 25.6%, 45051 as 2023年5月5日."""

import operator
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Context, Decimal

from assistant.ingest.formatcodes import Section, sections_of
from assistant.ingest.numerals import numeral
from assistant.ingest.showndays import shown_day

_EXACT_DIGITS = 15  # of a number in a spreadsheet; what a float says beyond them is noise
_GENERAL_DIGITS = 10  # that a number without a format shows at most, if it is no integer
_LEAST_PLAIN = Decimal("1e-9")
_MOST_PLAIN = Decimal("1e21")
_MOST_DECIMALS = 30
_FRACTION_DECIMALS = 4  # of what a spreadsheet shows as 1/2
_MOST_DIGITS = 310  # of the greatest float
_WIDE = Context(prec=2 * _MOST_DIGITS, rounding=ROUND_HALF_UP)
_ONLY_NEGATIVE = (("<", 0.0), ("<=", 0.0))
_GENERAL = sections_of("General")
_COMPARISONS = {
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}


def shown(value: float | bool | str, code: str, epoch: datetime) -> str:
    """A cell's value in its number format; `epoch` is the day from which dates are counted.

    >>> from openpyxl.utils.datetime import WINDOWS_EPOCH
    >>> shown(0.1 + 0.2, "General", WINDOWS_EPOCH), shown(-1234.5, "#,##0.00", WINDOWS_EPOCH)
    ('0.3', '-1,234.50')
    """
    if isinstance(value, bool):
        return str(value).upper()
    sections = sections_of(code)
    if isinstance(value, str):
        text = sections[3] if len(sections) > 3 else sections[-1]
        return _filled(text, value) if len(sections) > 3 or text.is_text else value
    number = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.{_EXACT_DIGITS}g}")
    if not number.is_finite() or number.adjusted() > _MOST_DIGITS:
        return str(value)
    if sections == _GENERAL:
        return general(number)
    section, signed = _section_for(number, sections)
    if section is None:
        return general(number)
    if section.is_date:
        day = shown_day(number, section, epoch)
        return general(number) if day is None else day
    return _shown_number(number, section, signed).strip()


def general(number: Decimal) -> str:
    """A number without a format: integers whole, others with the digits that a cell shows.

    >>> general(Decimal("110101199001011000")), general(Decimal(2) / 3)
    ('110101199001011000', '0.666666667')
    """
    size = abs(number)
    if size >= _MOST_PLAIN or 0 < size < _LEAST_PLAIN:
        digits = f"{number.normalize(_WIDE):.5E}"
        mantissa, _, exponent = digits.partition("E")
        return f"{_without_zeros(mantissa)}E{exponent[0]}{int(exponent[1:]):02d}"
    places = max(0, _GENERAL_DIGITS - max(1, number.adjusted() + 1))
    text = f"{_rounded(number, places):f}"
    return "0" if text.strip("-0.") == "" else _without_zeros(text)


def _rounded(number: Decimal, places: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-places), context=_WIDE)


def _without_zeros(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def _section_for(number: Decimal, sections: Sequence[Section]) -> tuple[Section | None, bool]:
    """The section that shows a number, and whether a minus stands before it; None for none."""
    numeric = [each for each in sections[:3] if len(sections) == 1 or not each.is_text]
    negative = number < 0
    if any(section.condition for section in numeric):
        fitting = (n for n, each in enumerate(numeric) if _meets(number, each.condition))
        place = next(fitting, None)
        if place is None:
            return None, negative
        # The second and third say with their words what the minus would.
        says_so = place > 0 or numeric[place].condition in _ONLY_NEGATIVE
        return numeric[place], negative and not says_so
    if not numeric:
        return None, negative
    if negative and len(numeric) > 1:
        return numeric[1], False
    return numeric[2 if number == 0 and len(numeric) > 2 else 0], negative


def _meets(number: Decimal, condition: tuple[str, float] | None) -> bool:
    return condition is None or _COMPARISONS[condition[0]](number, Decimal(str(condition[1])))


def _filled(section: Section, text: str) -> str:
    return "".join(
        text if (kind, sign) == ("sign", "@") else sign if kind == "literal" else ""
        for kind, sign in section.pieces
    )


def _shown_number(number: Decimal, section: Section, signed: bool) -> str:
    if not section.has("digit"):
        return _without_digits(number, section, signed)
    minus = "-" if signed else ""
    number = abs(number).scaleb(2 * len(section.places("sign", "%")), _WIDE)
    if section.has("exponent"):
        return minus + _scientific(number, section)
    if section.has("sign", "/"):
        return minus + _without_zeros(f"{_rounded(number, _FRACTION_DECIMALS):f}")
    digits = _Digits.of(section)
    places = min(len(digits.tail), _MOST_DECIMALS)
    rounded = f"{_rounded(number.scaleb(-3 * digits.thousands, _WIDE), places):f}"
    whole, _, decimals = rounded.partition(".")
    written = _laid_out(whole.lstrip("0"), digits, section) | _decimals(decimals, digits, section)
    text = "".join(
        _piece(kind, sign, written.get(place, ""), digits, written)
        for place, (kind, sign) in enumerate(section.pieces)
    )
    if section.numerals:
        text = _in_chinese(text, section.numerals)
    return minus + text if (whole + decimals).strip("0") else text


@dataclass(frozen=True, slots=True)
class _Digits:
    """The places of a section's digits, and what its commas say of them.

    A comma between digits groups them; one after the last digit, or after the last before the
    point, divides the number by a thousand.
    """

    whole: tuple[int, ...]
    tail: tuple[int, ...]
    thousands: int
    grouped: bool

    @staticmethod
    def of(section: Section) -> "_Digits":
        """Those of a section with one digit at least."""
        digits, commas = section.places("digit"), section.places("sign", ",")
        point = next(iter(section.places("sign", ".")), len(section.pieces))
        whole = tuple(place for place in digits if place < point)
        end = max(whole, default=digits[0])
        return _Digits(
            whole,
            tuple(place for place in digits if place > point),
            sum(end < place < point or place > digits[-1] for place in commas),
            any(whole and whole[0] < place < end for place in commas),
        )


def _piece(kind: str, sign: str, digit: str, digits: _Digits, written: dict[int, str]) -> str:
    """What a piece shows; commas are written with the digits, a point where decimals follow."""
    if kind == "digit":
        return digit
    if (kind, sign) == ("sign", "."):
        return "." if not digits.tail or any(written.get(n) for n in digits.tail) else ""
    return sign if kind == "literal" or (kind == "sign" and sign not in ",@") else ""


def _laid_out(number: str, digits: _Digits, section: Section) -> dict[int, str]:
    """What each place before the point shows; the first takes all digits that are left."""
    written: dict[int, str] = {}
    count = 0
    for place in reversed(digits.whole):
        first = place == digits.whole[0]
        taken = number if first else number[-1:]
        number = "" if first else number[:-1]
        text = ""
        for digit in reversed(taken or ("0" if section.pieces[place][1] == "0" else "")):
            text = digit + ("," if digits.grouped and count and count % 3 == 0 else "") + text
            count += 1
        written[place] = text
    return written


def _decimals(decimals: str, digits: _Digits, section: Section) -> dict[int, str]:
    """What each place after the point shows; zeros at the end only where they are asked for."""
    written: dict[int, str] = {}
    begun = False
    for place, digit in reversed(list(zip(digits.tail, decimals, strict=False))):
        begun = begun or digit != "0" or section.pieces[place][1] == "0"
        written[place] = digit if begun else ""
    return written


def _scientific(number: Decimal, section: Section) -> str:
    mark = section.places("exponent")[0]
    point = next(iter(section.places("sign", ".")), mark)
    digits = section.places("digit")
    decimals = sum(point < place < mark for place in digits)
    width = sum(place > mark for place in digits)
    mantissa, _, exponent = f"{number or Decimal(0).scaleb(-decimals):.{decimals}E}".partition("E")
    plus = "+" if section.pieces[mark][1][1] == "+" else ""
    sign = "-" if exponent[0] == "-" else plus
    return f"{mantissa}E{sign}{int(exponent[1:]):0{width}d}"


def _without_digits(number: Decimal, section: Section, signed: bool) -> str:
    """A number in a section that has no place for digits: `General"元"`, `"-"`, or nothing."""
    value = general(abs(number))
    if section.numerals and value.isdecimal():
        written = ("chineseCountingThousand", "chineseLegalSimplified")[section.numerals == "2"]
        value = numeral(int(value), written)
    text = "".join(
        value if kind == "general" or (kind, sign) == ("sign", "@") else sign
        for kind, sign in section.pieces
        if kind in ("general", "literal", "sign")
    )
    return "-" + text if signed and text else text


def _in_chinese(text: str, numerals: str) -> str:
    """The digits of a number one by one: 〇一二, or 零壹贰 on cheques."""
    digits = "零壹贰叁肆伍陆柒捌玖" if numerals == "2" else "〇一二三四五六七八九"
    return text.translate(str.maketrans("0123456789", digits))
