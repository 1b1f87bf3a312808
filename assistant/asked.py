"""Questions as they come in: what can be asked, and how much of a talk is looked at."""

import re
from collections.abc import Sequence
from itertools import accumulate

from assistant.errors import QuestionError

# What is no UTF-8 on a command line, and half a pair in JSON; no encoder and no file can take it.
_SURROGATE = re.compile("[\ud800-\udfff]")
# Earlier questions that are looked at; older ones refer to nothing. The API refuses more.
MAX_HISTORY = 20
MAX_HISTORY_CHARS = 2_000  # of them together: a talk of long questions goes back less far

# Articles that one question may be limited to; more are sooner moved into a folder of their own.
MAX_SELECTED = 100


def _encodable(text: str) -> str:
    """The text with U+FFFD for each lone surrogate."""
    return _SURROGATE.sub("\ufffd", text)


def checked_question(question: str, limit: int) -> str:
    """The question without white space around it.

    Raises QuestionError where it is empty or has more than `limit` characters.
    """
    stripped = _encodable(question).strip()
    if not stripped:
        raise QuestionError("问题是空的；请写出要问的内容，例如：双碳有哪些措施？")
    if len(stripped) > limit:
        raise QuestionError(
            f"问题有 {len(stripped)} 个字，超过 {limit} 个字的上限；"
            "请缩短问题，或调大 ASSISTANT_MAX_QUESTION_CHARS。"
        )
    return stripped


def latest_of(history: Sequence[str], limit: int) -> tuple[str, ...]:
    """The latest of the earlier questions, which a follow-up answers again.

    At most MAX_HISTORY of them and MAX_HISTORY_CHARS characters, `limit` characters of each.
    """
    asked = [_encodable(earlier).strip()[:limit] for earlier in history if earlier.strip()]
    latest = asked[-MAX_HISTORY:]
    chars = accumulate(map(len, reversed(latest)))
    kept = sum(each <= MAX_HISTORY_CHARS for each in chars)
    return tuple(latest[len(latest) - kept :])
