"""Clauses asked for by their number: 第七条讲什么, 《办法》第二章的内容."""

import re
from collections.abc import Sequence

from assistant.answering.drafts import Draft, quote_draft
from assistant.answering.outline.nodes import Node
from assistant.answering.outline.point_drafts import list_drafts
from assistant.answering.outline.points import Points
from assistant.answering.words.question import Question
from assistant.quantities import parse_number
from assistant.text import fold

_DIGITS = "〇零一二三四五六七八九十百千两"
_ASKED = re.compile(rf"第(?P<number>[{_DIGITS}]+|\d+)(?P<unit>[条章节])(?!.*多少[条章节])")
# 第七条第四项
_ITEM = re.compile(rf"第(?P<number>[{_DIGITS}]+|\d+)[项款]")
_MARK = re.compile(rf"第(?P<number>[{_DIGITS}]+|\d+)(?P<unit>[条章节])")
# What may stand beside the number in a question for the clause itself.
_BESIDE = re.compile(
    r"请问|请|告诉我|查一?下|原文|全文|内容|规定|讲|说|写|提|要求|主要|具体|如何|怎么样?|什么|哪些|"
    r"本|该|这个|这部|[是了的有里中呢啊吗?。,\"《》()\s]"
)
_LAW = re.compile(r"(?:法|条例|办法|规定|细则|规则|章程|规范|制度|准则|守则)$")
# A clause longer than this is shown by its items.
WHOLE_CHARS = 320
TOLD_SHARE = 0.6  # of the pairs of characters beside the number


def asks_for_clause(question: Question) -> bool:
    """Whether the question names an article, chapter or section by its number."""
    return _ASKED.search(question.folded) is not None


class Clauses:
    """The numbered articles, chapters and sections of the documents."""

    def __init__(self, points: Points) -> None:
        self._points = points

    def answer(
        self, question: Question, article_ids: Sequence[str]
    ) -> tuple[list[Draft], str] | None:
        """The clause asked for, or what is missing; None where none is asked for by its number.

        Of several documents the first whose title is named, else the first that has the clause.
        """
        asked = _ASKED.search(question.folded)
        if asked is None:
            return None
        item = _ITEM.match(question.folded, asked.end())
        end = item.end() if item else asked.end()
        beside = _BESIDE.sub("", question.folded[: asked.start()] + question.folded[end:])
        unit, number = asked["unit"], parse_number(asked["number"])
        numbered = mentioned = False
        for article_id in article_ids:
            nodes = self._points.nodes(article_id)  # the first is the article itself
            title = _BESIDE.sub("", fold(nodes[0].article.title))
            named = beside in title
            for node in nodes[1:]:
                mark = _MARK.match(node.article.text, node.point.start)
                if mark is None or mark["unit"] != unit:
                    continue
                if not named and not _is_told(beside, title, node):
                    continue
                numbered = True
                if parse_number(mark["number"]) == number:
                    place = int(parse_number(item["number"]) or 0) if item else 0
                    if 0 < place <= len(node.items):
                        part = self._points.node_of(article_id, node.items[place - 1])
                        return list_drafts(part) if part else _drafts(node), ""
                    return _drafts(node), ""
            mentioned |= not named and beside in fold(nodes[0].article.text)
        if numbered:
            return [], f"文中没有“{asked.group()}”。"
        if _LAW.search(beside) and not mentioned:
            return [], f"资料库中没有“{beside}”。"
        return None


def _is_told(beside: str, title: str, node: Node) -> bool:
    """Whether what a question says beside the number is in the title and the clause.

    管理办法第七条禁止哪些行为: the document's name, and what the clause itself says.
    """
    text = title + fold(node.article.text[node.point.start : node.point.end])
    pairs = [beside[at : at + 2] for at in range(len(beside) - 1)]
    told = sum(pair in text for pair in pairs)
    return beside[:2] in title and told >= TOLD_SHARE * len(pairs)


def _drafts(node: Node) -> list[Draft]:
    start, end = node.point.start, node.point.end
    text = node.article.text[start:end]
    if len(text.strip()) <= WHOLE_CHARS:
        return [quote_draft(node.article, start, start + len(text.rstrip()))]
    return list_drafts(node)
