"""Which limit is chosen for showing the nearest, and that each library is judged by another."""

import numpy as np
import pytest

from assistant.answering.refusing.everyday import FEATURES
from benchmarks.fit_everyday import Declined, chosen_limit, out_of_fold


def declined(library: str, *, own: bool, right: bool = False, value: float = 0.0) -> Declined:
    row = np.full(len(FEATURES), value, dtype=np.float32)
    return Declined(library=library, own=own, answerable=own, right=right, row=row)


@pytest.mark.parametrize(
    ("asked_elsewhere", "expected"),
    [(100, 0.51), (200, 0.21), (10, 0.91)],  # one, two or none of them may be shown
)
def test_the_lowest_limit_is_chosen_at_which_few_are_shown_elsewhere(
    asked_elsewhere: int, expected: float
) -> None:
    examples = [declined("a", own=False) for _ in range(3)] + [declined("a", own=True)]
    scores = np.array([0.2, 0.5, 0.9, 0.95])
    assert chosen_limit(examples, scores, asked_elsewhere) == pytest.approx(expected)


def test_where_all_are_sure_elsewhere_nothing_is_shown() -> None:
    examples = [declined("a", own=False)]
    assert chosen_limit(examples, np.array([1.0]), 10) > 1.0


def test_a_library_is_judged_by_a_model_that_has_not_seen_it() -> None:
    """In one library alone the feature tells the right ones: that must not help itself."""
    others = [declined(name, own=True, right=n % 2 == 0) for name in "abcde" for n in range(40)]
    alone = [declined("zz", own=True, right=n % 2 == 0, value=float(n % 2)) for n in range(80)]
    scores = out_of_fold([*others, *alone])
    right = np.array([each.right for each in alone])
    apart = scores[len(others) :]
    assert abs(apart[right].mean() - apart[~right].mean()) < 0.05
