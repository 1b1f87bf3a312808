"""What a PDF prints, page by page, as it crosses from the process that parses the file.

All lengths are in points (1/72 inch); `top` and `bottom` are counted from the
page's upper edge.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

_FEWEST_CHARS = 12  # of a page with a text layer
_PICTURED = 0.5  # of a page


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page."""

    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def height(self) -> float:
        """From the upper edge to the lower."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """How far down the page its centre lies."""
        return (self.top + self.bottom) / 2

    def beside(self, other: "Box") -> bool:
        """Whether the two overlap in height by half of the lower one: they stand on one row."""
        shared = min(self.bottom, other.bottom) - max(self.top, other.top)
        return shared >= 0.5 * min(self.height, other.height)


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that follow one another on one line without a wide gap.

    `size` is the type's size, `font` its name without the subset's prefix, `light`
    whether it is printed in a light grey, as watermarks are.
    """

    box: Box
    text: str
    size: float
    font: str
    light: bool = False

    @property
    def bold(self) -> bool:
        """Whether the type is set off by weight: a bold or a 黑体 face."""
        name = self.font.lower()
        return any(word in name for word in ("bold", "black", "heavy", "hei", "黑", "xbs", "标宋"))


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table; a cell merged downwards is repeated in the rows it covers."""

    box: Box
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `pictures` is the share of it that pictures cover.

    `recognised`: its text was recognised in the picture of it.
    """

    number: int
    width: float
    height: float
    pieces: tuple[Piece, ...]
    tables: tuple[Table, ...] = ()
    pictures: float = 0.0
    recognised: bool = False

    @property
    def has_text(self) -> bool:
        """Whether it has more than a number stamped on a scan."""
        chars = sum(len(piece.text) for piece in self.pieces)
        chars += sum(len(cell) for table in self.tables for row in table.rows for cell in row)
        return chars >= _FEWEST_CHARS or (chars > 0 and not self.is_picture)

    @property
    def is_picture(self) -> bool:
        """Whether pictures cover most of it."""
        return self.pictures >= _PICTURED


def around(items: Sequence[Piece | Table]) -> Box:
    """The smallest box around all of them."""
    boxes = [item.box for item in items]
    return Box(
        min(box.x0 for box in boxes),
        max(box.x1 for box in boxes),
        min(box.top for box in boxes),
        max(box.bottom for box in boxes),
    )


def to_json(page: Page) -> dict[str, Any]:
    """A page as JSON values."""
    return asdict(page)


def from_json(data: dict[str, Any]) -> Page:
    """The page that `to_json` wrote."""
    page = Page(**{**data, "pieces": (), "tables": ()})
    pieces = (Piece(**{**each, "box": Box(**each["box"])}) for each in data["pieces"])
    tables = (
        Table(Box(**each["box"]), tuple(tuple(row) for row in each["rows"]))
        for each in data["tables"]
    )
    return replace(page, pieces=tuple(pieces), tables=tuple(tables))
