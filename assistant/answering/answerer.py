"""One question, one checked answer: the ways of composing and the decision to abstain."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from assistant.answering import across, citations, refusal, small_talk, suggestions
from assistant.answering.confidence import Confidence, describe, failed_constraint
from assistant.answering.conversation import Resolved, Scope, resolve
from assistant.answering.drafts import Draft
from assistant.answering.evidence import Encode, EvidenceReader
from assistant.answering.extractive import Policy, Ranked, SentenceRanker, compose
from assistant.answering.metadata import (
    MetadataAnswers,
    asks_for_mentions,
    is_about_articles,
    named_articles,
)
from assistant.answering.points import Match, Points, list_drafts
from assistant.answering.question import Question, analyse
from assistant.answering.terms import Terms, weigh
from assistant.types import Answer, Corpus, Hit, Refusal, Search, Span, Statement, TermStatistics

CANDIDATE_HITS = 10
SHOWN_HITS = 10
NEAREST_SHOWN = 3
# An outline point answers when its own label covers this much of the question …
POINT_OWN = 0.5
# … and, with what stands above it, this much.
POINT_CHAIN = 0.6
_SUBQUESTION = re.compile(r"(?<=[?？；;])\s*(?=\S)")


class Writer(Protocol):
    """Rewrites checked statements as prose; see `assistant.answering.generative`."""

    def write(self, question: str, drafts: Sequence[Draft]) -> list[Draft]:
        """Sentences with their sources; raises LanguageModelError."""


@dataclass(frozen=True, slots=True)
class Composition:
    """What was composed for one standalone question, before it is checked."""

    question: Question
    terms: Terms
    hits: tuple[Hit, ...]
    ranked: tuple[Ranked, ...]
    drafts: tuple[Draft, ...]
    confidence: float
    constraint: str


class Answerer:
    """Answers questions over one corpus. Holds caches, no state: a question never changes the next."""

    def __init__(
        self,
        corpus: Corpus,
        search: Search,
        statistics: TermStatistics,
        encode: Encode | None = None,
        language_model: Writer | None = None,
        policy: Policy | None = None,
    ) -> None:
        self._corpus = corpus
        self._search = search
        self._statistics = statistics
        self._writer = language_model
        self._policy = policy or Policy()
        self._reader = EvidenceReader(corpus, encode)
        self._ranker = SentenceRanker()
        self._confidence = Confidence()
        self._points = Points(corpus, statistics)
        self._metadata = MetadataAnswers(corpus)
        self._across = across.AcrossAnswers(corpus)

    def answer(self, question: str, history: Sequence[str] = (), *, as_of: str = "") -> Answer:
        """The checked answer; `history` are the earlier questions, oldest first.

        `as_of` (ISO date) leaves out articles published later; undated ones stay.
        """
        *_, last = self.stream(question, history, as_of=as_of)
        if not isinstance(last, Answer):
            raise TypeError("the stream ended without an answer")
        return last

    def stream(
        self, question: str, history: Sequence[str] = (), *, as_of: str = ""
    ) -> Iterator[Statement | Answer]:
        """The statements one by one, then the whole answer."""
        answer = self._answer(question, tuple(history), as_of)
        yield from answer.statements
        yield answer

    def examples(self) -> tuple[str, ...]:
        """Questions that the library can answer, for an empty page."""
        return suggestions.opening_questions(self._points, self._corpus)

    # The steps.

    def _answer(self, question: str, history: tuple[str, ...], as_of: str) -> Answer:
        if not self._corpus.articles():
            return _refused(question, question, Refusal("empty_library"), refusal.EMPTY_LIBRARY)
        reply = small_talk.reply_to(question, self.examples()[:1])
        if reply is not None:
            kind = Refusal("small_talk" if reply.greets else "out_of_scope")
            return _refused(question, question, kind, reply.text)
        resolved = self._resolve(question, history, as_of)
        parts = [part for part in _SUBQUESTION.split(resolved.text) if len(part.strip()) > 3]
        if len(parts) > 1 and resolved.scope is None:
            return self._answer_parts(question, resolved, parts, as_of)
        return self._finish(question, resolved, self._compose(resolved, as_of))

    def _resolve(self, question: str, history: tuple[str, ...], as_of: str) -> Resolved:
        earlier: dict[int, Answer] = {}

        def answer_earlier(index: int) -> Answer:
            place = index % len(history)
            if place not in earlier:
                # Only the two questions before it are looked at, so that a long talk stays quick.
                before = history[max(0, place - 2) : place]
                earlier[place] = self._answer(history[place], before, as_of)
            return earlier[place]

        articles = self._corpus.articles()
        resolved = resolve(
            question,
            history,
            answer_earlier,
            lambda text: self._compose(Resolved(text), as_of).confidence,
            self._corpus.article,
            lambda folded: bool(named_articles(folded, articles)),
        )
        if resolved.scope is None:
            return resolved
        # A list shows labels; what a follow-up asks about is the point under the label.
        article_id = resolved.scope.article_id
        span = self._points.whole_point(article_id, resolved.scope.span)
        return replace(resolved, scope=Scope(article_id, span))

    def _answer_parts(
        self, question: str, resolved: Resolved, parts: Sequence[str], as_of: str
    ) -> Answer:
        """A question of several questions: what can be answered is, the rest is named."""
        composed = [self._compose(Resolved(part), as_of) for part in parts]
        good = [c for c in composed if self._is_answered(c)]
        if not good:
            return self._finish(question, resolved, self._compose(resolved, as_of))
        checked = citations.check(draft for c in good for draft in c.drafts)
        left_out = [part for part, c in zip(parts, composed, strict=True) if c not in good]
        reason = f"文中没有说明：{'；'.join(left_out)}" if left_out else ""
        return Answer(
            question=question,
            standalone_question=resolved.text,
            statements=checked.statements,
            citations=checked.citations,
            hits=good[0].hits[:SHOWN_HITS],
            outcome="answered",
            reason=reason,
            confidence=min(c.confidence for c in good),
            suggestions=suggestions.next_questions(self._points, checked.citations, resolved.text),
        )

    def _is_answered(self, composed: Composition) -> bool:
        return (
            bool(composed.drafts)
            and not composed.constraint
            and composed.confidence >= self._confidence.threshold
        )

    def _compose(self, resolved: Resolved, as_of: str) -> Composition:
        question = analyse(resolved.asked or resolved.text)
        terms = weigh(question.topic, self._statistics)
        about = self._about_articles(question, as_of)
        if about:
            hits = self._hits(question, resolved.scope, as_of)
            return Composition(question, terms, hits, (), tuple(about), 1.0, "")
        hits = self._hits(question, resolved.scope, as_of)
        evidence = self._reader.read(question, terms, hits)
        if resolved.scope is not None:
            span = resolved.scope.span
            evidence = [
                item
                for item in evidence
                if span.contains(Span(item.sentence.start, item.sentence.end))
            ]
        ranked = tuple(self._ranker.rank(evidence))
        match = self._point(question, hits, resolved.scope)
        row = describe(
            question,
            terms,
            ranked,
            hits,
            match.own if match else 0.0,
            match.chain if match else 0.0,
        )
        confidence = self._confidence.probability(row)
        if resolved.scope is not None:
            confidence = max(confidence, self._confidence.threshold)
        constraint = "" if match and match.count_met else failed_constraint(question, ranked)
        drafts = self._drafts(question, terms, ranked, match, resolved)
        return Composition(question, terms, hits, ranked, tuple(drafts), confidence, constraint)

    def _hits(self, question: Question, scope: Scope | None, as_of: str) -> tuple[Hit, ...]:
        hits = self._search(question.topic or question.folded, CANDIDATE_HITS)
        if as_of:
            hits = tuple(hit for hit in hits if self._published_by(hit.passage.article_id, as_of))
        if scope is None:
            return hits
        inside = [
            passage
            for passage in self._corpus.passages().values()
            if passage.article_id == scope.article_id
            and passage.start < scope.span.end
            and scope.span.start < passage.end
        ]
        known = {hit.passage.id: hit for hit in hits}
        return tuple(
            known.get(passage.id) or Hit(passage, 0.0, ())
            for passage in sorted(inside, key=lambda passage: passage.start)
        )

    def _published_by(self, article_id: str, as_of: str) -> bool:
        published = self._corpus.article(article_id).published
        return not published or published <= as_of[: len(published)]

    def _about_articles(self, question: Question, as_of: str) -> list[Draft]:
        del as_of
        articles = self._corpus.articles()
        if not is_about_articles(question.folded, articles):
            return []
        if across.is_across(question.folded) or asks_for_mentions(question.folded):
            return self._across.answer(question)
        return self._metadata.answer(question.folded)

    def _point(self, question: Question, hits: Sequence[Hit], scope: Scope | None) -> Match | None:
        """The outline point that answers a question for a list or a way of doing."""
        if scope is not None:
            matches = self._points.matches(question, [scope.article_id], scope.span)
        else:
            articles = dict.fromkeys(hit.passage.article_id for hit in hits)
            matches = self._points.matches(question, list(articles)[:5])
        return matches[0] if matches else None

    def _drafts(
        self,
        question: Question,
        terms: Terms,
        ranked: Sequence[Ranked],
        match: Match | None,
        resolved: Resolved,
    ) -> list[Draft]:
        if resolved.scope is not None and not resolved.asked:
            node = self._points.node_at(resolved.scope.article_id, resolved.scope.span.start)
            return list_drafts(node) if node else []
        if match is not None and self._lists(question, match, ranked):
            return list_drafts(match.node)
        drafts = compose(
            question, terms, ranked, self._corpus, self._policy, most=4 if resolved.more else 2
        )
        return drafts[2:] or drafts if resolved.more else drafts

    def _lists(self, question: Question, match: Match, ranked: Sequence[Ranked]) -> bool:
        """Whether the outline answers better than the best sentence does."""
        if not (question.listing or question.kind in ("how", "list")):
            return False
        items = match.node.items
        if question.count is not None and len(items) != question.count:
            return False
        if match.own < POINT_OWN or match.chain < POINT_CHAIN:
            return False
        if match.count_met or not ranked:
            return True
        sentence = ranked[0].evidence
        inside = match.node.point.start <= sentence.sentence.start < match.node.point.end
        covered = sentence.feature("sentence_coverage")
        return inside or match.own >= covered - 0.1

    def _finish(self, question: str, resolved: Resolved, composed: Composition) -> Answer:
        hits = composed.hits[:SHOWN_HITS]
        checked = citations.check(composed.drafts)
        if not self._is_answered(composed) or not checked.statements:
            nearest = composed.ranked[0].evidence if composed.ranked else None
            why, sentence = refusal.explain(
                composed.question, composed.terms, composed.constraint, nearest
            )
            near = suggestions.nearby_questions(self._points, hits[:NEAREST_SHOWN], resolved.text)
            answer = _refused(question, resolved.text, why, sentence)
            return replace(
                answer,
                hits=hits,
                confidence=composed.confidence,
                suggestions=near,
            )
        reason = ""
        if self._writer is not None:
            checked, reason = self._written(resolved.text, composed, checked)
        return Answer(
            question=question,
            standalone_question=resolved.text,
            statements=checked.statements,
            citations=checked.citations,
            hits=hits,
            outcome="answered",
            reason=reason,
            confidence=composed.confidence,
            suggestions=suggestions.next_questions(self._points, checked.citations, resolved.text),
        )

    def _written(
        self, question: str, composed: Composition, checked: citations.Checked
    ) -> tuple[citations.Checked, str]:
        """The model's sentences where all pass their checks, else the documents' own."""
        if self._writer is None:
            return checked, ""
        written = citations.check(self._writer.write(question, composed.drafts))
        if written.statements and not written.rejected:
            return written, ""
        return checked, ""


def _refused(question: str, standalone: str, why: Refusal, sentence: str) -> Answer:
    return Answer(
        question=question,
        standalone_question=standalone,
        statements=(),
        citations=(),
        hits=(),
        outcome="abstained",
        reason=sentence,
        confidence=0.0,
        refusal=why,
    )
