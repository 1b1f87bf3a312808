"""The pages of a PDF, parsed in a process of its own that a bad file can only end."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from assistant.errors import DocumentTooLarge, EmptyDocument, UnreadableDocument
from assistant.ingest.pdf.printed import Page, from_json
from assistant.ingest.pdf.recognition import is_installed

MODULE = "assistant.ingest.pdf.extract"  # what runs in the process
# Where the system finds Python and its libraries.
_NEEDED = ("PATH", "HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "SYSTEMROOT", "TEMP", "TMPDIR")
_MARK, _HEAD_BYTES = b"%PDF-", 1024
_ROOT = Path(__file__).resolve().parents[3]
_UNMAPPED = "(cid:"
_MOST_UNMAPPED = 0.1  # of the pieces


def parsed(data: bytes, name: str, picture: bool = False) -> list[Page]:
    """The pages of a PDF, as printed, or of a `picture` of text, as recognised.

    Raises UnreadableDocument, EmptyDocument (scanned pages only) or DocumentTooLarge
    naming the file and the remedy.
    """
    if not picture and _MARK not in data[:_HEAD_BYTES]:
        web = b"<html" in data[:_HEAD_BYTES].lower() or b"<!doctype" in data[:_HEAD_BYTES].lower()
        advice = "它像是网页，请把后缀改为 .html 再放入" if web else "请确认文件下载完整后再放入"
        raise UnreadableDocument(f"{name} 不是 PDF 文件；{advice}。")
    pages = _pages(data, name, picture)
    if not any(page.has_text for page in pages):
        kind = "是图片，没有认出文字" if picture else "是扫描件，只有图片没有文字"
        raise EmptyDocument(f"{name} {kind}；{remedy()}")
    pieces = [piece.text for page in pages for piece in page.pieces]
    if sum(_UNMAPPED in text for text in pieces) > _MOST_UNMAPPED * len(pieces):
        raise UnreadableDocument(
            f"{name} 的字体没有写明文字编码，复制出来是乱码；"
            "请用原来的文档另存为 docx，或识别文字（OCR）后再放入。"
        )
    return pages


def remedy() -> str:
    """What to do about pictures of text."""
    if is_installed():
        return "请换清楚些的扫描件。"
    return (
        "请装上识别组件（pip install rapidocr）后重新建索引，"
        "或先用 WPS、Acrobat 等识别文字（OCR），存为带文字的 PDF 或 docx。"
    )


def scanned(pages: Sequence[Page]) -> list[int]:
    """The numbers of the pages that are pictures without text."""
    return [page.number for page in pages if not page.has_text and page.is_picture]


def _environment() -> dict[str, str]:
    return {name: os.environ[name] for name in _NEEDED if name in os.environ}


def _pages(data: bytes, name: str, picture: bool) -> list[Page]:
    paths = filter(None, (str(_ROOT), os.environ.get("PYTHONPATH", "")))
    done = subprocess.run(
        [sys.executable, "-m", MODULE, *(["picture"] if picture else [])],
        input=data,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        # Nothing that the file could make the parser do needs the keys that settings hold.
        env={**_environment(), "PYTHONPATH": os.pathsep.join(paths)},
        check=False,
    )
    records = [json.loads(line) for line in done.stdout.decode("ascii").splitlines()]
    error = next((record["error"] for record in records if "error" in record), "")
    if error == "password":
        raise UnreadableDocument(f"{name} 设有打开密码；请用密码打开，去掉密码另存后再放入。")
    if error == "large" or done.returncode:
        raise DocumentTooLarge(
            f"{name} 解析时占用的内存或时间超过上限；"
            "请用浏览器打开，打印为新的 PDF，或拆分后再放入。"
        )
    if error or not records:
        kind = "图片" if picture else " PDF"
        raise UnreadableDocument(
            f"{name} 不是完好的{kind}，可能没有下载完整；请重新下载，或打开后另存再放入。"
        )
    return [from_json(record) for record in records[1:]]
