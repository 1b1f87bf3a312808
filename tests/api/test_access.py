"""Sign-in and keys: who gets in, and by what."""

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from starlette.datastructures import Headers

from assistant.api.access import SESSION_COOKIE, Proxies, Visitor
from assistant.api.app import exposure_warning, start_warnings
from assistant.api.keys import Key, Keys
from assistant.api.limits import RateLimiter
from assistant.api.sign_in import safe_next
from assistant.api.users import Users
from assistant.errors import SettingsError
from assistant.settings import Settings
from tests.api.conftest import BASE_URL

ASK = {"question": "降碳"}
PASSWORD = "correct horse"


@pytest.fixture
def guarded(make_client: Callable[..., TestClient], tmp_path: Path) -> TestClient:
    """A server with users' sign-in and one user."""
    Users(tmp_path / "users.json").add("张三", PASSWORD)
    return make_client(sign_in="users")


def sign_in(client: TestClient, name: str = "张三", password: str = PASSWORD, to: str = "/"):  # type: ignore[no-untyped-def]
    return client.post("/login", data={"name": name, "password": password, "next": to})


def test_without_sign_in_nothing_but_the_door_is_reachable(guarded: TestClient) -> None:
    for path in ("/api/v1/articles", "/api/v1/articles/a1", "/metrics", "/docs", "/openapi.json"):
        assert guarded.get(path).status_code == 401, path
    for path in ("/api/v1/ask", "/api/v1/search", "/v1/chat/completions", "/mcp"):
        assert guarded.post(path, json=ASK).status_code == 401, path
    for path in ("/api/v1/health", "/api/v1/ready", "/login", "/widget.js", "/embed"):
        assert guarded.get(path).status_code == 200, path


def test_whoever_embeds_the_widget_reaches_the_doctor_and_the_demo_without_an_account(
    guarded: TestClient,
) -> None:
    for path in ("/embed/doctor", "/embed/demo"):
        page = guarded.get(path, headers={"Accept": "text/html"})
        assert page.status_code == 200, path
        assert "降碳" not in page.text  # no word of a document
    origin = {"origin": "https://oa.example"}
    checked, refused = (
        guarded.post(f"/embed/{name}", json=origin) for name in ("check", "session")
    )
    assert (checked.status_code, refused.status_code) == (200, 403)
    # What the doctor tells a stranger is what the session's refusal tells.
    told = checked.json()
    assert (told["code"], told["detail"]) == (refused.json()["code"], refused.json()["detail"])


def test_a_browser_is_led_to_the_sign_in_page(guarded: TestClient) -> None:
    response = guarded.get("/docs", headers={"Accept": "text/html"})
    assert (response.status_code, response.headers["location"]) == (303, "/login?next=%2Fdocs")


@pytest.mark.parametrize(
    "address",
    ["/?q=%E9%99%8D%E7%A2%B3%26%E5%87%8F%E6%B1%A1", "/articles/%E7%94%B2%3F?a=1&next=//evil"],
)
def test_signing_in_leads_back_to_the_whole_address(guarded: TestClient, address: str) -> None:
    to_login = guarded.get(address, headers={"Accept": "text/html"})
    form = guarded.get(to_login.headers["location"]).text
    kept = re.search(r'name="next" value="([^"]*)"', form)
    assert kept is not None
    assert unescape(kept[1]) == address
    assert sign_in(guarded, to=unescape(kept[1])).headers["location"] == address


def test_signing_in_opens_and_signing_out_closes(guarded: TestClient) -> None:
    response = sign_in(guarded, to="/docs")
    assert (response.status_code, response.headers["location"]) == (303, "/docs")
    cookie = response.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert guarded.post("/api/v1/ask", json=ASK).status_code == 200
    assert "当前用户：张三" in guarded.get("/logout").text
    guarded.post("/logout")
    assert guarded.post("/api/v1/ask", json=ASK).status_code == 401
    assert "已经退出" in guarded.get("/logout").text


def test_a_removed_user_is_out_at_the_next_request(guarded: TestClient, tmp_path: Path) -> None:
    users = Users(tmp_path / "users.json")
    sign_in(guarded)
    assert guarded.post("/api/v1/ask", json=ASK).status_code == 200
    users.remove("张三")
    assert guarded.post("/api/v1/ask", json=ASK).status_code == 401
    # The same name added again is another user: the old session stays ended.
    users.add("张三", PASSWORD)
    assert guarded.post("/api/v1/ask", json=ASK).status_code == 401


def test_a_new_password_ends_the_sessions_of_the_old_one(
    guarded: TestClient, tmp_path: Path
) -> None:
    sign_in(guarded)
    Users(tmp_path / "users.json").add("张三", "battery staple")
    assert guarded.post("/api/v1/ask", json=ASK).status_code == 401
    sign_in(guarded, password="battery staple")
    assert guarded.post("/api/v1/ask", json=ASK).status_code == 200


