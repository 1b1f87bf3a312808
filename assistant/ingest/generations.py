"""Numbered generations of an index under one folder, switched to atomically.

    data_dir/
      CURRENT                 the number of the generation in use, and nothing else
      LOCK                    held while a generation is built
      generations/000007/     files of one generation, with manifest.json
      generations/.building/  the one being built; worth nothing until it is renamed

A generation is written aside, flushed to disk, checked against its own
manifest and only then pointed to, so a build that is killed at any moment
changes nothing. Readers keep the files that they opened.
"""

import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from assistant.errors import DamagedIndex, DataFolderNotWritable, LibraryError
from assistant.file_troubles import file_trouble

FORMAT = 1  # raised when files of older generations can no longer be read
KEPT = 2  # generations kept on disk: the current one and the one before it
LOCK_WAIT_SECONDS = 600.0

_CURRENT = "CURRENT"
_FOLDER = "generations"
_BUILDING = ".building"
_MANIFEST = "manifest.json"
REBUILD = "请运行 assistant index --rebuild 重建索引。"


@dataclass(frozen=True, slots=True)
class File:
    """One file of a generation: its path below the generation's folder, size and SHA-256."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation holds. `checksum` is of the articles and passages, whatever the encoder."""

    fingerprint: str
    encoder: str
    dim: int
    vector_store: str
    articles: int
    passages: int
    checksum: str
    version: str
    format: int = FORMAT
    files: tuple[File, ...] = ()


Stamp = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Generation:
    """A finished generation: its number, its folder, its manifest.

    `pointed` is when CURRENT was made to name it: a data folder that is removed and built again
    counts from 1 again.
    """

    number: int
    folder: Path
    manifest: Manifest
    pointed: int  # nanoseconds

    @property
    def stamp(self) -> Stamp:
        """What no other generation of this folder's path has."""
        return self.number, self.pointed


def current(data_dir: Path) -> Generation | None:
    """The generation in use, verified; None where none was ever built.

    Raises DamagedIndex where a file is missing, truncated or altered.
    """
    pointer = data_dir / _CURRENT
    try:
        name, pointed = _read_pointer(data_dir)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise DamagedIndex(
            f"索引指针 {pointer} 无法读取（{file_trouble(error)}）；{REBUILD}"
        ) from error
    if not name.isdecimal():
        raise DamagedIndex(f"索引指针 {pointer} 的内容“{name[:20]}”不是编号；{REBUILD}")
    folder = data_dir / _FOLDER / name
    manifest = read_manifest(folder)
    _verify(folder, manifest)
    return Generation(int(name), folder, manifest, pointed)


def current_stamp(data_dir: Path) -> Stamp | None:
    """The stamp of what CURRENT names, unverified and cheap; None where it names nothing."""
    try:
        name, pointed = _read_pointer(data_dir)
    except (OSError, UnicodeDecodeError):
        return None
    return (int(name), pointed) if name.isdecimal() else None


def _read_pointer(data_dir: Path) -> tuple[str, int]:
    """What CURRENT says, and when it was written in nanoseconds; raises OSError."""
    with (data_dir / _CURRENT).open(encoding="ascii") as pointer:
        return pointer.read().strip(), os.fstat(pointer.fileno()).st_mtime_ns


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a generation's folder; raises DamagedIndex."""
    path = folder / _MANIFEST
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        if values.get("format") != FORMAT:
            raise DamagedIndex(
                f"索引的格式是 {values.get('format')}，本程序使用格式 {FORMAT}；{REBUILD}"
            )
        files = tuple(File(**entry) for entry in values.pop("files"))
        return Manifest(**values, files=files)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise DamagedIndex(f"索引清单 {path} 缺失或已损坏；{REBUILD}") from error


def _verify(folder: Path, manifest: Manifest) -> None:
    for file in manifest.files:
        path = folder / file.path
        try:
            size = path.stat().st_size
            whole = size == file.size and _sha256(path) == file.sha256
        except OSError as error:
            raise DamagedIndex(
                f"索引文件 {path} 无法读取（{file_trouble(error)}）；{REBUILD}"
            ) from error
        if not whole:
            raise DamagedIndex(
                f"索引文件 {path} 已损坏（{size} 字节，应为 {file.size} 字节，"
                f"或内容与校验和不符）；{REBUILD}"
            )


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


