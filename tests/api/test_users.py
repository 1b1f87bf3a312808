import json
import stat
from pathlib import Path

import pytest

from assistant.api.private_files import write_private
from assistant.api.users import Users
from assistant.errors import SettingsError


def test_a_password_is_kept_as_an_argon2_hash_in_a_private_file(tmp_path: Path) -> None:
    path = tmp_path / "users.json"
    Users(path).add("张三", "correct horse")
    stored = json.loads(path.read_text(encoding="utf-8"))["users"]["张三"]
    assert stored.startswith("$argon2id$")
    assert "correct" not in path.read_text(encoding="utf-8")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_only_the_right_password_of_a_known_user_opens(tmp_path: Path) -> None:
    users = Users(tmp_path / "users.json")
    users.add("张三", "correct horse")
    assert users.verify("张三", "correct horse")
    assert not users.verify("张三", "wrong horse!")
    assert not users.verify("李四", "correct horse")
    assert not users.verify("李四", "nobody")


def test_a_removed_user_is_out_at_once_for_every_reader(tmp_path: Path) -> None:
    here, there = Users(tmp_path / "users.json"), Users(tmp_path / "users.json")
    here.add("张三", "correct horse")
    assert there.verify("张三", "correct horse")
    assert here.remove("张三")
    assert not there.verify("张三", "correct horse")
    assert not here.remove("张三")


@pytest.mark.parametrize(
    ("name", "password"), [("", "long enough"), ("a", "short"), ("a\n", "x" * 10)]
)
def test_bad_names_and_short_passwords_are_refused(
    tmp_path: Path, name: str, password: str
) -> None:
    with pytest.raises(SettingsError):
        Users(tmp_path / "users.json").add(name, password)


def test_a_malformed_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "users.json"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"users\.json"):
        Users(path).names()


def test_a_file_that_cannot_be_put_in_place_leaves_nothing_beside_it(tmp_path: Path) -> None:
    (tmp_path / "users.json").mkdir()
    with pytest.raises(SettingsError, match=r"写不进 .*users\.json"):
        write_private(tmp_path / "users.json", {"users": {"张三": "hash"}})
    assert [path.name for path in tmp_path.iterdir()] == ["users.json"]
