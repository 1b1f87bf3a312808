"""Clauses that exempt somebody from the very clause that is cited (可不受第四条第（三）项限制).

Who reads 本人在本县无自有住房 as an answer must also be told for whom it does not hold.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from assistant.answering.drafts import Draft, quote_draft
from assistant.answering.outline.nodes import Node
from assistant.answering.outline.points import Points
from assistant.quantities import parse_number
from assistant.text import fold, sentences
from assistant.types import Article, Span

_NUMBER = r"(?:[〇零一二三四五六七八九十百千两]+|\d+)"
_CLAUSE = rf"第(?P<clause>{_NUMBER})条(?:第?\(?(?P<item>{_NUMBER})\)?[项款目])?"
# 前款规定, 上述条件, 前条: what stands right before.
_BEFORE = r"(?P<before>前[款项]|上款|上述|以上|前述|前条|上条)"
_MEANT = rf"(?:{_CLAUSE}|{_BEFORE})[^,。;]{{0,16}}?"
_EXEMPTS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"不受[^,。;]{{0,12}}?{_MEANT}(?:限制|约束|制约|影响|规定)",
        rf"不(?:适用|执行)(?:于)?[^,。;]{{0,12}}?{_MEANT}(?:$|[,。;])",
        rf"(?:免于|豁免|免除|放宽|突破)[^,。;]{{0,8}}?{_MEANT}(?:限制|条件|要求|规定)",
        rf"{_MEANT}(?:不适用|(?:可以?|予以|适当)+(?:豁免|免除|放宽|突破))",
    )
)
_MARK = re.compile(rf"第(?P<number>{_NUMBER})条")
MOST = 2  # exemptions beside one answer


class Exemptions:
    """The clauses of the documents that exempt from other clauses."""

    def __init__(self, points: Points) -> None:
        self._points = points
        self._of = lru_cache(maxsize=256)(self._read)

    def beside(self, drafts: Sequence[Draft]) -> list[Draft]:
        """The statements, and after them what exempts from a clause that they quote."""
        added: list[Draft] = []
        for draft in drafts if len(drafts) <= MOST_DRAFTS else ():
            for source in draft.sources if draft.check == "quote" else ():
                for said, meant in self._of(source.article.id):
                    quotes = source.start < meant.end and meant.start < source.end
                    if not quotes or any(_holds(each, source.article, said) for each in drafts):
                        continue
                    exempting = quote_draft(source.article, said.start, said.end, (), draft.group)
                    if exempting not in added:
                        added.append(exempting)
        return [*drafts, *added[:MOST]]

    def _read(self, article_id: str) -> tuple[tuple[Span, Span], ...]:
        """Each sentence of an article that exempts from a clause, and the extent of that clause."""
        nodes = self._points.nodes(article_id)
        return tuple(self._found(nodes[0].article, nodes))

    def _found(self, article: Article, nodes: Sequence[Node]) -> Iterator[tuple[Span, Span]]:
        for span in sentences(article.text, article.body_start, article.body_end):
            folded = fold(span.of(article.text))
            exempts = next((m for each in _EXEMPTS if (m := each.search(folded))), None)
            if exempts is None:
                continue
            said = _trimmed(article, span)
            meant = self._meant(exempts, said, nodes)
            if meant is not None and not meant.contains(said):
                yield said, meant

    def _meant(self, exempts: re.Match[str], said: Span, nodes: Sequence[Node]) -> Span | None:
        """The extent of the clause, or of its item, that a sentence exempts from."""
        if exempts["before"]:
            return self._before(exempts["before"], said, nodes)
        number, item = exempts["clause"], exempts["item"]
        clause = next((node for node in nodes[1:] if _number(node) == parse_number(number)), None)
        if clause is None:
            return None
        place = int(parse_number(item) or 0) if item else 0
        if 0 < place <= len(clause.items):
            return Span(clause.items[place - 1].start, clause.items[place - 1].end)
        return Span(clause.point.start, clause.point.end)

    def _before(self, word: str, said: Span, nodes: Sequence[Node]) -> Span | None:
        """What stands in a clause before a sentence, or the clause before its own."""
        clauses = [node for node in nodes[1:] if _number(node) is not None]
        own = next(
            (n for n in reversed(clauses) if n.point.start <= said.start < n.point.end), None
        )
        if own is None:
            return None
        if own.point.start < said.start and not word.endswith("条"):
            return Span(own.point.start, said.start)
        place = clauses.index(own)
        earlier = clauses[place - 1].point if place else None
        return Span(earlier.start, earlier.end) if earlier else None


MOST_DRAFTS = 12  # a longer answer is a survey, and cites no clause in particular


def _number(node: Node) -> Decimal | None:
    mark = _MARK.match(node.article.text, node.point.start)
    return parse_number(mark["number"]) if mark else None


def _trimmed(article: Article, span: Span) -> Span:
    text = span.of(article.text)
    start = span.start + len(text) - len(text.lstrip())
    return Span(start, start + len(text.strip()))


def _holds(draft: Draft, article: Article, said: Span) -> bool:
    """Whether a statement quotes a sentence already."""
    return any(
        source.article.id == article.id and source.start < said.end and said.start < source.end
        for source in draft.sources
    )
