"""A column's edges: where its lines begin, indents aside, and where full lines end."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.ingest.pdf.printed import Page, Piece
from assistant.ingest.pdf.regions import Region, Row, rows

_INDENTED = 0.05  # of a document's lines
_FEWEST_INDENTED = 3
_NARROWEST_INDENT, _WIDEST_INDENT = 1.2, 2.8  # in sizes of the type
_OFTEN = 0.12  # of a column's lines: its left edge, or its indent
_FLUSH, _FEWEST_FLUSH = 0.3, 3  # of the lines, that end at the right edge …
_NEAR = 2.3  # … or so many sizes of the type before it
_ODD = 0.03  # of its lines may stand out at the right
_SAME_EDGE = 8.0  # points
_SLIDE_TYPE = 15.0  # points: the smallest text of a slide


@dataclass(frozen=True, slots=True)
class Column:
    """The column of a region: its page's number and its edges.

    `slide`: the page is one, so that its lines may be points without stops.
    """

    page: int
    left: float
    right: float
    slide: bool = False


class Columns:
    """The columns of all regions of a document.

    Lines that run over the whole page count together over all pages of its width; a
    document whose lines are all short is taken to have equal margins.
    """

    def __init__(self, found: Sequence[tuple[Page, Region]], body: float) -> None:
        self._body = body
        self._frames = {
            (region.frame.x0, region.frame.x1) for _, region in found if not region.whole
        }
        grouped: dict[tuple[float, ...], list[Row]] = {}
        for page, region in found:
            grouped.setdefault(self._key(page, region), []).extend(_rows(region))
        self._known = {key: _edges(lines) for key, lines in grouped.items()}
        offs = [
            row.box.x0 - self.of(page, region).left
            for page, region in found
            for row in _rows(region)
        ]
        indented = sum(_NARROWEST_INDENT * body <= off <= _WIDEST_INDENT * body for off in offs)
        #: Whether the document sets off its paragraphs by an indent.
        self.indents = indented >= max(_FEWEST_INDENTED, _INDENTED * len(offs))

    def of(self, page: Page, region: Region) -> Column:
        """The column of a region of a page."""
        left, right, flush = self._known[self._key(page, region)]
        if self._is_whole(region) and not flush and right < page.width - left - 0.2 * page.width:
            right = page.width - left
        slide = page.width > page.height and self._body >= _SLIDE_TYPE
        return Column(page.number, left, right, slide)

    def _key(self, page: Page, region: Region) -> tuple[float, ...]:
        if self._is_whole(region):
            return (round(page.width),)
        return (page.number, region.frame.x0, region.frame.x1, region.frame.top)

    def _is_whole(self, region: Region) -> bool:
        """Whether lines run over the whole page: not where the last page has one column only."""
        frame = region.frame
        return region.whole and not any(
            abs(frame.x0 - x0) <= _SAME_EDGE and abs(frame.x1 - x1) <= _NEAR * self._body
            for x0, x1 in self._frames
        )


def _rows(region: Region) -> list[Row]:
    return rows([item for item in region.items if isinstance(item, Piece)])


def _edges(lines: Sequence[Row]) -> tuple[float, float, bool]:
    """Left edge, right edge, and whether so many lines reach it that it must be one."""
    if not lines:
        return 0.0, 0.0, False
    lefts = sorted(row.box.x0 for row in lines)
    rights = sorted(row.box.x1 for row in lines)
    counted = Counter(round(x) for x in lefts)
    often = [x for x, count in counted.items() if count >= max(2, _OFTEN * len(lines))]
    left = min(often) if often else lefts[0]
    right = rights[-1 - int(_ODD * len(rights))]
    flush = sum(right - row.box.x1 <= _NEAR * row.pieces[0].size for row in lines)
    return float(left), right, flush >= max(_FEWEST_FLUSH, _FLUSH * len(lines))
