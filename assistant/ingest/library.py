"""The library of one generation: articles, outlines and passages in a SQLite file.

Written once, then only read; opened read-only and immutable, so it takes no
lock and leaves no file beside it, and goes on working when it was pruned from
disk after it was opened.
"""

import hashlib
import json
import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from assistant.errors import ArticleNotFound, DamagedIndex
from assistant.file_troubles import file_trouble
from assistant.ingest.generations import REBUILD
from assistant.ingest.outline import build_outline
from assistant.types import Article, FieldSpan, Heading, Passage, Point

FILE_NAME = "library.sqlite"
OUTLINE_CACHE = 512  # outlines kept parsed; a question looks at a handful

_SCHEMA = """
CREATE TABLE sources (
  root TEXT NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL, PRIMARY KEY (root, path));
CREATE TABLE articles (
  position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, root TEXT NOT NULL, path TEXT NOT NULL,
  title TEXT NOT NULL, author TEXT NOT NULL, affiliation TEXT NOT NULL, "column" TEXT NOT NULL,
  published TEXT NOT NULL, source TEXT NOT NULL, text TEXT NOT NULL,
  body_start INTEGER NOT NULL, body_end INTEGER NOT NULL,
  fields TEXT NOT NULL, headings TEXT NOT NULL, outline TEXT NOT NULL);
CREATE TABLE pages (
  article_id TEXT PRIMARY KEY, starts TEXT NOT NULL, recognised TEXT NOT NULL);
CREATE TABLE margins (
  position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, root TEXT NOT NULL, path TEXT NOT NULL,
  title TEXT NOT NULL, source TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE passages (
  position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, article_id TEXT NOT NULL,
  path TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL);
"""
_ARTICLE_COLUMNS = (
    'id, title, author, affiliation, "column", published, source, text, '
    "body_start, body_end, fields, headings"
)


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read: the folder given, the path below it, the SHA-256 of its bytes."""

    root: str
    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An article with its source, its outline and its passages, ready to be written."""

    article: Article
    source: Source
    outline: Point
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Margin:
    """What a page prints around its articles, as a text of its own, with its source."""

    article: Article
    source: Source


def write_library(
    folder: Path,
    entries: Iterable[Entry],
    sources: Iterable[Source],
    margins: Iterable[Margin] = (),
) -> None:
    """Write the library file into `folder`. `sources` may name files that held no article."""
    with closing(sqlite3.connect(folder / FILE_NAME, isolation_level=None)) as connection:
        connection.executescript("PRAGMA journal_mode = OFF;" + _SCHEMA)
        connection.execute("BEGIN")
        connection.executemany(
            "INSERT INTO sources VALUES (?, ?, ?)",
            ((_kept(source.root), source.path, source.sha256) for source in sources),
        )
        for entry in entries:
            _insert(connection, entry)
        for margin in margins:
            page, source = margin.article, margin.source
            connection.execute(
                "INSERT INTO margins VALUES (NULL, ?, ?, ?, ?, ?, ?)",
                (page.id, _kept(source.root), source.path, page.title, page.source, page.text),
            )
        connection.execute("COMMIT")


def _insert(connection: sqlite3.Connection, entry: Entry) -> None:
    article = entry.article
    connection.execute(
        f"INSERT INTO articles VALUES (NULL, {', '.join('?' * 15)})",
        (
            article.id,
            _kept(entry.source.root),
            entry.source.path,
            article.title,
            article.author,
            article.affiliation,
            article.column,
            article.published,
            article.source,
            article.text,
            article.body_start,
            article.body_end,
            _json([[field.name, field.start, field.end] for field in article.fields]),
            _json([[head.start, head.end, head.level] for head in article.headings]),
            _json(_outline_row(entry.outline)),
        ),
    )
    if article.pages:
        connection.execute(
            "INSERT INTO pages VALUES (?, ?, ?)",
            (article.id, _json(article.pages), _json(article.recognised)),
        )
    connection.executemany(
        "INSERT INTO passages VALUES (NULL, ?, ?, ?, ?, ?)",
        (
            (passage.id, passage.article_id, _json(passage.path), passage.start, passage.end)
            for passage in entry.passages
        ),
    )


def _kept(root: str) -> str | bytes:
    """A folder's name as the file holds it: its bytes where they are not UTF-8."""
    try:
        root.encode("utf-8")
    except UnicodeEncodeError:
        return os.fsencode(root)
    return root


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _outline_row(point: Point) -> list[Any]:
    children = [_outline_row(child) for child in point.children]
    return [
        point.kind,
        point.label_start,
        point.label_end,
        point.start,
        point.end,
        point.mark,
        children,
    ]


def _outline_point(article: Article, row: list[Any]) -> Point:
    kind, label_start, label_end, start, end, mark, children = row
    return Point(
        article_id=article.id,
        kind=kind,
        label=article.text[label_start:label_end],
        label_start=label_start,
        label_end=label_end,
        start=start,
        end=end,
        mark=mark,
        children=tuple(_outline_point(article, child) for child in children),
    )


