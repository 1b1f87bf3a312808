"""Files into articles: which file is read by which reader, and what is skipped and why.

A folder is walked in the order of its paths. Hidden files, README files (they
describe a folder, they are not of it) and links that lead out of the folder
are not read.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from assistant.errors import (
    BinaryDocument,
    DocumentError,
    DocumentsFolderMissing,
    DocumentTooLarge,
    EmptyDocument,
    UnreadableDocument,
)
from assistant.file_troubles import file_trouble
from assistant.ingest.assembly import Draft, assemble, assemble_margin, make_unique
from assistant.ingest.encodings import decode
from assistant.types import Article

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file, or a line of one, that was not read. `reason` is Chinese and names the remedy."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What was read, in the order of the paths, and what was not.

    `margins` are what pages print around their articles, a text a page.
    `unrecognised`: some of it is pictures of text, which cannot be read as long as the optional
    package for that is not installed.
    """

    articles: tuple[Article, ...]
    skipped: tuple[Skipped, ...] = ()
    unrecognised: bool = False
    margins: tuple[Article, ...] = ()


def read_documents(
    root: Path, *, max_bytes: int, on_progress: Progress | None = None
) -> ReadResult:
    """Read a folder or a single file.

    `max_bytes` limits one document. `on_progress(done, total)` counts files.
    Ids are unique in the result. Raises DocumentsFolderMissing; what is wrong
    with a single file is listed in `skipped`.
    """
    articles: list[Article] = []
    margins: list[Article] = []
    skipped: list[Skipped] = []
    paths = list(root_paths(root))
    for done, path in enumerate(paths, start=1):
        try:
            result = read_source(path, root, max_bytes)
        except DocumentError as error:
            skipped.append(Skipped(source_name(path, root), str(error)))
        else:
            articles.extend(result.articles)
            margins.extend(result.margins)
            skipped.extend(result.skipped)
        if on_progress is not None:
            on_progress(done, len(paths))
    return ReadResult(make_unique(articles), tuple(skipped), margins=tuple(margins))


def read_source(path: Path, root: Path, max_bytes: int) -> ReadResult:
    """The articles of one file and the lines of a .jsonl file that were skipped.

    Raises DocumentError.
    """
    name = source_name(path, root)
    if path.name.lower().endswith((".jsonl", ".jsonl.gz")):
        return _read_jsonl(path, name, max_bytes)
    data = _bytes(path, name, max_bytes)
    if path.suffix.lower() == ".pdf" or _is_readable_picture(path):
        return _read_pages(data, path, name)
    drafts = _drafts(data, path, name, max_bytes)
    if not any(draft.body for draft in drafts):
        raise EmptyDocument(f"{name} 没有文字；请放入有文字的文件或将其移走。")
    articles = make_unique(assemble(draft, name) for draft in drafts)
    margin = assemble_margin(drafts, name)
    return ReadResult(articles, margins=(margin,) if margin else ())


def source_name(path: Path, root: Path) -> str:
    """The path as articles name it: relative to the folder that is read, with slashes.

    Bytes of a name that are not UTF-8 (an archive packed on a Chinese Windows) stand as \\xd6.
    """
    name = path.name if path == root else path.relative_to(root).as_posix()
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def real_path(path: Path) -> Path:
    """The path without any link in it; of links that lead round in a circle, the circle's own."""
    return Path(os.path.realpath(path))


def root_paths(root: Path) -> Iterator[Path]:
    """The file, or the files of the folder. Raises DocumentsFolderMissing."""
    try:
        if not root.exists():
            raise DocumentsFolderMissing(
                f"找不到文档：{root}；请建立该文件夹并放入文档，"
                "或写明别的文件夹：assistant index 文件夹（也可用 ASSISTANT_DOCUMENTS_DIR 指定）。"
            )
        if root.is_file():
            return iter([root])
        with os.scandir(root):
            return document_paths(root)
    except OSError as error:
        raise DocumentsFolderMissing(
            f"无法读取文档文件夹：{root}（{file_trouble(error)}）；请检查它的权限，"
            "或用 ASSISTANT_DOCUMENTS_DIR 指定别的文件夹。"
        ) from None


