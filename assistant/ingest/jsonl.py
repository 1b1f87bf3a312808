"""JSON Lines: one document a line, as evaluators bring them."""

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

from assistant.errors import DocumentError, DocumentTooLarge, UnreadableDocument
from assistant.file_troubles import file_trouble
from assistant.ingest.assembly import Draft, Line, stands_signed
from assistant.ingest.dates import stated_date
from assistant.ingest.encodings import clean

# A compressed file may be this many times the limit of one document before it is refused.
MAX_DOCUMENTS_SIZE = 100
LONGEST_ID_CHARS = 200  # it is part of the id of each of the document's passages
_KINDS: dict[type, str] = {list: "数组", dict: "对象", float: "小数", bool: "真假值"}


def read_records(
    path: Path, name: str, max_bytes: int
) -> Iterator[tuple[int, Draft | DocumentError]]:
    """Each line's number with its draft, or with the error that makes it skipped.

    `max_bytes` limits one line; the file may be 100 times as large. Raises
    UnreadableDocument or DocumentTooLarge when the file as a whole cannot be read.
    """
    total = 0
    try:
        with _open(path) as stream:
            for number, line in enumerate(_lines(stream, max_bytes), start=1):
                total += len(line)
                if total > max_bytes * MAX_DOCUMENTS_SIZE:
                    raise DocumentTooLarge(
                        f"{name} 解压后超过 {max_bytes * MAX_DOCUMENTS_SIZE / 1e6:g} MB；"
                        "请拆成几个文件，或调大 ASSISTANT_MAX_DOCUMENT_MEGABYTES。"
                    )
                if line.strip():
                    yield number, _record(line, number, name, max_bytes)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableDocument(
            f"{name} 无法读取（{file_trouble(error)}）；请检查权限，或重新生成该文件。"
        ) from None


def _open(path: Path) -> BinaryIO:
    if path.suffix.lower() == ".gz":
        return cast(BinaryIO, gzip.open(path, "rb"))
    return path.open("rb")


def _lines(stream: BinaryIO, max_bytes: int) -> Iterator[bytes]:
    """Lines of at most max_bytes + 1 bytes; what is longer is cut, its rest skipped."""
    while line := stream.readline(max_bytes + 1):
        rest = line
        while len(rest) > max_bytes and not rest.endswith(b"\n"):
            rest = stream.readline(max_bytes + 1)
        yield line


def _record(line: bytes, number: int, name: str, max_bytes: int) -> Draft | DocumentError:
    where = f"{name} 第 {number} 行"
    if len(line) > max_bytes:
        return DocumentTooLarge(
            f"{where}超过 {max_bytes / 1e6:g} MB；"
            "请拆分该文档，或调大 ASSISTANT_MAX_DOCUMENT_MEGABYTES。"
        )
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return UnreadableDocument(f"{where}不是 UTF-8；请另存为 UTF-8。")
    except json.JSONDecodeError as error:
        return UnreadableDocument(
            f"{where}不是有效的 JSON（第 {error.pos + 1} 个字符处写法不对）；请改正该行。"
        )
    except RecursionError:
        return UnreadableDocument(f"{where}的括号套得太深，读不出；请改正该行。")
    except ValueError:  # the only other one: Python refuses to read so long an integer
        return UnreadableDocument(f"{where}有位数太多的整数，读不出；请改正该行，或给它加上引号。")
    if not isinstance(record, dict):
        return UnreadableDocument(f'{where}不是 JSON 对象；每行应形如 {{"id": …, "text": …}}。')
    try:
        return _draft(record, where)
    except DocumentError as error:
        return error


def _draft(record: dict[str, Any], where: str) -> Draft:
    text = _field(record, "text", where)
    title = " ".join(_field(record, "title", where).split())
    author = " ".join(_field(record, "author", where).split())
    affiliation = " ".join(_field(record, "affiliation", where).split())
    if not text.strip():
        raise UnreadableDocument(f"{where}没有 text；请补上正文或删去该行。")
    lines = [line.strip() for line in text.split("\n")]
    lines = [line for line in lines if line]
    head: list[str] = []
    if title and title in lines[:3]:
        # The title stands in the text: everything up to it is the head.
        place = lines.index(title)
        head, lines = lines[: place + 1], lines[place + 1 :]
    elif title and not any(title in line for line in lines):
        head.append(title)
    # Fields that the text does not print are put in front, so that they can be cited.
    values = (value for value in (author, affiliation) if value)
    head.extend([value for value in values if not stands_signed(value, lines)])
    own_id = _field(record, "id", where).strip()
    if len(own_id) > LONGEST_ID_CHARS:
        raise UnreadableDocument(
            f"{where}的 id 有 {len(own_id)} 个字，超过 {LONGEST_ID_CHARS} 个字的上限；请改短。"
        )
    return Draft(
        title=title or lines[0][:40],
        body=tuple(Line(line) for line in lines),
        head=tuple(head),
        id=own_id,
        author=author,
        affiliation=affiliation,
        column=_field(record, "column", where).strip(),
        published=stated_date(_field(record, "published", where)),
    )


def _whole(value: str, key: str, where: str) -> str:
    """The value itself; half a pair of surrogates (\\ud800), which no file can hold, is refused."""
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        half = rf"\u{ord(value[error.start]):04x}"
        raise UnreadableDocument(
            f"{where}的 {key} 第 {error.start + 1} 个字符 {half} 只是半个字符；请改正该行。"
        ) from None
    return value


def _field(record: dict[str, Any], key: str, where: str) -> str:
    value = record.get(key)
    if value is None:
        return ""
    if isinstance(value, str):
        return clean(_whole(value, key, where))
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    found = _KINDS.get(type(value), type(value).__name__)
    raise UnreadableDocument(f"{where}的 {key} 应是字符串，实为{found}；请改正。")
