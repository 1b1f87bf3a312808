"""The retriever in LangChain's hands."""

import asyncio

from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import RunnableLambda

from assistant.retrieval.langchain import as_langchain
from tests.retrieval.test_hybrid import retriever


def test_documents_carry_their_place() -> None:
    [document] = as_langchain(retriever(), limit=1).invoke("汽车产业规模有多大？")
    assert document.page_content == "汽车产业规模达到7.4万亿元。"
    assert document.id == "b:2"
    score = document.metadata.pop("score")
    assert 0 < score <= 1
    assert document.metadata == {
        "passage_id": "b:2",
        "article_id": "b",
        "title": "产业观察",
        "path": [],
        "start": 0,
        "end": 15,
        "found_by": ["keyword", "dense"],
    }


def test_it_is_a_base_retriever_that_chains() -> None:
    found = as_langchain(retriever(), limit=2)
    assert isinstance(found, BaseRetriever)

    def join(documents: list[Document]) -> str:
        return "|".join(document.id or "" for document in documents)

    chain = found | RunnableLambda(join)
    assert chain.invoke("碳达峰").startswith("a:1")


def test_nothing_found_is_an_empty_list() -> None:
    assert as_langchain(retriever()).invoke("你好") == []


def test_asynchronous_search_gives_the_same() -> None:
    found = as_langchain(retriever())
    assert asyncio.run(found.ainvoke("税费")) == found.invoke("税费")
