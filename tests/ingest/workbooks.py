"""Workbooks made for tests."""

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from assistant.ingest.assembly import assemble
from assistant.ingest.spreadsheet import read_workbook
from assistant.types import Article

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

LIMIT = 2_000_000


def fill(sheet: "Worksheet", rows: Sequence[Sequence[Any]], merged: Iterable[str] = ()) -> None:
    """Write rows from A1 on, None for a blank cell, and merge the ranges."""
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            if value is not None:
                sheet.cell(number, column, value)
    for area in merged:
        sheet.merge_cells(area)


def book_of(
    *rows: Sequence[Any], merged: Iterable[str] = (), formats: dict[str, str] | None = None
) -> "Workbook":
    """A workbook of one sheet with these rows."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    fill(sheet, rows, merged)
    for cell, code in (formats or {}).items():
        sheet[cell].number_format = code
    return book


def saved(book: "Workbook") -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The file with one of its parts changed; a part that it lacks is made of b""."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        held = {each: old.read(each) for each in old.namelist()}
    held[name] = change(held.get(name, b""))
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for each, content in held.items():
            new.writestr(each, content)
    return stream.getvalue()


def article_of(data: bytes, name: str = "表格.xlsx", limit: int = LIMIT) -> Article:
    """What is read from a workbook."""
    (draft,) = read_workbook(data, PurePosixPath(name).name, name, limit)
    return assemble(draft, name)


def lines_of(*rows: Sequence[Any], **settings: Any) -> list[str]:
    """The lines of text of a workbook of one sheet."""
    return article_of(saved(book_of(*rows, **settings))).text.split("\n")
