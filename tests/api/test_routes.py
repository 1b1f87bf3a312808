"""`/api/v1`, called as a program calls it."""

import json
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from assistant.serialise import answer_to_dict
from tests.api.conftest import ARTICLE, TEXT, UNKNOWN, FakeService


def events(body: str) -> list[tuple[str, dict[str, object]]]:
    found = []
    for block in body.strip().split("\n\n"):
        name, data = block.split("\n")
        found.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    return found


def test_ask_answers_the_same_object_as_the_command_line(
    client: TestClient, service: FakeService
) -> None:
    response = client.post("/api/v1/ask", json={"question": "降碳有哪些措施？"})
    assert response.status_code == 200
    assert response.json() == answer_to_dict(service.ask("降碳有哪些措施？"), [ARTICLE])


@pytest.mark.parametrize("stream", [False, True])
def test_a_question_may_be_limited_to_some_articles(
    client: TestClient, service: FakeService, stream: bool
) -> None:
    body = {"question": "降碳", "articles": ["a1", "方案.txt"], "stream": stream}
    assert client.post("/api/v1/ask", json=body).status_code == 200
    assert service.selections == [("a1", "方案.txt")]
    too_many = client.post("/api/v1/ask", json={"question": "降碳", "articles": ["a1"] * 101})
    assert too_many.status_code == 422
    assert too_many.json()["detail"] == "请求有误：articles：太长或太多。"


def test_an_article_that_is_not_there_is_named(client: TestClient) -> None:
    body = {"question": "降碳有哪些措施？", "articles": [UNKNOWN]}
    response = client.post("/api/v1/ask", json=body)
    assert (response.status_code, response.json()["code"]) == (422, "question_refused")
    assert UNKNOWN in response.json()["detail"]


def test_every_quote_is_the_articles_own_characters(client: TestClient) -> None:
    answer = client.post("/api/v1/ask", json={"question": "降碳"}).json()
    text = client.get("/api/v1/articles/a1").json()["text"]
    assert [text[c["start"] : c["end"]] for c in answer["citations"]] == [
        "一是调整能源结构。",
        "二是发展绿色产业。",
    ]


def test_a_stream_sends_statements_then_the_whole_answer(client: TestClient) -> None:
    response = client.post("/api/v1/ask", json={"question": "降碳", "stream": True})
    assert response.headers["content-type"].startswith("text/event-stream")
    found = events(response.text)
    assert [name for name, _ in found] == ["statement", "statement", "answer"]
    whole = client.post("/api/v1/ask", json={"question": "降碳"}).json()
    assert found[-1][1] == whole
    assert [data["text"] for _, data in found[:2]] == [s["text"] for s in whole["statements"]]


def test_history_reaches_the_service_in_order(client: TestClient, service: FakeService) -> None:
    client.post("/api/v1/ask", json={"question": "还有呢", "history": ["一", "二"]})
    assert service.asked == [("还有呢", ("一", "二"))]


def test_only_the_question_may_not_be_long(client: TestClient, service: FakeService) -> None:
    body = {"question": "降碳做什么？", "history": ["长" * 501]}
    assert client.post("/api/v1/ask", json=body).status_code == 200
    assert service.asked == [("降碳做什么？", ("长" * 501,))]


def test_an_abstention_is_no_error(client: TestClient) -> None:
    response = client.post("/api/v1/ask", json={"question": "明天天气"})
    assert response.status_code == 200
    assert (response.json()["outcome"], response.json()["reason"]) == (
        "abstained",
        "文中没有提到天气。",
    )


def test_a_failure_is_a_problem_that_tells_nothing_of_the_inside(client: TestClient) -> None:
    for question, status in (("故障", 502), ("崩溃", 500)):
        response = client.post("/api/v1/ask", json={"question": question})
        assert response.status_code == status
        assert response.headers["content-type"] == "application/problem+json"
        assert "secret" not in response.text
        assert "internal" not in response.text
        assert response.json()["request_id"] == response.headers["x-request-id"]


def test_a_failure_before_the_first_statement_of_a_stream_has_its_own_status(
    client: TestClient,
) -> None:
    response = client.post("/api/v1/ask", json={"question": "故障", "stream": True})
    assert response.status_code == 502


