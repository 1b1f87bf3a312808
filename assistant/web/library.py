"""The library page: every article with its outline as a tree that can be asked from."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.service import question_for
from assistant.types import Article, Point
from assistant.web.examples import point_topic
from assistant.web.links import article_link, question_link

if TYPE_CHECKING:
    from assistant.service import Assistant

MAX_NODE_CHARS = 60  # a longer label is cut in the tree; the whole stands in its title
_SHOWN_KINDS = ("heading", "section", "item", "clause")


@dataclass(frozen=True, slots=True)
class Node:
    """A point of the outline with its two links; `ask` is "" where its label makes no question."""

    label: str
    full_label: str
    mark: str
    href: str
    ask: str
    children: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class LibraryEntry:
    """An article and its tree; `count` is the number of nodes."""

    article: Article
    href: str
    tree: tuple[Node, ...]
    count: int


def library_view(assistant: "Assistant") -> tuple[LibraryEntry, ...]:
    """All articles in the library's order."""
    entries = []
    for article in assistant.articles():
        tree = _nodes(assistant.outline(article.id))
        entries.append(LibraryEntry(article, article_link(article.id), tree, _count(tree)))
    return tuple(entries)


def _nodes(point: Point) -> tuple[Node, ...]:
    return tuple(_node(child) for child in point.children if child.kind in _SHOWN_KINDS)


def _node(point: Point) -> Node:
    label = point.label.strip()
    short = label if len(label) <= MAX_NODE_CHARS else label[: MAX_NODE_CHARS - 1] + "…"
    question = question_for(point_topic(point))
    return Node(
        label=short,
        full_label=label,
        mark=point.mark,
        href=article_link(point.article_id, point.start, point.end),
        ask=question_link(question) if question else "",
        children=_nodes(point),
    )


def _count(nodes: tuple[Node, ...]) -> int:
    return sum(1 + _count(node.children) for node in nodes)
