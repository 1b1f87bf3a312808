"""Security headers on every response, and which pages may frame which."""

from collections.abc import Sequence

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.settings import Settings

# Data for programs: nothing in it may ever run.
_DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"

# Our own pages: no inline script, no inline style, nothing from another host.
_PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'"
)

# Gradio writes its configuration and styles inline; still nothing from another host.
_GRADIO_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; media-src 'self' "
    "blob:; worker-src 'self' blob:; object-src 'none'; form-action 'self'; base-uri 'self'; "
    "frame-src 'self'; frame-ancestors 'none'"
)

_DATA_BELOW = ("/api/", "/v1/", "/metrics", "/mcp", "/openapi.json")
_OWN_PAGES = ("/docs", "/login", "/logout", "/embed/demo", "/embed/doctor")
# Loaded by foreign pages that may embed us; the file itself is the same for everybody.
_FOREIGN = ("/widget.js", "/widget.css")


def embed_policy(origins: Sequence[str]) -> str:
    """The policy of `/embed`: framed by our own pages and the allowed origins only."""
    ancestors = " ".join(["'self'", *origins])
    return f"{_PAGE_POLICY}; frame-ancestors {ancestors}"


class HeadersMiddleware:
    """Adds what is missing to each response; a route's own header wins."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._embed = embed_policy(settings.allowed_origins)

    def _policy(self, path: str) -> str:
        if path == "/embed":
            return self._embed
        if path in _OWN_PAGES or path.startswith("/embed/"):
            return f"{_PAGE_POLICY}; frame-ancestors 'none'"
        if path.startswith(_DATA_BELOW):
            return _DATA_POLICY
        return _GRADIO_POLICY

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and complete the response's headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = scope["path"]

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("Content-Security-Policy", self._policy(path))
                headers.setdefault("X-Content-Type-Options", "nosniff")
                headers.setdefault("Referrer-Policy", "same-origin")
                headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
                headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
                shared = path in _FOREIGN or path == "/embed"
                headers.setdefault(
                    "Cross-Origin-Resource-Policy", "cross-origin" if shared else "same-origin"
                )
                # /embed relies on frame-ancestors: X-Frame-Options cannot name origins.
                if path != "/embed":
                    headers.setdefault("X-Frame-Options", "DENY")
                if path.startswith("/api/"):
                    headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self._app(scope, receive, send_with_headers)
