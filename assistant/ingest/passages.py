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
    is_item: bool = False  # a whole item stays apart from its neighbours

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
    units = _units(article.text, outline, (), max_chars)
    packed = [
        piece
        for run in _runs(article.text, units, min_chars)
        for piece in _pack(run, (min_chars + max_chars) / 2, max_chars)
    ]
    pieces = _join_short(packed, min_chars, max_chars)
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
        yield _Piece(whole, path, is_item=True)
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


def _runs(text: str, units: Iterator[_Piece], min_chars: int) -> Iterator[list[_Piece]]:
    """Neighbours that read as one: sentences of one point, and of one paragraph if long enough."""
    run: list[_Piece] = []
    for unit in units:
        if run:
            length = run[-1].span.end - run[0].span.start
            paragraph_ends = "\n" in text[run[-1].span.end : unit.span.start]
            apart = unit.is_item or run[-1].is_item or unit.path != run[-1].path
            if apart or (paragraph_ends and length >= min_chars):
                yield run
                run = []
        run.append(unit)
    if run:
        yield run


def _pack(run: Sequence[_Piece], aim: float, max_chars: int) -> list[_Piece]:
    """Cut a run into pieces of about equal length, near `aim` characters."""
    total = run[-1].span.end - run[0].span.start
    share = total / max(1, round(total / aim))
    packed = [run[0]]
    for unit in run[1:]:
        last = packed[-1]
        length = unit.span.end - last.span.start
        if length <= max_chars and length - len(unit) / 2 <= share:
            packed[-1] = _Piece(Span(last.span.start, unit.span.end), last.path)
        else:
            packed.append(unit)
    return packed


def _join_short(pieces: Sequence[_Piece], min_chars: int, max_chars: int) -> list[_Piece]:
    """Join what is too short to a neighbour, the one nearest to it in the outline."""
    joined: list[_Piece] = []
    waiting: _Piece | None = None  # too short, to be joined to what comes next
    for index, piece in enumerate(pieces):
        if waiting is not None:
            piece = _join(waiting, piece)
            waiting = None
        if len(piece) >= min_chars:
            joined.append(piece)
            continue
        before = joined[-1] if joined else None
        after = pieces[index + 1] if index + 1 < len(pieces) else None
        if before and piece.span.end - before.span.start > max_chars:
            before = None
        if after and after.span.end - piece.span.start > max_chars:
            after = None
        if after and (before is None or _kinship(piece, after) >= _kinship(piece, before)):
            waiting = piece
        elif before:
            joined[-1] = _join(before, piece)
        else:
            joined.append(piece)
    return joined


def _kinship(one: _Piece, other: _Piece) -> int:
    """How many labels two pieces share; more where a heading meets what it heads."""
    shared = 0
    for mine, theirs in zip(one.path, other.path, strict=False):
        if mine != theirs:
            break
        shared += 1
    return shared


def _join(first: _Piece, second: _Piece) -> _Piece:
    """Both as one, under the longer one's path where that lies below the other's."""
    span = Span(first.span.start, second.span.end)
    shared = first.path[: _kinship(first, second)]
    main, other = (second, first) if len(second) > len(first) else (first, second)
    return _Piece(span, main.path if shared == other.path else shared)
