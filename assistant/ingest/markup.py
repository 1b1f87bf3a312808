"""A draft of marked-up lines (Markdown, a web page, Word) and what stands under their title."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from assistant.ingest.anthology import signature_place, with_signed_title
from assistant.ingest.assembly import Draft, Line, stands_signed
from assistant.ingest.author_lines import (
    author_line,
    line_under_title,
    signature_after,
    unit_line,
)
from assistant.ingest.bylines import Signature, affiliation, split_tail
from assistant.ingest.credits import credit_line
from assistant.ingest.dates import date_of_lines, date_of_name, stated_date
from assistant.ingest.heads import Head, head_under, is_subtitle, names_author, speaker_under
from assistant.ingest.joining import is_item
from assistant.ingest.lines import is_short
from assistant.ingest.official import official_head, stands_above_title
from assistant.ingest.surroundings import lines_above

_MOST_OFFICIAL_LINES = 24
_MOST_OVER_TITLE = 2  # an office's name over the only heading of its level


def document(
    lines: list[Line], fields: dict[str, str], stem: str, among_signed: bool = False
) -> Draft:
    """A draft of marked-up lines and the fields that the file states about itself.

    Fields that stand nowhere in the text are put in front of it, so that they
    can be cited. `among_signed`: it is one of several signed articles of a file.
    """
    head: list[str] = []
    above = lines_above([line.text for line in takewhile(lambda line: not line.level, lines)])
    if above < len(lines):
        head, lines = [line.text for line in lines[:above]], lines[above:]
    if "title" not in fields:
        lines = with_official_title(lines)
    lines = _with_title(lines)
    if "title" not in fields:
        lines = with_subtitle(with_signed_title(lines))
    first = next((n for n, line in enumerate(lines) if line.level == 1), None)
    title = fields.get("title", "")
    near = first is not None and (
        first <= 2 or all(stands_above_title(line.text) for line in lines[:first])
    )
    if first is not None and near and title in ("", lines[first].text):
        title = lines[first].text
        # What precedes the heading (a banner, a badge) stays in front of it.
        head.extend(line.text for line in lines[: first + 1])
        lines = lines[first + 1 :]
    elif title and not any(line.text == title for line in lines[:3]):
        head.append(title)
    author, note = fields.get("author", ""), fields.get("affiliation", "")
    under = Head()
    if not author:
        under, count = _under_title(lines, bool(head), among_signed)
        lines = lines[count:]
        head.extend(under.lines)
        author, note = under.author, note or under.affiliation
    if not author:
        speaker = speaker_under([line.text for line in _plain(lines)])
        if speaker is not None:
            place, said = speaker
            author, note = said.author, note or said.affiliation
            lines = [*lines]
            lines[place] = replace(lines[place], text=said.line)
    lines, tail, printed = _affiliation_tail(lines)
    if printed is not None:
        author, note = author or printed.author, note or printed.affiliation
    texts = [*head[1:], *(line.text for line in lines), *tail]
    values = (value for value in (author, note) if value)
    head.extend([value for value in values if not stands_signed(value, texts)])
    return Draft(
        title=title or stem,
        body=tuple(lines),
        head=tuple(head),
        tail=tail,
        author=author,
        affiliation=note,
        column=fields.get("column", ""),
        published=(
            stated_date(fields.get("published", ""))
            or under.published
            or date_of_lines([line.text for line in lines])
            or date_of_name(stem)
        ),
    )


def _under_title(lines: Sequence[Line], titled: bool, among_signed: bool) -> tuple[Head, int]:
    """Who signs on the lines under a title and where the text is from; how many lines say so."""

    def recognise(place: int, found: Sequence[Signature]) -> Signature | None:
        text = lines[place].text
        signature = author_line(text) or credit_line(text)
        if signature is None and names_author(found):
            # （作者系……）, 单位：…… may stand under the name as well as at the end.
            return affiliation(text) or unit_line(text)
        if signature is None and titled and signature_place(lines, place, among_signed) == place:
            return line_under_title(text, over_unit=True)
        return signature

    return head_under([line.text for line in _plain(lines)], recognise)


def _plain(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines before the first heading."""
    return takewhile(lambda line: not line.level, lines)


def with_official_title(lines: list[Line]) -> list[Line]:
    """The title of an official document in one line as the first heading; header and issuers above.

    Its number, day and what registers print stand under it.
    """
    found = official_head([line.text for line in lines[:_MOST_OFFICIAL_LINES]])
    titled = found is not None and lines[found.end - 1].level == 1
    if found is None or (titled and not any(line.level == 1 for line in lines[: found.end - 1])):
        return lines
    if lines[0].level and not titled and not found.above and not found.beside:
        return lines
    above = [Line(text) for text in found.above]
    beside = [Line(text) for text in found.beside]
    rest = lines[found.end :]
    if beside and len(rest) > 1 and not rest[0].level and line_under_title(rest[0].text):
        # Who wrote it stands under the title as printed: number and day go below the name.
        return [*above, Line(found.title, 1), rest[0], *beside, *rest[1:]]
    return [*above, Line(found.title, 1), *beside, *rest]


def _with_title(lines: list[Line]) -> list[Line]:
    """A short first line over a numbered first heading (一、总体要求) is the title.

    So is a first heading of a lower level that is the only one as high.
    """
    levels = [line.level for line in lines if line.level]
    first = next((n for n, line in enumerate(lines) if line.level), 0)
    over = lines[: min(first, _MOST_OVER_TITLE + 1)]
    alone = bool(levels) and levels.count(min(levels)) == 1 and lines[first].level == min(levels)
    offices = len(over) == first and all(is_short(line.text) for line in over)
    if alone and min(levels) > 1 and len(lines) > first + 1 and offices:
        return [*over, replace(lines[first], level=1), *lines[first + 1 :]]
    if len(lines) < 2 or lines[0].level or not is_short(lines[0].text):
        return lines
    heading = next((line for line in lines[:4] if line.level), None)
    if heading is None or not is_item(heading.text):
        return lines
    return [Line(lines[0].text, 1), *lines[1:]]


def with_subtitle(lines: list[Line]) -> list[Line]:
    """A heading that begins with a dash is the second half of the title just above it.

    So is such a line over the author's.
    """
    for place, line in enumerate(lines[1:3], start=1):
        above = lines[place - 1]
        second = above.level == 1 and is_subtitle(line.text)
        if second and (line.level or signature_place(lines, place + 1) >= 0):
            whole = Line(above.text + line.text, 1)
            return [*lines[: place - 1], whole, *lines[place + 1 :]]
    return lines


def _affiliation_tail(lines: list[Line]) -> tuple[list[Line], tuple[str, ...], Signature | None]:
    """The lines without an affiliation note that ends them, the note's line, and what it says."""
    if not lines or lines[-1].level:
        return lines, (), None
    paragraph, tail = split_tail(lines[-1].text)
    rest = [*lines[:-1], Line(paragraph)] if tail else lines[:-1]
    found = signature_after(tail or lines[-1].text)
    if found is None or not rest:
        return lines, (), None
    return rest, (found.line,), found
