"""What is wrong with a question set, gathered: whoever mends it sees every place at once."""

from collections.abc import Iterator
from contextlib import contextmanager

from assistant.errors import QuestionSetError

MOST_TOLD = 20


class Mistakes:
    """Mistakes found so far, one sentence each, in the order in which they were met."""

    def __init__(self) -> None:
        self.found: list[str] = []

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Keep the mistakes that end the block, and go on after it."""
        try:
            yield
        except QuestionSetError as error:
            self.found.extend(error.mistakes or [str(error)])

    def raise_any(self) -> None:
        """Raise QuestionSetError where there are any: one as it is, of more the first of all."""
        if not self.found:
            return
        lines = self.found[:MOST_TOLD]
        if len(self.found) > 1:
            left = len(self.found) - len(lines)
            lines = [f"问题集有 {len(self.found)} 处要改：", *lines]
            lines += [f"……还有 {left} 处，改好以上再运行一次会列出。"] if left else []
        error = QuestionSetError("\n".join(lines))
        error.mistakes = tuple(self.found)
        raise error
