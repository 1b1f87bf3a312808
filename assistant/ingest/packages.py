"""Files of Word, Excel and PowerPoint: zip archives of XML parts, checked before they are read."""

import io
import logging
import zipfile
import zlib
from collections.abc import Callable
from typing import Literal, TypeVar
from xml.parsers import expat

from assistant.errors import DocumentError, DocumentTooLarge, UnreadableDocument

logger = logging.getLogger(__name__)

Kind = Literal["docx", "xlsx", "pptx"]
T = TypeVar("T")

MAX_EXPANSION = 20  # unpacked, a file may be this many times the limit for one document
_PROGRAMS: dict[Kind, str] = {"docx": "Word", "xlsx": "Excel", "pptx": "PowerPoint"}
_OLD_FORMAT = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # of a .doc, .xls or .ppt
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # the stream of one that holds a locked file
MAX_PARTS = 20_000  # a presentation of a thousand slides has some five thousand
# What programs write before a part's root is some hundred bytes. The pieces are large, since
# expat begins a comment that is not yet whole again with each.
MAX_PROLOG_BYTES = 1_000_000
_PIECE_BYTES = 65_536


class _RootReached(Exception):
    """The root element begins: nothing can be declared below it."""


class _Declared(Exception):
    """A document type is declared."""


def read_package(
    data: bytes, name: str, kind: Kind, max_bytes: int, read: Callable[[bytes], T]
) -> T:
    """What `read` makes of a file that may be unpacked.

    Raises UnreadableDocument naming the file where it is locked or damaged, or declares entities,
    which the standard forbids; DocumentTooLarge where it unpacks to too much, or to too many parts.
    """
    save = f"请用 {_PROGRAMS[kind]} 或 WPS 打开，"
    if data.startswith(_OLD_FORMAT):
        if _ENCRYPTED in data:
            raise UnreadableDocument(f"{name} 设有密码；{save}去掉密码，重新另存为 {kind}。")
        raise UnreadableDocument(f"{name} 是改了后缀的旧格式文件；{save}另存为 {kind}。")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MAX_PARTS:
                raise DocumentTooLarge(
                    f"{name} 里有 {len(parts)} 个部件，超过 {MAX_PARTS} 个的上限；请拆分文件。"
                )
            size = sum(entry.file_size for entry in parts)
            if size > max_bytes * MAX_EXPANSION:
                raise DocumentTooLarge(
                    f"{name} 解压后有 {size / 1e6:.0f} MB，超过上限；请拆分文件。"
                )
            if any(_declares(archive, entry) for entry in parts):
                raise UnreadableDocument(
                    f"{name} 里有不应有的实体声明，或过长的注释，没有读；{save}重新另存为 {kind}。"
                )
        return read(data)
    except DocumentError:
        raise
    except Exception:
        # A damaged archive or part is met anywhere within zipfile, lxml and the library that
        # reads it, which then raise whatever the damage leads to: zlib.error, TypeError, ….
        logger.debug("an Office file could not be read", exc_info=True)
        raise UnreadableDocument(
            f"{name} 不是完好的 {kind} 文件，或设有密码；{save}去掉密码，重新另存为 {kind}。"
        ) from None


def _declares(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    """Whether a part declares a document type, in which entities could expand without end.

    So may one whose root does not come within MAX_PROLOG_BYTES.
    """
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _stop_at_declaration
    parser.StartElementHandler = _stop_at_root
    try:
        with archive.open(entry) as part:
            for _ in range(0, MAX_PROLOG_BYTES, _PIECE_BYTES):
                chunk = part.read(_PIECE_BYTES)
                if not chunk:
                    return False
                parser.Parse(chunk)
    except _Declared:
        return True
    except (_RootReached, expat.ExpatError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError):
        return False  # a picture, or a damaged or locked part: who needs it will say so
    return True


def _stop_at_declaration(*_: object) -> None:
    raise _Declared


def _stop_at_root(*_: object) -> None:
    raise _RootReached
