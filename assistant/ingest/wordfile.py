"""Word documents (.docx) as plain text with their headings and tables."""

import io
import logging
import zipfile
from dataclasses import dataclass, field, replace
from pathlib import Path

from assistant.errors import DocumentTooLarge, EmptyDocument, UnreadableDocument
from assistant.ingest.assembly import Draft, Line
from assistant.ingest.markup import document, with_official_title
from assistant.ingest.wordtext import WordText

logger = logging.getLogger(__name__)

MAX_EXPANSION = 20  # a .docx is a zip archive; unpacked it may be this many times the limit


@dataclass(frozen=True, slots=True)
class _Read:
    """The body's lines, the notes under them, and a number that stands in neither."""

    lines: list[Line] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)
    number: str = ""


def read_word(data: bytes, file_name: str, name: str, max_bytes: int) -> tuple[Draft, ...]:
    """One draft; raises UnreadableDocument, EmptyDocument or DocumentTooLarge naming the file."""
    try:
        size, read = _unpacked_size(data), _Read()
        if size <= max_bytes * MAX_EXPANSION:
            read = _read(data)
    except Exception:
        # A damaged archive or part is met anywhere within zipfile, lxml and python-docx, which
        # then raise whatever the damage leads to: zlib.error, AttributeError, TypeError, ….
        logger.debug("a Word file could not be read", exc_info=True)
        raise UnreadableDocument(
            f"{name} 不是完好的 docx 文件，或设有密码；"
            "请用 Word 或 WPS 打开，去掉密码，重新另存为 docx。"
        ) from None
    if size > max_bytes * MAX_EXPANSION:
        raise DocumentTooLarge(f"{name} 解压后有 {size / 1e6:.0f} MB，超过上限；请拆分文件。")
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


def _unpacked_size(data: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return sum(entry.file_size for entry in archive.infolist())


def _read(data: bytes) -> _Read:
    import docx

    text = WordText(docx.Document(io.BytesIO(data)))
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
