"""What is made of the whole library, made once for each of its generations."""

import threading
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

T = TypeVar("T")


class _Library(Protocol):
    def info(self) -> Any:
        """What is open: `generation` counts up with every index, `checksum` is of what it holds."""


def per_generation(library: _Library, make: Callable[[], T]) -> Callable[[], T]:
    """`make()` as a function that makes again only after a new index was built; thread-safe."""
    lock = threading.Lock()
    kept: list[tuple[tuple[int, str], T]] = []

    def value() -> T:
        # Asked before the making: a library that changes meanwhile is made again next time.
        info = library.info()
        generation = info.generation, info.checksum
        with lock:
            if not kept or kept[0][0] != generation:
                kept[:] = [(generation, make())]
            return kept[0][1]

    return value
