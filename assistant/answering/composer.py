"""Composing: from a standalone question to statements that wait for their check."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.composition import Composition, Gathered
from assistant.answering.conversation.resolved import Resolved, Scope
from assistant.answering.conversation.within import articles_of
from assistant.answering.documents.article_names import ArticleNames, Signatures
from assistant.answering.documents.author_scope import without_author
from assistant.answering.documents.which_article import thing_said
from assistant.answering.drafts import Draft
from assistant.answering.finding import POINT_ARTICLES, Finder
from assistant.answering.outline.announced import numbered_alike, unmarked_list
from assistant.answering.outline.completed import Completed
from assistant.answering.outline.found_items import FoundItems
from assistant.answering.outline.lists import Lists, explains, tells_kind
from assistant.answering.outline.penalties import SURELY_FINED, Penalties
from assistant.answering.outline.point_drafts import labelled_list
from assistant.answering.outline.points import Match, Points
from assistant.answering.outline.titled_lists import titled_list
from assistant.answering.outright import Outright
from assistant.answering.refusing.confidence import Confidence, describe
from assistant.answering.refusing.everyday import EverydayWords
from assistant.answering.refusing.fields import is_field_asked_for
from assistant.answering.refusing.objections import Objections
from assistant.answering.refusing.reading import Encode, EvidenceReader
from assistant.answering.refusing.told import terms_of
from assistant.answering.sentences.extractive import (
    MOST_SHOWN,
    Policy,
    Ranked,
    SentenceRanker,
    compose,
)
from assistant.answering.sentences.headed_fields import is_headed_so
from assistant.answering.sentences.importance import sure_of_worth
from assistant.answering.sentences.preferred import preferred
from assistant.answering.sentences.rivals import side_by_side
from assistant.answering.sentences.whole_answers import is_named_complete, is_whole_answer
from assistant.answering.tables.announced_rows import with_rows
from assistant.answering.tables.answers import table_drafts
from assistant.answering.tables.notes import with_notes
from assistant.answering.tables.paid_by_age import age_alone, paid_drafts
from assistant.answering.told_by import told_by
from assistant.answering.words.colloquial import in_library_words
from assistant.answering.words.question import Question, analyse
from assistant.answering.words.rewording import reword
from assistant.answering.words.spans import SPAN_KINDS
from assistant.answering.words.terms import Terms
from assistant.text import fold
from assistant.types import Corpus, Hit, Search, Span, TermStatistics

MOST_WITH_MORE = 4  # statements of an answer and of what else there is (还有吗), together
# What is left of the confidence when the evidence contradicts a condition of the question.
CONSTRAINED = 0.3
# A library of no more passages is read when it is opened rather than when it is asked.
WARM_PASSAGES = 300
# A cell is looked for in the tables of so many of the nearest articles.
TABLE_ARTICLES = 3
# A topic must be so long to be looked for in the outline of the one article that is asked.
MIN_LABEL_CHARS = 3
# How sure a list without marks is that has as many items as are asked for.
UNMARKED_SURE = 0.5
# Characters of the nearest articles in which an unknown word's other spelling is sought.
READ_CHARS = 20_000


class Composer:
    """Composes answers over one corpus by whichever way fits the question."""

    def __init__(
        self,
        corpus: Corpus,
        search: Search,
        statistics: TermStatistics,
        points: Points,
        confidence: Confidence,
        policy: Policy,
        encode: Encode | None,
    ) -> None:
        self._corpus = corpus
        self._statistics = statistics
        self._points = points
        self._confidence = confidence
        self._policy = policy
        self._reader = EvidenceReader(corpus, encode)
        self._ranker = SentenceRanker()
        self.signatures = Signatures(corpus.articles())
        self.names = ArticleNames(corpus.articles())
        self.finder = Finder(corpus, search)
        self._outright = Outright(corpus, points, self.finder, self.signatures, self.names)
        self._lists = Lists(self._points)
        self._completed = Completed(self._points)
        self._items = FoundItems(self._points)
        self._everyday = EverydayWords()
        self._penalties = Penalties(corpus)
        self._objections = Objections(corpus, self.finder.places)

    def warm(self) -> None:
        """Read a small library now rather than when it is first asked."""
        passages = self._corpus.passages()
        if not 0 < len(passages) <= WARM_PASSAGES:
            return
        self._reader.warm(passages.values())
        for article in self._corpus.articles():
            self._points.warm(article.id)
        self.compose(Resolved(next(iter(passages.values())).text[:20]))

    def compose(self, resolved: Resolved, as_of: str = "", within: str = "") -> Composition:
        """What can be said to a standalone question, and how surely; `as_of` as in Answerer.

        `within` names the one article that is asked; what it does not say stays unsaid.
        """
        question = analyse(resolved.asked or resolved.text)
        terms = terms_of(question, self._statistics)
        outright = None if within else self._outright.compose(question, terms, resolved, as_of)
        if outright is not None:
            return outright
        thing = "" if within or resolved.scope else thing_said(question.folded)
        if thing:
            return told_by(self.compose(Resolved(thing), as_of))
        scope = self._whole(within) if within else resolved.scope
        found = self.gather(question, scope, as_of)
        question, terms, hits = found.question, found.terms, found.hits
        tables = [self._corpus.article(each) for each in articles_of(hits)[:TABLE_ARTICLES]]
        age = (
            None
            if resolved.scope or within
            else age_alone(question, tuple(self._corpus.articles()))
        )
        if age is None:
            cells, none = table_drafts(question, tables, found.evidence)
        else:
            published = (
                article
                for article in self._corpus.articles()
                if self.finder.published_by(article.id, as_of)
            )
            cells, none = paid_drafts(question, age, tuple(published))
        if none:
            return Composition(question, terms, hits, (), (), 0.0, none)
        if cells:
            return Composition(question, terms, hits, (), tuple(with_notes(cells)), 1.0, "")
        ordered = preferred(question, self._ranker.rank(found.evidence))
        ranked = tuple(self._items.of_named_item(question, ordered))
        # One word of two characters (产业) labels too many points of an article.
        match = None if within and len(question.topic) < MIN_LABEL_CHARS else found.match
        fit = (match.own, match.chain) if match else (0.0, 0.0)
        row = describe(question, terms, ranked, hits, *fit)
        confidence = self._confidence.probability(row)
        if resolved.scope is not None:
            confidence = max(confidence, self._confidence.threshold(question.kind))
        point = match if match and self._lists.answers(question, match, ranked) else None
        sure = self._lists.sureness(question, point, ranked)
        told = (point and point.node.parents) or (ranked and explains(question, ranked[0]))
        unmarked = [] if told else unmarked_list(question, ranked, self._corpus)
        if not (told or unmarked or (point is not None and point.count_met)):
            unmarked = titled_list(question, ranked, self._corpus)
        if unmarked:
            point = None  # three things announced, in a document of three parts
        if unmarked and (question.count is not None or question.quoted):
            sure = max(sure, UNMARKED_SURE)
        fined, unfined = self._penalties.of_act(question, terms, ranked)
        sure = SURELY_FINED if fined else sure
        confidence = max(confidence, sure, sure_of_worth(question, ranked))
        sure_point = point is not None and point.is_sure
        settled = sure_point or bool(fined)
        constraint = unfined or self._objections.to(question, terms, ranked, settled)
        if constraint:
            confidence *= CONSTRAINED
        rivals, note = side_by_side(question, terms, ranked, self._corpus, self._policy)
        most = 1 if within else MOST_SHOWN
        drafts = fined or rivals or numbered_alike(question, ranked, self._corpus)
        drafts = drafts or self._drafts(question, terms, ranked, point, unmarked, resolved, most)
        drafts = with_notes(with_rows(question, drafts))
        nearest = not constraint and self._everyday.are_answered(confidence, terms, ranked, hits)
        return Composition(
            question,
            terms,
            hits,
            ranked,
            self._completed.whole(question, drafts),
            confidence,
            constraint,
            note,
            nearest,
        )

    def terms(self, text: str) -> Terms:
        """The terms of a question as typed, without a search for other spellings."""
        return terms_of(analyse(text), self._statistics)

    def answers_about_articles(self, question: str) -> bool:
        """Whether a question asks about whole articles and can be answered so."""
        return self._outright.answers_about_articles(question)

    def gather(self, question: Question, scope: Scope | None = None, as_of: str = "") -> Gathered:
        """What the library holds for a question; the models are fitted on just this."""
        question, scope = self._scoped(question, scope)
        topic = in_library_words(question.topic, self._statistics)
        question = replace(question, topic=topic)
        terms = terms_of(question, self._statistics)
        hits = self.finder.hits(question, scope, as_of)
        question, terms, hits = self._reworded(question, terms, hits, scope, as_of)
        evidence = self._reader.read(question, terms, hits)
        if scope is not None:
            span = scope.span
            evidence = [
                item
                for item in evidence
                if span.contains(Span(item.sentence.start, item.sentence.end))
            ]
        match = self._point(question, hits, scope)
        return Gathered(question, scope, terms, hits, tuple(evidence), match)

    def _scoped(self, question: Question, scope: Scope | None) -> tuple[Question, Scope | None]:
        """A question that names an author is asked of that author's article, without the name."""
        if scope is not None:
            return question, scope
        question, article = without_author(question, self.signatures)
        return question, self._whole(article.id) if article else None

    def _whole(self, article_id: str) -> Scope:
        article = self._corpus.article(article_id)
        return Scope(article_id, Span(article.body_start, article.body_end))

    def _reworded(
        self,
        question: Question,
        terms: Terms,
        hits: tuple[Hit, ...],
        scope: Scope | None,
        as_of: str,
    ) -> tuple[Question, Terms, tuple[Hit, ...]]:
        """The question in the documents' own words where it abbreviates or misspells them."""
        texts = (
            fold(self._corpus.article(article_id).text[:READ_CHARS])
            for article_id in articles_of(hits)[:3]
        )
        topic = reword(question, terms, texts)
        if topic == question.topic:
            return question, terms, hits
        question = replace(question, topic=topic)
        return (
            question,
            terms_of(question, self._statistics),
            self.finder.hits(question, scope, as_of),
        )

    def _point(self, question: Question, hits: Sequence[Hit], scope: Scope | None) -> Match | None:
        """The outline point that answers a question for a list or a way of doing."""
        if scope is not None:
            matches = self._points.matches(question, [scope.article_id], scope.span)
            if not matches or not matches[0].count_met:
                counted = self._points.only_counted(question, scope.article_id, scope.span)
                return counted or next(iter(matches), None)
        else:
            matches = self._points.matches(question, articles_of(hits)[:POINT_ARTICLES])
        return next(iter(matches), None)

    def _drafts(
        self,
        question: Question,
        terms: Terms,
        ranked: Sequence[Ranked],
        point: Match | None,
        unmarked: list[Draft],
        resolved: Resolved,
        most: int,
    ) -> list[Draft]:
        if resolved.scope is not None and not resolved.asked:
            node = self._points.node_at(resolved.scope.article_id, resolved.scope.span.start)
            return labelled_list(node) if node else []
        if ranked and is_named_complete(question, ranked[0]):
            return compose(question, terms, ranked, self._corpus, self._policy, most)
        introduced = self._lists.introduced(question, terms, ranked)
        if point is not None:
            if introduced and not point.node.items:  # 应当符合下列要求:, beside a clause like it
                return introduced
            listed = self._lists.drafts(question, point, ranked)
            # The sentence that announces the same list belongs to it.
            return introduced if introduced[-len(listed) :] == listed else listed
        listed = introduced or unmarked or self._items.agreed(question, ranked)
        if listed:
            return listed
        if ranked and (
            is_field_asked_for(question, ranked[0])
            or is_whole_answer(question, ranked[0])
            or (not question.listing and is_headed_so(question, ranked[0]))
        ):
            most = 1
        drafts = self._sentences(question, terms, ranked, most)
        if resolved.more:
            shown = {draft.text for draft in drafts}
            further = self._sentences(question, terms, ranked, MOST_WITH_MORE)
            return [draft for draft in further if draft.text not in shown]
        return drafts

    def _sentences(
        self, question: Question, terms: Terms, ranked: Sequence[Ranked], most: int
    ) -> list[Draft]:
        """At most `most` statements of sentences; what only announces a list follows no other."""
        drafts = compose(question, terms, ranked, self._corpus, self._policy, most)
        below = self._lists.below(question, drafts[0]) if drafts else []
        if below:
            return below
        saying = [draft for draft in drafts if not self._lists.only_announces(draft)]
        if drafts and self._lists.is_empty(drafts[0]) and not tells_kind(question, drafts[:1]):
            return saying
        if saying and (question.kind in SPAN_KINDS or self._lists.is_empty(drafts[0])):
            return saying
        return [*drafts[:1], *(draft for draft in saying if draft is not drafts[0])]
