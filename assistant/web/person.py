"""Who reads our pages: the name to show, and what tells one reader's things from another's."""

import hashlib
from dataclasses import dataclass

from starlette.types import Scope

from assistant.api.access import visitor_of
from assistant.settings import Settings


@dataclass(frozen=True, slots=True)
class Person:
    """The signed-in reader; `name` and `tag` are "" where nobody signs in.

    `leaves` is whether signing out is ours to offer: behind a proxy it is the proxy's.
    """

    name: str = ""
    tag: str = ""
    leaves: bool = False


def person_of(scope: Scope, settings: Settings) -> Person:
    """The reader of a request that passed `AccessMiddleware`."""
    visitor = visitor_of(scope)
    if visitor.kind != "user":
        return Person()
    return Person(visitor.name, person_tag(visitor.name), settings.sign_in in ("users", "oidc"))


def person_tag(name: str) -> str:
    """A name as part of a key in the browser's storage, where the name itself need not stand."""
    return hashlib.sha256(f"youju {name}".encode()).hexdigest()[:16]
