"""What stands between an article's title and its text, as lines: who wrote it, where it is from."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.ingest.author_lines import author_line
from assistant.ingest.bylines import Signature, close_up, office_signature
from assistant.ingest.credits import credit_of
from assistant.ingest.dates import is_day_alone, iso_date
from assistant.ingest.names import is_bare_name
from assistant.ingest.names_with_posts import names_with_posts
from assistant.ingest.titles import DASHES, begins_with_dash

MOST_HEAD_LINES = 4  # day, occasion, speaker
_MOST_SIGNING_LINES = 3
_LONGEST_OCCASION_CHARS = 80
_POST_ALONE_CHARS = 2  # 市长, 主任: of which city or office is not said
# ——2025年1月10日在某市第某届人民代表大会第某次会议上; 在全市大会上
_OCCASION = re.compile(
    rf"^[（(]?\s*+(?:[{DASHES}-]{{1,2}}\s*+)?"
    r"(?:\d{4}\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)?\s*+[,，]?\s*+"
    r"[在于][^。；！？]{4,60}上(?:的(?:讲话|报告|致辞|发言|演讲))?\s*[）)]?$"
)
_DAY_AFTER_DASH = re.compile(rf"[{DASHES}-]{{1,2}}\s*\d{{4}}年")
_GREETING = re.compile(
    r"^(?:各位|同志们|尊敬的|女士们|先生们|朋友们|同学们|老师们|乡亲们|亲爱的|主席团|主席|主任、)"
)


@dataclass(frozen=True, slots=True)
class Head:
    """The lines under a title, as printed, and what they say; `published` is YYYY-MM-DD or "".

    `dropped` are the marks that stood before the names of a line made of several.
    """

    lines: tuple[str, ...] = ()
    author: str = ""
    affiliation: str = ""
    published: str = ""
    dropped: tuple[str, ...] = ()


def head_under(
    texts: Sequence[str], recognise: Callable[[int, Sequence[Signature]], Signature | None]
) -> tuple[Head, int]:
    """Who signs under a title and where the text is from, and how many lines say so.

    `recognise(place, found)` says what the line at a place signs, given what those above it do.
    Only one of the lines names the author.
    """
    found: list[Signature] = []
    for place in range(min(_MOST_SIGNING_LINES, len(texts))):
        signature = recognise(place, found)
        if signature is None or (signature.author and names_author(found)):
            break
        found.append(signature)
    return printed_head(found), len(found)


def names_author(signatures: Sequence[Signature]) -> bool:
    """Whether one of the signatures says who the author is."""
    return any(each.author for each in signatures)


def printed_head(signatures: Sequence[Signature]) -> Head:
    """The head that an article's signatures make.

    Of several that name an author, one line with all the names is made. Lines that name nobody,
    or the same author again, or are a web copy's particulars after the first, stand under it.
    """
    named: list[Signature] = []
    beside: list[str] = []
    for each in signatures:
        again = bool(named) and (each.author == named[0].author or credit_of(each.line) is not None)
        if each.author and not again:
            named.append(each)
        else:
            beside.append(each.line)
    line, author, dropped = _one_line(named)
    return Head(
        lines=tuple(filter(None, (line, *beside))),
        author=author,
        affiliation=next((each.affiliation for each in signatures if each.affiliation), ""),
        published=next(filter(None, (iso_date(each.line) for each in signatures)), ""),
        dropped=dropped,
    )


def is_subtitle(text: str) -> bool:
    """Whether a line under a title is its second half: ——访市民政局局长; no report's occasion."""
    dated = _DAY_AFTER_DASH.match(text) is not None
    return len(text) > 1 and begins_with_dash(text) and not dated and not is_occasion(text)


def is_occasion(text: str) -> bool:
    """Whether a line says when or where a text was spoken or adopted, and nothing else."""
    if len(text) > _LONGEST_OCCASION_CHARS:
        return False
    in_brackets = text[0] in "（(" and text[-1] in "）)" and bool(iso_date(text))
    return is_day_alone(text) or in_brackets or _OCCASION.match(text) is not None


def speaker_under(texts: Sequence[str]) -> tuple[int, Signature] | None:
    """Who spoke, by the lines under a title: his post and name, with the occasion above or below.

    Returns the place of the line that names him, and the line with the padding in his name
    closed up. A name alone is his where the day stands beside it and the audience is addressed.
    A post that does not say whose (市长 周启帆) is no affiliation.
    """
    found = _speaker(texts)
    if found is None or len(found[1].affiliation) > _POST_ALONE_CHARS:
        return found
    return found[0], replace(found[1], affiliation="")


def speaker_place(texts: Sequence[str]) -> int:
    """Which of a text's first lines says who speaks, be it by 主任 周启帆; -1 for none."""
    found = _speaker(texts)
    return -1 if found is None else found[0]


def _speaker(texts: Sequence[str]) -> tuple[int, Signature] | None:
    for place, text in enumerate(texts[:MOST_HEAD_LINES]):
        found = author_line(text) or office_signature(text)
        beside = place > 0 or (len(texts) > 1 and is_occasion(texts[1]))
        if found is None and beside:
            found = names_with_posts(text, "", marked=False)
        if found is None and beside and is_bare_name(close_up(text)):
            greeted = any(map(_GREETING.match, texts[place + 1 : place + 3]))
            found = Signature(close_up(text), close_up(text)) if greeted else None
        if found is not None and found.author:
            line = text if found.author in text else found.line
            return place, Signature(line, found.author, found.affiliation)
        if not (is_occasion(text) or begins_with_dash(text) or text[0] == "（"):
            return None
    return None


def _one_line(bylines: Sequence[Signature]) -> tuple[str, str, tuple[str, ...]]:
    """One line of all bylines, the authors in it, and the marks that are not in it."""
    if len(bylines) < 2:
        return (bylines[0].line, bylines[0].author, ()) if bylines else ("", "", ())
    first, *rest = bylines
    if any(_lead(each) for each in bylines):
        # The post stands before the name, and stays with it.
        line = " ".join(each.line for each in bylines)
        last = rest[-1]
        start = line.index(first.author)
        end = len(line) - len(last.line) + last.line.index(last.author) + len(last.author)
        return line, line[start:end], ()
    dropped: list[str] = []
    authors = " ".join(each.author for each in bylines)
    notes = [first.line[first.line.index(first.author) + len(first.author) :]]
    for each in rest:
        lead, _, note = each.line.partition(each.author)
        dropped.append(lead.strip())
        notes.append(note)
    line = first.line[: first.line.index(first.author)] + authors + "".join(notes)
    return line, authors, tuple(dropped)


def _lead(signature: Signature) -> bool:
    """Whether the post is printed before the name."""
    before = signature.line[: signature.line.index(signature.author)]
    return bool(signature.affiliation) and signature.affiliation in before
