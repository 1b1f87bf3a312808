"""What programs get where there is nothing, with the chat page mounted over every address."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.api import create_app
from assistant.settings import Settings
from tests.api.conftest import BASE_URL, FakeService


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder: Path = tmp_path_factory.mktemp("data")
    settings = Settings(data_dir=folder, keys_file=folder / "keys.json")
    with TestClient(create_app(FakeService(), settings), base_url=BASE_URL) as made:
        yield made


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", "/api/v1/ask", "POST"),
        ("DELETE", "/api/v1/ask", "POST"),
        ("POST", "/api/v1/articles/a1", "GET"),
        ("PUT", "/api/v1/health", "GET"),
    ],
)
def test_a_wrong_method_is_a_problem_that_names_the_right_one(
    client: TestClient, method: str, path: str, allowed: str
) -> None:
    response = client.request(method, path)
    assert (response.status_code, response.headers["allow"]) == (405, allowed)
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["code"] == "method_not_allowed"
    assert response.json()["detail"] == f"{path} 不接受 {method}；请用 {allowed}。"


@pytest.mark.parametrize("path", ["/api/v1/nope", "/api/v2/ask", "/api/v1/ask/", "/api/"])
def test_an_unknown_address_is_a_problem(client: TestClient, path: str) -> None:
    for method in ("GET", "POST"):
        response = client.request(method, path)
        assert (response.status_code, response.json()["code"]) == (404, "not_found")
        assert response.headers["content-type"] == "application/problem+json"
        assert response.json()["detail"] == f"没有接口 {path}；有哪些见 /docs。"


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("POST", "/v1/embeddings", 404, "not_found"),
        ("GET", "/v1/chat/completions", 405, "method_not_allowed"),
    ],
)
def test_below_v1_both_are_openais_error_object(
    client: TestClient, method: str, path: str, status: int, code: str
) -> None:
    response = client.request(method, path)
    assert response.status_code == status
    assert response.json()["error"]["code"] == code


def test_the_page_and_its_own_404_are_as_before(client: TestClient) -> None:
    assert client.get("/").status_code == 200
    assert client.get("/nope").text == "没有这个页面。"
