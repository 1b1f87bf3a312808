"""Who is asking, and what they may reach: signed-in people, programs with a key, embedded sites."""

from collections.abc import Iterable
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from ipaddress import ip_address, ip_network
from typing import Literal
from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.api.keys import PROGRAM_PREFIX, Keys
from assistant.api.problems import ApiError, problem_response
from assistant.api.tokens import Signer
from assistant.api.users import Users
from assistant.errors import SettingsError
from assistant.settings import Settings

SESSION_COOKIE = "youju_session"
SESSION_PURPOSE = "session"
EMBED_PURPOSE = "embed"
# Tells a widget's pass from a program's key before anything is looked up.
EMBED_PREFIX = "et_"

# Reachable without signing in: liveness, the door itself, and what a foreign page loads.
_PUBLIC = ("/api/v1/health", "/api/v1/ready", "/login", "/logout", "/favicon.ico", "/robots.txt")
_PUBLIC_BELOW = ("/auth/", "/embed/assets/", "/docs/assets/")
# The demo and the doctor are for whoever puts the widget into a page, who may have no account.
# They hold no text of a document, and what the doctor asks is what /embed/session tells anyway.
_EMBED = (
    "/widget.js",
    "/widget.css",
    "/embed",
    "/embed/session",
    "/embed/check",
    "/embed/origin",
    "/embed/demo",
    "/embed/doctor",
)
# What a program asks of us; with program keys in place these need one.
_PROGRAM = ("/api/v1/ask", "/api/v1/search", "/metrics", "/mcp")
_PROGRAM_BELOW = ("/v1/",)
# What a pass of an embedded site is good for, and nothing else.
_SITE = ("/api/v1/ask",)
_SITE_BELOW = ("/api/v1/articles/",)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who sent a request; `name` is the user's or the key's, `origin` the embedding page's."""

    kind: Literal["anonymous", "user", "program", "site"]
    name: str = ""
    address: str = ""
    origin: str = ""
    per_minute: int = 0
    per_day: int = 0

    @property
    def network(self) -> str:
        """The address, or of IPv6 the /64 that one household or office can take any address of."""
        try:
            parsed = ip_address(self.address)
        except ValueError:
            return self.address
        if parsed.version == 4 or parsed.ipv4_mapped:
            return self.address
        return str(ip_network((parsed, 64), strict=False))

    @property
    def id(self) -> str:
        """What limits are counted by; people behind one site's key are told apart by address."""
        if self.kind == "site":
            return f"site:{self.name}:{self.network}"
        return f"{self.kind}:{self.name or self.network}"

    @property
    def has_key(self) -> bool:
        """Whether the questions are those of a key, whose days are counted."""
        return self.kind in ("site", "program")


def visitor_of(scope: Scope) -> Visitor:
    """The visitor of a request that passed `AccessMiddleware`."""
    visitor = scope.get("state", {}).get("visitor")
    return visitor if isinstance(visitor, Visitor) else Visitor("anonymous")


def matches(path: str, exact: Iterable[str], below: Iterable[str]) -> bool:
    """Whether the path is one of `exact` or lies below one of `below`."""
    return path in exact or any(path.startswith(prefix) for prefix in below)


class Proxies:
    """The reverse proxies whose headers are believed; anybody else's are ignored."""

    def __init__(self, trusted: Iterable[str]) -> None:
        try:
            self._networks = [ip_network(text, strict=False) for text in trusted]
        except ValueError as error:
            raise SettingsError(
                f"trusted_proxies 里有不是 IP 地址或网段的值（{error}）；"
                "应形如 10.0.0.5 或 10.0.0.0/8。"
            ) from None

    def trusts(self, address: str) -> bool:
        """Whether a request from this socket address comes from a trusted proxy."""
        try:
            parsed = ip_address(address)
        except ValueError:
            return False
        return any(parsed in network for network in self._networks)

    def client_address(self, peer: str, headers: Headers) -> str:
        """The client's address: the last hop that is not a trusted proxy."""
        if not self.trusts(peer):
            return peer
        hops = [hop.strip() for hop in headers.get("x-forwarded-for", "").split(",") if hop.strip()]
        for hop in reversed(hops):
            if not self.trusts(hop):
                return hop
        return peer

    def scheme(self, peer: str, headers: Headers, scheme: str) -> str:
        """`https` where a trusted proxy says that it was spoken to in https."""
        if self.trusts(peer) and headers.get("x-forwarded-proto") in ("http", "https"):
            return headers["x-forwarded-proto"]
        return scheme


def read_cookie(headers: Headers, name: str) -> str:
    """The value of a cookie; "" where it is absent or the header is malformed."""
    try:
        morsel = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return morsel.value if morsel else ""


def _sign_in_page(scope: Scope) -> RedirectResponse:
    """To the sign-in page, which comes back to this address, its query included."""
    query = scope["query_string"].decode("latin-1")
    address = quote(scope["path"]) + (f"?{query}" if query else "")
    return RedirectResponse(f"/login?next={quote(address, safe='')}", 303)


