"""Text recognised in pictures of pages (scans), where the optional package is installed.

RapidOCR runs the PP-OCR models that lie in its wheel through ONNX Runtime; it needs no network.
"""

from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from statistics import median
from typing import Any

from assistant.ingest.pdf.glyphs import readable
from assistant.ingest.pdf.printed import Box, Piece

PACKAGE = "rapidocr"
DOTS_PER_INCH = 200
_LEAST_SURE = 0.6  # of what is kept; below, a line is a stamp or a picture's texture
_TYPE_SHARE = 0.8  # of a line's box is its type, the rest is the detector's margin
_ALIKE = (0.78, 1.28)  # times the usual height: lines of one type differ so much in their boxes
FONT = "recognised"


def is_installed() -> bool:
    """Whether scans can be read."""
    return find_spec(PACKAGE) is not None


def recognised(picture: Any, scale: float) -> tuple[Piece, ...]:
    """The lines of text in a picture (height x width x 3, uint8), `scale` points to a dot."""
    found = _engine()(picture)
    lines = zip(found.boxes, found.txts, found.scores, strict=True) if found.txts else ()
    return pieces_of(
        [
            (_around(corners, scale), text)
            for corners, text, sure in lines
            if sure >= _LEAST_SURE and readable(text)
        ]
    )


def pieces_of(lines: Sequence[tuple[Box, str]]) -> tuple[Piece, ...]:
    """Lines as they were found as pieces of text, those of nearly one height in one type."""
    usual = median(box.height for box, _ in lines) if lines else 0.0
    shortest, tallest = (share * usual for share in _ALIKE)
    return tuple(
        Piece(
            box,
            readable(text),
            round(_TYPE_SHARE * (usual if shortest <= box.height <= tallest else box.height), 1),
            FONT,
        )
        for box, text in lines
    )


def _around(corners: Sequence[Sequence[float]], scale: float) -> Box:
    xs = [float(x) * scale for x, _ in corners]
    ys = [float(y) * scale for _, y in corners]
    return Box(min(xs), max(xs), min(ys), max(ys))


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "critical"})
