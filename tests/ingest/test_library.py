import shutil
import sqlite3
from pathlib import Path

import pytest

from assistant.errors import ArticleNotFound, DamagedIndex
from assistant.ingest.changes import make_entry
from assistant.ingest.library import (
    FILE_NAME,
    Entry,
    Library,
    Source,
    content_checksum,
    write_library,
)
from assistant.types import Article, FieldSpan, Heading

SOURCE = Source("/somewhere", "a.txt", "1:abc")
TEXT = "论绿色\n□王某\n要坚持绿色发展。一是转型，见效。二是节能，增效。"
ARTICLE = Article(
    id="a1",
    title="论绿色",
    text=TEXT,
    author="王某",
    affiliation="某大学",
    column="观点",
    published="2022-11",
    source="a.txt",
    body_start=8,
    fields=(FieldSpan("title", 0, 3), FieldSpan("author", 5, 7)),
    headings=(Heading(0, 3, 1),),
)
OTHER = Article(
    id="a2",
    title="第二篇",
    text="今日休刊。",
    source="b.pdf",
    pages=((0, 1), (2, 3)),
    recognised=(3,),
)


def write(folder: Path) -> tuple[Entry, Entry]:
    first = make_entry(ARTICLE, SOURCE)
    second = make_entry(OTHER, Source("/somewhere", "b.txt", "1:def"))
    write_library(folder, [first, second], [first.source, second.source])
    return first, second


def test_what_was_written_is_read_back_unchanged(tmp_path: Path) -> None:
    first, second = write(tmp_path)
    library = Library(tmp_path)
    assert library.articles() == (ARTICLE, OTHER)
    assert library.outline("a1") == first.outline
    assert tuple(library.passages().values()) == first.passages + second.passages
    assert library.sources() == (first.source, second.source)
    assert list(library.entries_of(SOURCE)) == [first]


def test_a_library_of_before_there_were_pages_is_read(tmp_path: Path) -> None:
    write(tmp_path)
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        connection.execute("DROP TABLE pages")
    connection.close()
    assert [article.pages for article in Library(tmp_path).articles()] == [(), ()]


def test_a_character_stands_on_the_page_that_began_last() -> None:
    assert [OTHER.page_at(offset) for offset in range(4)] == [1, 1, 3, 3]
    assert [OTHER.is_recognised(offset) for offset in (1, 2)] == [False, True]
    assert ARTICLE.page_at(3) is None


def test_an_unknown_article_is_not_found(tmp_path: Path) -> None:
    write(tmp_path)
    library = Library(tmp_path)
    with pytest.raises(ArticleNotFound, match="a9"):
        library.article("a9")
    with pytest.raises(ArticleNotFound, match="a9"):
        library.outline("a9")


def test_a_library_opened_before_it_was_removed_goes_on_reading(tmp_path: Path) -> None:
    write(tmp_path)
    library = Library(tmp_path)
    shutil.rmtree(tmp_path)
    assert library.article("a1") == ARTICLE
    assert library.outline("a1").children[0].kind == "section"


def test_opening_leaves_no_file_beside_the_library(tmp_path: Path) -> None:
    write(tmp_path)
    Library(tmp_path).articles()
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


def test_the_checksum_depends_on_the_texts_alone(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        write(tmp_path / name)
    (tmp_path / "three").mkdir()
    write_library(tmp_path / "three", [make_entry(ARTICLE, SOURCE)], [SOURCE])
    libraries = (Library(tmp_path / name) for name in ("one", "two", "three"))
    one, two, three = (content_checksum(x.articles(), x.passages().values()) for x in libraries)
    assert one == two != three


def test_a_file_that_is_no_library_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DamagedIndex, match="--rebuild"):
        Library(tmp_path)
    (tmp_path / FILE_NAME).write_bytes(b"not a database at all" * 100)
    with pytest.raises(DamagedIndex, match="--rebuild"):
        Library(tmp_path)
