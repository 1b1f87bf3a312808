"""The commands that add and remove users and keys."""

import io
from pathlib import Path

import pytest

from assistant.api.keys import Keys
from assistant.api.users import Users
from tests.commands import run


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ASSISTANT_USERS_FILE", str(tmp_path / "users.json"))
    monkeypatch.setenv("ASSISTANT_KEYS_FILE", str(tmp_path / "keys.json"))
    monkeypatch.delenv("ASSISTANT_CONFIG", raising=False)


def test_a_user_is_added_and_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("correct horse\n"))
    assert run("users", "add", "张三", "--password-stdin") == 0
    assert Users(tmp_path / "users.json").verify("张三", "correct horse")
    assert "correct horse" not in capsys.readouterr().out
    assert run("users", "list") == 0
    assert capsys.readouterr().out == "张三\n"
    assert run("users", "remove", "张三") == 0
    assert run("users", "remove", "张三") == 2


@pytest.mark.parametrize("errors", ["strict", "surrogateescape"])
def test_a_password_that_is_not_utf8_is_told_of(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    errors: str,
) -> None:
    sent = io.BytesIO("正确的口令共有十个字以上\n".encode("gbk"))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(sent, encoding="utf-8", errors=errors))
    assert run("users", "add", "张三", "--password-stdin") == 2
    assert capsys.readouterr().err.startswith("错误：标准输入里的口令不是 UTF-8 编码")
    assert Users(tmp_path / "users.json").names() == ()


def test_how_long_a_password_must_be_is_told_before_it_is_typed_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[str] = []
    typed = iter(("short", "correct horse", "correct house", "correct horse", "correct horse"))

    def prompt(text: str, **_: object) -> str:
        asked.append(text)
        return next(typed)

    monkeypatch.setattr("typer.prompt", prompt)
    assert run("users", "add", "张三") == 0
    first, again = "口令（至少 10 个字符）", "再输一次"
    assert asked == [first, first, again, first, again]
    assert capsys.readouterr().err.splitlines() == [
        "这个口令只有 5 个字符，请换一个。",
        "两次输入的不一样，请重新输入。",
    ]
    assert Users(tmp_path / "users.json").verify("张三", "correct horse")


def test_keys_are_shown_once_listed_without_themselves_and_removed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("keys", "add-program", "报表", "--per-day", "9") == 0
    said = capsys.readouterr()
    secret = said.out.strip()
    assert said.err.startswith("密钥只显示这一次")
    assert Keys(tmp_path / "keys.json").program(secret) is not None
    assert run("keys", "add-site", "内网", "--origin", "https://oa.example.gov.cn") == 0
    said = capsys.readouterr()
    assert said.out.startswith("pk_")
    assert "ALLOWED_ORIGINS" in said.err
    assert run("keys", "list") == 0
    assert capsys.readouterr().out.splitlines() == [
        "报表｜程序｜每分钟 同总设置，每天 9",
        "内网｜网站｜https://oa.example.gov.cn｜每分钟 同总设置，每天 不限",
    ]
    assert run("keys", "remove", "报表") == 0
    assert run("keys", "remove", "报表") == 2


def test_an_origin_that_is_allowed_already_need_not_be_added(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ALLOWED_ORIGINS", "https://oa.example.gov.cn:443, https://政策.政务.cn")
    words = ("--origin", "https://OA.example.gov.cn/", "--origin", "https://政策.政务.cn")
    assert run("keys", "add-site", "内网", *words) == 0
    assert capsys.readouterr().err == ""


def test_a_bad_setting_of_origins_is_told_of_before_a_key_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ALLOWED_ORIGINS", "oa.example.gov.cn")
    assert run("keys", "add-site", "内网", "--origin", "https://oa.example.gov.cn") == 2
    assert capsys.readouterr().err.startswith("错误：allowed_origins：来源 'oa.example.gov.cn' ")
    assert Keys(tmp_path / "keys.json").all() == ()


def test_a_bad_origin_is_one_sentence_and_exit_code_two(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("keys", "add-site", "内网", "--origin", "*") == 2
    assert capsys.readouterr().err.startswith("错误：来源 '*' 不可用")
