"""The order in which the boxes of a page are read: parted at its widest gaps, again and again."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

_MOST_BOXES = 300  # of more, as no slide has them, the order is from the top down
_OVERLAP = 91440  # English Metric Units, a tenth of an inch: boxes are drawn with room around
_LARGEST_SHARE = 0.25  # … of a box's own size at most


@dataclass(frozen=True, slots=True)
class Box:
    """The edges of a box in any one unit."""

    left: int
    top: int
    right: int
    bottom: int


class _Gap(NamedTuple):
    """How wide a gap is, and how many of the boxes, in `order`, stand before it."""

    width: float
    before: int
    order: tuple[int, ...]


def reading_order(boxes: Sequence[Box]) -> list[int]:
    """The numbers of the boxes as one reads them: from the top down, and from the left.

    The widest gap parts them first: columns far apart are read one after another, and so are
    rows far apart; boxes that overlap are read by their upper edges.
    """
    numbers = sorted(range(len(boxes)), key=lambda n: (boxes[n].top, boxes[n].left, n))
    return numbers if len(numbers) > _MOST_BOXES else _ordered(boxes, numbers)


def _ordered(boxes: Sequence[Box], numbers: Sequence[int]) -> list[int]:
    ordered: list[int] = []
    waiting = [list(numbers)] if numbers else []
    while waiting:
        part = waiting.pop()
        if len(part) == 1:
            ordered.extend(part)
            continue
        rows = _widest(part, [(boxes[n].top, boxes[n].bottom) for n in part])
        columns = _widest(part, [(boxes[n].left, boxes[n].right) for n in part])
        gap = rows if rows.width >= columns.width else columns
        if gap.width <= 0:
            ordered.extend(part)
            continue
        first = set(gap.order[: gap.before])
        waiting.append([n for n in part if n not in first])
        waiting.append([n for n in part if n in first])
    return ordered


def _widest(numbers: Sequence[int], edges: Sequence[tuple[int, int]]) -> _Gap:
    """The widest gap across one direction, of width 0 where all overlap."""
    inner = sorted((*_inset(near, far), n) for n, (near, far) in zip(numbers, edges, strict=True))
    order = tuple(n for _, _, n in inner)
    best = _Gap(0, 0, order)
    reach = inner[0][1]
    for before, (near, far, _) in enumerate(inner):
        if near - reach > best.width:
            best = _Gap(near - reach, before, order)
        reach = max(reach, far)
    return best


def _inset(near: int, far: int) -> tuple[float, float]:
    room = min(_OVERLAP, (far - near) * _LARGEST_SHARE)
    return near + room, far - room
