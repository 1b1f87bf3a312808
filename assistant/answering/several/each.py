"""Answers of several articles to one question: 甲和乙对某事各是怎么讲的."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answering.composer import Composer
from assistant.answering.composition import Composition
from assistant.answering.conversation.parts import AND
from assistant.answering.conversation.resolved import Resolved
from assistant.answering.documents.across import first_mention, heading_of
from assistant.answering.documents.article_names import SORTS, authors_of
from assistant.answering.documents.views_compared import SIDE_BY_SIDE, compared_views
from assistant.answering.drafts import Draft, quote_draft, without_mark
from assistant.answering.several.each_asked import EachQuestion, each_question
from assistant.answering.words.related import said_alike
from assistant.text import fold
from assistant.types import Article, Corpus, Hit

# What an article says of a subject that it does not name must be as sure as this.
SAID_SURE = 0.6
# Where no article is named, so many of the nearest are asked.
NEAREST_ARTICLES = 5
# Of more that are named, those are asked where what is nearest stands, then the first ones.
MOST_ARTICLES = 20
# Of what each says of a subject a second sentence is told that is so likely beside the first, among
# so many.
ALSO_LIKELY, READ_AGAIN = 0.1, 6
ENDS = "。!?;"
_ALTERNATIVES = re.compile(f"{AND}|或者?")
_DOCUMENT_WORD = re.compile(SORTS)
UNASKED = "一次问得太多，这些没有看，请分开再问"
NEAREST = "没有直接说到，只列出文中最接近的一句"


@dataclass(frozen=True, slots=True)
class EachAnswer:
    """What the articles say, each under its title.

    `silent` are the named ones that say nothing; of the `near` ones the nearest sentence is given.
    The `unasked` were more than are looked at for one question; `told` is what else is to be told
    of the statements: how many there are, that nobody compares them.
    """

    drafts: tuple[Draft, ...]
    hits: tuple[Hit, ...]
    confidence: float
    silent: tuple[str, ...]
    near: tuple[str, ...] = ()
    unasked: tuple[str, ...] = ()
    told: str = ""

    @property
    def note(self) -> str:
        """What is to be told of those that do not answer."""
        notes = [
            self.told,
            f"文中没有说明：{'；'.join(self.silent)}" if self.silent else "",
            f"{NEAREST}：{'；'.join(self.near)}" if self.near else "",
            f"{UNASKED}：{'；'.join(self.unasked)}" if self.unasked else "",
        ]
        return "。".join(filter(None, notes))


@dataclass(frozen=True, slots=True)
class _Said:
    """What one article says to a question, and how surely."""

    drafts: Sequence[Draft]
    confidence: float
    sure: bool


class EachAnswers:
    """Puts one question to each of several articles."""

    def __init__(
        self, corpus: Corpus, composer: Composer, is_answered: Callable[[Composition], bool]
    ) -> None:
        self._corpus = corpus
        self._composer = composer
        self._is_answered = is_answered

    def is_asked(self, text: str) -> bool:
        """Whether a question on what several articles say is put to them, whatever they answer."""
        return self._put_to_each(text) is not None or bool(self._views_asked(text)[0])

    def _put_to_each(self, text: str) -> EachQuestion | None:
        """The question that is put to each; None where it asks of the articles themselves."""
        asked = self._question(text)
        # 几篇都讲到西部科学城,甲和乙各自怎么说: which ones do is told, not asked.
        told = asked is not None and len(asked.articles) > 1 and asked.asks_views
        return asked if told or not self._composer.answers_about_articles(text) else None

    def _question(self, text: str) -> EachQuestion | None:
        return each_question(text, self._composer.signatures, self._composer.names)

    def answer(self, text: str, as_of: str) -> EachAnswer | None:
        """The answers article by article; None where not several are asked, or none answers."""
        views = self._views(text, as_of)
        if views is not None:
            return views
        asked = self._put_to_each(text)
        if asked is None:
            return None
        named = "、".join((asked.text, *asked.looked_for))
        nearest = self._composer.compose(Resolved(named), as_of)
        near = list(dict.fromkeys(hit.passage.article_id for hit in nearest.hits))
        articles = _most(asked.articles, near) or tuple(
            map(self._corpus.article, near[:NEAREST_ARTICLES])
        )
        found = [(article, self._said_by(article, asked, as_of)) for article in articles]
        sure = [said.confidence for _, said in found if said.sure]
        if not sure:
            return None
        shown = [(article, said) for article, said in found if said.sure or asked.articles]
        return EachAnswer(
            tuple(
                each.grouped(heading_of(article)) for article, said in shown for each in said.drafts
            ),
            nearest.hits,
            min(sure),
            tuple(_called(article, text) for article, said in shown if not said.drafts),
            tuple(
                _called(article, text) for article, said in shown if said.drafts and not said.sure
            ),
            tuple(_called(article, text) for article in asked.articles if article not in articles),
        )

    def _views_asked(self, text: str) -> tuple[tuple[tuple[str, Article], ...], bool]:
        return compared_views(text, self._composer.signatures)

    def _views(self, text: str, as_of: str) -> EachAnswer | None:
        """The main points of each author whose views are asked for or compared, of nothing else."""
        authors, compares = self._views_asked(text)
        found = [
            (article, self._composer.compose(Resolved(f"{name}的主要观点是什么"), as_of))
            for name, article in authors
        ]
        if not found or not all(self._is_answered(composed) for _, composed in found):
            return None
        drafts = (d.grouped(heading_of(article)) for article, each in found for d in each.drafts)
        sure = min(composed.confidence for _, composed in found)
        note = SIDE_BY_SIDE if compares else ""
        return EachAnswer(tuple(drafts), found[0][1].hits, sure, (), told=note)

    def _said_by(self, article: Article, asked: EachQuestion, as_of: str) -> _Said:
        """What an article says; what is not `sure` is only the sentence nearest to the question."""
        if not self._composer.finder.published_by(article.id, as_of):
            return _Said((), 0.0, sure=False)
        text = asked.own.get(article.id, asked.text)
        named = asked.looked_for or (text,)
        mentions = [first_mention(article, [name], loosely=False) for name in named if asked.said]
        found = tuple(dict.fromkeys(mention for mention in mentions if mention))
        if found:
            also = first_mention(article, named, loosely=False, beside=found[0])
            further = (also,) if also is not None and len(named) == 1 else ()
            return _Said((*found, *further), 1.0, sure=True)
        composed = self._composer.compose(Resolved(text), as_of, article.id)
        least = SAID_SURE if asked.said else 0.0
        told = self._is_answered(composed) and not asked.looked_for
        if told and composed.confidence >= least:
            more = _also_said(article, composed) if asked.said else ()
            return _Said((*composed.drafts, *more), composed.confidence, sure=True)
        parts = [part for part in _ALTERNATIVES.split(text) if len(part) > 1] if asked.said else []
        mention = first_mention(article, parts, loosely=False)
        if mention is not None:
            return _Said((mention,), 1.0, sure=True)
        alike = _shares_word(composed)
        near = composed.drafts[:1] if alike and _is_of_its_year(composed) else ()
        return _Said(near, composed.confidence, sure=False)


def _also_said(article: Article, composed: Composition) -> tuple[Draft, ...]:
    """One more sentence of an article that says as much of the subject; () where none does."""
    if not composed.ranked:
        return ()
    first, *others = composed.ranked[:READ_AGAIN]
    shown = [source for draft in composed.drafts for source in draft.sources]
    for item in others:
        sentence = item.evidence.sentence
        told = any(s.start < sentence.end and sentence.start < s.end for s in shown)
        likely = item.probability >= ALSO_LIKELY * first.probability
        as_much = item.evidence.feature("sentence_coverage") >= first.evidence.feature(
            "sentence_coverage"
        )
        if likely and as_much and not told and sentence.folded[-1:] in ENDS:
            span = without_mark(article.text, sentence.start, sentence.end)
            return (quote_draft(article, span.start, span.end),)
    return ()


def _most(articles: Sequence[Article], near: Sequence[str]) -> tuple[Article, ...]:
    """As many of the articles as are asked, in their order; `near` are the ids to prefer."""
    ids = [article.id for article in articles]
    chosen = set(sorted(ids, key=lambda each: each not in near)[:MOST_ARTICLES])
    return tuple(article for article in articles if article.id in chosen)


def _called(article: Article, text: str) -> str:
    """An article by its author where the question names him or calls it by no title."""
    named = any(name in fold(text) for name in authors_of(article))
    by_title = not named and bool(_DOCUMENT_WORD.search(text))
    return f"《{article.title}》" if by_title or not article.author else article.author


def _is_of_its_year(composed: Composition) -> bool:
    """Whether the nearest sentence is of no other year than the question names."""
    return composed.ranked[0].evidence.feature("years_met") >= 0.0


def _shares_word(composed: Composition) -> bool:
    """Whether the nearest sentence says a word of the question, or one that is used like it."""
    if not composed.ranked:
        return False
    asked = {term.token for term in composed.terms if len(term.token) > 1}
    return said_alike(asked, composed.ranked[0].evidence.sentence.grams)
