"""Tables of web pages: merged cells are parted before the page's text is looked for.

A cell over several rows stands in the first of them only, so the rows below it would be read one
column to the left. Such a table is replaced by one whose rows are the lines that it says.
"""

from collections.abc import Iterator
from typing import Any

from assistant.ingest.hypertext import placed_lines
from assistant.ingest.mergedcells import Cell, merged_lines

_MOST_ACROSS, _MOST_DOWN = 1000, 65534  # as browsers have it
_MOST_LINES_OF_A_CELL = 12  # a cell of more lays out a part of the page
_SHARE_OF_LINKS = 0.5
_SPAN_DIGITS = 5
_PLACES = 200_000


def part_merged_cells(tree: Any, file_name: str) -> bool:
    """Replace the tables with merged cells, but for those that lay out the page; whether any was.

    Raises DocumentTooLarge naming the file where one spreads over too many places.
    """
    changed = False
    for table in list(tree.iter("table")):
        if next(table.iterdescendants("table"), None) is not None:
            continue
        if not table.xpath(".//*[@rowspan > 1 or @colspan > 1][1]"):
            continue
        lines = merged_lines(list(_cells(table)), file_name)
        if lines:
            _replace(table, [line.text for line in lines])
            changed = True
    return changed


def _cells(table: Any) -> Iterator[Cell]:
    """The cells of a table at their places; none where they hold parts of a page, or links."""
    rows = list(table.iter("tr"))
    found: list[Cell] = []
    reach: dict[int, int] = {}  # by column: the last row that a cell from above covers
    linked = written = 0
    for number, row in enumerate(rows):
        column = 0
        for element in row:
            if element.tag not in ("td", "th"):
                continue
            held = placed_lines(element)
            if len(held) > _MOST_LINES_OF_A_CELL:
                return
            linked += sum(placed.linked for placed in held)
            written += sum(len(placed.words) for placed in held)
            while reach.get(column, -1) >= number:
                column += 1
            across = _span(element, "colspan", _MOST_ACROSS)
            down = min(_span(element, "rowspan", _MOST_DOWN), len(rows) - number)
            if (column + across) * len(rows) > _PLACES:
                return
            for each in range(column, column + across):
                reach[each] = number + down - 1
            text = "\n".join(placed.line.text for placed in held)
            found.append(Cell(text, number, column, across, down))
            column += across
    if linked <= written * _SHARE_OF_LINKS:
        yield from found


def _span(cell: Any, name: str, most: int) -> int:
    stated = str(cell.get(name, "")).strip()
    if not (stated.isascii() and stated.isdigit() and len(stated) <= _SPAN_DIGITS):
        return 1
    number = int(stated)
    return min(number, most) if number else (most if name == "rowspan" else 1)


def _replace(table: Any, texts: list[str]) -> None:
    from lxml.html import builder

    for part in [each for each in table if each.tag in ("thead", "tbody", "tfoot", "tr")]:
        part.drop_tree()
    table.append(builder.TBODY(*(builder.TR(builder.TD(text)) for text in texts)))
