"""Renders the Jinja2 pages of `pages/`; everything put into them is escaped."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.web.assets import asset_link
from assistant.web.person import Person

# No inline script or style anywhere, so even an escaping mistake could run nothing.
PLAIN_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["asset"] = asset_link
    return environment


def render(template: str, person: Person, status: int = 200, **values: Any) -> HTMLResponse:
    """The page `template` filled with `values`, under a policy that allows our own scripts only."""
    html = _environment().get_template(template).render(person=person, **values)
    headers = {
        "Content-Security-Policy": PLAIN_POLICY,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cache-Control": "no-store" if person.name else "no-cache",
    }
    return HTMLResponse(html, status_code=status, headers=headers)
