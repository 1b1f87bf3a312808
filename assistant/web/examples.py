"""Questions made of the library's own outline: examples, and 问这一点 on every point."""

import re
from collections.abc import Iterator
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from assistant.types import Point

if TYPE_CHECKING:
    from assistant.service import Assistant

EXAMPLES = 6
MAX_LABEL_CHARS = 24  # longer labels make questions that nobody would type
_EDGES = " \t\n　。；;，,：:、！!"
# Verbs with which a Chinese policy text opens what is to be done; other labels state what is.
_DEED = re.compile(
    r"加快|加强|加大|推动|推进|促进|强化|优化|完善|健全|深化|提升|提高|做好|做强"
    r"|抓好|抓住|构建|建设|建立|打造|培育|发展|实施|落实|坚持|支持|鼓励|引导|统筹"
    r"|创新|开展|拓展|扩大|突出|聚焦|攻克|保障|保护|倡导|形成|持续|着力|大力|积极"
    r"|切实|全面|深入|进一步"
)
_QUESTION = re.compile(r"[?？吗呢]$")


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


def point_question(point: Point) -> str:
    """The question that asks about one point; "" for a point without words."""
    topic = point_topic(point)
    if not topic:
        return ""
    if _QUESTION.search(topic):
        return topic
    if _DEED.match(topic):
        return f"怎样{topic}？"
    return f"{topic}有哪些内容？" if len(point.children) > 1 else f"{topic}，文中怎么说？"


def example_questions(assistant: "Assistant", limit: int = EXAMPLES) -> tuple[str, ...]:
    """Up to `limit` questions, taken in turn from each article's branching points."""
    columns = [tuple(_askable(assistant.outline(a.id))) for a in assistant.articles()]
    rounds = chain.from_iterable(zip_longest(*columns, fillvalue=""))
    unique = dict.fromkeys(question for question in rounds if question)
    return tuple(unique)[:limit]


def _askable(root: Point) -> Iterator[str]:
    for point in root.walk():
        branching = len(point.children) > 1 and point.kind in ("heading", "section", "item")
        if branching and len(point_topic(point)) <= MAX_LABEL_CHARS:
            yield point_question(point)
