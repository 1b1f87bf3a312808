import sqlite3
from pathlib import Path

import pytest

from embeddings.cache import CachedEncoder
from embeddings.errors import EmbeddingsError
from tests.conftest import TopicEncoder

TEXTS = ["绿色产业", "汽车", "绿色产业", "金融人才"]


def test_a_text_is_encoded_once_and_its_vector_is_the_same(tmp_path: Path) -> None:
    inner = TopicEncoder()
    path = tmp_path / "deep" / "vectors.sqlite"
    first = CachedEncoder(inner, path).encode_passages(TEXTS)
    second = CachedEncoder(inner, path).encode_passages(TEXTS)
    assert inner.encoded == ["绿色产业", "汽车", "金融人才"]
    assert second.tolist() == first.tolist() == TopicEncoder().encode_passages(TEXTS).tolist()


def test_another_model_gets_its_own_vectors(tmp_path: Path) -> None:
    path = tmp_path / "vectors.sqlite"
    CachedEncoder(TopicEncoder("one"), path).encode_passages(TEXTS)
    other = TopicEncoder("two")
    CachedEncoder(other, path).encode_passages(TEXTS)
    assert len(other.encoded) == 3


def test_questions_and_sentences_are_not_kept(tmp_path: Path) -> None:
    encoder = CachedEncoder(TopicEncoder(), tmp_path / "v.sqlite")
    question, sentence = encoder.encode_queries(["绿色"]), encoder.encode_sentences(["绿色"])
    assert (
        sentence.tolist() == question.tolist() == TopicEncoder().encode_queries(["绿色"]).tolist()
    )
    assert not (tmp_path / "v.sqlite").exists()


def test_a_damaged_row_is_computed_again(tmp_path: Path) -> None:
    path = tmp_path / "vectors.sqlite"
    expected = CachedEncoder(TopicEncoder(), path).encode_passages(TEXTS)
    with sqlite3.connect(path) as store:
        store.execute("UPDATE vectors SET vector = x'00'")
    store.close()
    assert CachedEncoder(TopicEncoder(), path).encode_passages(TEXTS).tolist() == expected.tolist()


def test_no_texts_give_no_rows(tmp_path: Path) -> None:
    encoder = CachedEncoder(TopicEncoder(), tmp_path / "vectors.sqlite")
    assert encoder.encode_passages([]).shape == (0, encoder.dim)


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "vectors.sqlite"
    path.write_text("这不是数据库" * 100, encoding="utf-8")
    with pytest.raises(EmbeddingsError, match=r"vectors\.sqlite"):
        CachedEncoder(TopicEncoder(), path).encode_passages(TEXTS)
