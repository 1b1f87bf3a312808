"""Plain text files: a newspaper page, or one document whose every line is kept."""

import re
from collections.abc import Sequence
from itertools import takewhile
from pathlib import Path

from assistant.ingest.assembly import Draft, Line
from assistant.ingest.author_lines import author_line
from assistant.ingest.bylines import Signature, close_up, office_signature
from assistant.ingest.credits import credit_line
from assistant.ingest.dates import date_of_lines, date_of_name, iso_date
from assistant.ingest.furniture import is_of_the_site
from assistant.ingest.heads import Head, head_under, is_subtitle, speaker_under
from assistant.ingest.joining import (
    NEVER_FIRST,
    PAIRS,
    PrintedLine,
    glue,
    is_item,
    is_record,
    is_table_row,
    joins,
    printed_lines,
)
from assistant.ingest.lines import is_short
from assistant.ingest.mastheads import names_issue
from assistant.ingest.names import is_bare_name
from assistant.ingest.official import ends_as_document, official_head
from assistant.ingest.pages import read_page
from assistant.ingest.titles import begins_with_dash
from assistant.ingest.wrapping import unwrap

_DOCUMENT_NUMBER = re.compile(
    r"^[一-鿿]{2,12}[〔\[（(【]\s*\d{4}\s*[〕\]）)】]\s*(?:第)?\s*\d{1,4}\s*号$"
)
_ORDER = re.compile(r"^[一-鿿]{4,30}令$")
_ORDER_NUMBER = re.compile(r"^[（(]?(?:\d{4}年)?第\s*\d{1,4}\s*号[）)]?$")
_NAMED_TITLE = re.compile(r"《([^《》]{4,60})》")
_MOST_ORDER_LINES = 20
# 【企业家谈】 over the title
_COLUMN = re.compile(r"^【[一-鿿·]{2,10}】$")
_ISSUER = re.compile(r"(?:政府|办公厅|办公室|委员会|局|部|厅|院|会|关于.*)$|^关于")
MAX_PAGE_LINES = 5000  # a newspaper's page has some hundred; a longer file is one document
_LONGEST_TITLE_CHARS = 80  # official titles: 某某办公厅关于印发某某实施方案的通知
_MOST_COMMAS = 2
_LONGEST_SORT_CHARS = 8  # 实施方案, 三年行动计划 on the title's second line
_SHORTEST_BROKEN_CHARS = 10  # of its first line
_LONGEST_HEADING_CHARS = 45
_SHORTEST_SUBTITLE_CHARS = 6
_PART = re.compile("^(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十百]{1,4}[章节部编篇])")


def read_text(text: str, file_name: str) -> tuple[Draft, ...]:
    """The articles of a text file: several only where it is plainly a newspaper page."""
    stem = Path(file_name).stem
    lines = unwrap(printed_lines(text))
    page = read_page(lines, stem) if len(lines) <= MAX_PAGE_LINES else None
    if page is not None:
        return page.drafts
    return (one_document(lines, stem),)


def one_document(lines: Sequence[PrintedLine], stem: str) -> Draft:
    """The whole text as one document; its first line is the title where it looks like one."""
    start = sum(1 for _ in takewhile(lambda line: is_of_the_site(line.text), lines))
    texts = [line.text for line in lines]
    column = texts[start] if start < len(texts) and _COLUMN.match(texts[start]) else ""
    start += bool(column)
    title, above, rest = _titled(lines[start:], texts[start:])
    above = [*texts[:start], *above]
    head: list[str] = []
    if title and rest and names_issue(rest[0]):
        head.append(rest.pop(0))  # 《某报》理论版 2023年11月14日, above who wrote it
    under, count = _under_title(rest, bool(head)) if title else (Head(), 0)
    head.extend(under.lines)
    rest = rest[count:]
    author, affiliation = under.author, under.affiliation
    speaker = speaker_under(rest) if title and not author else None
    if speaker is not None:
        place, said = speaker
        author, affiliation = said.author, affiliation or said.affiliation
        rest[place] = said.line
    body = _joined(rest)
    return Draft(
        title=title or stem,
        body=tuple(Line(paragraph) for paragraph in body),
        head=(*above, *([title] if title else []), *head),
        author=author,
        affiliation=affiliation,
        column=column.strip("【】 "),
        published=next(filter(None, map(iso_date, head)), "")
        or date_of_lines(body)
        or date_of_name(stem),
    )


