"""Wires the evaluation to an assistant in this process, with documents of its own if asked."""

import hashlib
import json
import shutil
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr

from assistant.errors import DocumentsFolderMissing, LibraryError
from assistant.evaluation.questions import Question
from assistant.evaluation.replies import ReplyHit
from assistant.evaluation.results import Record
from assistant.evaluation.runner import Run, Workers, measure, prepare
from assistant.progress import is_watched
from assistant.serialise import answer_to_dict
from assistant.settings import Settings
from assistant.types import Article, Passage, Point

if TYPE_CHECKING:
    from assistant.service import Assistant

KEPT_LIBRARIES = 8
"""Throw-away libraries kept in the cache; the least recently used go first."""

CACHED_ARTICLES = 4096

SKIPPED_FILE = "skipped.json"
"""Beside a throw-away index: why documents are not in it, told at every use of it."""

# Settings that decide what an index holds, and so belong to the name of a cached one.
_INDEX_SETTINGS = (
    "max_document_megabytes",
    "encoder",
    "encoder_model",
    "encoder_backend",
    "encoder_base_url",
    "encoder_query_prompt",
    "encoder_passage_prompt",
    "vector_store",
    "milvus_uri",
)
# Code and model that decide what an index holds: a change of them needs another cache entry.
_PACKAGE = Path(__file__).parent.parent
_INDEX_SOURCES = (
    "assistant/ingest",
    "assistant/retrieval",
    "assistant/indexing.py",
    "assistant/quantities.py",
    "assistant/text.py",
    "embeddings",
)
_INDEX_ENDINGS = frozenset({".py", ".json", ".safetensors", ".onnx"})

# Settings that say where things lie on this machine, not how questions are answered.
_PLACES = frozenset({"host", "port"})


class LocalTarget:
    """Target and Documents in one, over the service."""

    def __init__(self, assistant: "Assistant") -> None:
        self._assistant = assistant
        self._titles = {article.id: article.title for article in assistant.articles()}
        self._margins = frozenset(margin.id for margin in assistant.margins())
        self._article = lru_cache(maxsize=CACHED_ARTICLES)(assistant.article)
        self.passages = lru_cache(maxsize=CACHED_ARTICLES)(self._passages)

    def ask(self, question: Question) -> Mapping[str, Any]:
        """The answer's JSON, as `ask --json` prints it."""
        answer = self._assistant.ask(question.question, question.history, as_of=question.as_of)
        named = [citation.article_id for citation in answer.citations]
        named += [hit.passage.article_id for hit in answer.hits]
        articles = tuple(self._article(identity) for identity in dict.fromkeys(named))
        return answer_to_dict(answer, articles)

    def search(self, query: str, limit: int) -> Sequence[ReplyHit]:
        """The passages found, best first."""
        hits = self._assistant.search(query, limit)
        return [ReplyHit(hit.passage.id, hit.passage.article_id) for hit in hits]

    def titles(self) -> Mapping[str, str]:
        """The title of every article by its id."""
        return self._titles

    def text(self, article_id: str) -> str | None:
        """The article's or margin's text; None where the library has none of that id."""
        known = article_id in self._titles or article_id in self._margins
        return self._article(article_id).text if known else None

    def _passages(self, article_id: str) -> Mapping[str, str] | None:
        if article_id not in self._titles:
            return None
        return {passage.id: passage.text for passage in self._assistant.passages(article_id)}


class LibraryCorpus:
    """The library as `types.Corpus`, over the service."""

    def __init__(self, assistant: "Assistant") -> None:
        self._assistant = assistant

    def articles(self) -> Sequence[Article]:
        """All articles, in a fixed order."""
        return self._assistant.articles()

    def margins(self) -> Sequence[Article]:
        """What pages print around their articles."""
        return self._assistant.margins()

    def article(self, article_id: str) -> Article:
        """The article of that id; raises ArticleNotFound."""
        return self._assistant.article(article_id)

    def outline(self, article_id: str) -> Point:
        """The root of the article's outline; raises ArticleNotFound."""
        return self._assistant.outline(article_id)

    def passages(self) -> Mapping[str, Passage]:
        """All passages by id."""
        found = (self._assistant.passages(article.id) for article in self.articles())
        return {passage.id: passage for passages in found for passage in passages}


def library_settings(settings: Settings, documents: Path | None) -> Settings:
    """Settings of the library to ask: the usual one, or a throw-away one over `documents`.

    The latter lies in `data_dir/evaluation/<name>`, where the name is a hash of the documents'
    contents and of all that decides what an index holds.
    """
    if documents is None:
        return settings
    if not documents.exists():
        raise DocumentsFolderMissing(f"找不到要评测的文档 {documents}；请检查 --documents 的路径。")
    root = settings.data_dir / "evaluation"
    folder = root / content_name(settings, documents)
    _forget_old(root, keep=folder)
    return settings.model_copy(update={"documents_dir": documents, "data_dir": folder})


