import asyncio
import threading
import time
from collections.abc import Iterator

import pytest

from assistant.api.pool import AskPool
from assistant.api.problems import ApiError


def test_a_full_pool_refuses_with_retry_after_and_recovers() -> None:
    async def scene() -> None:
        pool = AskPool(threads=1, waiting=1, timeout_seconds=5)
        gate = threading.Event()
        first = asyncio.create_task(pool.run(gate.wait))
        second = asyncio.create_task(pool.run(gate.wait))
        await asyncio.sleep(0.05)
        with pytest.raises(ApiError) as refused:
            await pool.run(lambda: None)
        assert (refused.value.status, refused.value.headers) == (429, {"Retry-After": "2"})
        gate.set()
        assert await asyncio.gather(first, second) == [True, True]
        assert await pool.run(lambda: 7) == 7
        assert pool.inside == 0
        pool.close()

    asyncio.run(scene())


def test_a_slow_answer_is_a_503_and_keeps_its_place_until_done() -> None:
    async def scene() -> None:
        pool = AskPool(threads=1, waiting=0, timeout_seconds=0.05)
        gate = threading.Event()
        with pytest.raises(ApiError) as late:
            await pool.run(gate.wait)
        assert (late.value.status, late.value.code) == (503, "timed_out")
        with pytest.raises(ApiError) as full:
            await pool.run(lambda: None)
        assert full.value.status == 429
        gate.set()
        for _ in range(100):
            if pool.inside == 0:
                break
            await asyncio.sleep(0.01)
        assert pool.inside == 0
        pool.close()

    asyncio.run(scene())


def test_a_stream_gives_items_in_order_then_its_error() -> None:
    def work() -> Iterator[int]:
        yield from (1, 2)
        raise ValueError("late")

    async def scene() -> list[int]:
        pool = AskPool(1, 0, 5)
        items = pool.stream(work)
        got = [await anext(items), await anext(items)]
        with pytest.raises(ValueError, match="late"):
            await anext(items)
        pool.close()
        return got

    assert asyncio.run(scene()) == [1, 2]


def test_closing_a_stream_stops_its_thread() -> None:
    drawn: list[int] = []

    def work() -> Iterator[int]:
        for number in range(10_000):
            drawn.append(number)
            time.sleep(0.002)
            yield number

    async def scene() -> None:
        pool = AskPool(1, 0, 5)
        items = pool.stream(work)
        assert await anext(items) == 0
        await items.aclose()  # type: ignore[attr-defined]
        for _ in range(200):
            if pool.inside == 0:
                break
            await asyncio.sleep(0.01)
        assert pool.inside == 0
        pool.close()

    asyncio.run(scene())
    assert len(drawn) < 1000


def test_a_stream_that_is_given_up_in_the_queue_is_never_begun() -> None:
    begun: list[str] = []

    def work() -> Iterator[str]:
        begun.append("begun")
        yield "answer"

    async def scene() -> None:
        pool = AskPool(threads=1, waiting=1, timeout_seconds=0.05)
        gate = threading.Event()
        busy = asyncio.create_task(pool.run(gate.wait))
        await asyncio.sleep(0)  # let it take the only thread
        with pytest.raises(ApiError):
            await anext(pool.stream(work))
        inside = pool.inside
        gate.set()
        with pytest.raises(ApiError):
            await busy
        for _ in range(100):
            if pool.inside == 0:
                break
            await asyncio.sleep(0.01)
        pool.close()
        assert inside == 1

    asyncio.run(scene())
    assert begun == []
