"""Tables as documents print them: rows of cells under a row of headings, and their units."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.text import fold
from assistant.types import ITEM_LEVEL, Article, Span

SEPARATOR = re.compile(r"(?:^| )\|(?: |$)|\t")  # a blank cell may begin or end a row
GAP = re.compile(r"[ 　]*　[ 　]*| {2,}")  # between the cells of a table typed in plain text
FIGURE = re.compile(r"[+-]?[\d,.]+%?|[-—/]*")
RATE = re.compile(r"[%‰]|率|增速|增幅|降幅|占比|比重|^(?:同比|比上年|较上年)|(?:^| )增[长减]$")
_PAIR = re.compile(r"(?P<name>[^：|。\n]{1,40})：(?P<value>[^：|。\n]{1,40})")
MOST_KEPT = 16  # articles whose tables are kept for the next questions
_FEWEST_PAIRS = 2  # 名称：figure under a head of two cells
_SPACE = re.compile(r"\s+")
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d|(?:\.\d+)?%)")
_UNIT_LINE = re.compile(
    r"^(?:[^|：:。\n]{2,40}(?=[（(]))?[（(]?(?P<unit>(?:计量|金额|货币)?单位[：:][ 　]*"
    r"(?![%‰])[^：:（）()|\n]{1,12}?)[）)]?[ 　]*$",
    re.MULTILINE,
)
_NEXT_TABLE = re.compile(r"^[附续]?表[ 　]*[\d一二三四五六七八九十]", re.MULTILINE)
UNIT_HEADING = re.compile(r"(?:计量)?单位")
# Figures under such heads count no unit.
NOT_MEASURED = re.compile("序号|编[号码]|代码|号码|电话|年份|日期|时间|次序|排[名位]|得分|分数")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of cells; `cells` are (folded text, place) pairs."""

    span: Span
    cells: tuple[tuple[str, Span], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one number of cells, under a row of headings.

    Of a head of two rows, `heading` says what both say of a column (水稻 产量), at the places of
    the lower, and `over` has the place of what stands above each of its cells, None for nothing.
    """

    heading: Row
    rows: tuple[Row, ...]
    over: tuple[Span | None, ...] = ()


def tables_of(article: Article) -> tuple[Table, ...]:
    """The tables of an article: two or more lines of as many cells, three at least.

    Or of two (粮食：98.7), where figures stand under a head without any.
    """
    return _tables(article.text)


@lru_cache(maxsize=MOST_KEPT)
def _tables(text: str) -> tuple[Table, ...]:
    return tuple(_read_tables(text))


def _read_tables(text: str) -> Iterator[Table]:
    rows: list[Row] = []
    pairs: list[Row] = []
    position = 0
    for line in [*text.split("\n"), ""]:
        row = _row(line, position)
        pair = _pair(line, position) if row is None else None
        position += len(line) + 1
        if pair is not None and pairs and is_figure(pair.cells[1][0]):
            pairs.append(pair)
        else:
            if len(pairs) > _FEWEST_PAIRS:
                yield Table(pairs[0], tuple(pairs[1:]))
            pairs = [] if pair is None or is_figure(pair.cells[1][0]) else [pair]
        if row is not None and (not rows or len(row.cells) == len(rows[0].cells)):
            rows.append(row)
            continue
        if len(rows) > 1 and not any(text and is_figure(text) for text, _ in rows[0].cells):
            yield _headed(rows)
        rows = [row] if row is not None else []


def _headed(rows: Sequence[Row]) -> Table:
    """Rows under the first of them, or under the first two; a head that is repeated is no row."""
    heading, over = rows[0], tuple[Span | None, ...]()
    if _goes_on(heading, rows[1]):
        heading, over = _joined(heading, rows[1])
    under = tuple(row for row in rows[1:] if not _repeats(row, heading))
    return Table(heading, under, over) if under else Table(rows[0], tuple(rows[1:]))


def _goes_on(upper: Row, lower: Row) -> bool:
    """Whether a row under the head is of it: 面积 | 产量, under 水稻 and a blank or 水稻 again.

    What stands over one column alone has a blank under it, or itself once more.
    """
    if any(is_figure(text) for text, _ in lower.cells if text):
        return False
    spans = _spans(upper)
    is_parted = False
    for start, end in spans:
        texts = [text for text, _ in lower.cells[start:end]]
        if end - start > 1 and all(texts) and len(set(texts)) > 1:
            is_parted = True
        elif end - start > 1 or texts[0] not in ("", upper.cells[start][0]):
            return False
    return is_parted


def _spans(upper: Row) -> list[tuple[int, int]]:
    """The columns that each cell of a head stands over: over blank ones, and over its like."""
    texts = [text for text, _ in upper.cells]
    starts = [n for n, text in enumerate(texts) if not n or (text and text != texts[n - 1])]
    return list(zip(starts, [*starts[1:], len(texts)], strict=True))


def _joined(upper: Row, lower: Row) -> tuple[Row, tuple[Span | None, ...]]:
    """Two rows of a head as one, and the places of what stands over its cells."""
    cells: list[tuple[str, Span]] = []
    over: list[Span | None] = []
    for start, end in _spans(upper):
        name, place = upper.cells[start]
        for text, own in lower.cells[start:end]:
            is_below = bool(text) and text != name
            cells.append((f"{name} {text}".strip(), own) if is_below else (name, place))
            over.append(place if is_below and name else None)
    return Row(Span(upper.span.start, lower.span.end), tuple(cells)), tuple(over)


def _repeats(row: Row, heading: Row) -> bool:
    """Whether a row is the head once more, as over a page: all of it, or one of its levels."""
    pairs = zip(row.cells, heading.cells, strict=True)
    filled = [(_SPACE.sub("", text), head) for (text, _), (head, _) in pairs if text]
    return len(filled) > 1 and all(
        text in (_SPACE.sub("", head), *head.split()) for text, head in filled
    )


def _pair(line: str, start: int) -> Row | None:
    match = _PAIR.fullmatch(line)
    if match is None:
        return None
    places = [match.span(name) for name in ("name", "value")]
    cells = tuple(
        (fold(line[begin:end]).strip(), Span(start + begin, start + end)) for begin, end in places
    )
    return None if is_figure(cells[0][0]) else Row(Span(start, start + len(line)), cells)


def is_figure(cell: str) -> bool:
    """Whether a cell holds a figure; a year heads its column."""
    return bool(FIGURE.fullmatch(cell)) and not _YEAR.search(cell)


def _row(line: str, start: int) -> Row | None:
    cells: list[tuple[str, Span]] = []
    position = 0
    separator = SEPARATOR if SEPARATOR.search(line) else GAP
    for match in [*separator.finditer(line), None]:
        end = match.start() if match else len(line)
        cells.append((fold(line[position:end]).strip(), Span(start + position, start + end)))
        position = match.end() if match else end
    return Row(Span(start, start + len(line)), tuple(cells)) if len(cells) > 2 else None


def unit_line(article: Article, table: Table) -> Span | None:
    """The place of the unit that a line over a table states: 单位：万元.

    A heading, a sentence or the number of another table between the line and the table means
    that the unit is not this table's.
    """
    start = table.heading.span.start
    found = list(_UNIT_LINE.finditer(article.text, 0, start))
    if not found:
        return None
    line = found[-1]
    between = article.text[line.end() : start]
    headed = any(
        line.end() <= heading.start < start and heading.level < ITEM_LEVEL
        for heading in article.headings
    )
    if headed or "。" in between or _NEXT_TABLE.search(between):
        return None
    return Span(line.start("unit"), line.end("unit"))


def unit_column(table: Table) -> int | None:
    """The number of the column that gives the units; None where there is none."""
    titles = [title for title, _ in table.heading.cells]
    return next((n for n, title in enumerate(titles) if UNIT_HEADING.fullmatch(title)), None)
