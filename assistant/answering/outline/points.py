"""Lists and ways of doing, answered from the outline: the point whose label fits, its children."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.outline.headings import is_asked_for, is_called, share_named
from assistant.answering.outline.nodes import Node
from assistant.answering.words.list_nouns import is_list_noun, with_alike, without_list_nouns
from assistant.answering.words.question import Question
from assistant.answering.words.terms import Terms, weigh
from assistant.text import fold, tokens
from assistant.types import Article, Corpus, Point, Span, TermStatistics

# A token in this share of an article's parts belongs to its subject.
GIVEN_SHARE = 0.5
# A list called what is asked for needs no further check where its article says as much.
SURE_CHAIN = 0.9
# What is asked to be done is a label's own words when it has so many characters.
OBJECT_CHARS = 4


@dataclass(frozen=True, slots=True)
class Match:
    """How well a point fits a question: shares of the question's weight, in [0, 1]."""

    node: Node
    own: float
    chain: float
    specific: float
    count_met: bool
    named_items: float

    @property
    def score(self) -> float:
        """Own label first, then what stands above it, then how little else the label says.

        As many items as were asked for, called what was asked for (四个协同), speak for a point.
        """
        fit = 0.55 * self.own + 0.25 * self.chain + 0.2 * self.specific
        return fit + 0.2 * self.count_met + 0.3 * self.named_items

    @property
    def is_sure(self) -> bool:
        """Whether it lists as many as are asked for, or is called so where the rest is told."""
        return self.count_met or (self.named_items == 1.0 and self.chain >= SURE_CHAIN)

    @property
    def sureness(self) -> float:
        """How sure it is that the point answers: a label that says all is all that is needed.

        As many items as were asked for make up for half of what the label leaves out.
        """
        sure = self.own * self.chain**2
        return sure + 0.5 * (1.0 - sure) if self.count_met else sure


