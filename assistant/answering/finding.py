"""The passages that are near to a question, in the articles that may be asked."""

from assistant.answering.conversation.resolved import Scope
from assistant.answering.conversation.within import SCOPED_HITS, hits_within
from assistant.answering.refusing.local_places import LocalPlaces
from assistant.answering.words.question import Question
from assistant.types import Corpus, Hit, Search

CANDIDATE_HITS = 10
POINT_ARTICLES = 5  # the nearest, in whose outlines a point is looked for


class Finder:
    """Searches one corpus."""

    def __init__(self, corpus: Corpus, search: Search) -> None:
        self._corpus = corpus
        self._search = search
        self.places = LocalPlaces(corpus)

    def hits(
        self, question: Question, scope: Scope | None = None, as_of: str = ""
    ) -> tuple[Hit, ...]:
        """The passages nearest to a question's topic, best first; of a scope all that lie in it."""
        limit = CANDIDATE_HITS if scope is None else SCOPED_HITS
        hits = self._search(question.topic or question.folded, limit)
        if as_of:
            hits = tuple(hit for hit in hits if self.published_by(hit.passage.article_id, as_of))
        if scope is None:
            return self.places.of_asked(question.folded, hits)
        return hits_within(scope, hits, self._corpus.passages().values())

    def published_by(self, article_id: str, as_of: str) -> bool:
        """Whether an article was published by a day, as undated ones may be; no day is any day."""
        published = self._corpus.article(article_id).published
        return not (published and as_of) or published <= as_of[: len(published)]
