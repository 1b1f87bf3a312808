"""Forms to be filled in: names of fields beside values that are merged over several columns."""

from collections.abc import Iterator, Sequence

from assistant.ingest.grids import Area, Block
from assistant.ingest.markdown import table_row
from assistant.ingest.tableheads import is_figure

_LONGEST_REPEATED_CHARS = 60  # a longer merged cell is a remark, not a label of its rows
_LONGEST_NAME_CHARS = 12
_FEWEST_WIDE_ROWS = 2
_WIDE_SHARE = 0.2  # of a form's rows, that have a value over several columns


def filled_cells(table: Block, row: int) -> list[str]:
    """The texts of a row, with those of cells that are merged downwards over it."""
    texts: list[str] = []
    for column, text in enumerate(table.texts[row]):
        area = table.areas[row][column]
        if not text and area is not None and area.left == column and area.top < row:
            label = table.texts[area.top][area.left]
            text = label if len(label) <= _LONGEST_REPEATED_CHARS else ""
        texts.append(text)
    return texts


def is_form(table: Block) -> bool:
    """Whether a table is a form: in many rows a name stands before a value over several columns."""
    wide = sum(_is_wide(table, row) for row in range(1, len(table.rows)))
    return wide >= _FEWEST_WIDE_ROWS and wide >= len(table.rows) * _WIDE_SHARE


def _is_wide(table: Block, row: int) -> bool:
    return _is_name(filled_cells(table, row)[0]) and any(
        area is not None and 0 < area.left < area.right and area.top == row
        for area in table.areas[row]
    )


def _is_name(text: str) -> bool:
    return 0 < len("".join(text.split())) <= _LONGEST_NAME_CHARS and not is_figure(text)


def form_lines(table: Block) -> Iterator[str]:
    """名称：值, each pair of a row a line; the cells of other rows parted by bars."""
    listed = _listed_rows(table)
    label: Area | None = None  # that stands before several rows
    for row in range(len(table.rows)):
        slots = _slots(table, row)
        cells = [" ".join(text.split()) for text in _texts(table, row, slots)]
        before, after = table.areas[row][slots[0]], table.areas[row][slots[-1]]
        if row not in listed and len(cells) % 2 and len(cells) > 1:
            if before is not None and before.top < before.bottom:
                if before != label and cells[0]:
                    yield cells[0]
                label, cells = before, cells[1:]
            elif after is not None and after.top < after.bottom:
                if after.top == row and cells[-1]:
                    yield cells[-1]  # the place of a photograph
                cells = cells[:-1]
        names, values = cells[::2], cells[1::2]
        paired = len(names) == len(values) and all(map(_is_name, names))
        if paired and row not in listed:
            yield from map(table_row, zip(names, values, strict=True))
        elif any(cells):
            yield table_row(cells)


def _slots(table: Block, row: int) -> list[int]:
    """The columns at which the cells of a row begin, each merged one once."""
    areas = table.areas[row]
    return [n for n, area in enumerate(areas) if area is None or area.left == n]


def _texts(table: Block, row: int, slots: Sequence[int]) -> list[str]:
    filled = filled_cells(table, row)
    return [filled[column] for column in slots]


def _listed_rows(table: Block) -> frozenset[int]:
    """The rows of lists within a form (称谓 姓名 年龄 单位 over the members of a family).

    Their cells begin at the same columns; a label over several rows stands before them, or a
    figure stands where a field's name would.
    """
    listed: set[int] = set()
    start = 0
    for row in range(1, len(table.rows) + 1):
        slots = _slots(table, start)
        if (
            row < len(table.rows)
            and _slots(table, row) == slots
            and _label(table, row) == _label(table, start)
        ):
            continue
        labelled = int(_label(table, start) is not None)
        head = _texts(table, start, slots)[labelled:]
        rows = [_texts(table, each, slots)[labelled:] for each in range(start + 1, row)]
        named = len(head) > 2 and bool(rows) and all(map(_is_name, head))
        if named and (labelled or any(is_figure(text) for cells in rows for text in cells[::2])):
            listed.update(range(start, row))
        start = row
    return frozenset(listed)


def _label(table: Block, row: int) -> Area | None:
    """The area of the label that stands before a row and others."""
    area = table.areas[row][0]
    return area if area is not None and area.top < area.bottom else None
