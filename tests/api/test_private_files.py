import threading
from pathlib import Path

import pytest

from assistant.api import private_files
from assistant.api.keys import Key, Keys
from assistant.api.private_files import changing
from assistant.api.users import Users
from assistant.errors import SettingsError


def test_users_added_at_once_are_all_kept(tmp_path: Path) -> None:
    path = tmp_path / "users.json"
    start = threading.Barrier(4)

    def add(name: str) -> None:
        start.wait()
        Users(path).add(name, "correct horse")

    threads = [threading.Thread(target=add, args=(name,)) for name in "甲乙丙丁"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Users(path).names() == tuple(sorted("甲乙丙丁"))


def test_a_change_waits_for_the_other_and_then_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(private_files, "WAIT_SECONDS", 0.05)
    path = tmp_path / "keys.json"
    with changing(path), pytest.raises(SettingsError, match="正在修改"):
        Keys(path).add(Key("报表", "program", ""))
    Keys(path).add(Key("报表", "program", ""))
    with changing(path), pytest.raises(SettingsError, match="正在修改"):
        Keys(path).remove("报表")
