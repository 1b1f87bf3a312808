"""What the terminal shows while files are read: bars, where someone looks, and what was skipped."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from assistant.terminal import shown


@contextmanager
def progress_bar(label: str, visible: bool) -> Iterator[Callable[[int, int], None] | None]:
    """Yield a function `(done, total)` that moves a bar; None where it is not `visible`."""
    if not visible:
        yield None
        return
    from tqdm import tqdm

    with tqdm(desc=label, unit="个文件", leave=False) as bar:

        def move(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield move


def print_skipped(reason: str) -> None:
    """One line on the error stream for a file, or a line of one, that was not read."""
    print(f"跳过：{shown(reason)}", file=sys.stderr)
