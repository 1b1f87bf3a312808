"""The library page: every article with its outline as a tree that can be asked from."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.service import question_for
from assistant.types import Article, Point
from assistant.web.examples import point_topic
from assistant.web.links import article_link, only_link, question_link

if TYPE_CHECKING:
    from assistant.service import Assistant

ARTICLES_A_PAGE = 100
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
    """An article and its tree; `only` opens a talk about it alone, `count` are its nodes."""

    article: Article
    href: str
    only: str
    tree: tuple[Node, ...]
    count: int


@dataclass(frozen=True, slots=True)
class LibraryPage:
    """One page of the library: page `number` of `pages`, from 1; `total` articles in all."""

    entries: tuple[LibraryEntry, ...]
    total: int
    number: int
    pages: int


def library_page(assistant: "Assistant", number: int = 1) -> LibraryPage:
    """A page of articles in the library's order; the nearest one where there is no such page.

    Thousands of trees at once would take a minute to make and more to show.
    """
    articles = assistant.articles()
    pages = max(1, math.ceil(len(articles) / ARTICLES_A_PAGE))
    number = min(max(1, number), pages)
    shown = articles[(number - 1) * ARTICLES_A_PAGE : number * ARTICLES_A_PAGE]
    entries = tuple(_entry(assistant, article) for article in shown)
    return LibraryPage(entries, len(articles), number, pages)


def _entry(assistant: "Assistant", article: Article) -> LibraryEntry:
    tree = _nodes(assistant.outline(article.id))
    return LibraryEntry(
        article, article_link(article.id), only_link(article.id), tree, _count(tree)
    )


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
