"""Forgetting: what the library holds without some folders, files or articles."""

import os
from collections.abc import Collection, Sequence
from pathlib import Path

from assistant.errors import DocumentsFolderMissing, SettingsError
from assistant.ingest.changes import Changes
from assistant.ingest.library import Library
from assistant.ingest.listing import roots_listed
from assistant.ingest.readers import real_path
from assistant.settings import Settings


def roots_to_forget(
    library: Library | None, paths: Sequence[Path], settings: Settings
) -> frozenset[str]:
    """The folders and files that were read, as they are known, for the paths that name them.

    Raises DocumentsFolderMissing for a path from which nothing was read as from a root, and
    SettingsError for the folder that the settings have read every time.
    """
    known = {source.root for source in library.sources()} if library else set()
    known |= {str(root) for root in roots_listed(settings.data_dir)}
    roots = frozenset(str(real_path(path)) for path in paths)
    for root in sorted(roots):
        if root not in known:
            raise DocumentsFolderMissing(_never_read(root, known))
        if settings.names_documents and root == str(real_path(settings.documents_dir)):
            raise SettingsError(
                f"{root} 是设置里的 documents_dir，每次建索引都会读它；请先改或去掉这一项设置。"
            )
    return roots


def without_roots(library: Library, roots: Collection[str]) -> Changes:
    """What a library holds without what was read from these folders and files."""
    before = library.sources()
    kept = tuple(source for source in before if source.root not in roots)
    entries = tuple(entry for source in kept for entry in library.entries_of(source))
    margins = tuple(margin for source in kept for margin in library.margins_of(source))
    return Changes(entries, kept, 0, len(kept), len(before) - len(kept), (), margins)


def without_articles(library: Library, article_ids: Sequence[str]) -> Changes:
    """What a library holds without these articles; raises ArticleNotFound for one not there.

    The margin of a page goes with the last of its articles.
    """
    unwanted = {library.article(article_id).id for article_id in article_ids}
    sources = library.sources()
    entries = (entry for source in sources for entry in library.entries_of(source))
    kept = tuple(entry for entry in entries if entry.article.id not in unwanted)
    left = dict.fromkeys(entry.source for entry in kept)
    found = (margin for source in left for margin in library.margins_of(source))
    margins = tuple(margin for margin in found if margin.article.id not in unwanted)
    return Changes(kept, sources, 0, len(sources), len(unwanted), (), margins)


def _never_read(root: str, known: Collection[str]) -> str:
    around = next((one for one in sorted(known) if _is_inside(root, one)), "")
    if around:
        return (
            f"{root} 是和 {around} 一起读入的，不能单独去掉；"
            "请把它移出那个文件夹，再运行 assistant index。"
        )
    listed = "、".join(sorted(known)) or "还没有"
    return f"没有从 {root} 读入过文档；读过的有：{listed}。"


def _is_inside(path: str, root: str) -> bool:
    return path.startswith(root.rstrip(os.sep) + os.sep)
