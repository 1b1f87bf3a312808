"""What the chat page knows when it starts: written into it each time that it is sent."""

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from starlette.types import Scope

from assistant.api.per_generation import per_generation
from assistant.settings import Settings
from assistant.types import LOOK_FIRST_BELOW
from assistant.web.examples import example_questions
from assistant.web.person import person_of

if TYPE_CHECKING:
    from assistant.service import Assistant


def start_block(assistant: "Assistant", settings: Settings) -> Callable[[Scope], str]:
    """A function that gives the data blocks of the library as it now is and of the reader."""

    def values() -> dict[str, Any]:
        return {
            "examples": list(example_questions(assistant)),
            "articles": len(assistant.articles()),
            "max_chars": settings.max_question_chars,
            "look_first_below": LOOK_FIRST_BELOW,
        }

    library = per_generation(assistant, lambda: data_block("yj-start", values()))

    def blocks(scope: Scope) -> str:
        return library() + data_block("yj-person", asdict(person_of(scope, settings)))

    return blocks


def data_block(element_id: str, values: dict[str, Any]) -> str:
    """Values as JSON that no script runs and no text in it can end: every "<" is escaped."""
    text = json.dumps(values, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/json" id="{element_id}">{text}</script>'
