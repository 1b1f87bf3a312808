import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.api.keys import Key, Keys
from assistant.api.limits import RateLimiter, Usage, seconds_to_midnight, today
from tests.api.conftest import FakeService

ASK = {"question": "降碳"}


def used(folder: Path) -> list[tuple[str, int]]:
    usage = Usage(folder / "data" / "usage.sqlite3")
    rows = [(key, count) for _, key, count in usage.rows()]
    usage.close()
    return rows


def test_a_bucket_grants_its_rate_then_refills_evenly() -> None:
    limiter = RateLimiter()
    assert [limiter.wait_seconds("a", 2, now=0.0) for _ in range(3)] == [0.0, 0.0, 30.0]
    assert limiter.wait_seconds("b", 2, now=0.0) == 0.0
    assert limiter.wait_seconds("a", 2, now=30.0) == 0.0
    assert limiter.wait_seconds("a", 0, now=30.0) == 0.0


def test_what_is_given_back_can_be_taken_again_and_no_more() -> None:
    limiter = RateLimiter()
    limiter.give_back("a")
    assert limiter.wait_seconds("a", 1, now=0.0) == 0.0
    limiter.give_back("a")
    limiter.give_back("a")
    assert [limiter.wait_seconds("a", 1, now=0.0) for _ in range(2)] == [0.0, 60.0]


def test_past_the_rate_a_chinese_429_says_when_to_come_back(
    make_client: Callable[..., TestClient],
) -> None:
    client = make_client(questions_per_minute=2)
    answers = [client.post("/api/v1/ask", json=ASK) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 1 <= int(answers[2].headers["retry-after"]) <= 30
    assert answers[2].json()["detail"] == "每分钟最多问 2 次，请稍后再试。"
    assert client.get("/api/v1/articles").status_code == 200


def test_all_requests_of_one_client_are_bounded(make_client: Callable[..., TestClient]) -> None:
    client = make_client(requests_per_minute=3)
    codes = [client.get("/api/v1/health").status_code for _ in range(4)]
    assert codes == [200, 200, 200, 429]


def test_a_body_too_large_is_refused_declared_or_not(
    make_client: Callable[..., TestClient],
) -> None:
    client = make_client(max_body_kilobytes=16)
    declared = client.post("/api/v1/ask", json={"question": "长" * 20_000})
    assert (declared.status_code, declared.json()["code"]) == (413, "body_too_large")

    def chunks():  # type: ignore[no-untyped-def]
        for _ in range(40):
            yield b"x" * 1024

    streamed = client.post(
        "/api/v1/ask", content=chunks(), headers={"Content-Type": "application/json"}
    )
    assert (streamed.status_code, streamed.json()["code"]) == (413, "body_too_large")


def test_a_keys_own_limits_count_by_minute_and_by_day(
    make_client: Callable[..., TestClient], tmp_path: Path
) -> None:
    secret = Keys(tmp_path / "keys.json").add(Key("报表", "program", "", per_day=2))
    client = make_client()
    headers = {"Authorization": f"Bearer {secret}"}
    codes = [client.post("/api/v1/ask", json=ASK, headers=headers).status_code for _ in range(3)]
    assert codes == [200, 200, 429]
    assert used(tmp_path) == [("报表", 2)]


def test_a_refused_request_is_not_a_question_of_the_day(
    make_client: Callable[..., TestClient], tmp_path: Path
) -> None:
    secret = Keys(tmp_path / "keys.json").add(Key("报表", "program", "", per_day=1))
    client = make_client(max_body_kilobytes=16)
    headers = {"Authorization": f"Bearer {secret}"}
    for body in ({}, {"question": " "}, {"question": "长" * 20_000}):
        assert client.post("/api/v1/ask", json=body, headers=headers).status_code in (413, 422)
    assert used(tmp_path) == []
    codes = [client.post("/api/v1/ask", json=ASK, headers=headers).status_code for _ in range(3)]
    assert codes == [200, 429, 429]
    assert used(tmp_path) == [("报表", 1)]
    metrics = client.get("/metrics", headers=headers).text
    assert 'youju_key_questions_total{key="报表"} 1.0' in metrics


CALL = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "tools/call",
    "params": {"name": "search", "arguments": {"query": "低碳"}},
}
LIST = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}


def test_of_what_a_client_sends_to_mcp_the_calls_of_tools_alone_are_questions(
    make_client: Callable[..., TestClient], tmp_path: Path
) -> None:
    secret = Keys(tmp_path / "keys.json").add(Key("智能体", "program", "", per_minute=9, per_day=2))
    client = make_client()
    headers = {
        "Authorization": f"Bearer {secret}",
        "Accept": "application/json, text/event-stream",
    }

    def send(**body: Any) -> int:
        return client.post("/mcp", headers=headers, **body).status_code

    assert [send(json=LIST) for _ in range(10)] == [200] * 10
    assert send(json=[CALL, CALL]) == 400
    assert (
        send(
            content=b'{"method": "tools/call"',
        )
        == 400
    )
    assert used(tmp_path) == []
    assert [send(json=CALL) for _ in range(3)] == [200, 200, 429]
    assert used(tmp_path) == [("智能体", 2)]
    assert send(json=LIST) == 200


def test_a_body_too_large_is_refused_at_mcp_too(make_client: Callable[..., TestClient]) -> None:
    client = make_client(max_body_kilobytes=16)
    streamed = client.post("/mcp", content=iter([b"x" * 1024] * 40))
    assert (streamed.status_code, streamed.json()["code"]) == (413, "body_too_large")


def test_a_slow_answer_becomes_a_503(
    make_client: Callable[..., TestClient], service: FakeService
) -> None:
    service.sleep_seconds = 0.5
    client = make_client(request_timeout_seconds=0.05)
    response = client.post("/api/v1/ask", json={"question": "慢"})
    assert (response.status_code, response.json()["code"]) == (503, "timed_out")
    assert "retry-after" in response.headers


@pytest.mark.parametrize(
    ("zone", "moment", "day", "left"),
    [
        ("Asia/Shanghai", "2031-05-01T16:30:00+00:00", "2031-05-02", 23.5 * 3600),
        ("UTC", "2031-05-01T16:30:00+00:00", "2031-05-01", 7.5 * 3600),
        # The night in which the clock is put forward has an hour less.
        ("Europe/Berlin", "2031-03-29T23:00:00+00:00", "2031-03-30", 23 * 3600),
    ],
)
def test_days_are_those_of_this_machines_clock(
    monkeypatch: pytest.MonkeyPatch, zone: str, moment: str, day: str, left: float
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        now = datetime.fromisoformat(moment).astimezone()
        assert (today(now), seconds_to_midnight(now)) == (day, left)
    finally:
        monkeypatch.undo()
        time.tzset()
