"""Short signed tokens (HMAC-SHA256): session cookies and the widget's passes.

A token is `base64url(json).base64url(mac)`. Its purpose is part of what is
signed, so a pass for the widget can never be used as a session cookie.
"""

import base64
import hashlib
import hmac
import json
import secrets
import time
from typing import Any

# Below this a secret given by the operator can be guessed.
MIN_SECRET_CHARS = 16


def _encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def _decode(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Signer:
    """Signs and reads tokens with one secret; without one, a random secret for this process."""

    def __init__(self, secret: str = "") -> None:
        self._key = secret.encode("utf-8") if secret else secrets.token_bytes(32)

    def _mac(self, purpose: str, payload: str) -> bytes:
        return hmac.new(self._key, f"{purpose}.{payload}".encode(), hashlib.sha256).digest()

    def sign(self, purpose: str, claims: dict[str, Any], seconds: float) -> str:
        """A token that carries `claims` for `seconds` and is good for `purpose` alone."""
        dated = claims | {"exp": round(time.time() + seconds)}
        payload = _encode(json.dumps(dated, ensure_ascii=False, sort_keys=True).encode("utf-8"))
        return f"{payload}.{_encode(self._mac(purpose, payload))}"

    def read(self, purpose: str, token: str) -> dict[str, Any] | None:
        """The claims; None for a token that is forged, expired or made for another purpose."""
        payload, _, mac = token.partition(".")
        try:
            given = _decode(mac)
            if not hmac.compare_digest(given, self._mac(purpose, payload)):
                return None
            claims = json.loads(_decode(payload))
        except (ValueError, UnicodeEncodeError):
            return None
        if not isinstance(claims, dict) or float(claims.get("exp", 0)) < time.time():
            return None
        return claims
