"""How much one client may ask: rates a minute, questions a day and sizes of bodies."""

import asyncio
import sqlite3
import threading
import time
from collections import OrderedDict
from datetime import UTC, datetime
from pathlib import Path

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.api.access import Visitor, visitor_of
from assistant.api.metrics import Metrics
from assistant.api.problems import ApiError, problem_response, too_many
from assistant.settings import Settings

# Clients remembered at once; the longest unseen are forgotten first.
_MAX_CLIENTS = 10_000
_LONG_BODY_BYTES = 4 * 1024 * 1024
# The whole body must arrive within this time; a browser needs far less for 256 KB.
_BODY_SECONDS = 30.0

USAGE_FILE = "usage.sqlite3"  # in the data folder

# A question in the chat window comes by Gradio's queue.
QUESTION_PATHS = (
    "/api/v1/ask",
    "/api/v1/search",
    "/v1/chat/completions",
    "/mcp",
    "/gradio_api/queue/join",
)
# What writes or builds a file, at the same rate but counted apart.
_COSTLY_PATHS = ("/feedback", "/feedback/withdraw", "/export/docx")
# Whole conversations travel here.
_LONG_BODIES = ("/gradio_api/", "/export/")


class RateLimiter:
    """Token buckets by client: `per_minute` at once, refilled evenly."""

    def __init__(self) -> None:
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait_seconds(self, client: str, per_minute: int, now: float | None = None) -> float:
        """Take one; 0.0 when it was granted, otherwise the seconds until the next."""
        if per_minute <= 0:
            return 0.0
        now = time.monotonic() if now is None else now
        with self._lock:
            left, seen = self._buckets.pop(client, (float(per_minute), now))
            left = min(float(per_minute), left + (now - seen) * per_minute / 60.0)
            granted = left >= 1.0
            self._buckets[client] = (left - 1.0 if granted else left, now)
            while len(self._buckets) > _MAX_CLIENTS:
                self._buckets.popitem(last=False)
        return 0.0 if granted else (1.0 - left) * 60.0 / per_minute


class Usage:
    """Questions by key and day, kept in a small SQLite file so that a restart forgets nothing."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(self._path, check_same_thread=False)
            self._connection.execute("PRAGMA journal_mode=WAL")
            # Losing the last counts at a power cut is no harm; waiting for the disk is.
            self._connection.execute("PRAGMA synchronous=OFF")
            self._connection.execute(
                "CREATE TABLE IF NOT EXISTS usage (day TEXT, key TEXT, questions INTEGER,"
                " PRIMARY KEY (day, key))"
            )
        return self._connection

    def count(self, key: str, today: str | None = None) -> int:
        """Add one question of the key; returns its questions of the day, this one included."""
        day = today or datetime.now(UTC).date().isoformat()
        with self._lock, self._open() as connection:
            row = connection.execute(
                "INSERT INTO usage VALUES (?, ?, 1) ON CONFLICT (day, key)"
                " DO UPDATE SET questions = questions + 1 RETURNING questions",
                (day, key),
            ).fetchone()
        return int(row[0])

    def rows(self) -> tuple[tuple[str, str, int], ...]:
        """(day, key, questions), newest day first."""
        with self._lock:
            found = self._open().execute(
                "SELECT day, key, questions FROM usage ORDER BY day DESC, key"
            )
            return tuple((str(day), str(key), int(count)) for day, key, count in found)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None


class LimitMiddleware:
    """Refuses with 429 what a client asks beyond its rate, with 413 what is too large."""

    def __init__(self, app: ASGIApp, settings: Settings, usage: Usage, metrics: Metrics) -> None:
        self._app = app
        self._settings = settings
        self._usage = usage
        self._metrics = metrics
        self._limiter = RateLimiter()

    def _check_rate(self, scope: Scope, visitor: Visitor) -> None:
        path = scope["path"]
        wait = self._limiter.wait_seconds(f"all {visitor.id}", self._settings.requests_per_minute)
        if wait:
            raise too_many("请求太密，请稍后再试。", wait)
        rate = visitor.per_minute or self._settings.questions_per_minute
        if scope["method"] == "POST" and path in _COSTLY_PATHS:
            wait = self._limiter.wait_seconds(f"write {visitor.id}", rate)
            if wait:
                raise too_many("操作太密，请稍后再试。", wait)
        if scope["method"] != "POST" or path not in QUESTION_PATHS:
            return
        wait = self._limiter.wait_seconds(f"ask {visitor.id}", rate)
        if wait:
            raise too_many(f"每分钟最多问 {rate} 次，请稍后再试。", wait)
        if visitor.kind in ("site", "program"):
            self._metrics.key_questions.labels(visitor.name).inc()
            used = self._usage.count(visitor.name)
            if visitor.per_day and used > visitor.per_day:
                # Whole days are counted in UTC.
                midnight = 86400 - time.time() % 86400
                raise too_many(f"今天的 {visitor.per_day} 次已用完，请明天再问。", midnight)

    def _body_bytes(self, path: str) -> int:
        if path.startswith(_LONG_BODIES):
            return _LONG_BODY_BYTES
        return self._settings.max_body_kilobytes * 1024

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through, or answer with the problem."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = scope["path"]
        limit = self._body_bytes(path)
        try:
            self._check_rate(scope, visitor_of(scope))
            declared = dict(scope["headers"]).get(b"content-length", b"0")
            if not declared.isdigit() or int(declared) > limit:
                raise _too_large(limit)
            body = _Body(receive, send, limit)
            await self._app(scope, body.receive, body.send)
            if body.fault:
                raise body.fault
        except ApiError as error:
            self._metrics.refused.labels(error.code).inc()
            request_id = scope["state"].get("request_id", "")
            await problem_response(error, path, request_id)(scope, receive, send)


class _Body:
    """Passes a body on while it is within `limit` bytes and comes in time.

    A framework turns an error of `receive` into its own answer, so that answer
    is held back and the fault kept for the middleware.
    """

    def __init__(self, receive: Receive, send: Send, limit: int) -> None:
        self._receive = receive
        self._send = send
        self._limit = limit
        self._got = 0
        self._deadline = time.monotonic() + _BODY_SECONDS
        self._whole = False
        self.fault: ApiError | None = None

    async def receive(self) -> Message:
        """The next message, or the fault."""
        if self._whole:
            return await self._receive()
        try:
            message = await asyncio.wait_for(
                self._receive(), max(0.01, self._deadline - time.monotonic())
            )
        except TimeoutError:
            self.fault = ApiError(408, "body_too_slow", "请求体传得太慢，请重试。")
            raise self.fault from None
        self._got += len(message.get("body", b""))
        self._whole = not message.get("more_body", False)
        if self._got > self._limit:
            self.fault = _too_large(self._limit)
            raise self.fault
        return message

    async def send(self, message: Message) -> None:
        """Send on, unless the answer is to a body that was refused."""
        if self.fault is None:
            await self._send(message)


def _too_large(limit: int) -> ApiError:
    return ApiError(413, "body_too_large", f"请求体超过 {limit // 1024} KB 的上限。")
