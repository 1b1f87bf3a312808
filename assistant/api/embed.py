"""What foreign pages load: the widget's script, `/embed`, its pass, the demo and the doctor."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from assistant.api.access import EMBED_PREFIX, EMBED_PURPOSE, visitor_of
from assistant.api.gate import is_loopback
from assistant.api.keys import Keys
from assistant.api.origins import normal_origin, public_origin
from assistant.api.problems import ApiError
from assistant.api.schemas import Text
from assistant.api.tokens import Signer
from assistant.asked import MAX_SELECTED
from assistant.errors import SettingsError
from assistant.settings import Settings
from assistant.types import LOOK_FIRST_BELOW

_WIDGET = Path(__file__).parents[1] / "widget"

# A pass is renewed by the widget itself; a stolen one is soon worth nothing.
PASS_SECONDS = 15 * 60
# Questions offered in the small panel.
_EXAMPLES = 4
_HTML = "text/html; charset=utf-8"
_SCRIPT = "text/javascript; charset=utf-8"
_STYLE = "text/css; charset=utf-8"
# The only files served; a request never names a path on disk.
_ASSETS = {
    "embed.js": _SCRIPT,
    "answer.js": _SCRIPT,
    "box.js": _SCRIPT,
    "copying.js": _SCRIPT,
    "reader.js": _SCRIPT,
    "service.js": _SCRIPT,
    "embed.css": _STYLE,
    "demo.js": _SCRIPT,
    "doctor.js": _SCRIPT,
    "tools.css": _STYLE,
}
# Where the widget's style sheet is written into its script.
_STYLE_MARK = '"/*widget.css*/"'


@lru_cache(maxsize=32)
def _file(name: str) -> str:
    return (_WIDGET / name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def widget_script() -> str:
    """`widget.js` with `widget.css` inside it, so that one request is enough."""
    return _file("widget.js").replace(_STYLE_MARK, json.dumps(_squeezed(_file("widget.css"))))


def _squeezed(css: str) -> str:
    return " ".join(css.split())


class PassRequest(BaseModel):
    """What `/embed` sends: the publish key (if any) and the origin that the browser named.

    `articles` (ids, file names or titles) are the only ones that the page wants asked; () for all.
    """

    model_config = ConfigDict(extra="forbid")

    origin: Annotated[Text, Field(min_length=1)]
    key: Text = ""
    articles: Annotated[list[Text], Field(max_length=MAX_SELECTED)] = []


@dataclass(frozen=True, slots=True)
class _Verdict:
    """Whether an origin may embed us, why not, and under which key's name."""

    allowed: bool
    code: str = ""
    detail: str = ""
    key: str = ""


def judge(origin: str, key: str, settings: Settings, keys: Keys) -> _Verdict:
    """Whether a page of `origin` with this publish key may embed us; pure but for the keys file."""
    if origin not in settings.allowed_origins:
        return _Verdict(
            False,
            "origin_not_allowed",
            f"来源 {origin} 不在 ALLOWED_ORIGINS 之列；请管理员加上它。",
        )
    if not keys.has("site"):
        if settings.sign_in != "off" or key:
            reason = "没有这个嵌入密钥" if key else "本站要求登录，嵌入时必须有嵌入密钥"
            return _Verdict(False, "key_unknown", f"{reason}；请管理员用 assistant keys 命令添加。")
        return _Verdict(True)
    found = keys.site(key, origin)
    if found is None:
        detail = (
            "嵌入密钥不对，或不是发给这个来源的。" if key else "这个来源要用嵌入密钥（data-key）。"
        )
        return _Verdict(False, "key_unknown", detail)
    return _Verdict(True, key=found.name)


