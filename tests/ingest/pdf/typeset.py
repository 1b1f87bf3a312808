"""Sets text on the pages of a PDF, in a Chinese font that readers know without a file of it."""

import io
from collections.abc import Iterator, Sequence
from typing import Any

from assistant.ingest.pdf.printed import Box, Page, Piece

FONT = "STSong-Light"
A4 = (595.0, 842.0)


class Sheets:
    """A PDF in the making: every call prints on the current page, counted from its upper edge."""

    def __init__(self, size: tuple[float, float] = A4, **options: Any) -> None:
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.cidfonts import UnicodeCIDFont
        from reportlab.pdfgen.canvas import Canvas

        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
        self._file = io.BytesIO()
        self.size = size
        self.canvas = Canvas(self._file, pagesize=size, **options)

    def line(self, text: str, x: float, top: float, size: float = 12.0) -> None:
        """A line of text whose upper edge is `top`."""
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, self.size[1] - top - size, text)

    def text(
        self,
        paragraphs: Sequence[str],
        top: float = 100.0,
        left: float = 90.0,
        chars: int = 34,
        size: float = 12.0,
        indent: int = 2,
        leading: float = 20.0,
    ) -> float:
        """Paragraphs broken after so many characters; returns the top of the next line."""
        for line, first in broken(paragraphs, chars, indent):
            self.line(line, left + (indent * size if first else 0.0), top, size)
            top += leading
        return top

    def rule(self, x0: float, top: float, x1: float, bottom: float) -> None:
        """A straight rule."""
        self.canvas.line(x0, self.size[1] - top, x1, self.size[1] - bottom)

    def table(
        self,
        xs: Sequence[float],
        tops: Sequence[float],
        rows: Sequence[Sequence[str]],
        sides: bool = True,
    ) -> None:
        """A ruled table with a text in each place; without its outer rules where not `sides`."""
        for top in tops:
            self.rule(xs[0], top, xs[-1], top)
        for x in xs if sides else xs[1:-1]:
            self.rule(x, tops[0], x, tops[-1])
        for top, row in zip(tops, rows, strict=False):
            for x, cell in zip(xs, row, strict=False):
                self.line(cell, x + 4, top + 4, 10)

    def page(self) -> None:
        """Turn to the next page."""
        self.canvas.showPage()

    def data(self) -> bytes:
        """The finished file."""
        self.canvas.save()
        return self._file.getvalue()


def broken(paragraphs: Sequence[str], chars: int, indent: int) -> Iterator[tuple[str, bool]]:
    """The lines of paragraphs of full-width characters, and whether each begins one."""
    for paragraph in paragraphs:
        first = True
        while paragraph:
            count = chars - (indent if first else 0)
            while len(paragraph) > count and paragraph[count] in "，。、；：）”":
                count += 1  # a mark does not begin a line
            yield paragraph[:count], first
            paragraph, first = paragraph[count:], False


def piece(text: str, x: float, top: float, size: float = 12.0) -> Piece:
    """A piece of full-width characters."""
    return Piece(Box(x, x + size * len(text), top, top + size), text, size, "SimSun")


def sheet(pieces: Sequence[Piece], number: int = 1, size: tuple[float, float] = A4) -> Page:
    """A page that prints these pieces."""
    return Page(number, size[0], size[1], tuple(pieces))
