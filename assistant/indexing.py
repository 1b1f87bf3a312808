"""Building one generation: entries of the library to keyword index, vectors and manifest."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.errors import ModelMismatch
from assistant.ingest.changes import Changes
from assistant.ingest.generations import Draft, Generation, Manifest
from assistant.ingest.library import content_checksum, write_library
from assistant.retrieval.keyword import KeywordIndex, searchable_text

if TYPE_CHECKING:
    from embeddings.encoder import Encoder
    from embeddings.faiss_index import FaissIndex

DENSE = "dense"
KEYWORD = "keyword"


class DenseIndex(Protocol):
    """Nearest passages by vector, whichever store holds them."""

    def search_ids(self, query_vector: NDArray[np.float32], k: int) -> Sequence[tuple[str, float]]:
        """The `k` nearest (passage id, cosine), nearest first."""


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
    vector_store: str = "faiss",
    milvus_uri: str = "",
    progress: bool = False,
) -> Generation:
    """Write all files of a generation and publish it."""
    articles = [entry.article for entry in changes.entries]
    passages = [passage for entry in changes.entries for passage in entry.passages]
    titles = {article.id: article.title for article in articles}
    write_library(draft.folder, changes.entries, changes.sources)
    KeywordIndex.build(passages, titles).save(draft.folder / KEYWORD)
    ids = [passage.id for passage in passages]
    texts = [searchable_text(passage, titles[passage.article_id]) for passage in passages]
    vectors = encoder.encode_passages(texts, show_progress=progress)
    _write_vectors(draft.folder / DENSE, ids, vectors, vector_store, milvus_uri)
    return draft.publish(
        Manifest(
            fingerprint=encoder.fingerprint,
            encoder=getattr(encoder, "name", encoder.fingerprint),
            dim=encoder.dim,
            vector_store=vector_store,
            articles=len(articles),
            passages=len(passages),
            checksum=content_checksum(articles, passages),
            version=program_version(),
        )
    )


def _write_vectors(
    folder: Path, ids: Sequence[str], vectors: Any, vector_store: str, milvus_uri: str
) -> None:
    from embeddings.faiss_index import FaissIndex

    folder.mkdir()
    FaissIndex.build(ids, vectors).save(folder)


def open_vectors(generation: Generation) -> "FaissIndex":
    """The vector index of a generation."""
    from embeddings.faiss_index import FaissIndex

    return FaissIndex.open(generation.folder / DENSE)


def check_encoder(generation: Generation, encoder: "Encoder") -> None:
    """Raise ModelMismatch where the index was built by another encoder."""
    manifest = generation.manifest
    if manifest.fingerprint != encoder.fingerprint or manifest.dim != encoder.dim:
        current = getattr(encoder, "name", encoder.fingerprint)
        raise ModelMismatch(
            f"索引由编码器 {manifest.encoder}（{manifest.dim} 维，指纹 {manifest.fingerprint[:12]}）"
            f"建立，当前编码器是 {current}（{encoder.dim} 维，指纹 {encoder.fingerprint[:12]}）；"
            "请运行 assistant index --rebuild，或改回原来的编码器。"
        )
