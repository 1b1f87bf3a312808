"""What a folder holds now, read only where it changed since the library was written."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.errors import DocumentError, DocumentsFolderMissing
from assistant.ingest.library import Entry, Library, Source
from assistant.ingest.outline import build_outline
from assistant.ingest.passages import split_passages
from assistant.ingest.readers import Skipped, document_paths, read_source, source_name
from assistant.types import Article

READING = "4"  # raised when reading, outline or passages change, so that every file is read again


@dataclass(frozen=True, slots=True)
class Changes:
    """The whole library as it should now be, and how it differs from before (numbers of files)."""

    entries: tuple[Entry, ...]
    sources: tuple[Source, ...]
    read: int
    unchanged: int
    removed: int
    skipped: tuple[Skipped, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    path: Path
    root: Path
    source: Source
    known: bool


def collect_changes(
    roots: Iterable[Path],
    library: Library | None,
    *,
    max_bytes: int,
    reread: bool = False,
    on_progress: Callable[[int, int], None] | None = None,
) -> Changes:
    """Read `roots` (folders or files) into what `library` holds.

    A file whose bytes are the same is not read again (unless `reread`); one
    that is gone from a root is removed; what came from other roots stays.
    `on_progress(done, total)` counts files. Raises DocumentsFolderMissing.
    """
    known = {(s.root, s.path): s for s in library.sources()} if library else {}
    skipped: list[Skipped] = []
    found: dict[Path, _Found] = {}
    resolved = [root.resolve() for root in roots]
    for root in resolved:
        for path in _paths(root):
            if path not in found:
                source = _source(path, root, skipped)
                if source is not None:
                    same = not reread and known.get((source.root, source.path)) == source
                    found[path] = _Found(path, root, source, same)
    elsewhere = [source for source in known.values() if not _below(source, resolved)]
    total = len(found) + len(skipped)
    entries, kept = _entries(found.values(), elsewhere, library, max_bytes, skipped, on_progress)
    if on_progress is not None:
        on_progress(total, total)
    unchanged = sum(item.known for item in found.values())
    gone = set(known) - {(source.root, source.path) for source in kept}
    return Changes(
        entries=tuple(sorted(entries, key=lambda entry: (entry.source.root, entry.source.path))),
        sources=tuple(sorted(kept, key=lambda source: (source.root, source.path))),
        read=len(kept) - unchanged - len(elsewhere),
        unchanged=unchanged,
        removed=len(gone),
        skipped=tuple(skipped),
    )


def _paths(root: Path) -> Iterator[Path]:
    if not root.exists():
        raise DocumentsFolderMissing(
            f"找不到文档：{root}；请建立该文件夹并放入文档，或用 ASSISTANT_DOCUMENTS_DIR 指定。"
        )
    return iter([root]) if root.is_file() else document_paths(root)


def _source(path: Path, root: Path, skipped: list[Skipped]) -> Source | None:
    name = source_name(path, root)
    try:
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        reason = f"{name} 无法读取（{error.strerror}）；请检查文件权限。"
        skipped.append(Skipped(name, reason))
        return None
    return Source(str(root), name, f"{READING}:{digest}")


def _below(source: Source, roots: Iterable[Path]) -> bool:
    root = Path(source.root)
    path = root if root.name == source.path and root.is_file() else root / source.path
    return any(path == other or path.is_relative_to(other) for other in roots)


def _entries(
    found: Iterable[_Found],
    elsewhere: Iterable[Source],
    library: Library | None,
    max_bytes: int,
    skipped: list[Skipped],
    on_progress: Callable[[int, int], None] | None,
) -> tuple[list[Entry], list[Source]]:
    files = list(found)
    kept = [*elsewhere, *(item.source for item in files if item.known)]
    entries = [entry for source in kept for entry in library.entries_of(source)] if library else []
    taken = {entry.article.id for entry in entries}
    changed = [item for item in files if not item.known]
    for done, item in enumerate(changed, start=len(files) - len(changed)):
        if on_progress is not None:
            on_progress(done, len(files))
        try:
            result = read_source(item.path, item.root, max_bytes)
        except DocumentError as error:
            skipped.append(Skipped(item.source.path, str(error)))
            continue
        skipped.extend(result.skipped)
        kept.append(item.source)
        for article in result.articles:
            unique = _with_free_id(article, taken)
            taken.add(unique.id)
            entries.append(make_entry(unique, item.source))
    return entries, kept


def _with_free_id(article: Article, taken: set[str]) -> Article:
    if article.id not in taken:
        return article
    number = 2
    while f"{article.id}-{number}" in taken:
        number += 1
    return replace(article, id=f"{article.id}-{number}")


def make_entry(article: Article, source: Source) -> Entry:
    """An article with its outline and passages."""
    outline = build_outline(article)
    return Entry(article, source, outline, split_passages(article, outline))
