"""Passes of embedded sites: who gets one, and what it is good for."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.api.embed import widget_script
from assistant.api.keys import Key, Keys
from tests.api.conftest import ARTICLE, BASE_URL, UNKNOWN

SITE = "https://oa.example.gov.cn"
OTHER = "https://evil.example"
ASK = {"question": "降碳"}
WIDGET = Path(__file__).parents[2] / "assistant" / "widget"


def get_pass(client: TestClient, origin: str = SITE, key: str = ""):  # type: ignore[no-untyped-def]
    return client.post("/embed/session", json={"origin": origin, "key": key})


def with_pass(token: str, origin: str = SITE) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}", "X-Embed-Origin": origin}


@pytest.fixture
def key(tmp_path: Path) -> str:
    return Keys(tmp_path / "keys.json").add(Key("内网", "site", "", (SITE,)))


def test_a_panel_may_be_limited_to_some_articles(make_client: Callable[..., TestClient]) -> None:
    client = make_client(allowed_origins=[SITE])
    asked = {"origin": SITE, "key": ""}
    whole = client.post("/embed/session", json=asked).json()
    assert whole["articles"] == []
    some = client.post("/embed/session", json=asked | {"articles": ["a1"]}).json()
    assert some["articles"] == [ARTICLE.title]
    refused = client.post("/embed/session", json=asked | {"articles": ["a1", UNKNOWN]})
    assert (refused.status_code, refused.json()["code"]) == (422, "question_refused")
    assert UNKNOWN in refused.json()["detail"]


def test_embedding_is_denied_unless_the_origin_is_named(client: TestClient) -> None:
    response = get_pass(client)
    assert (response.status_code, response.json()["code"]) == (403, "origin_not_allowed")


def test_any_page_is_told_whether_it_may_embed_us_and_nothing_else(
    make_client: Callable[..., TestClient],
) -> None:
    client = make_client(allowed_origins=(SITE,), sign_in="users")
    for origin, allowed in ((SITE, True), (OTHER, False), ("null", False)):
        told = client.get("/embed/origin", headers={"Origin": origin})
        assert told.json() == {"allowed": allowed}
        assert told.headers["access-control-allow-origin"] in ("*", origin)
        assert "access-control-allow-credentials" not in told.headers
    assert client.get("/embed/origin").json() == {"allowed": False}


def test_a_key_is_exchanged_for_a_pass_of_its_origin_alone(
    make_client: Callable[..., TestClient], key: str
) -> None:
    client = make_client(allowed_origins=(SITE, OTHER))
    made = get_pass(client, key=key)
    assert made.status_code == 200
    token = made.json()["token"]
    assert made.json()["expires_in"] == 900
    assert key not in token
    ask = lambda headers: client.post("/api/v1/ask", json=ASK, headers=headers)  # noqa: E731
    assert ask(with_pass(token)).status_code == 200
    assert ask(with_pass(token, OTHER)).status_code == 403
    assert ask({"Authorization": f"Bearer {token}"}).status_code == 403
    assert get_pass(client, OTHER, key).status_code == 403
    assert get_pass(client, SITE, "pk_wrong").status_code == 403
    assert get_pass(client, SITE).status_code == 403


def test_a_pass_reads_and_asks_and_does_nothing_else(
    make_client: Callable[..., TestClient], key: str
) -> None:
    client = make_client(allowed_origins=(SITE,))
    headers = with_pass(get_pass(client, key=key).json()["token"])
    assert client.get("/api/v1/articles/a1", headers=headers).status_code == 200
    for path in ("/api/v1/articles", "/metrics", "/docs", "/v1/models", "/openapi.json"):
        assert client.get(path, headers=headers).status_code == 403, path
    for path in ("/api/v1/search", "/v1/chat/completions", "/mcp"):
        assert client.post(path, json=ASK, headers=headers).status_code == 403, path


def test_a_removed_key_ends_its_passes(
    make_client: Callable[..., TestClient], key: str, tmp_path: Path
) -> None:
    client = make_client(allowed_origins=(SITE,))
    headers = with_pass(get_pass(client, key=key).json()["token"])
    Keys(tmp_path / "keys.json").remove("内网")
    response = client.post("/api/v1/ask", json=ASK, headers=headers)
    assert (response.status_code, response.json()["code"]) == (401, "key_unknown")


def test_a_forged_or_old_pass_is_refused(make_client: Callable[..., TestClient], key: str) -> None:
    del key
    client = make_client(allowed_origins=(SITE,))
    for token in ("et_", "et_x.y", "et_eyJvcmlnaW4iOiJ4In0.AAAA"):
        response = client.post("/api/v1/ask", json=ASK, headers=with_pass(token))
        assert (response.status_code, response.json()["code"]) == (401, "pass_expired")


def test_a_page_that_asks_for_a_pass_itself_cannot_name_another_origin(
    make_client: Callable[..., TestClient], key: str
) -> None:
    client = make_client(allowed_origins=(SITE, OTHER))
    response = client.post(
        "/embed/session", json={"origin": SITE, "key": key}, headers={"Origin": OTHER}
    )
    assert response.status_code == 403


def test_limits_and_usage_are_counted_by_key(
    make_client: Callable[..., TestClient], tmp_path: Path
) -> None:
    key = Keys(tmp_path / "keys.json").add(Key("内网", "site", "", (SITE,), per_minute=1))
    client = make_client(allowed_origins=(SITE,))
    headers = with_pass(get_pass(client, key=key).json()["token"])
    codes = [client.post("/api/v1/ask", json=ASK, headers=headers).status_code for _ in range(2)]
    assert codes == [200, 429]
    assert 'youju_key_questions_total{key="内网"} 1.0' in client.get("/metrics").text


def test_with_sign_in_an_embedded_site_needs_a_key_and_our_own_page_a_person(
    make_client: Callable[..., TestClient],
) -> None:
    client = make_client(sign_in="users", allowed_origins=(SITE,))
    assert get_pass(client).json()["code"] == "key_unknown"
    assert get_pass(client, BASE_URL).status_code == 401


def test_the_doctors_question_is_answered_without_fetching_anything(
    make_client: Callable[..., TestClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = make_client(allowed_origins=(SITE,))
    monkeypatch.setattr("socket.getaddrinfo", lambda *_: pytest.fail("a name was looked up"))
    said = client.post("/embed/check", json={"origin": OTHER}).json()
    assert (said["allowed"], said["code"]) == (False, "origin_not_allowed")
    assert client.post("/embed/check", json={"origin": SITE}).json()["allowed"] is True
    for bad in ("file:///etc/passwd", "http://a/b", "x"):
        assert client.post("/embed/check", json={"origin": bad}).status_code == 422


@pytest.mark.parametrize(
    "name", ["../__init__.py", "..%2f..%2fapi%2fapp.py", "%2e%2e/__init__.py", "widget.js", "x"]
)
def test_only_the_named_files_are_served(client: TestClient, name: str) -> None:
    assert client.get(f"/embed/assets/{name}").status_code == 404
    assert client.get(f"/docs/assets/{name}").status_code == 404


def test_the_script_is_small_and_old_fashioned_enough() -> None:
    script = widget_script()
    assert len(gzip.compress(script.encode("utf-8"))) < 20_000
    for path in WIDGET.glob("*.js"):
        text = path.read_text(encoding="utf-8")
        code = re.sub(r"\"[^\"\n]*\"|//[^\n]*", "", text)
        # ES2020 and later, which browsers of 2019 do not parse.
        assert not re.search(r"\?\.[A-Za-z_(\[]|\?\?|\|\|=|&&=", code), path.name
        assert "innerHTML" not in text, path.name
        assert "insertAdjacentHTML" not in text, path.name
        assert "eval(" not in code, path.name


def test_the_script_is_revalidated_by_its_content(client: TestClient) -> None:
    first = client.get("/widget.js")
    again = client.get("/widget.js", headers={"If-None-Match": first.headers["etag"]})
    assert (first.status_code, again.status_code) == (200, 304)
    assert first.headers["content-type"] == "text/javascript; charset=utf-8"
    assert first.headers["cross-origin-resource-policy"] == "cross-origin"