def document_paths(root: Path) -> Iterator[Path]:
    """The files of a folder that are read or refused by name, in a fixed order.

    A subfolder that may not be listed is given in place of its files, so that
    it is refused by name; so is a file in a folder that may not be entered.
    """
    inside = real_path(root)
    closed: list[OSError] = []
    for folder, folders, names in os.walk(root, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(folder, name)
            if name.startswith((".", "~$")) or name.lower().split(".")[0] == "readme":
                continue
            if _is_document(path, inside):
                yield path
    yield from sorted(Path(error.filename) for error in closed if error.filename)


def _is_document(path: Path, inside: Path) -> bool:
    """Neither a link out of the folder, nor a pipe, which would never end, nor a broken link."""
    try:
        if path.is_symlink() and not real_path(path).is_relative_to(inside):
            return False
        return path.is_file()
    except PermissionError:
        return True  # it is there, and cannot be read


def _bytes(path: Path, name: str, max_bytes: int) -> bytes:
    try:
        size = path.stat().st_size
        if size > max_bytes:
            raise DocumentTooLarge(
                f"{name} 有 {size / 1e6:.1f} MB，超过 {max_bytes / 1e6:g} MB 的上限；"
                "请拆分文件，或调大 ASSISTANT_MAX_DOCUMENT_MEGABYTES。"
            )
        return path.read_bytes()
    except OSError as error:
        raise UnreadableDocument(
            f"{name} 无法读取（{file_trouble(error)}）；请检查文件权限。"
        ) from None


def _read_jsonl(path: Path, name: str, max_bytes: int) -> ReadResult:
    from assistant.ingest.jsonl import read_records

    articles: list[Article] = []
    skipped: list[Skipped] = []
    for number, record in read_records(path, name, max_bytes):
        if isinstance(record, Draft):
            articles.append(assemble(record, name))
        else:
            skipped.append(Skipped(f"{name}:{number}", str(record)))
    if not articles and skipped:
        # Not one document: it is another kind of file, and one reason says so.
        raise UnreadableDocument(
            f"{name} 没有可读的文档（共 {len(skipped)} 行）：{skipped[0].reason}"
        )
    if not articles:
        raise EmptyDocument(f"{name} 是空文件；请放入有文字的文件或将其移走。")
    return ReadResult(make_unique(articles), tuple(skipped))


def recognises_text() -> bool:
    """Whether text in pictures and scans can be read."""
    from assistant.ingest.pdf.recognition import is_installed

    return is_installed()


def _is_readable_picture(path: Path) -> bool:
    from assistant.ingest.otherformats import PICTURES

    return path.suffix.lower() in PICTURES and recognises_text()


def _read_pages(data: bytes, path: Path, name: str) -> ReadResult:
    """The articles of a PDF or of a picture of text, and which pages could not be read."""
    from assistant.ingest.pdf.parsing import parsed, remedy, scanned
    from assistant.ingest.pdf.reading import read_pages

    pages = parsed(data, name, picture=path.suffix.lower() != ".pdf")
    pictures = "、".join(map(str, scanned(pages)))
    left_out = Skipped(
        name,
        f"{name} 的第 {pictures} 页是图片，没有文字，其余各页已读入；{remedy()}",
    )
    articles, margin = read_pages(pages, path.stem, name)
    waits = bool(pictures) and not recognises_text()
    return ReadResult(
        make_unique(articles),
        (left_out,) if pictures else (),
        waits,
        (margin,) if margin else (),
    )


def _drafts(data: bytes, path: Path, name: str, max_bytes: int) -> tuple[Draft, ...]:
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        from assistant.ingest.otherformats import remedy

        raise BinaryDocument(remedy(name, path.suffix.lower()))
    return reader(data, PurePosixPath(name).name, name, max_bytes)


# Each reader is imported where it is needed: an HTML parser is slow to load. It is given the
# file's content, its name alone and as articles name it, and the limit for one document.


def _read_text(data: bytes, file_name: str, name: str, _: int) -> tuple[Draft, ...]:
    from assistant.ingest.plaintext import read_text

    return read_text(decode(data, name), file_name)


def _read_markdown(data: bytes, _file_name: str, name: str, _: int) -> tuple[Draft, ...]:
    from assistant.ingest.markdown import read_markdown

    return read_markdown(decode(data, name), name)


def _read_webpage(data: bytes, _file_name: str, name: str, _: int) -> tuple[Draft, ...]:
    from assistant.ingest.webpage import declared_encoding, read_webpage

    return read_webpage(decode(data, name, declared_encoding(data)), name)


def _read_word(data: bytes, file_name: str, name: str, max_bytes: int) -> tuple[Draft, ...]:
    from assistant.ingest.wordfile import read_word

    return read_word(data, file_name, name, max_bytes)


def _read_workbook(data: bytes, file_name: str, name: str, max_bytes: int) -> tuple[Draft, ...]:
    from assistant.ingest.spreadsheet import read_workbook

    return read_workbook(data, file_name, name, max_bytes)


def _read_delimited(data: bytes, file_name: str, name: str, max_bytes: int) -> tuple[Draft, ...]:
    from assistant.ingest.spreadsheet import read_delimited

    return read_delimited(decode(data, name), file_name, name, max_bytes)


def _read_slides(data: bytes, file_name: str, name: str, max_bytes: int) -> tuple[Draft, ...]:
    from assistant.ingest.slides import read_slides

    return read_slides(data, file_name, name, max_bytes)


_READERS: dict[str, Callable[[bytes, str, str, int], tuple[Draft, ...]]] = {
    **dict.fromkeys((".txt", ".text", ""), _read_text),
    **dict.fromkeys((".md", ".markdown"), _read_markdown),
    **dict.fromkeys((".html", ".htm", ".xhtml"), _read_webpage),
    ".docx": _read_word,
    **dict.fromkeys((".xlsx", ".xlsm"), _read_workbook),
    **dict.fromkeys((".csv", ".tsv"), _read_delimited),
    **dict.fromkeys((".pptx", ".pptm"), _read_slides),
}
