"""Vectors of passages kept on disk by the text's hash and the model's fingerprint (SQLite)."""

import hashlib
import logging
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np

from embeddings.encoder import Encoder, Vectors
from embeddings.errors import EmbeddingsError

logger = logging.getLogger(__name__)

# Texts looked up, encoded and stored at a time: memory does not grow with the library.
_BLOCK = 512
# SQLite's default limit of variables in one statement is 999 in old builds.
_LOOKUP = 900
_WAIT_SECONDS = 30.0
_SCHEMA = """
CREATE TABLE IF NOT EXISTS vectors (
    fingerprint TEXT NOT NULL,
    text_hash BLOB NOT NULL,
    vector BLOB NOT NULL,
    PRIMARY KEY (fingerprint, text_hash)
) WITHOUT ROWID
"""


class CachedEncoder:
    """An encoder whose passage vectors are computed once; questions are not kept.

    A damaged cache is made anew: it holds nothing that cannot be computed again.
    """

    def __init__(self, encoder: Encoder, path: Path) -> None:
        """Keep vectors in the SQLite file `path`, which is made when first written."""
        self._encoder = encoder
        self._path = path

    @property
    def fingerprint(self) -> str:
        """That of the encoder."""
        return self._encoder.fingerprint

    @property
    def dim(self) -> int:
        """That of the encoder."""
        return self._encoder.dim

    @property
    def parts(self) -> tuple[int, ...]:
        """Those of the encoder."""
        return self._encoder.parts

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """As `Encoder.encode_queries`."""
        return self._encoder.encode_queries(texts)

    def encode_sentences(self, texts: Sequence[str]) -> Vectors:
        """As `Encoder.encode_sentences`; not kept."""
        return self._encoder.encode_sentences(texts)

    def encode_passages(self, texts: Sequence[str], *, show_progress: bool = False) -> Vectors:
        """As `Encoder.encode_passages`; only texts not kept yet reach the encoder.

        Raises EmbeddingsError where the cache file cannot be used.
        """
        from tqdm import tqdm
        from tqdm.contrib.logging import logging_redirect_tqdm

        result = np.empty((len(texts), self.dim), dtype=np.float32)
        bar = tqdm(
            total=len(texts), disable=not show_progress, desc="编码段落", unit="段", leave=False
        )
        # A damaged cache is told while the bar moves: on a line of its own.
        with _cache_errors(self._path), bar, logging_redirect_tqdm():
            for start in range(0, len(texts), _BLOCK):
                block = texts[start : start + _BLOCK]
                try:
                    rows = self._block(block)
                except sqlite3.DatabaseError as error:
                    if not _is_damage(error):
                        raise
                    self._drop(error)
                    rows = self._block(block)
                result[start : start + len(block)] = rows
                bar.update(len(block))
        return result

    def _connect(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        return sqlite3.connect(self._path, timeout=_WAIT_SECONDS)

    def _drop(self, error: sqlite3.DatabaseError) -> None:
        logger.warning("the vector cache %s is damaged and made anew: %s", self._path, error)
        for kind in ("", "-journal", "-wal", "-shm"):
            self._path.with_name(self._path.name + kind).unlink(missing_ok=True)

    def _block(self, texts: Sequence[str]) -> Vectors:
        with closing(self._connect()) as store:
            store.execute(_SCHEMA)
            return self._vectors(store, texts)

    def _vectors(self, store: sqlite3.Connection, texts: Sequence[str]) -> Vectors:
        hashes = [hashlib.sha256(text.encode("utf-8")).digest() for text in texts]
        known = dict(self._look_up(store, sorted(set(hashes))))
        missing = {key: text for key, text in zip(hashes, texts, strict=True) if key not in known}
        if missing:
            vectors = self._encoder.encode_passages(list(missing.values()))
            rows = zip(missing, vectors, strict=True)
            with store:
                store.executemany(
                    "INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)",
                    [
                        (self.fingerprint, key, row.astype("<f4", copy=False).tobytes())
                        for key, row in rows
                    ],
                )
            known.update(zip(missing, vectors, strict=True))
        return np.stack([known[key] for key in hashes])

    def _look_up(
        self, store: sqlite3.Connection, hashes: Sequence[bytes]
    ) -> Iterator[tuple[bytes, Vectors]]:
        for start in range(0, len(hashes), _LOOKUP):
            part = hashes[start : start + _LOOKUP]
            marks = ",".join("?" * len(part))
            found = store.execute(
                "SELECT text_hash, vector FROM vectors "
                f"WHERE fingerprint = ? AND text_hash IN ({marks})",
                (self.fingerprint, *part),
            )
            for key, blob in found:
                # A row of another length is a damaged one: it is computed again.
                if len(blob) == 4 * self.dim:
                    yield key, np.frombuffer(blob, dtype="<f4")


def _is_damage(error: sqlite3.DatabaseError) -> bool:
    """Whether the file is no database, or one with broken pages; not a lock or a full disk."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the upper bits say more of the same
    return code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


@contextmanager
def _cache_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise EmbeddingsError(
            f"向量缓存 {path} 不能使用（{error}）；请检查该文件夹的写权限和磁盘空间，"
            "或删除该文件后重试（只会重新计算向量）。"
        ) from error
