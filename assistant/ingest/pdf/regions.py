"""Where a page's text stands: regions of one column each, in the order in which they are read.

A recursive X-Y cut (Nagy and Seth 1984): a gutter that runs through a region
parts it into columns; lines that cross the gutter part it into bands.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from assistant.ingest.pdf.glyphs import LIST_MARKS
from assistant.ingest.pdf.pieces import piece_rows
from assistant.ingest.pdf.printed import Box, Piece, Table, around

Item = Piece | Table

_ITEM = re.compile(
    rf"^[{LIST_MARKS}·\-–—]\s*[^\d\s]|^[（(]?[一二三四五六七八九十\d]{{1,2}}[）)、.．]"
)

_NARROWEST_GUTTER = 0.9  # in sizes of the type
_NARROWEST_BETWEEN_HEADS = 0.4
_FEWEST_ROWS = 3  # of a column
_FLUSH = 0.6  # of the lines
_WORD = 2.3  # in sizes of the type
_FULL_COLUMN = 6  # rows of a column beside which another has fewer than that
_FEWEST_CHARS = 8  # of a column's usual line
_FILLED = 0.62  # of a column's width, its usual line
_MOST_ALIGNED = 0.6  # of its lines; the cells of a table stand beside those of another column
_SAME_ROW = 2.0  # points
_SPREAD = 2  # characters of a headline's pieces when it is spread out
_HEADLINE = 1.45  # times the text's size
_DEEPEST = 24


@dataclass(frozen=True, slots=True)
class Row:
    """The pieces of one line of a column, from left to right."""

    pieces: tuple[Piece, ...]

    @property
    def box(self) -> Box:
        """What the row covers."""
        return around(self.pieces)

    @property
    def text(self) -> str:
        """The line's text; pieces far apart are parted by a space, as spread characters are."""
        return " ".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Region:
    """What stands in one column, or across several; `frame` is the whole column, other bands too.

    `whole` tells whether the frame is the page's and no column's.
    """

    items: tuple[Item, ...]
    frame: Box
    whole: bool = True


def regions(items: Sequence[Item]) -> list[Region]:
    """The items of a page as regions of one column, in reading order."""
    if not items:
        return []
    return _cut(items, around(items), whole=True, depth=0)


def _cut(items: Sequence[Item], frame: Box, *, whole: bool, depth: int) -> list[Region]:
    if depth >= _DEEPEST:
        return [Region(tuple(items), frame, whole)]
    headed = _headed(items)
    if headed:
        return _joined(
            [
                region
                for part in headed
                for region in _cut(part, frame, whole=whole, depth=depth + 1)
            ],
            frame,
        )
    columns = _under_headlines(items) or _columns(items)
    if len(columns) > 1:
        return [
            region
            for column in columns
            for region in _cut(column, around(column), whole=False, depth=depth + 1)
        ]
    groups = _groups(bands(items))
    if len(groups) == 1:
        return [Region(tuple(items), frame, whole)]
    parts = (_cut(group, frame, whole=whole, depth=depth + 1) for group in groups)
    return _joined([region for part in parts for region in part], frame)


def _joined(found: Sequence[Region], frame: Box) -> list[Region]:
    """Regions of the frame's own that follow one another, as one."""
    joined: list[Region] = []
    for region in found:
        last = joined[-1] if joined else None
        if last is not None and last.frame == region.frame == frame:
            joined[-1] = Region((*last.items, *region.items), frame, region.whole)
        else:
            joined.append(region)
    return joined


def _headed(items: Sequence[Item]) -> list[list[Item]]:
    """The items parted at their headlines: what is above, the headline's lines, what is below.

    A headline stands alone on its lines, in type much larger than the text's, with whoever signs
    under it; its text may be set in more columns than it spans. Headlines beside one another
    are left to the gutter between them. Empty where there is none.
    """
    size = _usual_size(items)
    found = bands(items)
    large = [
        all(isinstance(item, Piece) and item.size >= _HEADLINE * size for item in band)
        for band in found
    ]
    if not any(large) or len(found) < 2:
        return []
    start = large.index(True)
    if start:
        above = [item for band in found[:start] for item in band]
        return [above, [item for band in found[start:] for item in band]]
    if _gutters(found[0]):
        return []
    end = 1
    middle = _centre(found[0])
    width = around(items).x1 - around(items).x0
    while end < len(found) and (
        large[end] or (len(found[end]) == 1 and abs(_centre(found[end]) - middle) < 0.1 * width)
    ):
        end += 1
    following = next(
        (n for n in range(end, len(found)) if _begins_large(found[n], size)), len(found)
    )
    cuts = [(0, end), (end, following), (following, len(found))]
    parts = [[item for band in found[a:b] for item in band] for a, b in cuts if a < b]
    return parts if len(parts) > 1 else []


def _begins_large(band: Sequence[Item], size: float) -> bool:
    """Whether a band begins with a headline, others or its author's name beside its lines."""
    first = min(band, key=lambda item: item.box.top)
    return isinstance(first, Piece) and first.size >= _HEADLINE * size


def _under_headlines(items: Sequence[Item]) -> list[list[Item]]:
    """The parts that stand under headlines beside one another; none where there are no such."""
    size = _usual_size(items)
    top = around(items).top
    large = [item for item in items if isinstance(item, Piece) and item.size >= _HEADLINE * size]
    first = min((item.box.bottom for item in large), default=0.0)
    heads: list[Item] = [
        item for item in large if item.box.top <= first and item.box.top - top <= 3 * item.size
    ]
    heads = [head for head in heads if isinstance(head, Piece) and len(head.text) > _SPREAD]
    if len(heads) < 2:
        return []
    between = _gutters(heads)
    cuts = [
        (max(left, x0) + min(right, x1)) / 2
        for left, right in _gutters(items, _NARROWEST_BETWEEN_HEADS)
        for x0, x1 in between
        if min(right, x1) > max(left, x0)
    ]
    parts: list[list[Item]] = [[] for _ in range(len(cuts) + 1)]
    for item in items:
        parts[sum(item.box.x0 > cut for cut in cuts)].append(item)
    return parts if cuts else []


