"""Addresses of our own pages. Everything that comes from a document is quoted here."""

from urllib.parse import quote

ASSETS_PATH = "/ui"


def article_link(article_id: str, start: int | None = None, end: int | None = None) -> str:
    """The stable address of an article, or of `start:end` (characters) in it.

    >>> article_link("a1", 120, 168)
    '/articles/a1#char=120-168'
    """
    path = f"/articles/{quote(article_id, safe='')}"
    return path if start is None or end is None else f"{path}#char={start}-{end}"


def only_link(article_id: str) -> str:
    """The address that opens a new conversation in which this article alone is asked."""
    return f"/?only={quote(article_id, safe='')}"


def question_link(question: str) -> str:
    """The address that opens the chat and asks `question` at once."""
    return f"/?q={quote(question, safe='')}"
