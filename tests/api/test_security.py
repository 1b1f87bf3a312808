"""The whole server, chat page included, attacked from outside: files, addresses, uploads."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.routing import Mount

from assistant.api import create_app
from assistant.settings import Settings
from tests.api.conftest import BASE_URL, FakeService
from tests.api.serving import serving

SECRET = "TOP-SECRET-OF-THIS-MACHINE"

TRAVERSALS = (
    "{path}",
    "/{path}",
    "..%2f..%2f..%2f..%2f..%2f..%2f..{path}",
    "../../../../../../../..{path}",
    "%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e{path}",
    "....//....//....//....//....//....//..{path}",
    "..\\..\\..\\..\\..\\..\\..{path}",
    "..%5c..%5c..%5c..%5c..%5c..{path}",
    "%252e%252e%252f%252e%252e%252f%252e%252e%252f{path}",
    "file://{path}",
    "C:{path}",
    "x%00{path}",
)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    folder = tmp_path_factory.mktemp("data")
    settings = Settings(
        data_dir=folder,
        users_file=folder / "users.json",
        keys_file=folder / "keys.json",
        questions_per_minute=0,
        requests_per_minute=0,
    )
    return create_app(FakeService(), settings)


@pytest.fixture(scope="module")
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, base_url=BASE_URL, raise_server_exceptions=False) as made:
        yield made


def prefixes(routes: Any, base: str = "") -> Iterator[str]:
    """The fixed beginning of every route that takes a part of the path, mounted ones included."""
    for route in routes:
        path = base + getattr(route, "path", "")
        included = getattr(route, "original_router", None)
        if included is not None:
            yield from prefixes(included.routes, base)
        elif isinstance(route, Mount):
            yield path.rstrip("/") + "/"
            yield from prefixes(route.routes or (), path.rstrip("/"))
        elif "{" in path:
            yield path.split("{")[0]


GRADIO = (
    "/gradio_api/file=",
    "/gradio_api/file/",
    "/file=",
    "/file/",
    "/static/",
    "/assets/",
    "/svelte/",
    "/gradio_api/custom_component/",
    "/gradio_api/proxy=",
    "/proxy=",
    "/gradio_api/stream/",
    "/theme.css/",
    "/ui/x/",
)


def test_no_route_reads_a_file_of_this_machine(
    client: TestClient, app: FastAPI, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET, encoding="utf-8")
    tried = sorted({*prefixes(app.routes), *GRADIO})
    assert "/api/v1/articles/" in tried
    assert "/embed/assets/" in tried
    for prefix in tried:
        for traversal in TRAVERSALS:
            for target in (str(secret), "/etc/passwd"):
                address = prefix + traversal.format(path=target)
                text = client.get(address).text
                assert SECRET not in text, address
                assert "root:" not in text, address


@pytest.fixture
def connections(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Every address that the process tries to reach while the test runs."""
    tried: list[Any] = []

    def refuse(_: socket.socket, address: Any) -> None:
        tried.append(address)
        raise ConnectionRefusedError

    def no_names(host: Any, *_: Any, **__: Any) -> None:
        tried.append(host)
        raise socket.gaierror

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", no_names)
    return tried


URLS = ("http://127.0.0.1:9/x", "http://169.254.169.254/latest/meta-data", "https://evil.example/")


def test_no_address_that_a_user_gives_is_ever_fetched(
    client: TestClient, connections: list[Any]
) -> None:
    for url in URLS:
        file = {"path": url, "url": url, "meta": {"_type": "gradio.FileData"}, "orig_name": "x"}
        for path in ("/gradio_api/file=", "/gradio_api/proxy=", "/proxy=", "/api/v1/articles/"):
            client.get(path + url)
        for path, body in (
            ("/api/v1/ask", {"question": url}),
            ("/api/v1/search", {"query": url}),
            ("/embed/check", {"origin": url}),
            ("/embed/session", {"origin": url}),
            (
                "/v1/chat/completions",
                {
                    "messages": [
                        {
                            "role": "user",
                            "content": [
                                {"type": "text", "text": "x"},
                                {"type": "image_url", "image_url": {"url": url}},
                            ],
                        }
                    ]
                },
            ),
            ("/export/docx", {"title": url, "turns": []}),
            ("/feedback", {"verdict": "useful", "question": url}),
        ):
            client.post(path, json=body)
        for number in range(6):
            body = {
                "fn_index": number,
                "data": [file, url],
                "event_data": {"question": url, "file": file},
                "session_hash": "s",
                "trigger_id": number,
            }
            client.post("/gradio_api/queue/join", json=body)
            client.post("/gradio_api/run/predict", json=body)
            client.post("/gradio_api/call/answer", json={"data": [file]})
    assert connections == []


