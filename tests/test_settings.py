"""A setting that cannot be used is refused at the start: what, where, and the remedy."""

from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.settings import load_settings

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


def test_what_can_be_used_is_taken_as_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_TRUSTED_PROXIES", "10.0.0.5 10.1.2.3/8, fd00::/8")
    monkeypatch.setenv("ASSISTANT_PUBLIC_URL", "https://youju.example.gov.cn:8443/assistant")
    settings = load_settings()
    assert settings.trusted_proxies == ("10.0.0.5", "10.1.2.3/8", "fd00::/8")
    assert settings.public_url == "https://youju.example.gov.cn:8443/assistant"
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
