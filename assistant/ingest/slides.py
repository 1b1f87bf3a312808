"""Slides (.pptx) as plain text: a heading and the lines of each page, its tables and its notes."""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import EmptyDocument
from assistant.ingest.assembly import Draft, Line, bounded
from assistant.ingest.author_lines import author_line
from assistant.ingest.lines import is_short
from assistant.ingest.markup import document
from assistant.ingest.packages import read_package
from assistant.ingest.readingorder import Box, reading_order
from assistant.ingest.slideframes import chart_lines, diagram_lines, table_lines
from assistant.ingest.slidetext import level_styles, text_lines
from assistant.ingest.tableheads import is_figure, one_line

if TYPE_CHECKING:
    from pptx.slide import Slide

_NOTES = "备注："
_PAGE_LEVEL = 2  # of the heading of a page
_SPEAKS = re.compile(
    r"(?:汇报|报告|主讲|宣讲|授课|演讲|讲解|答辩)(?:人|老师)\s*[：:](?P<who>.+?)(?=[\s　]{2}|　|$)"
)
_DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
_TITLE_SHARE = 0.25  # of a slide's height, in which its title stands
_LONGEST_COUNT = 3
_PLAIN_POINTS = 18.0  # of text whose size is not stated
_DISPLAY_POINTS = 24.0  # of a title at least, where nothing else tells it


def read_slides(data: bytes, file_name: str, name: str, max_bytes: int) -> tuple[Draft, ...]:
    """One draft; raises UnreadableDocument, EmptyDocument or DocumentTooLarge naming the file."""

    lines = read_package(
        data, name, "pptx", max_bytes, lambda package: _lines(package, name, max_bytes)
    )
    if not lines:
        raise EmptyDocument(f"{name} 没有文字；若各页都是图片，请先识别成文字。")
    return (document(lines, _speaker(lines), Path(file_name).stem),)


def _speaker(lines: Sequence[Line]) -> dict[str, str]:
    """Who speaks, by a line of the first page (汇报人：王平    2024年7月); {} for nobody."""
    page = takewhile(lambda line: line.level != _PAGE_LEVEL, lines)
    for match in filter(None, (_SPEAKS.match(line.text) for line in page)):
        found = author_line(f"作者：{match['who'].strip()}")
        if found is not None and found.author:
            return {"author": found.author, "affiliation": found.affiliation}
    return {}


def _lines(data: bytes, name: str, max_chars: int) -> list[Line]:
    """The lines of all pages that are shown; [] where they hold no text."""
    import pptx

    opened = pptx.Presentation(io.BytesIO(data))
    height = int(opened.slide_height or 0)
    lines: list[Line] = []
    found = False
    shown = [each for each in opened.slides if each.element.get("show") not in ("0", "false")]
    for number, slide in enumerate(shown, start=1):
        page = _Page(slide, height, name)
        title = page.title(is_first=number == 1)
        below = list(bounded(page.lines(), max_chars, name))
        max_chars -= sum(len(line.text) for line in below)
        found = found or bool(title or below)
        # Every page has a heading, so that who asks for the third finds it by counting.
        level = 1 if title and number == 1 else _PAGE_LEVEL
        lines += [Line(title or f"第{number}页", level), *below]
    return lines if found else []