def open_library(
    settings: Settings, documents: Path | None, on_skip: Callable[[str], None]
) -> "Assistant":
    """The assistant over `library_settings`, read in where it is not there yet.

    `on_skip` is told why documents are not in it, where they are read now or the library is a
    throw-away one. Raises LibraryError where it holds no article at all: every question would
    be abstained from.
    """
    from assistant.service import Assistant

    if documents is None:
        assistant = Assistant.from_settings(settings, progress=is_watched(), on_skip=on_skip)
        if not assistant.info().articles:
            raise LibraryError(
                "文档库是空的，没有可以问的内容；请把文档放入文档文件夹，再运行 assistant index，"
                "或用 --documents 给出文档。"
            )
        return assistant
    told = settings.data_dir / SKIPPED_FILE
    if told.exists():
        assistant = Assistant.from_settings(settings, progress=is_watched())
    else:
        assistant = Assistant.unopened(settings)
        summary = assistant.add([documents], progress=is_watched())
        told.write_text(json.dumps([reason for _, reason in summary.skipped]), encoding="utf-8")
    for reason in json.loads(told.read_text(encoding="utf-8")):
        on_skip(reason)
    if not assistant.info().articles:
        raise LibraryError(
            f"从 {documents} 没有读到一篇文章，没有可以问的内容；"
            "请检查 --documents 的路径和各文件跳过的原因。"
        )
    return assistant


def content_name(settings: Settings, documents: Path) -> str:
    """A name that changes with the documents, the index settings, the index code and model."""
    digest = hashlib.sha256()
    for name in _INDEX_SETTINGS:
        digest.update(f"{name}={getattr(settings, name)}\n".encode())
    for path, name in _files(documents):
        digest.update(f"{name}\n".encode("utf-8", "surrogateescape"))
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    for source in _INDEX_SOURCES:
        for path, name in _files(_PACKAGE / source):
            if path.suffix in _INDEX_ENDINGS:
                digest.update(f"{name}\n".encode())
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:24]


def _files(root: Path) -> Iterator[tuple[Path, str]]:
    if root.is_file():
        yield root, root.name
        return
    for path in sorted(root.rglob("*")):
        if path.is_file():
            yield path, path.relative_to(root).as_posix()


def _forget_old(root: Path, keep: Path) -> None:
    """Remove the least recently used throw-away libraries beyond `KEPT_LIBRARIES`."""
    if keep.is_dir():
        keep.touch()
    if not root.is_dir():
        return
    others = [folder for folder in root.iterdir() if folder.is_dir() and folder != keep]
    others.sort(key=lambda folder: folder.stat().st_mtime, reverse=True)
    for folder in others[KEPT_LIBRARIES - 1 :]:
        shutil.rmtree(folder, ignore_errors=True)


def describe(assistant: "Assistant", settings: Settings, documents: Path | None) -> dict[str, Any]:
    """What the results' header says of the assistant: version, settings, model, library."""
    info = assistant.info()
    shown = {
        name: value
        for name, value in settings.model_dump(mode="json").items()
        if name not in _PLACES and not _is_private(getattr(settings, name))
    }
    return {
        "version": info.version,
        "target": "in-process",
        "documents": documents.name if documents else "",
        "articles": info.articles,
        "passages": info.passages,
        "encoder": info.encoder,
        "model_fingerprint": info.fingerprint,
        "library_checksum": info.checksum,
        "settings": shown,
    }


def _is_private(value: object) -> bool:
    """Whether a setting is a secret, or a place on this machine."""
    members = value if isinstance(value, tuple | list) else (value,)
    return any(isinstance(member, SecretStr | Path) for member in members)


# One assistant a worker process, opened when the process begins and only read afterwards.
_WORKER: list[Run] = []


def processes(settings: Settings, jobs: int) -> Workers:
    """Workers in processes of their own, each with the library opened once.

    Answering is bound by the processor, so that threads of one process would not be faster.
    """
    executor = ProcessPoolExecutor(
        jobs, get_context("spawn"), initializer=_open_in_worker, initargs=(settings,)
    )
    return Workers(executor, _measure_in_worker, jobs)


def _open_in_worker(settings: Settings) -> None:
    from assistant.service import Assistant

    # Ctrl-C reaches the whole group; the process that writes the results decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    target = LocalTarget(Assistant.from_settings(settings))
    _WORKER.append(prepare(target, target))


def _measure_in_worker(question: Question) -> Record:
    return measure(_WORKER[0], question)
