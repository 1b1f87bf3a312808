import gzip
import io
import os
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import DocumentsFolderMissing
from assistant.ingest.changes import Changes, collect_changes
from assistant.ingest.library import Library, write_library
from assistant.ingest.readers import ReadResult, read_source
from tests.ingest.closing import close
from tests.ingest.test_markup import word

LIMIT = 1_000_000


def collect(*roots: Path, library: Library | None = None, reread: bool = False) -> Changes:
    return collect_changes(roots, library, max_bytes=LIMIT, reread=reread)


def keep(changes: Changes, folder: Path) -> Library:
    folder.mkdir()
    write_library(folder, changes.entries, changes.sources)
    return Library(folder)


def paths(changes: Changes) -> list[str]:
    return [source.path for source in changes.sources]


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    for name in ("甲", "乙", "丙"):
        (folder / f"{name}.txt").write_text(f"{name}文件的正文，讲述一件事情。", encoding="utf-8")
    return folder


def test_only_what_changed_is_read_again(tmp_path: Path, documents: Path) -> None:
    library = keep(collect(documents), tmp_path / "library")
    (documents / "乙.txt").write_text("乙文件改写了，讲述另一件事情。", encoding="utf-8")
    (documents / "丙.txt").unlink()
    (documents / "丁.txt").write_text("丁文件是新的，讲述第三件事情。", encoding="utf-8")
    changes = collect(documents, library=library)
    assert (changes.read, changes.unchanged, changes.removed) == (2, 1, 1)
    assert paths(changes) == ["丁.txt", "乙.txt", "甲.txt"]
    texts = {entry.source.path: entry.article.text for entry in changes.entries}
    assert "改写" in texts["乙.txt"]
    assert library.article(changes.entries[-1].article.id) == changes.entries[-1].article


def test_a_file_touched_but_not_changed_is_not_read(tmp_path: Path, documents: Path) -> None:
    library = keep(collect(documents), tmp_path / "library")
    (documents / "甲.txt").touch()
    changes = collect(documents, library=library)
    assert (changes.read, changes.unchanged, changes.removed) == (0, 3, 0)


def test_pages_that_waited_for_recognition_are_read_once_it_is_there(
    tmp_path: Path, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = False
    read: list[str] = []

    def fake(path: Path, root: Path, max_bytes: int) -> ReadResult:
        read.append(path.name)
        found = read_source(path, root, max_bytes)
        return replace(found, unrecognised=path.name == "甲.txt" and not installed)

    monkeypatch.setattr("assistant.ingest.changes.read_source", fake)
    monkeypatch.setattr("assistant.ingest.changes.recognises_text", lambda: installed)
    library = keep(collect(documents), tmp_path / "first")
    again = collect(documents, library=library)
    assert (again.read, again.unchanged, again.removed) == (0, 3, 0)
    library = keep(again, tmp_path / "again")
    read.clear()
    installed = True
    changes = collect(documents, library=library)
    assert (read, changes.read, changes.unchanged) == (["甲.txt"], 1, 2)
    assert paths(changes) == ["丙.txt", "乙.txt", "甲.txt"]
    library = keep(changes, tmp_path / "recognised")
    installed = False  # what was recognised stays
    assert collect(documents, library=library).unchanged == 3


def test_rereading_reads_all(tmp_path: Path, documents: Path) -> None:
    library = keep(collect(documents), tmp_path / "library")
    changes = collect(documents, library=library, reread=True)
    assert (changes.read, changes.unchanged, changes.removed) == (3, 0, 0)


def test_what_came_from_another_folder_stays(tmp_path: Path, documents: Path) -> None:
    library = keep(collect(documents), tmp_path / "library")
    other = tmp_path / "other"
    other.mkdir()
    (other / "戊.txt").write_text("戊文件在别处，讲述第四件事情。", encoding="utf-8")
    changes = collect(other, library=library)
    assert (changes.read, changes.unchanged, changes.removed) == (1, 0, 0)
    assert sorted(paths(changes)) == ["丙.txt", "乙.txt", "戊.txt", "甲.txt"]


def test_a_folder_read_under_two_names_is_kept_once(tmp_path: Path, documents: Path) -> None:
    library = keep(collect(documents), tmp_path / "library")
    changes = collect(documents / "甲.txt", library=library)
    assert sorted(paths(changes)) == ["丙.txt", "乙.txt", "甲.txt"]
    changes = collect(documents, documents / "甲.txt")
    assert sorted(paths(changes)) == ["丙.txt", "乙.txt", "甲.txt"]


def test_articles_of_one_name_get_ids_of_their_own(tmp_path: Path) -> None:
    line = '{"id": "1", "title": "题", "text": "正文。"}\n'
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "set.jsonl").write_text(line, encoding="utf-8")
    changes = collect(tmp_path / "a", tmp_path / "b")
    assert sorted(entry.article.id for entry in changes.entries) == ["1", "1-2"]
    assert all(e.outline.article_id == e.article.id for e in changes.entries)


