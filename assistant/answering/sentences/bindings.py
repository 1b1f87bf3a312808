"""Which of several parallel values belongs to what is asked.

重庆、四川分列全国第6、第10; 小学不超过45人、初中不超过50人: the values have the same
form, and what tells them apart stands in a list before them or just before each.
"""

import re
from collections.abc import Iterable, Sequence

from assistant.answering.words.terms import Terms
from assistant.text import is_chinese, quantities
from assistant.types import Span

_IN_ORDER = re.compile(r"分别|分列|依次|各为|各占|各达")
_JOINTS = re.compile(r"[、和与及]")
_LISTED_BEFORE = re.compile(rf"[^,。;:!?、和与及]+(?:{_JOINTS.pattern}[^,。;:!?、和与及]+)+$")
_LISTED_AFTER = re.compile(r"[^、,。;!?和与]+(?:[、和与][^、,。;!?和与]+)+")
_CHANGED_FROM = re.compile(r"[由从](?:原来|原先|过去)?的?$")
_CHANGED_TO = re.compile(r",?[一-龥]{0,4}[到至为]")
_PIECE = re.compile(r"[^、和与]+")


def value_in_order(asked: str, folded: str) -> tuple[Span, tuple[Span, ...]] | None:
    """The member of a list told apart by 分别 that belongs to what is asked, and all members.

    `asked` is the folded question. None where nothing stands in such order, or
    the question names no one member more than the others.
    """
    word = _IN_ORDER.search(folded)
    if word is None:
        return None
    named = _LISTED_BEFORE.search(folded[: word.start()])
    valued = _LISTED_AFTER.search(folded, word.end())
    if named is None or valued is None:
        return None
    names = _JOINTS.split(named.group())
    values = [
        Span(valued.start() + piece.start(), valued.start() + piece.end())
        for piece in _PIECE.finditer(valued.group())
    ]
    if len(names) != len(values):
        return None
    # What tells a member apart stands at the end of the first and the beginning of the others.
    first, *others = names
    shared = [_longest((first[cut:] for cut in range(len(first))), asked)]
    shared += [_longest((name[:end] for end in range(len(name), 0, -1)), asked) for name in others]
    best = max(shared)
    if best < 2 or shared.count(best) > 1:
        return None
    return values[shared.index(best)], tuple(values)


def _longest(pieces: Iterable[str], text: str) -> int:
    """The length of the first of the pieces, longest first, that the text holds; 0 for none."""
    return next((len(piece) for piece in pieces if piece in text), 0)


def value_by_words(terms: Terms, folded: str, chosen: Span) -> Span:
    """The value of the same unit as `chosen` before which the question's own words stand.

    Chinese says what parallel values share once, before the first: of those with a
    word of the question that no earlier one has, the last is meant.
    """
    values = same_unit(folded, chosen)
    if len(values) < 2:
        return chosen
    words = [term.token for term in terms if is_chinese(term.token) or term.token.isdigit()]
    said: set[str] = set()
    best = None
    begin = 0
    for value in values:
        before = folded[begin : value.start]
        own = {word for word in words if word in before} - said
        if own:
            best, said = value, said | own
        begin = value.end
    return _changed_to(folded, best or chosen, values)


def _changed_to(folded: str, value: Span, values: Sequence[Span]) -> Span:
    """What a value was changed to, where it is what it was changed from (由60万元提高到80万元)."""
    later = next((each for each in values if each.start >= value.end), None)
    if later is None or not _CHANGED_FROM.search(folded[: value.start]):
        return value
    return later if _CHANGED_TO.fullmatch(folded[value.end : later.start]) else value


def same_unit(folded: str, chosen: Span) -> Sequence[Span]:
    """The quantities of the text with the unit of the one at `chosen`; () where none is there."""
    found = [quantity for quantity in quantities(folded) if not quantity.ordinal]
    units = {q.unit for q in found if q.start >= chosen.start and q.end == chosen.end}
    return [Span(q.start, q.end) for q in found if q.unit and q.unit in units]
