"""Ruled tables of a page: their cells, and which of them are heads over others."""

from collections.abc import Iterable, Sequence
from typing import Any

from assistant.ingest.pdf.pieces import piece_rows, pieces
from assistant.ingest.pdf.printed import Box, Table
from assistant.ingest.pdf.tablerows import CellLine, cell_lines, table_rows

_MOST_EDGES = 6000  # a page with more is a drawing
_FEWEST_FILLED = 0.3  # of a table's cells
_SAME_EDGE = 2.0  # points
_FEWEST_RULES = 3
_THICK = 4.0  # points
_OPEN = 12.0  # points from the last vertical rule to where the horizontal ones end
_LONGEST_CELL_CHARS = 600
_LONG_LINE_CHARS = 12
_FEWEST_PARTED = 4


def within(char: dict[str, Any], bbox: Sequence[float]) -> bool:
    """Whether a character's middle lies in a box (x0, top, x1, bottom)."""
    x0, top, x1, bottom = bbox
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(x0 <= x <= x1 and top <= y <= bottom)


def tables_found(page: Any) -> list[Any]:
    """The tables of a page as pdfplumber finds them; none on a drawing."""
    edges = page.edges
    if len(edges) > _MOST_EDGES:
        return []
    found: list[Any] = page.find_tables({"explicit_vertical_lines": _open_sides(edges)})
    return found


def _open_sides(edges: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Vertical rules where a table's horizontal rules begin and end and none is drawn.

    Statistical tables are printed open on the left and on the right.
    """
    level = [edge for edge in edges if edge["orientation"] == "h"]
    # A rule drawn as a thin box has short sides.
    upright = [edge for edge in edges if edge["orientation"] == "v" and edge["height"] > _THICK]
    sides: list[dict[str, Any]] = []
    for top, bottom in _stretches(upright):
        beside = [edge for edge in upright if top <= edge["top"] and edge["bottom"] <= bottom]
        left, right = min(e["x0"] for e in beside), max(e["x0"] for e in beside)
        across = [
            edge
            for edge in level
            if top - _SAME_EDGE <= edge["top"] <= bottom + _SAME_EDGE
            and edge["x0"] <= right + _SAME_EDGE
            and edge["x1"] >= left - _SAME_EDGE
        ]
        if len({round(edge["top"] / _SAME_EDGE) for edge in across}) < _FEWEST_RULES:
            continue
        outer = (min(e["x0"] for e in across), max(e["x1"] for e in across))
        for x, drawn in zip(outer, (left, right), strict=True):
            if abs(x - drawn) > _OPEN:
                sides.append(_upright(x, top, bottom))
    return sides


def _stretches(upright: Sequence[dict[str, Any]]) -> list[tuple[float, float]]:
    """The stretches of the page's height along which vertical rules run without a gap."""
    found: list[tuple[float, float]] = []
    for edge in sorted(upright, key=lambda each: each["top"]):
        if found and edge["top"] <= found[-1][1] + _SAME_EDGE:
            found[-1] = (found[-1][0], max(found[-1][1], edge["bottom"]))
        else:
            found.append((edge["top"], edge["bottom"]))
    return found


def _upright(x: float, top: float, bottom: float) -> dict[str, Any]:
    return {
        "object_type": "line",
        "orientation": "v",
        "x0": x,
        "x1": x,
        "top": top,
        "bottom": bottom,
        "height": bottom - top,
        "width": 0,
    }


def table_of(found: Any, chars: Sequence[dict[str, Any]]) -> Table | None:
    """The table with its cells' texts; None for a frame, a chart's grid or rules around text."""
    cells = [cell for cell in found.cells if cell is not None]
    lefts = _edges(cell[0] for cell in cells)
    tops = _edges(cell[1] for cell in cells)
    if len(lefts) < 2 or len(tops) < 2:
        return None
    held: dict[int, list[dict[str, Any]]] = {}
    for char in chars:
        place = next((n for n, cell in enumerate(cells) if within(char, cell)), -1)
        if place < 0 and char["text"].strip():
            return None  # text between the cells: these are not a table's rules
        held.setdefault(place, []).append(char)
    lines = [cell_lines(pieces(held.get(n, []))) for n in range(len(cells))]
    if sum(map(bool, lines)) < _FEWEST_FILLED * len(cells):
        return None
    if any(map(_is_article, lines)) or _has_columns(held.values()):
        return None  # boxes around articles
    grid = [[_covering(cells, left + 1.5, top + 1.5) for left in lefts] for top in tops]
    box = Box(found.bbox[0], found.bbox[2], found.bbox[1], found.bbox[3])
    return Table(box, tuple(table_rows(grid, lines)))


def _is_article(lines: Sequence[CellLine]) -> bool:
    """Whether what a cell holds is a text of many long lines."""
    chars = sum(len(line.text) for line in lines)
    return chars > _LONGEST_CELL_CHARS and chars > _LONG_LINE_CHARS * len(lines)


def _has_columns(cells: Iterable[Sequence[dict[str, Any]]]) -> bool:
    """Whether the lines in one of the cells stand in columns."""
    for chars in cells:
        beside = sum(len(row) > 1 for row in piece_rows(pieces(chars)))
        if beside >= _FEWEST_PARTED:
            return True
    return False


def _edges(values: Iterable[float]) -> list[float]:
    ordered: list[float] = []
    for value in sorted(values):
        if not ordered or value - ordered[-1] > _SAME_EDGE:
            ordered.append(value)
    return ordered


def _covering(cells: Sequence[Sequence[float]], x: float, y: float) -> int:
    return next(
        (
            n
            for n, (x0, top, x1, bottom) in enumerate(cells)
            if x0 <= x <= x1 and top <= y <= bottom
        ),
        -1,
    )
