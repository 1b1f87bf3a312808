from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from embeddings.errors import IndexDamaged, IndexMismatch, StoreUnreachable

pytest.importorskip("milvus_lite", reason="needs the extra milvus (pymilvus, milvus-lite)")

from embeddings.faiss_index import FaissIndex
from embeddings.milvus_store import MilvusIndex, collection_name, drop_collections

IDS = ["甲:0-9", "乙:0-9", "乙:9-20", "丙:0-4"]


@pytest.fixture
def vectors() -> NDArray[np.float32]:
    rows = np.random.default_rng(7).normal(size=(4, 8)).astype(np.float32)
    rows[2] = rows[1]  # a tie
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture
def uri(tmp_path: Path) -> str:
    return str(tmp_path / "milvus.db")


@pytest.fixture
def index(uri: str, vectors: NDArray[np.float32]) -> Iterator[MilvusIndex]:
    built = MilvusIndex.build(uri, "youju_test", IDS, vectors, "f1")
    yield built
    built.close()


def test_it_finds_what_faiss_finds(index: MilvusIndex, vectors: NDArray[np.float32]) -> None:
    faiss = FaissIndex.build(IDS, vectors, "f1")
    for query in vectors:
        found, expected = index.search(query, 4), faiss.search(query, 4)
        assert [key for key, _ in found] == [key for key, _ in expected]
        assert np.allclose([s for _, s in found], [s for _, s in expected], atol=1e-5)


def test_vectors_come_back_in_their_order(
    index: MilvusIndex, uri: str, vectors: NDArray[np.float32]
) -> None:
    again = MilvusIndex.open(uri, "youju_test", "f1")
    assert again.ids == tuple(IDS)
    assert np.allclose(again.vectors(), vectors, atol=1e-6)
    assert (len(again), again.dim, again.fingerprint) == (len(index), 8, "f1")


def test_the_vectors_of_some_ids_come_in_their_order(
    index: MilvusIndex, vectors: NDArray[np.float32]
) -> None:
    assert np.allclose(index.vectors_of([IDS[3], IDS[0]]), vectors[[3, 0]], atol=1e-6)
    assert index.vectors_of([]).shape == (0, 8)
    with pytest.raises(KeyError):
        index.vectors_of(["丁:0-1"])


def test_a_collection_of_another_model_is_refused(index: MilvusIndex, uri: str) -> None:
    del index
    with pytest.raises(IndexMismatch, match="--rebuild"):
        MilvusIndex.open(uri, "youju_test", "f2")


def test_a_collection_that_is_missing_or_lost_rows_is_refused(index: MilvusIndex, uri: str) -> None:
    with pytest.raises(IndexDamaged, match="--rebuild"):
        MilvusIndex.open(uri, "youju_other", "f1")
    index._client.delete("youju_test", ids=[IDS[0]])
    index._client.flush("youju_test")
    with pytest.raises(IndexDamaged, match="--rebuild"):
        MilvusIndex.open(uri, "youju_test", "f1")


def test_only_the_owners_unused_collections_are_dropped(
    uri: str, vectors: NDArray[np.float32]
) -> None:
    mine, old, theirs = (
        collection_name(owner, number, "f1", IDS, vectors)
        for owner, number in (("me", 2), ("me", 1), ("them", 2))
    )
    for name in (mine, old, theirs):
        MilvusIndex.build(uri, name, IDS, vectors, "f1").close()
    drop_collections(uri, "me", [mine])
    for name in (mine, theirs):
        MilvusIndex.open(uri, name, "f1").close()
    with pytest.raises(IndexDamaged):
        MilvusIndex.open(uri, old, "f1")


def test_an_empty_index_finds_nothing(uri: str) -> None:
    empty = MilvusIndex.build(uri, "youju_empty", [], np.empty((0, 8), np.float32), "f1")
    assert empty.search(np.ones(8, np.float32), 3) == []
    assert (empty.ids, empty.vectors().shape) == ((), (0, 8))


def test_a_server_that_does_not_answer_is_named() -> None:
    with pytest.raises(StoreUnreachable, match="ASSISTANT_MILVUS_URI"):
        MilvusIndex.open("http://127.0.0.1:9", "youju_test", "f1")
