"""What frames on a slide hold: tables, the values of charts, the texts of SmartArt."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from assistant.ingest.assembly import Line
from assistant.ingest.celltext import cell_text
from assistant.ingest.grids import Area, Grid, blocks
from assistant.ingest.shownvalues import shown
from assistant.ingest.slidetext import DRAWING, text_lines
from assistant.ingest.tablelines import TableLines

_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_EPOCH = datetime(1899, 12, 30)
_LONGEST_NUMBER = 7  # digits of a count of rows, columns or points


def table_lines(table: Any, name: str) -> Iterator[Line]:
    """The rows of an a:tbl."""
    cells: dict[int, dict[int, str]] = {}
    areas: list[Area] = []
    for row, element in enumerate(table.iterfind(f"{DRAWING}tr")):
        for column, cell in enumerate(element.iterfind(f"{DRAWING}tc")):
            if cell.get("hMerge") in ("1", "true") or cell.get("vMerge") in ("1", "true"):
                continue
            body = cell.find(f"{DRAWING}txBody")
            text = "" if body is None else "\n".join(line.text for line in text_lines(body))
            if text := cell_text(text):
                cells.setdefault(row, {})[column] = text
            down, across = _number(cell.get("rowSpan"), 1), _number(cell.get("gridSpan"), 1)
            if down > 1 or across > 1:
                areas.append(Area(row, column, row + down - 1, column + across - 1))
    yield from _grid_lines(Grid(cells, tuple(areas)), name)


def _grid_lines(grid: Grid, name: str) -> Iterator[Line]:
    reader = TableLines()
    for block in blocks(grid, name):
        yield from reader.lines(block)


def _number(digits: str | None, default: int) -> int:
    known = digits is not None and digits.isdecimal() and len(digits) <= _LONGEST_NUMBER
    return int(digits) if digits and known else default


def chart_lines(chart_space: Any, name: str) -> Iterator[Line]:
    """A chart's title, and the stored values of its series, one category a row."""
    title = chart_space.find(f"{_CHART}chart/{_CHART}title")
    if title is not None:
        words = cell_text("".join(each.text or "" for each in title.iter(f"{DRAWING}t")))
        yield from (Line(line) for line in words.split("\n") if line)
    for plot in chart_space.iterfind(f"{_CHART}chart/{_CHART}plotArea/*"):
        series = plot.findall(f"{_CHART}ser")
        if series:
            yield from _grid_lines(_series_grid(series), name)


def _series_grid(series: Sequence[Any]) -> Grid:
    cells: dict[int, dict[int, str]] = {0: {}}
    for column, each in enumerate(series, start=1):
        named = each.find(f"{_CHART}tx")
        if named is not None and (text := cell_text(named.findtext(f".//{_CHART}v") or "")):
            cells[0][column] = text
        for of_column, kinds in ((0, ("cat", "xVal")), (column, ("val", "yVal"))):
            for point, text in _points(each, kinds):
                cells.setdefault(point + 1, {}).setdefault(of_column, text)
    return Grid({row: held for row, held in cells.items() if held})


def _points(series: Any, kinds: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The stored points of a series' categories or values, by their numbers."""
    found = (series.find(f"{_CHART}{kind}") for kind in kinds)
    source = next((each for each in found if each is not None), None)
    if source is None:
        return
    levels = list(source.iter(f"{_CHART}lvl"))
    if not levels:
        code = source.findtext(f".//{_CHART}formatCode") or "General"
        is_number = next(source.iter(f"{_CHART}numCache", f"{_CHART}numLit"), None) is not None
        for point in source.iter(f"{_CHART}pt"):
            text = point.findtext(f"{_CHART}v") or ""
            text = _shown(text, point.get("formatCode") or code) if is_number else cell_text(text)
            yield _number(point.get("idx"), 0), text
        return
    # Categories within categories: the outer ones are stored at the first of theirs alone.
    inner = _by_number(levels[0])
    outer = [_by_number(level) for level in reversed(levels[1:])]
    over = ["" for _ in outer]
    for number in sorted(inner):
        over = [each.get(number, before) for each, before in zip(outer, over, strict=True)]
        yield number, " ".join(filter(None, (*over, inner[number])))


def _by_number(level: Any) -> dict[int, str]:
    return {
        _number(point.get("idx"), 0): cell_text(point.findtext(f"{_CHART}v") or "")
        for point in level.iterfind(f"{_CHART}pt")
    }


def _shown(text: str, code: str) -> str:
    try:
        return shown(float(text), code, _EPOCH)
    except ValueError:
        return cell_text(text)


def diagram_lines(frame: Any, part: Any) -> Iterator[Line]:
    """The texts of a SmartArt graphic as items, those within others below them."""
    from pptx.oxml import parse_xml

    relations = frame.find(f".//{_DIAGRAM}relIds")
    relation = "" if relations is None else relations.get(f"{_RELATIONS}dm", "")
    if relation not in part.rels or part.rels[relation].is_external:
        return
    model = parse_xml(part.rels[relation].target_part.blob)
    points = {point.get("modelId"): point for point in model.iter(f"{_DIAGRAM}pt")}
    below: dict[str, list[tuple[int, str]]] = {}
    for link in model.iter(f"{_DIAGRAM}cxn"):
        if link.get("type", "parOf") == "parOf":
            place = _number(link.get("srcOrd"), 0)
            below.setdefault(link.get("srcId"), []).append((place, link.get("destId")))
    roots = [name for name, point in points.items() if point.get("type") == "doc"]
    waiting = [(name, 0) for name in roots]
    seen: set[str] = set()
    while waiting:
        name, depth = waiting.pop()
        if name in seen or name not in points:
            continue
        seen.add(name)
        body = points[name].find(f"{_DIAGRAM}t")
        if body is not None and depth:
            yield from (Line(line.text, bullet=depth) for line in text_lines(body))
        waiting.extend((each, depth + 1) for _, each in sorted(below.get(name, ()), reverse=True))
