"""Questions that were written for the training text, one a passage, as people would ask them.

The training text has few questions of people: its anchors are headlines, sentences
and rewrites by rule, which use the passages' own words. `asked/*.jsonl` holds
questions in everyday words (asked/README.md says who wrote them and how). The
passages are not ours to pass on; a question knows its own by a hash.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ASKED_FOLDER = Path(__file__).parent / "asked"
TYPE = "asked"
# Kinds of pairs whose passage is another one with something cut, added or joined.
_ALTERED = ("ict", "dated", "chap", TYPE)
# One question in eight is kept as a development set, and is never trained on.
_DEV_EIGHTHS = 1
_DIGEST_BYTES = 6


@dataclass(frozen=True)
class Asked:
    """A question, the source of the passage that answers it, and that passage's key."""

    question: str
    source: str
    passage: str


def passage_key(text: str) -> str:
    """What a question knows its passage by: 12 hexadecimal digits of a hash of the tidy text."""
    return hashlib.blake2b(text.encode("utf-8"), digest_size=_DIGEST_BYTES).hexdigest()


def is_asked_dev(question: str) -> bool:
    """Whether a question belongs to the development set (by hash)."""
    return hashlib.sha256(question.encode("utf-8")).digest()[0] % 8 < _DEV_EIGHTHS


def is_as_printed(kind: str) -> bool:
    """Whether the passages of a pair of that kind stand so in their documents."""
    return kind.partition("/")[2] not in _ALTERED


def read_asked(folder: Path = ASKED_FOLDER) -> Iterator[Asked]:
    """All questions, source by source in the order of their files' names."""
    for path in sorted(folder.glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            for record in map(json.loads, lines):
                yield Asked(record["question"], path.stem, record["passage"])
