"""The outer gate: the Host header, and requests that a foreign page sends."""

import socket
from functools import lru_cache
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.api.gradio_guard import close_gradio
from assistant.api.metrics import Metrics
from assistant.api.origins import ascii_host, public_origin
from assistant.api.problems import ApiError, problem_response
from assistant.errors import SettingsError
from assistant.settings import Settings

# Its style stands in it: any other address asked under that name would be refused as well.
_WRONG_HOST_PAGE = Path(__file__).parent / "pages" / "wrong_host.html"
_WRONG_HOST_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
_WRONG_HOST = (
    "这个主机名不在允许之列；要用它访问，请管理员把它写进环境变量 ASSISTANT_ALLOWED_HOSTS"
    "（设置项 allowed_hosts），再重新启动服务。"
)
LOOPBACK = ("127.0.0.1", "localhost", "::1")
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


def is_loopback(host: str) -> bool:
    """Whether the server listens to this machine alone."""
    return host in LOOPBACK


def host_name(header: str) -> str:
    """The name in a Host header, without port and brackets, in lower case; "" if malformed."""
    try:
        return urlsplit(f"//{header}").hostname or ""
    except ValueError:
        return ""


def is_address(name: str) -> bool:
    """Whether a host is an IP address, which no foreign name can be made to mean."""
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def own_names() -> frozenset[str]:
    """What this machine calls itself, and so its neighbours may: pc, pc.local, pc.oa.example."""
    names: set[str] = set()
    for said in (socket.gethostname(), socket.getfqdn()):
        try:
            name = ascii_host(said).removesuffix(".local")
        except SettingsError:
            continue  # a name that no browser can ask for
        names.update((name, f"{name}.local", name.split(".")[0]))
    return frozenset(name for name in names if name.strip(".") and not name.startswith("."))


def netloc(origin: str) -> str | None:
    """Host and port of an Origin header; None if malformed."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return None


@lru_cache(maxsize=1)
def _wrong_host_page() -> str:
    return _WRONG_HOST_PAGE.read_text(encoding="utf-8")


def _refusal(error: ApiError, scope: Scope, headers: Headers) -> Response:
    """The error as a problem; a person who opened a page by a wrong name gets a page instead."""
    opens = scope.get("method") == "GET" and "text/html" in headers.get("accept", "")
    if opens and error.code == "wrong_host":
        policy = {"Content-Security-Policy": _WRONG_HOST_POLICY, "Cache-Control": "no-store"}
        return HTMLResponse(_wrong_host_page(), error.status, policy)
    return problem_response(error, scope["path"], scope["state"].get("request_id", ""))


class GateMiddleware:
    """Refuses requests that reached us under a false name or were sent by a foreign page.

    DNS rebinding, by which a page of any site reaches us under a name of its own: on loopback
    only loopback names (and `allowed_hosts`) are answered; elsewhere `allowed_hosts`, or where
    that is not set, IP addresses and this machine's own names; `public_url` always. Forged
    requests: one that changes state must come from our own pages, from an allowed origin, or
    from no browser at all.
    """

    def __init__(self, app: ASGIApp, settings: Settings, metrics: Metrics) -> None:
        self._app = app
        self._allowed_origins = frozenset(settings.allowed_origins)
        self._hosts = set(settings.allowed_hosts)
        self._by_address = False
        if is_loopback(settings.host):
            self._hosts.update(LOOPBACK)
        elif not self._hosts:
            self._by_address = True
            self._hosts.update(LOOPBACK, own_names(), (settings.host.lower(),))
        public = urlsplit(public_origin(settings))
        self._public_netloc = public.netloc
        if public.hostname:
            self._hosts.add(public.hostname)
        self._metrics = metrics

    def _check(self, scope: Scope, headers: Headers) -> None:
        host = headers.get("host", "")
        name = host_name(host)
        if name not in self._hosts and not (self._by_address and is_address(name)):
            raise ApiError(421, "wrong_host", _WRONG_HOST)
        origin = headers.get("origin", "")
        # The scheme is left out: behind a proxy that speaks https we may see http.
        own = not origin or netloc(origin) in (host, self._public_netloc or host)
        scope["state"]["own_origin"] = own
        if scope["type"] == "http" and scope["method"] in SAFE_METHODS:
            return
        if not own and origin not in self._allowed_origins:
            raise ApiError(403, "foreign_origin", "不接受来自其他网站页面的请求。")
        if not origin and headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
            raise ApiError(403, "foreign_origin", "不接受来自其他网站页面的请求。")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through, or answer with the problem."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        scope.setdefault("state", {})
        headers = Headers(scope=scope)
        try:
            self._check(scope, headers)
            close_gradio(scope["path"])
        except ApiError as error:
            self._metrics.refused.labels(error.code).inc()
            await _refusal(error, scope, headers)(scope, receive, send)
            return
        await self._app(scope, receive, send)
