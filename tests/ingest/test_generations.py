import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistant.errors import DamagedIndex, DataFolderNotWritable, LibraryError
from assistant.ingest.generations import Manifest, building, current

MANIFEST = Manifest(
    fingerprint="f", encoder="e", dim=2, vector_store="faiss",
    articles=1, passages=2, checksum="c", version="0",
)  # fmt: skip


def build(data_dir: Path, content: str) -> None:
    with building(data_dir) as draft:
        (draft.folder / "part").mkdir()
        (draft.folder / "part" / "file.txt").write_text(content, encoding="utf-8")
        draft.publish(MANIFEST)


def content(data_dir: Path) -> str:
    generation = current(data_dir)
    assert generation is not None
    return (generation.folder / "part" / "file.txt").read_text(encoding="utf-8")


def test_nothing_built_is_none(tmp_path: Path) -> None:
    assert current(tmp_path / "data") is None


def test_a_published_generation_becomes_the_current_one(tmp_path: Path) -> None:
    build(tmp_path, "一")
    build(tmp_path, "二")
    generation = current(tmp_path)
    assert generation is not None
    assert (generation.number, content(tmp_path)) == (2, "二")
    assert [file.path for file in generation.manifest.files] == ["part/file.txt"]


def test_a_draft_that_is_not_published_changes_nothing(tmp_path: Path) -> None:
    build(tmp_path, "一")
    with building(tmp_path) as draft:
        (draft.folder / "half").write_text("half", encoding="utf-8")
    assert content(tmp_path) == "一"
    assert sorted(path.name for path in (tmp_path / "generations").iterdir()) == ["000001"]


def test_an_error_while_building_changes_nothing(tmp_path: Path) -> None:
    build(tmp_path, "一")
    with pytest.raises(ValueError, match="disk"), building(tmp_path):
        raise ValueError("disk")
    assert content(tmp_path) == "一"


KILLED = """
import sys, time
from pathlib import Path
from assistant.ingest import generations
from tests.ingest.test_generations import MANIFEST

def stop(*_):
    print("ready", flush=True)
    time.sleep(60)

data_dir, where = Path(sys.argv[1]), sys.argv[2]
if where == "before the switch":
    generations.Draft._point_to = stop
with generations.building(data_dir) as draft:
    (draft.folder / "file.txt").write_text("half")
    if where == "while writing":
        stop()
    draft.publish(MANIFEST)
"""


@pytest.mark.parametrize("where", ["while writing", "before the switch"])
def test_a_build_that_is_killed_changes_nothing(
    tmp_path: Path, repository: Path, where: str
) -> None:
    build(tmp_path, "一")
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(tmp_path), where], stdout=subprocess.PIPE, cwd=repository
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    assert content(tmp_path) == "一"
    build(tmp_path, "二")  # the lock of a killed process is free, its leavings are no obstacle
    assert content(tmp_path) == "二"


def test_readers_keep_the_files_they_opened(tmp_path: Path) -> None:
    build(tmp_path, "一")
    generation = current(tmp_path)
    assert generation is not None
    with (generation.folder / "part" / "file.txt").open(encoding="utf-8") as reader:
        for text in "二三四":
            build(tmp_path, text)
        assert not generation.folder.exists()
        assert reader.read() == "一"


def test_the_generation_before_the_current_one_is_kept(tmp_path: Path) -> None:
    for text in "一二三":
        build(tmp_path, text)
    names = sorted(path.name for path in (tmp_path / "generations").iterdir())
    assert names == ["000002", "000003"]


def test_a_second_builder_waits_and_then_says_so(tmp_path: Path) -> None:
    started = time.monotonic()
    with (
        building(tmp_path),
        pytest.raises(LibraryError, match="另一个程序正在"),
        building(tmp_path, wait_seconds=0.2),
    ):
        pass
    assert time.monotonic() - started < 5


def damage(data_dir: Path, how: str) -> None:
    folder = data_dir / "generations" / "000001"
    file = folder / "part" / "file.txt"
    if how == "altered":
        file.write_text("二", encoding="utf-8")
    elif how == "truncated":
        file.write_bytes(file.read_bytes()[:-1])
    elif how == "missing":
        file.unlink()
    elif how == "no manifest":
        (folder / "manifest.json").unlink()
    elif how == "bad manifest":
        (folder / "manifest.json").write_text("{", encoding="utf-8")
    elif how == "other format":
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        manifest["format"] = 99
        (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    elif how == "bad pointer":
        (data_dir / "CURRENT").write_text("../../etc", encoding="ascii")
    elif how == "pointer to nothing":
        (data_dir / "CURRENT").write_text("000042", encoding="ascii")


@pytest.mark.parametrize(
    "how",
    [
        "altered",
        "truncated",
        "missing",
        "no manifest",
        "bad manifest",
        "other format",
        "bad pointer",
        "pointer to nothing",
    ],
)
def test_damage_is_refused_with_the_remedy(tmp_path: Path, how: str) -> None:
    build(tmp_path, "一")
    damage(tmp_path, how)
    with pytest.raises(DamagedIndex, match="assistant index --rebuild"):
        current(tmp_path)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with (
        pytest.raises(DataFolderNotWritable, match=r"file/data 无法写入.*ASSISTANT_DATA_DIR"),
        building(tmp_path / "file" / "data"),
    ):
        pass
