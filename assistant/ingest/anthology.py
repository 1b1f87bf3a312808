"""Several signed articles in one marked-up text: each heading with its author's line is one."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.ingest.assembly import Line
from assistant.ingest.author_lines import (
    author_line,
    line_under_title,
    signature_after,
    unit_line,
)
from assistant.ingest.credits import credit_line, is_stamp
from assistant.ingest.furniture import is_furniture
from assistant.ingest.labels import is_column, label_text
from assistant.ingest.lines import is_short
from assistant.ingest.official import is_number_or_day
from assistant.ingest.signing import SHORTEST_PARAGRAPH_CHARS, is_numbered
from assistant.ingest.titles import begins_with_dash

_FEWEST = 2  # signed headings of one level; one alone is a document with its author
_MOST_LINES_UNDER = 3


@dataclass(frozen=True, slots=True)
class Part:
    """An article's lines, its heading of level 1; what is set `above` it, and its `column`."""

    lines: tuple[Line, ...]
    above: tuple[str, ...] = ()
    column: str = ""


def signature_place(lines: Sequence[Line], start: int, among_signed: bool = False) -> int:
    """Which of the lines from `start`, under a heading, names the author; -1 for none.

    Above it only a second title with a dash and a source may stand; a line that
    carries no mark of a byline must stand over a paragraph. `among_signed`: other
    headings are signed, so that a name which may also be a word (高明) is one.
    """
    for place in range(start, min(start + _MOST_LINES_UNDER, len(lines))):
        text = lines[place].text
        if not lines[place].level:
            if author_line(text) is not None:
                return place
            over_unit = among_signed or _is_unit_at(lines, place + 1)
            if line_under_title(text, over_unit) is not None and _is_over_paragraph(lines, place):
                return place
        if not (begins_with_dash(text) or credit_line(text) or is_stamp(text)):
            return -1
    return -1


def _is_unit_at(lines: Sequence[Line], place: int) -> bool:
    return place < len(lines) and unit_line(lines[place].text) is not None


def articles_of(lines: Sequence[Line]) -> tuple[Part, ...]:
    """The articles of a text whose headings of one level are signed; none where fewer than two are.

    Sections with numbers (一、总体要求) belong to the article before. A heading
    above without a text of its own is the column's name or the page's: it stands
    in the article that follows.
    """
    level = _signed_level(lines)
    if not level:
        return ()
    starts = [n for n, line in enumerate(lines) if 0 < line.level <= level and not _goes_on(line)]
    bounds = [*dict.fromkeys([0, *starts]), len(lines)]
    parts: list[Part] = []
    waiting: list[str] = []
    column = ""
    for start, end in pairwise(bounds):
        own = list(lines[start:end])
        if end < len(lines) and _is_above(own):
            labels = [label_text(line.text) for line in own if is_column(line.text)]
            column = labels[-1] if labels else column
            waiting += [line.text for line in own]
            continue
        above = own[0].level - 1 if own[0].level else 0
        shown = [Line(each.text, max(each.level - above, 0), each.bullet) for each in own]
        parts.append(Part(tuple(shown), tuple(waiting), column))
        waiting = []
    return tuple(parts)


def with_signed_title(lines: list[Line]) -> list[Line]:
    """A first heading that is signed is the title, whatever its level and the page's name above."""
    place = next((n for n, line in enumerate(lines[:3]) if line.level > 1), None)
    if place is None or _goes_on(lines[place]):
        return lines
    above = lines[:place]
    if any(line.level and not (is_furniture(line.text) or is_column(line.text)) for line in above):
        return lines
    noted = signature_after(lines[-1].text) is not None and _is_alone(lines, place)
    if not noted and signature_place(lines, place + 1) < 0:
        return lines
    title = Line(lines[place].text, 1)
    return [*(Line(line.text) for line in above), title, *lines[place + 1 :]]


def _is_alone(lines: Sequence[Line], place: int) -> bool:
    """Whether a heading is the only one of its level or above after what precedes it."""
    return not any(0 < line.level <= lines[place].level for line in lines[place + 1 :])


def _signed_level(lines: Sequence[Line]) -> int:
    signed = [
        line.level
        for place, line in enumerate(lines)
        if line.level and not _goes_on(line) and signature_place(lines, place + 1) >= 0
    ]
    return min((level for level in set(signed) if signed.count(level) >= _FEWEST), default=0)


def _goes_on(line: Line) -> bool:
    """Whether a heading is a section's: 一、总体要求; or the second half of a title."""
    return is_numbered(line.text) or begins_with_dash(line.text)


def _is_above(lines: Sequence[Line]) -> bool:
    """Whether a heading, with a few short lines at most, stands above another."""
    plain = [line for line in lines if not line.level]
    if len(plain) > _MOST_LINES_UNDER or signature_place(lines, 1) >= 0:
        return False
    return all(
        not line.bullet and (is_short(line.text) or is_furniture(line.text)) for line in plain
    )


def _is_over_paragraph(lines: Sequence[Line], place: int) -> bool:
    for line in lines[place + 1 : place + 1 + _MOST_LINES_UNDER]:
        if line.level:
            return False
        beside = credit_line(line.text) or is_stamp(line.text) or unit_line(line.text)
        if not (beside or is_number_or_day(line.text)):
            return len(line.text) >= SHORTEST_PARAGRAPH_CHARS
    return False
