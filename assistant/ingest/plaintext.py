"""Plain text files: a newspaper page, or one document whose every line is kept."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from assistant.ingest.assembly import Draft, Line
from assistant.ingest.author_lines import author_line
from assistant.ingest.bylines import Signature, close_up, office_signature
from assistant.ingest.credits import ACCOUNT, credit_line
from assistant.ingest.dates import date_of_lines, date_of_name, iso_date
from assistant.ingest.furniture import is_furniture
from assistant.ingest.heads import Head, head_under, speaker_under
from assistant.ingest.joining import (
    PrintedLine,
    glue,
    joins,
    printed_lines,
)
from assistant.ingest.mastheads import names_issue
from assistant.ingest.names import is_bare_name, is_person
from assistant.ingest.pages import Page, read_page
from assistant.ingest.plain_titles import is_credit, titled
from assistant.ingest.surroundings import Surroundings, is_of_an_account, without_surroundings
from assistant.ingest.wrapping import unwrap

_NAME_AT_END = re.compile(
    r"[。！？”…][（(](?:本报)?(?:记者|作者)?[\s　]*(?P<name>[一-鿿]{2,4})[）)]$"
)
_CLOSING_LINES = 3
# 【企业家谈】 over the title
_COLUMN = re.compile(r"^【[一-鿿·]{2,10}】$")
_HEAD_LINES = 8
_OCCASION_BEGUN = re.compile(r"^[—–-]{1,2}\s*\d{4}年\d{1,2}月\d{1,2}日在[^。，]{2,24}(?<!上)$")
_OCCASION_ENDED = re.compile(r"^[^。，]{4,30}(?:会议|大会|全会|[一二三四五六七八九十]次会)上$")
MAX_PAGE_LINES = 5000  # a newspaper's page has some hundred; a longer file is one document
_LONGEST_HEADING_CHARS = 45
_PART = re.compile("^(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十百]{1,4}[章节部编篇])")


def read_text(text: str, file_name: str) -> tuple[Draft, ...]:
    """The articles of a text file: several only where it is plainly a newspaper page."""
    stem = Path(file_name).stem
    lines = _with_whole_occasion(unwrap(printed_lines(text)))
    around = without_surroundings(lines)
    page = page_of(lines, around, stem)
    return (one_document(around, stem),) if page is None else page.drafts


def _with_whole_occasion(lines: Sequence[PrintedLine]) -> tuple[PrintedLine, ...]:
    """The lines, with the occasion of a speech on one where it is broken under the title.

    ——2025年1月6日在青河县 / 第十八届人民代表大会第四次会议上
    """
    for place, (first, second) in enumerate(pairwise(lines[:_HEAD_LINES])):
        if _OCCASION_BEGUN.match(first.text) and _OCCASION_ENDED.match(second.text):
            whole = replace(first, text=first.text + second.text)
            return (*lines[:place], whole, *lines[place + 2 :])
    return tuple(lines)


def page_of(lines: Sequence[PrintedLine], around: Surroundings, stem: str) -> Page | None:
    """The newspaper page that a text's lines are; None for a document or an account's article.

    What stands around the page is dropped; what it prints at its top dates it.
    """
    if len(lines) > MAX_PAGE_LINES or is_of_an_account(around):
        return None
    above = lines[: len(around.above)]
    top = [line for line in above if is_furniture(line.text)]
    page = read_page([*top, *around.lines], stem)
    if page is None:
        return None
    left = (line.text for line in above if line not in top)
    dropped = (*page.dropped, *left, *around.below)
    first, *others = _dated(page.drafts, around.above)
    printed = [line.text for line in lines]
    margin = sorted(dropped, key=lambda text: _place_of(text, printed))
    return Page((replace(first, margin=tuple(margin)), *others), dropped)


def _place_of(text: str, printed: Sequence[str]) -> int:
    """The number of the line that a text stands on, or is a part of; the last for no such line."""
    return next((n for n, line in enumerate(printed) if text in line), len(printed))


def _dated(drafts: tuple[Draft, ...], above: Sequence[str]) -> tuple[Draft, ...]:
    """A page's articles, the only one dated by its own lines where the page's top is not."""
    if len(drafts) != 1 or drafts[0].published:
        return drafts
    (draft,) = drafts
    lines = [*draft.head, *(line.text for line in draft.body), *draft.tail]
    return (replace(draft, published=date_of_lines(lines) or date_of_lines(above)),)


def one_document(around: Surroundings, stem: str) -> Draft:
    """The whole text as one document; its first line is the title where it looks like one."""
    lines = around.lines
    texts = [line.text for line in lines]
    column = texts[0] if texts and _COLUMN.match(texts[0]) else ""
    start = int(bool(column))
    title, above, rest = titled(lines[start:], texts[start:], around.title)
    above = [*around.above, *texts[:start], *above]
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
    author = author or next(filter(None, map(_signed_at_end, reversed(body[-_CLOSING_LINES:]))), "")
    return Draft(
        title=title or stem,
        body=tuple(Line(paragraph) for paragraph in body),
        head=(*above, *([title] if title else []), *head),
        tail=around.below,
        author=author,
        affiliation=affiliation,
        column=column.strip("【】 "),
        published=next(filter(None, map(iso_date, head)), "")
        or date_of_lines(body)
        or date_of_lines(rest)
        or date_of_lines(above)
        or date_of_name(stem),
    )


def _under_title(texts: Sequence[str], issued: bool) -> tuple[Head, int]:
    """Who signs under a title and where the text is from, and how many lines say so.

    `issued`: a line that names the paper and its day stands between.
    """

    def recognise(place: int, found: Sequence[Signature]) -> Signature | None:
        text = texts[place]
        signature = author_line(text) or office_signature(text) or credit_line(text)
        account = ACCOUNT.match(text)
        if signature is None and account is not None:
            known = bool(account["lead"]) and is_person(account["name"], certain=True)
            return Signature(text, account["name"] if known else "")
        names = close_up(text)
        credited = place + 1 < len(texts) and is_credit(texts[place + 1])
        alone = (issued or credited) and not found and is_bare_name(names)
        if signature is None and alone:
            return Signature(names, names)
        return signature

    return head_under(texts, recognise)


def _signed_at_end(paragraph: str) -> str:
    """The name in brackets that ends a text: ……走得长远。（苗听雨）; "" for none."""
    match = _NAME_AT_END.search(paragraph)
    name = re.sub(r"\s", "", match["name"]) if match else ""
    return name if name and is_bare_name(name) else ""


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
