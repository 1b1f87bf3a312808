"""A paragraph as its lines are put together: which line, column or page goes on with it."""

import re
from dataclasses import dataclass

from assistant.ingest.bylines import close_up
from assistant.ingest.dates import is_dated, iso_date
from assistant.ingest.joining import NEVER_FIRST, ends_sentence, is_item
from assistant.ingest.names import is_bare_name
from assistant.ingest.pdf.glyphs import LIST_MARKS
from assistant.ingest.pdf.printed import Box
from assistant.ingest.pdf.regions import Row

_INDENT = 0.9  # in sizes of the type
_HANGING = 3.2
_SAME_SIZE = 0.08
_LONGEST_HEADING_CHARS = 40
_MOST_TITLE_LINES = 4
_FEWEST_CENTRED = 8  # characters of a title's line that is broken
# 问：…, 答：…, 会议指出：…
_LABEL = re.compile(r"^[一-鿿]{1,6}[：:]")
# 出　席：…, whose further lines hang
_FIELD = re.compile(r"^[一-鿿](?:[\s　]*[一-鿿]){1,7}[：:]")
_BULLETS = re.compile(rf"^[{LIST_MARKS}]\s*\S")
# (a), [1] in a list of references, 注：
_MARKED = re.compile(
    r"^[（(]?[A-Za-z][)）.、]|^[①-⑳*＊]|^[\[［〔]\d{1,2}[\]］〕]|^注\s*\d{0,2}[：:]"
)
_LETTER = re.compile(r"[A-Za-z]")


@dataclass(slots=True)
class Paragraph:
    """A paragraph, or a `row` of a table; `places` are where in it the text of each page begins.

    `full` tells whether its last line reaches the column's edge; of its first line,
    `indented` tells whether it stands off the other edge, `set_in` by far, `centred` that it
    stands in the middle, `cells` that it is of several pieces, `parted` that it stands off the
    line above, `wide` by a blank line.
    """

    text: str
    size: float
    bold: bool
    places: list[tuple[int, int]]
    box: Box
    indented: bool = False
    full: bool = False
    row: bool = False
    lines: int = 1
    wide: bool = False
    parted: bool = False
    centred: bool = False
    set_in: bool = False
    cells: bool = False

    def append(self, following: "Paragraph") -> None:
        """Add what goes on with it: a line, or a paragraph of the next column or page."""
        text = joined(self.text, following.text)
        shift = len(text) - len(following.text)
        self.places += [
            (shift + place, page) for place, page in following.places if page != self.places[-1][1]
        ]
        self.text, self.lines = text, self.lines + following.lines
        self.full, self.box = following.full, following.box


def same_paragraph(current: Paragraph, last: Row, each: Paragraph, loose: bool) -> bool:
    """Whether a line goes on with the paragraph of the line above it.

    `loose`: the lines are points of a slide, without stops at their ends.
    """
    size = max(current.size, each.size, 1.0)
    if abs(current.size - each.size) > _SAME_SIZE * size:
        return False
    if current.centred and each.centred and current.bold == each.bold and not each.wide:
        # A title's lines, broken in the middle; not a list of names, nor offices over a day.
        broken = len(current.text) >= _FEWEST_CENTRED and each.text[0] not in "（(["
        apart = is_dated(each.text) or is_dated(current.text) or is_item(each.text)
        apart = apart or is_bare_name(close_up(each.text)) or bool(iso_date(current.text))
        apart = apart or each.cells or current.cells
        return (
            broken
            and not apart
            and not ends_sentence(current.text)
            and current.lines < _MOST_TITLE_LINES
        )
    if current.bold and each.bold and current.full and each.centred:
        return not ends_sentence(current.text)  # the rest of a heading wider than the column
    if current.lines == 1 and current.bold and not each.bold and _is_heading(current.text):
        return False
    if current.lines == 1 and current.set_in:
        return False  # a day or a signature
    listed = _begins_item(current.text) and not _begins_item(each.text)
    if loose and current.text[-1] not in "，、,（(" and not listed:
        return False
    if each.wide or not current.full:
        return each.text[0] in NEVER_FIRST and not each.wide
    ended = ends_sentence(current.text)
    if ended and (each.parted or current.bold != each.bold or _LABEL.match(each.text)):
        return False
    # Within a block that stands off the edge as a whole, its own edge counts.
    off = each.box.x0 - last.box.x0
    marked = current.lines == 1 and (_begins_item(current.text) or _FIELD.match(current.text))
    if off > _INDENT * size:
        # Under an item or a note its lines may hang.
        label = _FIELD.match(current.text)
        hanging = max(_HANGING, len(label.group()) + 1 if label else 0)
        return bool(marked) and off <= hanging * size and not _begins_item(each.text)
    if each.indented and abs(off) <= _INDENT * size and current.lines == 1 and ended:
        return False
    if each.indented and current.lines > 1 and off > -_INDENT * size and ended:
        return False
    if _BULLETS.match(each.text):
        return False
    return not (is_item(each.text) and (ended or current.text[-1] in "；;，,、"))


def _is_heading(text: str) -> bool:
    """Whether a line is a numbered heading: 四、社区参与如何降低交易成本."""
    return is_item(text) and "。" not in text and len(text) <= _LONGEST_HEADING_CHARS


def _begins_item(text: str) -> bool:
    return bool(is_item(text) or _MARKED.match(text))


def goes_on(last: Paragraph, each: Paragraph, indents: bool, new_page: bool) -> bool:
    """Whether the first paragraph of a column or page goes on with the last of the one before."""
    if (
        last.row
        or each.row
        or not (last.full or last.text[-1] in "，、")
        or (last.set_in and last.lines == 1)
        or (each.wide and not new_page)
    ):
        return False
    if abs(last.size - each.size) > _SAME_SIZE * max(last.size, each.size, 1.0):
        return False
    if last.bold != each.bold and (last.bold or each.bold) and last.lines == 1:
        return False
    if each.indented or each.centred:
        return False
    if not ends_sentence(last.text):
        return not is_item(each.text) or last.text[-1] not in "；;"
    return indents and not is_item(each.text)


def joined(text: str, following: str) -> str:
    """Two lines of a paragraph as one: nothing between, but a space between two Latin words."""
    if _LETTER.match(text[-1]) and _LETTER.match(following[0]):
        return f"{text} {following}"
    hyphened = len(text) > 2 and text[-1] == "-" and _LETTER.match(text[-2])
    if hyphened and _LETTER.match(following[0]) and following[0].islower():
        return text[:-1] + following
    if text[-1] in ",.;:" and text.isascii() and following[0].isascii():
        return f"{text} {following}"
    return text + following
