"""The head of a table: how many rows it takes, and those rows made one: 2023年 产量.

A cell that spans columns stands over each of them; so does one beside blank cells.
"""

import re
from collections.abc import Sequence

from assistant.ingest.grids import Block
from assistant.ingest.joining import glue

MOST_HEAD_ROWS = 5
_FIGURE = re.compile(
    r"[¥￥$(（]?[+\-−±]?(?:\d[\d,，]*(?:\.\d+)?|\.\d+)(?:E[+-]?\d+)?\s*[%‰]?[)）]?"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?"
)
_YEAR = re.compile(r"(?:19|20)\d{2}")
_COLUMN_NUMBER = re.compile(r"[(（]?(?P<number>\d{1,2})[)）]?(?:\s*[=＝][\d+\-*/×÷()（）\s]+)?")
_COLUMN_NAME = re.compile(r"栏\s*次|行\s*次|序号|[甲乙丙丁戊己]")


def is_figure(text: str) -> bool:
    """Whether a cell holds a number or a day, as the rows under a head do; a year may head one.

    >>> is_figure("1,234.5"), is_figure("-3.2%"), is_figure("2023"), is_figure("2023年")
    (True, True, False, False)
    """
    return _FIGURE.fullmatch(text) is not None and _YEAR.fullmatch(text) is None


def head_rows(table: Block) -> int:
    """How many rows head a table; 0 where the first already holds figures."""
    if len(table.columns) < 2 or _has_figure(table, 0):
        return 0
    depth, most = 1, min(MOST_HEAD_ROWS, len(table.rows) - 1)
    while depth < most and not _has_figure(table, depth) and _goes_on(table, depth):
        depth += 1
    return depth


def _has_figure(table: Block, row: int) -> bool:
    return any(map(is_figure, table.texts[row]))


def _goes_on(table: Block, depth: int) -> bool:
    """Whether the row under `depth` rows of a head still is of it."""
    last, below = table.texts[depth - 1], table.texts[depth]
    for column, area in enumerate(table.areas[depth - 1]):
        if area is None or not table.texts[area.top][area.left]:
            continue
        if area.bottom >= depth or (area.left < area.right and below[column]):
            return True
    # Nothing is merged, but who typed the head left blank what the cell to the left stands over.
    under = any(not last[n] and below[n] and last[n - 1] for n in range(1, len(last)))
    beside = any(last[n] and not below[n] for n in range(len(last)))
    return under and beside


def head_cells(table: Block, depth: int) -> list[str]:
    """The head's cell over each column: what stands above it in each of the head's rows."""
    return [" ".join(each) for each in head_paths(table, depth)]


def head_paths(table: Block, depth: int) -> list[list[str]]:
    """The texts over each column, from the top down, each once."""
    paths: list[list[str]] = [[] for _ in table.columns]
    for row in range(depth):
        left = ""
        for column, path in enumerate(paths):
            area = table.areas[row][column]
            own = table.texts[row][column]
            if area is not None and not own:
                own = table.texts[area.top][area.left]
            parted = any(table.texts[lower][column] for lower in range(row + 1, depth))
            text = own or (left if parted and area is None else "")
            left = text if parted else ""
            text = one_line(text)
            if text and text not in path[-1:]:
                path.append(text)
    return paths


def one_line(text: str) -> str:
    """The text of a head's cell, which was broken to make it narrow: 责任 / 单位 as 责任单位."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    whole = lines[0] if lines else ""
    for line in lines[1:]:
        whole = glue(whole, line)
    return whole


def numbers_columns(cells: Sequence[str]) -> bool:
    """Whether a row under a head only numbers its columns: 甲 乙 1 2, 栏次 1 2 3=1+2."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    numbers = [int(match["number"]) for match in map(_COLUMN_NUMBER.fullmatch, filled) if match]
    named = sum(1 for cell in filled if _COLUMN_NAME.fullmatch(cell))
    counted = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else True
    return (
        len(filled) > 1
        and len(numbers) + named == len(filled)
        and counted
        and (bool(named) or (len(numbers) == len(cells) and numbers[0] == 1))
    )
