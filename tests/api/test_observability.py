"""Metrics and logs: what the operator sees, and what nobody sees."""

import json
import logging
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from assistant.api.request_log import JsonFormatter, level_of, log_config

QUESTION = "降碳有哪些绝密措施？"


def test_questions_are_counted_by_outcome_and_face(client: TestClient) -> None:
    for question in ("降碳", "天气", "天气", "故障"):
        client.post("/api/v1/ask", json={"question": question})
    client.post("/v1/chat/completions", json={"messages": [{"role": "user", "content": "降碳"}]})
    text = client.get("/metrics").text
    for line in (
        'youju_questions_total{face="api",outcome="answered"} 1.0',
        'youju_questions_total{face="api",outcome="abstained"} 2.0',
        'youju_questions_total{face="api",outcome="failed"} 1.0',
        'youju_questions_total{face="openai",outcome="answered"} 1.0',
        'youju_question_seconds_count{face="api"} 3.0',
        'youju_failures_total{kind="LanguageModelError"} 1.0',
        "youju_articles 1.0",
        "youju_passages 1.0",
        "youju_questions_in_progress 0.0",
    ):
        assert line in text.splitlines(), line


def test_two_apps_count_apart(make_client: Callable[..., TestClient]) -> None:
    one, other = make_client(), make_client()
    one.post("/api/v1/ask", json={"question": "降碳"})
    assert 'outcome="answered"' not in other.get("/metrics").text


def lines_of(caplog: pytest.LogCaptureFixture) -> list[dict[str, object]]:
    formatter = JsonFormatter()
    records = [r for r in caplog.records if r.name.startswith("assistant")]
    return [json.loads(formatter.format(record)) for record in records]


def test_a_request_is_one_json_line_with_its_id(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    response = client.get("/api/v1/articles?limit=5", headers={"X-Request-ID": "abcd-1234"})
    assert response.headers["x-request-id"] == "abcd-1234"
    (line,) = lines_of(caplog)
    line.pop("time")
    line.pop("seconds")
    assert line == {
        "level": "info",
        "logger": "assistant.requests",
        "message": "request",
        "request_id": "abcd-1234",
        "method": "GET",
        "path": "/api/v1/articles",
        "status": 200,
        "address": "testclient",
    }


@pytest.mark.parametrize(
    "path", ["/widget.js", "/embed/assets/embed.js", "/docs/assets/pages.css", "/api/v1/health"]
)
def test_files_and_probes_are_logged_at_debug_level_alone(
    client: TestClient, caplog: pytest.LogCaptureFixture, path: str
) -> None:
    caplog.set_level(logging.DEBUG, "assistant.requests")
    assert client.get(path).status_code == 200
    (line,) = lines_of(caplog)
    assert (line["level"], line["path"]) == ("debug", path)
    assert log_config()["loggers"]["assistant"]["level"] == "INFO"


@pytest.mark.parametrize(
    ("method", "path", "status", "level"),
    [
        ("GET", "/ui/0123/app.js", 200, logging.DEBUG),
        ("GET", "/ui/0123/app.js", 304, logging.DEBUG),
        ("HEAD", "/assets/index.js", 200, logging.DEBUG),
        ("GET", "/gradio_api/theme.css", 200, logging.DEBUG),
        ("GET", "/ui/0123/none.js", 404, logging.INFO),
        ("GET", "/assets/index.js", 500, logging.ERROR),
        ("POST", "/assets/index.js", 200, logging.INFO),
        ("GET", "/articles/ui/a1", 200, logging.INFO),
        ("GET", "/", 200, logging.INFO),
    ],
)
def test_only_a_file_that_was_given_is_routine(
    method: str, path: str, status: int, level: int
) -> None:
    assert level_of(method, path, status) == level


def test_an_id_that_could_forge_a_log_line_is_replaced(client: TestClient) -> None:
    response = client.get("/api/v1/health", headers={"X-Request-ID": "x" * 65})
    assert response.headers["x-request-id"] != "x" * 65


def test_questions_are_not_logged_unless_asked_for(
    make_client: Callable[..., TestClient], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    silent = make_client()
    silent.post("/api/v1/ask", json={"question": QUESTION})
    silent.post("/api/v1/ask", json={"question": QUESTION + "崩溃"})
    silent.post("/api/v1/ask", json={"question": QUESTION + "故障", "stream": True})
    assert "绝密" not in caplog.text + json.dumps(lines_of(caplog), ensure_ascii=False)
    told = make_client(log_questions=True)
    told.post("/api/v1/ask", json={"question": QUESTION})
    told.app.state.desk.observed("chat").ask(QUESTION)  # type: ignore[attr-defined]
    assert [line["question"] for line in lines_of(caplog) if "question" in line] == [QUESTION] * 2


def test_no_secret_reaches_a_log_or_a_page(
    make_client: Callable[..., TestClient], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    secrets = {"session_secret": "s3cret-s3cret-s3cret", "llm_api_key": "sk-very-secret"}
    client = make_client(**secrets)
    pages = [
        client.get(path, headers={"Authorization": "Bearer yj_tell_nobody"}).text
        for path in ("/docs", "/embed", "/embed/demo", "/metrics", "/openapi.json", "/nothing")
    ]
    seen = "".join(pages) + caplog.text + json.dumps(lines_of(caplog))
    for secret in (*secrets.values(), "yj_tell_nobody"):
        assert secret not in seen
