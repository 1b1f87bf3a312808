"""A LangChain `VectorStore` over `FaissIndex`; texts are kept as JSON, nothing is pickled."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Self

import numpy as np
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.vectorstores import VectorStore

from embeddings.encoder import Encoder, Vectors
from embeddings.errors import IndexDamaged
from embeddings.faiss_index import FaissIndex
from embeddings.langchain_adapter import LangChainEmbeddings

TEXTS_FILE = "texts.json"
_TEXTS_HASH_FILE = "texts.sha256"


class FaissVectorStore(VectorStore):
    """Passages with ids; found by cosine with the encoder's vectors."""

    def __init__(self, encoder: Encoder, index: FaissIndex, texts: Sequence[Document]) -> None:
        """`texts[i]` is the document of row i of `index`; use `build` or `open`."""
        self._encoder = encoder
        self._index = index
        self._documents = dict(zip(index.ids, texts, strict=True))

    @classmethod
    def build(
        cls,
        encoder: Encoder,
        ids: Sequence[str],
        texts: Sequence[str],
        metadatas: Sequence[dict[str, Any]] | None = None,
        *,
        show_progress: bool = False,
    ) -> "FaissVectorStore":
        """Encode and index the texts; ids must be distinct."""
        vectors = encoder.encode_passages(texts, show_progress=show_progress)
        index = FaissIndex.build(ids, vectors, encoder.fingerprint)
        return cls(encoder, index, _documents(ids, texts, metadatas))

    @property
    def embeddings(self) -> Embeddings:
        """The encoder as LangChain knows it."""
        return LangChainEmbeddings(self._encoder)

    def __len__(self) -> int:
        return len(self._index)

    def search_ids(self, query_vector: Vectors, k: int) -> list[tuple[str, float]]:
        """The k nearest of a vector (dim,) as (id, cosine), nearest first; ties by id."""
        return self._index.search(query_vector, k)

    def save(self, folder: Path) -> None:
        """Write index and texts into `folder`; metadata must be JSON."""
        self._index.save(folder)
        rows = [
            {"text": document.page_content, "metadata": document.metadata}
            for document in self._documents.values()
        ]
        blob = json.dumps(rows, ensure_ascii=False).encode("utf-8")
        (folder / TEXTS_FILE).write_bytes(blob)
        (folder / _TEXTS_HASH_FILE).write_text(hashlib.sha256(blob).hexdigest() + "\n")

    @classmethod
    def open(cls, folder: Path, encoder: Encoder) -> "FaissVectorStore":
        """Open what `save` wrote; raises IndexDamaged, or IndexMismatch for another encoder."""
        index = FaissIndex.open(folder, encoder.fingerprint)
        try:
            blob = (folder / TEXTS_FILE).read_bytes()
            expected = (folder / _TEXTS_HASH_FILE).read_text().strip()
        except FileNotFoundError as error:
            raise IndexDamaged(f"向量库缺少文件 {error.filename}；请重新建立。") from None
        if hashlib.sha256(blob).hexdigest() != expected:
            raise IndexDamaged(f"向量库文件 {folder / TEXTS_FILE} 与校验值不符；请重新建立。")
        rows = json.loads(blob)
        if len(rows) != len(index):
            raise IndexDamaged(f"向量库 {folder} 的文字与向量数量不符；请重新建立。")
        texts = [row["text"] for row in rows]
        metadatas = [row["metadata"] for row in rows]
        return cls(encoder, index, _documents(index.ids, texts, metadatas))

    def add_texts(
        self,
        texts: Iterable[str],
        metadatas: list[dict[str, Any]] | None = None,
        *,
        ids: list[str] | None = None,
        **_: Any,
    ) -> list[str]:
        """Encode and add texts; an id that is there already is replaced. Returns the ids."""
        added = list(texts)
        if not added:
            return []
        names = ids or [_content_id(text) for text in added]
        documents = _documents(names, added, metadatas)  # where these do not fit, nothing is added
        vectors = self._encoder.encode_passages(added)
        fresh = dict(zip(names, vectors, strict=True))
        kept = [place for place, name in enumerate(self._index.ids) if name not in fresh]
        old_ids = [self._index.ids[place] for place in kept]
        rows = np.concatenate((self._index.vectors()[kept], np.stack(list(fresh.values()))))
        self._index = FaissIndex.build([*old_ids, *fresh], rows, self._encoder.fingerprint)
        self._documents = {name: self._documents[name] for name in old_ids}
        self._documents |= {str(document.id): document for document in documents}
        return names

    def delete(self, ids: list[str] | None = None, **_: Any) -> bool:
        """Remove the ids (None: all); whether any was there."""
        gone = set(self._index.ids if ids is None else ids) & set(self._index.ids)
        kept = [place for place, name in enumerate(self._index.ids) if name not in gone]
        names = [self._index.ids[place] for place in kept]
        rows = self._index.vectors()[kept]
        self._index = FaissIndex.build(names, rows, self._encoder.fingerprint)
        self._documents = {name: self._documents[name] for name in names}
        return bool(gone)

    def get_by_ids(self, ids: Sequence[str], /) -> list[Document]:
        """The documents of those ids that are there, in the order asked."""
        return [self._documents[name] for name in ids if name in self._documents]

    def similarity_search(self, query: str, k: int = 4, **_: Any) -> list[Document]:
        """The k nearest documents of a question, nearest first."""
        return [document for document, _score in self.similarity_search_with_score(query, k)]

    def similarity_search_with_score(
        self, query: str, k: int = 4, **_: Any
    ) -> list[tuple[Document, float]]:
        """The k nearest documents with their cosines, nearest first."""
        vector = self._encoder.encode_queries([query])[0]
        return [(self._documents[name], score) for name, score in self.search_ids(vector, k)]

    def _select_relevance_score_fn(self) -> Any:
        # LangChain wants [0, 1]; a cosine is in [-1, 1].
        return lambda cosine: (1.0 + cosine) / 2.0

    @classmethod
    def from_texts(
        cls,
        texts: list[str],
        embedding: Embeddings,
        metadatas: list[dict[str, Any]] | None = None,
        *,
        ids: list[str] | None = None,
        **_: Any,
    ) -> Self:
        """LangChain's constructor; `embedding` must be a LangChainEmbeddings of ours."""
        if not isinstance(embedding, LangChainEmbeddings):
            raise TypeError("embedding must be embeddings.langchain_adapter.LangChainEmbeddings")
        encoder = embedding.encoder
        empty = np.empty((0, encoder.dim), dtype=np.float32)
        store = cls(encoder, FaissIndex.build((), empty, encoder.fingerprint), ())
        store.add_texts(texts, metadatas, ids=ids)
        return store


def _documents(
    ids: Sequence[str], texts: Sequence[str], metadatas: Sequence[dict[str, Any]] | None
) -> list[Document]:
    data = metadatas if metadatas is not None else [{} for _ in texts]
    return [
        Document(id=name, page_content=text, metadata=entry)
        for name, text, entry in zip(ids, texts, data, strict=True)
    ]


def _content_id(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]
