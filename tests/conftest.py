"""Fixtures that several rooms share, and fakes that implement the real interfaces."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.parts import silence_libraries
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.service import Assistant


def pytest_configure() -> None:
    """Before any test module is imported: no library tells anyone that it was loaded."""
    silence_libraries(Settings())


REPOSITORY = Path(__file__).resolve().parent.parent


class TopicEncoder:
    """An encoder whose vectors can be read by eye: one dimension a topic word, one for the rest.

    A text's vector counts each topic word in it; the last dimension is 1 where
    none occurs. So 绿色产业 and 绿色农业 share a dimension, 你好 is apart.
    Implements `embeddings.encoder.Encoder`; `encoded` lists the passages it was given.
    """

    topics = ("绿色", "产业", "汽车", "农业", "数字", "金融", "协同", "人才")
    name = "topics"
    max_tokens = 512

    def __init__(self, fingerprint: str = "topics-1") -> None:
        self.fingerprint = fingerprint
        self.dim = len(self.topics) + 1
        self.parts = (self.dim,)
        self.encoded: list[str] = []

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        counts = np.array(
            [[text.count(topic) for topic in self.topics] + [0] for text in texts],
            dtype=np.float32,
        ).reshape(len(texts), self.dim)
        counts[:, -1] = counts.sum(axis=1) == 0
        return counts / np.linalg.norm(counts, axis=1, keepdims=True)

    def encode_sentences(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self.encode_queries(texts)

    def encode_passages(
        self, texts: Sequence[str], *, show_progress: bool = False
    ) -> NDArray[np.float32]:
        del show_progress
        self.encoded.extend(texts)
        return self.encode_queries(texts)


@pytest.fixture
def topic_encoder() -> TopicEncoder:
    return TopicEncoder()


@pytest.fixture(scope="session")
def repository() -> Path:
    """The checkout's root."""
    return REPOSITORY


@pytest.fixture(scope="session")
def documents_folder() -> Path:
    """The default corpus."""
    return REPOSITORY / "documents"


@pytest.fixture(scope="session")
def shared_folder() -> Path:
    """`shared/` beside the checkout: public question sets that are not part of the repository."""
    folder = REPOSITORY.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs ../shared (public evaluation sets), which this machine does not have")
    return folder


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings that point into the test's own folder."""
    documents = tmp_path / "documents"
    documents.mkdir()
    return Settings(documents_dir=documents, data_dir=tmp_path / "data")


@pytest.fixture(scope="session")
def assistant_on_documents(
    documents_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> "Assistant":
    """The assistant as it ships, over documents/, its index in a folder of this test run."""
    from assistant.service import Assistant

    data_dir = tmp_path_factory.mktemp("data")
    return Assistant.from_settings(Settings(documents_dir=documents_folder, data_dir=data_dir))
