"""What the chat page knows when it starts: written into it each time that it is sent."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from assistant.api.per_generation import per_generation
from assistant.settings import Settings
from assistant.types import LOOK_FIRST_BELOW
from assistant.web.examples import example_questions

if TYPE_CHECKING:
    from assistant.service import Assistant


def start_block(assistant: "Assistant", settings: Settings) -> Callable[[], str]:
    """A function that gives the data block of the library as it now is, as HTML for <head>."""

    def values() -> dict[str, Any]:
        return {
            "examples": list(example_questions(assistant)),
            "articles": len(assistant.articles()),
            "max_chars": settings.max_question_chars,
            "look_first_below": LOOK_FIRST_BELOW,
        }

    return per_generation(assistant, lambda: data_block("yj-start", values()))


def data_block(element_id: str, values: dict[str, Any]) -> str:
    """Values as JSON that no script runs and no text in it can end: every "<" is escaped."""
    text = json.dumps(values, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/json" id="{element_id}">{text}</script>'