class Points:
    """The points of a library's articles, opened article by article."""

    def __init__(self, corpus: Corpus, statistics: TermStatistics) -> None:
        self._corpus = corpus
        self._statistics = statistics
        self._nodes: dict[str, tuple[Node, ...]] = {}
        self._shared: dict[str, frozenset[str]] = {}

    def nodes(self, article_id: str) -> tuple[Node, ...]:
        """All labelled points of an article, its root first."""
        known = self._nodes.get(article_id)
        if known is None:
            article = self._corpus.article(article_id)
            known = tuple(_labelled(article, self._corpus.outline(article_id), ()))
            if len(self._nodes) > 512:
                self._nodes.clear()
            self._nodes[article_id] = known
        return known

    def warm(self, article_id: str) -> None:
        """Read an article's points before they are asked about."""
        self._given(article_id)

    def node_at(self, article_id: str, start: int) -> Node | None:
        """The smallest labelled point that holds the offset; None before the first."""
        best = None
        for node in self.nodes(article_id):
            if node.point.start <= start < node.point.end:
                best = node
        return best

    def whole_point(self, article_id: str, span: Span) -> Span:
        """The extent of the point whose label is the span; the span itself where none has it."""
        for node in self.nodes(article_id):
            if Span(node.point.label_start, node.point.label_end).contains(span):
                return Span(node.point.start, node.point.end)
        return span

    def matches(
        self, question: Question, article_ids: Sequence[str], within: Span | None = None
    ) -> list[Match]:
        """Points of the articles by how well they fit, best first."""
        terms = self.list_terms(question)
        if not len(terms):
            return []
        asked = frozenset(term.token for term in terms)
        object_ = _object_of(question)
        found: list[Match] = []
        for article_id in article_ids:
            given = self._given(article_id)
            particular = terms.without(given)
            for node in self.nodes(article_id):
                span = Span(node.point.start, node.point.end)
                if node.point.kind == "sentence":
                    continue  # a sentence is found as evidence; here it would hide its section
                if within is not None and not within.contains(span):
                    continue
                named = with_alike(node.own)
                own = max(particular.coverage(named), terms.coverage(named))
                called = is_called(node, question) or is_asked_for(question, node)
                if own == 0.0 and not called:
                    continue
                chain = terms.coverage(named | node.above | given)
                # What most parts speak of (绿色低碳) tells none of them apart.
                is_object = object_ and object_ in fold(node.point.label)
                if is_object and not called and is_list_noun(object_):
                    # 主要措施 of an article that says nothing of 双碳 is none of its 措施.
                    is_object = terms.coverage(named | self.words(article_id)) > 0.0
                if called or (is_object and not given.issuperset(tokens(object_))):
                    # The rest says who is to do it: that stands anywhere in the article.
                    own, chain = 1.0, terms.coverage(named | self.words(article_id))
                found.append(
                    Match(
                        node,
                        own,
                        chain,
                        len(asked & node.own) / max(1, len(node.own)),
                        question.count is not None and len(node.items) == question.count,
                        1.0 if called else share_named(node, question),
                    )
                )
        found.sort(key=lambda m: (-m.score, m.node.article.id, m.node.point.start))
        return _whole_first(found) if question.listing and question.count is None else found

    def node_of(self, article_id: str, point: Point) -> Node | None:
        """The node of a point of an article; None for a point that is not one of its nodes."""
        return next((node for node in self.nodes(article_id) if node.point is point), None)

    def only_counted(self, question: Question, article_id: str, within: Span) -> Match | None:
        """The one list within a span with as many items as are asked for (哪四条建议).

        Only where what is counted has a name that tells no list apart.
        """
        if question.count is None or not is_list_noun(question.heads[1]):
            return None
        counted = [
            node
            for node in self.nodes(article_id)
            if node.parents
            and len(node.items) == question.count
            and within.contains(Span(node.point.start, node.point.end))
        ]
        if len(counted) != 1:
            return None
        return Match(counted[0], own=1.0, chain=1.0, specific=0.0, count_met=True, named_items=0.0)

    def _given(self, article_id: str) -> frozenset[str]:
        """The tokens that most parts of an article share: they do not tell its points apart."""
        known = self._shared.get(article_id)
        if known is None:
            nodes = self.nodes(article_id)
            parts = [child for child in nodes[0].point.children if child.end - child.start > 40]
            text = fold(nodes[0].article.text)
            counts = Counter(
                token for part in parts for token in frozenset(tokens(text[part.start : part.end]))
            )
            least = max(2.0, GIVEN_SHARE * len(parts))
            known = frozenset(token for token, count in counts.items() if count >= least)
            if len(self._shared) > 512:
                self._shared.clear()
            self._shared[article_id] = known
        return known

    def words(self, article_id: str) -> frozenset[str]:
        """All tokens of an article."""
        return frozenset(tokens(fold(self._corpus.article(article_id).text)))

    def list_terms(self, question: Question) -> Terms:
        """The question's terms without the nouns that only name a list."""
        terms = weigh(without_list_nouns(question.topic) or question.topic, self._statistics)
        if question.count is None:
            return terms
        # The number of items tells a list apart by itself: words nobody printed may be let go.
        known = tuple(term for term in terms if term.known)
        return Terms(known or terms.items)


def _object_of(question: Question) -> str:
    """What is to be done (两地怎样做好机制协同 → 机制协同); "" for nothing so long."""
    if question.kind != "how":
        return ""
    *before, last = without_list_nouns(question.topic).split(",")
    return last if before and len(last) >= OBJECT_CHARS else ""


def _whole_first(matches: list[Match]) -> list[Match]:
    """The matches, led by the point whose own parts fit as well as the best one does.

    转型包括哪几个方面: not the first of three items that name it, but what they stand under.
    """
    # The article itself, which its title names, is no part of it.
    alike = [
        m
        for m in matches
        if m.node.parents and m.own >= matches[0].own and m.chain >= matches[0].chain
    ]
    parts = {id(m): sum(m.node.point in other.node.parents for other in alike) for m in alike}
    whole = max(alike, key=lambda m: (parts[id(m)], m.score), default=None)
    if whole is None or parts[id(whole)] < 2:
        return matches
    return [whole, *(m for m in matches if m is not whole)]


def _labelled(article: Article, point: Point, parents: tuple[Point, ...]) -> Iterator[Node]:
    if point.label or not parents:
        # The root is known by the article's title and author, which may not be printed.
        label = point.label if parents else f"{article.title} {article.author}"
        above = " ".join((article.title, article.author, *(p.label for p in parents)))
        yield Node(
            article,
            point,
            parents,
            frozenset(tokens(fold(label))),
            frozenset(tokens(fold(above))),
        )
    for child in point.children:
        if child.kind != "clause":
            yield from _labelled(article, child, (*parents, point))