def _is_own(origin: str, request: Request, public: str) -> bool:
    """Whether a page of ours has that origin, by the request's Host or by the `public` origin."""
    try:
        seen = normal_origin(f"{request.url.scheme}://{request.headers.get('host', '')}")
    except SettingsError:
        seen = ""
    # By host alone: behind a proxy that speaks https we may see http.
    hosts = [own.partition("://")[2] for own in (seen, public) if own]
    return origin.partition("://")[2] in hosts


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a panel begins with: example questions, and the titles of the only articles asked."""

    examples: Sequence[str]
    titles: Sequence[str] = ()


def embed_router(
    settings: Settings,
    keys: Keys,
    signer: Signer,
    beginning: Callable[[Sequence[str]], Beginning],
) -> APIRouter:
    """The routes of the widget; `beginning` of the articles named, () for all."""
    router = APIRouter(include_in_schema=False)
    public = public_origin(settings)

    def serve(request: Request, text: str, kind: str, seconds: int) -> Response:
        tag = f'"{hashlib.sha256(text.encode()).hexdigest()[:16]}"'
        headers = {"ETag": tag, "Cache-Control": f"public, max-age={seconds}"}
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        return Response(text, media_type=kind, headers=headers)

    @router.get("/widget.js")
    async def script(request: Request) -> Response:
        return serve(request, widget_script(), _SCRIPT, 3600)

    @router.get("/widget.css")
    async def style(request: Request) -> Response:
        return serve(request, _file("widget.css"), _STYLE, 3600)

    @router.get("/embed")
    async def embed(request: Request) -> Response:
        return serve(request, _file("embed.html"), _HTML, 0)

    @router.get("/embed/demo")
    async def demo(request: Request) -> Response:
        return serve(request, _file("demo.html"), _HTML, 0)

    @router.get("/embed/doctor")
    async def doctor(request: Request) -> Response:
        return serve(request, _file("doctor.html"), _HTML, 0)

    @router.get("/embed/assets/{name}")
    async def asset(name: str, request: Request) -> Response:
        if name not in _ASSETS:
            raise ApiError(404, "not_found", "没有找到。")
        return serve(request, _file(name), _ASSETS[name], 300)

    @router.post("/embed/session")
    def session(body: PassRequest, request: Request) -> dict[str, object]:
        # A browser names the page itself in Origin; our own /embed passes on the origin that
        # the browser gave it for its parent, which frame-ancestors has let in.
        sent_by = request.headers.get("origin", "")
        foreign = sent_by and not request.scope["state"].get("own_origin", True)
        origin = _origin(sent_by if foreign else body.origin)
        if not foreign and _is_own(origin, request, public):
            return _first_party(request, origin) | _to_begin_with(body.articles)
        verdict = judge(origin, body.key, settings, keys)
        if not verdict.allowed:
            raise ApiError(403, verdict.code, verdict.detail)
        token = signer.sign(EMBED_PURPOSE, {"origin": origin, "key": verdict.key}, PASS_SECONDS)
        return {
            "token": EMBED_PREFIX + token,
            "expires_in": PASS_SECONDS,
            "origin": origin,
        } | _to_begin_with(body.articles)

    def _to_begin_with(articles: Sequence[str]) -> dict[str, object]:
        found = beginning(articles)
        return {
            "examples": list(found.examples)[:_EXAMPLES],
            "articles": list(found.titles),
            "max_question_chars": settings.max_question_chars,
            "look_first_below": LOOK_FIRST_BELOW,
        }

    def _first_party(request: Request, origin: str) -> dict[str, object]:
        # Our own pages need no pass: the person's own session is used.
        if settings.sign_in != "off" and visitor_of(request.scope).kind != "user":
            raise ApiError(401, "sign_in_required", "请先登录，再打开这个页面。")
        return {"token": "", "expires_in": PASS_SECONDS, "origin": origin}

    @router.get("/embed/origin")
    def own_origin(request: Request) -> Response:
        """Whether the page that asks may embed us: all that a page hears which may not."""
        told = json.dumps({"allowed": _is_allowed(request.headers.get("origin", ""), settings)})
        headers = {"Access-Control-Allow-Origin": "*", "Cache-Control": "no-store"}
        return Response(told, media_type="application/json", headers=headers)

    @router.post("/embed/check")
    def check(body: PassRequest) -> dict[str, object]:
        """What the doctor asks: may this origin embed us with this key? Nothing is fetched."""
        verdict = judge(_origin(body.origin), body.key, settings, keys)
        return {
            "allowed": verdict.allowed,
            "code": verdict.code,
            "detail": verdict.detail,
            "key_required": keys.has("site"),
            "loopback": is_loopback(settings.host),
        }

    return router


def _is_allowed(origin: str, settings: Settings) -> bool:
    try:
        return normal_origin(origin) in settings.allowed_origins
    except SettingsError:  # "null", of a page in a sandbox or from a file
        return False


def _origin(text: str) -> str:
    try:
        return normal_origin(text)
    except SettingsError as error:
        raise ApiError(422, "origin_malformed", str(error)) from None
