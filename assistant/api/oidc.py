"""Signing in through an OpenID Connect provider, by Authlib (code flow with PKCE and nonce)."""

import logging
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from assistant.api.access import read_cookie
from assistant.api.problems import ApiError
from assistant.api.sign_in import safe_next, set_session
from assistant.api.tokens import Signer
from assistant.errors import SettingsError
from assistant.settings import Settings

_log = logging.getLogger("assistant.sign_in")

# Keeps Authlib's state, nonce and PKCE verifier in the browser during the sign-in, signed.
FLOW_COOKIE = "youju_oidc"
FLOW_PURPOSE = "oidc"
_FLOW_SECONDS = 600
# Browsers drop a cookie beyond 4 KB, and the way back is kept in one.
_MAX_NEXT_CHARS = 2000


def _client(settings: Settings) -> Any:
    # No stubs are installed for Authlib.
    from authlib.integrations.starlette_client import OAuth  # type: ignore[import-untyped]

    if not (settings.oidc_issuer and settings.oidc_client_id):
        raise SettingsError("sign_in 为 oidc 时，oidc_issuer 和 oidc_client_id 都要填写。")
    registry = OAuth()
    return registry.register(
        "youju",
        server_metadata_url=settings.oidc_issuer.rstrip("/") + "/.well-known/openid-configuration",
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret.get_secret_value() or None,
        client_kwargs={"scope": "openid profile", "code_challenge_method": "S256"},
    )


def oidc_router(settings: Settings, signer: Signer) -> APIRouter:
    """`/login` goes to the provider, `/auth/callback` comes back from it."""
    router = APIRouter(include_in_schema=False)
    client = _client(settings)

    def callback_address(request: Request) -> str:
        base = settings.public_url.rstrip("/") or str(request.base_url).rstrip("/")
        return f"{base}/auth/callback"

    def is_secure(request: Request) -> bool:
        return callback_address(request).startswith("https://")

    @router.get("/login")
    async def login(request: Request) -> Response:
        flow: dict[str, Any] = {}
        request.scope["session"] = flow
        try:
            response: Response = await client.authorize_redirect(request, callback_address(request))
        except Exception as error:
            # Authlib and httpx raise many kinds here; each means that the provider is not usable.
            _log.warning("oidc provider unreachable: %s", type(error).__name__)
            raise ApiError(502, "sign_in_failed", "登录服务器连不上，请联系管理员。") from None
        wanted = safe_next(request.query_params.get("next", "/"))
        flow["next"] = wanted if len(wanted) <= _MAX_NEXT_CHARS else "/"
        token = signer.sign(FLOW_PURPOSE, flow, _FLOW_SECONDS)
        response.set_cookie(
            FLOW_COOKIE,
            token,
            max_age=_FLOW_SECONDS,
            httponly=True,
            samesite="lax",
            secure=is_secure(request),
            path="/auth/",
        )
        return response

    @router.get("/auth/callback")
    async def callback(request: Request) -> Response:
        flow = signer.read(FLOW_PURPOSE, read_cookie(request.headers, FLOW_COOKIE))
        if flow is None:
            raise ApiError(400, "sign_in_failed", "登录已过期，请重新登录。")
        request.scope["session"] = flow
        try:
            token = await client.authorize_access_token(request)
        except Exception as error:
            # A refused consent, a forged state, a bad signature: all end the sign-in.
            _log.warning("oidc sign-in failed: %s", type(error).__name__)
            raise ApiError(401, "sign_in_failed", "登录没有成功，请重新登录。") from None
        claims = token.get("userinfo") or {}
        name = str(claims.get("preferred_username") or claims.get("sub") or "")[:64]
        if not name:
            raise ApiError(401, "sign_in_failed", "登录服务器没有给出用户名。")
        response = RedirectResponse(safe_next(str(flow.get("next", "/"))), 303)
        response.delete_cookie(FLOW_COOKIE, path="/auth/")
        set_session(response, name, signer, settings, is_secure(request))
        return response

    return router
