"""Values of cells as a spreadsheet shows them: 0.256 as 25.6%, 45051 as 2023年5月5日."""

import operator
from collections.abc import Sequence
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
_MOST_DIGITS = 310  # of the greatest float
_WIDE = Context(prec=2 * _MOST_DIGITS, rounding=ROUND_HALF_UP)
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
    numeric = [section for section in sections[:3] if not (len(sections) > 1 and section.is_text)]
    if any(section.condition for section in numeric):
        for section in numeric:
            condition = section.condition
            if condition is None or _COMPARISONS[condition[0]](number, Decimal(str(condition[1]))):
                return section, number < 0
        return None, number < 0
    if not numeric:
        return None, number < 0
    if number < 0 and len(numeric) > 1:
        return numeric[1], False
    if number == 0 and len(numeric) > 2:
        return numeric[2], False
    return numeric[0], number < 0


def _filled(section: Section, text: str) -> str:
    return "".join(
        text if (kind, sign) == ("sign", "@") else sign if kind == "literal" else ""
        for kind, sign in section.pieces
    )


def _shown_number(number: Decimal, section: Section, signed: bool) -> str:
    pieces = section.pieces
    first = next((n for n, (kind, _) in enumerate(pieces) if kind == "digit"), None)
    if first is None:
        return _without_digits(number, section, signed)
    signs = [text for kind, text in pieces if kind == "sign"]
    number = abs(number).scaleb(2 * signs.count("%"), _WIDE)
    if section.has("exponent"):
        return ("-" if signed else "") + _scientific(number, section)
    last = max(n for n, (kind, _) in enumerate(pieces) if kind == "digit")
    point = next((n for n, piece in enumerate(pieces) if piece == ("sign", ".")), len(pieces))
    whole = [n for n, (kind, _) in enumerate(pieces) if kind == "digit" and n < point]
    tail = [n for n, (kind, _) in enumerate(pieces) if kind == "digit" and n > point]
    commas = [n for n, piece in enumerate(pieces) if piece == ("sign", ",")]
    end = max(whole, default=first)
    # A comma after the last digit, or the last before the point, divides by a thousand; one
    # between digits groups them.
    scale = sum(end < n < point or n > last for n in commas)
    grouped = any(whole and whole[0] < n < whole[-1] for n in commas)
    if ("sign", "/") in pieces:
        return ("-" if signed else "") + _without_zeros(f"{_rounded(number, 4):f}")
    places = min(len(tail), _MOST_DECIMALS)
    digits, _, decimals = f"{_rounded(number.scaleb(-3 * scale, _WIDE), places):f}".partition(".")
    written = _laid_out(digits.lstrip("0"), whole, pieces, grouped)
    written |= _decimals(decimals, tail, pieces)
    nothing = not (digits + decimals).strip("0")
    text = "".join(
        written.get(n, "")
        if kind == "digit"
        else _sign(text, written, tail)
        if kind == "sign"
        else text
        if kind == "literal"
        else ""
        for n, (kind, text) in enumerate(pieces)
    )
    text = _in_chinese(text, section.numerals) if section.numerals else text
    return ("-" if signed and not nothing else "") + text


def _sign(sign: str, written: dict[int, str], tail: Sequence[int]) -> str:
    """A point stands where decimals are shown or asked for; commas are written with the digits."""
    if sign == ".":
        return "." if not tail or any(written.get(n) for n in tail) else ""
    return "" if sign in ",@" else sign


def _laid_out(
    digits: str, places: Sequence[int], pieces: Sequence[tuple[str, str]], grouped: bool
) -> dict[int, str]:
    """What each place before the point shows; the first takes all digits that are left."""
    written: dict[int, str] = {}
    count = 0
    for order, place in enumerate(reversed(places)):
        leftmost = order == len(places) - 1
        taken = digits if leftmost else digits[-1:]
        digits = "" if leftmost else digits[:-1]
        if not taken and pieces[place][1] == "0":
            taken = "0"
        text = ""
        for digit in reversed(taken):
            text = digit + ("," if grouped and count and count % 3 == 0 else "") + text
            count += 1
        written[place] = text
    return written


def _decimals(
    digits: str, places: Sequence[int], pieces: Sequence[tuple[str, str]]
) -> dict[int, str]:
    """What each place after the point shows; zeros at the end only where they are asked for."""
    written: dict[int, str] = {}
    shown_yet = False
    for place, digit in reversed(list(zip(places, digits, strict=False))):
        shown_yet = shown_yet or digit != "0" or pieces[place][1] == "0"
        written[place] = digit if shown_yet else ""
    return written


def _scientific(number: Decimal, section: Section) -> str:
    after = [text for kind, text in section.pieces]
    point = after.index(".") if "." in after else len(after)
    exponent_at = next(n for n, (kind, _) in enumerate(section.pieces) if kind == "exponent")
    places = sum(
        1
        for n, (kind, _) in enumerate(section.pieces)
        if kind == "digit" and point < n < exponent_at
    )
    width = sum(
        1 for n, (kind, _) in enumerate(section.pieces) if kind == "digit" and n > exponent_at
    )
    mantissa, _, exponent = f"{number:.{places}E}".partition("E")
    sign = "-" if exponent[0] == "-" else "+" if after[exponent_at][1] == "+" else ""
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
