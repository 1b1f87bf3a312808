"""What a terminal is given of names that somebody else chose."""

import json
import os
import sys
from pathlib import Path

import pytest

from assistant.terminal import shown, shown_json, shown_lines
from tests.commands import run

STEERING = "\x1b]0;窗口\x07\x9b31m\u202e\u2066\x7f"
ESCAPED = r"\x1b]0;窗口\x07\x9b31m\u202e\u2066\x7f"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("甲　乙\t丙 😀 \\x1b", "甲　乙\t丙 😀 \\x1b"),
        (STEERING, ESCAPED),
        ("甲\r\n跳过：乙", r"甲\r\n跳过：乙"),
        ("\udcd6\udcd0.txt", r"\xd6\xd0.txt"),
        ("\ud800", r"\ud800"),
    ],
)
def test_what_steers_a_terminal_is_shown(text: str, printed: str) -> None:
    assert shown(text) == printed


def test_lines_stay_lines() -> None:
    assert shown_lines("甲\n\x1b乙") == "甲\n\\x1b乙"


def test_json_reads_as_it_was_and_holds_nothing_that_steers() -> None:
    text = shown_json({"名": STEERING + "\udcd6"})
    assert json.loads(text) == {"名": STEERING + "\udcd6"}
    assert shown(text) == text


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / f"{STEERING}.txt").write_text("全市大力发展绿色产业。\n", encoding="utf-8")
    (documents / f"{STEERING}.zip").write_bytes(b"PK")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ASSISTANT_DOCUMENTS_DIR", "documents")
    monkeypatch.setenv("ASSISTANT_DATA_DIR", "data")
    return tmp_path


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
@pytest.mark.usefixtures("folder")
def test_names_of_files_do_not_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    run("index")
    run("articles")
    run("index", "--rebuild", "--json")
    run("ask", "全市大力发展什么？")
    run("index", f"{STEERING}没有")
    printed = "".join(capsys.readouterr())
    assert shown_lines(printed) == printed
    assert f"{ESCAPED}.txt" in printed
    assert f"跳过：{ESCAPED}.zip" in printed


@pytest.mark.skipif(os.name != "posix", reason="names are bytes there only")
@pytest.mark.parametrize("data", ["data", "\udcd6\udcd0/data"])
def test_folders_whose_path_is_not_utf_8_are_read_and_written(
    data: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    documents = tmp_path / "\udcd6\udcd0" / "文"
    documents.mkdir(parents=True)
    (documents / "甲.txt").write_text("全市大力发展绿色产业。\n", encoding="utf-8")
    monkeypatch.setenv("ASSISTANT_DOCUMENTS_DIR", str(documents))
    monkeypatch.setenv("ASSISTANT_DATA_DIR", str(tmp_path / data))
    run("index")
    run("index")
    out = capsys.readouterr().out
    assert "读入 1 个文件，未变 0 个" in out
    assert "读入 0 个文件，未变 1 个" in out
    (documents / "甲.txt").rename(tmp_path / "甲.txt")
    (documents / "乙.txt").write_text("全市大力发展数字产业。\n", encoding="utf-8")
    run("index")
    assert "读入 1 个文件，未变 0 个，移除 1 个" in capsys.readouterr().out
    run("ask", "全市大力发展什么？")
    assert "数字产业" in capsys.readouterr().out
