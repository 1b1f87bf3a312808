"""A question as it is answered: whole, and confined to a part of an article where it must be."""

from dataclasses import dataclass

from assistant.types import Span


@dataclass(frozen=True, slots=True)
class Scope:
    """A part of an article to which an answer is confined."""

    article_id: str
    span: Span


@dataclass(frozen=True, slots=True)
class Resolved:
    """A question that stands on its own; `more` asks for what the last answer left out.

    `asked` is what is asked within `scope`, without the words that name the
    scope; the same as `text` where there is none, "" where all of it is wanted.
    """

    text: str
    scope: Scope | None = None
    more: bool = False
    within: str | None = None

    @property
    def asked(self) -> str:
        """What is to be looked for."""
        return self.text if self.within is None else self.within
