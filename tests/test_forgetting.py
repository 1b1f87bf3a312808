from pathlib import Path

import pytest

from assistant.errors import DocumentsFolderMissing, SettingsError
from assistant.service import Assistant
from assistant.settings import Settings
from tests.commands import run
from tests.conftest import TopicEncoder


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Two folders with one document each; the second holds a folder of its own."""
    first, second = tmp_path / "first", tmp_path / "second"
    (second / "inner").mkdir(parents=True)
    first.mkdir()
    (first / "汽车.txt").write_text("论汽车\n汽车产量达199.8万辆。\n", encoding="utf-8")
    (second / "inner" / "金融.txt").write_text("论金融\n发展数字金融。\n", encoding="utf-8")
    return first, second


@pytest.fixture
def assistant(tmp_path: Path, folders: tuple[Path, Path], topic_encoder: TopicEncoder) -> Assistant:
    assistant = Assistant(Settings(data_dir=tmp_path / "data"), topic_encoder)
    assistant.add(folders)
    return assistant


def titles(assistant: Assistant) -> list[str]:
    return sorted(article.title for article in assistant.articles())


def test_what_was_read_from_a_folder_leaves_and_does_not_come_back(
    assistant: Assistant, folders: tuple[Path, Path]
) -> None:
    summary = assistant.forget([folders[1]])
    assert (summary.removed, summary.unchanged) == (1, 1)
    assert titles(assistant) == ["论汽车"]
    (folders[1] / "inner" / "新.txt").write_text("论新\n新的一篇。\n", encoding="utf-8")
    assert assistant.changed_files() == {}
    assistant.add()
    assert titles(assistant) == ["论汽车"]
    assistant.add([folders[1]])
    assert titles(assistant) == ["论新", "论汽车", "论金融"]


def test_a_folder_that_is_gone_can_be_forgotten(
    assistant: Assistant, folders: tuple[Path, Path]
) -> None:
    folders[1].rename(folders[1].parent / "moved")
    assistant.forget([folders[1]])
    assert assistant.add().skipped == ()
    assert titles(assistant) == ["论汽车"]


def test_all_can_be_forgotten(assistant: Assistant, folders: tuple[Path, Path]) -> None:
    assert assistant.forget(folders).articles == 0
    assert assistant.search("汽车") == ()


def test_a_folder_whose_files_are_all_gone_is_forgotten_too(
    assistant: Assistant, folders: tuple[Path, Path]
) -> None:
    (folders[0] / "汽车.txt").unlink()
    assistant.add()
    assert assistant.forget([folders[0]]).removed == 0
    (folders[0] / "汽车.txt").write_text("论汽车\n回来了。\n", encoding="utf-8")
    assistant.add()
    assert titles(assistant) == ["论金融"]


@pytest.mark.parametrize(
    ("path", "said"),
    [("second/inner", "second 一起读入的"), ("third", "读过的有：.*first.*second")],
)
def test_a_path_that_was_not_read_by_itself_is_refused_and_nothing_changes(
    assistant: Assistant, folders: tuple[Path, Path], path: str, said: str
) -> None:
    before = assistant.info()
    with pytest.raises(DocumentsFolderMissing, match=said):
        assistant.forget([folders[0], folders[0].parent / path])
    assert assistant.info() == before
    assert assistant.add().unchanged == 2


def test_the_folder_of_the_settings_is_refused(
    tmp_path: Path, folders: tuple[Path, Path], topic_encoder: TopicEncoder
) -> None:
    settings = Settings(data_dir=tmp_path / "named", documents_dir=folders[0])
    assistant = Assistant(settings, topic_encoder)
    assistant.add()
    with pytest.raises(SettingsError, match="documents_dir"):
        assistant.forget(folders[:1])
    assert titles(assistant) == ["论汽车"]


def test_the_command_says_what_it_took_out(
    folders: tuple[Path, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("ASSISTANT_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("ASSISTANT_ENCODER", "builtin-static")
    assert run("index", *map(str, folders)) == 0
    capsys.readouterr()
    assert run("forget", str(folders[1])) == 0
    assert "移除 1 个" in capsys.readouterr().out
    assert run("forget", str(folders[1])) == 2
    assert "没有从" in capsys.readouterr().err
