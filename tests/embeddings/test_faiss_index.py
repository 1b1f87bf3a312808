import json
import sys
from pathlib import Path

import numpy as np
import pytest

from embeddings.errors import IndexDamaged, IndexMismatch
from embeddings.faiss_index import IDS_FILE, MANIFEST_FILE, VECTORS_FILE, FaissIndex

VECTORS = np.array([[1, 0], [0, 1], [0.6, 0.8], [0, 1]], dtype=np.float32)
QUERY = np.array([0, 1], dtype=np.float32)


def build() -> FaissIndex:
    return FaissIndex.build(["a", "d", "c", "b"], VECTORS, "print-1")


def test_the_nearest_come_first_and_ties_are_decided_by_id() -> None:
    found = build().search(QUERY, 10)
    assert [name for name, _ in found] == ["b", "d", "c", "a"]
    assert [cosine for _, cosine in found] == pytest.approx([1, 1, 0.8, 0])


def test_a_saved_index_opens_with_the_same_answers(tmp_path: Path) -> None:
    build().save(tmp_path)
    opened = FaissIndex.open(tmp_path, "print-1")
    assert opened.search(QUERY, 3) == build().search(QUERY, 3)
    assert opened.ids == ("a", "d", "c", "b")
    assert opened.vectors().tolist() == VECTORS.tolist()


def test_the_vectors_of_some_ids_come_in_their_order() -> None:
    assert build().vectors_of(["c", "a"]).tolist() == VECTORS[[2, 0]].tolist()
    assert build().vectors_of([]).shape == (0, 2)
    with pytest.raises(KeyError):
        build().vectors_of(["e"])


def test_nothing_on_disk_is_pickled(tmp_path: Path) -> None:
    build().save(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        IDS_FILE,
        MANIFEST_FILE,
        VECTORS_FILE,
    ]


def test_an_empty_index_finds_nothing(tmp_path: Path) -> None:
    index = FaissIndex.build([], np.empty((0, 2), np.float32), "print-1")
    index.save(tmp_path)
    assert FaissIndex.open(tmp_path).search(QUERY, 5) == []


def test_another_encoder_is_refused_naming_both(tmp_path: Path) -> None:
    build().save(tmp_path)
    with pytest.raises(IndexMismatch, match=r"print-1.*print-2.*--rebuild"):
        FaissIndex.open(tmp_path, "print-2")


@pytest.mark.parametrize("name", [VECTORS_FILE, IDS_FILE, MANIFEST_FILE])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    build().save(tmp_path)
    (tmp_path / name).unlink()
    with pytest.raises(IndexDamaged, match=name):
        FaissIndex.open(tmp_path)


@pytest.mark.parametrize("name", [VECTORS_FILE, IDS_FILE])
def test_a_changed_byte_is_noticed(tmp_path: Path, name: str) -> None:
    build().save(tmp_path)
    content = bytearray((tmp_path / name).read_bytes())
    content[-3] ^= 1
    (tmp_path / name).write_bytes(content)
    with pytest.raises(IndexDamaged, match="校验值"):
        FaissIndex.open(tmp_path)


def test_a_manifest_of_another_format_is_refused(tmp_path: Path) -> None:
    build().save(tmp_path)
    manifest = json.loads((tmp_path / MANIFEST_FILE).read_text())
    (tmp_path / MANIFEST_FILE).write_text(json.dumps({**manifest, "format": 9}))
    with pytest.raises(IndexDamaged, match="格式是 9"):
        FaissIndex.open(tmp_path)


def test_ids_and_vectors_must_be_as_many_and_ids_distinct() -> None:
    with pytest.raises(ValueError, match="1 ids"):
        FaissIndex.build(["a"], VECTORS, "p")
    with pytest.raises(ValueError, match="distinct"):
        FaissIndex.build(["a", "a", "b", "c"], VECTORS, "p")
    with pytest.raises(ValueError, match="dim 2"):
        build().search(np.ones(3, np.float32), 1)


@pytest.mark.skipif(sys.platform != "linux", reason="the limit stands for a full disk")
def test_a_full_disk_is_an_error_of_the_system(tmp_path: Path) -> None:
    import resource

    large = FaissIndex.build(["a", "b"], np.eye(2, 10_000, dtype=np.float32), "print-1")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, hard))
    try:
        with pytest.raises(OSError, match="File too large"):
            large.save(tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
