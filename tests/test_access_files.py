"""Users and keys lie in the data folder; a file of an earlier version is not passed over."""

import io
from pathlib import Path

import pytest

from assistant.access_files import check_access_files
from assistant.api.app import start_warnings
from assistant.api.keys import Key, Keys
from assistant.api.users import Users
from assistant.errors import SettingsError
from assistant.settings import Settings, load_settings
from tests.commands import run

PASSWORD = "correct horse"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current directory, with the data folder elsewhere."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("ASSISTANT_DATA_DIR", str(tmp_path / "data"))
    return folder


def test_new_users_and_keys_are_written_into_the_data_folder(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
    assert run("users", "add", "张三", "--password-stdin") == 0
    data = here.parent / "data"
    assert capsys.readouterr().out == f"已写入 {data / 'users.json'}：张三\n"
    assert run("keys", "add-program", "报表") == 0
    assert sorted(path.name for path in data.glob("[!.]*")) == ["keys.json", "users.json"]
    assert list(here.iterdir()) == []
    assert (data / "users.json").stat().st_mode & 0o777 == 0o600


def test_files_of_an_earlier_version_go_on_being_used_and_are_told_of(here: Path) -> None:
    Users(here / "users.json").add("张三", PASSWORD)
    Keys(here / "keys.json").add(Key("报表", "program", ""))
    settings = load_settings()
    assert (settings.users_file, settings.keys_file) == (here / "users.json", here / "keys.json")
    users, keys = start_warnings(settings)
    assert users.startswith(f"提示：用户文件仍用当前目录里的 {here / 'users.json'}；")
    assert f"移到 {here.parent / 'data' / 'keys.json'}" in keys


def test_two_files_are_refused_until_one_is_meant(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = here.parent / "data"
    for folder in (here, data):
        Keys(folder / "keys.json").add(Key("报表", "program", ""))
    with pytest.raises(SettingsError) as refused:
        check_access_files(load_settings())
    assert str(here / "keys.json") in str(refused.value)
    assert str(data / "keys.json") in str(refused.value)
    assert run("keys", "list") == 2
    assert "有两个密钥文件" in capsys.readouterr().err
    monkeypatch.setenv("ASSISTANT_KEYS_FILE", str(data / "keys.json"))
    assert check_access_files(load_settings()) == ()


def test_a_data_folder_that_is_the_current_one_has_one_file(here: Path) -> None:
    Users(here / "users.json").add("张三", PASSWORD)
    assert check_access_files(Settings(data_dir=here)) == ()


def test_a_users_file_without_anybody_is_named_in_full(here: Path) -> None:
    (warning,) = start_warnings(Settings(data_dir=Path("data"), sign_in="users"))
    assert f"用户文件 {here / 'data' / 'users.json'} 里还没有人" in warning


def test_a_damaged_file_is_named_in_full(here: Path) -> None:
    (here / "users.json").write_text("[", encoding="utf-8")
    with pytest.raises(SettingsError, match=str(here / "users.json")):
        Users(Path("users.json")).names()
