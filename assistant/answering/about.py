"""Questions about whole articles: who wrote them, what they say in sum, what they name."""

from dataclasses import replace
from itertools import chain

from assistant.answering.documents import across
from assistant.answering.documents.article_names import ArticleNames, Signatures
from assistant.answering.documents.defined_terms import term_drafts
from assistant.answering.documents.imprints import imprint_drafts
from assistant.answering.documents.mentions import asked_of_one, asks_for_mentions, asks_for_thing
from assistant.answering.documents.metadata import MetadataAnswers
from assistant.answering.documents.named_documents import document_drafts
from assistant.answering.documents.page_margins import margin_drafts
from assistant.answering.documents.posts import post_drafts
from assistant.answering.documents.rosters import roster_drafts
from assistant.answering.documents.which_article import articles_saying
from assistant.answering.drafts import Draft
from assistant.answering.outline.gist import GistAnswers
from assistant.answering.outline.meetings import MeetingAnswers
from assistant.answering.outline.points import Points
from assistant.answering.words.question import Question
from assistant.types import Corpus


class AboutArticles:
    """The first of the ways of answering about articles that fits a question."""

    def __init__(
        self, corpus: Corpus, points: Points, signatures: Signatures, names: ArticleNames
    ) -> None:
        self._corpus = corpus
        self._names = names
        self._signatures = signatures
        self._metadata = MetadataAnswers(corpus, names)
        self._meetings = MeetingAnswers(corpus, points)
        self._gist = GistAnswers(corpus, points, names)
        self._across = across.AcrossAnswers(corpus)

    def answer(self, question: Question, *, in_part: bool = False) -> tuple[list[Draft], str]:
        """Statements and a note on them; ([], "") where a thing in the articles is asked for.

        A question about a part of an article (`in_part`) never asks for the gist of the whole.
        """
        articles = tuple(self._corpus.articles())
        signed = self._signatures.named_in(question.folded)
        topic = question.topic
        for name in signed:
            topic = topic.replace(name, "")
        by = tuple(dict.fromkeys(chain.from_iterable(signed.values())))
        found = imprint_drafts(question.folded, articles, self._names)
        found = found or document_drafts(replace(question, topic=topic), by or articles)
        found = found or self._metadata.answer(question.folded)
        found = found or post_drafts(question.folded, articles)
        found = found or roster_drafts(question, articles)
        found = found or term_drafts(question.folded, articles)
        found = found or margin_drafts(
            question.folded, articles, self._corpus.margins(), self._names
        )
        found = found or ([] if in_part else self._meetings.answer(question.folded))
        if found:
            return found, ""
        found, note = ([], "") if in_part else self._gist.answer(question)
        if found:
            return found, note
        found = articles_saying(question.folded, articles)
        if found:
            return found, ""
        said = self._said_by_one(question.folded)
        if said is not None:
            return [said], ""
        mentions = asks_for_mentions(question.folded) and not signed
        several = across.is_across(question.folded) and not asks_for_thing(question.folded)
        if several or mentions:
            return self._across.answer(question), ""
        return [], ""

    def _said_by_one(self, folded: str) -> Draft | None:
        """What the one article that a question names says of a thing (有没有提到快递包装)."""
        asked = asked_of_one(folded)
        meant = self._names.named(asked[0]) if asked else ()
        if asked is None or len(meant) != 1:
            return None
        return across.first_mention(meant[0], [asked[1]], loosely=True)
