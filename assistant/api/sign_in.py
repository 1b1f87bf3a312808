"""Signing in by name and password: the page, the session cookie, and guessing slowed down."""

import re
from collections.abc import Mapping
from html import escape
from pathlib import Path
from urllib.parse import parse_qs

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant.api.access import SESSION_COOKIE, SESSION_PURPOSE, visitor_of
from assistant.api.desk import Desk
from assistant.api.limits import RateLimiter
from assistant.api.problems import too_many
from assistant.api.tokens import Signer
from assistant.api.users import MAX_NAME_CHARS, Users
from assistant.settings import Settings

_PAGES = Path(__file__).parent / "pages"
# Failed attempts a minute; a person needs two or three. By name there are more, so that a
# stranger's attempts do not lock the user out. Successes are free: an office may share one address.
_ATTEMPTS_BY_ADDRESS = 6
_ATTEMPTS_BY_NAME = 30


def safe_next(target: str) -> str:
    """The path to return to after signing in; "/" for anything that could leave our host."""
    plain = target.isprintable() and "\\" not in target
    return target if plain and target.startswith("/") and not target.startswith("//") else "/"


def set_session(
    response: Response,
    name: str,
    signer: Signer,
    settings: Settings,
    secure: bool,
    mark: str = "",
) -> None:
    """Give the browser its session; the cookie is out of reach of scripts and of other sites.

    `mark` is the user's in the users file; the session ends with it.
    """
    seconds = settings.session_hours * 3600
    token = signer.sign(SESSION_PURPOSE, {"name": name, "mark": mark}, seconds)
    response.set_cookie(
        SESSION_COOKIE, token, max_age=int(seconds), httponly=True, samesite="lax", secure=secure
    )


def _filled(name: str, values: Mapping[str, str]) -> str:
    """The page with its places filled, in one pass: none is looked for in a value."""
    html = (_PAGES / name).read_text(encoding="utf-8")
    return re.sub(r"\{\{(\w+)\}\}", lambda found: escape(values[found[1]]), html)


def _page(next_path: str, fault: str, status: int = 200, name: str = "") -> HTMLResponse:
    """The sign-in page; with a `name` that was given before, only the password is to be typed."""
    values = {
        "next": next_path,
        "fault": fault,
        "name": name,
        "on_name": "" if name else " autofocus",
        "on_password": " autofocus" if name else "",
    }
    return HTMLResponse(_filled("login.html", values), status, {"Cache-Control": "no-store"})


def _refused(next_path: str, wait_seconds: float, name: str) -> HTMLResponse:
    """The sign-in page, saying when the next attempt is heard."""
    refusal = too_many("登录失败的次数太多", wait_seconds)
    seconds = refusal.headers["Retry-After"]
    page = _page(next_path, f"{refusal.detail}；请 {seconds} 秒后再试。", refusal.status, name)
    page.headers.update(refusal.headers)
    return page


def sign_in_router(desk: Desk, settings: Settings, signer: Signer, users: Users) -> APIRouter:
    """`/login` and `/logout` for people in the users file; `/logout` serves OIDC too."""
    router = APIRouter(include_in_schema=False)
    limiter = RateLimiter()

    if settings.sign_in == "users":

        @router.get("/login")
        async def form(request: Request) -> Response:
            return _page(safe_next(request.query_params.get("next", "/")), "")

        @router.post("/login")
        async def sign_in(request: Request) -> Response:
            fields = parse_qs((await request.body()).decode("utf-8", "replace"))
            name = fields.get("name", [""])[0]
            password = fields.get("password", [""])[0]
            next_path = safe_next(fields.get("next", ["/"])[0])
            network = visitor_of(request.scope).network
            rates = {
                f"address {network}": _ATTEMPTS_BY_ADDRESS,
                # Cut: a name of many kilobytes would be remembered with its attempts.
                f"name {name[:MAX_NAME_CHARS]}": _ATTEMPTS_BY_NAME,
            }
            # Taken before the password is looked at, so that guesses at one moment count too.
            for client, rate in rates.items():
                wait = limiter.wait_seconds(client, rate)
                if wait:
                    return _refused(next_path, wait, name)
            if not await desk.in_thread(lambda: users.verify(name, password)):
                return _page(next_path, "用户名或口令不对。", 401, name)
            for client in rates:
                limiter.give_back(client)
            response = RedirectResponse(next_path, 303)
            public_https = settings.public_url.startswith("https://")
            secure = public_https or request.url.scheme == "https"
            set_session(response, name, signer, settings, secure, users.mark(name))
            return response

    @router.get("/logout")
    async def leave(request: Request) -> Response:
        name = visitor_of(request.scope).name
        who = f"当前用户：{name}" if name else "已经退出，现在没有登录。"
        values = {
            "who": who,
            "hidden": "" if name else " hidden",
            "back": "回到问答" if name else "重新登录",
        }
        html = _filled("logout.html", values)
        return HTMLResponse(html, headers={"Cache-Control": "no-store"})

    @router.post("/logout")
    async def sign_out() -> Response:
        # From the chat an identity provider would sign the person in again at once.
        response = RedirectResponse("/logout" if settings.sign_in == "oidc" else "/", 303)
        response.delete_cookie(SESSION_COOKIE)
        return response

    return router
