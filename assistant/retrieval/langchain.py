"""The retriever as LangChain knows one, for use in other people's chains.

The only module of this room that imports LangChain.
"""

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from assistant.retrieval.hybrid import HybridRetriever
from assistant.types import Hit


class PassageRetriever(BaseRetriever):
    """Passages as documents; their metadata says where each stands.

    >>> as_langchain(retriever, limit=3).invoke("双碳有哪些措施？")  # doctest: +SKIP
    [Document(id='a1:120-310', metadata={'passage_id': 'a1:120-310', ...}, page_content='…')]
    """

    search: Any  # a HybridRetriever; pydantic cannot validate a callable protocol
    limit: int = 10

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002  LangChain's signature
    ) -> list[Document]:
        return [self._document(hit) for hit in self.search(query, self.limit)]

    def _document(self, hit: Hit) -> Document:
        passage = hit.passage
        return Document(
            id=passage.id,
            page_content=passage.text,
            metadata={
                "passage_id": passage.id,
                "article_id": passage.article_id,
                "title": self.search.titles.get(passage.article_id, ""),
                "path": list(passage.path),
                "start": passage.start,
                "end": passage.end,
                "score": hit.score,
                "found_by": list(hit.found_by),
            },
        )


def as_langchain(retriever: HybridRetriever, *, limit: int = 10) -> BaseRetriever:
    """The retriever as a LangChain `BaseRetriever` that returns `limit` documents, best first."""
    return PassageRetriever(search=retriever, limit=limit)