def test_a_file_that_cannot_be_read_is_skipped_by_name(documents: Path) -> None:
    (documents / "空.txt").write_text("", encoding="utf-8")
    changes = collect(documents)
    assert (changes.read, [skip.path for skip in changes.skipped]) == (3, ["空.txt"])


def damaged_word() -> bytes:
    """A .docx of which one compressed part was overwritten in the middle."""
    data = word()
    middle = zipfile.ZipFile(io.BytesIO(data)).getinfo("word/document.xml").header_offset + 200
    return data[:middle] + bytes(60) + data[middle + 60 :]


def locked_word() -> bytes:
    """A .docx whose archive says that its parts are encrypted."""
    data = word()
    return data.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")


def bodiless_word() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word())) as whole, zipfile.ZipFile(stream, "w") as made:
        for name in whole.namelist():
            body = name == "word/document.xml"
            made.writestr(
                name,
                b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'/>"
                if body
                else whole.read(name),
            )
    return stream.getvalue()


@pytest.mark.parametrize("content", [damaged_word(), locked_word(), bodiless_word()])
def test_a_damaged_word_file_costs_only_itself(documents: Path, content: bytes) -> None:
    (documents / "坏.docx").write_bytes(content)
    changes = collect(documents)
    assert changes.read == 3
    (skip,) = changes.skipped
    assert skip.path == "坏.docx"
    assert "坏.docx 不是完好的 docx 文件" in skip.reason
    assert "另存为 docx" in skip.reason


def test_a_line_with_half_a_character_costs_only_itself(tmp_path: Path, documents: Path) -> None:
    lines = '{"id": "1", "text": "好的一行。"}\n{"id": "2", "text": "坏的\\ud800一行。"}\n'
    (documents / "集.jsonl").write_text(lines, encoding="utf-8")
    changes = collect(documents)
    library = keep(changes, tmp_path / "library")
    assert len(library.articles()) == 4
    (skip,) = changes.skipped
    assert skip.path == "集.jsonl:2"
    assert skip.reason == ("集.jsonl 第 2 行的 text 第 3 个字符 \\ud800 只是半个字符；请改正该行。")


def test_the_ending_of_a_packed_file_may_be_in_capitals(tmp_path: Path) -> None:
    packed = tmp_path / "集.JSONL.GZ"
    packed.write_bytes(gzip.compress('{"id": "1", "text": "正文一句。"}\n'.encode()))
    changes = collect(packed)
    assert ([e.article.id for e in changes.entries], changes.skipped) == (["1"], ())


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a name must be Unicode")
def test_a_name_that_is_not_utf8_is_read_under_its_bytes(tmp_path: Path, documents: Path) -> None:
    text = "正文一句，讲述一件事情。\n正文又一句，讲述另一件事情。"
    Path(os.fsdecode(os.fsencode(documents) + b"/\xd6\xd0.txt")).write_text(text, encoding="utf-8")
    library = keep(collect(documents), tmp_path / "library")
    assert "\\xd6\\xd0.txt" in {article.source for article in library.articles()}


@pytest.mark.parametrize("closed", ["乙.txt", "内"])
@pytest.mark.parametrize("reread", [False, True])
def test_what_cannot_be_read_now_is_not_removed(
    tmp_path: Path,
    documents: Path,
    monkeypatch: pytest.MonkeyPatch,
    closed: str,
    reread: bool,
) -> None:
    (documents / "内").mkdir()
    (documents / "内" / "丁.txt").write_text("丁文件在子文件夹里，讲述一件事情。", encoding="utf-8")
    before = collect(documents)
    library = keep(before, tmp_path / "library")
    (documents / "丙.txt").unlink()
    close(monkeypatch, documents / closed)
    changes = collect(documents, documents, library=library, reread=reread)
    assert (changes.read + changes.unchanged, changes.removed) == (2, 1)
    assert paths(changes) == ["乙.txt", "内/丁.txt", "甲.txt"]
    assert set(changes.entries) == {e for e in before.entries if e.source.path != "丙.txt"}
    (skipped,) = changes.skipped
    assert skipped.path == closed
    assert skipped.reason == (
        f"{closed} 无法读取（没有权限）；请检查权限。以前从中读入的 1 个文件仍保留，未更新。"
    )


def test_a_folder_that_cannot_be_read_is_an_error(
    tmp_path: Path, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = keep(collect(documents), tmp_path / "library")
    close(monkeypatch, documents)
    with pytest.raises(DocumentsFolderMissing, match=r"无法读取文档文件夹：.*documents.*权限"):
        collect(documents, library=library)


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DocumentsFolderMissing, match="没有的"):
        collect(tmp_path / "没有的")
