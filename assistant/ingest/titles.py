"""Which title belongs to which text of a newspaper page.

Between two texts stand short lines; each belongs to the text before or the
text after. The order is kept, so a gap is cut once, and the cuts of all gaps
are chosen together: every text should have a title, on one side only.
"""

from collections.abc import Sequence
from dataclasses import dataclass

# Costs in the order of what is worse; only their order matters.
_UNTITLED = 100  # a text without a title
_BOTH_SIDES = 60  # title lines before and after one text
_UNTITLED_NOTE = 30  # an editor's note often has none
_MANY = 10  # each line beyond three decks
_AFTER = 1  # a title after its text is the rarer arrangement


@dataclass(frozen=True, slots=True)
class Gap:
    """The title lines between two texts: those that can only belong to one side, and the rest."""

    before: int = 0  # lines that must go to the text before
    free: int = 0
    after: int = 0  # lines that must go to the text after


def cut_gaps(gaps: Sequence[Gap], notes: Sequence[bool]) -> tuple[int, ...]:
    """For each gap, how many of its free lines go to the text before.

    `gaps` has one more member than there are texts; `notes` says which texts
    are editor's notes. Of cuts that cost the same, the one that gives more to
    the texts after is taken.
    """
    # best[lines given forward by this gap] = (cost, cuts so far)
    best: dict[int, tuple[int, tuple[int, ...]]] = {
        gaps[0].free + gaps[0].before + gaps[0].after: (0, (0,))
    }
    for number, gap in enumerate(gaps[1:]):
        last = number == len(gaps) - 2
        following: dict[int, tuple[int, tuple[int, ...]]] = {}
        for before, (cost, cuts) in best.items():
            for cut in range(gap.free + 1):
                if last and cut != gap.free:
                    continue
                after = gap.before + cut
                total = cost + _text_cost(before, after, notes[number])
                forward = gap.free - cut + gap.after
                if forward not in following or total < following[forward][0]:
                    following[forward] = (total, (*cuts, cut))
        best = following
    return min(best.values())[1]


def _text_cost(before: int, after: int, note: bool) -> int:
    cost = _MANY * max(0, before - 3)
    if not before and not after:
        return cost + (_UNTITLED_NOTE if note else _UNTITLED)
    if before and after:
        return cost + _BOTH_SIDES
    return cost + (_AFTER + _MANY * max(0, after - 3) if after else 0)
