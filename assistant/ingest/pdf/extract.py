"""Parses one PDF in a process of its own: the file on standard input, a page a line of JSON out.

A crafted or damaged file can make a parser run for ever or fill the memory; here
that ends this process, and the caller refuses the file. The first line is the
count of pages; an error is one line {"error": "password" | "damaged" | "large"}.
"""

import io
import json
import logging
import signal
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from assistant.ingest.pdf.pieces import pieces
from assistant.ingest.pdf.printed import Page, Table, to_json
from assistant.ingest.pdf.recognition import DOTS_PER_INCH, is_installed, recognised
from assistant.ingest.pdf.ruled import table_of, tables_found, within

MEMORY_BYTES = 2 << 30
PAGE_SECONDS = 60
MOST_DOTS = 4000  # of a rendered page's longer side
A4_POINTS = (595.0, 842.0)  # a picture's width is taken for that of a sheet, upright or turned
RECOGNITION_BYTES, RECOGNITION_SECONDS = 8 << 30, 240


def main() -> None:
    """Read the file on standard input and write its pages."""
    _allow(MEMORY_BYTES)
    logging.disable(logging.CRITICAL)
    data = sys.stdin.buffer.read()
    try:
        _limit_time(PAGE_SECONDS)
        for record in pictures(data) if "picture" in sys.argv[1:] else pages(data):
            sys.stdout.write(json.dumps(record, ensure_ascii=True) + "\n")
    except MemoryError:
        sys.stdout.write(json.dumps({"error": "large"}) + "\n")
    except Exception as error:
        # pdfminer raises whatever the damage leads to: PSEOF, KeyError, TypeError, struct.error, ….
        kind = "password" if _is_locked(error) else "damaged"
        sys.stdout.write(json.dumps({"error": kind}) + "\n")


def _is_locked(error: Exception) -> bool:
    """Whether an error, or the one of pdfminer that pdfplumber wraps in it, is about a password."""
    from pdfminer.pdfdocument import PDFPasswordIncorrect

    return any(isinstance(each, PDFPasswordIncorrect) for each in (error, *error.args))


def pages(data: bytes) -> Iterator[dict[str, Any]]:
    """The count of pages, then each page, as JSON values."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as opened:
        yield {"pages": len(opened.pages)}
        for page in opened.pages:
            _limit_time(PAGE_SECONDS)
            printed = printed_page(page)
            if printed.is_picture and not printed.has_text and is_installed():
                _allow(RECOGNITION_BYTES)
                _limit_time(RECOGNITION_SECONDS)
                printed = _recognised(data, printed)
            yield to_json(printed)
            page.close()  # pdfplumber keeps what it parsed until then


def pictures(data: bytes) -> Iterator[dict[str, Any]]:
    """The count of a file's pictures, then each as a page of recognised text."""
    import numpy as np
    from PIL import Image, ImageOps, ImageSequence

    _allow(RECOGNITION_BYTES)
    with Image.open(io.BytesIO(data)) as opened:
        yield {"pages": getattr(opened, "n_frames", 1)}
        for number, frame in enumerate(ImageSequence.Iterator(opened), start=1):
            _limit_time(RECOGNITION_SECONDS)
            picture = ImageOps.exif_transpose(frame).convert("RGB")
            scale = A4_POINTS[picture.width > picture.height] / picture.width
            pieces = recognised(np.asarray(picture), scale)
            size = picture.width * scale, picture.height * scale
            yield to_json(Page(number, *size, pieces, pictures=1.0, recognised=True))


def _recognised(data: bytes, page: Page) -> Page:
    """A scanned page with the text that is recognised in its picture."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    # A page may state any size; the recogniser makes larger pictures smaller anyway.
    scale = min(DOTS_PER_INCH / 72, MOST_DOTS / max(page.width, page.height, 1.0))
    picture = document[page.number - 1].render(scale=scale).to_numpy()
    pieces = recognised(picture[:, :, :3], 1 / scale)
    document.close()
    return replace(page, pieces=pieces, recognised=bool(pieces))


def _allow(count: int) -> None:
    try:
        import resource
    except ImportError:  # not on this system
        return
    resource.setrlimit(resource.RLIMIT_AS, (count, RECOGNITION_BYTES))


def _limit_time(seconds: int) -> None:
    """Ends this process where one page takes longer."""
    if hasattr(signal, "alarm"):  # not on Windows
        signal.alarm(seconds)


def printed_page(page: Any) -> Page:
    """What a page of pdfplumber prints."""
    chars = [char for char in _printed_once(page.chars) if _is_upright(char, page)]
    tables: list[Table] = []
    for found in tables_found(page):
        inside = [char for char in chars if within(char, found.bbox)]
        table = table_of(found, inside)
        if table is not None:
            tables.append(table)
            taken = set(map(id, inside))
            chars = [char for char in chars if id(char) not in taken]
    area = float(page.width) * float(page.height)
    pictures = sum(
        max(0.0, min(image["x1"], page.width) - max(image["x0"], 0))
        * max(0.0, min(image["bottom"], page.height) - max(image["top"], 0))
        for image in page.images
    )
    return Page(
        number=page.page_number,
        width=float(page.width),
        height=float(page.height),
        pieces=tuple(pieces(chars)),
        tables=tuple(tables),
        pictures=min(1.0, pictures / area) if area else 0.0,
    )


def _printed_once(chars: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The characters without those printed again in the same place, which makes type bold."""
    seen: set[tuple[str, int, int]] = set()
    for char in chars:
        x, y = round(char["x0"]), round(char["top"])
        around = ((char["text"], x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1))
        if seen.isdisjoint(around) or not char["text"].strip():
            yield char
        seen.add((char["text"], x, y))


def _is_upright(char: dict[str, Any], page: Any) -> bool:
    """Whether a character is printed level and on the page; slanted ones are watermarks."""
    a, b, c, d = char["matrix"][:4]
    level = abs(b) <= 0.02 * abs(a) and a > 0 and d != 0 and abs(c) <= 0.5 * abs(d)
    inside = -1 <= char["x0"] <= page.width and -1 <= char["top"] <= page.height
    return bool(level and inside and char["size"] >= 2)


if __name__ == "__main__":
    main()
