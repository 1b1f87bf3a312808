"""The text of a Word document as Word shows it: changes accepted, and text in whatever holds it.

Word keeps text in controls, fields, links, tracked changes, tables within
tables and text boxes, which may hold one another; the numbers of lists it counts.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from assistant.errors import DocumentTooLarge
from assistant.ingest.assembly import Line
from assistant.ingest.encodings import clean
from assistant.ingest.lines import is_short
from assistant.ingest.markdown import table_row
from assistant.ingest.mergedcells import Cell, merged_lines
from assistant.ingest.wordnotes import REFERENCES, Note, Notes
from assistant.ingest.wordnumbers import ListNumbers
from assistant.ingest.wordtables import WordCell, by_rows, word_cells
from assistant.ingest.wordtree import WORD, parts, value, within

if TYPE_CHECKING:
    from docx.document import Document

_PARAGRAPH, _TABLE = f"{WORD}p", f"{WORD}tbl"
_TEXT_BOX = f"{WORD}txbxContent"
_BLOCKS = frozenset((_PARAGRAPH, _TABLE))
_SIGNS = {
    f"{WORD}{name}": sign
    for name, sign in (("tab", "\t"), ("ptab", "\t"), ("cr", "\n"), ("noBreakHyphen", "-"))
}
_BREAK = f"{WORD}br"
_PARTS = frozenset((f"{WORD}t", _BREAK, _TEXT_BOX, *_SIGNS, *REFERENCES))
_HEADING = re.compile(r"^(?:heading|标题)\s*(\d)$", re.IGNORECASE)
# The number of an official document: 平政办〔2023〕5号.
_DOCUMENT_NUMBER = re.compile(
    r"[一-鿿]{1,20}\s?[〔\[（(【［]\s?\d{4}\s?[〕\]）)】］]\s?第?\s?\d{1,4}\s?号"
)
_TITLE_STYLES = frozenset(("title", "标题"))
MAX_PARAGRAPHS = 200_000  # a thousand pages of tables have some fifty thousand


class WordText:
    """Reads a document once, from its beginning to its end: `lines`, then `notes`."""

    def __init__(self, opened: "Document", name: str) -> None:
        self._opened = opened
        self._name = name
        self._numbers = ListNumbers(opened)
        self._notes = Notes(opened)
        self._levels, self._default_level = _levels(opened)
        count = sum(1 for _ in opened.element.body.iter(_PARAGRAPH))
        if count > MAX_PARAGRAPHS:
            raise DocumentTooLarge(
                f"{name} 有 {count} 个段落，超过 {MAX_PARAGRAPHS} 个的上限；请拆分文件。"
            )

    def lines(self) -> Iterator[Line]:
        """The lines of the body: paragraphs with the level of their heading, table rows, footnotes.

        A footnote follows the paragraph that refers to it, and its mark stands
        in that. Title, byline and headings are kept clear of both: there a note
        follows the first paragraph below, without a mark.
        """
        begun = False  # whether the text has begun below title and byline
        for block in within(self._opened.element.body, _BLOCKS):
            if block.tag == _TABLE:
                yield from self._table(block)
                begun = True
            else:
                level = self._level(block)
                text, boxes, referred = self._read(block)
                unmarked = self._unmarked(text, referred)
                begun = begun or not (level or is_short(unmarked) or not unmarked)
                shown = text if begun and not level else unmarked
                bullet = 0 if level else self._numbers.bullet(block)
                for line in shown.split("\n"):
                    yield Line(line.strip(), level, bullet)
                    bullet = 0
                yield from (Line(line) for line in self._boxed(boxes))
                if level or not begun:
                    continue
            for note in self._notes.take_footnotes():
                yield from self._noted(note)

    def notes(self) -> list[Line]:
        """The lines of the endnotes, and of footnotes that no paragraph followed."""
        return [line for note in self._notes.take_all() for line in self._noted(note)]

    def number_beside(self, lines: Sequence[Line]) -> str:
        """The document's number, where only a header or footer prints it; "" elsewhere."""
        body = "".join("".join(line.text.split()) for line in lines)
        for kind in ("header", "footer"):
            for root in parts(self._opened, kind):
                for text in self._texts(root):
                    found = _DOCUMENT_NUMBER.search(text)
                    if found and "".join(found.group().split()) not in body:
                        return found.group()
        return ""

    def _level(self, paragraph: Any) -> int:
        return self._levels.get(paragraph.style or "", self._default_level)

    def _noted(self, note: Note) -> Iterator[Line]:
        before = f"{note.name}：" if note.name else ""
        for text in filter(None, self._texts(note.element)):
            yield Line(before + text)
            before = ""

    def _read(self, paragraph: Any) -> tuple[str, list[Any], list[Note]]:
        """A paragraph's own text with its number, its text boxes and the notes it refers to."""
        words: list[str] = []
        boxes: list[Any] = []
        notes: list[Note] = []
        for part in within(paragraph, _PARTS):
            if part.tag == _TEXT_BOX:
                boxes.append(part)
            elif part.tag in REFERENCES:
                note = self._notes.refer(part)
                if note is not None:
                    words.append(note.mark)
                    notes.append(note)
            else:
                words.append(_words(part))
        text = clean("".join(words))
        mark = clean(self._numbers.before(paragraph, text))
        return mark + text.lstrip() if mark else text, boxes, notes

    def _paragraph(self, paragraph: Any) -> tuple[str, list[Any]]:
        text, boxes, _ = self._read(paragraph)
        return text, boxes

    @staticmethod
    def _unmarked(text: str, notes: Sequence[Note]) -> str:
        for note in notes:
            text = text.replace(note.mark, "", 1)
        return text.strip()

    def _texts(self, container: Any) -> Iterator[str]:
        """The lines of a cell or a text box."""
        for block in within(container, _BLOCKS):
            if block.tag == _TABLE:
                yield from (line.text for line in self._table(block))
                continue
            text, boxes = self._paragraph(block)
            yield from (line.strip() for line in text.split("\n"))
            yield from self._boxed(boxes)

    def _boxed(self, boxes: Sequence[Any]) -> Iterator[str]:
        for box in boxes:
            yield from self._texts(box)

    def _table(self, table: Any) -> Iterator[Line]:
        """The rows of a table, each followed by the tables that its cells hold."""
        cells = word_cells(table)
        texts: dict[WordCell, str] = {}  # each is read once: lists are counted, notes taken
        if not any(_inner_tables(cell.element) for cell in cells):
            texts = {cell: self._cell_text(cell.element) for cell in cells}
            lines = merged_lines([_placed(cell, text) for cell, text in texts.items()], self._name)
            if lines:
                yield from lines
                return
        for place, row in enumerate(by_rows(cells)):
            begun = [cell for cell in row if cell.row == place]
            if len(row) == len(begun) == 1 and _inner_tables(row[0].element):
                # A frame around a part of the document.
                yield from (Line(text) for text in self._texts(row[0].element))
                continue
            for cell in begun:
                if cell not in texts:
                    texts[cell] = self._cell_text(cell.element)
            yield Line(table_row([texts[cell] for cell in row]))
            for cell in begun:
                for inner in _inner_tables(cell.element):
                    yield from self._table(inner)

    def _cell_text(self, cell: Any) -> str:
        lines: list[str] = []
        for block in within(cell, _BLOCKS):
            if block.tag == _PARAGRAPH:
                text, boxes = self._paragraph(block)
                lines.extend((text, *self._boxed(boxes)))
        return "\n".join(lines)


