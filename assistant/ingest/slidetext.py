"""The text of a shape on a slide: its paragraphs as lines, with bullets and numbers as shown."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from assistant.ingest.assembly import Line
from assistant.ingest.encodings import clean
from assistant.ingest.numerals import numeral

if TYPE_CHECKING:
    from pptx.slide import Slide

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SLIDES = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_MARKS = frozenset(f"{DRAWING}{name}" for name in ("buNone", "buChar", "buAutoNum", "buBlip"))
_FIELDS_OF_PAGE = ("slidenum", "datetime")
_MOST_DEEP = 8  # levels below the first
_NUMBERS = {
    "arabic": "decimal",
    "alphaLc": "lowerLetter",
    "alphaUc": "upperLetter",
    "romanLc": "lowerRoman",
    "romanUc": "upperRoman",
    "ea1Chs": "chineseCounting",
    "ea1Cht": "taiwaneseCounting",
    "circleNum": "decimalEnclosedCircle",
}
_LONGEST_START = 5  # digits


def text_lines(text_body: Any, styles: Sequence[Any] = ()) -> Iterator[Line]:
    """The lines of a text body; `styles` say how its levels are marked, the nearest first."""
    counts: dict[int, int] = {}
    own = text_body.find(f"{DRAWING}lstStyle")
    for paragraph in text_body.findall(f"{DRAWING}p"):
        text = _text(paragraph)
        if not text:
            continue
        level = _level(paragraph)
        mark = _mark(paragraph, level, [own, *styles])
        kind = "" if mark is None else mark.tag.removeprefix(DRAWING)
        for deeper in [each for each in counts if each > level - (kind != "buAutoNum")]:
            del counts[deeper]
        number = ""
        if kind == "buAutoNum":
            counts[level] = counts.get(level, _start(mark) - 1) + 1
            number = _number(counts[level], mark.get("type", ""))
        bullet = level + 1 if kind in ("buChar", "buBlip") else 0
        for line in text.split("\n"):
            yield Line(number + line, bullet=bullet)
            number, bullet = "", 0


def level_styles(slide: "Slide", shape: Any) -> list[Any]:
    """The styles that a placeholder takes over from its layout and its master; [] for others."""
    if not shape.is_placeholder:
        return []
    from pptx.enum.shapes import PP_PLACEHOLDER

    layout = slide.slide_layout
    master = layout.slide_master
    kind = shape.placeholder_format.type
    titles = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
    above = (
        layout.placeholders.get(shape.placeholder_format.idx),
        master.placeholders.get(PP_PLACEHOLDER.TITLE if kind in titles else PP_PLACEHOLDER.BODY),
    )
    styles = [each.element.find(f".//{DRAWING}lstStyle") for each in above if each is not None]
    named = "titleStyle" if kind in titles else "bodyStyle"
    whole = master.element.find(f"{_SLIDES}txStyles/{_SLIDES}{named}")
    return [*styles, whole]


def _text(paragraph: Any) -> str:
    """A paragraph's text, broken where it is; "" for one that only numbers or dates the page."""
    words: list[str] = []
    for child in paragraph:
        if child.tag == f"{DRAWING}br":
            words.append("\n")
        elif child.tag in (f"{DRAWING}r", f"{DRAWING}fld"):
            of_page = child.get("type", "").startswith(_FIELDS_OF_PAGE)
            words.append("" if of_page else child.findtext(f"{DRAWING}t") or "")
    lines = (line.strip() for line in clean("".join(words)).split("\n"))
    return "\n".join(line for line in lines if line)


def _level(paragraph: Any) -> int:
    settings = paragraph.find(f"{DRAWING}pPr")
    digits = "0" if settings is None else settings.get("lvl", "0")
    return min(int(digits), _MOST_DEEP) if digits.isdecimal() and len(digits) < 3 else 0


def _mark(paragraph: Any, level: int, styles: Sequence[Any]) -> Any:
    """The element that says how a paragraph is marked; None for none."""
    settings = [paragraph.find(f"{DRAWING}pPr")]
    settings.extend(
        style.find(f"{DRAWING}lvl{level + 1}pPr") for style in styles if style is not None
    )
    found = (child for each in settings if each is not None for child in each)
    return next((child for child in found if child.tag in _MARKS), None)


def _start(mark: Any) -> int:
    digits = mark.get("startAt", "1")
    return int(digits) if digits.isdecimal() and len(digits) <= _LONGEST_START else 1


def _number(count: int, kind: str) -> str:
    """A number as it stands before a paragraph: 1. in arabicPeriod, (a) in alphaLcParenBoth."""
    numbers = (written for name, written in _NUMBERS.items() if kind.startswith(name))
    shown = numeral(count, next(numbers, "decimal"))
    if kind.endswith("ParenBoth"):
        return f"({shown}) "
    return (
        shown + (")" if kind.endswith("ParenR") else "." if kind.endswith("Period") else "") + " "
    )
