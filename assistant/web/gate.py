"""Stands before Gradio: closes its other routes, and puts our styles into the page it sends.

What is open is listed in `assistant.api.gradio_guard`.
"""

import re
from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.api.gradio_guard import is_open

# Gradio evaluates its templates, hence 'unsafe-eval'; nothing may come from another host.
PAGE_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'none'"
)

# Gradio's headers in whose place ours are sent.
_REPLACED = (
    b"content-length",
    b"content-security-policy",
    b"x-content-type-options",
    b"referrer-policy",
    b"cache-control",
)
# What Gradio says of itself to other sites: pictures and accounts on other hosts.
_FOREIGN_META = re.compile(r'<meta[^>]*?content="(?:https://|@)[^"]*"[^>]*>')


class GradioGate:
    """An ASGI wrapper of the Gradio app that answers 404 to every path not in the open list.

    What `head` gives for a request is put at the end of the page's <head> whenever it is sent:
    Gradio itself adds styles only once its scripts run, and keeps values as they were when the
    server started.
    """

    def __init__(self, app: ASGIApp, head: Callable[[Scope], str]) -> None:
        self.app = app
        self.head = head

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is open; queries that name other states (deep links) are dropped."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        path = scope["path"].removeprefix(scope.get("root_path", "")) or "/"
        if scope["type"] == "websocket" or not is_open(path):
            response = PlainTextResponse("没有这个页面。", status_code=404)
            await response(scope, receive, send)
        elif path == "/" and scope["method"] == "GET":
            # Without compression, so that the page can be written into.
            headers = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
            scope = {**scope, "query_string": b"", "headers": headers}
            written = await run_in_threadpool(self.head, scope)
            await self.app(scope, receive, _PageWriter(send, written))
        else:
            await self.app(scope, receive, send)


class _PageWriter:
    """Collects the page, writes our head and language into it, and sends it with the policy."""

    def __init__(self, send: Send, head: str) -> None:
        self._send = send
        self._head = head
        self._start: Message = {}
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        if message["type"] != "http.response.body":
            return  # extensions of test clients, which describe the page as it was
        self._body += message.get("body", b"")
        if message.get("more_body", False):
            return
        body = self._rewritten()
        headers = [p for p in self._start["headers"] if p[0].lower() not in _REPLACED]
        headers += [
            (b"content-length", str(len(body)).encode()),
            (b"content-security-policy", PAGE_POLICY.encode()),
            (b"x-content-type-options", b"nosniff"),
            (b"referrer-policy", b"same-origin"),
            # Not kept, so that "back" after signing out shows nobody else's page.
            (b"cache-control", b"no-store"),
        ]
        await self._send({**self._start, "headers": headers})
        await self._send({"type": "http.response.body", "body": body})

    def _rewritten(self) -> bytes:
        start, mark, rest = self._body.decode("utf-8").partition("<script>window.gradio_config")
        start = _FOREIGN_META.sub("", start).replace('lang="en"', 'lang="zh-CN"', 1)
        return (start + self._head + mark + rest).encode("utf-8")