def _placed(cell: WordCell, text: str) -> Cell:
    return Cell(text, cell.row, cell.column, cell.across, cell.down)


def _words(part: Any) -> str:
    if part.tag == _BREAK:
        # The others break a page or a column, not the sentence.
        return "\n" if (value(part, "type") or "textWrapping") == "textWrapping" else ""
    return _SIGNS.get(part.tag) or part.text or ""


def _inner_tables(cell: Any) -> list[Any]:
    return [block for block in within(cell, _BLOCKS) if block.tag == _TABLE]


def _levels(opened: "Document") -> tuple[dict[str, int], int]:
    """Heading levels by the ids of paragraph styles, and that of the style which is the default.

    python-docx looks through all styles for each paragraph; as there, the first style of an id
    counts, the last default, and an id of another kind of style stands for the default.
    """
    from docx.enum.style import WD_STYLE_TYPE

    levels: dict[str, int] = {}
    default = 0
    others: set[str] = set()
    for style in opened.styles.element.style_lst:
        name, of_paragraph = style.styleId or "", style.type == WD_STYLE_TYPE.PARAGRAPH
        level = _level(style.name_val)
        if of_paragraph and style.default:
            default = level
        if name in levels or name in others:
            continue
        if of_paragraph:
            levels[name] = level
        else:
            others.add(name)
    levels.pop("", None)
    return levels, default


def _level(style: str | None) -> int:
    style = (style or "").lower()
    if style in _TITLE_STYLES:
        return 1
    match = _HEADING.match(style)
    return min(int(match.group(1)), 6) if match else 0
