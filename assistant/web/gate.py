"""Closes what Gradio serves beyond the chat: files, uploads, proxying, recordings, its own API.

Gradio 6 mounts some forty routes; the page needs the few below. A list of
what is open stays safe when a later Gradio adds a route, a list of what is
closed does not.
"""

import re

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_OPEN = re.compile(
    r"/(?:config|theme\.css|robots\.txt|favicon\.ico)?"
    r"|/(?:static|assets|svelte)/[^\\]*"
    r"|/gradio_api/(?:queue/(?:join|data)|heartbeat/\w+|startup-events|cancel|reset|theme\.css"
    r"|app_id|info|login_check|user|token)/?"
)

# Gradio evaluates its templates, hence 'unsafe-eval'; nothing may come from another host.
PAGE_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'none'"
)


class GradioGate:
    """An ASGI wrapper of the Gradio app that answers 404 to every path not in the open list."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is open; queries that name other states (deep links) are dropped."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        path = scope["path"].removeprefix(scope.get("root_path", "")) or "/"
        if scope["type"] == "websocket" or ".." in path or not _OPEN.fullmatch(path):
            response = PlainTextResponse("没有这个页面。", status_code=404)
            await response(scope, receive, send)
            return
        if path == "/":
            scope = {**scope, "query_string": b""}

        async def send_with_policy(message: Message) -> None:
            if message["type"] == "http.response.start" and path == "/":
                names = {name.lower() for name, _ in message["headers"]}
                extra = [
                    (b"content-security-policy", PAGE_POLICY.encode()),
                    (b"x-content-type-options", b"nosniff"),
                    (b"referrer-policy", b"same-origin"),
                ]
                message["headers"] = [
                    *message["headers"],
                    *(pair for pair in extra if pair[0] not in names),
                ]
            await send(message)

        await self.app(scope, receive, send_with_policy)
