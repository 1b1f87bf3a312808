"""What readers said of answers (有用/没用), kept in one small SQLite file.

A note is written by anybody who may ask, so everything is bounded: lengths by
cutting, the file by dropping the oldest entries. Nothing here is shown to other
visitors; it leaves by the operator's command line only.
"""

import json
import re
import secrets
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from assistant.errors import DataFolderNotWritable
from assistant.file_troubles import file_trouble

FEEDBACK_FILE = "feedback.sqlite3"
MAX_ENTRIES = 20_000  # at most about 100 MB with every field full
MAX_QUESTION_CHARS = 1_000
MAX_NOTE_CHARS = 500
MAX_ANSWER_CHARS = 4_000
MAX_HISTORY = 10
MAX_TITLES = 20
MAX_TITLE_CHARS = 200
REASONS = ("答错了", "没答全", "答非所问", "文中有，却说没有", "出处不对", "其他")

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

Verdict = Literal["useful", "useless"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS feedback (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  made TEXT NOT NULL,
  token TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('useful', 'useless')),
  reason TEXT NOT NULL,
  note TEXT NOT NULL,
  question TEXT NOT NULL,
  history TEXT NOT NULL,
  outcome TEXT NOT NULL,
  answer TEXT NOT NULL,
  articles TEXT NOT NULL
)
"""


@dataclass(frozen=True, slots=True)
class Feedback:
    """One verdict on one answer; `articles` are the titles cited, `history` earlier questions."""

    verdict: Verdict
    question: str
    reason: str = ""
    note: str = ""
    history: tuple[str, ...] = ()
    outcome: str = ""
    answer: str = ""
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A kept verdict; `made` is an ISO time in UTC."""

    id: int
    made: str
    feedback: Feedback


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the giver gets: only who holds `token` can take the entry back."""

    id: int
    token: str


class FeedbackStore:
    """Add, list, withdraw and export verdicts. Safe to use from several threads.

    The file is made at the first `add`; opening a store writes nothing.
    """

    def __init__(self, path: Path, *, max_entries: int = MAX_ENTRIES) -> None:
        self._path = path
        self._max_entries = max_entries
        self._lock = threading.Lock()

    def add(self, feedback: Feedback) -> Receipt:
        """Keep one verdict, its texts cut to their limits; raises DataFolderNotWritable."""
        token = secrets.token_urlsafe(18)
        row = (
            datetime.now(UTC).isoformat(timespec="seconds"),
            token,
            feedback.verdict,
            feedback.reason if feedback.reason in REASONS else "",
            _cut(feedback.note, MAX_NOTE_CHARS),
            _cut(feedback.question, MAX_QUESTION_CHARS),
            _listed(feedback.history[-MAX_HISTORY:], MAX_QUESTION_CHARS),
            "abstained" if feedback.outcome == "abstained" else "answered",
            _cut(feedback.answer, MAX_ANSWER_CHARS),
            _listed(feedback.articles[:MAX_TITLES], MAX_TITLE_CHARS),
        )
        with self._lock, self._connected() as connection:
            cursor = connection.execute(
                "INSERT INTO feedback (made, token, verdict, reason, note, question, history,"
                " outcome, answer, articles) VALUES (?,?,?,?,?,?,?,?,?,?)",
                row,
            )
            entry_id = int(cursor.lastrowid or 0)
            connection.execute(
                "DELETE FROM feedback WHERE id <= ?", (entry_id - self._max_entries,)
            )
        return Receipt(entry_id, token)

    def withdraw(self, entry_id: int, token: str) -> bool:
        """Delete the entry if `token` is its own; whether it was there."""
        if not self._path.exists():
            return False
        with self._lock, self._connected() as connection:
            cursor = connection.execute(
                "DELETE FROM feedback WHERE id = ? AND token = ?", (entry_id, token)
            )
            return cursor.rowcount == 1

    def entries(self, verdict: Verdict | None = None) -> tuple[Entry, ...]:
        """All entries, oldest first; () while there is no file. None means either verdict."""
        if not self._path.exists():
            return ()
        with self._lock, self._connected() as connection:
            rows = connection.execute(
                "SELECT id, made, verdict, reason, note, question, history, outcome, answer,"
                " articles FROM feedback WHERE ? IS NULL OR verdict = ? ORDER BY id",
                (verdict, verdict),
            ).fetchall()
        return tuple(_entry(row) for row in rows)

    def drafts(self) -> tuple[dict[str, Any], ...]:
        """The 没用 entries as draft questions of the question-set format; see `draft_question`."""
        return tuple(
            draft_question(entry.feedback, f"feedback-{entry.id}")
            for entry in self.entries("useless")
        )

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self._path, timeout=10.0)
        except (OSError, sqlite3.Error) as error:
            raise DataFolderNotWritable(
                f"写不进反馈文件 {self._path}：{file_trouble(error)}；请检查数据文件夹的权限。"
            ) from None
        try:
            with connection:
                connection.execute(_SCHEMA)
                yield connection
        except sqlite3.Error as error:
            raise DataFolderNotWritable(
                f"写不进反馈文件 {self._path}：{file_trouble(error)}；"
                "请检查数据文件夹的权限和剩余空间。"
            ) from None
        finally:
            connection.close()


def draft_question(feedback: Feedback, question_id: str) -> dict[str, Any]:
    """A draft test case: `facts` is left for a person to fill, all else is what happened.

    An answer where the documents say nothing (or the reverse) is guessed from the reason.
    """
    answerable = feedback.outcome == "answered" or feedback.reason == "文中有，却说没有"
    return {
        "id": question_id,
        "kind": "follow" if feedback.history else "",
        "question": feedback.question,
        "facts": [],
        "articles": list(feedback.articles),
        "history": list(feedback.history),
        "answerable": answerable,
        "note": "；".join(
            part for part in ("草稿，请补 facts", feedback.reason, feedback.note) if part
        ),
    }


def as_json_lines(values: Sequence[dict[str, Any]]) -> str:
    """JSON Lines in UTF-8, Chinese as it is."""
    return "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values)


def _cut(text: str, limit: int) -> str:
    # Control characters could steer the terminal that lists them; lone surrogates fit no file.
    clean = _CONTROLS.sub(" ", text).encode("utf-8", "replace").decode("utf-8")
    return clean.strip()[:limit]


def _listed(texts: Sequence[str], limit: int) -> str:
    return json.dumps([_cut(text, limit) for text in texts], ensure_ascii=False)


def _entry(row: tuple[Any, ...]) -> Entry:
    feedback = Feedback(
        verdict=row[2],
        reason=row[3],
        note=row[4],
        question=row[5],
        history=tuple(json.loads(row[6])),
        outcome=row[7],
        answer=row[8],
        articles=tuple(json.loads(row[9])),
    )
    return Entry(row[0], row[1], feedback)
