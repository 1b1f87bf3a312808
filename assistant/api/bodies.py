"""Bodies of requests: bounded in size and time, and read before the app reads them."""

import asyncio
import time

from starlette.datastructures import Headers
from starlette.types import Message, Receive, Scope, Send

from assistant.api.problems import ApiError

# The whole body must arrive within this time; a browser needs far less for 256 KB.
_BODY_SECONDS = 30.0


class BoundedBody:
    """Passes a body on while it is within `limit` bytes and comes in time.

    A framework turns an error of `receive` into its own answer, so that answer
    is held back and the fault kept for the middleware.
    """

    def __init__(self, receive: Receive, send: Send, limit: int) -> None:
        self._receive = receive
        self._send = send
        self._limit = limit
        self._got = 0
        self._deadline = time.monotonic() + _BODY_SECONDS
        self._whole = False
        self._status = 0
        self.fault: ApiError | None = None

    @property
    def refused(self) -> bool:
        """Whether the request was answered as one that cannot be taken (4xx)."""
        return self.fault is not None or 400 <= self._status < 500

    def check_declared(self, scope: Scope) -> None:
        """Raise 413 where the header already says that the body is too large."""
        declared = Headers(scope=scope).get("content-length", "0")
        if not (declared.isascii() and declared.isdigit()) or int(declared) > self._limit:
            raise _too_large(self._limit)

    async def receive(self) -> Message:
        """The next message, or the fault."""
        if self._whole:
            return await self._receive()
        try:
            message = await asyncio.wait_for(
                self._receive(), max(0.01, self._deadline - time.monotonic())
            )
        except TimeoutError:
            self.fault = ApiError(408, "body_too_slow", "请求体传得太慢，请重试。")
            raise self.fault from None
        self._got += len(message.get("body", b""))
        self._whole = not message.get("more_body", False)
        if self._got > self._limit:
            self.fault = _too_large(self._limit)
            raise self.fault
        return message

    async def send(self, message: Message) -> None:
        """Send on, unless the answer is to a body that was refused."""
        if message["type"] == "http.response.start":
            self._status = message["status"]
        if self.fault is None:
            await self._send(message)


def _too_large(limit: int) -> ApiError:
    return ApiError(413, "body_too_large", f"请求体超过 {limit // 1024} KB 的上限。")


async def read_whole(receive: Receive) -> tuple[bytes, Receive]:
    """The whole body (its size is bounded already), and a `receive` that gives it again."""
    chunks: list[bytes] = []
    more = True
    while more:
        message = await receive()
        chunks.append(message.get("body", b""))
        more = message.get("more_body", False)
    body = b"".join(chunks)
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return body, again