class Draft:
    """A generation being built: write files into `folder`, then `publish`."""

    def __init__(self, data_dir: Path, folder: Path) -> None:
        self.folder = folder
        self.data_dir = data_dir

    @property
    def number(self) -> int:
        """The number that it is published under."""
        return max(_numbers(self.data_dir), default=0) + 1

    def publish(self, manifest: Manifest) -> Generation:
        """Flush, verify, and make this the current generation; returns it."""
        files = tuple(
            File(path.relative_to(self.folder).as_posix(), path.stat().st_size, _sha256(path))
            for path in sorted(self.folder.rglob("*"))
            if path.is_file() and path.name != _MANIFEST
        )
        manifest = replace(manifest, files=files)
        text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1)
        (self.folder / _MANIFEST).write_text(text + "\n", encoding="utf-8")
        for path in (*self.folder.rglob("*"), self.folder):
            _flush(path)
        _verify(self.folder, read_manifest(self.folder))
        number = self.number
        home = self.data_dir / _FOLDER / f"{number:06d}"
        os.replace(self.folder, home)
        _flush(home.parent)
        self._point_to(home.name)
        _prune(self.data_dir, number)
        _, pointed = _read_pointer(self.data_dir)
        return Generation(number, home, manifest, pointed)

    def _point_to(self, name: str) -> None:
        aside = self.data_dir / f"{_CURRENT}.new"
        aside.write_text(name + "\n", encoding="ascii")
        _flush(aside)
        os.replace(aside, self.data_dir / _CURRENT)
        _flush(self.data_dir)


@contextmanager
def building(data_dir: Path, *, wait_seconds: float = LOCK_WAIT_SECONDS) -> Iterator[Draft]:
    """Hold the folder's lock and yield an empty draft; what is not published is thrown away.

    Raises DataFolderNotWritable, and LibraryError where another builder holds
    the lock for longer than `wait_seconds`.
    """
    from filelock import FileLock, Timeout

    folder = data_dir / _FOLDER / _BUILDING
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(data_dir / "LOCK", timeout=wait_seconds)
        lock.acquire()
    except Timeout:
        raise LibraryError(
            f"另一个程序正在 {data_dir} 建立索引，等待 {wait_seconds:.0f} 秒后仍未结束；"
            "请等它结束后重试，或用 ASSISTANT_DATA_DIR 换一个数据文件夹。"
        ) from None
    except OSError as error:
        raise not_writable(data_dir, error) from error
    try:
        shutil.rmtree(folder, ignore_errors=True)  # left by a build that was killed
        try:
            folder.mkdir()
        except OSError as error:
            raise not_writable(data_dir, error) from error
        yield Draft(data_dir, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        lock.release()


def not_writable(data_dir: Path, error: OSError | sqlite3.Error) -> DataFolderNotWritable:
    """The error that says why `data_dir` cannot be written, with the remedy."""
    return DataFolderNotWritable(
        f"数据文件夹 {data_dir} 无法写入（{file_trouble(error)}）；"
        "请检查权限和磁盘空间，或用 ASSISTANT_DATA_DIR 换一个文件夹。"
    )


def _numbers(data_dir: Path) -> list[int]:
    names = (path.name for path in (data_dir / _FOLDER).iterdir() if path.is_dir())
    return sorted(int(name) for name in names if name.isdecimal())


def _prune(data_dir: Path, number: int) -> None:
    """Remove all but the newest generations; one that cannot be removed now is left for later."""
    for old in _numbers(data_dir):
        if old <= number - KEPT:
            shutil.rmtree(data_dir / _FOLDER / f"{old:06d}", ignore_errors=True)


def _flush(path: Path) -> None:
    """fsync a file or a folder; a system that cannot open folders (Windows) skips those."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
