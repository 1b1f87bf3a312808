"""What the system says of a file is told in Chinese."""

import gzip
import sqlite3
from pathlib import Path

import pytest

from assistant.errors import DataFolderNotWritable
from assistant.file_troubles import file_trouble
from assistant.ingest.generations import not_writable


def of(path: Path, write: bytes | None = None) -> Exception:
    """What goes wrong on reading a file as text, or on writing it."""
    try:
        if write is None:
            path.read_text(encoding="utf-8")
        else:
            path.write_bytes(write)
    except (OSError, UnicodeDecodeError) as error:
        return error
    raise AssertionError("nothing went wrong")


def test_troubles_of_the_system_are_told(tmp_path: Path) -> None:
    (tmp_path / "字.txt").write_bytes("字".encode() + b"\xff")
    assert file_trouble(of(tmp_path / "没有.txt")) == "没有这个文件或文件夹"
    assert file_trouble(of(tmp_path)) == "这是一个文件夹，不是文件"
    assert file_trouble(of(tmp_path / "字.txt" / "里.txt")) == "路径中有一段不是文件夹"
    assert file_trouble(of(tmp_path / ("长" * 300), b"")) == "名字太长"
    assert file_trouble(of(tmp_path / "字.txt")) == "从第 4 个字节起不是 UTF-8 文字"
    with pytest.raises(gzip.BadGzipFile) as broken:
        gzip.decompress(b"no gzip")
    assert file_trouble(broken.value) == "压缩的内容不完整或已损坏"


def test_troubles_of_a_database_are_told(tmp_path: Path) -> None:
    path = tmp_path / "坏.sqlite3"
    path.write_bytes(b"x" * 4096)
    with pytest.raises(sqlite3.Error) as damaged:
        sqlite3.connect(path).execute("SELECT 1 FROM sqlite_master")
    assert file_trouble(damaged.value) == "内容已损坏"
    with pytest.raises(sqlite3.Error) as unopened:
        sqlite3.connect(tmp_path / "没有" / "库").execute("SELECT 1")
    assert file_trouble(unopened.value) == "打不开这个文件"
    first = sqlite3.connect(tmp_path / "忙", isolation_level=None)
    first.execute("BEGIN EXCLUSIVE")
    with pytest.raises(sqlite3.Error) as busy:
        sqlite3.connect(tmp_path / "忙", timeout=0).execute("CREATE TABLE t (a)")
    assert file_trouble(busy.value) == "正被别的程序占用"
    first.close()


def test_what_is_not_known_keeps_its_own_words() -> None:
    assert file_trouble(OSError(9999, "strange")) == "strange"
    assert file_trouble(OSError("without a number")) == "without a number"
    assert file_trouble(sqlite3.OperationalError("no such table: t")) == "no such table: t"
    assert file_trouble(ValueError("other")) == "other"


def test_a_full_disk_is_told_in_the_error_of_the_data_folder(tmp_path: Path) -> None:
    error = not_writable(tmp_path, OSError(28, "No space left on device"))
    assert isinstance(error, DataFolderNotWritable)
    assert "无法写入（磁盘已满）" in str(error)
