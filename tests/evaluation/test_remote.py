import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

import pytest

from assistant.evaluation.questions import Question
from assistant.evaluation.remote import RemoteError, RemoteTarget
from assistant.evaluation.runner import measure, prepare
from tests.evaluation.fakes import TEXTS, TITLES, answer, citation

ASKED = Question("q", "增长多少？", "fact", ((("8.5%",),),), articles=("产业体系",))
GOOD = answer("增长多少？", [("增长8.5%。", [1])], [citation(1, "a", "同比增长8.5%。")])


class Api(BaseHTTPRequestHandler):
    """The four routes that an evaluation uses; busy for the first `busy` questions."""

    busy: ClassVar[int] = 0
    bodies: ClassVar[list[Any]] = []

    def do_GET(self) -> None:
        if self.path.startswith("/api/v1/ready"):
            self.reply({"version": "1", "articles": 2, "passages": 4, "encoder": "builtin"})
        elif self.path.startswith("/api/v1/articles?"):
            listed = [{"id": i, "title": t, "text_hash": i} for i, t in TITLES.items()]
            self.reply({"total": 2, "articles": listed})
        elif self.path == "/api/v1/articles/a":
            self.reply({"id": "a", "text": TEXTS["a"]})
        else:
            self.reply({"detail": "没有"}, 404)

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        type(self).bodies.append(body)
        if self.path.endswith("/search"):
            self.reply({"hits": [{"passage_id": "a:0-9", "article_id": "a"}]})
        elif type(self).busy > 0:
            type(self).busy -= 1
            self.reply({"detail": "太忙"}, 503)
        elif body["question"] == ASKED.question:
            self.reply(GOOD)
        else:
            self.reply({"detail": "坏了"}, 500)

    def reply(self, value: Any, status: int = 200) -> None:
        content = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Retry-After", "0")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        del format, args


@contextmanager
def served() -> Iterator[RemoteTarget]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Api)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    target = RemoteTarget(f"http://127.0.0.1:{server.server_port}/")
    try:
        yield target
    finally:
        target.close()
        server.shutdown()
        server.server_close()


def test_server_is_asked_and_scored_like_an_assistant_here() -> None:
    with served() as target:
        record = measure(prepare(target, target), ASKED)
    assert record["failure"] is None
    scores = record["scores"]
    assert (scores["right"], scores["quote_exactness"], scores["article_hit_1"]) == (1, 1, 1)
    assert scores["passage_hit_1"] is None  # the API lists no passages


def test_header_names_the_server_and_its_library() -> None:
    with served() as target:
        about = target.describe()
    assert (about["version"], about["articles"], about["encoder"]) == ("1", 2, "builtin")
    assert len(about["library_checksum"]) == 16


def test_busy_server_is_asked_again() -> None:
    Api.busy = 2
    with served() as target:
        assert measure(prepare(target, target), ASKED)["failure"] is None
    assert Api.busy == 0


def test_error_of_the_server_is_a_failure_of_that_question() -> None:
    with served() as target:
        record = measure(prepare(target, target), Question("x", "别的？"))
    assert record["outcome"] == "failed"
    assert "/api/v1/ask 返回 500" in record["failure"]


def test_history_and_date_are_sent() -> None:
    with served() as target:
        target.ask(Question("q", ASKED.question, history=("前一问？",), as_of="2023"))
    assert Api.bodies[-1] == {"question": "增长多少？", "history": ["前一问？"], "as_of": "2023"}


def test_unreachable_server_is_named_with_the_remedy() -> None:
    target = RemoteTarget("http://127.0.0.1:9")
    with pytest.raises(RemoteError, match=r"连不上 http://127\.0\.0\.1:9：.*请确认服务已启动"):
        target.titles()
