"""Signing in through OpenID Connect, against a provider that runs here."""

import base64
import hashlib
import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest
from fastapi import FastAPI
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from assistant.api.access import SESSION_COOKIE
from assistant.errors import SettingsError
from tests.api.serving import serving


class Provider:
    """Says yes to everybody; checks client secret and PKCE verifier as a real one does."""

    def __init__(self) -> None:
        self.issuer = ""
        self.key = RSAKey.generate_key(2048, {"kid": "k1", "use": "sig"})
        self.signing_key = self.key
        self.asked: dict[str, dict[str, str]] = {}
        self.app = Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self.metadata),
                Route("/authorize", self.authorize),
                Route("/token", self.token, methods=["POST"]),
                Route("/jwks", self.jwks),
            ]
        )

    async def metadata(self, _: Request) -> Response:
        return JSONResponse(
            {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/jwks",
                "id_token_signing_alg_values_supported": ["RS256"],
            }
        )

    async def authorize(self, request: Request) -> Response:
        query = dict(request.query_params)
        code = f"code-{len(self.asked)}"
        self.asked[code] = query
        back = urlencode({"code": code, "state": query["state"]})
        return RedirectResponse(f"{query['redirect_uri']}?{back}", 302)

    async def token(self, request: Request) -> Response:
        form = parse_qs((await request.body()).decode())
        asked = self.asked.pop(form["code"][0])
        hashed = hashlib.sha256(form["code_verifier"][0].encode()).digest()
        challenge = base64.urlsafe_b64encode(hashed).rstrip(b"=").decode()
        basic = base64.b64encode(b"youju:client-secret").decode()
        if (
            challenge != asked["code_challenge"]
            or request.headers["authorization"] != f"Basic {basic}"
        ):
            return JSONResponse({"error": "invalid_grant"}, 400)
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": "youju",
            "sub": "u-17",
            "preferred_username": "张三",
            "nonce": asked["nonce"],
            "iat": now,
            "exp": now + 300,
        }
        signed = jwt.encode({"alg": "RS256", "kid": "k1"}, claims, self.signing_key)
        return JSONResponse(
            {"access_token": "a", "token_type": "Bearer", "id_token": signed, "expires_in": 300}
        )

    async def jwks(self, _: Request) -> Response:
        return JSONResponse({"keys": [self.key.as_dict(private=False)]})


@pytest.fixture
def provider() -> Iterator[Provider]:
    made = Provider()
    with serving(made.app) as url:
        made.issuer = url
        yield made


@pytest.fixture
def server(provider: Provider, make_app: Callable[..., FastAPI]) -> Iterator[str]:
    app = make_app(
        sign_in="oidc",
        oidc_issuer=provider.issuer,
        oidc_client_id="youju",
        oidc_client_secret="client-secret",
    )
    with serving(app) as url:
        yield url


def follow(client: httpx.Client, server: str, to: str = "/docs") -> httpx.Response:
    at_provider = client.get(f"{server}/login", params={"next": to}).headers["location"]
    back = client.get(at_provider).headers["location"]
    return client.get(back)


def test_signing_in_gives_a_session_and_returns_to_the_page(server: str) -> None:
    with httpx.Client() as client:
        assert client.get(f"{server}/docs").status_code == 401
        done = follow(client, server)
        assert (done.status_code, done.headers["location"]) == (303, "/docs")
        assert SESSION_COOKIE in client.cookies
        assert client.get(f"{server}/docs").status_code == 200


def test_the_request_to_the_provider_has_state_nonce_and_pkce(server: str) -> None:
    with httpx.Client() as client:
        query = parse_qs(urlsplit(client.get(f"{server}/login").headers["location"]).query)
    assert query["code_challenge_method"] == ["S256"]
    assert query["redirect_uri"] == [f"{server}/auth/callback"]
    assert set(query) >= {"state", "nonce", "code_challenge", "client_id"}


def test_a_callback_of_another_browser_is_refused(server: str) -> None:
    with httpx.Client() as victim, httpx.Client() as attacker:
        at_provider = attacker.get(f"{server}/login").headers["location"]
        back = attacker.get(at_provider).headers["location"]
        assert victim.get(back).status_code == 400
        victim.get(f"{server}/login")
        assert victim.get(back).status_code == 401
        assert SESSION_COOKIE not in victim.cookies


def test_a_token_signed_by_somebody_else_is_refused(server: str, provider: Provider) -> None:
    provider.signing_key = RSAKey.generate_key(2048, {"kid": "k1"})
    with httpx.Client() as client:
        assert follow(client, server).status_code == 401
        assert SESSION_COOKIE not in client.cookies


def test_after_signing_in_one_stays_on_our_host(server: str) -> None:
    with httpx.Client() as client:
        assert follow(client, server, "https://evil.example").headers["location"] == "/"


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [("/?q=%E9%99%8D%E7%A2%B3", "/?q=%E9%99%8D%E7%A2%B3"), ("/?q=" + "%E9" * 2000, "/")],
)
def test_a_way_back_too_long_for_a_cookie_is_dropped(
    server: str, wanted: str, reached: str
) -> None:
    with httpx.Client() as client:
        assert follow(client, server, wanted).headers["location"] == reached


def test_an_unreachable_provider_is_a_problem_in_chinese(make_app: Callable[..., Any]) -> None:
    app = make_app(sign_in="oidc", oidc_issuer="http://127.0.0.1:1", oidc_client_id="youju")
    with serving(app) as url:
        response = httpx.get(f"{url}/login")
    assert (response.status_code, response.json()["code"]) == (502, "sign_in_failed")


def test_oidc_without_an_issuer_is_named(make_app: Callable[..., Any]) -> None:
    with pytest.raises(SettingsError, match="oidc_issuer"):
        make_app(sign_in="oidc")
