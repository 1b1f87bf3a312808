"""A PDF file as articles: its paragraphs, with headings by their type, title, author and day."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.ingest.anthology import articles_of, signature_place
from assistant.ingest.assembly import Draft, Line, assemble, assemble_margin
from assistant.ingest.dates import is_dated, iso_date
from assistant.ingest.furniture import is_furniture
from assistant.ingest.joining import PrintedLine, ends_sentence, is_item
from assistant.ingest.markup import document
from assistant.ingest.news import is_news_start
from assistant.ingest.official import official_head
from assistant.ingest.pdf.furniture import body_size, without_furniture
from assistant.ingest.pdf.glyphs import LIST_MARKS
from assistant.ingest.pdf.numbering import page_starts
from assistant.ingest.pdf.paragraph import Paragraph
from assistant.ingest.pdf.paragraphs import paragraphs
from assistant.ingest.pdf.printed import Page
from assistant.ingest.plaintext import one_document, page_of
from assistant.ingest.surroundings import without_surroundings
from assistant.types import Article

_LARGER = 1.12  # times the text's size: a heading's
_HEAVY = 0.4  # of the text: more in heavy type, and it marks no headings
_SAME_LEVEL = 1.07
_LONGEST_HEADING_CHARS = 60
_LONGEST_BOLD_CHARS = 40
_MOST_LINES = 4  # of a heading
_LOWEST_LEVEL = 5
# …统计公报[1]: the mark of a note.
_MARK_AT_END = re.compile(r"(?<=[一-鿿）)”》])\s*(?:[\[［]\d{1,2}[\]］]|[①-⑳*＊])$")
_MARKS = re.compile(r"(?<=[一-鿿])[\d①-⑳*＊†‡](?:[,，][\d*＊†‡])*")
_AUTHORS = re.compile(r"^(?:[一-鿿·]{2,12}[\d①-⑳*＊†‡][\d*＊†‡,，]*+[\s　、，,；;]*+)+$")
_MOST_UNDER_TITLE = 3
_ORDER = re.compile(
    r"(?:政府|委员会|部|局|厅|署|总局|国务院|主席)令(?:\s*[（(]?第\s*\d+\s*号[）)]?)?$"
)
_BULLET = re.compile(rf"^(?:[{LIST_MARKS}]|(?P<dash>[–—-])(?=\s*[一-鿿]))\s*(?=\S)")
_PITCH = 2.2  # in sizes of the type, from line to line of a broken title
_OFFICIAL_LINES = 24


def read_pages(
    pages: Sequence[Page], stem: str, source: str
) -> tuple[tuple[Article, ...], Article | None]:
    """The articles of a PDF's pages, several for a newspaper's page, else one; and its margin."""
    kept, dropped = without_furniture(pages)
    found = paragraphs(kept)
    drafts = _drafts(found, body_size(kept), dropped, stem)
    articles = (assemble(draft, source) for draft in drafts)
    read = tuple(
        replace(
            article,
            pages=page_starts(article, found),
            recognised=tuple(page.number for page in pages if page.recognised),
        )
        for article in articles
        if article.body_start < article.body_end
    )
    return read, assemble_margin(drafts, source)


def _drafts(
    found: Sequence[Paragraph], body: float, dropped: Sequence[str], stem: str
) -> tuple[Draft, ...]:
    lines = _lines(found, body)
    printed = tuple(PrintedLine(line.text, after_blank=True) for line in lines)
    around = without_surroundings(printed)
    if not any(line.level for line in lines):
        page = page_of(printed, around, stem)
        if page is None:
            return (one_document(around, stem),)
        first, *others = page.drafts
        return (replace(first, margin=(*dropped, *first.margin)), *others)
    parts = articles_of(_without_imprint(lines))
    if not parts:
        end = len(lines) - len(around.below)
        draft = document(lines[:end], {}, stem)
        return (replace(draft, tail=(*draft.tail, *around.below)),)
    day = next(filter(None, map(iso_date, dropped)), "")
    drafts = (
        document(list(part.lines), {"column": part.column}, stem, among_signed=True)
        for part in parts
    )
    imprint = [line.text for line in lines if _is_imprint(line)]
    return tuple(
        replace(
            draft,
            published=draft.published or day,
            margin=() if number else (*dropped, *imprint),
        )
        for number, draft in enumerate(drafts)
    )


def _lines(found: Sequence[Paragraph], body: float) -> list[Line]:
    """The paragraphs as lines, those of larger or heavier type as headings."""
    bold = sum(len(each.text) for each in found if each.bold and not each.row)
    heavy = bold > _HEAVY * sum(len(each.text) for each in found if not each.row)
    merged = _whole_headings(found, body)
    sizes = _levels([each.size for each in merged if _is_large(each, body)])
    lines = [_line(each, body, sizes, heavy) for each in merged]
    lines = _titled_by_order(lines)
    head = official_head([line.text for line in lines[:_OFFICIAL_LINES]])
    if head is not None:
        # The office's name in red is larger than the title.
        lines[: head.end] = [Line(line.text) for line in lines[: head.end]]
    first = next((n for n, line in enumerate(lines) if line.level == 1), None)
    if first is not None:
        under = slice(first + 1, first + 1 + _MOST_UNDER_TITLE)
        lines[under] = map(_without_marks, lines[under])
    return _signed_as_one(lines)


def _line(each: Paragraph, body: float, sizes: Sequence[float], heavy: bool) -> Line:
    """A paragraph as a line: a heading by its type, an item by its mark, or neither."""
    level = 0
    if _is_large(each, body):
        level = next(n for n, size in enumerate(sizes, 1) if each.size >= size / _SAME_LEVEL)
    elif not heavy and _is_bold_heading(each, body):
        level = len(sizes) + 1
    if level and not is_dated(each.text):
        return Line(_MARK_AT_END.sub("", each.text), min(level, _LOWEST_LEVEL))
    bullet = None if each.row else _BULLET.match(each.text)
    if bullet is None:
        return Line(each.text)
    return Line(each.text[bullet.end() :], bullet=2 if bullet["dash"] else 1)


def _titled_by_order(lines: list[Line]) -> list[Line]:
    """The lines with what an order (某市人民政府令) puts into force as the title under it."""
    headings = [n for n, line in enumerate(lines[:_OFFICIAL_LINES]) if line.level]
    if len(headings) < 2 or not _ORDER.search(lines[headings[0]].text):
        return lines
    order, title = headings[:2]
    rest = [*lines[order + 1 : title], *lines[title + 1 :]]
    return [*lines[:order], Line(lines[order].text), Line(lines[title].text, 1), *rest]


def _without_marks(line: Line) -> Line:
    """The line of authors under a title without the marks that refer to their units.

    >>> _without_marks(Line("周砚农1 沈若溪2,*")).text
    '周砚农 沈若溪'
    """
    return replace(line, text=_MARKS.sub("", line.text)) if _AUTHORS.match(line.text) else line


def _signed_as_one(lines: list[Line]) -> list[Line]:
    """The lines with signed headings of several levels on one: a page sets its titles unlike."""
    signed = [n for n, line in enumerate(lines) if line.level and _is_signed(lines, n)]
    if len(signed) < 2:
        return lines
    lowest = max(lines[n].level for n in signed)
    levelled = [*lines]
    for n, line in enumerate(lines):
        if n in signed:
            levelled[n] = replace(line, level=1)
        elif 0 < line.level <= lowest:
            levelled[n] = replace(line, level=line.level + 1)
    return levelled


def _is_signed(lines: Sequence[Line], place: int) -> bool:
    """Whether a heading stands over its author's name, or over an item of news (本报讯)."""
    news = place + 1 < len(lines) and is_news_start(lines[place + 1].text)
    return news or signature_place(lines, place + 1) >= 0


