"""What the terminal shows while something is read: bars that go, and lines that stay whole."""

import io
import sys
from pathlib import Path

import pytest

from assistant.progress import print_skipped, progress_bar, tell
from embeddings.cache import CachedEncoder
from tests.conftest import TopicEncoder


class Screen(io.StringIO):
    """A terminal that only knows characters, \\r and \\n."""

    def isatty(self) -> bool:
        return True

    def lines(self) -> list[str]:
        """What is seen at the end: a later character covers an earlier one of its place."""
        seen = []
        for written in self.getvalue().split("\n"):
            cells: list[str] = []
            for part in written.split("\r"):
                cells[: len(part)] = part
            seen.append("".join(cells).rstrip())
        return seen


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Screen:
    """To be put in place of `sys.stderr` by the test: pytest puts its own there after fixtures."""
    monkeypatch.delenv("TQDM_DISABLE", raising=False)
    return Screen()


def test_a_line_that_is_told_while_a_bar_moves_stands_alone(
    screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", screen)
    with progress_bar("读取文件", visible=True) as move:
        assert move is not None
        move(1, 3)
        print_skipped("坏.docx 不是完好的 docx 文件。")
        move(2, 3)
        tell("提醒：一二。")
    assert screen.lines() == ["跳过：坏.docx 不是完好的 docx 文件。", "提醒：一二。", ""]


def test_a_warning_of_the_vector_cache_does_not_break_its_bar(
    screen: Screen, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, topic_encoder: TopicEncoder
) -> None:
    monkeypatch.setattr(sys, "stderr", screen)
    path = tmp_path / "vectors.cache"
    path.write_bytes(b"no database" * 100)
    encoder = CachedEncoder(topic_encoder, path)
    encoder.encode_passages(["绿色", "产业"], show_progress=True)
    told, after = screen.lines()
    assert told.endswith("is damaged and made anew: file is not a database")
    assert told.startswith("the vector cache")
    assert after == ""  # the bar has gone
