"""Our encoders as LangChain's `Embeddings`, for people's own chains."""

from langchain_core.embeddings import Embeddings

from embeddings.encoder import Encoder


class LangChainEmbeddings(Embeddings):
    """LangChain's interface over an Encoder."""

    def __init__(self, encoder: Encoder) -> None:
        """Wrap a loaded encoder."""
        self.encoder = encoder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Vectors of passages, one list of `dim` floats a text."""
        rows: list[list[float]] = self.encoder.encode_passages(texts).tolist()
        return rows

    def embed_query(self, text: str) -> list[float]:
        """The vector of one question."""
        row: list[float] = self.encoder.encode_queries([text])[0].tolist()
        return row
