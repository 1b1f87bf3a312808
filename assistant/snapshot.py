"""One opened generation with everything that answers from it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from assistant.answering import Answerer
from assistant.answering.generative import GenerativeWriter
from assistant.errors import LibraryError
from assistant.indexing import KEYWORD, check_encoder, program_version
from assistant.ingest.generations import Generation, current
from assistant.ingest.library import Library
from assistant.ingest.selected import SelectedLibrary, select_articles
from assistant.parts import embeddings_errors
from assistant.retrieval.hybrid import HybridRetriever
from assistant.retrieval.keyword import KeywordIndex
from assistant.retrieval.narrowed import narrowed_search
from assistant.settings import Settings
from assistant.types import Corpus, Search, TermStatistics
from assistant.vectors import VectorIndex, check_store, open_vectors

if TYPE_CHECKING:
    from embeddings.encoder import Encoder

# Selections of articles of which the answerer is kept: readers ask more than once of each.
KEPT_SELECTIONS = 8


@dataclass(frozen=True, slots=True)
class LibraryInfo:
    """What is open: program version, generation, counts, encoder, checksum of the library."""

    version: str
    generation: int
    articles: int
    passages: int
    encoder: str
    fingerprint: str
    checksum: str


@dataclass(frozen=True)
class Snapshot:
    """What a question uses; replaced as a whole, never changed."""

    generation: Generation
    library: Library
    keyword: KeywordIndex
    vectors: VectorIndex
    search: HybridRetriever
    encoder: "Encoder"
    language_model: Any

    @cached_property
    def answerer(self) -> Answerer:
        """Made when the first question comes: indexing and listing need none."""
        return self._make_answerer(self.library, self.search, self.keyword)

    def answerer_of(self, articles: Sequence[str]) -> Answerer:
        """An answerer that knows these articles alone; of all of them where none is named.

        Names are those of `select_articles`, which see; raises QuestionError.
        """
        ids = select_articles(self.library, articles)
        if len(ids) in (0, len(self.library.articles())):
            return self.answerer
        return self._selected(ids)

    @cached_property
    def _selected(self) -> Callable[[tuple[str, ...]], Answerer]:
        return lru_cache(maxsize=KEPT_SELECTIONS)(self._make_selected)

    def _make_selected(self, ids: tuple[str, ...]) -> Answerer:
        corpus = SelectedLibrary(self.library, frozenset(ids))
        search, keyword = narrowed_search(
            corpus.passages(), self.keyword, self.vectors, self.encoder
        )
        return self._make_answerer(corpus, search, keyword)

    def _make_answerer(
        self, corpus: Corpus, search: Search, statistics: TermStatistics
    ) -> Answerer:
        return Answerer(
            corpus,
            search,
            statistics,
            encode=self.encoder.encode_sentences,
            language_model=GenerativeWriter(self.language_model) if self.language_model else None,
        )

    def info(self) -> LibraryInfo:
        """What is open."""
        manifest = self.generation.manifest
        return LibraryInfo(
            version=program_version(),
            generation=self.generation.number,
            articles=manifest.articles,
            passages=manifest.passages,
            encoder=manifest.encoder,
            fingerprint=manifest.fingerprint,
            checksum=manifest.checksum,
        )


def open_snapshot(settings: Settings, encoder: "Encoder", language_model: Any) -> Snapshot:
    """Open the current generation; raises DamagedIndex, ModelMismatch, LibraryError."""
    generation = _current(settings)
    try:
        return _open(generation, settings, encoder, language_model)
    except LibraryError:
        # Between reading CURRENT and opening, another process may have moved on.
        newer = _current(settings)
        if newer.stamp == generation.stamp:
            raise
        return _open(newer, settings, encoder, language_model)


def _current(settings: Settings) -> Generation:
    generation = current(settings.data_dir)
    if generation is None:
        raise LibraryError(f"{settings.data_dir} 中还没有索引；请先运行 assistant index。")
    return generation


def _open(
    generation: Generation, settings: Settings, encoder: "Encoder", language_model: Any
) -> Snapshot:
    check_encoder(generation, encoder)
    check_store(generation, settings)
    library = Library(generation.folder)
    keyword = KeywordIndex.open(generation.folder / KEYWORD)
    with embeddings_errors():
        vectors = open_vectors(generation, encoder, settings)
    search = HybridRetriever(library.passages(), keyword, vectors, encoder)
    return Snapshot(generation, library, keyword, vectors, search, encoder, language_model)
