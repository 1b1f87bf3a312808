"""Messages for a language model: one Markdown and Jinja2 file a message.

The first line of a file is a Jinja comment that lists its inputs:
`{# inputs: question, passages #}`.
"""

import re
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

_FOLDER = Path(__file__).parent
_INPUTS = re.compile(r"\{#\s*inputs:\s*([\w, ]*)#\}")


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_FOLDER),
        undefined=StrictUndefined,
        # The messages are plain text for a model, never HTML.
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def inputs_of(name: str) -> tuple[str, ...]:
    """The inputs that the message's first line lists; raises ValueError where it lists none."""
    first = (_FOLDER / f"{name}.md").read_text(encoding="utf-8").partition("\n")[0]
    match = _INPUTS.match(first)
    if match is None:
        raise ValueError(f"prompts/{name}.md: the first line must list its inputs")
    return tuple(part.strip() for part in match.group(1).split(",") if part.strip())


def render(name: str, **values: object) -> str:
    """The message `name` filled in; raises ValueError on a missing or unknown input."""
    wanted = set(inputs_of(name))
    if wanted != set(values):
        raise ValueError(f"prompts/{name}.md takes {sorted(wanted)}, was given {sorted(values)}")
    template: Template = _environment().get_template(f"{name}.md")
    return template.render(**values).strip() + "\n"
