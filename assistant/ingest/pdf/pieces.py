"""A page's characters as pieces of lines: what follows on one line without a wide gap."""

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from assistant.ingest.pdf.glyphs import readable
from assistant.ingest.pdf.printed import Box, Piece

_WIDE_GAP = 1.2  # in sizes of the type: as wide as this parts columns or cells
_GUTTER = 14.0  # points: as far apart, columns stand
_LARGE_GAP = 0.8  # in sizes of a headline's type
_CLOSE = 0.35
_FEWEST_APART = 13  # characters; titles of fewer are spread out
_SPACE_GAP = 0.15  # between Latin words
_SPREAD_GAP = 0.5  # between Chinese characters that are spread out
_SAME_LINE = 0.5  # overlap in height, as a share of the lower of the two
_LIGHT = 0.72  # brightness of a grey that only watermarks have
_WHITE = 0.98  # that of letters on a dark ground


def pieces(chars: Sequence[dict[str, Any]]) -> list[Piece]:
    """The characters as pieces of lines, in the order in which the file prints them."""
    runs: list[list[dict[str, Any]]] = []
    for char in chars:
        if runs and _follows(runs[-1][-1], char):
            runs[-1].append(char)
        elif char["text"].strip():
            runs.append([char])
    return [piece for run in _merged(runs) if (piece := _piece(run)).text]


def _box(chars: Iterable[dict[str, Any]]) -> Box:
    chars = list(chars)
    return Box(
        min(char["x0"] for char in chars),
        max(char["x1"] for char in chars),
        min(char["top"] for char in chars),
        max(char["bottom"] for char in chars),
    )


def _gap_ok(left: Box, right: Box, size: float) -> bool:
    gap = right.x0 - left.x1
    shared = min(left.bottom, right.bottom) - max(left.top, right.top)
    level = shared >= _SAME_LINE * min(left.height, right.height)
    return level and -0.6 * size <= gap <= min(_WIDE_GAP * size, max(_GUTTER, _LARGE_GAP * size))


def _follows(last: dict[str, Any], char: dict[str, Any]) -> bool:
    left, right = _box([last]), _box([char])
    size = max(last["size"], char["size"])
    # A character of another font may stand in a wider gap, printed later.
    close = right.x0 - left.x1 <= _CLOSE * size
    return close and _gap_ok(left, right, size) and char["x1"] > last["x0"]


def _merged(runs: list[list[dict[str, Any]]]) -> list[list[dict[str, Any]]]:
    """Runs that stand close to one another on a line as one: producers change the order."""
    merged: list[tuple[Box, list[dict[str, Any]]]] = []
    order = sorted(range(len(runs)), key=lambda n: (min(c["x0"] for c in runs[n]), n))
    open_at: dict[int, list[int]] = {}
    for number in order:
        run = list(runs[number])
        box = _box(run)
        bucket = range(int(box.top // 20) - 1, int(box.bottom // 20) + 2)
        best = -1
        for place in {n for key in bucket for n in open_at.get(key, ())}:
            other, chars = merged[place]
            size = max(chars[-1]["size"], run[0]["size"])
            if _gap_ok(other, box, size) and (best < 0 or other.x1 > merged[best][0].x1):
                best = place
        if best >= 0:
            other, chars = merged[best]
            chars.extend(run)
            merged[best] = (_box(chars), chars)
        else:
            merged.append((box, run))
            best = len(merged) - 1
        for key in bucket:
            open_at.setdefault(key, []).append(best)
    first = {id(run[0]): n for n, run in enumerate(runs)}
    merged.sort(key=lambda each: min(first.get(id(char), len(runs)) for char in each[1]))
    return [chars for _, chars in merged]


def _piece(run: Sequence[dict[str, Any]]) -> Piece:
    text = ""
    last: dict[str, Any] | None = None
    typed = False  # whether the file has a space there
    for char in run:
        if not char["text"].strip():
            typed = True
            continue
        if last is not None and _spaced(last, char, typed):
            text += " "
        text += char["text"]
        last, typed = char, False
    shown = [char for char in run if char["text"].strip()]
    largest = sorted(char["size"] for char in shown)
    return Piece(
        _box(shown),
        _closed_up(readable(text)),
        round(largest[len(largest) // 2], 1),
        _common(char["fontname"].split("+", 1)[-1] for char in shown),
        all(_LIGHT <= _brightness(char["non_stroking_color"]) < _WHITE for char in shown),
    )


def _closed_up(text: str) -> str:
    """A line whose characters are all set apart, as text laid over a scan has them, closed up."""
    characters = text.split(" ")
    if len(characters) >= _FEWEST_APART and all(len(each) == 1 for each in characters):
        return "".join(characters)
    return text


def _spaced(last: dict[str, Any], char: dict[str, Any], typed: bool) -> bool:
    size = max(last["size"], char["size"])
    gap = char["x0"] - last["x1"]
    if typed and gap >= _SPACE_GAP * size:
        return True
    # Chinese characters and figures are set a little apart without a space.
    chinese = is_wide(char["text"][0]) or is_wide(last["text"][-1])
    return bool(gap >= (_SPREAD_GAP if chinese else _SPACE_GAP) * size)


def is_wide(character: str) -> bool:
    """Whether a character is as wide as a Chinese one."""
    return unicodedata.east_asian_width(character) in "WF" or character in "“”‘’…—·"


def _common(values: Iterable[str]) -> str:
    counted: dict[str, int] = {}
    for value in values:
        counted[value] = counted.get(value, 0) + 1
    return max(counted, key=lambda value: counted[value])


def _brightness(color: Any) -> float:
    """Of a colour in grey, RGB or CMYK: 0 is black, 1 white; a pattern counts as black."""
    values = color if isinstance(color, (tuple, list)) else (color,)
    if not values or not all(isinstance(value, (int, float)) for value in values):
        return 0.0
    if len(values) == 4:
        return float((1 - values[3]) * (1 - sum(values[:3]) / 3))
    return float(sum(values)) / len(values)


def piece_rows(found: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces that stand beside one another, from left to right; the rows from top to bottom."""
    rows: list[list[Piece]] = []
    for piece in sorted(found, key=lambda piece: piece.box.middle):
        if rows and any(other.box.beside(piece.box) for other in rows[-1]):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.box.x0) for row in rows]