class Library:
    """Reads one library file; implements `types.Corpus`. Safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        """Open the library in a generation's folder; raises DamagedIndex."""
        self._path = folder / FILE_NAME
        self._lock = threading.RLock()
        try:
            self._connection = sqlite3.connect(
                f"file:{quote(os.fsencode(os.path.realpath(self._path)))}?mode=ro&immutable=1",
                uri=True,
                check_same_thread=False,
            )
            self._connection.execute("SELECT count(*) FROM articles").fetchone()
        except sqlite3.Error as error:
            raise self._damaged(error) from error
        self._outline = lru_cache(maxsize=OUTLINE_CACHE)(self._read_outline)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def articles(self) -> tuple[Article, ...]:
        """All articles, in a fixed order (source, then place in the source)."""
        return tuple(self._by_id.values())

    def margins(self) -> tuple[Article, ...]:
        """What pages print around their articles, in the order of the sources."""
        return tuple(self._margins.values())

    def article(self, article_id: str) -> Article:
        """The article, or margin, of that id; raises ArticleNotFound."""
        try:
            return self._by_id.get(article_id) or self._margins[article_id]
        except KeyError:
            raise ArticleNotFound(
                f"没有编号为“{article_id[:60]}”的文章；可用 assistant articles 查看全部文章。"
            ) from None

    def outline(self, article_id: str) -> Point:
        """The root point of the article's outline; raises ArticleNotFound."""
        return self._outline(self.article(article_id).id)

    def passages(self) -> Mapping[str, Passage]:
        """All passages by id, in the order of the articles and their texts."""
        return self._passages

    def passages_of(self, article_id: str) -> tuple[Passage, ...]:
        """The passages of one article, in the order of its text; () for an unknown one."""
        return self._passages_of.get(article_id, ())

    def sources(self) -> tuple[Source, ...]:
        """The files that were read."""
        rows = self._rows("SELECT root, path, sha256 FROM sources")
        return tuple(Source(os.fsdecode(root), path, sha256) for root, path, sha256 in rows)

    def entries_of(self, source: Source) -> Iterator[Entry]:
        """The articles that one file gave, as they were written."""
        rows = self._rows(
            "SELECT id FROM articles WHERE root = ? AND path = ? ORDER BY position",
            (_kept(source.root), source.path),
        )
        for (article_id,) in rows:
            yield Entry(
                self.article(article_id),
                source,
                self.outline(article_id),
                self.passages_of(article_id),
            )

    def margins_of(self, source: Source) -> Iterator[Margin]:
        """The margins of one file, as they were written."""
        if not self._margins:
            return
        rows = self._rows(
            "SELECT id FROM margins WHERE root = ? AND path = ? ORDER BY position",
            (_kept(source.root), source.path),
        )
        for (article_id,) in rows:
            yield Margin(self._margins[article_id], source)

    @cached_property
    def _margins(self) -> dict[str, Article]:
        """The margins by their ids; a library of old knows none."""
        if not self._rows("SELECT 1 FROM sqlite_master WHERE name = 'margins'"):
            return {}
        rows = self._rows("SELECT id, title, text, source FROM margins ORDER BY position")
        return {row[0]: Article(row[0], row[1], row[2], source=row[3]) for row in rows}

    @cached_property
    def _by_id(self) -> dict[str, Article]:
        rows = self._rows(f"SELECT {_ARTICLE_COLUMNS} FROM articles ORDER BY position")
        pages = self._pages()
        return {row[0]: replace(_article(row), **pages.get(row[0], {})) for row in rows}

    def _pages(self) -> dict[str, dict[str, Any]]:
        """`pages` and `recognised` of the articles that have any; a library of old knows none."""
        if not self._rows("SELECT 1 FROM sqlite_master WHERE name = 'pages'"):
            return {}
        return {
            article_id: {
                "pages": tuple((start, number) for start, number in json.loads(starts)),
                "recognised": tuple(json.loads(recognised)),
            }
            for article_id, starts, recognised in self._rows(
                "SELECT article_id, starts, recognised FROM pages"
            )
        }

    @cached_property
    def _passages(self) -> dict[str, Passage]:
        return {p.id: p for passages in self._passages_of.values() for p in passages}

    @cached_property
    def _passages_of(self) -> dict[str, tuple[Passage, ...]]:
        rows = self._rows(
            'SELECT id, article_id, path, start, "end" FROM passages ORDER BY position'
        )
        found: dict[str, list[Passage]] = {}
        for passage_id, article_id, path, start, end in rows:
            text = self.article(article_id).text[start:end]
            passage = Passage(passage_id, article_id, tuple(json.loads(path)), start, end, text)
            found.setdefault(article_id, []).append(passage)
        return {article_id: tuple(passages) for article_id, passages in found.items()}

    def _read_outline(self, article_id: str) -> Point:
        if article_id in self._margins:
            return build_outline(self._margins[article_id])
        ((row,),) = self._rows("SELECT outline FROM articles WHERE id = ?", (article_id,))
        return _outline_point(self.article(article_id), json.loads(row))

    def _rows(self, query: str, values: tuple[str | bytes, ...] = ()) -> list[tuple[Any, ...]]:
        with self._lock:
            try:
                return self._connection.execute(query, values).fetchall()
            except sqlite3.Error as error:
                raise self._damaged(error) from error

    def _damaged(self, error: Exception) -> DamagedIndex:
        return DamagedIndex(f"文章库 {self._path} 缺失或已损坏（{file_trouble(error)}）；{REBUILD}")


def _article(row: tuple[Any, ...]) -> Article:
    *plain, fields, headings = row
    names = ("id", "title", "author", "affiliation", "column", "published", "source", "text")
    values = dict(zip((*names, "body_start", "body_end"), plain, strict=True))
    return Article(
        **values,
        fields=tuple(FieldSpan(*field) for field in json.loads(fields)),
        headings=tuple(Heading(*heading) for heading in json.loads(headings)),
    )


def content_checksum(articles: Iterable[Article], passages: Iterable[Passage]) -> str:
    """SHA-256 over the articles' ids and texts and the passages' ids, in their order."""
    digest = hashlib.sha256()
    for article in articles:
        digest.update(f"{article.id}\0{article.text_hash}\n".encode())
    for passage in passages:
        digest.update(f"{passage.id}\n".encode())
    return digest.hexdigest()
