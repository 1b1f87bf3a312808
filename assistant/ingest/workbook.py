"""What the visible sheets of an Excel workbook show: their cells as printed, and merged areas.

Formulas give the value that was stored with them; nothing is calculated, and no link is followed.
"""

import io
import warnings
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any

from assistant.errors import DocumentTooLarge
from assistant.ingest.celltext import cell_text
from assistant.ingest.formatcodes import builtin_code
from assistant.ingest.grids import Area, Grid
from assistant.ingest.shownvalues import shown

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet._reader import WorkSheetParser

MAX_CELLS = 500_000  # that hold something, of one workbook
_MOST_COLUMNS = 16384
_FIRST_CUSTOM_FORMAT = 164
_DAY = "yyyy-mm-dd"  # of a value that is stored as a day and has no format
_PICTURE = ("=DISPIMG(", "=_xlfn.DISPIMG(")  # a picture in a cell, as WPS stores it


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet by its name, "" where it has none."""

    name: str
    grid: Grid


def visible_sheets(data: bytes, file_name: str) -> list[Sheet]:
    """The sheets that are not hidden, without hidden rows and columns.

    Raises DocumentTooLarge naming the file, and whatever openpyxl does at a damaged one.
    """
    from openpyxl import load_workbook
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

    with warnings.catch_warnings():
        # openpyxl warns of whatever the file holds beside its cells.
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        seen = [
            sheet
            for sheet in map(book.__getitem__, book.sheetnames)
            if isinstance(sheet, ReadOnlyWorksheet) and sheet.sheet_state == "visible"
        ]
        reader = _Reader(book, file_name)
        return [Sheet(sheet.title.strip(), reader.grid(sheet)) for sheet in seen]


class _Reader:
    """Reads sheets of one workbook and counts their cells."""

    def __init__(self, book: "Workbook", file_name: str) -> None:
        self._book: Any = book
        self._file_name = file_name
        self._codes: dict[int, str] = {}
        self._count = 0

    def grid(self, sheet: Any) -> Grid:
        """A sheet as it is seen."""
        from openpyxl.worksheet._reader import WorkSheetParser

        # The public way through a sheet that is not held in memory whole tells neither merged
        # cells nor hidden rows, and makes up every blank cell; its parser gives what is there.
        with sheet._get_source() as source:
            parser = WorkSheetParser(source, sheet._shared_strings, data_only=True)
            texts = {row: cells for row, cells in self._rows(parser) if cells}
        return _in_sight(
            texts,
            list(_areas(parser)),
            sorted(_hidden_rows(parser.row_dimensions)),
            sorted(_hidden_columns(parser.column_dimensions.values())),
        )

    def _rows(self, parser: "WorkSheetParser") -> Iterator[tuple[int, dict[int, str]]]:
        for row, cells in parser.parse():
            held = {
                cell["column"]: text
                for cell in cells
                if (text := self._shown(cell["value"], cell["style_id"]))
            }
            self._count += len(held)
            if self._count > MAX_CELLS:
                raise DocumentTooLarge(
                    f"{self._file_name} 有 {MAX_CELLS // 10000} 万个以上的单元格；"
                    "请只留要查的表，或拆分文件。"
                )
            yield row, held

    def _shown(self, value: Any, style: int) -> str:
        if value is None or (isinstance(value, str) and value.startswith(_PICTURE)):
            return ""
        code = self._code(style)
        if isinstance(value, date | time | timedelta):
            from openpyxl.utils import datetime as serials

            to_serial: Callable[..., float] = serials.to_excel
            value = to_serial(value, self._book.epoch)
            code = _DAY if code == "General" else code
        text = shown(value, code, self._book.epoch)
        return cell_text(text) if isinstance(value, str) else text.strip()

    def _code(self, style: int) -> str:
        if style not in self._codes:
            number = self._book._cell_styles[style].numFmtId
            custom = number - _FIRST_CUSTOM_FORMAT
            self._codes[style] = (
                builtin_code(number) if custom < 0 else self._book._number_formats[custom]
            )
        return self._codes[style]


def _areas(parser: "WorkSheetParser") -> Iterator[Area]:
    from openpyxl.utils.cell import range_boundaries

    merged = parser.merged_cells
    for cell in merged.mergeCell if merged is not None else ():
        left, top, right, bottom = range_boundaries(cell.ref)
        if left and top and right and bottom:
            yield Area(top, left, bottom, right)


def _hidden_rows(rows: Mapping[str, Mapping[str, str]]) -> Iterator[int]:
    yield from (int(row) for row, settings in rows.items() if _is_on(settings, "hidden"))


def _hidden_columns(columns: Iterable[Mapping[str, str]]) -> set[int]:
    hidden: set[int] = set()
    for settings in columns:
        if _is_on(settings, "hidden") or settings.get("width") == "0":
            last = min(int(settings["max"]), _MOST_COLUMNS)
            hidden.update(range(int(settings["min"]), last + 1))
    return hidden


def _is_on(settings: Mapping[str, str], name: str) -> bool:
    return settings.get(name) in ("1", "true")


def _in_sight(
    texts: Mapping[int, Mapping[int, str]],
    areas: Sequence[Area],
    hidden_rows: Sequence[int],
    hidden_columns: Sequence[int],
) -> Grid:
    """The cells and areas numbered without what is hidden.

    A merged cell shows its text wherever a part of it is in sight.
    """

    def row_at(row: int) -> int:
        return row - bisect_left(hidden_rows, row)

    def column_at(column: int) -> int:
        return column - bisect_left(hidden_columns, column)

    rows, columns = frozenset(hidden_rows), frozenset(hidden_columns)
    cells = {
        row_at(row): {
            column_at(column): text for column, text in held.items() if column not in columns
        }
        for row, held in texts.items()
        if row not in rows
    }
    seen: list[Area] = []
    for area in areas:
        top, bottom = row_at(area.top), row_at(area.bottom + 1) - 1
        left, right = column_at(area.left), column_at(area.right + 1) - 1
        if top > bottom or left > right:
            continue
        seen.append(Area(top, left, bottom, right))
        text = texts.get(area.top, {}).get(area.left)
        if text and (area.top in rows or area.left in columns):
            cells.setdefault(top, {})[left] = text
    return Grid({row: held for row, held in cells.items() if held}, tuple(seen))
