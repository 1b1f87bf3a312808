"""Texts that a fixed width broke into lines (hard wraps), as the paragraphs they were."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.ingest.joining import (
    LONGEST_PARAGRAPH_CHARS,
    PrintedLine,
    ends_sentence,
    glue,
    is_item,
    is_record,
    is_table_row,
    mostly_latin,
)
from assistant.ingest.lines import Kind, classify

_TEXTS = (Kind.TEXT, Kind.SHORT)
_BESIDE = (Kind.BYLINE, Kind.FURNITURE, Kind.LABEL, Kind.NOTE_LABEL)
_FEWEST_INDENTS = 3
_NARROWEST_COLUMNS = 24  # narrower is verse
_WIDEST_COLUMNS = 120  # wider is what a paragraph without wraps looks like
_WIDEST_VERSE_COLUMNS = 40
_MIN_LINES = 5
_MIN_FULL_SHARE = 0.45  # of the lines; the rest end paragraphs or are titles
_MAX_STOPPED_SHARE = 0.45  # of the full lines; by chance about one in eight ends a sentence
_MAX_RECORD_SHARE = 0.3
_MAX_LONG_SHARE = 0.05  # titles may be longer than the width


@dataclass(frozen=True, slots=True)
class _Width:
    """The width of the lines in columns (two for a Chinese character) and in characters."""

    columns: int
    characters: int

    def is_full(self, line: PrintedLine) -> bool:
        """Whether a line reaches the width, but for a mark (Chinese) or a word (Latin text)."""
        slack = 12 if mostly_latin(line.text) else 4
        return _columns(line) >= self.columns - slack or _characters(line) >= self.characters - 1


def unwrap(lines: Sequence[PrintedLine]) -> tuple[PrintedLine, ...]:
    """Lines that a fixed width broke, as the paragraphs they were; other texts unchanged.

    A text counts as wrapped when most lines come close to one width and few of
    those end a sentence. Paragraphs begin after a blank line, with an indent or
    an enumerator, or after a line that is not full.
    """
    kinds = [classify(line.text) for line in lines]
    # Where indents show the paragraphs, what is no text is not counted.
    indented = sum(line.indented for line in lines) >= _FEWEST_INDENTS
    beside = sum(kind in _BESIDE for kind in kinds) if indented else 0
    width = _wrap_width(lines, beside)
    if width is None:
        return tuple(lines)
    signalled = _signals_paragraphs(lines)
    result: list[PrintedLine] = []
    for index, line in enumerate(lines):
        joined = (
            index > 0
            and width.is_full(lines[index - 1])
            and _goes_on(result[-1], line, signalled)
            and not _stands_alone(kinds, index, result[-1])
        )
        if joined:
            last = result[-1]
            result[-1] = PrintedLine(glue(last.text, line.text), last.after_blank, last.indented)
        else:
            result.append(line)
    return tuple(result)


def _stands_alone(kinds: Sequence[Kind], index: int, last: PrintedLine) -> bool:
    """Whether a line or the one before is a byline, note or label, or a title over a byline."""
    if kinds[index] not in _TEXTS or kinds[index - 1] not in _TEXTS:
        return True
    following = kinds[index + 1] if index + 1 < len(kinds) else None
    title = kinds[index] is Kind.SHORT and following is Kind.BYLINE
    return title and ends_sentence(last.text)


def _goes_on(last: PrintedLine, line: PrintedLine, signalled: bool) -> bool:
    if len(last.text) > LONGEST_PARAGRAPH_CHARS:
        return False
    if line.after_blank or line.indented or is_item(line.text) or is_table_row(line.text):
        return False
    if not ends_sentence(last.text):
        return True
    return signalled and not is_record(line.text)


def _signals_paragraphs(lines: Sequence[PrintedLine]) -> bool:
    """Whether indents or blank lines tell where paragraphs begin."""
    if any(line.indented for line in lines):
        return True
    blanks = sum(line.after_blank for line in lines[1:])
    return 0 < blanks < len(lines) * 0.5


def _columns(line: PrintedLine) -> int:
    wide = sum(unicodedata.east_asian_width(character) in "WFA" for character in line.text)
    return len(line.text) + wide + (4 if line.indented else 0)


def _characters(line: PrintedLine) -> int:
    return len(line.text) + (2 if line.indented else 0)


def _wrap_width(lines: Sequence[PrintedLine], beside: int) -> _Width | None:
    """The width at which the text was broken; None where it was not.

    `beside`: how many of the lines are the page's or a byline, and no text.
    """
    if len(lines) < _MIN_LINES:
        return None
    columns = sorted(map(_columns, lines))
    place = int(len(lines) * 0.9)
    width = _Width(columns[place], sorted(map(_characters, lines))[place])
    if not _NARROWEST_COLUMNS <= width.columns <= _WIDEST_COLUMNS:
        return None
    longer = sum(
        _columns(line) > width.columns + 6 and _characters(line) > width.characters + 1
        for line in lines
    )
    full = [line for line in lines if width.is_full(line)]
    # Lines of verse end with a mark, commas included; a wrap seldom falls on the end of a sentence.
    marks = "。！？；，" if width.columns <= _WIDEST_VERSE_COLUMNS else "。！？；"
    stopped = sum(line.text[-1] in marks for line in full)
    records = sum(is_record(line.text) for line in lines)
    wrapped = (
        longer <= max(1, len(lines) * _MAX_LONG_SHARE)
        and len(full) >= max(3, (len(lines) - beside) * _MIN_FULL_SHARE)
        and stopped <= len(full) * _MAX_STOPPED_SHARE
        and records <= len(lines) * _MAX_RECORD_SHARE
    )
    return width if wrapped else None
