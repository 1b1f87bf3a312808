"""The app factory: the API, the widget and the web page on one port."""

import importlib
import importlib.util
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI, Response
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Route

from assistant.access_files import check_access_files
from assistant.api.access import AccessMiddleware
from assistant.api.desk import Desk
from assistant.api.docs_page import docs_router
from assistant.api.embed import Beginning, embed_router
from assistant.api.gate import GateMiddleware, is_loopback
from assistant.api.gradio_guard import GradioGuard
from assistant.api.headers import HeadersMiddleware
from assistant.api.keys import Keys
from assistant.api.limits import USAGE_FILE, LimitMiddleware, Usage
from assistant.api.mcp_server import McpEndpoint
from assistant.api.metrics import Service
from assistant.api.openai_compat import openai_router
from assistant.api.origins import allowed_hosts, allowed_origins
from assistant.api.per_generation import per_generation
from assistant.api.problems import CrashMiddleware, install_problems
from assistant.api.request_log import RequestLogMiddleware, log_config
from assistant.api.routes import api_router
from assistant.api.sign_in import sign_in_router
from assistant.api.tokens import MIN_SECRET_CHARS, Signer
from assistant.api.unknown import unknown_routes
from assistant.api.users import Users
from assistant.errors import SettingsError
from assistant.settings import Settings
from assistant.types import Article


def create_app(assistant: Service, settings: Settings) -> FastAPI:
    """Everything that answers HTTP, around one open assistant; opens no socket itself.

    Raises SettingsError where the settings of sign-in, keys or origins cannot be used.
    """
    normal = {
        "allowed_origins": allowed_origins(settings),
        "allowed_hosts": allowed_hosts(settings),
    }
    settings = settings.model_copy(update=normal)
    _check_proxy(settings)
    check_access_files(settings)
    signer = Signer(_secret(settings))
    keys = Keys(settings.keys_file)
    keys.all()
    users = Users(settings.users_file)
    desk = Desk(assistant, settings)
    usage = Usage(settings.data_dir / USAGE_FILE)
    mcp = McpEndpoint(desk)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with mcp.running():
            yield
        desk.close()
        usage.close()

    app = FastAPI(
        title="有据",
        summary="面向中文文档的问答助手，每句话都有出处",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
    )
    app.state.desk = desk
    install_problems(app)
    app.include_router(api_router(desk))
    app.include_router(openai_router(desk))
    app.router.routes.append(Route("/mcp", endpoint=mcp, include_in_schema=False))
    app.include_router(embed_router(settings, keys, signer, _beginning(desk)))
    app.include_router(docs_router())
    app.include_router(sign_in_router(desk, settings, signer, users))
    if settings.sign_in == "oidc":
        oidc = importlib.import_module("assistant.api.oidc")
        app.include_router(oidc.oidc_router(settings, signer))

    @app.get("/metrics", include_in_schema=False)
    async def metrics() -> Response:
        return Response(desk.metrics.render(), media_type="text/plain; version=0.0.4")

    # Added from the inside out: the request log sees every request first.
    app.add_middleware(GradioGuard)
    app.add_middleware(LimitMiddleware, settings=settings, usage=usage, metrics=desk.metrics)
    app.add_middleware(AccessMiddleware, settings=settings, keys=keys, signer=signer, users=users)
    # Present even where no origin is allowed: Gradio then adds no CORS headers of its own.
    app.add_middleware(
        CORSMiddleware,
        allow_origins=settings.allowed_origins,
        allow_methods=["GET", "POST"],
        allow_headers=["*"],  # OpenAI's JavaScript client sends a dozen of its own
        expose_headers=["Retry-After", "X-Request-ID"],
        allow_credentials=False,
        max_age=600,
    )
    app.add_middleware(GateMiddleware, settings=settings, metrics=desk.metrics)
    app.add_middleware(CrashMiddleware)
    app.add_middleware(HeadersMiddleware, settings=settings)
    app.add_middleware(RequestLogMiddleware, metrics=desk.metrics)
    app.router.routes.extend(unknown_routes(tuple(app.router.routes)))
    # The page is mounted last: it takes every path that is left.
    web = find_web()
    if web is not None:
        web.mount_page(app, desk.observed("chat"), settings, desk.reading)
    return app


