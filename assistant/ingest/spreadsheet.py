"""Spreadsheets (.xlsx, .csv) as plain text: titles and units, and tables with a row a line."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from assistant.errors import EmptyDocument
from assistant.ingest.assembly import Draft, Line, bounded
from assistant.ingest.dates import date_of_lines, date_of_name
from assistant.ingest.delimited import delimited_grid
from assistant.ingest.grids import blocks
from assistant.ingest.joining import is_table_row
from assistant.ingest.markup import document
from assistant.ingest.packages import read_package
from assistant.ingest.tablelines import TITLE_LEVEL, TableLines, may_be_title
from assistant.ingest.webpage import NO_TITLE
from assistant.ingest.workbook import Sheet, visible_sheets

_UNNAMED = re.compile(r"(?:sheet|工作表|表格?)\s*+[\d一二三]*+(?:\s*+\(\d+\))?", re.IGNORECASE)
_NUMBERED = re.compile(r"附?表\s*[\d一二三四五六七八九十]")
_TELLING = re.compile(r"[一-龥]{4,}")
_UNTELLING = re.compile(r"附件|工作簿|表格|导出|下载|汇总$|模板$")


def read_workbook(data: bytes, file_name: str, name: str, max_bytes: int) -> tuple[Draft, ...]:
    """One draft; raises UnreadableDocument, EmptyDocument or DocumentTooLarge naming the file."""
    sheets = read_package(
        data, name, "xlsx", max_bytes, lambda package: visible_sheets(package, name)
    )
    return (_draft(sheets, file_name, name, max_bytes),)


def read_delimited(text: str, file_name: str, name: str, max_bytes: int) -> tuple[Draft, ...]:
    """One draft of cells parted by commas, semicolons or tabs."""
    return (_draft([Sheet("", delimited_grid(text))], file_name, name, max_bytes),)


def _draft(sheets: Iterable[Sheet], file_name: str, name: str, max_bytes: int) -> Draft:
    read: list[tuple[str, list[Line]]] = []
    left = max_bytes
    for sheet in sheets:
        lines = list(bounded(_lines(sheet, name), left, name))
        left -= sum(len(line.text) for line in lines)
        if lines:
            read.append((sheet.name, lines))
    if not read:
        raise EmptyDocument(
            f"{name} 没有文字；若公式从未计算过，请用 Excel 或 WPS 打开后保存，再放入。"
        )
    stem = Path(file_name).stem
    whole = _one_sheet(read[0][1], stem) if len(read) == 1 else _several_sheets(read, stem)
    draft = document(whole, {}, stem)
    # A day in a row is no day of the document.
    beside = [line.text for line in whole if " | " not in line.text]
    return replace(draft, published=date_of_lines(beside) or date_of_name(stem))


def _lines(sheet: Sheet, name: str) -> Iterator[Line]:
    reader = TableLines()
    for block in blocks(sheet.grid, name):
        yield from reader.lines(block)


def _one_sheet(lines: Sequence[Line], stem: str) -> list[Line]:
    """The lines with the name of the first table, or a first line over others, as the title.

    Where that is only the first of several (表1 ……) the file's name is the title.
    """
    place = _title_place(lines)
    several = sum(1 for line in lines if line.level) > 1
    if place is None or (several and _tells(stem) and _NUMBERED.match(lines[place].text)):
        return list(lines)
    return [*lines[:place], replace(lines[place], level=1), *lines[place + 1 :]]


def _title_place(lines: Sequence[Line]) -> int | None:
    """The line that names the first table, or stands first over prose; None for neither."""
    named = next((n for n, line in enumerate(lines) if line.level), None)
    if named is not None or not may_be_title(lines[0].text):
        return named
    prose = any("。" in line.text and not is_table_row(line.text) for line in lines[1:])
    return 0 if prose else None


def _several_sheets(sheets: Sequence[tuple[str, Sequence[Line]]], stem: str) -> list[Line]:
    """The sheets under their names; where each has a title of its own, the file's is the name."""
    titles = [next((line.text for line in lines if line.level), "") for _, lines in sheets]
    first = _title_place(sheets[0][1])
    own = first is not None and (len(list(filter(None, titles))) < 2 or not _tells(stem))
    whole: list[Line] = []
    for number, (name, lines) in enumerate(sheets):
        lines = list(lines)
        if number == 0 and own and first is not None:
            whole.append(replace(lines.pop(first), level=1))
        if name and not _UNNAMED.fullmatch(name) and name != titles[number]:
            whole.append(Line(name, 2))
        else:
            lines = _first_raised(lines)
        whole.extend(lines)
    return whole


def _first_raised(lines: Sequence[Line]) -> list[Line]:
    """The lines with the name of the first table in place of the sheet's."""
    place = next((n for n, line in enumerate(lines) if line.level == TITLE_LEVEL), None)
    return [replace(line, level=2) if n == place else line for n, line in enumerate(lines)]


def _tells(stem: str) -> bool:
    """Whether a file's name says what is in it: no 附件3, no 新建 Microsoft Excel 工作表."""
    return (
        _TELLING.search(stem) is not None
        and not NO_TITLE.match(stem)
        and not _UNTELLING.match(stem)
    )
