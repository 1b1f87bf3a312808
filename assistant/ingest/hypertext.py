"""The lines of an HTML tree: what is inline flows together, every block begins a new line."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from assistant.ingest.assembly import Line
from assistant.ingest.encodings import clean
from assistant.ingest.markdown import table_row

# Both HTML's names and those of trafilatura's own tree (head, item, row, cell).
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_ITEMS = frozenset(("li", "item"))
_LISTS = frozenset(("ul", "ol", "list", "menu"))
_ROWS = frozenset(("tr", "row"))
_CELLS = frozenset(("td", "th", "cell"))
_BREAKS = frozenset(("br", "lb"))
_BLOCK_NAMES = (
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset"
    " figcaption figure footer form header hr html legend main nav p pre quote section summary"
    " table tbody tfoot thead"
)
_UNSEEN_NAMES = (
    "script style noscript template svg math iframe object embed canvas audio video head meta"
    " link title button select input textarea"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_UNSEEN = frozenset(_UNSEEN_NAMES.split())


@dataclass(frozen=True, slots=True)
class Placed:
    """A line, the block that holds it, and how many of its characters are those of links."""

    line: Line
    holder: Any
    linked: int = 0
    mark: str = ""  # of a numbered item, with which the line begins

    @property
    def words(self) -> str:
        """The line without its mark and without white space, to be compared."""
        return "".join(self.line.text[len(self.mark) :].split())


def placed_lines(tree: Any, left_out: Iterable[str] = ()) -> list[Placed]:
    """The lines of a tree and where they stand, without elements of the tags left out."""
    collector = _Collector(frozenset(left_out), tree)
    collector.visit(tree)
    collector.flush()
    return collector.lines


class _Collector:
    """Gathers text into lines."""

    def __init__(self, left_out: frozenset[str], holder: Any) -> None:
        self.left_out = left_out | _UNSEEN
        self.lines: list[Placed] = []
        self.words: list[str] = []
        self.level = 0
        self.mark = ""
        self.bullet = 0
        self.holder = holder
        self.links = 0  # that are open
        self.linked = 0

    def flush(self) -> None:
        text = clean(" ".join("".join(self.words).split()))
        self.words.clear()
        if text:
            line = Line(self.mark + text, self.level, self.bullet)
            self.lines.append(Placed(line, self.holder, self.linked, self.mark))
            self.mark, self.bullet = "", 0
        self.linked = 0

    def visit(self, element: Any) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        # trafilatura calls a heading head; in HTML that is the part that is not shown.
        rend = str(element.get("rend", "")) if tag == "head" else ""
        level = _HEADINGS.get(rend or tag, 0)
        if not tag or (tag in self.left_out and not level):
            return
        if tag in _BREAKS:
            self.flush()
        elif tag in _ROWS:
            self._row(element)
        elif tag == "pre":
            self._preformatted(element)
        elif tag == "a":
            self.links += 1
            self._inside(element)
            self.links -= 1
        elif level or tag in _BLOCKS or tag in _ITEMS or tag in _LISTS:
            self._block(element, level)
        else:
            self._inside(element)

    def _block(self, element: Any, level: int) -> None:
        self.flush()
        outer = self.level, self.holder
        self.level, self.holder = level or self.level, element
        if element.tag in _ITEMS:
            self.mark = _item_mark(element)
            lists = sum(1 for each in element.iterancestors() if each.tag in _LISTS)
            self.bullet = 0 if self.mark else lists
        self._inside(element)
        self.flush()
        self.level, self.holder = outer

    def _inside(self, element: Any) -> None:
        self._add(element.text or "")
        for child in element:
            self.visit(child)
            self._add(child.tail or "")

    def _add(self, text: str) -> None:
        self.words.append(text)
        if self.links:
            self.linked += len(text.strip())

    def _row(self, row: Any) -> None:
        self.flush()
        cells = [cell for cell in row if cell.tag in _CELLS]
        held = [self._cell(cell) for cell in cells]
        if _is_frame(cells, held):
            self.lines.extend(placed for lines in held for placed in lines)
            return
        outer, self.holder = self.holder, row
        self.words.append(table_row([" ".join(each.line.text for each in lines) for lines in held]))
        self.linked = sum(placed.linked for lines in held for placed in lines)
        self.flush()
        self.holder = outer

    def _cell(self, cell: Any) -> list[Placed]:
        inner = _Collector(self.left_out, cell)
        inner._inside(cell)
        inner.flush()
        return inner.lines

    def _preformatted(self, element: Any) -> None:
        self.flush()
        outer, self.holder = self.holder, element
        for line in str(element.text_content()).split("\n"):
            self.words.append(line)
            self.flush()
        self.holder = outer


def _is_frame(cells: list[Any], held: list[list[Placed]]) -> bool:
    """Whether a row is laid around a part of the page: its one cell holds lines, or a table."""
    filled = [lines for lines in held if lines]
    if len(filled) == 1 and len(filled[0]) > 1:
        return True
    return any(next(cell.iter("table"), None) is not None for cell in cells)


def _item_mark(element: Any) -> str:
    """The number of an item of a numbered list; "" in other lists."""
    parent = element.getparent()
    if parent is None or not (parent.tag == "ol" or parent.get("rend") == "ol"):
        return ""
    start = str(parent.get("start", "1"))[:9]  # of more digits HTML makes no number either
    before = sum(1 for each in element.itersiblings(preceding=True) if each.tag in _ITEMS)
    return f"{(int(start) if start.isdecimal() else 1) + before}. "
