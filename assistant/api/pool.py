"""Questions run in a bounded pool of threads: a full queue refuses, a slow answer times out."""

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from assistant.api.problems import ApiError, too_many

T = TypeVar("T")

# Told to a client that met a full queue: about the time in which a queue of fast answers empties.
RETRY_AFTER_SECONDS = 2


class _End:
    """Marks the end of a stream in its queue."""


class AskPool:
    """At most `threads` questions at once and `waiting` behind them.

    A thread cannot be killed: after a timeout the client gets its 503 at once,
    and the place stays taken until the thread is done, so that stuck work can
    never pile up beyond the bound.
    """

    def __init__(self, threads: int, waiting: int, timeout_seconds: float) -> None:
        self._executor = ThreadPoolExecutor(threads, thread_name_prefix="ask")
        self._places = threads + waiting
        self._timeout_seconds = timeout_seconds
        self._inside = 0
        self._lock = threading.Lock()

    @property
    def inside(self) -> int:
        """Questions running or waiting now."""
        return self._inside

    def close(self) -> None:
        """Take no more work; running questions end by themselves."""
        self._executor.shutdown(wait=False, cancel_futures=True)

    def _enter(self) -> None:
        with self._lock:
            if self._inside >= self._places:
                raise too_many("现在提问的人太多，请过几秒再试。", RETRY_AFTER_SECONDS)
            self._inside += 1

    def _leave(self, _: object = None) -> None:
        with self._lock:
            self._inside -= 1

    def _too_slow(self) -> ApiError:
        detail = f"超过 {self._timeout_seconds:g} 秒没有得出回答，请稍后再试或把问题问得短一些。"
        return ApiError(503, "timed_out", detail, {"Retry-After": str(RETRY_AFTER_SECONDS)})

    async def run(self, work: Callable[[], T]) -> T:
        """The result of `work`, run in a thread; raises ApiError 429 when full, 503 when slow."""
        self._enter()
        future = self._executor.submit(work)
        future.add_done_callback(self._leave)
        try:
            return await asyncio.wait_for(asyncio.wrap_future(future), self._timeout_seconds)
        except TimeoutError:
            raise self._too_slow() from None

    def stream(self, work: Callable[[], Iterator[T]]) -> AsyncGenerator[T, None]:
        """The items of `work`, drawn in a thread; raises ApiError 429 at once when full.

        The iterator raises ApiError 503 when the whole takes too long. Closing
        it stops the thread at its next item; work that has not begun never does.
        """
        self._enter()
        loop = asyncio.get_running_loop()
        queue: asyncio.Queue[T | type[_End] | Exception] = asyncio.Queue()
        stopped = threading.Event()

        def put(item: T | type[_End] | Exception) -> None:
            if not stopped.is_set() and not loop.is_closed():
                loop.call_soon_threadsafe(queue.put_nowait, item)

        def pump() -> None:
            try:
                for item in work():
                    if stopped.is_set():
                        return
                    put(item)
                put(_End)
            except Exception as error:
                # Carried over to the reader, who raises it again.
                put(error)

        future = self._executor.submit(pump)
        future.add_done_callback(self._leave)

        def stop() -> None:
            stopped.set()
            future.cancel()  # where it still waits for a thread

        return self._drain(queue, stop, loop.time() + self._timeout_seconds)

    async def _drain(
        self,
        queue: "asyncio.Queue[T | type[_End] | Exception]",
        stop: Callable[[], None],
        deadline: float,
    ) -> AsyncGenerator[T, None]:
        try:
            while True:
                left = deadline - asyncio.get_running_loop().time()
                try:
                    item = await asyncio.wait_for(queue.get(), max(left, 0.001))
                except TimeoutError:
                    raise self._too_slow() from None
                if isinstance(item, Exception):
                    raise item
                if isinstance(item, type):
                    return
                yield item
        finally:
            stop()
