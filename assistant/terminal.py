"""Text as a terminal may be given it: what would steer the terminal is shown, not sent.

The names of files come from whoever packed them. An escape in one can retitle the window or hide
lines; a mark of direction turns the line around.
"""

import json
import re
from typing import Any

_STEERING = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
_BYTES = range(0xDC80, 0xDD00)  # how Python writes the bytes of a name that are not UTF-8


def shown(text: str) -> str:
    """The text on one line, its control characters as \\x1b and its marks of direction as \\u202e.

    >>> shown("一\\x1b[31m二\\u202e")
    '一\\\\x1b[31m二\\\\u202e'
    """
    return _STEERING.sub(_escaped, text)


def shown_lines(text: str) -> str:
    """The same of a text of several lines."""
    return "\n".join(map(shown, text.split("\n")))


def shown_json(value: Any) -> str:
    """A value as JSON that holds no such character and reads as it was."""
    text = json.dumps(value, ensure_ascii=False)
    return _STEERING.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def _escaped(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code in _BYTES:
        return f"\\x{code - 0xDC00:02x}"
    return match.group().encode("unicode_escape").decode("ascii")
