"""Building one generation: entries of the library to keyword index, vectors and manifest."""

import os
import shlex
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from assistant.errors import DocumentsFolderMissing, LibraryError, ModelMismatch
from assistant.ingest.changes import Changes
from assistant.ingest.generations import Draft, Generation, Manifest, not_writable
from assistant.ingest.library import Library, content_checksum, write_library
from assistant.ingest.listing import roots_listed
from assistant.ingest.readers import Skipped, real_path
from assistant.parts import embeddings_errors, encoder_name
from assistant.retrieval.keyword import KeywordIndex, searchable_text
from assistant.settings import Settings
from assistant.vectors import VectorIndex, save_vectors

if TYPE_CHECKING:
    from embeddings.encoder import Encoder

KEYWORD = "keyword"
BUILTIN_PREFIX = "builtin-zh-"  # of the fingerprints of the encoder that is shipped


@dataclass(frozen=True, slots=True)
class IndexSummary:
    """What an indexing run did: files read, unchanged, removed and skipped, and what there is now.

    `skipped` holds (path, Chinese reason).
    """

    read: int
    unchanged: int
    removed: int
    skipped: tuple[tuple[str, str], ...]
    articles: int
    passages: int
    seconds: float


@dataclass(frozen=True, slots=True)
class OpenVectors:
    """The vectors of an older generation, by the text that was encoded."""

    library: Library
    index: VectorIndex

    @property
    def fingerprint(self) -> str:
        """Of the encoder that made them."""
        return self.index.fingerprint

    def rows(self) -> dict[str, NDArray[np.float32]]:
        """Vector of each passage's searchable text."""
        passages = self.library.passages()
        titles = {article.id: article.title for article in self.library.articles()}
        return {
            searchable_text(passages[key], titles[passages[key].article_id]): row
            for key, row in zip(self.index.ids, self.index.vectors(), strict=True)
            if key in passages
        }


def program_version() -> str:
    """The installed version of the program."""
    try:
        return version("youju")
    except PackageNotFoundError:  # run from a folder that was never installed
        return "0"


def write_generation(
    draft: Draft,
    changes: Changes,
    encoder: "Encoder",
    *,
    old: OpenVectors | None = None,
    settings: Settings,
    progress: bool = False,
) -> Generation:
    """Write all files of a generation and publish it.

    Passages that read as they did in `old` keep their vectors. Raises
    DataFolderNotWritable.
    """
    articles = [entry.article for entry in changes.entries]
    passages = [passage for entry in changes.entries for passage in entry.passages]
    titles = {article.id: article.title for article in articles}
    with _writing(draft.data_dir):
        write_library(draft.folder, changes.entries, changes.sources, changes.margins)
        KeywordIndex.build(passages, titles).save(draft.folder / KEYWORD)
    texts = [searchable_text(passage, titles[passage.article_id]) for passage in passages]
    with embeddings_errors():
        vectors = _encode(texts, encoder, old, progress)
    with embeddings_errors(), _writing(draft.data_dir):
        save_vectors(draft, [p.id for p in passages], vectors, encoder.fingerprint, settings)
    with _writing(draft.data_dir):
        return draft.publish(
            Manifest(
                fingerprint=encoder.fingerprint,
                encoder=encoder_name(encoder),
                dim=encoder.dim,
                vector_store=settings.vector_store,
                articles=len(articles),
                passages=len(passages),
                checksum=content_checksum(articles, passages),
                version=program_version(),
            )
        )


@contextmanager
def _writing(data_dir: Path) -> Iterator[None]:
    """A disk that is full or fails while an index is written is told like a closed folder."""
    try:
        yield
    except (OSError, sqlite3.OperationalError) as error:
        raise not_writable(data_dir, error) from error


def _encode(
    texts: Sequence[str], encoder: "Encoder", old: OpenVectors | None, progress: bool
) -> NDArray[np.float32]:
    """Vectors of `texts`, (len(texts), dim); each text that `old` does not have is encoded once."""
    rows: dict[str, NDArray[np.float32]] = {}
    if old is not None and old.fingerprint == encoder.fingerprint:
        rows.update(old.rows())
    missing = [text for text in dict.fromkeys(texts) if text not in rows]
    encoded = encoder.encode_passages(missing, show_progress=progress)
    rows.update(zip(missing, encoded, strict=True))
    if not texts:
        return np.empty((0, encoder.dim), dtype=np.float32)
    return np.stack([rows[text] for text in texts])


def is_other_builtin(generation: Generation, encoder: "Encoder") -> bool:
    """Whether the index was built by an older or newer version of the built-in encoder in use."""
    fingerprints = (generation.manifest.fingerprint, encoder.fingerprint)
    both = all(each.startswith(BUILTIN_PREFIX) for each in fingerprints)
    return both and fingerprints[0] != fingerprints[1]


def check_encoder(generation: Generation, encoder: "Encoder") -> None:
    """Raise ModelMismatch where the index was built by another encoder, EncoderError."""
    manifest = generation.manifest
    with embeddings_errors():  # an endpoint is asked for its dimension
        dim = encoder.dim
    if manifest.fingerprint != encoder.fingerprint or manifest.dim != dim:
        raise ModelMismatch(
            f"索引由编码器 {manifest.fingerprint}（{manifest.dim} 维）建立，"
            f"当前编码器是 {encoder.fingerprint}（{dim} 维）；"
            "请运行 assistant index --rebuild，或改回原来的编码器。"
        )


def readable_library(generation: Generation) -> Library | None:
    """The library of a generation that cannot be opened; None where it is damaged too."""
    try:
        library = Library(generation.folder)
        library.sources()
    except LibraryError:
        return None
    return library


def roots_read(library: Library) -> list[Path]:
    """The folders and files read before that are still there, whether or not they may be read.

    The innermost come first, so that a file stays with the root that it was read from.
    """
    roots = dict.fromkeys(Path(source.root) for source in library.sources())
    there = [root for root in roots if os.path.exists(root)]
    return sorted(there, key=lambda root: -len(root.parts))


def roots_to_read(library: Library | None, settings: Settings) -> list[Path]:
    """What is read where nobody names anything: all that was read before.

    The documents folder is among it where the settings name it, and where nothing was read yet.
    Raises DocumentsFolderMissing where all that was read is gone.
    """
    roots = roots_read(library) if library else []
    # A folder whose files were all skipped or taken away is not in the library, but was read.
    roots += [
        root
        for root in roots_listed(settings.data_dir)
        if os.path.exists(root) and not any(root.is_relative_to(other) for other in roots)
    ]
    if settings.names_documents and real_path(settings.documents_dir) not in roots:
        roots.append(settings.documents_dir)
    if roots:
        return roots
    if library and (gone := {source.root for source in library.sources()}):
        raise DocumentsFolderMissing(
            f"以前读入的 {'、'.join(sorted(gone))} 现在找不到了；请放回原处（网络盘请先挂上），"
            "或写明要读的文件夹：assistant index 文件夹。"
        )
    return [settings.documents_dir]


def gone_roots(library: Library | None) -> tuple[Skipped, ...]:
    """Why the files of each folder that is not there any more stay as they were read."""
    files = Counter(source.root for source in library.sources()) if library else Counter[str]()
    return tuple(
        Skipped(
            root,
            f"{root} 现在找不到了；以前从中读入的 {count} 个文件仍保留，未更新；"
            f"不再要的，运行 assistant forget {shlex.quote(root)}。",
        )
        for root, count in sorted(files.items())
        if not os.path.exists(root)
    )
