"""Notes under a table that change or qualify its figures, told with the rows they speak of.

注：以上标准自2026年7月1日起提高10%。 Who reads a row alone is told a figure that no longer holds.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.answering.drafts import Draft, quote_draft
from assistant.answering.tables.columns import bare_heading
from assistant.answering.tables.row_drafts import printed_heading
from assistant.answering.tables.row_names import row_name
from assistant.tables import Row, Table, is_figure, tables_of
from assistant.text import fold
from assistant.types import Article, Span

MOST_NOTES = 3
MOST_LINES = 8  # under a table, that may be notes
MOST_LINE_CHARS = 400
_OPENS = re.compile(r"[ 　]*[(（]?(?:备?注|说明|附注|注释)[ 　]*\d{0,2}[)）]?[:：][ 　]*")
_OF_ALL_OPENS = re.compile(r"[ 　]*(?:以上|上述|上表|本表|表中|表内)")
_ITEM = re.compile(
    r"[ 　]*(?:\d{1,2}[.、．)）](?!\d)|[(（][\d一二三四五六七八九十]{1,2}[)）]|[①-⑳])[ 　]*"
)
_END = re.compile(r"[。；;](?=.)|(?=[①-⑳])")
_CLOSES = "；; 　"  # at the end of a note, before the next
# Said of the figures of all rows.
_OF_ALL = re.compile(
    r"以上|上述|本表|[上该]表|表[中内]|各(?:档|类|项|级|等|阶梯|行|栏)|均[含按为包]|所有|一律|全部"
)
# What changes or qualifies a figure.
_QUALIFIES = re.compile(
    r"提高|上[浮调涨]|下[浮调]|降低|[增加]发|另[加增行外]|增加|减[半免按收少]|免[收缴交]|"
    r"不?(?:包[含括]|含(?!义))|除外|不(?:再|予|得|享受|适用|超过|低于|计)|"
    r"按[^,。;]{1,20}(?:执行|计算|计|发放|收取|标准)|执行|调整|自[^,。;]{2,16}起|折|倍|一半|"
    r"可|须|需(?!求)|应[当缴]|低于|高于|超过|指|推算|预计|快报|初步|四舍五入"
)

# Why a figure is so does not change it.
_EXPLAINS = re.compile("主要是?(?:因|受|由于)|原因")


def with_notes(drafts: Sequence[Draft]) -> list[Draft]:
    """Statements on rows of tables, each table's followed by the notes on them or on all rows."""
    found = [_row_of(draft) for draft in drafts]
    tables = dict.fromkeys(
        (d.sources[0].article, f[0]) for d, f in zip(drafts, found, strict=True) if f
    )
    after: dict[int, list[Draft]] = {}
    for article, table in tables:
        told = [(n, each[1]) for n, each in enumerate(found) if each and each[0] == table]
        own = [(drafts[n], row) for n, row in told]
        notes = [
            quote_draft(article, note.start, note.end, (), own[0][0].group)
            for note in _notes_on(article, table, own)
            if not _is_quoted(note, article, drafts)
        ]
        after[told[-1][0]] = notes[:MOST_NOTES]
    return [each for n, draft in enumerate(drafts) for each in (draft, *after.get(n, ()))]


def _notes_on(article: Article, table: Table, told: Sequence[tuple[Draft, Row]]) -> Iterator[Span]:
    """The places of the notes that speak of what was told of a table."""
    before = Span(0, 0)  # the last that does
    for note in _notes(article, table):
        goes_on = 0 < note.start - before.end <= len(_CLOSES)  # 以上价格……;低保户减半收取
        if _speaks_of(fold(note.of(article.text)), article, table, told, goes_on=goes_on):
            before = note
            yield note


def _row_of(draft: Draft) -> tuple[Table, Row] | None:
    source = draft.sources[0]
    if draft.check != "metadata":
        return None
    for table in tables_of(source.article):
        for row in table.rows:
            if (row.span.start, row.span.end) == (source.start, source.end):
                return table, row
    return None


def _notes(article: Article, table: Table) -> Iterator[Span]:
    """The places of the notes that stand right under a table, one by one."""
    position = table.rows[-1].span.end + 1
    is_open = False
    for line in article.text[position:].split("\n", MOST_LINES)[:MOST_LINES]:
        start, position = position, position + len(line) + 1
        if not line.strip() and not is_open:
            continue
        opened = _OPENS.match(line)
        goes_on = _ITEM.match(line) if is_open else _OF_ALL_OPENS.match(line)
        if len(line) > MOST_LINE_CHARS or not (opened or goes_on):
            return
        is_open = True
        yield from _parts(line, opened.end() if opened else 0, start)


def _parts(line: str, begin: int, offset: int) -> Iterator[Span]:
    """The notes of one line, without the marks before them, at their places in the article."""
    ends = [match.end() for match in _END.finditer(line, begin)]
    for start, end in zip([begin, *ends], [*ends, len(line)], strict=True):
        mark = _ITEM.match(line, start, end)
        first = mark.end() if mark else start
        text = line[first:end].rstrip(_CLOSES)
        if text.strip():
            yield Span(offset + first, offset + first + len(text))


def _speaks_of(
    said: str,
    article: Article,
    table: Table,
    told: Sequence[tuple[Draft, Row]],
    *,
    goes_on: bool,
) -> bool:
    """Whether a folded note qualifies what was told: the row, the column, or all of the table.

    What `goes_on` from a note that does, and names no other row or column, does so too.
    """
    if not _QUALIFIES.search(said) or _EXPLAINS.search(said):
        return False
    rows = _rows_named(said, table)
    if rows and not any(row in rows for _, row in told):
        return False
    columns = [
        number
        for number, (heading, _) in enumerate(table.heading.cells)
        if number and any(each in said for each in _levels(heading))
    ]
    heads = [printed_heading(article, table, number) for number in columns]
    if heads and not any(head in draft.text for head in heads for draft, _ in told):
        return False
    is_of_all = goes_on or _OF_ALL.search(said) or _is_on_title(said, article)
    return bool(rows or heads or is_of_all)


def _rows_named(said: str, table: Table) -> list[Row]:
    """The rows that a note names by a cell of words: 非居民 is not named for 居民."""
    rest, found = said, set[str]()
    for name in sorted({each for row in table.rows for each in _names(row)}, key=_longest_first):
        if name in rest:
            found.add(name)
            rest = rest.replace(name, ",")
    return [row for row in table.rows if not found.isdisjoint(_names(row))]


def _names(row: Row) -> list[str]:
    """What the cells of words name."""
    names = (row_name(text) for text, _ in row.cells if text and not is_figure(text))
    return [name for name in names if len(name) > 1]


def _longest_first(name: str) -> tuple[int, str]:
    return -len(name), name


def _levels(heading: str) -> list[str]:
    """What the levels of a heading name, where they are words: 资金, 财政资金."""
    return [each for each in bare_heading(heading).split() if len(each) > 1]


def _is_on_title(said: str, article: Article) -> bool:
    """Whether a note says of what the whole document is about: 住宿费, of 住宿费标准."""
    title = fold(article.title)
    return any(said[n : n + 3] in title for n in range(len(said) - 2))


def _is_quoted(note: Span, article: Article, drafts: Sequence[Draft]) -> bool:
    return any(
        source.article.id == article.id and source.start < note.end and note.start < source.end
        for draft in drafts
        for source in draft.sources
    )
