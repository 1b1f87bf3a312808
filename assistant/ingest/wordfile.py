"""Word documents (.docx) as plain text with their headings and tables."""

import io
import logging
import zipfile
from pathlib import Path

from assistant.errors import DocumentTooLarge, EmptyDocument, UnreadableDocument
from assistant.ingest.assembly import Draft, Line
from assistant.ingest.markdown import document
from assistant.ingest.wordtext import WordText

logger = logging.getLogger(__name__)

MAX_EXPANSION = 20  # a .docx is a zip archive; unpacked it may be this many times the limit


def read_word(data: bytes, file_name: str, name: str, max_bytes: int) -> tuple[Draft, ...]:
    """One draft; raises UnreadableDocument, EmptyDocument or DocumentTooLarge naming the file."""
    try:
        size, lines = _unpacked_size(data), []
        if size <= max_bytes * MAX_EXPANSION:
            lines = _read_lines(data)
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
    if not lines:
        raise EmptyDocument(f"{name} 没有文字；若是扫描图片，请先识别成文字。")
    return (document(_with_title(lines), {}, Path(file_name).stem),)


def _unpacked_size(data: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return sum(entry.file_size for entry in archive.infolist())


def _read_lines(data: bytes) -> list[Line]:
    import docx

    return [line for line in WordText(docx.Document(io.BytesIO(data))).lines() if line.text]


def _with_title(lines: list[Line]) -> list[Line]:
    """A short first line of a document without headings of level 1 is its title."""
    first = lines[0]
    if any(line.level == 1 for line in lines[:3]) or len(first.text) > 60:
        return lines
    if len(lines) < 2 or first.text[-1] in "。，、；：;,:":
        return lines
    return [Line(first.text, 1), *lines[1:]]