def _centre(band: Sequence[Item]) -> float:
    box = around(band)
    return (box.x0 + box.x1) / 2


def _usual_size(items: Sequence[Item]) -> float:
    """The size of most characters."""
    sizes = Counter[float]()
    for item in items:
        if isinstance(item, Piece):
            sizes[item.size] += len(item.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def bands(items: Sequence[Item]) -> list[list[Item]]:
    """The items parted at every height at which none of them stands, from top to bottom."""
    found: list[list[Item]] = []
    bottom = float("-inf")
    for item in sorted(items, key=lambda each: each.box.top):
        slack = 0.25 * min(item.box.height, 12.0)
        if found and item.box.top < bottom - slack:
            found[-1].append(item)
            bottom = max(bottom, item.box.bottom)
        else:
            found.append([item])
            bottom = item.box.bottom
    return found


def rows(pieces: Sequence[Piece]) -> list[Row]:
    """The pieces of a column as its lines, from top to bottom."""
    return [Row(tuple(row)) for row in piece_rows(pieces)]


def _groups(found: Sequence[Sequence[Item]]) -> list[list[Item]]:
    """Bands that follow one another and have a gutter in common, or none, as one."""
    groups: list[list[Item]] = []
    bands_in: list[int] = []
    for band in found:
        if groups:
            grown = [*groups[-1], *band]
            before, alone, after = _gutters(groups[-1]), _gutters(band), _gutters(grown)
            parted = bool(before) and bool(after) and not _crosses(band, before)
            whole = not before and not alone
            if parted or whole or (bands_in[-1] == 1 and len(band) == 1 and bool(after)):
                groups[-1] = grown
                bands_in[-1] += 1
                continue
        groups.append(list(band))
        bands_in.append(1)
    return groups


def _crosses(band: Sequence[Item], gutters: Sequence[tuple[float, float]]) -> bool:
    """Whether something in a band lies over one of the gutters."""
    return any(
        item.box.x0 < left and item.box.x1 > right for item in band for left, right in gutters
    )


def _gutters(
    items: Sequence[Item], narrowest: float = _NARROWEST_GUTTER
) -> list[tuple[float, float]]:
    """The spans of the width between the items' outer edges in which none of them stands."""
    size = _usual_size(items)
    spans = sorted((item.box.x0, item.box.x1) for item in items)
    found: list[tuple[float, float]] = []
    right = spans[0][1]
    for x0, x1 in spans[1:]:
        if x0 - right >= narrowest * size:
            found.append((right, x0))
        right = max(right, x1)
    return found


def _columns(items: Sequence[Item]) -> list[list[Item]]:
    """The columns that gutters through the whole region make; one for a table or a single text."""
    parts: list[list[Item]] = [[]]
    gutters = _gutters(items)
    for item in sorted(items, key=lambda each: each.box.x0):
        while gutters and item.box.x0 >= gutters[0][1] - 0.01:
            gutters.pop(0)
            parts.append([])
        parts[-1].append(item)
    columns = [parts[0]]
    for part in parts[1:]:
        if _apart(columns[-1], part):
            columns.append(part)
        else:
            columns[-1] = [*columns[-1], *part]
    if len(columns) == len(parts) or len(columns) > 1:
        return columns
    return [list(items)]


def _apart(left: Sequence[Item], right: Sequence[Item]) -> bool:
    """Whether two parts beside one another are columns of text and not cells of rows."""
    texts = [[item for item in part if isinstance(item, Piece)] for part in (left, right)]
    if not all(texts):
        return True  # a table beside a text
    lines = [rows(part) for part in texts]
    if all(_ITEM.match(part[0].pieces[0].text) for part in lines):
        return True  # two lists beside one another
    if min(map(len, lines)) < _FEWEST_ROWS:
        # The last column of a text may have a line or two.
        fuller = max(lines, key=len)
        return len(fuller) >= _FULL_COLUMN and _is_prose(fuller) and _is_flush(fuller)
    prose = [_is_prose(part) for part in lines]
    if all(prose) or not any(prose):
        return all(prose)
    fewer, more = sorted(lines, key=len)
    tops = [row.box.middle for row in more]
    aligned = sum(any(abs(row.box.middle - top) <= _SAME_ROW for top in tops) for row in fewer)
    return aligned < _MOST_ALIGNED * len(fewer)


def _is_flush(part: Sequence[Row]) -> bool:
    """Whether most lines end where the column does, or a word before it."""
    right = max(row.box.x1 for row in part)
    ends = sum(right - row.box.x1 <= _WORD * row.pieces[0].size for row in part)
    return ends >= _FLUSH * len(part)


def _is_prose(part: Sequence[Row]) -> bool:
    """Whether lines are those of a text, be it in several columns: their pieces are long."""
    box = around([piece for row in part for piece in row.pieces])
    widths = [sum(piece.box.x1 - piece.box.x0 for piece in row.pieces) for row in part]
    chars = [len(piece.text) for row in part for piece in row.pieces]
    return median(chars) >= _FEWEST_CHARS and median(widths) >= _FILLED * (box.x1 - box.x0)
