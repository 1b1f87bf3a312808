"""What stands between an article's title and its text, as lines: who wrote it, where it is from."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.ingest.author_lines import author_line
from assistant.ingest.bylines import Signature, close_up, office_signature
from assistant.ingest.credits import credit_of
from assistant.ingest.dates import is_day_alone, iso_date
from assistant.ingest.names import is_bare_name
from assistant.ingest.names_with_posts import names_with_posts

_MOST_HEAD_LINES = 4  # day, occasion, speaker
_LONGEST_OCCASION_CHARS = 80
_POST_ALONE_CHARS = 2
# ——2025年1月10日在某市第某届人民代表大会第某次会议上; 在全市大会上
_OCCASION = re.compile(
    r"^[（(]?\s*(?:[—－―-]{1,2}\s*)?(?:\d{4}\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)?\s*[,，]?\s*"
    r"[在于][^。；！？]{4,60}上(?:的(?:讲话|报告|致辞|发言|演讲))?\s*[）)]?$"
)
_SUBTITLE = re.compile(r"^(?:[—－―]{1,2}|--)(?!\s*\d{4}年)\S")
_GREETING = re.compile(
    r"^(?:各位|同志们|尊敬的|女士们|先生们|朋友们|同学们|老师们|乡亲们|亲爱的|主席团|主席|主任、)"
)


@dataclass(frozen=True, slots=True)
class Head:
    """The lines under a title, as printed, and what they say; `published` is YYYY-MM-DD or ""."""

    lines: tuple[str, ...] = ()
    author: str = ""
    affiliation: str = ""
    published: str = ""


def printed_head(signatures: Sequence[Signature], dropped: list[str]) -> Head:
    """The head that an article's signatures make.

    Of several bylines, one line with all names is made; marks before the
    other names are dropped. Lines that name nobody, or the same author again, stand after it.
    """
    named: list[Signature] = []
    beside: list[str] = []
    for each in signatures:
        again = bool(named) and (each.author == named[0].author or credit_of(each.line) is not None)
        if each.author and not again:
            named.append(each)
        else:
            beside.append(each.line)
    line, author = _one_line(named, dropped)
    return Head(
        lines=tuple(filter(None, (line, *beside))),
        author=author,
        affiliation=next((each.affiliation for each in signatures if each.affiliation), ""),
        published=next(filter(None, (iso_date(each.line) for each in signatures)), ""),
    )


def is_subtitle(text: str) -> bool:
    """Whether a line under a title is its second half: ——访市民政局局长; no report's occasion."""
    return _SUBTITLE.match(text) is not None and not is_occasion(text)


def is_occasion(text: str) -> bool:
    """Whether a line says when or where a text was spoken or adopted, and nothing else."""
    if len(text) > _LONGEST_OCCASION_CHARS:
        return False
    in_brackets = text[0] in "（(" and text[-1] in "）)" and bool(iso_date(text))
    return is_day_alone(text) or in_brackets or _OCCASION.match(text) is not None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who spoke, and the line under the title that names him, the padding in his name closed up."""

    place: int
    line: str
    author: str
    affiliation: str


def speaker_under(texts: Sequence[str]) -> Speaker | None:
    """Who spoke, by the lines under a title: his post and name, with the occasion above or below.

    A name alone is his where the day stands beside it and the audience is addressed.
    """
    for place, text in enumerate(texts[:_MOST_HEAD_LINES]):
        found = author_line(text) or office_signature(text)
        beside = place > 0 or (len(texts) > 1 and is_occasion(texts[1]))
        if found is None and beside:
            found = names_with_posts(text, "", marked=False)
        if found is None and beside and is_bare_name(close_up(text)):
            greeted = any(map(_GREETING.match, texts[place + 1 : place + 3]))
            found = Signature(close_up(text), close_up(text)) if greeted else None
        if found is not None and 0 < len(found.affiliation) <= _POST_ALONE_CHARS:
            return None  # 市长 周启帆: of which city is not said; the line stays as it is
        if found is not None and found.author:
            line = text if found.author in text else found.line
            return Speaker(place, line, found.author, found.affiliation)
        if not is_occasion(text) and text[0] not in "—－（":
            return None
    return None


def _one_line(bylines: Sequence[Signature], dropped: list[str]) -> tuple[str, str]:
    """One line of all bylines, and the authors in it."""
    if len(bylines) < 2:
        return (bylines[0].line, bylines[0].author) if bylines else ("", "")
    first, *rest = bylines
    if any(_lead(each) for each in bylines):
        # The post stands before the name, and stays with it.
        line = " ".join(each.line for each in bylines)
        last = rest[-1]
        start = line.index(first.author)
        end = len(line) - len(last.line) + last.line.index(last.author) + len(last.author)
        return line, line[start:end]
    authors = " ".join(each.author for each in bylines)
    notes = [first.line[first.line.index(first.author) + len(first.author) :]]
    for each in rest:
        lead, _, note = each.line.partition(each.author)
        dropped.append(lead.strip())
        notes.append(note)
    return first.line[: first.line.index(first.author)] + authors + "".join(notes), authors


def _lead(signature: Signature) -> bool:
    """Whether the post is printed before the name."""
    before = signature.line[: signature.line.index(signature.author)]
    return bool(signature.affiliation) and signature.affiliation in before
