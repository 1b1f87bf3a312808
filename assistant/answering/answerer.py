"""One question, one checked answer: the ways of composing and the decision to abstain."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import Protocol

from assistant.answering import citations, refusal
from assistant.answering.composer import Composer
from assistant.answering.composition import Composition
from assistant.answering.conversation import small_talk
from assistant.answering.conversation.address import Authors
from assistant.answering.conversation.commands import (
    NOTHING_TO_SHORTEN,
    asks_for_less,
    asks_for_more,
    further,
    nothing_further,
    shortened,
)
from assistant.answering.conversation.follow_ups import resolve
from assistant.answering.conversation.lookups import Lookups
from assistant.answering.conversation.occasions import is_on_occasion, occasion_and_question
from assistant.answering.conversation.preamble import question_alone, without_occasion
from assistant.answering.conversation.resolved import Resolved, Scope
from assistant.answering.documents.article_names import authors_of
from assistant.answering.documents.imprints import imprint_drafts
from assistant.answering.drafts import Draft
from assistant.answering.outline import suggestions
from assistant.answering.outline.points import Points
from assistant.answering.refusing.confidence import Confidence
from assistant.answering.refusing.everyday import NEAREST_NOTE, as_nearest
from assistant.answering.refusing.reading import Encode
from assistant.answering.sentences.extractive import Policy
from assistant.answering.several.each import EachAnswer, EachAnswers
from assistant.answering.several.in_parts import SeveralAnswers
from assistant.answering.words import english
from assistant.text import fold, tokens
from assistant.types import Answer, Corpus, Refusal, Search, Statement, TermStatistics

SHOWN_HITS = 10
# A question that is as sure as this by itself needs nothing of what was told before it.
SURE_ALONE = 0.8
NEAREST_SHOWN = 3
# Only so many questions before one are looked at, so that a long talk stays quick.
REMEMBERED = 2


class Writer(Protocol):
    """Rewrites checked statements as prose; see `assistant.answering.generative`."""

    def write(self, question: str, drafts: Sequence[Draft]) -> list[Draft]:
        """Sentences with their sources; raises LanguageModelError."""


class Answerer:
    """Answers questions over one corpus; caches change speed only, never the next answer."""

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
        self._statistics = statistics
        self._writer = language_model
        self._confidence = Confidence()
        self._points = Points(corpus, statistics)
        self._composer = Composer(
            corpus,
            search,
            statistics,
            self._points,
            self._confidence,
            policy or Policy(),
            encode,
        )
        # A follow-up asks the same questions several times over while it is made whole.
        self.compose = lru_cache(maxsize=64)(self._composer.compose)
        self._each = EachAnswers(corpus, self._composer, self._is_answered)
        about_articles = self._composer.answers_about_articles
        self._several = SeveralAnswers(
            self.compose,
            self._composer.terms,
            self._is_answered,
            about_articles,
            self._composer.signatures.called_in,
            self._is_imprint,
        )
        self._composer.warm()

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

    @cached_property
    def _examples(self) -> tuple[str, ...]:
        return suggestions.opening_questions(self._points, self._corpus)

    def examples(self) -> tuple[str, ...]:
        """Questions that the library can answer, for an empty page."""
        return self._examples

    # The steps.

    def _answer(
        self, question: str, history: tuple[str, ...], as_of: str, *, written: bool = True
    ) -> Answer:
        """The answer; of an earlier question, which no one reads again, not `written` anew."""
        if not self._corpus.articles():
            return _refused(question, question, Refusal("empty_library"), refusal.EMPTY_LIBRARY)
        reply = small_talk.reply_to(question, self.examples()[:1])
        if reply is not None:
            kind = Refusal("small_talk" if reply.greets else "out_of_scope")
            return _refused(question, question, kind, reply.text)
        history = tuple(each for each in history if small_talk.reply_to(each, ()) is None)
        if asks_for_less(question):
            return self._shorter(question, history, as_of)
        asked = self._authors.in_full(question)
        resolved = self._in_chinese(question) or self._resolve(asked, history, as_of)
        several = None
        if resolved.scope is None:
            resolved = self._without_preamble(resolved, as_of)
            several = self._each.answer(resolved.text, as_of)
            if several is None and not self._each.is_asked(resolved.text):
                several = self._several.answer(resolved.text, as_of)
            if several is not None and not resolved.more:
                return self._joined(question, resolved, several)
        composed = self.compose(resolved, as_of)
        if resolved.more:
            said = self.compose(replace(resolved, more=False), as_of)
            if several is not None or asks_for_more(history[-1]):
                composed = nothing_further(said, question)
            else:
                composed = further(composed, said, question) if self._is_answered(said) else said
        return self._finish(question, resolved, composed, written)

    def _shorter(self, question: str, history: tuple[str, ...], as_of: str) -> Answer:
        """The last answer in its shortest form."""
        if not history:
            return _refused(question, question, Refusal("out_of_scope"), NOTHING_TO_SHORTEN)
        last = self._answer(history[-1], history[-1 - REMEMBERED : -1], as_of, written=False)
        return shortened(last, question)

    def _in_chinese(self, question: str) -> Resolved | None:
        """An English question in the library's own words; None for any other."""
        if not english.is_english(question):
            return None
        translated = english.translate(question, self._holds)
        return Resolved(translated.question) if translated else None

    def _holds(self, word: str) -> bool:
        """Whether the library has all pairs of characters of a Chinese word."""
        pairs = tokens(word)
        return all(self._statistics.document_frequency(pair) > 0 for pair in pairs)

    def _says(self, question: str, word: str) -> bool:
        """Whether what is found for a question, or its titles, has a folded word."""
        found = self.compose(Resolved(question))
        texts = [fold(draft.text) for draft in found.drafts]
        if found.ranked:
            best = found.ranked[0].evidence
            texts += [best.sentence.folded, best.context.titles]
        return any(word in text for text in texts)

    def _is_imprint(self, text: str) -> bool:
        """Whether all that a question asks is printed above or under the documents it names."""
        articles = tuple(self._corpus.articles())
        return bool(imprint_drafts(fold(text), articles, self._composer.names))

    def _is_printed(self, word: str) -> bool:
        """Whether a folded word stands in an article, its title or its byline."""
        return word in self._bylines or any(
            word in article.text for article in self._corpus.articles()
        )

    @cached_property
    def _authors(self) -> Authors:
        names = (name for article in self._corpus.articles() for name in authors_of(article))
        return Authors(names, self._is_printed)

    @cached_property
    def _bylines(self) -> str:
        """The folded titles, authors, posts and columns of all articles."""
        fields = (
            (article.title, article.author, article.affiliation, article.column)
            for article in self._corpus.articles()
        )
        return fold("\n".join(field for each in fields for field in each))

    def _resolve(self, question: str, history: tuple[str, ...], as_of: str) -> Resolved:
        earlier: dict[int, Answer] = {}

        def answer_earlier(index: int) -> Answer:
            place = index % len(history)
            if place not in earlier:
                before = history[max(0, place - REMEMBERED) : place]
                earlier[place] = self._answer(history[place], before, as_of, written=False)
            return earlier[place]

        resolved = resolve(question, history, answer_earlier, self._lookups(as_of))
        if resolved.scope is None:
            return resolved
        # A list shows labels; what a follow-up asks about is the point under the label.
        article_id = resolved.scope.article_id
        span = self._points.whole_point(article_id, resolved.scope.span)
        return replace(resolved, scope=Scope(article_id, span))

    def _lookups(self, as_of: str) -> Lookups:
        return Lookups(
            find=lambda text: self.compose(Resolved(text), as_of),
            is_answered=self._is_answered,
            articles=lambda: tuple(self._corpus.articles()),
            article_of=self._corpus.article,
            names_article=lambda folded: bool(self._composer.names.named(folded)),
            about_articles=self._composer.answers_about_articles,
            holds=self._holds,
            says=self._says,
        )

    def _without_preamble(self, resolved: Resolved, as_of: str) -> Resolved:
        """The question without what is only told before it, where no answer depends on that.

        Of a story that hinders the answer: where the same sentence is nearest with it and without.
        """
        before, asked = occasion_and_question(resolved.text)
        resolved = replace(resolved, text=without_occasion(resolved.text))
        if asked:
            whole, found = self.compose(resolved, as_of), self.compose(Resolved(asked), as_of)
            least = min(whole.confidence, SURE_ALONE) if self._is_answered(whole) else 0.0
            answers = self._is_answered(found) and found.confidence >= least
            if answers and is_on_occasion(before, found.drafts[0].sources[0].article, self._holds):
                return Resolved(asked)
        alone = question_alone(resolved.text)
        if not alone:
            return resolved
        whole = self.compose(resolved, as_of)
        if whole.constraint or self._is_answered(whole):
            return resolved
        found = self.compose(Resolved(alone), as_of)
        nearest = [each.ranked[0].evidence.sentence for each in (whole, found) if each.ranked]
        same = len(nearest) == 2 and nearest[0] == nearest[1]
        return Resolved(alone) if same and self._is_answered(found) else resolved

    def _joined(self, question: str, resolved: Resolved, found: EachAnswer) -> Answer:
        """The answer of several answers; what was left without one is named."""
        checked = citations.check(found.drafts)
        return Answer(
            question=question,
            standalone_question=resolved.text,
            statements=checked.statements,
            citations=checked.citations,
            hits=found.hits[:SHOWN_HITS],
            outcome="answered",
            reason=found.note,
            confidence=found.confidence,
            suggestions=suggestions.next_questions(self._points, checked.citations, resolved.text),
        )

    def _is_answered(self, composed: Composition) -> bool:
        return (
            bool(composed.drafts)
            and not composed.constraint
            and composed.confidence >= self._confidence.threshold(composed.question.kind)
        )

    def _finish(
        self, question: str, resolved: Resolved, composed: Composition, written: bool
    ) -> Answer:
        hits = composed.hits[:SHOWN_HITS]
        is_answered = self._is_answered(composed)
        drafts = composed.drafts if is_answered else as_nearest(composed.drafts)
        checked = citations.check(drafts)
        if not (is_answered or composed.is_nearest) or not checked.statements:
            nearest = composed.ranked[0].evidence if composed.ranked else None
            why, sentence = refusal.explain(
                composed.question,
                composed.terms,
                composed.constraint,
                nearest,
                self._is_printed,
            )
            nearby = suggestions.nearby_questions(self._points, hits[:NEAREST_SHOWN], resolved.text)
            answer = _refused(question, resolved.text, why, sentence)
            return replace(
                answer,
                hits=hits,
                confidence=composed.confidence,
                suggestions=nearby,
            )
        reason = composed.note if is_answered else NEAREST_NOTE
        if written and is_answered:
            checked = self._written(resolved.text, composed, checked)
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
            only_nearest=not is_answered,
        )

    def _written(
        self, question: str, composed: Composition, checked: citations.Checked
    ) -> citations.Checked:
        """The model's sentences where all pass their checks, else the documents' own."""
        if self._writer is None:
            return checked
        written = citations.check(self._writer.write(question, composed.drafts))
        return written if written.statements and not written.rejected else checked


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
