"""Lists and ways of doing, answered from the outline: the point whose label fits, its children."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.kinds import DIGITS
from assistant.answering.list_nouns import ends_alike, is_list_noun, with_alike, without_list_nouns
from assistant.answering.question import Question, small_number
from assistant.answering.terms import Terms, weigh
from assistant.text import fold, tokens
from assistant.types import Article, Corpus, Point, Span, TermStatistics

# A heading must be so long to be asked for by its words alone.
MIN_HEADING_CHARS = 4
# A point that holds this share of an article's body is the article under its title.
WHOLE_SHARE = 0.8
# A token in this share of an article's parts belongs to its subject.
GIVEN_SHARE = 0.5
# A list called what is asked for needs no further check where its article says as much.
SURE_CHAIN = 0.9
# 怎么申请, 要走哪几步: what a part called 程序 or 流程 lists.
_STEPS = re.compile(
    r"几(?:个步骤|步|道(?:手续|程序))|(?:怎么|怎样|如何)(?:去)?(?:申请|申报|办理|报名|申领)|"
    r"(?:申请|申报|办理|报名|申领)的?(?:流程|程序|步骤|手续)"
)
# 消费券有哪几种: what its items are called ends as it does (餐饮券, 零售券).
_SORTS_ASKED = re.compile(
    r"(?:哪[几些]|几|什么)(?:种|类)|哪些(?:种类|类型|类别|品种)|(?:种类|类型|类别|品种)(?:有|是|分)?哪"
)
LONGEST_SORT_CHARS = 8
# 抓好今年五项任务, over its five items.
_COUNTED_PHRASE = re.compile(rf"(([{DIGITS}])(?:个|项|条|大|种|类|步|招|件)[一-龥]{{2}})")
_NAMING_KINDS = frozenset({"list", "how", "goal", "open", "definition", "name"})
# What is asked to be done is a label's own words when it has so many characters.
OBJECT_CHARS = 4


@dataclass(frozen=True, slots=True)
class Node:
    """A point of an outline with what stands above it."""

    article: Article
    point: Point
    parents: tuple[Point, ...]
    own: frozenset[str]
    above: frozenset[str]

    @property
    def items(self) -> tuple[Point, ...]:
        """What is listed under it; () where nothing is."""
        return items_of(self.point)


def items_of(point: Point) -> tuple[Point, ...]:
    """The structured children of a point, where there are two or more of one kind; else ().

    A table or a few contacts among more sentences are no list of what the point says.
    """
    sentences = sum(child.kind == "sentence" for child in point.children)
    for kinds in (("section", "heading"), ("item",), ("field",)):
        found = tuple(child for child in point.children if child.kind in kinds)
        if len(found) > 1 and (kinds != ("field",) or len(found) > sentences):
            return found
    return ()


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
                is_called = _is_called(node, question)
                if own == 0.0 and not is_called:
                    continue
                chain = terms.coverage(named | node.above | given)
                # What most parts speak of (绿色低碳) tells none of them apart.
                is_object = object_ and object_ in fold(node.point.label)
                if is_object and not is_called and is_list_noun(object_):
                    # 主要措施 of an article that says nothing of 双碳 is none of its 措施.
                    is_object = terms.coverage(named | self.words(article_id)) > 0.0
                if is_called or (is_object and not given.issuperset(tokens(object_))):
                    # The rest says who is to do it: that stands anywhere in the article.
                    own, chain = 1.0, terms.coverage(named | self.words(article_id))
                found.append(
                    Match(
                        node,
                        own,
                        chain,
                        len(asked & node.own) / max(1, len(node.own)),
                        question.count is not None and len(node.items) == question.count,
                        1.0 if is_called else _share_named(node, question),
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


def _is_called(node: Node, question: Question) -> bool:
    """Whether the list of a point, or all its items, are called what is asked for.

    二、申报材料 for 需要哪些申报材料; 做好机制协同, 加强政策协同, … for 哪些协同; 申报程序
    for 怎么申请.
    """
    if not node.items:
        return False
    label = fold(node.point.label).rstrip(":")
    if _STEPS.search(question.folded) and node.parents and ends_alike(label, "程序"):
        return True
    noun = question.heads[1] or question.heads[0]
    if not question.listing or len(noun) < 2:
        return False
    if node.parents and re.fullmatch(rf"(?:主要|重点|具体|基本)?{re.escape(noun)}", label):
        return True
    if _SORTS_ASKED.search(question.folded) and _are_sorts(node, question):
        return True
    if is_list_noun(noun):
        return False
    if question.count is None and _share_named(node, question) == 1.0:
        return True
    return bool(node.parents) and ends_alike(label, noun)


def _are_sorts(node: Node, question: Question) -> bool:
    """Whether the items are short names that all end as the thing does that is asked about."""
    thing = question.heads[0]
    return len(thing) > 1 and all(
        item.label.endswith(thing[-1]) and len(item.label) <= LONGEST_SORT_CHARS
        for item in node.items
    )


def counts_its_items(question: Question, node: Node) -> bool:
    """Whether a heading counts its items as the question does (今年五项任务是什么)."""
    if not node.parents or question.kind not in _NAMING_KINDS:
        return False
    counted = _COUNTED_PHRASE.findall(fold(node.point.label))
    return any(
        phrase in question.folded and small_number(number) == len(node.items)
        for phrase, number in counted
    )


def is_whole(node: Node) -> bool:
    """Whether a point is all that an article says, under its title."""
    article, point = node.article, node.point
    whole = WHOLE_SHARE * (article.body_end - article.body_start)
    return not node.parents or point.end - point.start >= whole


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


def _share_named(node: Node, question: Question) -> float:
    """The share of a point's items whose labels hold the noun that is counted (哪四个协同).

    Where no count is asked for, 1 for all of three or more items, else 0.
    """
    noun = question.heads[1]
    if len(noun) < 2 or not node.items or is_list_noun(noun):
        return 0.0
    # 汽车产业 is an industry, 优化产业布局 is not: the noun ends what it names.
    named = re.compile(rf"{re.escape(noun)}(?!\w)")
    share = sum(bool(named.search(fold(item.label))) for item in node.items) / len(node.items)
    if question.count is None:
        return float(question.listing and share == 1.0 and len(node.items) > 2)
    return share


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
