"""A setting that cannot be used is refused at the start: what, where, and the remedy."""

import re
from pathlib import Path

import pytest
from pydantic import SecretStr

from assistant.errors import SettingsError
from assistant.settings import Settings, load_settings

NETWORK = "不是 IP 地址或网段，应形如 10.0.0.5 或 10.0.0.0/8（不能写主机名）"
ADDRESS = "应为浏览器访问本服务的地址，形如 https://youju.example.gov.cn"


@pytest.mark.parametrize("wrong", ["proxy.example", "10.0.0/8", "10.0.0.0/33", "::g"])
def test_a_proxy_that_is_no_network_is_refused(wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_TRUSTED_PROXIES", f"10.0.0.5, {wrong}")
    with pytest.raises(SettingsError) as refused:
        load_settings()
    assert str(refused.value) == (
        f"设置项 trusted_proxies 的值 '10.0.0.5, {wrong}' 不可用：其中 {wrong} {NETWORK}；"
        "请改环境变量 ASSISTANT_TRUSTED_PROXIES 或配置文件中的同名项。"
    )


@pytest.mark.parametrize(
    "wrong",
    ["youju.example.gov.cn", "https://", "ftp://a", "https://a:x", "https://[::1", "https://a b",
     "https://a/?x=1", "https://a/#x", "https://me@a", "https://a:99999"],
)  # fmt: skip
def test_a_public_address_that_is_none_is_refused(
    wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_PUBLIC_URL", wrong)
    with pytest.raises(SettingsError) as refused:
        load_settings()
    said = str(refused.value)
    assert said.startswith(f"设置项 public_url 的值 {wrong!r} 不可用：{ADDRESS}")
    assert said.endswith("请改环境变量 ASSISTANT_PUBLIC_URL 或配置文件中的同名项。")


@pytest.mark.parametrize("path", ["/youju", "/youju/", "//"])
def test_a_public_address_below_a_path_is_refused(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page would load /ui/… and find nothing there."""
    monkeypatch.setenv("ASSISTANT_PUBLIC_URL", f"http://localhost:7940{path}")
    with pytest.raises(SettingsError) as refused:
        load_settings()
    said = str(refused.value)
    assert f"不能放在子路径 {path} 下" in said
    assert "独占一个域名或端口" in said


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("ASSISTANT_SIGNIN", "是不是 ASSISTANT_SIGN_IN？"),
        ("ASSISTANT_USER_FILE", "是不是 ASSISTANT_USERS_FILE？"),
        ("assistant_prot", "是不是 ASSISTANT_PORT？"),
        ("ASSISTANT_COLOUR", "全部设置见"),
    ],
)
def test_a_misspelt_variable_is_refused_and_its_value_not_told(
    name: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, "hunter2")
    with pytest.raises(SettingsError) as refused:
        load_settings()
    said = str(refused.value)
    assert said.startswith(f"环境变量 {name} 不起作用：没有这个设置项；{told}")
    assert f"unset {name}" in said
    assert "hunter2" not in said


def test_variables_that_are_read_elsewhere_or_in_small_letters_are_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ASSISTANT_EVALUATE_TOKEN", "yj_x")
    monkeypatch.setenv("assistant_sign_in", "users")
    monkeypatch.setenv("ASSISTANT_ALLOWED_ORIGINS", "https://a.example")
    monkeypatch.setenv("ASSISTANTS", "not ours")
    settings = load_settings()
    assert (settings.sign_in, settings.allowed_origins) == ("users", ("https://a.example",))


def test_a_misspelt_line_of_the_config_file_is_asked_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "a.toml"
    config.write_text('signin = "users"\n', encoding="utf-8")
    monkeypatch.setenv("ASSISTANT_CONFIG", str(config))
    with pytest.raises(SettingsError) as refused:
        load_settings()
    assert str(refused.value) == (
        "设置项 signin 的值 'users' 不可用：没有这个设置项；是不是 sign_in？"
        f"请改配置文件 {config}。"
    )


def test_what_can_be_used_is_taken_as_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_TRUSTED_PROXIES", "10.0.0.5 10.1.2.3/8, fd00::/8")
    monkeypatch.setenv("ASSISTANT_PUBLIC_URL", "https://youju.example.gov.cn:8443/")
    settings = load_settings()
    assert settings.trusted_proxies == ("10.0.0.5", "10.1.2.3/8", "fd00::/8")
    assert settings.public_url == "https://youju.example.gov.cn:8443/"
    assert load_settings(public_url="", trusted_proxies=()).public_url == ""


def test_a_config_file_that_notepad_saved_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "assistant.toml"
    config.write_bytes("\ufeffport = 7000\r\nllm_model = '通义'\r\n".encode())
    monkeypatch.setenv("ASSISTANT_CONFIG", str(config))
    assert (load_settings().port, load_settings().llm_model) == (7000, "通义")


def test_the_address_of_a_server_may_carry_a_query(monkeypatch: pytest.MonkeyPatch) -> None:
    address = "https://me:pw@models.example.cn/openai/v1?api-version=preview"
    monkeypatch.setenv("ASSISTANT_LLM_BASE_URL", address)
    assert load_settings(encoder_base_url="").llm_base_url == address


def test_the_settings_of_the_deployment_guide_can_be_used(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    guide = (repository / "docs" / "deployment.md").read_text(encoding="utf-8")
    config = tmp_path / "assistant.toml"
    config.write_text(guide.partition("```toml\n")[2].partition("```")[0], encoding="utf-8")
    monkeypatch.setenv("ASSISTANT_CONFIG", str(config))
    settings = load_settings()
    assert settings.users_file == Path("/var/lib/youju/users.json")
    assert settings.names_documents


def test_every_setting_is_documented_with_its_default(repository: Path) -> None:
    printed = (repository / "docs" / "settings.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \| (.+?) \|", printed, re.MULTILINE))
    fields = Settings.model_fields
    assert list(rows) == list(fields)
    for name, field in fields.items():
        value = field.default
        if isinstance(value, SecretStr):
            value = value.get_secret_value()
        if value in ("", ()):
            assert rows[name] == "空", name
        elif field.default_factory is None:
            shown = str(value).lower() if isinstance(value, bool) else str(value)
            assert rows[name] == f"`{shown}`", name
