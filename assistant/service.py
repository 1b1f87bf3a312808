"""The assistant: add documents, find passages, answer questions.

`Assistant.from_settings` alone chooses the parts. A question never changes
the next one: everything that a question uses is one snapshot of a generation,
replaced as a whole when documents are added or removed.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.answering.outline.suggestions import question_for
from assistant.answering.selection import told_of_selected
from assistant.asked import checked_question, latest_of
from assistant.days import checked_day
from assistant.errors import LibraryError
from assistant.forgetting import roots_to_forget, without_articles, without_roots
from assistant.indexing import (
    IndexSummary,
    OpenVectors,
    check_encoder,
    gone_roots,
    is_other_builtin,
    readable_library,
    roots_read,
    roots_to_read,
    write_generation,
)
from assistant.ingest.anchors import find_anchor
from assistant.ingest.changes import Changes, collect_changes
from assistant.ingest.figures import Figure, find_figures
from assistant.ingest.generations import Draft, Stamp, current, current_stamp
from assistant.ingest.generations import building as building_generation
from assistant.ingest.library import Library
from assistant.ingest.listing import count_changed, forget_listings, keep_listings, list_roots
from assistant.ingest.readers import Skipped
from assistant.ingest.selected import select_articles
from assistant.parts import (
    embeddings_errors,
    load_encoder,
    load_language_model,
    silence_libraries,
)
from assistant.progress import progress_bar
from assistant.settings import Settings
from assistant.snapshot import LibraryInfo, Snapshot, open_snapshot
from assistant.types import Answer, Article, Hit, Passage, Point, Statement
from assistant.vectors import is_elsewhere, prune_vectors

if TYPE_CHECKING:
    from embeddings.encoder import Encoder

__all__ = ["Assistant", "LibraryInfo", "find_anchor", "question_for"]

logger = logging.getLogger(__name__)


class Assistant:
    """Answers from one library. Safe to use from several threads."""

    def __init__(self, settings: Settings, encoder: "Encoder", language_model: Any = None) -> None:
        self._settings = settings
        self._encoder = encoder
        self._language_model = language_model
        self._limit = settings.max_question_chars
        self._changing = threading.Lock()
        self._snapshot: Snapshot | None = None
        self._following = threading.Lock()
        self._refused: Stamp | None = None  # a generation that could not be opened

    @classmethod
    def from_settings(
        cls,
        settings: Settings,
        *,
        progress: bool = False,
        on_skip: Callable[[str], None] | None = None,
    ) -> "Assistant":
        """Open the index, or read the documents and build it where there is none yet.

        An index of another version of the built-in encoder is encoded again. `on_skip` is
        told why a file was not read, in Chinese.

        Raises LibraryError and its kin, DocumentsFolderMissing, EncoderError.
        """
        assistant = cls.unopened(settings)
        generation = current(settings.data_dir)
        if generation is None:
            summary = assistant.add(progress=progress, only_if_missing=True)
            if on_skip is not None:
                for _, reason in summary.skipped:
                    on_skip(reason)
        elif is_other_builtin(generation, assistant._encoder):
            assistant.encode_again(progress=progress)
        else:
            assistant.open()
        return assistant

    @classmethod
    def unopened(cls, settings: Settings) -> "Assistant":
        """The assistant with its parts chosen but no index opened: for `add` and `open`."""
        silence_libraries(settings)
        return cls(settings, load_encoder(settings), load_language_model(settings))

    def open(self) -> None:
        """Open the current generation; raises DamagedIndex, ModelMismatch, LibraryError."""
        self._snapshot = open_snapshot(self._settings, self._encoder, self._language_model)

    # Changing the library.

    def add(
        self,
        paths: Sequence[Path] = (),
        *,
        rebuild: bool = False,
        progress: bool = False,
        only_if_missing: bool = False,
    ) -> IndexSummary:
        """Read folders and files in; what did not change is not read again.

        Without `paths` those are read again that were read before, and the documents folder
        where the settings name it or nothing was read yet. `rebuild` reads everything again and
        encodes it with the encoder in use, whatever the old index says; the folders that were
        read before are read again as far as the old index tells them. `only_if_missing` does
        nothing where another process has just built an index.
        """
        started = time.perf_counter()
        data_dir = self._settings.data_dir
        with self._changing, building_generation(data_dir) as draft:
            if only_if_missing and current(data_dir) is not None:
                self.open()
                return self._summary(started, None)
            library, vectors = self._old(rebuild)
            gone: tuple[Skipped, ...] = ()
            if not paths:
                roots, gone = roots_to_read(library, self._settings), gone_roots(library)
            else:
                roots = [*paths, *(roots_read(library) if rebuild and library else ())]
            listings = list_roots(roots)  # before reading: what changes meanwhile is new after it
            with progress_bar("读取文件", progress) as on_progress:
                changes = collect_changes(
                    roots,
                    library,
                    max_bytes=int(self._settings.max_document_megabytes * 1_000_000),
                    reread=rebuild,
                    on_progress=on_progress,
                )
            changes = replace(changes, skipped=(*changes.skipped, *gone))
            if vectors is None or rebuild or changes.read or changes.removed:
                self._publish(draft, changes, None if rebuild else vectors, progress=progress)
            keep_listings(data_dir, listings)
            return self._summary(started, changes)

    def encode_again(self, *, progress: bool = False) -> None:
        """Encode what the index holds with the encoder in use; no document is read."""
        with self._changing, building_generation(self._settings.data_dir) as draft:
            library, vectors = self._old(rebuild=False)
            if library is None or vectors is not None:
                return
            sources = library.sources()
            entries = tuple(entry for source in sources for entry in library.entries_of(source))
            logger.info("the built-in encoder changed: encoding %d articles again", len(entries))
            margins = tuple(each for source in sources for each in library.margins_of(source))
            changes = Changes(entries, sources, 0, len(sources), 0, (), margins)
            self._publish(draft, changes, None, progress=progress)

    def remove(self, article_ids: Sequence[str]) -> IndexSummary:
        """Take articles out; they come back when their file changes or on a rebuild.

        Raises ArticleNotFound before anything is changed.
        """
        started = time.perf_counter()
        with self._changing, building_generation(self._settings.data_dir) as draft:
            self.open()
            old = self._open_snapshot()
            library = old.library
            changes = without_articles(library, article_ids)
            vectors = OpenVectors(library, old.vectors)
            self._publish(draft, changes, vectors, progress=False)
            return self._summary(started, changes)

    def forget(self, paths: Sequence[Path]) -> IndexSummary:
        """Take out what was read from folders and files, which are not read again.

        They need not be there any more. Raises DocumentsFolderMissing and SettingsError
        before anything is changed.
        """
        started = time.perf_counter()
        data_dir = self._settings.data_dir
        with self._changing, building_generation(data_dir) as draft:
            library, vectors = self._old(rebuild=False)
            roots = roots_to_forget(library, paths, self._settings)
            changes = without_roots(library, roots) if library else None
            if changes is not None and changes.removed:
                self._publish(draft, changes, vectors, progress=False)
            forget_listings(data_dir, roots)
            return self._summary(started, changes)

    def _old(self, rebuild: bool) -> tuple[Library | None, OpenVectors | None]:
        """Library and vectors that are there before a change; None for what cannot be used.

        Vectors of another version of the built-in encoder, or in another store than
        settings say, cannot, and are made again. Anything else that cannot be opened
        raises, except on a rebuild.
        """
        generation = None
        try:
            generation = current(self._settings.data_dir)
            if generation is None:
                return None, None
            if is_other_builtin(generation, self._encoder):
                return Library(generation.folder), None
            check_encoder(generation, self._encoder)
            if is_elsewhere(generation, self._settings):
                return Library(generation.folder), None
            self.open()
        except LibraryError:
            if rebuild:
                return readable_library(generation) if generation else None, None
            raise
        snapshot = self._open_snapshot()
        return snapshot.library, OpenVectors(snapshot.library, snapshot.vectors)

    def _publish(
        self, draft: Draft, changes: Changes, old: OpenVectors | None, *, progress: bool
    ) -> None:
        write_generation(
            draft,
            changes,
            self._encoder,
            old=old,
            settings=self._settings,
            progress=progress,
        )
        self.open()
        with embeddings_errors():
            prune_vectors(draft.data_dir, self._settings)

    def _summary(self, started: float, changes: Changes | None) -> IndexSummary:
        manifest = self._open_snapshot().generation.manifest
        return IndexSummary(
            read=changes.read if changes else 0,
            unchanged=changes.unchanged if changes else 0,
            removed=changes.removed if changes else 0,
            skipped=tuple((s.path, s.reason) for s in changes.skipped) if changes else (),
            articles=manifest.articles,
            passages=manifest.passages,
            seconds=time.perf_counter() - started,
        )

    # Asking.

    def search(self, query: str, limit: int = 10) -> tuple[Hit, ...]:
        """The best `limit` passages, best first; () when nothing matches."""
        with embeddings_errors():
            return self._open_snapshot().search.search(checked_question(query, self._limit), limit)

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        *,
        as_of: str = "",
        articles: Sequence[str] = (),
    ) -> Answer:
        """Answer one question; `history` holds the earlier ones, oldest first.

        `as_of` is a day, a month or a year; articles published after it are left out.
        `articles` (ids, file names or titles) are the only ones looked at where any is given.
        Raises QuestionError for an empty or too long question, for an `as_of` that is no date and
        for a name in `articles` that the library does not know.
        """
        *_, last = self.stream(question, history, as_of=as_of, articles=articles)
        assert isinstance(last, Answer)  # the answerer's stream ends with it
        return last

    def stream(
        self,
        question: str,
        history: Sequence[str] = (),
        *,
        as_of: str = "",
        articles: Sequence[str] = (),
    ) -> Iterator[Statement | Answer]:
        """Statements as they are found, then the whole checked answer. Raises like `ask`."""
        checked, day = checked_question(question, self._limit), checked_day(as_of)
        earlier = latest_of(history, self._limit)
        snapshot = self._open_snapshot()
        if not articles:
            return self._timed(snapshot.answerer.stream(checked, earlier, as_of=day))
        with embeddings_errors():
            answerer = snapshot.answerer_of(articles)
        return self._timed(told_of_selected(answerer.stream(checked, earlier, as_of=day)))

    def _timed(self, items: Iterator[Statement | Answer]) -> Iterator[Statement | Answer]:
        started = time.perf_counter()
        with embeddings_errors():
            for item in items:
                if isinstance(item, Answer):
                    yield replace(item, seconds=time.perf_counter() - started)
                else:
                    yield item

    # Looking at the library.

    def articles(self) -> tuple[Article, ...]:
        """All articles, in a fixed order."""
        return self._open_snapshot().library.articles()

    def selected(self, names: Sequence[str]) -> tuple[Article, ...]:
        """The articles that `ask` would look at for `names`; raises QuestionError like it."""
        library = self._open_snapshot().library
        return tuple(library.article(each) for each in select_articles(library, names))

    def margins(self) -> tuple[Article, ...]:
        """What pages print around their articles, in a fixed order."""
        return self._open_snapshot().library.margins()

    def article(self, article_id: str) -> Article:
        """The article, or margin, of that id; raises ArticleNotFound."""
        return self._open_snapshot().library.article(article_id)

    def outline(self, article_id: str) -> Point:
        """The root point of the article's outline; raises ArticleNotFound."""
        return self._open_snapshot().library.outline(article_id)

    def passages(self, article_id: str) -> tuple[Passage, ...]:
        """The article's passages, in the order of its text; raises ArticleNotFound."""
        return self._open_snapshot().library.passages_of(self.article(article_id).id)

    def figures(self) -> tuple[Figure, ...]:
        """The figures of all articles, in the order of the articles and their texts."""
        return tuple(figure for article in self.articles() for figure in find_figures(article))

    def info(self) -> LibraryInfo:
        """What is open."""
        return self._open_snapshot().info()

    def changed_files(self) -> dict[Path, int]:
        """How many files are new, changed or gone, by the folder that was read and has any."""
        return count_changed(self._settings.data_dir)

    def _open_snapshot(self) -> Snapshot:
        if self._snapshot is None:
            self.open()
        assert self._snapshot is not None  # `open` sets it or raises
        stamp = current_stamp(self._settings.data_dir)
        if stamp not in (None, self._snapshot.generation.stamp, self._refused):
            self._follow(stamp)
        return self._snapshot

    def _follow(self, stamp: Stamp | None) -> None:
        """Open what another process has built since; what is open stays where that fails."""
        if not self._following.acquire(blocking=False):
            return
        try:
            self.open()
        except LibraryError as error:
            self._refused = stamp
            logger.warning("generation %s was built but cannot be opened: %s", stamp, error)
        finally:
            self._following.release()
