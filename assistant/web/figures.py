"""The figures of the documents as a table, and the same table as an Excel file."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from assistant.web.links import article_link

if TYPE_CHECKING:
    from assistant.service import Assistant

COLUMNS = (
    "指标",
    "口径",
    "原文数值",
    "数值",
    "单位",
    "年份",
    "地区",
    "文章",
    "作者",
    "原句",
    "链接",
)
_WIDTHS = (28, 18, 14, 18, 10, 8, 20, 36, 10, 80, 40)  # characters, as Excel counts them


@dataclass(frozen=True, slots=True)
class Row:
    """One figure with the words around it; `value` is in units of `unit`, `printed` as in print."""

    indicator: str
    change: str
    value: float
    unit: str
    printed: str
    year: str
    region: str
    article_id: str
    title: str
    author: str
    sentence: str
    href: str


@dataclass(frozen=True, slots=True)
class Filter:
    """What the reader asked to see; "" lets everything through. `words` must all occur."""

    words: str = ""
    article: str = ""
    unit: str = ""
    year: str = ""

    def fits(self, row: Row) -> bool:
        """Whether the row is to be shown: the same rule as in `ui/figures.js`."""
        shown = (row.indicator, row.change, row.printed, row.year, row.region, row.title)
        text = "\n".join((*shown, row.author, row.sentence)).lower()
        return (
            all(word in text for word in self.words.lower().split())
            and self.article in ("", row.article_id)
            and self.unit in ("", row.unit)
            and self.year in ("", row.year)
        )

    @property
    def query(self) -> str:
        """The filter as the query of an address; "" where it lets everything through."""
        wanted = {"q": self.words, "article": self.article, "unit": self.unit, "year": self.year}
        return urlencode({name: value for name, value in wanted.items() if value})


@dataclass(frozen=True, slots=True)
class FiguresView:
    """The rows and what they can be filtered by, each list in its natural order."""

    rows: tuple[Row, ...]
    articles: tuple[tuple[str, str], ...]
    units: tuple[str, ...]
    years: tuple[str, ...]


def figure_rows(assistant: "Assistant") -> tuple[Row, ...]:
    """All figures of the library in the order of the texts."""
    articles = {article.id: article for article in assistant.articles()}
    rows = []
    for figure in assistant.figures():
        article = articles[figure.article_id]
        rows.append(
            Row(
                indicator=figure.indicator,
                change=figure.change,
                value=figure.value,
                unit=figure.unit,
                printed=figure.printed,
                year=figure.year,
                region=figure.region,
                article_id=article.id,
                title=article.title,
                author=article.author,
                sentence=figure.sentence.of(article.text),
                href=article_link(article.id, figure.start, figure.end),
            )
        )
    return tuple(rows)


def figures_view(rows: Sequence[Row]) -> FiguresView:
    """The values of the page 数据速查."""
    return FiguresView(
        rows=tuple(rows),
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

    def cell(value: str | float, *, bold: bool = False) -> Cell:
        if isinstance(value, str):
            made = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
            made.data_type = "s"
            made.quotePrefix = True
        else:
            made = WriteOnlyCell(sheet, value)
        made.font = Font(bold=bold)
        made.alignment = Alignment(vertical="top", wrap_text=True)
        return made

    sheet.append([cell(name, bold=True) for name in COLUMNS])
    for row in rows:
        texts = (row.year, row.region, row.title, row.author, row.sentence)
        values = (row.indicator, row.change, row.printed, row.value, row.unit, *texts)
        sheet.append([cell(value) for value in (*values, base_url.rstrip("/") + row.href)])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
