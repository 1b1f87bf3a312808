"""Blocks of a text: its paragraphs and lines, each with its sentences and clauses.

Many documents reach us as one long line whose paragraphs are parted by a gap
after a full stop, so such a gap ends a block as a line break does.
"""

import re
from dataclasses import dataclass

from assistant import text as texts
from assistant.types import Span

# The white space before a line break is no part of the pattern: looking for the break behind every
# character of a long gap would take time in the square of its length, and `_append` trims it.
_BLOCK_END = re.compile(r"\n\s*|(?<=[。！？；])\s+|(?<=[。！？；][”’」』》）)])\s+")
_CLAUSE_TOKEN = re.compile(r"[；;，,“”「」『』《》（）()〔〕]")
_OPENERS, _CLOSERS = frozenset("“「『《（(〔"), frozenset("”」』》）)〕")
MAX_FIELD_LABEL = 14  # characters; longer text before a colon is a sentence, not a field's name
MAX_FIELD_VALUE = 80
_NAME = r"[^\s，。；：:！？“”《》、|\d][^\s，。；：:！？“”《》|]"
_FIELD = re.compile(rf"({_NAME}{{1,{MAX_FIELD_LABEL - 1}}})[：:][ \t　]*(?=\S)")
_SPEECH = re.compile(r"(?:指出|强调|表示|认为|要求|提出|介绍|说|称|道|问|答|如下|报道|讯|电)$")


@dataclass(frozen=True, slots=True)
class FieldLine:
    """字段：值. `label` and `whole` are spans of the text; the value is what follows the colon."""

    label: Span
    whole: Span


def blocks(text: str, start: int, end: int) -> list[Span]:
    """Spans of the blocks of `text[start:end]`, without the white space around them."""
    found: list[Span] = []
    begin = start
    for gap in _BLOCK_END.finditer(text, start, end):
        _append(found, text, begin, gap.start())
        begin = gap.end()
    _append(found, text, begin, end)
    return found


def _append(spans: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append(Span(start, end))


def sentences(text: str, block: Span) -> tuple[Span, ...]:
    """The sentences of a block."""
    return texts.sentences(text, block.start, block.end)


def split_at(text: str, start: int, end: int, marks: str) -> list[Span]:
    """Parts of `text[start:end]`, each ending after one of `marks` outside quotes and brackets.

    A comma between digits (1,000) parts nothing.
    """
    parts: list[Span] = []
    begin, depth = start, 0
    for token in _CLAUSE_TOKEN.finditer(text, start, end):
        character, position = token.group(), token.start()
        if character in _OPENERS:
            depth += 1
        elif character in _CLOSERS:
            depth = max(0, depth - 1)
        elif depth == 0 and character in marks:
            if character == "," and text[position + 1 : position + 2].isdigit():
                continue
            _append(parts, text, begin, token.end())
            begin = token.end()
    _append(parts, text, begin, end)
    return parts


def field_lines(text: str, block: Span) -> list[FieldLine]:
    """The fields of a record-like block (承诺时限：5个工作日　收费：无); [] for prose."""
    matches = [
        match
        for match in _FIELD.finditer(text, block.start, block.end)
        if match.start() == block.start or text[match.start() - 1] in " \t　；;|"
    ]
    if not matches or matches[0].start() != block.start:
        return []
    starts = [match.start() for match in matches] + [block.end]
    found: list[FieldLine] = []
    for match, stop in zip(matches, starts[1:], strict=True):
        label = Span(match.start(1), match.end(1))
        if _SPEECH.search(label.of(text)):
            return []
        value = text[match.end() : stop]
        if len(value) > MAX_FIELD_VALUE or "。" in value.rstrip("。 　\t\r"):
            return []
        whole = Span(match.start(), match.end() + len(value.rstrip(" \t　")))
        found.append(FieldLine(label, whole))
    return found


def table_row(text: str, block: Span) -> list[Span]:
    """The cells of a table's row parted by tabs or bars; [] where the block is no row."""
    line = block.of(text)
    separator = "\t" if "\t" in line else "|"
    if line.count(separator) < (1 if separator == "\t" else 2) or set("。；") & set(line):
        return []
    cells: list[Span] = []
    begin = block.start
    for part in line.split(separator):
        _append(cells, text, begin, begin + len(part))
        begin += len(part) + 1
    return cells
