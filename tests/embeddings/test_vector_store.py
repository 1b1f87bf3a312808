from pathlib import Path

import pytest
from langchain_core.documents import Document

from embeddings.errors import IndexDamaged
from embeddings.langchain_adapter import LangChainEmbeddings
from embeddings.vector_store import TEXTS_FILE, FaissVectorStore
from tests.conftest import TopicEncoder

IDS = ["g", "c", "f"]
TEXTS = ["绿色产业", "汽车产业", "金融"]


def build() -> FaissVectorStore:
    return FaissVectorStore.build(TopicEncoder(), IDS, TEXTS, [{"n": 1}, {"n": 2}, {"n": 3}])


def test_the_nearest_document_comes_with_id_text_and_metadata() -> None:
    found = build().similarity_search("金融", k=1)
    assert found == [Document(id="f", page_content="金融", metadata={"n": 3})]


def test_a_saved_store_opens_with_the_same_answers(tmp_path: Path) -> None:
    build().save(tmp_path)
    opened = FaissVectorStore.open(tmp_path, TopicEncoder())
    assert opened.similarity_search_with_score("汽车", 3) == build().similarity_search_with_score(
        "汽车", 3
    )


def test_a_changed_text_file_is_refused(tmp_path: Path) -> None:
    build().save(tmp_path)
    path = tmp_path / TEXTS_FILE
    path.write_text(path.read_text(encoding="utf-8").replace("金融", "黄金"), encoding="utf-8")
    with pytest.raises(IndexDamaged, match=TEXTS_FILE):
        FaissVectorStore.open(tmp_path, TopicEncoder())


def test_texts_are_added_replaced_and_deleted() -> None:
    store = build()
    store.add_texts(["数字农业", "绿色金融"], ids=["n", "f"])
    assert [document.page_content for document in store.get_by_ids(["f", "n", "none"])] == [
        "绿色金融",
        "数字农业",
    ]
    assert len(store) == 4
    assert store.delete(["f", "none"])
    assert not store.delete(["f"])
    assert store.get_by_ids(["f"]) == []


def test_metadata_that_does_not_fit_the_texts_leaves_the_store_as_it_was() -> None:
    store = build()
    with pytest.raises(ValueError, match="zip"):
        store.add_texts(["数字农业", "绿色金融"], [{"n": 4}], ids=["n", "f"])
    assert len(store) == 3
    found = store.similarity_search("金融", k=3)
    assert [document.id for document in found] == [
        d.id for d in build().similarity_search("金融", k=3)
    ]


def test_langchain_makes_a_store_and_a_retriever_of_it() -> None:
    adapter = LangChainEmbeddings(TopicEncoder())
    store = FaissVectorStore.from_texts(TEXTS, adapter)
    found = store.as_retriever(search_kwargs={"k": 1}).invoke("绿色产业")
    assert [document.page_content for document in found] == ["绿色产业"]


def test_another_embeddings_class_is_refused() -> None:
    with pytest.raises(TypeError, match="LangChainEmbeddings"):
        FaissVectorStore.from_texts(TEXTS, object())  # type: ignore[arg-type]
