import os
from pathlib import Path

import pytest

from assistant.errors import DataFolderNotWritable
from assistant.ingest.listing import (
    FILE_NAME,
    count_changed,
    keep_listings,
    list_roots,
    roots_listed,
)


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    (folder / "内").mkdir(parents=True)
    for name in ("甲.txt", "乙.pdf", "内/丙.txt"):
        (folder / name).write_text("正文", encoding="utf-8")
    return folder


@pytest.fixture
def data(tmp_path: Path, documents: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    keep_listings(folder, list_roots([documents]))
    return folder


def test_what_stayed_as_it_was_is_not_counted(data: Path) -> None:
    assert count_changed(data) == {}


def test_new_changed_and_lost_files_are_counted(data: Path, documents: Path) -> None:
    (documents / "内" / "丁.txt").write_text("新的", encoding="utf-8")
    (documents / "甲.txt").write_text("改过的正文", encoding="utf-8")
    (documents / "乙.pdf").unlink()
    assert count_changed(data) == {documents: 3}


def test_a_folder_that_is_moved_in_is_counted_however_old_its_files(
    data: Path, documents: Path
) -> None:
    aside = documents.parent / "旧"
    aside.mkdir()
    (aside / "戊.txt").write_text("旧的", encoding="utf-8")
    os.utime(aside / "戊.txt", (1, 1))
    aside.rename(documents / "旧")
    assert count_changed(data) == {documents: 1}


def test_a_change_of_the_same_length_is_told_by_its_time(data: Path, documents: Path) -> None:
    (documents / "甲.txt").write_text("文正", encoding="utf-8")
    os.utime(documents / "甲.txt", (2_000_000_000, 2_000_000_000))
    assert count_changed(data) == {documents: 1}


def test_a_folder_that_is_gone_counts_nothing(data: Path, documents: Path) -> None:
    documents.rename(documents.parent / "elsewhere")
    assert count_changed(data) == {}
    assert roots_listed(data) == [documents]


def test_every_folder_that_was_read_is_counted(data: Path, documents: Path) -> None:
    other = documents.parent / "另外"
    other.mkdir()
    keep_listings(data, list_roots([other]))
    (documents / "甲.txt").unlink()
    (other / "新.txt").write_text("新的", encoding="utf-8")
    assert count_changed(data) == {documents: 1, other: 1}


def test_what_a_folder_inside_was_read_for_is_not_new_in_the_outer_one(
    data: Path, documents: Path
) -> None:
    (documents / "内" / "丁.txt").write_text("新的", encoding="utf-8")
    (documents / "甲.txt").unlink()
    keep_listings(data, list_roots([documents / "内"]))
    assert count_changed(data) == {documents: 1}
    (documents / "内" / "丙.txt").unlink()
    assert count_changed(data) == {documents: 2}  # each file once


def test_a_folder_inside_one_that_was_read_is_a_root_no_more(data: Path, documents: Path) -> None:
    keep_listings(data, list_roots([documents / "内"]))
    assert roots_listed(data) == [documents, documents / "内"]
    keep_listings(data, list_roots([documents]))
    assert roots_listed(data) == [documents]


@pytest.mark.parametrize("content", ["", "[]", "{", "号"])
def test_a_listing_that_is_not_whole_counts_nothing(
    data: Path, documents: Path, content: str
) -> None:
    (data / FILE_NAME).write_text(content, encoding="utf-8")
    (documents / "甲.txt").unlink()
    assert count_changed(data) == {}


def test_a_listing_that_cannot_be_written_names_the_folder(tmp_path: Path, documents: Path) -> None:
    with pytest.raises(DataFolderNotWritable, match="ASSISTANT_DATA_DIR"):
        keep_listings(tmp_path / "none", list_roots([documents]))
