"""Example questions made of the library's own outline, and what its points are about."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from assistant.service import question_for
from assistant.types import Article, Point

if TYPE_CHECKING:
    from assistant.service import Assistant

EXAMPLES = 6
MAX_LABEL_CHARS = 24  # longer labels make questions that nobody would type
_EDGES = " \t\n　。；;，,：:、！!"


def point_topic(point: Point) -> str:
    """What the point is about: its label without enumerator and end punctuation.

    Of a label of several clauses the last one is kept, as Chinese headings put the
    specific after the general (推动绿色发展，加快绿色低碳转型).
    """
    label = point.label.strip(_EDGES)
    if point.mark:
        label = label.removeprefix(point.mark.strip()).strip(_EDGES)
    if len(label) > MAX_LABEL_CHARS:
        clauses = [part for part in re.split(r"[，,；;：:。]", label) if len(part) >= 4]
        label = clauses[-1] if clauses else label
    return label


def example_questions(
    assistant: "Assistant", limit: int = EXAMPLES, articles: Sequence[Article] | None = None
) -> tuple[str, ...]:
    """Up to `limit` questions, taken in turn from the branching points of each article.

    Of all articles, unless some are given.
    """
    asked = assistant.articles() if articles is None else articles
    columns = [tuple(_askable(assistant.outline(article.id))) for article in asked]
    rounds = chain.from_iterable(zip_longest(*columns, fillvalue=""))
    unique = dict.fromkeys(question for question in rounds if question)
    return tuple(unique)[:limit]


def _askable(root: Point) -> Iterator[str]:
    for point in root.walk():
        branching = len(point.children) > 1 and point.kind in ("heading", "section", "item")
        if branching and len(point_topic(point)) <= MAX_LABEL_CHARS:
            yield question_for(point_topic(point))
