"""One JSON line for each request, with an id; never a query string, a body or a question.

Static files are lines of the debug level, which the server's own configuration leaves out.
"""

import json
import logging
import re
import secrets
import time
from datetime import UTC, datetime
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.api.access import visitor_of
from assistant.api.metrics import Metrics

_log = logging.getLogger("assistant.requests")

# Files and liveness probes, of which one page asks dozens: logged at debug level where all is well.
_ROUTINE = re.compile(
    r"/(?:ui|assets|static|svelte|embed/assets|docs/assets)/.*"
    r"|/widget\.(?:js|css)|(?:/gradio_api)?/theme\.css|/favicon\.ico|/robots\.txt|/api/v1/health"
)
_REQUEST_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
_FIELDS = (
    "request_id",
    "method",
    "path",
    "status",
    "seconds",
    "address",
    "visitor",
    "failure",
    "question",
)


class JsonFormatter(logging.Formatter):
    """A log record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """The record's time, level, logger, message and our own fields."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        for field in _FIELDS:
            value = getattr(record, field, None)
            if value is not None and value != "":
                line[field] = value
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def log_config() -> dict[str, Any]:
    """A `logging.config` dictionary: everything to standard error as JSON lines."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "assistant.api.request_log.JsonFormatter"}},
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "formatter": "json",
                "stream": "ext://sys.stderr",
            }
        },
        "loggers": {
            "assistant": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
            "uvicorn": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
            "uvicorn.error": {"level": "WARNING"},
        },
    }


def level_of(method: str, path: str, status: int) -> int:
    """The log level of an answered request."""
    if status >= 500:
        return logging.ERROR
    routine = method in ("GET", "HEAD") and status < 400 and _ROUTINE.fullmatch(path)
    return logging.DEBUG if routine else logging.INFO


class RequestLogMiddleware:
    """Gives each request an id, answers it in X-Request-ID, and logs the request when done."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, then log it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        given = Headers(scope=scope).get("x-request-id", "")
        request_id = given if _REQUEST_ID.fullmatch(given) else secrets.token_hex(8)
        state = scope.setdefault("state", {})
        state["request_id"] = request_id
        status = 500

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-ID"] = request_id
            await send(message)

        try:
            await self._app(scope, receive, send_with_id)
        finally:
            visitor = visitor_of(scope)
            self._metrics.requests.labels(f"{status // 100}xx").inc()
            fields = {
                "request_id": request_id,
                "method": scope["method"],
                "path": scope["path"],
                "status": status,
                "seconds": round(time.perf_counter() - started, 4),
                "address": visitor.address,
                "visitor": visitor.id if visitor.kind != "anonymous" else "",
                "failure": state.get("failure", ""),
            }
            level = level_of(scope["method"], scope["path"], status)
            _log.log(level, "request", extra=fields)
