"""How much one client may ask: rates a minute, questions a day and sizes of bodies."""

import json
import sqlite3
import threading
import time
from collections import OrderedDict
from datetime import datetime, timedelta
from pathlib import Path

from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.api.access import Visitor, visitor_of
from assistant.api.bodies import BoundedBody, read_whole
from assistant.api.metrics import Metrics
from assistant.api.problems import ApiError, problem_response, too_many
from assistant.settings import Settings

# Clients remembered at once; the longest unseen are forgotten first.
_MAX_CLIENTS = 10_000
_LONG_BODY_BYTES = 4 * 1024 * 1024

USAGE_FILE = "usage.sqlite3"  # in the data folder

_MCP = "/mcp"
# A question in the chat window comes by Gradio's queue.
QUESTION_PATHS = (
    "/api/v1/ask",
    "/api/v1/search",
    "/v1/chat/completions",
    _MCP,
    "/gradio_api/queue/join",
)
# What writes or builds a file, at the same rate but counted apart.
_COSTLY = (
    ("POST", "/feedback"),
    ("POST", "/feedback/withdraw"),
    ("POST", "/export/docx"),
    ("GET", "/figures.xlsx"),
)
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

    def give_back(self, client: str) -> None:
        """Undo one grant to `client`: what it was for does not count."""
        with self._lock:
            if client in self._buckets:
                left, seen = self._buckets[client]
                self._buckets[client] = (left + 1.0, seen)


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

    def take(self, key: str, per_day: int, day: str) -> bool:
        """Add one question of the key; False, and none added, past `per_day` (0 is no limit)."""
        with self._lock, self._open() as connection:
            row = connection.execute(
                "INSERT INTO usage VALUES (?, ?, 1) ON CONFLICT (day, key)"
                " DO UPDATE SET questions = questions + 1 WHERE ? = 0 OR questions < ?"
                " RETURNING questions",
                (day, key, per_day, per_day),
            ).fetchone()
        return row is not None

    def give_back(self, key: str, day: str) -> None:
        """Take off one question of the key that was added by `take`."""
        with self._lock, self._open() as connection:
            connection.execute(
                "UPDATE usage SET questions = questions - 1 WHERE day = ? AND key = ?", (day, key)
            )

    def rows(self) -> tuple[tuple[str, str, int], ...]:
        """(day, key, questions), newest day first."""
        with self._lock:
            found = self._open().execute(
                "SELECT day, key, questions FROM usage WHERE questions > 0 ORDER BY day DESC, key"
            )
            return tuple((str(day), str(key), int(count)) for day, key, count in found)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None


def today(now: datetime | None = None) -> str:
    """The day that questions are counted by: this machine's, as its users live by it."""
    return (now or datetime.now().astimezone()).date().isoformat()


def seconds_to_midnight(now: datetime | None = None) -> float:
    """How long the day of `today` still lasts."""
    now = now or datetime.now().astimezone()
    # Of the clock on the wall: the next day's midnight may lie an hour nearer or farther.
    midnight = datetime.combine(now.date() + timedelta(days=1), datetime.min.time())
    return (midnight.astimezone() - now).total_seconds()


def calls_a_tool(body: bytes) -> bool:
    """Whether the body of a request to `/mcp` asks something; the handshake does not.

    What cannot be read is taken for a call: it is refused, and then given back.
    """
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):
        return True
    # A batch is one question: the MCP server refuses it, as the protocol has none any more.
    messages = sent if isinstance(sent, list) else [sent]
    return any(isinstance(one, dict) and one.get("method") == "tools/call" for one in messages)


class LimitMiddleware:
    """Refuses with 429 what a client asks beyond its rate, with 413 what is too large."""

    def __init__(self, app: ASGIApp, settings: Settings, usage: Usage, metrics: Metrics) -> None:
        self._app = app
        self._settings = settings
        self._usage = usage
        self._metrics = metrics
        self._limiter = RateLimiter()

    def _rate(self, visitor: Visitor) -> int:
        return visitor.per_minute or self._settings.questions_per_minute

    def _check_requests(self, scope: Scope, visitor: Visitor) -> None:
        wait = self._limiter.wait_seconds(f"all {visitor.id}", self._settings.requests_per_minute)
        if wait:
            raise too_many("请求太密，请稍后再试。", wait)
        if (scope["method"], scope["path"]) in _COSTLY:
            wait = self._limiter.wait_seconds(f"write {visitor.id}", self._rate(visitor))
            if wait:
                raise too_many("操作太密，请稍后再试。", wait)

    def _take_question(self, visitor: Visitor, day: str) -> None:
        rate = self._rate(visitor)
        wait = self._limiter.wait_seconds(f"ask {visitor.id}", rate)
        if wait:
            raise too_many(f"每分钟最多问 {rate} 次，请稍后再试。", wait)
        if visitor.has_key and not self._usage.take(visitor.name, visitor.per_day, day):
            detail = f"今天的 {visitor.per_day} 次已用完，请明天再问。"
            raise too_many(detail, seconds_to_midnight())

    def _settle(self, visitor: Visitor, day: str, *, refused: bool) -> None:
        """Count the key's question, or give it back where the request was refused."""
        if refused:
            self._usage.give_back(visitor.name, day)
        else:
            self._metrics.key_questions.labels(visitor.name).inc()

    def _body_bytes(self, path: str) -> int:
        if path.startswith(_LONG_BODIES):
            return _LONG_BODY_BYTES
        return self._settings.max_body_kilobytes * 1024

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through, or answer with the problem."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path, visitor, day = scope["path"], visitor_of(scope), today()
        asks = scope["method"] == "POST" and path in QUESTION_PATHS
        body = BoundedBody(receive, send, self._body_bytes(path))
        receive, taken = body.receive, False
        try:
            self._check_requests(scope, visitor)
            body.check_declared(scope)
            if asks and path == _MCP:
                whole, receive = await read_whole(receive)
                asks = calls_a_tool(whole)
            if asks:
                self._take_question(visitor, day)
                taken = visitor.has_key
            await self._app(scope, receive, body.send)
            if body.fault:
                raise body.fault
        except ApiError as error:
            self._metrics.refused.labels(error.code).inc()
            request_id = scope["state"].get("request_id", "")
            await problem_response(error, path, request_id)(scope, receive, send)
        finally:
            if taken:
                self._settle(visitor, day, refused=body.refused)
