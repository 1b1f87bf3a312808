"""Points asked for by their number under a named one: 机制协同的第三点, 第二个着力点."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.drafts import Draft
from assistant.answering.outline.lists import POINT_CHAIN, POINT_OWN
from assistant.answering.outline.nodes import Node
from assistant.answering.outline.point_drafts import list_drafts
from assistant.answering.outline.points import Match, Points
from assistant.answering.words.question import Question, topic_of
from assistant.text import fold, tokens

# Who asks 第一个……是谁 asks for no point.
_KINDS = frozenset({"list", "open", "how", "definition", "goal", "name"})
_CLAUSE_FIRST = re.compile(
    r"第(?:[一二三四五六七八九十]+|\d+)条(?!举措|措施|建议|意见|理由|原因|经验|线|路)"
)
_PART = re.compile(r"第(?:[一二三四五六七八九十]|\d{1,2})(?:大)?部分?(?!门|分钱)")
_ASKED = re.compile(
    r"(?:里面?|中|之中|当中)?的?第(?:[一二三四五六七八九十]|\d{1,2})"
    r"(?:个方面|方面|个|点|条|项|类|种|步|部分|部)(?:措施|举措|内容|要求|任务|建议)?"
    r"(?:[说讲谈](?:了|的)?(?=是|什么|啥|哪))?"
)


class Ordinals:
    """The numbered children of the points of articles."""

    def __init__(self, points: Points) -> None:
        self._points = points

    def named(self, question: Question) -> Question | None:
        """The question for the point whose child is asked for by number; None for no such one."""
        if question.ordinal is None or question.kind not in _KINDS:
            return None
        if _CLAUSE_FIRST.match(question.folded):
            return None  # 第七条禁止哪些行为: a clause of some rules, not an item of a list
        topic = topic_of(_ASKED.sub(",", question.folded))
        if not topic or topic == question.topic:
            return None
        return replace(question, topic=topic, ordinal=None, listing=True, count=None)

    def answer(
        self, number: int, named: Question, article_ids: Sequence[str]
    ) -> tuple[list[Draft], str] | None:
        """What the point's nth item says, or that it has fewer; None where no point is meant."""
        if _PART.search(named.text):
            part = self._part(number, named, article_ids)
            if part is not None:
                return list_drafts(self._listing(part, named)), ""
        matches = [match for match in self._points.matches(named, article_ids) if match.node.items]
        called = [match for match in matches if _items_called(match.node, named.topic)]
        meant = called or [match for match in matches if _says(match)]
        if not meant:
            return None
        node = meant[0].node
        if number > len(node.items):
            return [], f"文中只有{len(node.items)}项，没有第{number}项。"
        item = self._points.node_of(node.article.id, node.items[number - 1])
        return (list_drafts(item), "") if item else None

    def _listing(self, part: Node, named: Question) -> Node:
        """Of a part and what it is made of, the list whose items all say what is asked (抓落实)."""
        asked = {token for token in tokens(named.topic) if len(token) > 1}
        for node in self._points.nodes(part.article.id):
            within = node.point is part.point or part.point in node.parents
            said = (asked.intersection(tokens(fold(item.label))) for item in node.items)
            if within and node.items and all(said):
                return node
        under = (
            node
            for node in self._points.nodes(part.article.id)
            if part.point in node.parents and node.items
        )
        # 二、重点任务: what stands under 重点抓好以下五个方面工作.
        return part if part.items else next(under, part)

    def _part(self, number: int, named: Question, article_ids: Sequence[str]) -> Node | None:
        """The nth part of the document (讲话第三部分) whose title and label say most that is asked.

        None where none says a word of it.
        """
        asked = {token for token in tokens(named.topic) if len(token) > 1}
        best, most = None, 0
        for article_id in article_ids:
            nodes = self._points.nodes(article_id)
            top = (node for node in nodes if len(node.parents) <= 1 and node.items)
            whole = next(top, None)
            if whole is None or number > len(whole.items):
                continue
            part = whole.items[number - 1]
            said = asked.intersection(tokens(fold(f"{whole.article.title},{part.label}")))
            if len(said) > most:
                best, most = self._points.node_of(article_id, part), len(said)
        return best


def _says(match: Match) -> bool:
    return match.own >= POINT_OWN and match.chain >= POINT_CHAIN


def _items_called(node: Node, noun: str) -> bool:
    """Whether all items of a point are called what is counted (第三个协同)."""
    return len(noun) > 1 and all(noun in fold(item.label) for item in node.items)
