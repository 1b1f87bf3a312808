"""Hosts, origins, headers: what a browser may do to us, and we to it."""

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from assistant.api.gate import own_names
from assistant.api.gradio_guard import close_gradio, is_open, names_a_file
from assistant.api.problems import ApiError
from tests.api.conftest import BASE_URL

ASK = {"question": "降碳"}
FOREIGN = "https://oa.example.gov.cn"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "0.0.0.0", "[::", ""])
def test_on_loopback_a_foreign_host_name_is_refused(client: TestClient, host: str) -> None:
    response = client.get("/api/v1/articles", headers={"Host": host})
    assert (response.status_code, response.json()["code"]) == (421, "wrong_host")


def test_a_person_who_came_by_a_foreign_host_name_gets_a_page(client: TestClient) -> None:
    foreign = {"Host": "evil.example", "Accept": "text/html,*/*;q=0.8"}
    page = client.get("/", headers=foreign)
    assert page.status_code == 421
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["content-security-policy"].startswith("default-src 'none'; style-src")
    assert "请改用管理员给的网址" in page.text
    assert "ASSISTANT_ALLOWED_HOSTS" in page.text
    assert "evil.example" not in page.text
    # Programs get the problem, and so does whatever is sent.
    program = client.get("/", headers={"Host": "evil.example", "Accept": "*/*"})
    sent = client.post("/api/v1/ask", json=ASK, headers=foreign)
    for response in (program, sent):
        assert (response.status_code, response.json()["code"]) == (421, "wrong_host")


@pytest.mark.parametrize("host", ["127.0.0.1:7860", "localhost", "[::1]:99", "LOCALHOST:1"])
def test_loopback_names_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/api/v1/health", headers={"Host": host}).status_code == 200


def test_another_name_is_answered_where_the_operator_names_it(
    make_client: Callable[..., TestClient],
) -> None:
    client = make_client(allowed_hosts=("youju.example.gov.cn",))
    host = {"Host": "youju.example.gov.cn"}
    assert client.get("/api/v1/health", headers=host).status_code == 200


@pytest.fixture
def open_client(
    make_client: Callable[..., TestClient], monkeypatch: pytest.MonkeyPatch
) -> TestClient:
    """A server that the whole network reaches, on a machine of a known name."""
    monkeypatch.setattr("socket.gethostname", lambda: "Youju-PC.local")
    monkeypatch.setattr("socket.getfqdn", lambda: "youju-pc.oa.example")
    return make_client(
        host="0.0.0.0",
        allowed_origins=(FOREIGN,),
        public_url="https://youju.example.gov.cn",
    )


@pytest.mark.parametrize(
    "host", ["evil.example:7911", "10.0.0.5.evil.example", "evil.local", "oa.example", "local", ""]
)
def test_off_loopback_a_foreign_name_is_refused_too(open_client: TestClient, host: str) -> None:
    # The page of a site whose name was made to mean our address: its Origin is that name.
    rebound = {"Host": host, "Origin": f"http://{host}"}
    response = open_client.post("/api/v1/ask", json=ASK, headers=rebound)
    assert (response.status_code, response.json()["code"]) == (421, "wrong_host")
    assert "请管理员把它写进环境变量 ASSISTANT_ALLOWED_HOSTS" in response.json()["detail"]


@pytest.mark.parametrize(
    "host",
    [
        "10.0.0.5:7911",
        "[fe80::1]:7911",
        "localhost:7911",
        "YOUJU-PC:7911",
        "youju-pc.local",
        "youju-pc.oa.example",
        "youju.example.gov.cn",
    ],
)
def test_off_loopback_addresses_and_our_own_names_are_answered(
    open_client: TestClient, host: str
) -> None:
    for origin in (f"http://{host}", FOREIGN):  # our own page, and one that embeds us
        response = open_client.post(
            "/api/v1/ask", json=ASK, headers={"Host": host, "Origin": origin}
        )
        assert response.status_code == 200, origin


def test_off_loopback_the_names_of_the_operator_are_the_only_ones(
    make_client: Callable[..., TestClient],
) -> None:
    client = make_client(host="0.0.0.0", allowed_hosts=("youju.example.gov.cn",))
    for host, status in (("youju.example.gov.cn", 200), ("10.0.0.5", 421), ("localhost", 421)):
        assert client.get("/api/v1/health", headers={"Host": host}).status_code == status


def test_a_machine_name_that_no_browser_can_ask_for_is_passed_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("socket.gethostname", lambda: "我的☃电脑")
    monkeypatch.setattr("socket.getfqdn", lambda: "")
    assert own_names() == frozenset()


@pytest.mark.parametrize("path", ["/api/v1/ask", "/v1/chat/completions", "/mcp", "/logout"])
@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://127.0.0.1:1", "http://[::"]
)
def test_a_foreign_page_cannot_change_or_ask_anything(
    client: TestClient, path: str, origin: str
) -> None:
    response = client.post(path, json=ASK, headers={"Origin": origin})
    assert response.status_code == 403
    assert "access-control-allow-origin" not in response.headers


