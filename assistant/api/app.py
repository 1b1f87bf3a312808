"""The app factory: the API, the widget and the web page on one port."""

import importlib.util
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI

from assistant.api.desk import Desk
from assistant.api.metrics import Service
from assistant.api.problems import install_problems
from assistant.api.routes import api_router
from assistant.settings import Settings


def create_app(assistant: Service, settings: Settings) -> FastAPI:
    """Everything that answers HTTP, around one open assistant; opens no socket itself."""
    desk = Desk(assistant, settings)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield

    app = FastAPI(title="有据", lifespan=lifespan, docs_url=None, redoc_url=None)
    app.state.desk = desk
    install_problems(app)
    app.include_router(api_router(desk))
    # The page is mounted last: it takes every path that is left.
    if importlib.util.find_spec("assistant.web.page"):
        web = importlib.import_module("assistant.web")
        web.mount_page(app, desk.observed("chat"), settings)
    return app


def uvicorn_options(settings: Settings) -> dict[str, Any]:
    """Arguments for `uvicorn.run`: the address, and no trust in forwarded headers.

    Uvicorn would believe X-Forwarded-For of any process on this machine;
    `trusted_proxies` decides here instead.
    """
    return {
        "host": settings.host,
        "port": settings.port,
        "proxy_headers": False,
        "server_header": False,
        "access_log": False,
        "timeout_keep_alive": 30,
        "timeout_graceful_shutdown": 5,
    }
