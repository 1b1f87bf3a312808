"""What folders held when they were last read, so that a start tells in a moment what is new there.

A file is known by its size and the time it was changed: nothing is opened. An indexing run goes
by the contents. Files that it skipped are listed with the others, or they would be new forever.
"""

import json
import os
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from assistant.errors import DocumentsFolderMissing
from assistant.ingest.generations import not_writable
from assistant.ingest.readers import real_path, root_paths

FILE_NAME = "listing.json"  # file of the data folder

Listing = dict[str, str]  # path to "size:nanoseconds"


def list_roots(roots: Iterable[Path]) -> dict[str, Listing]:
    """The files of each folder (or the file) by the root's name; raises DocumentsFolderMissing."""
    resolved = (real_path(root) for root in roots)
    return {str(root): {str(path): _stamp(path) for path in root_paths(root)} for root in resolved}


def _stamp(path: Path) -> str:
    try:
        status = path.stat()
    except OSError:
        return ""  # it may not be looked at
    return f"{status.st_size}:{status.st_mtime_ns}"


def keep_listings(data_dir: Path, listings: Mapping[str, Listing]) -> None:
    """Remember what was read; files that are in none of these roots stay as they were.

    A root inside one that was read is that one's now. Raises DataFolderNotWritable.
    """
    kept = _kept(data_dir)
    for read, listing in listings.items():
        for root in [root for root in kept if root not in listings]:
            if _is_inside(root, read):
                del kept[root]
            elif _is_inside(read, root):
                others = {p: s for p, s in kept[root].items() if not _is_inside(p, read)}
                kept[root] = others | listing
    _keep(data_dir, {**kept, **listings})


def forget_listings(data_dir: Path, roots: Collection[str]) -> None:
    """Remember these roots no longer. Raises DataFolderNotWritable."""
    kept = _kept(data_dir)
    _keep(data_dir, {root: listing for root, listing in kept.items() if root not in roots})


def _keep(data_dir: Path, listings: Mapping[str, Listing]) -> None:
    text = json.dumps(listings)
    aside = data_dir / f"{FILE_NAME}.new"
    try:
        aside.write_text(text, encoding="ascii")
        os.replace(aside, data_dir / FILE_NAME)
    except OSError as error:
        raise not_writable(data_dir, error) from error


def roots_listed(data_dir: Path) -> list[Path]:
    """The folders and files that were read, whether or not they are there still."""
    return [Path(root) for root in sorted(_kept(data_dir))]


def count_changed(data_dir: Path) -> dict[Path, int]:
    """By each root that was read, how many of its files are new, changed or gone since.

    A file counts once, for the outermost root; roots without any are left out, and so is one
    that cannot be listed now.
    """
    counted: set[str] = set()
    found: dict[Path, int] = {}
    for root, before in sorted(_kept(data_dir).items()):
        try:
            (now,) = list_roots([Path(root)]).values()
        except DocumentsFolderMissing:
            continue
        changed = {path for path in {*before, *now} if before.get(path) != now.get(path)}
        if changed - counted:
            found[Path(root)] = len(changed - counted)
        counted |= changed
    return found


def _is_inside(path: str, root: str) -> bool:
    return path == root or path.startswith(root.rstrip(os.sep) + os.sep)


def _kept(data_dir: Path) -> dict[str, Listing]:
    """What was remembered; nothing where the file is not there or not whole."""
    try:
        kept = json.loads((data_dir / FILE_NAME).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}
