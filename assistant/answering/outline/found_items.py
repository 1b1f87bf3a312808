"""Lists told by the sentences that were found: several items of one, or the item that is named."""

from collections.abc import Sequence

from assistant.answering.drafts import Draft
from assistant.answering.outline.headings import MIN_HEADING_CHARS
from assistant.answering.outline.nodes import Node, is_whole
from assistant.answering.outline.point_drafts import list_drafts
from assistant.answering.outline.points import Points
from assistant.answering.sentences.extractive import Ranked
from assistant.answering.sentences.leading import led_by_likely
from assistant.answering.sentences.whole_answers import is_counted_list
from assistant.answering.words.evidence import Sentence
from assistant.answering.words.question import Question
from assistant.answering.words.spans import items_of_enumeration
from assistant.text import fold
from assistant.types import Point

# Of the nearest sentences so many must be different items of one list, not too long a one.
AGREEING, MIN_AGREEING, MOST_ITEMS = 4, 2, 8
ANSWERS_ALONE, AGREEING_RATIO = 0.45, 0.15

_OF_ONE_ITEM = ("date", "number")
# How long the label of an item is that names a thing, and how likely it must be to answer.
SHORTEST_NAME_CHARS, LONGEST_NAME_CHARS, NAMED_ITEM_RATIO = 3, 8, 0.3


class FoundItems:
    """Finds in which lists of the outline the nearest sentences stand."""

    def __init__(self, points: Points) -> None:
        self._points = points

    def agreed(self, question: Question, ranked: Sequence[Ranked]) -> list[Draft]:
        """The list of which the best sentences are several items; [] where they agree on none.

        工地要防尘，施工方要做到哪几件事: three of five 规定 that each say a part of it. A sentence
        that is likely to answer by itself, or enumerates, needs the others only where all of the
        items are among the nearest (哪些人可以多领).
        """
        if not question.listing or not ranked or is_counted_list(question, ranked[0]):
            return []
        enumerates = items_of_enumeration(ranked[0].text) > MIN_AGREEING
        alone = ranked[0].probability >= ANSWERS_ALONE or (question.count is None and enumerates)
        least = AGREEING_RATIO * ranked[0].probability
        near = [each for each in ranked[:AGREEING] if each.probability >= least]
        nearest = [each.evidence.sentence for each in near]
        found = [place for each in nearest if (place := self._item_at(each))]
        for node, _ in found[:2]:
            if any(_is_named(question, item) for item in node.items):
                continue  # 主要目标有哪些 asks for what that item says, not for its siblings
            items = {item for other, item in found if other is node}
            fits = question.count in (None, len(node.items)) and len(node.items) <= MOST_ITEMS
            enough = len(node.items) if alone else MIN_AGREEING
            if fits and len(items) >= max(enough, MIN_AGREEING) and not is_whole(node):
                return list_drafts(node)
        return []

    def of_named_item(self, question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
        """The evidence, led by what stands in the one item that a question names by its label.

        零售券不能买什么: the item on 零售券, beside one on 餐饮券 and before a rule on all 消费券.
        Only where the best sentence neither stands in such an item nor says its name.
        """
        if not ranked or self._named_item(question, ranked[0]) is not None:
            return list(ranked)
        best = self._item_at(ranked[0].evidence.sentence)

        def is_of_item(item: Ranked) -> bool:
            label = self._named_item(question, item, beside=best[0] if best else None)
            return label is not None and label not in ranked[0].text

        return led_by_likely(ranked, is_of_item, NAMED_ITEM_RATIO)

    def _named_item(
        self, question: Question, item: Ranked, beside: Node | None = None
    ) -> str | None:
        """The short label of the list item that a sentence stands in, where the question has it.

        `beside` is the list in which the best sentence is another item.
        """
        found = self._item_at(item.evidence.sentence)
        if found is None:
            return None
        node, place = found
        ends, lengths = ({f(item.label) for item in node.items} for f in (_last, len))
        # 网上申报, 初审: each by its own day; 新能源电池, 船舶: each with its own figure
        told_apart = node is beside and question.kind in _OF_ONE_ITEM
        if len(ends) > 1 and not told_apart and (len(lengths) > 1 or question.years):
            return None  # 基本原则, 发展目标 head the parts of a plan
        named = [n for n, each in enumerate(node.items) if _is_short_name(question, each)]
        return fold(node.items[place].label) if named == [place] else None

    def _item_at(self, sentence: Sentence) -> tuple[Node, int] | None:
        """The innermost list in which a sentence is an item or stands in one, and which."""
        inner = self._points.node_at(sentence.article_id, sentence.start)
        points = (*inner.parents, inner.point) if inner else ()
        for point in reversed(points):
            node = self._points.node_of(sentence.article_id, point)
            for place, item in enumerate(node.items if node else ()):
                if node and item.start <= sentence.start < item.end:
                    return node, place
        return None


def _last(label: str) -> str:
    return label[-1:]


def _is_short_name(question: Question, item: Point) -> bool:
    label = fold(item.label)
    return SHORTEST_NAME_CHARS <= len(label) <= LONGEST_NAME_CHARS and label in question.folded


def _is_named(question: Question, item: Point) -> bool:
    """Whether a question names an item of a list by its whole label."""
    label = fold(item.label)
    return len(label) >= MIN_HEADING_CHARS and label in question.folded
