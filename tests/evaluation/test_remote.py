import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

import pytest

from assistant.evaluation.questions import Question
from assistant.evaluation.remote import RemoteError, RemoteTarget
from assistant.evaluation.runner import RunStopped, measure, prepare, threads
from assistant.evaluation.session import run_session
from tests.evaluation.fakes import TEXTS, TITLES, answer, citation

ASKED = Question("q", "增长多少？", "fact", ((("8.5%",),),), articles=("产业体系",))
GOOD = answer("增长多少？", [("增长8.5%。", [1])], [citation(1, "a", "同比增长8.5%。")])


class Api(BaseHTTPRequestHandler):
    """The four routes that an evaluation uses; busy for the first `busy` questions.

    With `free_at` every question before that time is refused with 429.
    """

    busy: ClassVar[int] = 0
    free_at: ClassVar[float] = 0.0
    retry_after: ClassVar[str] = "0"
    bodies: ClassVar[list[Any]] = []

    def do_GET(self) -> None:
        if self.path.startswith("/api/v1/ready"):
            about = {"version": "1", "articles": 2, "passages": 4, "encoder": "builtin"}
            self.reply(about | {"fingerprint": "builtin-zh-1"})
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
        elif time.monotonic() < type(self).free_at:
            self.reply({"detail": "每分钟最多问 120 次，请稍后再试。"}, 429)
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
        self.send_header("Retry-After", type(self).retry_after)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        del format, args


@pytest.fixture(autouse=True)
def unlimited(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test begins with a server that refuses nothing."""
    for name, value in (("busy", 0), ("free_at", 0.0), ("retry_after", "0")):
        monkeypatch.setattr(Api, name, value)


@contextmanager
def served(**options: Any) -> Iterator[RemoteTarget]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Api)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    target = RemoteTarget(f"http://127.0.0.1:{server.server_port}/", **options)
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
    assert about["model_fingerprint"] == "builtin-zh-1"
    assert len(about["library_checksum"]) == 16


def test_busy_server_is_asked_again() -> None:
    Api.busy = 2
    with served() as target:
        assert measure(prepare(target, target), ASKED)["failure"] is None
    assert Api.busy == 0


MANY = tuple(Question(f"q{i}", ASKED.question, "fact", ASKED.alternatives) for i in range(12))


def test_limit_of_the_server_is_waited_for_and_never_scored() -> None:
    Api.retry_after, Api.free_at = "1", time.monotonic() + 1.5
    with served() as target:
        run = prepare(target, target)
        session = run_session(run, MANY, {}, workers=threads(run, 8, target.stop_waiting))
    assert [record["failure"] for record in session.records] == [None] * len(MANY)


def test_pause_is_kept_by_all_threads() -> None:
    Api.retry_after, Api.free_at = "2", time.monotonic() + 0.3
    asked = len(Api.bodies)
    with served() as target:
        refused = threading.Thread(target=target.ask, args=(ASKED,))
        refused.start()
        time.sleep(0.6)
        assert len(Api.bodies) == asked + 1
        begun = time.monotonic()
        target.ask(ASKED)  # would be served at once
        assert time.monotonic() - begun > 1
        refused.join()


@pytest.mark.parametrize("jobs", [1, 4])
def test_limit_that_lasts_ends_the_run_with_the_remedy(jobs: int) -> None:
    Api.retry_after, Api.free_at = "86400", time.monotonic() + 60
    with served() as target:
        run = prepare(target, target)
        workers = threads(run, jobs, target.stop_waiting) if jobs > 1 else None
        with pytest.raises(RunStopped) as stopped:
            run_session(run, MANY, {}, workers=workers)
    for part in (
        "每分钟最多问 120 次",
        "ASSISTANT_QUESTIONS_PER_MINUTE",
        "减小 --jobs",
        "--resume",
    ):
        assert part in str(stopped.value)


def test_run_that_is_stopped_does_not_sit_out_the_pause() -> None:
    Api.retry_after, Api.free_at = "60", time.monotonic() + 60
    with served() as target:
        run = prepare(target, target)
        workers = threads(run, 2, target.stop_waiting)
        begun = time.monotonic()
        threading.Timer(0.3, target.stop_waiting).start()
        with pytest.raises(RunStopped):
            run_session(run, MANY, {}, workers=workers)
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize("address", ["http://[::1", "127.0.0.1:7860", "http://", "http://a..b"])
def test_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(RemoteError, match=r"--url .* 不是网址；应写成 http://127\.0\.0\.1:7860"):
        RemoteTarget(address)


@pytest.mark.parametrize("token", ["密钥", "a\nb"])
def test_token_that_no_header_can_hold_is_refused_unshown(token: str) -> None:
    with pytest.raises(RemoteError, match="--token") as refused:
        RemoteTarget("http://127.0.0.1:9", token=token)
    assert token not in str(refused.value)


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