class AccessMiddleware:
    """Puts the `Visitor` into the request's state, or answers 401, 403 or the sign-in page."""

    def __init__(
        self, app: ASGIApp, settings: Settings, keys: Keys, signer: Signer, users: Users
    ) -> None:
        self._app = app
        self._settings = settings
        self._keys = keys
        self._signer = signer
        self._users = users
        self._proxies = Proxies(settings.trusted_proxies)

    def _bearer(self, headers: Headers, address: str) -> Visitor | None:
        """The holder of a key or pass; raises 401 for one that is not (or no longer) good."""
        scheme, _, credential = headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not credential:
            return None
        if credential.startswith(EMBED_PREFIX):
            return self._embedded(headers, credential[len(EMBED_PREFIX) :], address)
        key = self._keys.program(credential)
        if key:
            return Visitor("program", key.name, address, "", key.per_minute, key.per_day)
        if credential.startswith(PROGRAM_PREFIX) or self._keys_matter():
            raise ApiError(401, "key_unknown", "密钥不对或已停用。", {"WWW-Authenticate": "Bearer"})
        # Clients of OpenAI's API always send some key, even where none is asked for.
        return None

    def _keys_matter(self) -> bool:
        return self._settings.sign_in != "off" or self._keys.has("program")

    def _embedded(self, headers: Headers, token: str, address: str) -> Visitor:
        claims = self._signer.read(EMBED_PURPOSE, token)
        if claims is None:
            raise ApiError(401, "pass_expired", "嵌入凭证已过期，请重新打开对话。")
        origin, name = str(claims["origin"]), str(claims["key"])
        if headers.get("x-embed-origin") != origin:
            raise ApiError(403, "pass_elsewhere", "嵌入凭证只在签发它的页面上有效。")
        if not name:
            return Visitor("anonymous", "", address, origin)
        key = self._keys.named(name)
        if key is None or origin not in key.origins:
            raise ApiError(401, "key_unknown", "这个网站的嵌入密钥已停用。")
        return Visitor("site", name, address, origin, key.per_minute, key.per_day)

    def _person(self, headers: Headers, peer: str, own_origin: bool) -> str:
        """The signed-in person's name; "" for nobody."""
        if self._settings.sign_in == "proxy":
            if not self._proxies.trusts(peer):
                return ""
            raw = headers.get(self._settings.proxy_user_header, "").strip()
            return raw.encode("latin-1", "replace").decode("utf-8", "replace")[:64]
        # Cookies count for our own pages only: a page that may call the API is not the person.
        if self._settings.sign_in == "off" or not own_origin:
            return ""
        claims = self._signer.read(SESSION_PURPOSE, read_cookie(headers, SESSION_COOKIE))
        if claims is None:
            return ""
        name = str(claims["name"])
        if self._settings.sign_in == "users" and claims.get("mark") != self._mark(name):
            return ""  # removed since, or the password is another
        return name

    def _mark(self, name: str) -> str | None:
        """The user's mark; None for no user."""
        try:
            return self._users.mark(name) or None
        except SettingsError:
            detail = "用户文件读不出，现在认不出登录的人；请告诉管理员。"
            raise ApiError(503, "users_unreadable", detail) from None

    def _allow(self, visitor: Visitor, path: str) -> None:
        if matches(path, _PUBLIC + _EMBED, _PUBLIC_BELOW) or visitor.kind == "user":
            return
        asks = matches(path, _PROGRAM, _PROGRAM_BELOW) or path.startswith("/api/v1/")
        if visitor.origin:
            if not matches(path, _SITE, _SITE_BELOW):
                raise ApiError(403, "not_for_sites", "嵌入凭证不能用于这个地址。")
            return
        if visitor.kind == "program":
            if not asks:
                raise ApiError(403, "not_for_programs", "程序密钥只能用于 API。")
            return
        if self._settings.sign_in != "off":
            raise ApiError(401, "sign_in_required", "请先登录。", {"WWW-Authenticate": "Bearer"})
        if self._keys.has("program") and matches(path, _PROGRAM, _PROGRAM_BELOW):
            detail = "请在请求头 Authorization: Bearer 里给出程序密钥。"
            raise ApiError(401, "key_required", detail, {"WWW-Authenticate": "Bearer"})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through with its visitor, or answer it here."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        state, headers, path = scope["state"], Headers(scope=scope), scope["path"]
        peer = scope["client"][0] if scope.get("client") else ""
        address = self._proxies.client_address(peer, headers)
        scope["scheme"] = self._proxies.scheme(peer, headers, scope.get("scheme", "http"))
        try:
            visitor = self._bearer(headers, address)
            if visitor is None:
                name = self._person(headers, peer, bool(state.get("own_origin", True)))
                visitor = Visitor("user" if name else "anonymous", name, address)
            self._allow(visitor, path)
        except ApiError as error:
            by_cookie = self._settings.sign_in in ("users", "oidc")
            is_page = "text/html" in headers.get("accept", "") and scope.get("method") == "GET"
            if by_cookie and is_page and error.code == "sign_in_required":
                await _sign_in_page(scope)(scope, receive, send)
                return
            await problem_response(error, path, state.get("request_id", ""))(scope, receive, send)
            return
        state["visitor"] = visitor
        await self._app(scope, receive, send)
