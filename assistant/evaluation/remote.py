"""An assistant behind a URL, asked through its HTTP API."""

import hashlib
import threading
import time
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

import httpx

from assistant.errors import AssistantError
from assistant.evaluation.questions import Question
from assistant.evaluation.replies import ReplyHit, hits_from_json
from assistant.evaluation.runner import RunStopped

PAGE = 1000
"""Articles asked for at once; the API's own upper limit."""

TRIES = 4
"""How often a server that is unavailable (503) is asked before it counts as a failure."""

LONGEST_WAIT_SECONDS = 300.0
"""How long one request may be refused by a limit (429) before the run is ended."""

_SHORTEST_PAUSE_SECONDS = 0.1
_LONGEST_PAUSE_SECONDS = 30.0  # where the server names none


class RemoteError(AssistantError):
    """The server did not answer, or not as the API says."""


class _Pause:
    """A pause that one thread asks for and all keep, since the limit is one for all."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._over = 0.0
        self._stopped = threading.Event()

    @property
    def stopped(self) -> bool:
        """Whether nobody is to wait any more."""
        return self._stopped.is_set()

    def stop(self) -> None:
        """End all waiting, for good."""
        self._stopped.set()

    def ask_for(self, seconds: float) -> None:
        """Let every thread wait that long from now; a longer pause stays as it is."""
        with self._lock:
            self._over = max(self._over, time.monotonic() + seconds)

    def wait(self) -> None:
        """Return when the pause is over, also where it was made longer meanwhile, or stopped."""
        while (left := self._over - time.monotonic()) > 0 and not self._stopped.wait(left):
            pass


class RemoteTarget:
    """Target and Documents in one: `POST /api/v1/ask`, `/search` and `GET /api/v1/articles`.

    A server that limits how often it is asked (429) is waited for; where a request has waited
    `longest_wait_seconds`, RunStopped ends the run, for a limit says nothing of the answers.
    """

    def __init__(
        self,
        base_url: str,
        *,
        timeout_seconds: float = 60.0,
        token: str = "",
        longest_wait_seconds: float = LONGEST_WAIT_SECONDS,
    ) -> None:
        _check_address(base_url)
        _check_token(token)
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._url = base_url.rstrip("/")
        self._longest_wait_seconds = longest_wait_seconds
        # No proxy and no .netrc of the environment: the address given is the address asked.
        self._client = httpx.Client(
            base_url=self._url, timeout=timeout_seconds, trust_env=False, headers=headers
        )
        self._texts: dict[str, str | None] = {}
        self._titles: dict[str, str] | None = None
        self._hashes: dict[str, str] = {}
        self._pause = _Pause()

    def stop_waiting(self) -> None:
        """Ask for nothing more: requests that wait for the server raise RunStopped at once."""
        self._pause.stop()

    def close(self) -> None:
        """Let go of the connections."""
        self.stop_waiting()
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
        response = self._served(method, path, body)
        if response.status_code != 200:
            raise RemoteError(f"{path} 返回 {response.status_code}：{response.text[:200]}")
        try:
            return response.json()
        except ValueError:
            raise RemoteError(f"{path} 返回的不是 JSON；请检查地址是否为本服务。") from None

    def _served(self, method: str, path: str, body: Mapping[str, Any] | None) -> httpx.Response:
        """The response; a server that is busy is asked again."""
        begun = time.monotonic()
        refused = unavailable = 0
        while True:
            self._pause.wait()
            if self._pause.stopped:
                raise RunStopped("评测已停止，不再提问。")
            response = self._send(method, path, body)
            if response.status_code == 429:
                refused += 1
                seconds = _pause_seconds(response, refused)
                if time.monotonic() + seconds - begun > self._longest_wait_seconds:
                    raise self._limited(response)
            elif response.status_code == 503 and unavailable < TRIES - 1:
                unavailable += 1
                seconds = min(_pause_seconds(response, unavailable), _LONGEST_PAUSE_SECONDS)
            else:
                return response
            self._pause.ask_for(seconds)

    def _send(self, method: str, path: str, body: Mapping[str, Any] | None) -> httpx.Response:
        try:
            return self._client.request(method, path, json=body)
        except httpx.HTTPError as error:
            raise RemoteError(
                f"连不上 {self._url}：{error or type(error).__name__}；请确认服务已启动。"
            ) from None

    def _limited(self, response: httpx.Response) -> RunStopped:
        return RunStopped(
            f"{self._url} 限制提问的次数，一次请求等 {self._longest_wait_seconds:g} 秒也轮不到"
            f"（它说：{_detail(response)}），评测到此为止：被拒的题不计作出错。"
            "请调大服务的 ASSISTANT_QUESTIONS_PER_MINUTE（或所用密钥的次数），或减小 --jobs；"
            "已完成的题在 --results 文件里，加 --resume 接着做。"
        )


def _pause_seconds(response: httpx.Response, attempt: int) -> float:
    given = response.headers.get("Retry-After", "")
    if given.isascii() and given.isdigit():
        return max(float(given), _SHORTEST_PAUSE_SECONDS)
    return min(0.5 * 2.0**attempt, _LONGEST_PAUSE_SECONDS)


def _detail(response: httpx.Response) -> str:
    """What the server says of its refusal: the problem's own sentence where there is one."""
    try:
        return str(response.json()["detail"])
    except (ValueError, KeyError, TypeError):
        return response.text[:200]


def _check_address(address: str) -> None:
    """Raise RemoteError where a URL cannot be asked at all."""
    try:
        url = httpx.URL(address)
        url.host.encode("idna")
    except (httpx.InvalidURL, UnicodeError):
        url = httpx.URL("")
    if url.scheme not in ("http", "https") or not url.host:
        raise RemoteError(f"--url {address!r} 不是网址；应写成 http://127.0.0.1:7860 这样。")


def _check_token(token: str) -> None:
    """Raise RemoteError where a token cannot stand in a header; the token itself is not shown."""
    if not (token.isascii() and token.isprintable()):
        raise RemoteError(
            "--token（ASSISTANT_EVALUATE_TOKEN）里有不能用作令牌的字符；"
            "令牌只由英文字母、数字和符号组成，请重新复制服务的访问令牌。"
        )
