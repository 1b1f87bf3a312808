"""Passages: pieces of an article, cut along its outline, that are searched and shown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.ingest.blocks import split_at
from assistant.types import Article, Passage, Point, Span

HARD_LIMIT = 600  # characters; only a sentence longer than this is cut, at its clauses


@dataclass(frozen=True, slots=True)
class _Piece:
    span: Span
    path: tuple[str, ...]

    def __len__(self) -> int:
        return self.span.end - self.span.start


def split_passages(
    article: Article, outline: Point, *, min_chars: int = 80, max_chars: int = 350
) -> tuple[Passage, ...]:
    """Cut the body into passages in the order of the text; () for an empty body.

    They do not overlap, cover every character that is not white space, and end
    where sentences end. A passage is shorter than `min_chars` only where
    nothing can join it, and longer than `max_chars` only where one sentence is.
    Its path holds the labels of the points it lies in, below the article.
    """
    pieces = _pack(_units(article.text, outline, (), max_chars), min_chars, max_chars)
    return tuple(
        Passage(
            id=f"{article.id}:{piece.span.start}-{piece.span.end}",
            article_id=article.id,
            path=piece.path,
            start=piece.span.start,
            end=piece.span.end,
            text=piece.span.of(article.text),
        )
        for piece in pieces
    )


def _units(text: str, point: Point, path: tuple[str, ...], limit: int) -> Iterator[_Piece]:
    """The smallest pieces that stay whole: points that fit, else their sentences."""
    if point.kind == "article":
        for child in point.children:
            yield from _units(text, child, path, limit)
        return
    if point.kind in ("sentence", "clause", "field"):
        for span in _cut_sentence(text, Span(point.start, point.end)):
            yield _Piece(span, path)
        return
    whole = Span(point.start, point.end)
    if point.kind == "item" and whole.end - whole.start <= limit:
        yield _Piece(whole, path)
        return
    sentences = [child for child in point.children if child.kind != "clause"]
    head = Span(point.start, _head_end(point, sentences))
    inner = (*path, point.label) if point.label else path
    for span in _cut_sentence(text, _trim(text, head)):
        yield _Piece(span, inner)
    for child in sentences:
        yield from _units(text, child, inner, limit)


def _head_end(point: Point, sentences: Sequence[Point]) -> int:
    """Where the point's own words end: its mark, label and the rest of its first sentence."""
    return sentences[0].start if sentences else point.end


def _trim(text: str, span: Span) -> Span:
    end = span.end
    while end > span.start and text[end - 1].isspace():
        end -= 1
    return Span(span.start, end)


def _cut_sentence(text: str, span: Span) -> list[Span]:
    """The sentence whole, or its clauses packed up to the hard limit where it is longer."""
    if span.end - span.start <= HARD_LIMIT:
        return [span] if span.end > span.start else []
    for marks in ("；;", "；;，,"):
        parts = split_at(text, span.start, span.end, marks)
        if len(parts) > 1 and max(part.end - part.start for part in parts) <= HARD_LIMIT:
            return _gather(parts, HARD_LIMIT // 2)
    starts = range(span.start, span.end, HARD_LIMIT)  # no clause ends: a table, a list of codes
    return [
        trimmed
        for start in starts
        if (trimmed := _trim(text, _skip(text, Span(start, min(start + HARD_LIMIT, span.end))))).end
        > trimmed.start
    ]


def _skip(text: str, span: Span) -> Span:
    start = span.start
    while start < span.end and text[start].isspace():
        start += 1
    return Span(start, span.end)


def _gather(parts: Sequence[Span], limit: int) -> list[Span]:
    gathered = [parts[0]]
    for part in parts[1:]:
        if part.end - gathered[-1].start <= limit:
            gathered[-1] = Span(gathered[-1].start, part.end)
        else:
            gathered.append(part)
    return gathered


def _pack(units: Iterator[_Piece], min_chars: int, max_chars: int) -> list[_Piece]:
    """Join neighbours: under one point up to the limit, across points only what is too short."""
    packed: list[_Piece] = []
    for unit in units:
        last = packed[-1] if packed else None
        if last is None:
            packed.append(unit)
            continue
        length = unit.span.end - last.span.start
        same = last.path == unit.path
        too_short = len(last) < min_chars
        if length <= max_chars and (too_short or (same and _belongs(last, unit, min_chars))):
            packed[-1] = _Piece(Span(last.span.start, unit.span.end), _common(last, unit))
        else:
            packed.append(unit)
    return _join_short_tails(packed, min_chars, max_chars)


def _belongs(last: _Piece, unit: _Piece, min_chars: int) -> bool:
    """Whether two long enough neighbours still read as one."""
    return len(unit) < min_chars or len(last) < 2 * min_chars


def _common(last: _Piece, unit: _Piece) -> tuple[str, ...]:
    """The path of a joined piece: a heading's own words lead what they head."""
    if unit.path[: len(last.path)] == last.path and len(last) < len(unit):
        return unit.path
    shared = 0
    for one, other in zip(last.path, unit.path, strict=False):
        if one != other:
            break
        shared += 1
    return last.path[:shared]


def _join_short_tails(packed: list[_Piece], min_chars: int, max_chars: int) -> list[_Piece]:
    joined: list[_Piece] = []
    for piece in packed:
        if joined and len(piece) < min_chars:
            last = joined[-1]
            if piece.span.end - last.span.start <= max_chars:
                joined[-1] = _Piece(Span(last.span.start, piece.span.end), _common(last, piece))
                continue
        joined.append(piece)
    return joined
