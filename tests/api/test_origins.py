"""Origins and host names in the form in which browsers send them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.api.keys import Key, Keys
from assistant.api.origins import normal_origin
from assistant.errors import SettingsError

ORIGIN = "https://oa.example.gov.cn"
CHINESE = "https://xn--5bvr50c.xn--zfr164b.cn"  # as Chromium sends https://政策.政务.cn
PUBLIC = "https://youju.example.gov.cn"


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("https://OA.Example.gov.cn/", ORIGIN),
        ("https://oa.example.gov.cn:443", ORIGIN),
        ("http://10.0.0.5:8080", "http://10.0.0.5:8080"),
        ("http://[::1]:80", "http://[::1]"),
        ("https://政策.政务.cn", CHINESE),
        ("https://政策。政务。CN:443/", CHINESE),
    ],
)
def test_origins_are_compared_in_one_form(text: str, origin: str) -> None:
    assert normal_origin(text) == origin


@pytest.mark.parametrize(
    "text", ["*", "null", "oa.example.gov.cn", "file:///x", "https://a/b", "http://a:99999", ""]
)
def test_what_is_no_origin_is_refused(text: str) -> None:
    with pytest.raises(SettingsError):
        normal_origin(text)


@pytest.mark.parametrize("text", ["https://政 策.cn", "https://政策☃.cn", "https://-政.cn"])
def test_a_host_that_is_no_domain_name_is_refused(text: str) -> None:
    with pytest.raises(SettingsError, match=r"^主机名 '.*' 里有域名不能用的字符；"):
        normal_origin(text)


def test_a_chinese_domain_may_embed_us_and_call_the_api(
    make_client: Callable[..., TestClient], tmp_path: Path
) -> None:
    key = Keys(tmp_path / "keys.json").add(Key("政策网", "site", "", ("https://政策.政务.cn",)))
    client = make_client(allowed_origins=("https://政策.政务.cn",))
    policy = client.get("/embed").headers["content-security-policy"]
    assert policy.endswith(f"frame-ancestors 'self' {CHINESE}")
    made = client.post("/embed/session", json={"origin": CHINESE, "key": key})
    assert (made.status_code, made.json()["origin"]) == (200, CHINESE)
    asked = client.post("/api/v1/search", json={"query": "碳"}, headers={"Origin": CHINESE})
    assert asked.headers["access-control-allow-origin"] == CHINESE


def test_a_chinese_host_name_is_answered_where_the_operator_names_it(
    make_client: Callable[..., TestClient],
) -> None:
    client = make_client(allowed_hosts=("政策.政务.cn",))
    host = {"Host": CHINESE.partition("://")[2]}
    assert client.get("/api/v1/health", headers=host).status_code == 200


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("allowed_origins", ("https://政策☃.cn",)),
        ("allowed_hosts", ("政策☃.cn",)),
        ("public_url", "https://政策☃.cn"),
    ],
)
def test_a_host_that_cannot_be_is_refused_at_start_by_the_name_of_its_setting(
    make_client: Callable[..., TestClient], setting: str, value: object
) -> None:
    with pytest.raises(SettingsError, match=f"^{setting}：主机名 '政策☃.cn' "):
        make_client(**{setting: value})


@pytest.mark.parametrize("public_url", [PUBLIC, f"{PUBLIC.upper()}:443/"])
def test_behind_a_proxy_that_rewrites_host_our_own_pages_are_known_by_the_public_address(
    make_client: Callable[..., TestClient], public_url: str
) -> None:
    client = make_client(public_url=public_url)
    made = client.post("/embed/session", json={"origin": PUBLIC}, headers={"Origin": PUBLIC})
    assert (made.status_code, made.json().get("token")) == (200, "")
    assert made.json()["origin"] == PUBLIC
    other = client.post("/embed/session", json={"origin": ORIGIN}, headers={"Origin": PUBLIC})
    assert (other.status_code, other.json()["code"]) == (403, "origin_not_allowed")
