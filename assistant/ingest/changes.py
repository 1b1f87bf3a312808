"""What a folder holds now, read only where it changed since the library was written."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.errors import DocumentError
from assistant.file_troubles import file_trouble
from assistant.ingest.library import Entry, Library, Margin, Source
from assistant.ingest.outline import build_outline
from assistant.ingest.passages import split_passages
from assistant.ingest.readers import (
    Skipped,
    read_source,
    real_path,
    recognises_text,
    root_paths,
    source_name,
)
from assistant.types import Article

READING = "17"  # raised when reading, outline or passages change, so that every file is read again

# Added to the checksum of a file some of whose pages wait for a recognition of text in pictures.
_UNRECOGNISED = ":unrecognised"


@dataclass(frozen=True, slots=True)
class Changes:
    """The whole library as it should now be, and how it differs from before (numbers of files)."""

    entries: tuple[Entry, ...]
    sources: tuple[Source, ...]
    read: int
    unchanged: int
    removed: int
    skipped: tuple[Skipped, ...]
    margins: tuple[Margin, ...] = ()


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

    A file whose bytes are the same is not read again (unless `reread`, or text in
    pictures can be recognised now and some of its pages waited for that); one
    that is gone from a root is removed; what came from other roots stays, and
    so does what was read before from a file or subfolder that cannot be read now.
    `on_progress(done, total)` counts files. Raises DocumentsFolderMissing.
    """
    known = {(s.root, s.path): s for s in library.sources()} if library else {}
    found: dict[Path, _Found] = {}
    closed: dict[Path, tuple[str, OSError]] = {}
    resolved = [real_path(root) for root in roots]
    for root in resolved:
        for path in root_paths(root):
            if path in found or path in closed:
                continue
            try:
                source = _source(path, root)
            except OSError as error:
                closed[path] = (source_name(path, root), error)
                continue
            before = known.get((source.root, source.path))
            same = not reread and before is not None and _is_read(before, source)
            found[path] = _Found(path, root, before if before and same else source, same)
    untouched = [
        source
        for source in known.values()
        if _places(source).isdisjoint(resolved) or not _places(source).isdisjoint(closed)
    ]
    held = Counter(place for source in untouched for place in _places(source))
    skipped = [_refused(name, error, held[path]) for path, (name, error) in closed.items()]
    total = len(found) + len(skipped)
    entries, margins, kept = _entries(
        found.values(), untouched, library, max_bytes, skipped, on_progress
    )
    if on_progress is not None:
        on_progress(total, total)
    unchanged = sum(item.known for item in found.values())
    gone = set(known) - {(source.root, source.path) for source in kept}
    return Changes(
        entries=tuple(sorted(entries, key=_place)),
        sources=tuple(sorted(kept, key=lambda source: (source.root, source.path))),
        read=len(kept) - unchanged - len(untouched),
        unchanged=unchanged,
        removed=len(gone),
        skipped=tuple(skipped),
        margins=tuple(sorted(margins, key=_place)),
    )


def _place(item: Entry | Margin) -> tuple[str, str]:
    return item.source.root, item.source.path


def _source(path: Path, root: Path) -> Source:
    """Raises OSError where the file cannot be read."""
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return Source(str(root), source_name(path, root), f"{READING}:{digest}")


def _is_read(before: Source, now: Source) -> bool:
    """Whether a file is as it was when it was read, and more of it cannot be read now."""
    waits = before == _waiting(now)
    return before == now or (waits and not recognises_text())


def _refused(name: str, error: OSError, before: int) -> Skipped:
    """What cannot be read, and of how many of its files the earlier reading stays."""
    kept = f"以前从中读入的 {before} 个文件仍保留，未更新。" if before else ""
    return Skipped(name, f"{name} 无法读取（{file_trouble(error)}）；请检查权限。{kept}")


def _places(source: Source) -> frozenset[Path]:
    """The file and the folders that it is in."""
    # A file that is its own root stands below itself here, so it is among them too.
    path = Path(source.root, source.path)
    return frozenset((path, *path.parents))


def _entries(
    found: Iterable[_Found],
    untouched: Iterable[Source],
    library: Library | None,
    max_bytes: int,
    skipped: list[Skipped],
    on_progress: Callable[[int, int], None] | None,
) -> tuple[list[Entry], list[Margin], list[Source]]:
    files = list(found)
    kept = [*untouched, *(item.source for item in files if item.known)]
    entries: list[Entry] = []
    margins: list[Margin] = []
    if library is not None:
        entries += [entry for source in kept for entry in library.entries_of(source)]
        margins += [margin for source in kept for margin in library.margins_of(source)]
    taken = {entry.article.id for entry in entries} | {margin.article.id for margin in margins}
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
        source = _waiting(item.source) if result.unrecognised else item.source
        kept.append(source)
        for article in result.articles:
            unique = _with_free_id(article, taken)
            taken.add(unique.id)
            entries.append(make_entry(unique, source))
        for margin in result.margins:
            unique = _with_free_id(margin, taken)
            taken.add(unique.id)
            margins.append(Margin(unique, source))
    return entries, margins, kept


def _waiting(source: Source) -> Source:
    return replace(source, sha256=source.sha256 + _UNRECOGNISED)


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
