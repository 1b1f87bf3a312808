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


def is_watched() -> bool:
    """Whether someone looks at the error stream; in a file a bar is only in the way of lines."""
    return sys.stderr.isatty()


def tell(line: str) -> None:
    """A line on the error stream; a bar that is moving there makes way for it and comes after."""
    if "tqdm" not in sys.modules:  # no bar was ever shown
        print(line, file=sys.stderr)
        return
    from tqdm import tqdm

    tqdm.write(line, file=sys.stderr)


def print_skipped(reason: str) -> None:
    """One line on the error stream for a file, or a line of one, that was not read."""
    tell(f"跳过：{shown(reason)}")
