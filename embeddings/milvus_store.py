"""The same index in Milvus, for those who run one: a collection of unit vectors with string ids.

Needs the extra `milvus`. `uri` is a server's address or, with milvus-lite, a
file of this machine ending in .db. A collection is written once under a name
made of its number and content and never changed.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from embeddings.errors import IndexDamaged, IndexMismatch, StoreUnreachable

if TYPE_CHECKING:
    from pymilvus import MilvusClient

PREFIX = "youju"
_FINGERPRINT, _COUNT = "youju_fingerprint", "youju_count"  # properties of a collection
_BATCH = 1000  # rows a request; Milvus limits a request to 64 MB
_MAX_ID_BYTES = 1024
_REBUILD = "请运行 assistant index --rebuild 重建索引。"


class MilvusIndex:
    """Vectors of one collection; search gives cosines. Never changed once built."""

    def __init__(
        self, client: "MilvusClient", collection: str, fingerprint: str, count: int, dim: int
    ) -> None:
        """Use `build` or `open`."""
        self._client = client
        self._collection = collection
        self._count = count
        self.fingerprint = fingerprint
        self.dim = dim

    def __len__(self) -> int:
        return self._count

    @classmethod
    def build(
        cls,
        uri: str,
        collection: str,
        ids: Sequence[str],
        vectors: NDArray[np.float32],
        fingerprint: str,
    ) -> "MilvusIndex":
        """Write `vectors` (len(ids), dim), rows of unit length, as a new collection.

        One of that name that is already there, left by a build that was
        killed, is replaced. Raises StoreUnreachable.
        """
        from pymilvus import DataType

        client = _connect(uri)
        with _milvus_errors(uri):
            if client.has_collection(collection):
                client.drop_collection(collection)
            schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
            schema.add_field("id", DataType.VARCHAR, is_primary=True, max_length=_MAX_ID_BYTES)
            schema.add_field("position", DataType.INT64)
            schema.add_field("vector", DataType.FLOAT_VECTOR, dim=vectors.shape[1])
            index = client.prepare_index_params()
            index.add_index("vector", index_type="FLAT", metric_type="IP")  # exact, as FAISS's
            client.create_collection(
                collection,
                schema=schema,
                index_params=index,
                consistency_level="Strong",
                properties={_FINGERPRINT: fingerprint, _COUNT: str(len(ids))},
            )
            for start in range(0, len(ids), _BATCH):
                rows = range(start, min(start + _BATCH, len(ids)))
                client.insert(
                    collection,
                    [{"id": ids[i], "position": i, "vector": vectors[i].tolist()} for i in rows],
                )
            client.flush(collection)
            client.load_collection(collection)
        return cls(client, collection, fingerprint, len(ids), vectors.shape[1])

    @classmethod
    def open(cls, uri: str, collection: str, fingerprint: str) -> "MilvusIndex":
        """Open a collection; raises StoreUnreachable, IndexDamaged, IndexMismatch."""
        client = _connect(uri)
        with _milvus_errors(uri):
            if not client.has_collection(collection):
                raise IndexDamaged(f"Milvus（{uri}）中没有集合 {collection}；{_REBUILD}")
            about = client.describe_collection(collection)
            client.load_collection(collection)
            rows = int(client.get_collection_stats(collection)["row_count"])
        properties = about.get("properties", {})
        found = properties.get(_FINGERPRINT, "")
        if found != fingerprint:
            raise IndexMismatch(
                f"Milvus 集合 {collection} 由编码器 {found or '未知'} 建立，"
                f"当前编码器是 {fingerprint}；{_REBUILD}"
            )
        if str(rows) != properties.get(_COUNT):
            raise IndexDamaged(
                f"Milvus 集合 {collection} 有 {rows} 个向量，"
                f"应为 {properties.get(_COUNT)} 个；{_REBUILD}"
            )
        dim = next(f["params"]["dim"] for f in about["fields"] if f["name"] == "vector")
        return cls(client, collection, fingerprint, rows, int(dim))

    def search(self, query: NDArray[np.float32], k: int) -> list[tuple[str, float]]:
        """The k nearest of one query (dim,) as (id, cosine), nearest first; ties by id."""
        if query.shape != (self.dim,):
            raise ValueError(f"query of shape {query.shape}, the index has dim {self.dim}")
        k = min(k, len(self))
        if k <= 0:
            return []
        with _milvus_errors(self._collection):
            (hits,) = self._client.search(
                self._collection, data=[query.tolist()], limit=k, search_params={}
            )
        return sorted(
            ((str(hit["id"]), float(hit["distance"])) for hit in hits),
            key=lambda hit: (-hit[1], hit[0]),
        )

    def vectors_of(self, ids: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of these ids, (len(ids), dim) float32; raises KeyError for a strange one."""
        if not len(ids):
            return np.empty((0, self.dim), dtype=np.float32)
        with _milvus_errors(self._collection):
            rows = self._client.get(self._collection, ids=list(ids), output_fields=["vector"])
        found = {str(row["id"]): row["vector"] for row in rows}
        vectors = [found[key] for key in ids]
        return np.array(vectors, dtype=np.float32).reshape(len(ids), self.dim)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids in the order in which they were given."""
        return tuple(str(row["id"]) for row in self._rows)

    def vectors(self) -> NDArray[np.float32]:
        """All vectors, (len(self), dim) float32, in the order of `ids`."""
        rows = [row["vector"] for row in self._rows]
        return np.array(rows, dtype=np.float32).reshape(len(rows), self.dim)

    def close(self) -> None:
        """Close the connection."""
        self._client.close()

    @cached_property
    def _rows(self) -> list[dict[str, Any]]:
        with _milvus_errors(self._collection):
            iterator = self._client.query_iterator(
                self._collection, batch_size=_BATCH, output_fields=["id", "position", "vector"]
            )
            rows: list[dict[str, Any]] = []
            while batch := iterator.next():
                rows.extend(batch)
            iterator.close()
        return sorted(rows, key=lambda row: int(row["position"]))


def collection_name(
    owner: str, number: int, fingerprint: str, ids: Sequence[str], vectors: NDArray[np.float32]
) -> str:
    """The name of a collection: its owner (who may drop it), its number, a hash of its content.

    The number keeps a rebuild of the same content from the collection that is in use.
    """
    digest = hashlib.sha256(fingerprint.encode())
    for key in ids:
        digest.update(f"\0{key}".encode())
    digest.update(np.ascontiguousarray(vectors, dtype=np.float32).tobytes())
    return f"{_owned(owner)}{number:06d}_{digest.hexdigest()[:16]}"


def drop_collections(uri: str, owner: str, keep: Iterable[str]) -> None:
    """Drop the owner's collections that are not to be kept; others' are not touched."""
    client = _connect(uri)
    kept = set(keep)
    with _milvus_errors(uri):
        for name in client.list_collections():
            if name.startswith(_owned(owner)) and name not in kept:
                client.drop_collection(name)
    client.close()


def _owned(owner: str) -> str:
    return f"{PREFIX}_{hashlib.sha256(owner.encode()).hexdigest()[:8]}_"


def _connect(uri: str) -> "MilvusClient":
    try:
        from pymilvus import MilvusClient
    except ImportError:
        raise StoreUnreachable(
            '没有安装 Milvus 的客户端；请运行 pip install "youju[milvus]"，'
            "或把 ASSISTANT_VECTOR_STORE 改回 faiss。"
        ) from None
    with _milvus_errors(uri):
        return MilvusClient(uri)


@contextmanager
def _milvus_errors(where: str) -> Iterator[None]:
    """Turn the client's errors into ours; what it says is kept, its traceback is not."""
    from pymilvus.exceptions import MilvusException

    try:
        yield
    except (MilvusException, OSError) as error:
        reason = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
        raise StoreUnreachable(
            f"Milvus（{where}）不可用：{reason}；"
            "请检查它是否在运行、ASSISTANT_MILVUS_URI 是否正确。"
        ) from error
