"""Word documents (.docx) as plain text with their headings and tables."""

import io
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from assistant.errors import EmptyDocument
from assistant.ingest.assembly import Draft, Line
from assistant.ingest.markup import document, with_official_title
from assistant.ingest.packages import read_package
from assistant.ingest.wordtext import WordText


@dataclass(frozen=True, slots=True)
class _Read:
    """The body's lines, the notes under them, and a number that stands in neither."""

    lines: list[Line] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)
    number: str = ""


def read_word(data: bytes, file_name: str, name: str, max_bytes: int) -> tuple[Draft, ...]:
    """One draft; raises UnreadableDocument, EmptyDocument or DocumentTooLarge naming the file."""
    read = read_package(data, name, "docx", max_bytes, partial(_read, name=name))
    if not read.lines:
        raise EmptyDocument(f"{name} 没有文字；若是扫描图片，请先识别成文字。")
    lines = with_official_title(read.lines)
    if lines is read.lines:
        lines = _with_title(lines)
    if read.number:
        lines.insert(0 if lines[0].level == 1 else 1, Line(read.number))
    draft = document(lines, {}, Path(file_name).stem)
    # Signature and date are looked for where the text ends, above the notes.
    return (replace(draft, body=(*draft.body, *read.notes)),)


def _read(data: bytes, name: str) -> _Read:
    import docx

    text = WordText(docx.Document(io.BytesIO(data)), name)
    lines = [line for line in text.lines() if line.text]
    return _Read(lines, text.notes(), text.number_beside(lines))


def _with_title(lines: list[Line]) -> list[Line]:
    """A short first line of a document without headings of level 1 is its title."""
    first = lines[0]
    if any(line.level == 1 for line in lines[:3]) or len(first.text) > 60:
        return list(lines)
    if len(lines) < 2 or first.text[-1] in "。，、；：;,:":
        return list(lines)
    return [Line(first.text, 1), *lines[1:]]
