"""Where a generation's vectors lie: a FAISS file in its folder, or a collection in Milvus."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.errors import DamagedIndex, LibraryError, SettingsError
from assistant.ingest.generations import REBUILD, Draft, Generation
from assistant.settings import Settings

if TYPE_CHECKING:
    from embeddings.encoder import Encoder

DENSE = "dense"  # folder of a generation
_COLLECTION = "collection.json"


class VectorIndex(Protocol):
    """Vectors of unit length with the ids of their passages."""

    fingerprint: str

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, in the order of the vectors."""

    def search(self, query: NDArray[np.float32], k: int) -> Sequence[tuple[str, float]]:
        """The `k` nearest (id, cosine), nearest first."""

    def vectors_of(self, ids: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of these ids, (len(ids), dim) float32."""

    def vectors(self) -> NDArray[np.float32]:
        """All vectors, (len(ids), dim) float32."""


def save_vectors(
    draft: Draft,
    ids: Sequence[str],
    vectors: NDArray[np.float32],
    fingerprint: str,
    settings: Settings,
) -> None:
    """Write a generation's vectors where settings say."""
    folder = draft.folder / DENSE
    if settings.vector_store == "faiss":
        from embeddings.faiss_index import FaissIndex

        FaissIndex.build(ids, vectors, fingerprint).save(folder)
        return
    from embeddings.milvus_store import MilvusIndex, collection_name

    name = collection_name(_owner(draft.data_dir), draft.number, fingerprint, ids, vectors)
    MilvusIndex.build(_milvus_uri(settings), name, ids, vectors, fingerprint).close()
    folder.mkdir()
    (folder / _COLLECTION).write_text(json.dumps({"collection": name}) + "\n", encoding="utf-8")


def is_elsewhere(generation: Generation, settings: Settings) -> bool:
    """Whether the generation's vectors lie in another store than settings say."""
    return generation.manifest.vector_store != settings.vector_store


def check_store(generation: Generation, settings: Settings) -> None:
    """Raise LibraryError where the vectors lie in another store than settings say."""
    if is_elsewhere(generation, settings):
        found = generation.manifest.vector_store
        raise LibraryError(
            f"索引的向量存在 {found}，设置的向量库是 {settings.vector_store}；"
            f"请运行 assistant index 把向量写入 {settings.vector_store}，"
            f"或把 ASSISTANT_VECTOR_STORE 改回 {found}。"
        )


def open_vectors(generation: Generation, encoder: "Encoder", settings: Settings) -> VectorIndex:
    """The vectors of a generation, from the store that it was written to."""
    if generation.manifest.vector_store == "faiss":
        from embeddings.faiss_index import FaissIndex

        return FaissIndex.open(generation.folder / DENSE, encoder.fingerprint)
    from embeddings.milvus_store import MilvusIndex

    name = _collection(generation.folder)
    return MilvusIndex.open(_milvus_uri(settings), name, encoder.fingerprint)


def prune_vectors(data_dir: Path, settings: Settings) -> None:
    """Drop the collections of generations that are gone; FAISS files went with their folders."""
    if settings.vector_store == "faiss":
        return
    from embeddings.milvus_store import drop_collections

    folders = [path.parent.parent for path in data_dir.glob(f"generations/*/{DENSE}/{_COLLECTION}")]
    drop_collections(
        _milvus_uri(settings), _owner(data_dir), [_collection(folder) for folder in folders]
    )


def _collection(folder: Path) -> str:
    path = folder / DENSE / _COLLECTION
    try:
        return str(json.loads(path.read_text(encoding="utf-8"))["collection"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DamagedIndex(f"向量索引的说明 {path} 已损坏；{REBUILD}") from error


def _owner(data_dir: Path) -> str:
    """Several data folders may share one Milvus; each drops its own collections only."""
    return str(data_dir.resolve())


def _milvus_uri(settings: Settings) -> str:
    if not settings.milvus_uri:
        raise SettingsError(
            "向量库设为 milvus，但没有给出地址；请设置 ASSISTANT_MILVUS_URI，"
            "例如 http://127.0.0.1:19530 或一个 .db 文件，或把 ASSISTANT_VECTOR_STORE 改回 faiss。"
        )
    return settings.milvus_uri
