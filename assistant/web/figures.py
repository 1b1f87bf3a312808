"""The figures of the documents as a table, and the same table as an Excel file."""

import io
from collections import Counter
from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from assistant.web.links import article_link

if TYPE_CHECKING:
    from assistant.service import Assistant

COLUMNS = (
    "指标",
    "对象",
    "口径",
    "原文数值",
    "界限",
    "数值",
    "单位",
    "年份",
    "时期",
    "地区",
    "文章",
    "作者",
    "原句",
    "链接",
)
MOST_OF_TABLE = 30
"""Cells of one table that the page shows before anything is looked for; the rest wait."""

MOST_SENT = 2000
"""Rows that one page holds; with more of them the server filters, not the page's script."""

_WIDTHS = (28, 20, 18, 14, 6, 18, 10, 8, 14, 20, 36, 10, 80, 40)  # characters, as Excel counts them


@dataclass(frozen=True, slots=True)
class Row:
    """One figure with the words around it; `value` is in units of `unit`, `printed` as in print.

    `bound` is "≥", "≤", ">", "<" or "≈" where the value is a limit or a rough one.
    `whom` is to whom it goes or of what it is, where `indicator` alone does not say so; `period`
    the whole time of it (2025年上半年), `year` the year of that. `is_further`: a cell of a long
    table, shown once something is looked for.
    """

    indicator: str
    whom: str
    change: str
    value: float
    unit: str
    bound: str
    printed: str
    year: str
    period: str
    region: str
    article_id: str
    title: str
    author: str
    sentence: str
    href: str
    is_further: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """What the reader asked to see; "" lets everything through. `words` must all occur."""

    words: str = ""
    article: str = ""
    unit: str = ""
    year: str = ""

    def fits(self, row: Row) -> bool:
        """Whether the row is to be shown: the same rule as in `ui/figures.js`."""
        shown = (row.indicator, row.whom, row.change, row.printed, row.year, row.period, row.region)
        text = "\n".join((*shown, row.title, row.author, row.sentence)).lower()
        return (
            all(word in text for word in self.words.lower().split())
            and self.article in ("", row.article_id)
            and self.unit in ("", row.unit)
            and self.year in ("", row.year)
        )

    def shows(self, row: Row) -> bool:
        """Whether the page shows the row: of a long table only the first cells, until one looks."""
        return self.fits(row) and (bool(self.query) or not row.is_further)

    @property
    def query(self) -> str:
        """The filter as the query of an address; "" where it lets everything through."""
        wanted = {"q": self.words, "article": self.article, "unit": self.unit, "year": self.year}
        return urlencode({name: value for name, value in wanted.items() if value})


@dataclass(frozen=True, slots=True)
class FiguresView:
    """The rows and what they can be filtered by, each list in its natural order.

    `has_all`: one page can hold all rows, and its script filters them.
    """

    rows: tuple[Row, ...]
    has_all: bool
    articles: tuple[tuple[str, str], ...]
    units: tuple[str, ...]
    years: tuple[str, ...]


def figure_rows(assistant: "Assistant") -> tuple[Row, ...]:
    """All figures of the library in the order of the texts."""
    articles = {article.id: article for article in assistant.articles()}
    rows = []
    cells: Counter[tuple[str, int]] = Counter()
    for figure in assistant.figures():
        if figure.table is not None:
            cells[figure.article_id, figure.table] += 1
        article = articles[figure.article_id]
        rows.append(
            Row(
                indicator=figure.indicator,
                whom=figure.whom or figure.under,
                change=figure.change,
                value=figure.value,
                unit=figure.unit,
                bound=figure.bound,
                printed=figure.printed,
                year=_year_of(figure.period) or figure.year,
                period=figure.period or figure.year,
                region=figure.region,
                article_id=article.id,
                title=article.title,
                author=article.author,
                sentence=figure.sentence.of(article.text),
                href=article_link(article.id, figure.start, figure.end),
                is_further=figure.table is not None
                and cells[figure.article_id, figure.table] > MOST_OF_TABLE,
            )
        )
    return tuple(rows)


def _year_of(period: str) -> str:
    """The year with which a time begins: 2025 of 2025年上半年; "" of 上半年."""
    return period[:4] if period[:4].isdigit() else ""


def figures_view(rows: Sequence[Row]) -> FiguresView:
    """The values of the page 数据速查."""
    return FiguresView(
        rows=tuple(rows),
        has_all=len(rows) <= MOST_SENT,
        articles=tuple(dict.fromkeys((row.article_id, row.title) for row in rows)),
        units=_distinct(rows, lambda row: row.unit),
        years=_distinct(rows, lambda row: row.year),
    )


def _distinct(rows: Sequence[Row], value: Callable[[Row], str]) -> tuple[str, ...]:
    return tuple(sorted({value(row) for row in rows} - {""}))


def figures_xlsx(rows: Sequence[Row], base_url: str) -> bytes:
    """An .xlsx with a frozen, filterable head; `base_url` makes the links absolute.

    Texts come from documents, and Excel runs a text that starts with "=" as a
    formula: every text cell is written as a string, whatever it starts with.
    """
    from openpyxl import Workbook
    from openpyxl.cell import Cell, WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet("数据速查")
    for index, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{len(rows) + 1}"

    def styled(*, bold: bool) -> Cell:
        made = WriteOnlyCell(sheet)
        made.font = Font(bold=bold)
        made.alignment = Alignment(vertical="top", wrap_text=True)
        return made

    head, body = styled(bold=True), styled(bold=False)

    def cell(value: str | float, like: Cell = body) -> Cell:
        if isinstance(value, str):
            made = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
            made.data_type = "s"
        else:
            made = WriteOnlyCell(sheet, value)
        # Copied: to set font and alignment of each cell takes four fifths of the whole time.
        made._style = copy(like._style)  # type: ignore[attr-defined]  # the stubs lack it
        made.quotePrefix = isinstance(value, str)
        return made

    sheet.append([cell(name, head) for name in COLUMNS])
    for row in rows:
        named = (row.indicator, row.whom, row.change, row.printed, row.bound)
        texts = (row.year, row.period, row.region, row.title, row.author, row.sentence)
        values = (*named, row.value, row.unit, *texts)
        sheet.append([cell(value) for value in (*values, base_url.rstrip("/") + row.href)])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