def _titled(lines: Sequence[PrintedLine], texts: list[str]) -> tuple[str, list[str], list[str]]:
    """The title, the lines that stay above it, and the rest of the text."""
    official = official_head(texts)
    if official is not None:
        return official.title, list(official.above), [*official.beside, *texts[official.end :]]
    ordered = _ordered_title(texts)
    if ordered:
        return texts[ordered], texts[:2], [*texts[2:ordered], *texts[ordered + 1 :]]
    start, end = _title_lines(texts)
    if start == end:
        return "", [], texts
    title = "".join(texts[start:end])
    follows = end + 1 < len(texts) and is_short(texts[end])
    if follows and (_is_second(texts, end) or _ends_title(title, lines[end])):
        title += texts[end]
        end += 1
    return title, [], [*texts[:start], *texts[end:]]


def _ordered_title(texts: Sequence[str]) -> int:
    """Which line is the title of what an order makes law, under the order itself; 0 for none.

    某市人民政府令 / 第46号 / 《某办法》已经……通过，现予公布 / 市长 某某 / 某办法
    """
    if len(texts) < 4 or not _ORDER.match(texts[0]) or not _ORDER_NUMBER.match(texts[1]):
        return 0
    named = _NAMED_TITLE.search("".join(texts[2:5]))
    lines = texts[:_MOST_ORDER_LINES]
    return lines.index(named[1]) if named and named[1] in lines else 0


def _is_second(texts: Sequence[str], place: int) -> bool:
    """Whether a line is a title's second half; one dash, or several such lines, make a list."""
    return (
        len(texts[place]) >= _SHORTEST_SUBTITLE_CHARS
        and begins_with_dash(texts[place], doubled=True)
        and is_subtitle(texts[place])
        and not any(begins_with_dash(text, doubled=True) for text in texts[place + 1 : place + 4])
    )


def _ends_title(title: str, line: PrintedLine) -> bool:
    """Whether the line under a title ends it: 推动设备更新 / 实施方案; 规划 / 和远景目标纲要."""
    if line.after_blank or not ends_as_document(line.text) or is_item(line.text):
        return False
    if line.text[0] in "和及与暨":
        return True
    sort = len(line.text) <= _LONGEST_SORT_CHARS and not ends_as_document(title)
    return sort and len(title) >= _SHORTEST_BROKEN_CHARS


def _under_title(texts: Sequence[str], issued: bool) -> tuple[Head, int]:
    """Who signs under a title and where the text is from, and how many lines say so.

    `issued`: a line that names the paper and its day stands between.
    """

    def recognise(place: int, found: Sequence[Signature]) -> Signature | None:
        text = texts[place]
        signature = author_line(text) or office_signature(text) or credit_line(text)
        names = close_up(text)
        if signature is None and issued and not found and is_bare_name(names):
            return Signature(names, names)
        return signature

    return head_under(texts, recognise)


def _joined(lines: Sequence[str]) -> list[str]:
    paragraphs: list[str] = []
    for line in lines:
        if paragraphs and not _is_heading(paragraphs[-1]) and joins(paragraphs[-1], line):
            paragraphs[-1] = glue(paragraphs[-1], line)
        else:
            paragraphs.append(line)
    return paragraphs


def _is_heading(text: str) -> bool:
    """Whether a line is a numbered heading, whole in itself: no sentence goes on under it."""
    broken_off = text[-1] in "，、：；" or any(mark in text for mark in "。；")
    return len(text) <= _LONGEST_HEADING_CHARS and bool(_PART.match(text)) and not broken_off


def _title_lines(texts: Sequence[str]) -> tuple[int, int]:
    """The range of the lines that make the title; an empty one where the text has none."""
    start = 1 if texts and _DOCUMENT_NUMBER.match(texts[0]) else 0
    if len(texts) < start + 2 or not _is_title(texts[start], texts[start + 1]):
        return 0, 0
    end = start + 1
    # 重庆市人民政府办公厅 / 关于印发某某的 / 通知: an official title set on several lines.
    if _ISSUER.search(texts[start]) and not ends_as_document(texts[start]):
        for place in range(end, min(len(texts) - 1, start + 4)):
            if not _is_title(texts[place], texts[place + 1]):
                break
            if ends_as_document(texts[place]):
                return start, place + 1
    return start, end


def _is_title(text: str, following: str) -> bool:
    """Whether a text's first line is its title: no sentence, no list item, no field of a record."""
    if len(text) > _LONGEST_TITLE_CHARS or text[-1] in "。，、；：;,:" or "。" in text:
        return False
    if following[0] in NEVER_FIRST or is_item(text) or is_table_row(text):
        return False
    if is_record(text) and is_record(following):
        return False
    if any(text.count(opening) != text.count(closing) for opening, closing in PAIRS):
        return False
    return text.count("，") <= _MOST_COMMAS or ends_as_document(text)
