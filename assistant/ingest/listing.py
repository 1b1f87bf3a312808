"""What folders held when they were last read, so that a start tells in a moment what is new there.

A file is known by its size and the time it was changed: nothing is opened. An indexing run goes
by the contents. Files that it skipped are listed with the others, or they would be new forever.
"""

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from assistant.errors import DocumentsFolderMissing
from assistant.ingest.generations import not_writable
from assistant.ingest.readers import root_paths

FILE_NAME = "listing.json"  # file of the data folder

Listing = dict[str, str]  # path to "size:nanoseconds"


def list_roots(roots: Iterable[Path]) -> dict[str, Listing]:
    """The files of each folder (or the file) by the root's name; raises DocumentsFolderMissing."""
    resolved = (root.resolve() for root in roots)
    return {str(root): {str(path): _stamp(path) for path in root_paths(root)} for root in resolved}


def _stamp(path: Path) -> str:
    try:
        status = path.stat()
    except OSError:
        return ""  # it may not be looked at
    return f"{status.st_size}:{status.st_mtime_ns}"


def keep_listings(data_dir: Path, listings: Mapping[str, Listing]) -> None:
    """Remember what was read; roots that are not among `listings` stay as they were.

    Raises DataFolderNotWritable.
    """
    text = json.dumps({**_kept(data_dir), **listings})
    aside = data_dir / f"{FILE_NAME}.new"
    try:
        aside.write_text(text, encoding="ascii")
        os.replace(aside, data_dir / FILE_NAME)
    except OSError as error:
        raise not_writable(data_dir, error) from error


def count_changed(data_dir: Path, root: Path) -> int:
    """How many files are new, changed or gone since `root` was last read.

    0 for a root that never was, and for one that cannot be listed now.
    """
    before = _kept(data_dir).get(str(root.resolve()))
    if before is None:
        return 0
    try:
        (now,) = list_roots([root]).values()
    except DocumentsFolderMissing:
        return 0
    return sum(before.get(path) != now.get(path) for path in {*before, *now})


def _kept(data_dir: Path) -> dict[str, Listing]:
    """What was remembered; nothing where the file is not there or not whole."""
    try:
        kept = json.loads((data_dir / FILE_NAME).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}
