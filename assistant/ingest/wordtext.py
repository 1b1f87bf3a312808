"""The text of a Word document as Word shows it: changes accepted, and text in whatever holds it.

Word keeps text in controls, fields, links, tracked changes, tables within
tables and text boxes, which may hold one another.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from assistant.ingest.assembly import Line
from assistant.ingest.encodings import clean
from assistant.ingest.markdown import table_row

if TYPE_CHECKING:
    from docx.document import Document

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PARAGRAPH, _TABLE, _ROW, _CELL = (f"{_WORD}{name}" for name in ("p", "tbl", "tr", "tc"))
_TEXT_BOX = f"{_WORD}txbxContent"
_BLOCKS = frozenset((_PARAGRAPH, _TABLE))
_ALTERNATIVES = f"{_COMPATIBILITY}AlternateContent"
# Settings, what a tracked change took away, the annotation over a character.
_UNSEEN = frozenset(
    f"{_WORD}{name}" for name in ("pPr", "rPr", "sdtPr", "tblPr", "del", "moveFrom", "rt")
)
_SIGNS = {
    f"{_WORD}{name}": sign
    for name, sign in (("tab", "\t"), ("ptab", "\t"), ("cr", "\n"), ("noBreakHyphen", "-"))
}
_BREAK = f"{_WORD}br"
_PARTS = frozenset((f"{_WORD}t", _BREAK, _TEXT_BOX, *_SIGNS))
_HEADING = re.compile(r"^(?:heading|标题)\s*(\d)$", re.IGNORECASE)
_TITLE_STYLES = frozenset(("title", "标题"))


def word_lines(opened: "Document") -> Iterator[Line]:
    """The lines of a document's body: paragraphs with the level of their heading, table rows."""
    from docx.text.paragraph import Paragraph

    for block in _within(opened.element.body, _BLOCKS):
        if block.tag == _TABLE:
            yield from (Line(text) for text in _table(block))
            continue
        style = Paragraph(block, opened).style
        level = _level(style.name if style is not None else "")
        text, boxes = _paragraph(block)
        yield from (Line(line.strip(), level) for line in text.split("\n"))
        yield from (Line(line) for line in _boxed(boxes))


def _within(element: Any, wanted: frozenset[str]) -> Iterator[Any]:
    """The wanted elements, whatever holds them, without those that one of them holds."""
    for child in _seen(element):
        if child.tag in wanted:
            yield child
        else:
            yield from _within(child, wanted)


def _seen(element: Any) -> Iterator[Any]:
    """The children that are shown; what is written in two ways for old and new Word counts once."""
    if element.tag == _ALTERNATIVES:
        yield from list(element)[:1]
    else:
        yield from (child for child in element if child.tag not in _UNSEEN)


def _paragraph(paragraph: Any) -> tuple[str, list[Any]]:
    """A paragraph's own text and the text boxes that are anchored in it."""
    words: list[str] = []
    boxes: list[Any] = []
    for part in _within(paragraph, _PARTS):
        if part.tag == _TEXT_BOX:
            boxes.append(part)
        else:
            words.append(_words(part))
    return clean("".join(words)), boxes


def _words(part: Any) -> str:
    if part.tag == _BREAK:
        # The others break a page or a column, not the sentence.
        return "\n" if part.get(f"{_WORD}type", "textWrapping") == "textWrapping" else ""
    return _SIGNS.get(part.tag) or part.text or ""


def _texts(container: Any) -> Iterator[str]:
    """The lines of a cell or a text box."""
    for block in _within(container, _BLOCKS):
        if block.tag == _TABLE:
            yield from _table(block)
            continue
        text, boxes = _paragraph(block)
        yield from (line.strip() for line in text.split("\n"))
        yield from _boxed(boxes)


def _boxed(boxes: Sequence[Any]) -> Iterator[str]:
    for box in boxes:
        yield from _texts(box)


def _table(table: Any) -> Iterator[str]:
    """The rows of a table, each followed by the tables that its cells hold."""
    above: dict[int, str] = {}  # the text that stands at a column, for cells merged downwards
    for row in _within(table, frozenset((_ROW,))):
        if _setting(row, "trPr", "del") is not None:
            continue
        cells = list(_within(row, frozenset((_CELL,))))
        if len(cells) == 1 and _inner_tables(cells[0]):
            yield from _texts(cells[0])  # a frame around a part of the document
            continue
        yield table_row(_cell_texts(row, cells, above))
        for cell in cells:
            for inner in _inner_tables(cell):
                yield from _table(inner)


def _inner_tables(cell: Any) -> list[Any]:
    return [block for block in _within(cell, _BLOCKS) if block.tag == _TABLE]


def _cell_texts(row: Any, cells: Sequence[Any], above: dict[int, str]) -> list[str]:
    column = _number(_setting(row, "trPr", "gridBefore"), 0)
    texts: list[str] = []
    for cell in cells:
        merged = _setting(cell, "tcPr", "vMerge")
        if merged is None or merged.get(f"{_WORD}val") == "restart":
            above[column] = _cell_text(cell)
        texts.append(above.get(column, ""))
        column += _number(_setting(cell, "tcPr", "gridSpan"), 1)
    return texts


def _cell_text(cell: Any) -> str:
    lines: list[str] = []
    for block in _within(cell, _BLOCKS):
        if block.tag == _PARAGRAPH:
            text, boxes = _paragraph(block)
            lines.extend((text, *_boxed(boxes)))
    return "\n".join(lines)


def _setting(element: Any, group: str, name: str) -> Any:
    """An element's setting of that name; None where it is not set."""
    return element.find(f"{_WORD}{group}/{_WORD}{name}")


def _number(setting: Any, default: int) -> int:
    value = "" if setting is None else str(setting.get(f"{_WORD}val", ""))
    return int(value) if value.isdecimal() else default


def _level(style: str | None) -> int:
    style = (style or "").lower()
    if style in _TITLE_STYLES:
        return 1
    match = _HEADING.match(style)
    return min(int(match.group(1)), 6) if match else 0
