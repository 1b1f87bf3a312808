"""Finding passages: keyword search (BM25), dense search, and their fusion."""

from assistant.retrieval.hybrid import HybridRetriever
from assistant.retrieval.keyword import KeywordIndex, searchable_text

__all__ = ["HybridRetriever", "KeywordIndex", "searchable_text"]
