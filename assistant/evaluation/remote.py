"""An assistant behind a URL, asked through its HTTP API."""

import hashlib
import threading
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

import httpx

from assistant.errors import AssistantError
from assistant.evaluation.questions import Question
from assistant.evaluation.replies import ReplyHit, hits_from_json

PAGE = 1000
"""Articles asked for at once; the API's own upper limit."""

TRIES = 4
"""How often a busy server (429, 503) is asked again before it counts as a failure."""

_BUSY = frozenset({429, 503})
_LONGEST_PAUSE_SECONDS = 30.0


class RemoteError(AssistantError):
    """The server did not answer, or not as the API says."""


class RemoteTarget:
    """Target and Documents in one: `POST /api/v1/ask`, `/search` and `GET /api/v1/articles`."""

    def __init__(self, base_url: str, *, timeout_seconds: float = 60.0, token: str = "") -> None:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._url = base_url.rstrip("/")
        # No proxy and no .netrc of the environment: the address given is the address asked.
        self._client = httpx.Client(
            base_url=self._url, timeout=timeout_seconds, trust_env=False, headers=headers
        )
        self._texts: dict[str, str | None] = {}
        self._titles: dict[str, str] | None = None
        self._hashes: dict[str, str] = {}
        self._pause = threading.Event()

    def close(self) -> None:
        """Let go of the connections."""
        self._pause.set()
        self._client.close()

    def ask(self, question: Question) -> Mapping[str, Any]:
        """The answer's JSON; raises RemoteError naming what the server said."""
        body: dict[str, Any] = {"question": question.question, "history": list(question.history)}
        if question.as_of:
            body["as_of"] = question.as_of
        answer: Mapping[str, Any] = self._json("POST", "/api/v1/ask", body)
        return answer

    def search(self, query: str, limit: int) -> Sequence[ReplyHit] | None:
        """The passages found, best first."""
        found = self._json("POST", "/api/v1/search", {"query": query, "limit": limit})
        return hits_from_json(found["hits"])

    def titles(self) -> Mapping[str, str]:
        """The title of every article by its id."""
        if self._titles is None:
            titles: dict[str, str] = {}
            total = 1
            while len(titles) < total:
                query = f"?offset={len(titles)}&limit={PAGE}"
                page = self._json("GET", f"/api/v1/articles{query}")
                total = int(page["total"])
                titles |= {a["id"]: a["title"] for a in page["articles"]}
                self._hashes |= {a["id"]: a.get("text_hash", "") for a in page["articles"]}
                if not page["articles"]:
                    break
            self._titles = titles
        return self._titles

    def text(self, article_id: str) -> str | None:
        """The article's text; None where the server does not give it."""
        if article_id not in self._texts:
            try:
                found = self._json("GET", f"/api/v1/articles/{quote(article_id, safe='')}")
                self._texts[article_id] = str(found["text"])
            except RemoteError:
                self._texts[article_id] = None
        return self._texts[article_id]

    def passages(self, article_id: str) -> Mapping[str, str] | None:  # noqa: ARG002 - protocol
        """The API does not list passages: figures by passage do not apply."""
        return None

    def describe(self) -> dict[str, Any]:
        """What the results' header says of the server: its version, encoder and library."""
        ready = self._json("GET", "/api/v1/ready")
        self.titles()
        hashes = "\n".join(f"{i} {h}" for i, h in sorted(self._hashes.items()))
        return {
            "version": str(ready.get("version", "")),
            "target": self._url,
            "documents": "",
            "articles": int(ready.get("articles", 0)),
            "passages": int(ready.get("passages", 0)),
            "encoder": str(ready.get("encoder", "")),
            "model_fingerprint": str(ready.get("fingerprint", "")),
            "library_checksum": hashlib.sha256(hashes.encode("utf-8")).hexdigest()[:16],
            "settings": {},
        }

    def _json(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        for attempt in range(1, TRIES + 1):
            try:
                response = self._client.request(method, path, json=body)
            except httpx.HTTPError as error:
                raise RemoteError(
                    f"连不上 {self._url}：{error or type(error).__name__}；请确认服务已启动。"
                ) from None
            if response.status_code not in _BUSY or attempt == TRIES:
                break
            self._pause.wait(_pause_seconds(response, attempt))
        if response.status_code != 200:
            raise RemoteError(f"{path} 返回 {response.status_code}：{response.text[:200]}")
        try:
            return response.json()
        except ValueError:
            raise RemoteError(f"{path} 返回的不是 JSON；请检查地址是否为本服务。") from None


def _pause_seconds(response: httpx.Response, attempt: int) -> float:
    given = response.headers.get("Retry-After", "")
    seconds = float(given) if given.isdigit() else 0.5 * 2**attempt
    return min(seconds, _LONGEST_PAUSE_SECONDS)
