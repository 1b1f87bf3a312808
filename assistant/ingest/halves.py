"""Tables that are printed side by side: beside a blank column, or under a head that repeats.

序号 姓名 单位 序号 姓名 单位 is one list in two halves; 收入 预算数 支出 预算数 are two tables.
"""

from collections.abc import Sequence

from assistant.ingest.grids import Block
from assistant.ingest.tableheads import head_paths, is_figure

_FEWEST_COLUMNS = 2
_NUMBERED = ("序号", "编号")


def side_by_side(block: Block) -> list[Block]:
    """The tables that blank columns part; the block alone where they only stand between cells."""
    gaps = [n for n in range(1, len(block.columns)) if block.columns[n] > block.columns[n - 1] + 1]
    start = 0
    parts: list[Block] = []
    for gap in [*gaps, len(block.columns)]:
        if gap < len(block.columns) and not _parts(block, start, gap, _next(gaps, gap, block)):
            continue
        parts.append(block.part(range(len(block.rows)), range(start, gap)))
        start = gap
    return parts if len(parts) > 1 else [block]


def _next(gaps: Sequence[int], gap: int, block: Block) -> int:
    return next((each for each in gaps if each > gap), len(block.columns))


def _parts(block: Block, start: int, gap: int, end: int) -> bool:
    """Whether what stands left and right of a blank column are two tables."""
    if min(gap - start, end - gap) < _FEWEST_COLUMNS:
        return False
    crossed = any(
        area is not None and area.left < gap <= area.right and block.texts[area.top][area.left]
        for areas in block.areas
        for area in (areas[gap],)
    )
    rows = range(len(block.rows))
    left, right = (block.part(rows, range(*span)) for span in ((start, gap), (gap, end)))
    if crossed or any(is_figure(text) for part in (left, right) for text in part.texts[0]):
        return False
    whole = all(part.texts[row][0] for part in (left, right) for row in range(1, len(part.rows)))
    lengths = left.rows[0] != right.rows[0] or left.rows[-1] != right.rows[-1]
    return left.texts[0][0] == right.texts[0][0] or (lengths and whole)


def halves(table: Block, depth: int) -> list[tuple[str, Block, int]]:
    """The tables under a head that repeats: what stands over each, the table, the rows of its head.

    [] where nothing repeats.
    """
    if depth == len(table.rows):
        return []
    paths = head_paths(table, depth)
    lowest = [path[-1] if path else "" for path in paths]
    count = len(lowest)
    for width in range(_FEWEST_COLUMNS, count // 2 + 1):
        if count % width:
            continue
        groups = [range(start, start + width) for start in range(0, count, width)]
        if _repeats(table, depth, lowest, groups):
            return [_half(table, depth, paths, group) for group in groups]
    return []


def _repeats(table: Block, depth: int, lowest: Sequence[str], groups: Sequence[range]) -> bool:
    """Whether each group of columns names rows of its own, under the same heads of figures."""
    names = [[lowest[n] for n in group] for group in groups]
    if not all(all(each) for each in names) or any(each[1:] != names[0][1:] for each in names):
        return False
    body = range(depth, len(table.rows))

    def figures(column: int) -> bool:
        filled = [text for row in body if (text := table.texts[row][column])]
        return bool(filled) and sum(map(is_figure, filled)) > len(filled) / 2

    named = all(names[0][0] in _NUMBERED or not figures(group[0]) for group in groups)
    if all(each == names[0] for each in names):
        return named
    return named and all(figures(n) for group in groups for n in group[1:])


def _half(
    table: Block, depth: int, paths: Sequence[Sequence[str]], group: range
) -> tuple[str, Block, int]:
    over = {tuple(paths[n][:-1]) for n in group}
    title = " ".join(next(iter(over))) if len(over) == 1 else ""
    part = table.part(range(depth - 1 if title else 0, len(table.rows)), group)
    return title, part, sum(row < table.rows[depth] for row in part.rows)
