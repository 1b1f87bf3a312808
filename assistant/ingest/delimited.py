"""Tables as text: cells parted by commas, semicolons or tabs (.csv, .tsv)."""

import csv
import io
import re
from collections import Counter

from assistant.ingest.celltext import cell_text
from assistant.ingest.grids import Grid

_DELIMITERS = ",\t;，|"  # of two that part rows equally well the first is taken
_SAMPLE_ROWS = 200
_DECLARED = re.compile(r"\Asep=(?P<delimiter>.)\r?\n", re.IGNORECASE)  # a line that Excel writes
_KEPT_AS_TEXT = re.compile(r'="(?P<text>[^"]*)"')  # ="00123", so that Excel keeps the zeros


def delimited_grid(text: str) -> Grid:
    """The cells of a text; where it uses none of the delimiters each line is one cell."""
    declared = _DECLARED.match(text)
    if declared:
        text = text[declared.end() :]
    rows = _rows(text, declared["delimiter"] if declared else _delimiter(text))
    cells = {
        number: held
        for number, row in enumerate(rows)
        if (held := {n: shown for n, cell in enumerate(row) if (shown := _shown(cell))})
    }
    return Grid(cells)


def _delimiter(text: str) -> str:
    """The character that parts most rows into one same number of cells above 1."""

    def fitting(delimiter: str) -> int:
        rows = _rows(text[: _SAMPLE_ROWS * 500], delimiter)[:_SAMPLE_ROWS]
        widths = Counter(len(row) for row in rows if len(row) > 1)
        return max(widths.values(), default=0)

    return max(_DELIMITERS, key=fitting)


def _rows(text: str, delimiter: str) -> list[list[str]]:
    limit = csv.field_size_limit(max(len(text), csv.field_size_limit()))
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        lines = io.StringIO(text, newline="")
        if text.count('"') % 2:  # nothing closes one of them: the marks are text
            return list(csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE))
        return list(csv.reader(lines, delimiter=delimiter))
    finally:
        csv.field_size_limit(limit)


def _shown(cell: str) -> str:
    kept = _KEPT_AS_TEXT.fullmatch(cell.strip())
    return cell_text(kept["text"] if kept else cell)