def test_a_cross_site_request_without_an_origin_is_refused(client: TestClient) -> None:
    response = client.post("/api/v1/ask", json=ASK, headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 403


def test_our_own_page_and_programs_may_ask(client: TestClient) -> None:
    for headers in ({}, {"Origin": BASE_URL}, {"Sec-Fetch-Site": "same-origin"}):
        assert client.post("/api/v1/ask", json=ASK, headers=headers).status_code == 200


def test_cors_names_allowed_origins_only_and_never_credentials(
    make_client: Callable[..., TestClient],
) -> None:
    client = make_client(allowed_origins=(FOREIGN,))
    preflight = {"Access-Control-Request-Method": "POST"}
    for origin, allowed in ((FOREIGN, FOREIGN), ("https://evil.example", None)):
        asked = client.options("/api/v1/ask", headers={"Origin": origin} | preflight)
        assert asked.headers.get("access-control-allow-origin") == allowed
        assert "access-control-allow-credentials" not in asked.headers
    answer = client.post("/api/v1/ask", json=ASK, headers={"Origin": FOREIGN})
    assert answer.headers["access-control-allow-origin"] == FOREIGN
    assert "*" not in answer.headers["access-control-allow-origin"]


def test_nobody_may_frame_us_unless_named(make_client: Callable[..., TestClient]) -> None:
    closed, opened = make_client(), make_client(allowed_origins=(FOREIGN,))
    assert (
        "frame-ancestors 'self';" in closed.get("/embed").headers["content-security-policy"] + ";"
    )
    policy = opened.get("/embed").headers["content-security-policy"]
    assert policy.endswith(f"frame-ancestors 'self' {FOREIGN}")
    for path in ("/docs", "/embed/demo", "/embed/doctor", "/api/v1/health", "/nothing"):
        headers = opened.get(path).headers
        assert "frame-ancestors 'none'" in headers["content-security-policy"], path
        assert headers["x-frame-options"] == "DENY", path


def test_every_response_has_the_security_headers(client: TestClient) -> None:
    for response in (
        client.get("/api/v1/health"),
        client.get("/docs"),
        client.get("/nothing"),
        client.get("/embed"),
        client.post("/api/v1/ask", json={"question": "崩溃"}),
        client.post("/api/v1/ask", json=ASK, headers={"Origin": "https://evil.example"}),
    ):
        headers = response.headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["x-request-id"]
        assert "default-src" in headers["content-security-policy"]
        assert "server" not in headers


def test_our_own_pages_forbid_inline_scripts_and_styles(client: TestClient) -> None:
    for path in ("/docs", "/embed", "/embed/demo", "/embed/doctor"):
        page = client.get(path)
        assert "unsafe" not in page.headers["content-security-policy"]
        assert "style=" not in page.text
        assert "<style" not in page.text
        assert "onclick" not in page.text


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/file=http://169.254.169.254/latest",
        "/gradio_api/file=../../etc/passwd",
        "/gradio_api/proxy=http://127.0.0.1:22/",
        "/gradio_api/mcp/sse",
        "/gradio_api/vibe-edit",
        "/gradio_api/run-history/connect",
        "/gradio_api/dev/reload",
        "/gradio_api/process_recording",
        "/gradio_api/upload",
        "/gradio_api/run/predict",
        "/gradio_api/call/answer",
        "/gradio_api/component_server",
        "/gradio_api/queue/join/../../file=x",
        "/gradio_api/queue/joined",
        "/monitoring",
        "/monitoring/summary",
    ],
)
def test_gradio_routes_that_the_page_does_not_use_are_closed(path: str) -> None:
    with pytest.raises(ApiError) as closed:
        close_gradio(path)
    assert closed.value.status == 404
    assert not is_open(path)


@pytest.mark.parametrize(
    "path", ["/file=/etc/passwd", "/proxy=http://x", "/pwa_icon", "/static/../x", "/library"]
)
def test_the_page_is_mounted_over_every_address_and_gives_only_the_listed_ones(path: str) -> None:
    close_gradio(path)  # which leaves what may be ours
    assert not is_open(path)


@pytest.mark.parametrize("path", ["/", "/config", "/assets/index.js", "/gradio_api/queue/join"])
def test_what_the_page_uses_is_open(path: str) -> None:
    close_gradio(path)
    assert is_open(path)


def test_an_upload_without_sign_in_is_refused(client: TestClient) -> None:
    for path in ("/gradio_api/queue/join", "/api/v1/ask", "/anything"):
        response = client.post(path, files={"files": ("a.txt", b"text")})
        assert (response.status_code, response.json()["code"]) == (403, "upload_refused")


def test_a_file_anywhere_in_an_events_data_is_seen() -> None:
    file = {"path": "https://evil.example/x", "meta": {"_type": "gradio.FileData"}}
    assert names_a_file({"data": [[{"deep": [file]}]]})
    assert not names_a_file({"data": ["gradio.FileData 是什么？", 1, None, True]})
