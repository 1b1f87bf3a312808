"""Sentences of every block, cut once more where an enumerator begins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.ingest.blocks import sentences
from assistant.ingest.marks import Mark, bullet_at, candidates_in, link_series
from assistant.types import Span


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence, or the part of one that a mark begins or ends; `sentence` numbers sentences."""

    span: Span
    sentence: int
    mark: Mark | None


def segment_blocks(
    text: str, blocks: Sequence[Span], bullets: Mapping[int, int]
) -> list[list[Segment]]:
    """The segments of each block; no block is without one.

    `bullets` says how many lists deep the blocks that begin there are items of bulleted lists.
    """
    candidates: list[Mark] = []
    numbered: list[list[tuple[int, Span]]] = []
    number = 0
    for index, block in enumerate(blocks):
        here = list(enumerate(sentences(text, block), start=number))
        number += len(here)
        numbered.append(here)
        found = candidates_in(text, block.start, block.end, index)
        if block.start in bullets and not (found and found[0].start == block.start):
            found.insert(0, bullet_at(block, index, bullets[block.start]))
        _number_sentences(found, here)
        candidates.extend(found)
    marks: dict[int, list[Mark]] = {}
    for mark in link_series(candidates):
        marks.setdefault(mark.sentence, []).append(mark)
    return [
        [
            segment
            for sentence, span in here
            for segment in _cut(text, span, sentence, marks.get(sentence, ()))
        ]
        for here in numbered
    ]


def _number_sentences(marks: Sequence[Mark], numbered: Sequence[tuple[int, Span]]) -> None:
    """Write into each mark the number of the sentence in which it stands."""
    remaining = iter(numbered)
    number, span = next(remaining, (-1, Span(0, 0)))
    for mark in marks:
        while mark.start >= span.end:
            number, span = next(remaining)
        mark.sentence = number


def _cut(text: str, span: Span, sentence: int, marks: Sequence[Mark]) -> list[Segment]:
    if not marks:
        return [Segment(span, sentence, None)]
    segments: list[Segment] = []
    starts = [mark.start for mark in marks]
    if starts[0] > span.start:
        segments.append(Segment(_trim(text, span.start, starts[0]), sentence, None))
    for mark, end in zip(marks, [*starts[1:], span.end], strict=True):
        segments.append(Segment(_trim(text, mark.start, end), sentence, mark))
    return segments


def _trim(text: str, start: int, end: int) -> Span:
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
