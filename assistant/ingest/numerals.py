"""Numbers as Word writes them before the items of a list (ECMA-376, 17.18.59)."""

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_IDEOGRAPHS = str.maketrans("0123456789", _DIGITS)
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_MOST_LETTERS = 780  # thirty times the same letter; who counts further counts in numbers
_MOST_ROMAN = 3999
_MOST_COUNTED = 9999


def numeral(number: int, number_format: str) -> str:
    """The number in a w:numFmt; in Arabic digits where the format does not go so far.

    >>> numeral(101, "chineseCountingThousand"), numeral(3, "upperRoman"), numeral(2, "bullet")
    ('一百零一', 'III', '')
    """
    if number_format in ("none", "bullet"):
        return ""
    written = _FORMATS.get(number_format)
    return (written(number) if written is not None and number >= 0 else "") or str(number)


def _letters(number: int) -> str:
    if not 1 <= number <= _MOST_LETTERS:
        return ""
    times, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (times + 1)


def _roman(number: int) -> str:
    if number > _MOST_ROMAN:
        return ""
    written = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        written += sign * times
    return written


def _spelled(digits: str, units: str, zero: str, bare: str) -> Callable[[int], str]:
    """Counting with units: 一百零一. The digit one is left out before the units in `bare`."""

    def spell(number: int) -> str:
        if not 0 < number <= _MOST_COUNTED:
            return ""
        written, gap = "", False
        for unit, digit in zip(units, map(int, f"{number:04d}"), strict=True):
            if digit == 0:
                gap = bool(written)
                continue
            one = digit == 1 and unit in bare and (not written or len(bare) > 1)
            written += (zero if gap else "") + ("" if one else digits[digit]) + unit.strip()
            gap = False
        return written

    return spell


def _counted(number: int) -> str:
    """Up to 99 with 十, then digit by digit: 一〇〇."""
    return _thousands(number) if number < 100 else str(number).translate(_IDEOGRAPHS)


def _of(signs: str) -> Callable[[int], str]:
    """One sign a number, as far as they go."""
    return lambda number: signs[number - 1] if 1 <= number <= len(signs) else ""


def _cycle(number: int) -> str:
    """The sixty pairs of stems and branches: 甲子."""
    if not 1 <= number <= 60:
        return ""
    return _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12]


_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_circled = _of("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_thousands = _spelled(_DIGITS, "千百十 ", "零", "十")
_FORMATS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _of("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
    "decimalEnclosedFullstop": _of("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
    "numberInDash": lambda number: f"- {number} -",
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "chineseCounting": _counted,
    "taiwaneseCounting": _counted,
    "chineseCountingThousand": _thousands,
    "taiwaneseCountingThousand": _thousands,
    "japaneseCounting": _spelled(_DIGITS, "千百十 ", "", "千百十"),
    "chineseLegalSimplified": _spelled("零壹贰叁肆伍陆柒捌玖", "仟佰拾 ", "零", ""),
    "ideographLegalTraditional": _spelled("零壹貳參肆伍陸柒捌玖", "仟佰拾 ", "零", ""),
    "ideographDigital": lambda number: str(number).translate(_IDEOGRAPHS),
    "japaneseDigitalTenThousand": lambda number: str(number).translate(_IDEOGRAPHS),
    "taiwaneseDigital": lambda number: str(number).translate(_IDEOGRAPHS),
    "ideographEnclosedCircle": _of("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
    "ideographTraditional": _of(_STEMS),
    "ideographZodiac": _of(_BRANCHES),
    "ideographZodiacTraditional": _cycle,
}
