"""An exact vector index on FAISS, with string ids; safe on disk (nothing is pickled).

A saved index is a folder of three files: `vectors.faiss` (written by
`faiss.write_index`), `ids.json`, and `manifest.json`, which names the encoder's
fingerprint, the dimension, the count and the checksums of the other two.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from embeddings.errors import IndexDamaged, IndexMismatch

if TYPE_CHECKING:
    import faiss

VECTORS_FILE = "vectors.faiss"
IDS_FILE = "ids.json"
MANIFEST_FILE = "manifest.json"
FORMAT = 1
_REBUILD = "请运行 assistant index --rebuild 重建索引。"


@dataclass(frozen=True)
class IndexManifest:
    """What a saved index says about itself; checksums are SHA-256 in hexadecimal."""

    format: int
    fingerprint: str
    dim: int
    count: int
    vectors_sha256: str
    ids_sha256: str


class FaissIndex:
    """Unit vectors with ids; search gives cosines. Immutable once built."""

    def __init__(self, index: "faiss.Index", ids: Sequence[str], fingerprint: str) -> None:
        """`ids[i]` names row i of `index`; use `build` or `open`."""
        self._index = index
        self._ids = tuple(ids)
        self.fingerprint = fingerprint

    def __len__(self) -> int:
        return len(self._ids)

    @property
    def dim(self) -> int:
        """Length of a vector."""
        return int(self._index.d)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids in the order of the rows."""
        return self._ids

    @classmethod
    def build(
        cls, ids: Sequence[str], vectors: NDArray[np.float32], fingerprint: str
    ) -> "FaissIndex":
        """Index `vectors` (len(ids), dim), rows of unit length; raises ValueError on bad shapes."""
        import faiss

        if vectors.ndim != 2 or len(vectors) != len(ids):
            raise ValueError(f"{len(ids)} ids but vectors of shape {vectors.shape}")
        if len(set(ids)) != len(ids):
            raise ValueError("ids must be distinct")
        index = faiss.IndexFlatIP(vectors.shape[1])
        if len(ids):
            index.add(np.ascontiguousarray(vectors, dtype=np.float32))
        return cls(index, ids, fingerprint)

    def search(self, query: NDArray[np.float32], k: int) -> list[tuple[str, float]]:
        """The k nearest of one query (dim,) as (id, cosine), nearest first; ties by id."""
        if query.shape != (self.dim,):
            raise ValueError(f"query of shape {query.shape}, the index has dim {self.dim}")
        k = min(k, len(self))
        if k <= 0:
            return []
        row = np.ascontiguousarray(query, dtype=np.float32).reshape(1, -1)
        scores, places = self._index.search(row, k)
        found = zip(places[0].tolist(), scores[0].tolist(), strict=True)
        return sorted(
            ((self._ids[place], float(score)) for place, score in found),
            key=lambda hit: (-hit[1], hit[0]),
        )

    def vectors_of(self, ids: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of these ids, (len(ids), dim) float32; raises KeyError for a strange one."""
        if not len(ids):
            return np.empty((0, self.dim), dtype=np.float32)
        places = np.array([self._places[key] for key in ids], dtype=np.int64)
        rows: NDArray[np.float32] = self._index.reconstruct_batch(places)
        return rows

    @cached_property
    def _places(self) -> dict[str, int]:
        return {key: place for place, key in enumerate(self._ids)}

    def vectors(self) -> NDArray[np.float32]:
        """All vectors, (len(self), dim) float32, in the order of `ids`."""
        if not len(self):
            return np.empty((0, self.dim), dtype=np.float32)
        rows: NDArray[np.float32] = self._index.reconstruct_n(0, len(self))
        return rows

    def save(self, folder: Path) -> None:
        """Write the index into `folder` (made where missing); the manifest is written last."""
        import faiss

        folder.mkdir(parents=True, exist_ok=True)
        # Written by Python: a full disk is then an OSError, not a RuntimeError of the library.
        (folder / VECTORS_FILE).write_bytes(faiss.serialize_index(self._index).data)
        (folder / IDS_FILE).write_text(json.dumps(self._ids, ensure_ascii=False), encoding="utf-8")
        manifest = IndexManifest(
            FORMAT,
            self.fingerprint,
            self.dim,
            len(self),
            _sha256(folder / VECTORS_FILE),
            _sha256(folder / IDS_FILE),
        )
        (folder / MANIFEST_FILE).write_text(
            json.dumps(asdict(manifest), indent=2) + "\n", encoding="utf-8"
        )

    @classmethod
    def open(cls, folder: Path, fingerprint: str | None = None) -> "FaissIndex":
        """Open what `save` wrote.

        Raises IndexDamaged where files are missing or do not fit the manifest,
        and IndexMismatch where `fingerprint` (None: any) is not the index's.
        """
        import faiss

        manifest = _read_manifest(folder)
        if fingerprint is not None and manifest.fingerprint != fingerprint:
            raise IndexMismatch(
                f"向量索引由编码器 {manifest.fingerprint} 建立，"
                f"当前编码器是 {fingerprint}；{_REBUILD}"
            )
        for name, expected in (
            (VECTORS_FILE, manifest.vectors_sha256),
            (IDS_FILE, manifest.ids_sha256),
        ):
            path = folder / name
            if not path.is_file():
                raise IndexDamaged(f"向量索引缺少文件 {path}；{_REBUILD}")
            if _sha256(path) != expected:
                raise IndexDamaged(f"向量索引文件 {path} 与清单的校验值不符；{_REBUILD}")
        ids = json.loads((folder / IDS_FILE).read_text(encoding="utf-8"))
        # Opened by Python: the library takes no path that is not UTF-8.
        with (folder / VECTORS_FILE).open("rb") as stream:
            reader = faiss.PyCallbackIOReader(stream.read)  # type: ignore[attr-defined]  # no stub
            index = faiss.read_index(reader)
        if not (index.d == manifest.dim and index.ntotal == manifest.count == len(ids)):
            raise IndexDamaged(f"向量索引 {folder} 的数量或维数与清单不符；{_REBUILD}")
        return cls(index, ids, manifest.fingerprint)


def _read_manifest(folder: Path) -> IndexManifest:
    path = folder / MANIFEST_FILE
    try:
        values: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        manifest = IndexManifest(**values)
    except FileNotFoundError:
        raise IndexDamaged(f"向量索引缺少清单 {path}；{_REBUILD}") from None
    except (ValueError, TypeError) as error:
        raise IndexDamaged(f"向量索引的清单 {path} 不能读取（{error}）；{_REBUILD}") from None
    if manifest.format != FORMAT:
        raise IndexDamaged(
            f"向量索引 {folder} 的格式是 {manifest.format}，本程序读 {FORMAT}；{_REBUILD}"
        )
    return manifest


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