class _Page:
    """What one slide shows."""

    def __init__(self, slide: "Slide", height: int, name: str) -> None:
        self._slide = slide
        self._height = height
        self._name = name
        self._shapes = _in_order(slide.shapes)
        self._title: Any = None

    def title(self, is_first: bool) -> str:
        """The title in one line; "" for a slide without one.

        Where no placeholder holds it, it is a short text at the top, of a first slide the largest.
        """
        held = self._slide.shapes.title
        if held is not None and _text(held):
            self._title = held
            return one_line(_text(held))
        texts = [shape for shape in _single(self._shapes) if shape.has_text_frame and _text(shape)]
        likely = [shape for shape in texts if _may_be_title(one_line(_text(shape)))]
        if is_first:
            likely = [shape for shape in likely if _points(shape) >= _DISPLAY_POINTS]
        else:
            likely = [shape for shape in likely if self._is_at_top(shape)]
        if len(texts) < 2 or not likely:
            return ""
        self._title = max(likely, key=_points)
        return one_line(_text(self._title))

    def _is_at_top(self, shape: Any) -> bool:
        return shape.top is not None and shape.top + shape.height / 2 < self._height * _TITLE_SHARE

    def lines(self) -> Iterator[Line]:
        """The lines below the title, in reading order, then the notes."""
        yield from self._of_shapes(self._shapes)
        if not self._slide.has_notes_slide:
            return
        notes = self._slide.notes_slide.notes_text_frame
        for line in text_lines(notes._txBody) if notes is not None else ():
            yield Line(_NOTES + line.text)

    def _of_shapes(self, shapes: Iterable[Any]) -> Iterator[Line]:
        for shape in shapes:
            if self._title is not None and shape.element is self._title.element:
                continue
            if _is_group(shape):
                yield from self._of_shapes(_in_order(shape.shapes))
            elif shape.has_text_frame:
                styles = level_styles(self._slide, shape)
                yield from text_lines(shape.text_frame._txBody, styles)
            elif getattr(shape, "has_table", False):
                yield from table_lines(shape.table._tbl, self._name)
            elif getattr(shape, "has_chart", False):
                yield from chart_lines(shape.chart._chartSpace, self._name)
            elif _holds_diagram(shape):
                yield from diagram_lines(shape.element, self._slide.part)


def _may_be_title(text: str) -> bool:
    return is_short(text) and not is_figure(text)


def _in_order(shapes: Iterable[Any]) -> list[Any]:
    """The shapes that are shown and are of this page alone, as one reads them."""
    seen = [shape for shape in shapes if _is_seen(shape)]
    places = [(shape.left, shape.top, shape.width, shape.height) for shape in seen]
    if any(None in place for place in places):
        return seen
    boxes = [Box(left, top, left + width, top + height) for left, top, width, height in places]
    counting = {n for n, each in enumerate(seen) if each.has_text_frame and _counts(_text(each))}
    reaching = [
        _reaching(box, [each for other, each in enumerate(boxes) if other not in counting])
        if n in counting
        else box
        for n, box in enumerate(boxes)
    ]
    return [seen[number] for number in reading_order(reaching)]


def _counts(text: str) -> bool:
    """Whether a text only numbers what stands beside it: 01, ①, 三."""
    return len(text) <= _LONGEST_COUNT and (text.isnumeric() or text.isdecimal())


def _reaching(box: Box, others: Iterable[Box]) -> Box:
    """The box of a number up to that of the text on its right, which is read with it."""
    right = [
        each.left
        for each in others
        if each.left >= box.right and each.top < box.bottom and box.top < each.bottom
    ]
    return replace(box, right=min(right)) if right else box


def _is_seen(shape: Any) -> bool:
    from pptx.enum.shapes import PP_PLACEHOLDER

    of_every_page = (
        PP_PLACEHOLDER.DATE,
        PP_PLACEHOLDER.FOOTER,
        PP_PLACEHOLDER.HEADER,
        PP_PLACEHOLDER.SLIDE_NUMBER,
    )
    named = next(iter(shape.element.xpath(".//p:cNvPr")), None)
    if named is not None and named.get("hidden") in ("1", "true"):
        return False
    if shape.is_placeholder and shape.placeholder_format.type in of_every_page:
        return False
    held = shape.has_text_frame and not _text(shape)
    return not held  # an empty box takes no room


def _single(shapes: Sequence[Any]) -> Iterator[Any]:
    """The shapes that are no groups, and those of groups."""
    for shape in shapes:
        if _is_group(shape):
            yield from _single(list(shape.shapes))
        else:
            yield shape


def _is_group(shape: Any) -> bool:
    from pptx.enum.shapes import MSO_SHAPE_TYPE

    return bool(shape.shape_type == MSO_SHAPE_TYPE.GROUP)


def _holds_diagram(shape: Any) -> bool:
    return bool(shape.element.xpath(f".//a:graphicData[@uri='{_DIAGRAM}']"))


def _text(shape: Any) -> str:
    return "\n".join(line.text for line in text_lines(shape.text_frame._txBody))


def _points(shape: Any) -> float:
    """The size of a shape's largest text."""
    sizes = [
        run.font.size.pt
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
        if run.font.size is not None
    ]
    return float(max(sizes, default=_PLAIN_POINTS))