def _without_imprint(lines: Sequence[Line]) -> list[Line]:
    """The lines of a newspaper's page without its editors and columns."""
    return [line for line in lines if not _is_imprint(line)]


def _is_imprint(line: Line) -> bool:
    return not line.level and is_furniture(line.text)


def _levels(sizes: Sequence[float]) -> list[float]:
    """The sizes of headings from the largest down, those that differ little as one."""
    levels: list[float] = []
    for size in sorted(set(sizes), reverse=True):
        if not levels or levels[-1] > size * _SAME_LEVEL:
            levels.append(size)
    return levels


def _is_large(each: Paragraph, body: float) -> bool:
    if each.row or each.size < _LARGER * body or each.lines > _MOST_LINES:
        return False
    return len(each.text) <= _LONGEST_HEADING_CHARS and each.text[-1] not in "。；;，,"


def _is_bold_heading(each: Paragraph, body: float) -> bool:
    if each.row or not each.bold or each.lines > 2 or each.size < 0.98 * body:
        return False
    return len(each.text) <= _LONGEST_BOLD_CHARS and not ends_sentence(each.text)


def _whole_headings(found: Sequence[Paragraph], body: float) -> list[Paragraph]:
    """Lines of one large size that follow closely, as one heading: a title broken in two."""
    merged: list[Paragraph] = []
    for each in found:
        last = merged[-1] if merged else None
        if (
            last is not None
            and _is_large(last, body)
            and _is_large(each, body)
            and last.size == each.size
            and last.places[-1][1] == each.places[0][1]
            and 0 < each.box.middle - last.box.middle < _PITCH * each.size
            and not is_dated(each.text)
            and not is_dated(last.text)
            and not is_item(each.text)
            and not is_item(last.text)
        ):
            last.append(each)
        else:
            merged.append(each)
    return merged