def test_a_users_file_that_cannot_be_read_lets_nobody_in(
    guarded: TestClient, tmp_path: Path
) -> None:
    sign_in(guarded)
    (tmp_path / "users.json").write_text("{", encoding="utf-8")
    refused = guarded.post("/api/v1/ask", json=ASK)
    assert (refused.status_code, refused.json()["code"]) == (503, "users_unreadable")


@pytest.mark.parametrize("change", [lambda u: u.remove("张三"), lambda u: u.add("张三", "a" * 10)])
def test_who_is_removed_or_has_a_new_password_is_signed_out_at_once(
    guarded: TestClient, tmp_path: Path, change: Callable[[Users], object]
) -> None:
    sign_in(guarded)
    assert guarded.get("/api/v1/articles").status_code == 200
    change(Users(tmp_path / "users.json"))
    assert guarded.get("/api/v1/articles").status_code == 401


def test_wrong_names_and_passwords_get_the_same_answer(guarded: TestClient) -> None:
    wrong, unknown = sign_in(guarded, password="x"), sign_in(guarded, name="李四")
    assert (wrong.status_code, unknown.status_code) == (401, 401)
    assert wrong.text.replace("张三", "李四") == unknown.text
    assert "用户名或口令不对。" in wrong.text


def test_a_wrong_password_leaves_the_name_in_its_field(guarded: TestClient) -> None:
    first = guarded.get("/login").text
    assert 'name="name" value="" autocomplete="username" required autofocus>' in first
    again = sign_in(guarded, password="x").text
    assert 'name="name" value="张三" autocomplete="username" required>' in again
    assert 'autocomplete="current-password" required autofocus>' in again
    hostile = sign_in(guarded, name='{{next}}"><script>').text
    assert 'value="{{next}}&quot;&gt;&lt;script&gt;"' in hostile


def test_guessing_is_slowed_down(guarded: TestClient) -> None:
    codes = [sign_in(guarded, password=f"wrong {n}").status_code for n in range(7)]
    assert codes == [401] * 6 + [429]


def test_a_refused_attempt_is_told_on_the_sign_in_page(guarded: TestClient) -> None:
    page = [sign_in(guarded, password=f"wrong {n}", to="/docs") for n in range(7)][-1]
    assert page.headers["content-type"].startswith("text/html")
    wait = page.headers["retry-after"]
    assert f"登录失败的次数太多；请 {wait} 秒后再试。" in page.text
    assert 'name="next" value="/docs"' in page.text
    assert 'name="name" value="张三"' in page.text


def test_those_who_sign_in_from_one_address_do_not_shut_each_other_out(
    guarded: TestClient,
) -> None:
    assert {sign_in(guarded).status_code for _ in range(31)} == {303}
    codes = [sign_in(guarded, password=f"wrong {n}").status_code for n in range(7)]
    assert codes == [401] * 6 + [429]


