"""Characters as PDF fonts give them, as they are written."""

import unicodedata

from assistant.ingest.encodings import clean

# Fonts with one glyph for a radical and the character of the same shape give the radical; those
# of the supplement (U+2E80) have no compatibility mapping (Unicode: EquivalentUnifiedIdeograph).
_RADICALS = str.maketrans(
    "⺁⺄⺅⺆⺇⺈⺉⺎⺒⺓⺕⺖⺗⺘⺙⺜⺝⺟⺠⺡⺣⺦⺧⺨⺩⺪⺫⺬⺭⺯⺰⺶⺹⺻⺾⻁⻂⻄⻅⻆⻈⻉⻋⻌⻍⻏⻐⻑⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
    "厂乙亻冂几刀刂兀巳幺彐忄心扌攵日月母民氵灬丬牛犭王疋目示礻糹纟羊耂肀艹虎衤西见角讠贝车辶辶阝钅長长门阝雨青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
)
# Kangxi radicals, compatibility ideographs, ligatures, letters of formulas (𝑊).
_FORMS = ((0x2E80, 0x2FDF), (0xF900, 0xFAFF), (0xFB00, 0xFB06), (0x1D400, 0x1D7FF))
LIST_MARKS = "•●○◦■□▪▫◆◇➢►▶✓✔"
_BULLET = LIST_MARKS[0]


def readable(text: str) -> str:
    """Text with radicals, ligatures and compatibility forms as the usual characters.

    Signs of a symbol font (private use) become a bullet: they are list marks.

    >>> readable("人⺠政府\uf06c")
    '人民政府•'
    """
    return clean("".join(map(_readable, text.translate(_RADICALS)))).strip()


def _readable(character: str) -> str:
    code = ord(character)
    if any(first <= code <= last for first, last in _FORMS):
        return unicodedata.normalize("NFKC", character)
    return _BULLET if 0xE000 <= code <= 0xF8FF else character