def test_nothing_can_be_uploaded_without_signing_in(client: TestClient) -> None:
    for path in ("/gradio_api/upload", "/upload", "/gradio_api/upload?upload_id=1"):
        response = client.post(path, files={"files": ("a.html", b"<script>alert(1)</script>")})
        assert response.status_code in (403, 404), path


def test_gradio_tells_nothing_of_this_machine_and_runs_no_api_of_its_own(
    client: TestClient,
) -> None:
    config = client.get("/config")
    text = json.dumps(config.json()) if config.status_code == 200 else ""
    assert str(Path.home()) not in text
    assert str(Path(__file__).parents[2]) not in text
    for path in (
        "/monitoring/summary",
        "/gradio_api/openapi.json",
        "/gradio_api/mcp/",
        "/pwa_icon",
    ):
        assert client.get(path).status_code == 404, path
    for path in ("/gradio_api/call/answer", "/gradio_api/run/answer", "/gradio_api/api/answer"):
        response = client.post(path, json={"data": []})
        assert response.status_code in (404, 405), path


def test_feedback_can_be_given_but_not_read_or_withdrawn_by_another(client: TestClient) -> None:
    given = client.post("/feedback", json={"verdict": "useless", "question": "甲的问题"})
    assert given.status_code == 201
    receipt = given.json()
    for path in ("/feedback", f"/feedback/{receipt['id']}", "/feedback/export"):
        assert client.get(path).status_code in (404, 405), path
    guess = {"id": receipt["id"], "token": "guessed"}
    assert client.post("/feedback/withdraw", json=guess).status_code == 404
    mine = client.post("/feedback/withdraw", json={"id": receipt["id"], "token": receipt["token"]})
    assert mine.json() == {"withdrawn": True}


def test_another_visitors_stream_cannot_be_joined(client: TestClient) -> None:
    response = client.get("/gradio_api/queue/data?session_hash=of-somebody-else")
    assert "of-somebody-else" not in response.text
    assert "降碳" not in response.text


def test_the_page_is_not_framed_and_loads_nothing_from_elsewhere(tmp_path: Path) -> None:
    with serving(create_app(FakeService(), Settings(data_dir=tmp_path))) as url:
        page = httpx.get(url)
    policy = page.headers["content-security-policy"]
    assert page.status_code == 200
    assert "frame-ancestors 'none'" in policy
    assert "http:" not in policy
    assert "https:" not in policy
    assert " * " not in policy
    assert page.headers["x-content-type-options"] == "nosniff"


def test_a_foreign_page_cannot_drive_the_chat(client: TestClient) -> None:
    for path in ("/gradio_api/queue/join", "/feedback", "/export/docx", "/gradio_api/cancel"):
        response = client.post(path, json={}, headers={"Origin": "https://evil.example"})
        assert response.status_code == 403, path
        assert "access-control-allow-origin" not in response.headers


def test_the_chat_window_keeps_the_rate_too(tmp_path: Path) -> None:
    limited = create_app(FakeService(), Settings(data_dir=tmp_path, questions_per_minute=1))
    with TestClient(limited, base_url=BASE_URL, raise_server_exceptions=False) as client:
        codes = [
            client.post("/gradio_api/queue/join", json={"fn_index": 0, "data": []}).status_code
            for _ in range(2)
        ]
    assert codes[1] == 429
