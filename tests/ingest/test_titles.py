"""Which title belongs to which text: small pages, judged by hand."""

import pytest

from assistant.ingest.titles import Gap, cut_gaps


@pytest.mark.parametrize(
    ("gaps", "notes", "cuts"),
    [
        # Title before each of two texts.
        ([Gap(after=1), Gap(free=1), Gap()], [False, False], (0, 0, 0)),
        # Title after each of three texts.
        ([Gap(), Gap(free=1), Gap(free=1), Gap(before=1)], [False] * 3, (0, 1, 1, 0)),
        # The first text has its title after it, the second before it.
        ([Gap(), Gap(free=2), Gap()], [False, False], (0, 1, 0)),
        # Two decks belong to the text after, where the text before has its title.
        ([Gap(after=1), Gap(free=2), Gap()], [False, False], (0, 0, 0)),
        # An editor's note goes without a title before a signed text does.
        ([Gap(), Gap(free=1), Gap()], [True, False], (0, 0, 0)),
        # One text alone.
        ([Gap(after=1), Gap()], [False], (0, 0)),
    ],
)
def test_cuts(gaps: list[Gap], notes: list[bool], cuts: tuple[int, ...]) -> None:
    assert cut_gaps(gaps, notes) == cuts
