"""Boxes of a page in the order in which they are read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ingest.readingorder import Box, reading_order

INCH = 914400


def box(left: float, top: float, width: float, height: float) -> Box:
    edges = (left, top, left + width, top + height)
    return Box(*(int(edge * INCH) for edge in edges))


@pytest.mark.parametrize(
    ("boxes", "order"),
    [
        ([box(0, 3, 8, 1), box(0, 0, 8, 1), box(0, 1.5, 8, 1)], [1, 2, 0]),
        # Two columns under a title that is as wide as both.
        ([box(5, 2, 4, 4), box(0, 2, 4, 4), box(0, 0, 9, 1)], [2, 1, 0]),
        # Three cards: a name over a text, the cards further apart than the name and its text.
        (
            [
                *(box(3.1 * n, 2, 2.8, 0.5) for n in range(3)),
                *(box(3.1 * n, 2.55, 2.8, 2) for n in range(3)),
            ],
            [0, 3, 1, 4, 2, 5],
        ),
        # A list of numbers beside texts, the rows further apart than the number and its text.
        ([box(0, 2, 0.8, 0.5), box(0, 3, 0.8, 0.5), box(1, 2, 4, 0.5), box(1, 3, 4, 0.5)],
         [0, 2, 1, 3]),
        # Boxes that overlap a little, as they are drawn.
        ([box(0, 0.95, 8, 1), box(0, 0, 8, 1)], [1, 0]),
        # Boxes upon one another.
        ([box(1, 1, 2, 2), box(0, 0, 4, 4)], [1, 0]),
        ([], []),
    ],
    ids=["rows", "columns", "cards", "list", "overlapping", "inside", "none"],
)  # fmt: skip
def test_boxes_are_read_from_the_top_and_the_left(boxes: list[Box], order: list[int]) -> None:
    assert reading_order(boxes) == order


EDGES = st.tuples(*(st.integers(-5, 20) for _ in range(2)), *(st.integers(0, 9) for _ in range(2)))


@given(st.lists(EDGES, max_size=40))
def test_every_box_is_read_once(edges: list[tuple[int, int, int, int]]) -> None:
    boxes = [Box(left, top, left + wide, top + high) for left, top, wide, high in edges]
    assert sorted(reading_order(boxes)) == list(range(len(boxes)))


def test_very_many_boxes_are_read_from_the_top_down() -> None:
    boxes = [Box(0, -n, 1, -n + 1) for n in range(1000)]
    assert reading_order(boxes) == list(range(999, -1, -1))
