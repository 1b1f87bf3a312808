"""Where a generation's vectors lie: a FAISS file in its folder, or a collection in Milvus."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.errors import DamagedIndex, SettingsError
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

    name = collection_name(fingerprint, ids, vectors)
    MilvusIndex.build(_milvus_uri(settings), name, ids, vectors, fingerprint).close()
    folder.mkdir()
    (folder / _COLLECTION).write_text(json.dumps({"collection": name}) + "\n", encoding="utf-8")


def open_vectors(generation: Generation, encoder: "Encoder", settings: Settings) -> VectorIndex:
    """The vectors of a generation, from the store that it was written to."""
    folder = generation.folder / DENSE
    if generation.manifest.vector_store == "faiss":
        from embeddings.faiss_index import FaissIndex

        return FaissIndex.open(folder, encoder.fingerprint)
    from embeddings.milvus_store import MilvusIndex

    try:
        name = json.loads((folder / _COLLECTION).read_text(encoding="utf-8"))["collection"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DamagedIndex(f"向量索引的说明 {folder / _COLLECTION} 已损坏；{REBUILD}") from error
    return MilvusIndex.open(_milvus_uri(settings), name, encoder.fingerprint)


def _milvus_uri(settings: Settings) -> str:
    if not settings.milvus_uri:
        raise SettingsError(
            "向量库设为 milvus，但没有给出地址；请设置 ASSISTANT_MILVUS_URI，"
            "例如 http://127.0.0.1:19530 或一个 .db 文件，或把 ASSISTANT_VECTOR_STORE 改回 faiss。"
        )
    return settings.milvus_uri
