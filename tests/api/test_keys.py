import json
from pathlib import Path

import pytest

from assistant.api.keys import Key, Keys
from assistant.errors import SettingsError

ORIGIN = "https://oa.example.gov.cn"


def test_a_program_key_is_found_by_its_secret_which_the_file_does_not_hold(tmp_path: Path) -> None:
    keys = Keys(tmp_path / "keys.json")
    secret = keys.add(Key("报表", "program", "", per_minute=7))
    assert secret not in (tmp_path / "keys.json").read_text(encoding="utf-8")
    found = keys.program(secret)
    assert found is not None
    assert (found.name, found.per_minute) == ("报表", 7)
    assert keys.program(secret + "x") is None


def test_a_site_key_is_good_from_its_own_origins_only(tmp_path: Path) -> None:
    keys = Keys(tmp_path / "keys.json")
    value = keys.add(Key("内网", "site", "", (ORIGIN,)))
    assert keys.site(value, ORIGIN) is not None
    assert keys.site(value, "https://evil.example") is None
    assert keys.site("pk_other", ORIGIN) is None
    assert keys.site("", ORIGIN) is None


def test_a_plain_iframe_needs_no_key_where_the_site_says_so(tmp_path: Path) -> None:
    keys = Keys(tmp_path / "keys.json")
    keys.add(Key("内网", "site", "", (ORIGIN,), plain_iframe=True))
    found = keys.site("", ORIGIN)
    assert found is not None
    assert found.name == "内网"


def test_a_site_key_is_no_program_key(tmp_path: Path) -> None:
    keys = Keys(tmp_path / "keys.json")
    assert keys.program(keys.add(Key("内网", "site", "", (ORIGIN,)))) is None


def test_a_value_that_is_no_hash_is_nobodys_and_locks_nobody_out(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    secret = Keys(path).add(Key("报表", "program", ""))
    kept = json.loads(path.read_text(encoding="utf-8"))["keys"]
    typed = {"name": "手写", "kind": "program", "value": "口令"}
    path.write_text(json.dumps({"keys": [typed, *kept]}), encoding="utf-8")
    found = Keys(path).program(secret)
    assert found is not None
    assert found.name == "报表"
    assert Keys(path).program("口令") is None


def test_removing_a_key_works_at_once_for_every_reader(tmp_path: Path) -> None:
    here, there = Keys(tmp_path / "keys.json"), Keys(tmp_path / "keys.json")
    secret = here.add(Key("报表", "program", ""))
    assert there.program(secret) is not None
    assert here.remove("报表")
    assert there.program(secret) is None


def test_a_key_without_a_name_or_a_site_without_an_origin_is_refused(tmp_path: Path) -> None:
    keys = Keys(tmp_path / "keys.json")
    for key in (Key("", "program", ""), Key("内网", "site", "")):
        with pytest.raises(SettingsError):
            keys.add(key)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"keys": [{"name": "x"}]}', "里有一项看不懂；请用 assistant keys 命令"),
        ('{"keys": ["x"]}', "里有一项看不懂；"),
        ('{"keys": [{"kind": "x", "name": "x", "value": "x"}]}', "里有一项看不懂；"),
        ('{"keys": null}', "里的 keys 应为列表；.*assistant keys 命令"),
        ('{"keys": {"name": "x"}}', "里的 keys 应为列表；"),
        (
            '{"keys": [{"kind": "site", "name": "x", "value": "pk_x", "origins": ["oa"]}]}',
            "：来源 'oa' 不可用；",
        ),
    ],
)
def test_a_malformed_file_is_named(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "keys.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=rf"密钥文件 .*keys\.json ?{said}"):
        Keys(path).all()
