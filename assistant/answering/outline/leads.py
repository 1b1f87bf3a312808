"""Statements that only announce a list (…下列条件：) and the items that must follow them."""

import re
from collections.abc import Sequence

from assistant.answering.drafts import Draft
from assistant.answering.outline.nodes import Node, is_whole
from assistant.answering.outline.point_drafts import list_drafts
from assistant.answering.outline.points import Points
from assistant.answering.words.question import Question
from assistant.answering.words.spans import FIGURE_KINDS

# 应当同时具备下列条件, 会议要求：, 有关事项通知如下。
_ANNOUNCES = re.compile(r"[:：]\s*$|(?:以下|下列)[^，,。；;]{0,12}[。.]?\s*$|如下[。.]?\s*$")
# Between what announces a list and its first item: a colon, a line break, （一）.
GAP_CHARS = 8
# A longer list is no answer to read; what announces it is shown alone, as it was found.
MOST_ITEMS = 20


class Leads:
    """Gives every statement that only announces a list the list that it announces."""

    def __init__(self, points: Points) -> None:
        self._points = points

    def with_items(self, question: Question, drafts: Sequence[Draft]) -> list[Draft]:
        """The statements, each that ends by announcing a list followed by what it announces.

        Where an item of the list is among the statements already, whoever chose them chose that.
        Items may announce lists in turn. The parts of a whole document (现将有关事项通知如下。) are
        no figure, day or rank, nor the reason for it.
        """
        whole: list[Draft] = []
        for draft in drafts:
            node = self._announced(draft)
            whole.append(draft)
            if node is None or any(_stands_in(other, node) for other in drafts):
                continue
            if is_whole(node) and question.kind in (*FIGURE_KINDS, "why"):
                continue
            items = self.with_items(question, list_drafts(node))
            whole.extend(each.grouped(draft.group) for each in items)
        return whole

    def _announced(self, draft: Draft) -> Node | None:
        """The point whose items the end of a quoted statement announces; None for any other."""
        if draft.check != "quote" or not _ANNOUNCES.search(draft.text):
            return None
        source = draft.sources[-1]
        end = source.start + len(source.quote.rstrip())
        inner = self._points.node_at(source.article.id, max(source.start, end - 1))
        for point in (inner.point, *reversed(inner.parents)) if inner else ():
            node = self._points.node_of(source.article.id, point)
            if node is None or not node.items:
                continue
            first = node.items[0].start
            near = end <= first <= end + GAP_CHARS
            return node if near and len(node.items) <= MOST_ITEMS else None
        return None


def _stands_in(draft: Draft, node: Node) -> bool:
    """Whether a statement quotes an item of a list, or part of one."""
    return any(
        source.article.id == node.article.id
        and any(item.start <= source.start < item.end for item in node.items)
        for source in draft.sources
    )