def _beginning(desk: Desk) -> Callable[[Sequence[str]], Beginning]:
    """Questions out of the articles' own outlines, as the chat page shows them."""

    def examples(articles: Sequence[Article] | None = None) -> tuple[str, ...]:
        web = find_web()
        made = web.examples.example_questions(desk.service, articles=articles) if web else ()
        return tuple(str(question) for question in made)

    of_all = per_generation(desk.service, examples)

    def beginning(names: Sequence[str]) -> Beginning:
        if not names:
            return Beginning(of_all())
        articles = desk.service.selected(names)
        return Beginning(examples(articles), [article.title for article in articles])

    return beginning


def find_web() -> Any:
    """The module of the web page; None where it is not installed."""
    if importlib.util.find_spec("assistant.web") is None:
        return None
    importlib.import_module("assistant.web.examples")
    return importlib.import_module("assistant.web")


def _secret(settings: Settings) -> str:
    secret = settings.session_secret.get_secret_value()
    if secret and len(secret) < MIN_SECRET_CHARS:
        raise SettingsError(
            f"session_secret 只有 {len(secret)} 个字符，太短；至少 {MIN_SECRET_CHARS} 个，"
            "可用 python -c 'import secrets; print(secrets.token_urlsafe(32))' 生成。"
        )
    return secret


def _check_proxy(settings: Settings) -> None:
    if settings.sign_in == "proxy" and not settings.trusted_proxies:
        raise SettingsError(
            "sign_in 为 proxy 而 trusted_proxies 没有设，这样谁也登录不了；请把反向代理的 IP 或网段"
            "写进 ASSISTANT_TRUSTED_PROXIES（如 10.0.0.5），或改用别的 ASSISTANT_SIGN_IN。"
        )


def start_warnings(settings: Settings) -> tuple[str, ...]:
    """What to tell the operator of a server that starts but may not be what was meant."""
    warnings = (exposure_warning(settings), _no_users_warning(settings))
    return tuple(filter(None, (*check_access_files(settings), *warnings)))


def _no_users_warning(settings: Settings) -> str:
    if settings.sign_in != "users" or Users(settings.users_file).names():
        return ""
    return (
        f"警告：sign_in 为 users，而用户文件 {settings.users_file.absolute()} 里还没有人，"
        "谁也登录不了；请运行 assistant users add 用户名（不必重启）。"
    )


def exposure_warning(settings: Settings) -> str:
    """What to tell the operator who opens the server to others without any key; "" if nothing."""
    if is_loopback(settings.host) or settings.sign_in != "off":
        return ""
    keyed = Keys(settings.keys_file).has("program")
    pages = "聊天页面" if keyed else "聊天页面和 API"
    line = "！" * 36
    return "\n".join(
        (
            line,
            f"！！ 警告：服务监听 {settings.host}:{settings.port}，不限本机，且没有启用登录。",
            f"！！ 网络上能连到这台机器的人，不用口令就能使用{pages}，读到资料库里的全部文章。",
            "！！ 请设 ASSISTANT_SIGN_IN=users（先运行 assistant users add 用户名），",
            "！！ 或 proxy、oidc；只在本机使用时请去掉 --host。",
            line,
        )
    )


def uvicorn_options(settings: Settings) -> dict[str, Any]:
    """Arguments for `uvicorn.run`: the address, JSON logs, and no trust in forwarded headers.

    Uvicorn would believe X-Forwarded-For of any process on this machine;
    `trusted_proxies` decides here instead.
    """
    return {
        "host": settings.host,
        "port": settings.port,
        "proxy_headers": False,
        "server_header": False,
        "access_log": False,
        "log_config": log_config(),
        "timeout_keep_alive": 30,
        "timeout_graceful_shutdown": 5,
    }
