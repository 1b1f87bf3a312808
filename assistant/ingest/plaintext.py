"""Plain text files: a newspaper page, or one document whose every line is kept."""

import re
from collections.abc import Sequence
from pathlib import Path

from assistant.ingest.assembly import Draft, Line
from assistant.ingest.dates import date_of_name, iso_date
from assistant.ingest.joining import PrintedLine, glue, joins, printed_lines
from assistant.ingest.lines import MAX_TITLE_CHARS
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
_DATE_LINE = re.compile(
    r"^[（(]?(?:发布(?:时间|日期)|日期|时间|成文日期|印发日期|来源.{0,20})?\s*[:：]?\s*"
    r"\d{4}\s*[年\-/.]\s*\d{1,2}\s*[月\-/.]\s*\d{1,2}\s*日?.{0,24}$"
)


def read_text(text: str, file_name: str) -> tuple[Draft, ...]:
    """The articles of a text file: several only where it is plainly a newspaper page."""
    stem = Path(file_name).stem
    lines = unwrap(printed_lines(text))
    page = read_page(lines, stem)
    if page is not None:
        return page.drafts
    return (one_document(lines, stem),)


def one_document(lines: Sequence[PrintedLine], stem: str) -> Draft:
    """The whole text as one document; its first line is the title where it looks like one."""
    paragraphs: list[str] = []
    for line in lines:
        if paragraphs and joins(paragraphs[-1], line.text):
            paragraphs[-1] = glue(paragraphs[-1], line.text)
        else:
            paragraphs.append(line.text)
    title, rest = _title(paragraphs)
    near = [*rest[:3], *rest[-3:]]
    dated = [iso_date(line) for line in near if len(line) <= 40 and _DATE_LINE.match(line)]
    return Draft(
        title=title or stem,
        body=tuple(Line(paragraph) for paragraph in rest),
        head=(title,) if title else (),
        published=next((found for found in dated if found), "") or date_of_name(stem),
    )


def _title(paragraphs: list[str]) -> tuple[str, list[str]]:
    """The title line and the lines that remain; "" where the first line is no title."""
    if len(paragraphs) < 2:
        return "", paragraphs
    place = 1 if _DOCUMENT_NUMBER.match(paragraphs[0]) else 0
    title = paragraphs[place]
    end = place + 1
    # 重庆市人民政府办公厅 / 关于印发某某的 / 通知: an official title set on several lines.
    while (
        end < min(len(paragraphs), place + 4)
        and _ISSUER.search(paragraphs[place])
        and not _DOCUMENT_KINDS.search(title)
        and any(_DOCUMENT_KINDS.search(line) for line in paragraphs[end : place + 4])
        and _is_title(paragraphs[end])
    ):
        title += paragraphs[end]
        end += 1
    if not _is_title(paragraphs[place]) or end >= len(paragraphs):
        return "", paragraphs
    return title, [*paragraphs[:place], *paragraphs[end:]]


def _is_title(text: str) -> bool:
    if len(text) > MAX_TITLE_CHARS + 20 or text[-1] in "。，、；：;,:":
        return False
    return "。" not in text and "\t" not in text and "|" not in text
