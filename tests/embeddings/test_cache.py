import sqlite3
from collections.abc import Callable
from contextlib import closing
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


def no_database(path: Path) -> None:
    path.write_text("这不是数据库" * 100, encoding="utf-8")


def broken_pages(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))


@pytest.mark.parametrize("damage", [no_database, broken_pages])
def test_a_damaged_file_is_made_anew_and_the_log_says_so(
    damage: Callable[[Path], None], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "vectors.cache"
    expected = CachedEncoder(TopicEncoder(), path).encode_passages(TEXTS)
    damage(path)
    assert CachedEncoder(TopicEncoder(), path).encode_passages(TEXTS).tolist() == expected.tolist()
    assert f"the vector cache {path} is damaged and made anew" in caplog.text
    again = TopicEncoder()
    assert CachedEncoder(again, path).encode_passages(TEXTS).tolist() == expected.tolist()
    assert again.encoded == []


def test_a_cache_that_cannot_be_opened_is_named_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "vectors.cache").mkdir()
    with pytest.raises(EmbeddingsError, match=r"向量缓存 .*vectors\.cache 不能使用"):
        CachedEncoder(TopicEncoder(), tmp_path / "vectors.cache").encode_passages(TEXTS)


def test_a_cache_that_another_program_holds_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("embeddings.cache._WAIT_SECONDS", 0.1)
    path = tmp_path / "vectors.cache"
    CachedEncoder(TopicEncoder(), path).encode_passages(TEXTS)
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(EmbeddingsError, match=r"向量缓存 .*vectors\.cache 不能使用"):
            CachedEncoder(TopicEncoder(), path).encode_passages(["新的"])
        other.rollback()
    again = TopicEncoder()
    CachedEncoder(again, path).encode_passages(TEXTS)
    assert again.encoded == []