def test_what_is_remembered_of_attempts_is_short_however_long_the_name(
    make_client: Callable[..., TestClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    remembered: list[str] = []

    class Noting(RateLimiter):
        def wait_seconds(self, client: str, per_minute: int, now: float | None = None) -> float:
            remembered.append(client)
            return super().wait_seconds(client, per_minute, now)

    monkeypatch.setattr("assistant.api.sign_in.RateLimiter", Noting)
    assert sign_in(make_client(sign_in="users"), name="名" * 20_000).status_code == 401
    assert remembered[1:] == ["name " + "名" * 64]


def test_a_forged_cookie_is_nobody(guarded: TestClient) -> None:
    guarded.cookies.set(SESSION_COOKIE, "eyJuYW1lIjoi5bygIn0.AAAA")
    assert guarded.get("/api/v1/articles").status_code == 401


@pytest.mark.parametrize(
    "target",
    ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "", "/\n"],
)
def test_after_signing_in_one_stays_on_our_host(target: str) -> None:
    assert safe_next(target) == "/"


def test_what_the_form_shows_again_is_escaped(guarded: TestClient) -> None:
    page = guarded.get("/login", params={"next": '/"><script>alert(1)</script>'})
    assert "<script>alert" not in page.text
    assert "&quot;&gt;&lt;script&gt;" in page.text


def test_a_program_key_opens_the_api_and_nothing_else(
    make_client: Callable[..., TestClient], tmp_path: Path
) -> None:
    Users(tmp_path / "users.json").add("张三", PASSWORD)
    secret = Keys(tmp_path / "keys.json").add(Key("报表", "program", ""))
    client = make_client(sign_in="users")
    headers = {"Authorization": f"Bearer {secret}"}
    assert client.post("/api/v1/ask", json=ASK, headers=headers).status_code == 200
    assert client.get("/v1/models", headers=headers).status_code == 200
    assert client.get("/metrics", headers=headers).status_code == 200
    assert client.get("/docs", headers=headers).status_code == 403
    assert client.get("/v1/models", headers={"Authorization": "Bearer yj_x"}).status_code == 401


def test_once_a_program_key_exists_programs_need_one_and_readers_do_not(
    make_client: Callable[..., TestClient], tmp_path: Path
) -> None:
    Keys(tmp_path / "keys.json").add(Key("报表", "program", ""))
    client = make_client()
    assert client.post("/api/v1/ask", json=ASK).status_code == 401
    assert client.get("/v1/models").status_code == 401
    assert client.get("/metrics").status_code == 401
    assert client.get("/docs").status_code == 200
    assert client.get("/api/v1/articles/a1").status_code == 200


def test_without_keys_whatever_a_client_sends_as_one_is_ignored(client: TestClient) -> None:
    response = client.get("/v1/models", headers={"Authorization": "Bearer sk-anything"})
    assert response.status_code == 200


def test_a_proxys_header_counts_from_the_proxy_only(
    make_client: Callable[..., TestClient],
) -> None:
    header = {"X-Forwarded-User": "张三".encode()}
    # The test client's socket address is "testclient", which no network contains.
    stranger = make_client(sign_in="proxy", trusted_proxies=("10.0.0.0/8",))
    assert stranger.get("/api/v1/articles", headers=header).status_code == 401
    behind = make_client(sign_in="proxy", trusted_proxies=("10.0.0.0/8",))
    app = behind.app

    async def from_proxy(scope, receive, send):  # type: ignore[no-untyped-def]
        scope["client"] = ("10.0.0.7", 1234)
        await app(scope, receive, send)

    inside = TestClient(from_proxy, base_url=BASE_URL)
    assert inside.get("/api/v1/articles", headers=header).status_code == 200
    assert inside.get("/api/v1/articles").status_code == 401


def test_forwarded_addresses_are_believed_from_trusted_proxies_alone() -> None:
    proxies = Proxies(("10.0.0.0/8",))
    headers = Headers({"x-forwarded-for": "6.6.6.6, 203.0.113.9, 10.0.0.2"})
    assert proxies.client_address("10.0.0.1", headers) == "203.0.113.9"
    assert proxies.client_address("198.51.100.1", headers) == "198.51.100.1"
    with pytest.raises(SettingsError, match="trusted_proxies"):
        Proxies(("proxy.example",))


def test_a_cookie_counts_for_our_own_pages_only(
    make_client: Callable[..., TestClient], tmp_path: Path
) -> None:
    Users(tmp_path / "users.json").add("张三", PASSWORD)
    client = make_client(sign_in="users", allowed_origins=("https://oa.example",))
    sign_in(client)
    own = client.post("/api/v1/ask", json=ASK, headers={"Origin": BASE_URL})
    foreign = client.post("/api/v1/ask", json=ASK, headers={"Origin": "https://oa.example"})
    assert (own.status_code, foreign.status_code) == (200, 401)


@pytest.mark.parametrize(
    ("host", "sign_in", "warned"),
    [
        ("127.0.0.1", "off", False),
        ("localhost", "off", False),
        ("::1", "off", False),
        ("0.0.0.0", "off", True),
        ("192.168.1.5", "off", True),
        ("0.0.0.0", "users", False),
    ],
)
def test_opening_the_server_to_others_unguarded_is_warned_of(
    host: str, sign_in: str, warned: bool, tmp_path: Path
) -> None:
    settings = Settings(host=host, sign_in=sign_in, keys_file=tmp_path / "keys.json")
    assert ("警告" in exposure_warning(settings)) is warned


def test_a_start_that_lets_nobody_in_is_warned_of(tmp_path: Path) -> None:
    settings = Settings(sign_in="users", users_file=tmp_path / "users.json")
    (warning,) = start_warnings(settings)
    assert str(tmp_path / "users.json") in warning
    assert "assistant users add" in warning
    Users(tmp_path / "users.json").add("张三", PASSWORD)
    assert start_warnings(settings) == ()


def test_sign_in_by_a_proxy_needs_to_know_the_proxy(make_client: Callable[..., TestClient]) -> None:
    both = r"sign_in .*trusted_proxies .*ASSISTANT_TRUSTED_PROXIES"
    with pytest.raises(SettingsError, match=both):
        make_client(sign_in="proxy")


def test_a_short_session_secret_is_refused(make_client: Callable[..., TestClient]) -> None:
    with pytest.raises(SettingsError, match="session_secret"):
        make_client(session_secret="short")


def test_an_origin_that_is_none_is_refused_by_the_name_of_its_setting(
    make_client: Callable[..., TestClient],
) -> None:
    with pytest.raises(SettingsError, match=r"allowed_origins：来源 'oa\.example\.gov\.cn' 不可用"):
        make_client(allowed_origins=("oa.example.gov.cn",))


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::9", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "::ffff:192.0.2.7"),
        ("testclient", "testclient"),
    ],
)
def test_limits_are_of_an_ipv6_network_and_not_of_each_of_its_addresses(
    address: str, network: str
) -> None:
    visitor = Visitor("anonymous", address=address)
    assert visitor.network == network
    assert visitor.id == f"anonymous:{network}"
