"""Plain text files: a newspaper page, or one document whose every line is kept."""

import re
from collections.abc import Sequence
from pathlib import Path

from assistant.ingest.assembly import Draft, Line
from assistant.ingest.bylines import Signature, byline, close_up, office_signature
from assistant.ingest.dates import date_of_lines, date_of_name, iso_date
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
from assistant.ingest.mastheads import names_issue
from assistant.ingest.names import is_bare_name
from assistant.ingest.pages import read_page
from assistant.ingest.wrapping import unwrap

_DOCUMENT_NUMBER = re.compile(
    r"^[一-鿿]{2,12}[〔\[（(【]\s*\d{4}\s*[〕\]）)】]\s*(?:第)?\s*\d{1,4}\s*号$"
)
_DOCUMENT_KINDS = re.compile(
    r"(?:通知|意见|决定|办法|公告|通告|方案|规定|条例|细则|批复|函|报告|规划|纲要|通报|决议|命令|令|指南|规则|计划|措施|要点|章程|解读)"
    r"(?:[（(][^（）()]{2,12}[）)])?$"
)
_ISSUER = re.compile(r"(?:政府|办公厅|办公室|委员会|局|部|厅|院|会|关于.*)$|^关于")
MAX_PAGE_LINES = 5000  # a newspaper's page has some hundred; a longer file is one document
_LONGEST_TITLE_CHARS = 80  # official titles: 某某办公厅关于印发某某实施方案的通知
_MOST_COMMAS = 2


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
    texts = [line.text for line in lines]
    start, end = _title_lines(texts)
    title = "".join(texts[start:end])
    head = [title] if title else []
    if title and names_issue(texts[end]):
        head.append(texts[end])  # 《某报》理论版 2023年11月14日, above who wrote it
        end += 1
    under = texts[end] if title and end < len(texts) else ""
    signature = (byline(under) or office_signature(under)) if under else None
    if signature is None and len(head) > 1 and is_bare_name(close_up(under)):
        signature = Signature(close_up(under), close_up(under))
    if signature is not None:
        head.append(signature.line)
        end += 1
    rest = _joined([*texts[:start], *texts[end:]])
    return Draft(
        title=title or stem,
        body=tuple(Line(paragraph) for paragraph in rest),
        head=tuple(head),
        author=signature.author if signature else "",
        affiliation=signature.affiliation if signature else "",
        published=next(filter(None, map(iso_date, head[1:])), "")
        or date_of_lines(rest)
        or date_of_name(stem),
    )


def _joined(lines: Sequence[str]) -> list[str]:
    paragraphs: list[str] = []
    for line in lines:
        if paragraphs and joins(paragraphs[-1], line):
            paragraphs[-1] = glue(paragraphs[-1], line)
        else:
            paragraphs.append(line)
    return paragraphs


def _title_lines(texts: Sequence[str]) -> tuple[int, int]:
    """The range of the lines that make the title; an empty one where the text has none."""
    start = 1 if texts and _DOCUMENT_NUMBER.match(texts[0]) else 0
    if len(texts) < start + 2 or not _is_title(texts[start], texts[start + 1]):
        return 0, 0
    end = start + 1
    # 重庆市人民政府办公厅 / 关于印发某某的 / 通知: an official title set on several lines.
    if _ISSUER.search(texts[start]) and not _DOCUMENT_KINDS.search(texts[start]):
        for place in range(end, min(len(texts) - 1, start + 4)):
            if not _is_title(texts[place], texts[place + 1]):
                break
            if _DOCUMENT_KINDS.search(texts[place]):
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
    return text.count("，") <= _MOST_COMMAS or _DOCUMENT_KINDS.search(text) is not None