def test_requests_that_cannot_be_read_are_named_in_chinese(client: TestClient) -> None:
    cases = [
        ({}, "请求有误：question：缺少这一项。"),
        ({"question": 1}, "请求有误：question：应为文字。"),
        ({"question": "", "x": 1}, "请求有误：question：不能为空；x：不认识这一项。"),
        ({"question": "   "}, "问题不能为空。"),
        ({"question": "长" * 501}, "问题有 501 个字，超过 500 个字的上限；请问得短一些。"),
    ]
    for body, detail in cases:
        response = client.post("/api/v1/ask", json=body)
        assert (response.status_code, response.json()["detail"]) == (422, detail)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/v1/ask", rb'{"question": "\ud800"}'),
        ("/api/v1/ask", rb'{"question": "a", "\ud800": 1}'),
        ("/api/v1/ask", rb'{"question": "a", "as_of": "\ud800"}'),
        ("/api/v1/ask", rb'{"question": "a", "articles": ["\ud800"]}'),
        ("/v1/chat/completions", rb'{"model": "\ud800", "messages": [{"role": "user"}]}'),
        ("/v1/chat/completions", rb'{"messages": [{"role": "user", "content": "\ud800"}]}'),
    ],
)
def test_a_lone_surrogate_is_refused_not_crashed_on(
    client: TestClient, path: str, body: bytes
) -> None:
    response = client.post(path, content=body, headers={"Content-Type": "application/json"})
    assert response.status_code == 422


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        (b'{"limit": 51}', "请求有误：query：缺少这一项；limit：应不大于 50。"),
        (b'{"query": "x", "limit": 1.5}', "请求有误：limit：应为整数。"),
        (b"{", "请求有误：请求体不是有效的 JSON。"),
        (b"", "请求有误：缺少这一项。"),
    ],
)
def test_each_fault_names_its_field(client: TestClient, body: bytes, detail: str) -> None:
    headers = {"Content-Type": "application/json"}
    assert client.post("/api/v1/search", content=body, headers=headers).json()["detail"] == detail


@pytest.mark.parametrize("path", ["/api/v1/ask", "/v1/chat/completions"])
def test_a_body_that_is_not_utf8_is_told_of(client: TestClient, path: str) -> None:
    body = '{"question": "降碳"}'.encode("gbk")
    response = client.post(path, content=body, headers={"Content-Type": "application/json"})
    assert response.status_code == 422
    assert "请求体不是有效的 UTF-8 JSON；" in response.text


def test_a_form_cannot_ask(client: TestClient) -> None:
    response = client.post(
        "/api/v1/ask", content='{"question":"降碳"}', headers={"Content-Type": "text/plain"}
    )
    assert response.status_code == 422


def test_search_gives_passages_with_their_places(client: TestClient) -> None:
    response = client.post("/api/v1/search", json={"query": "低碳"})
    assert response.json() == {
        "query": "低碳",
        "hits": [
            {
                "passage_id": "a1:11-38",
                "article_id": "a1",
                "title": "降碳要做三件事",
                "path": ["降碳"],
                "start": 11,
                "end": len(TEXT),
                "text": TEXT[11:],
                "page": None,
                "score": 0.5,
                "found_by": ["keyword"],
            }
        ],
    }
    assert client.post("/api/v1/search", json={"query": "无"}).json()["hits"] == []


def test_the_list_of_articles_has_no_texts(client: TestClient) -> None:
    found = client.get("/api/v1/articles").json()
    assert found["total"] == 1
    assert found["articles"][0]["title"] == "降碳要做三件事"
    assert found["articles"][0]["characters"] == len(TEXT)
    assert "text" not in found["articles"][0]


def test_an_unknown_article_is_a_404_problem(client: TestClient) -> None:
    response = client.get("/api/v1/articles/nothing")
    assert response.status_code == 404
    problem = response.json()
    problem.pop("request_id")
    assert problem == {
        "type": "about:blank",
        "title": "没有找到",
        "status": 404,
        "detail": "资料库里没有这篇文章。",
        "code": "article_not_found",
        "instance": "/api/v1/articles/nothing",
    }


def test_health_and_readiness(client: TestClient) -> None:
    assert client.get("/api/v1/health").json() == {"status": "ok"}
    assert client.get("/api/v1/ready").json() == {
        "status": "ready",
        "version": "0",
        "generation": 1,
        "articles": 1,
        "passages": 1,
        "encoder": "fake",
        "fingerprint": "f",
    }


def test_an_empty_library_is_not_ready(
    make_client: Callable[..., TestClient], service: FakeService
) -> None:
    service.info = lambda: type("Info", (), {"articles": 0})()  # type: ignore[method-assign]
    assert make_client().get("/api/v1/ready").status_code == 503


def test_the_documentation_page_names_no_other_host(client: TestClient) -> None:
    page = client.get("/docs")
    script = client.get("/docs/assets/docs.js")
    style = client.get("/docs/assets/pages.css")
    assert (page.status_code, script.status_code, style.status_code) == (200, 200, 200)
    assert "http" not in page.text + style.text.replace("http-equiv", "")
    assert "/api/v1/ask" in client.get("/openapi.json").json()["paths"]
