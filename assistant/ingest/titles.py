"""Which title belongs to which text of a newspaper page.

Between two texts stand short lines; each belongs to the text before or the
text after. The order is kept, so a gap is cut once, and the cuts of all gaps
are chosen together: every text should have a title, on one side only. A line above
the first text or under the last may also be nobody's: the paper's name, its number.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

DASHES = "—－―─"
_DASH = re.compile(f"[{DASHES}]{{1,2}}|--")

# Costs in the order of what is worse; only their order matters.
_UNTITLED = 100  # a text without a title
_BOTH_SIDES = 60  # title lines before and after one text
_UNTITLED_NOTE = 0  # an editor's note is called by its label
_MANY = 10  # each line beyond three decks
_UNLIKE = 10  # a line at the page's edge that looks like no title, as one
_NOBODYS = 3  # a line at the page's edge that is left out, though it looks like a title
_AFTER = 1  # a title after its text is the rarer arrangement
# A headline's line that ends so has its object on the next one: 撑起 / 山乡共富路.
_BREAKS_OFF = re.compile(
    r"(?:[撑扛托挑筑架搭绘点]起|[迈奔驶飞转]向|[走闯蹚探跑打拓]出|[变建长炼做]成|成为|[的和与及或为在把被从让使给迈])$"
)


@dataclass(frozen=True, slots=True)
class Gap:
    """The title lines between two texts: those that can only belong to one side, and the rest."""

    before: int = 0  # lines that must go to the text before
    free: int = 0
    after: int = 0  # lines that must go to the text after
    unlike: int = 0  # of the free lines, those that look like no title


def cut_gaps(gaps: Sequence[Gap], notes: Sequence[bool]) -> tuple[int, ...]:
    """For each gap, how many of its free lines go to the text before.

    `gaps` has one more member than there are texts; `notes` says which texts
    are editor's notes. What the first gap gives to the text before it, and the
    last one to the text after it, is in no text. Of cuts that cost the same, the
    one that gives more to the texts after is taken.
    """
    # best[lines given forward by this gap] = (cost, cuts so far)
    best: dict[int, tuple[int, tuple[int, ...]]] = {}
    top = gaps[0]
    for cut in range(top.free + 1):
        kept = top.free - cut
        best[kept + top.after] = (_nobodys_cost(top, cut) + _unlike_cost(top, kept), (cut,))
    for number, gap in enumerate(gaps[1:]):
        following: dict[int, tuple[int, tuple[int, ...]]] = {}
        for before, (cost, cuts) in best.items():
            for cut in range(gap.free + 1):
                total = cost + _text_cost(before, gap.before + cut, notes[number])
                if number == len(gaps) - 2:
                    total += _nobodys_cost(gap, gap.free - cut) + _unlike_cost(gap, cut)
                forward = gap.free - cut + gap.after
                if forward not in following or total < following[forward][0]:
                    following[forward] = (total, (*cuts, cut))
        best = following
    return min(best.values(), key=lambda found: found[0])[1]


def _nobodys_cost(gap: Gap, lines: int) -> int:
    """What it costs to leave lines at the page's edge out."""
    return _NOBODYS * max(0, lines - gap.unlike)


def _unlike_cost(gap: Gap, lines: int) -> int:
    """What it costs to have as a title what looks like none."""
    return _UNLIKE if 0 < lines <= gap.unlike else 0


def _text_cost(before: int, after: int, note: bool) -> int:
    cost = _MANY * max(0, before - 3)
    if not before and not after:
        return cost + (_UNTITLED_NOTE if note else _UNTITLED)
    if before and after:
        return cost + _BOTH_SIDES
    return cost + (_AFTER + _MANY * max(0, after - 3) if after else 0)


def begins_with_dash(text: str, doubled: bool = False) -> bool:
    """Whether a line begins with a dash, as a title's second half does; `doubled`: no list's mark.

    >>> begins_with_dash("——访市民政局局长"), begins_with_dash("—做法", doubled=True)
    (True, False)
    """
    dash = _DASH.match(text)
    return dash is not None and (len(dash.group()) > 1 or not doubled)


def join_decks(lines: Sequence[str]) -> str:
    """The lines of a headline as one: decks parted by a space, but none where a line breaks off.

    >>> join_decks(["守好一江清水", "也要让上游富起来"]), join_decks(["让叶子撑起", "共富路"])
    ('守好一江清水 也要让上游富起来', '让叶子撑起共富路')
    """
    whole = ""
    for line in lines:
        whole += (" " if whole and not _BREAKS_OFF.search(whole) else "") + line
    return whole
