"""The passages that are near to a question, in the articles that may be asked."""

import re

from assistant.answering.conversation.resolved import Scope
from assistant.answering.conversation.within import SCOPED_HITS, hits_within
from assistant.answering.refusing.local_places import LocalPlaces
from assistant.answering.words.colloquial import written_names
from assistant.answering.words.question import Question
from assistant.answering.words.years import relative_years
from assistant.text import fold, tokens
from assistant.types import Corpus, Hit, Search

CANDIDATE_HITS = 10
SAID_SHARE = 0.8  # of the words of a question, in an article that says what is asked for
_TIME = re.compile(
    r"\d+年(?:度|底|末|初)?|[上下]半年|[一二三四]季度|\d+月份?|增[长速幅]|下降|[的,]"
)
# A report to an assembly tells of the year before its own.
_PAST_YEAR = re.compile("过去的?一年|一年来|上年工作")
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
            hits = self._of_year(question, hits)
            return self.places.of_asked(question.folded, hits)
        return hits_within(scope, hits, self._corpus.passages().values())

    def _of_year(self, question: Question, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
        """Hits without those of articles of another year, which never speak of the one asked about.

        As they are where none of the others is of that year by its date, title or text, and says
        what is asked for.
        """
        if len(question.years) != 1:
            return hits
        (year,) = question.years
        of_it = [hit for hit in hits if self._speaks_of(hit.passage.article_id, year)]
        if not any(self._says(question, hit.passage.article_id) for hit in of_it):
            return hits
        undated = [h for h in hits if not self._corpus.article(h.passage.article_id).published]
        return tuple(hit for hit in hits if hit in of_it or hit in undated)

    def _speaks_of(self, article_id: str, year: str) -> bool:
        """Whether an article is of a year by its date, or names it, as 去年 perhaps."""
        article = self._corpus.article(article_id)
        if article.published.startswith(year) or year in article.title or year in article.text:
            return True
        if _PAST_YEAR.search(article.text) and article.published.startswith(str(int(year) + 1)):
            return True
        return year in relative_years(fold(article.text), article.published)

    def _says(self, question: Question, article_id: str) -> bool:
        """Whether an article has the words of what is asked for, or another name for it (GDP)."""
        text = fold(self._corpus.article(article_id).text)
        names = written_names(question.attribute)
        if names:
            return any(name in text for name in names)
        asked = {g for part in _TIME.split(question.topic) for g in tokens(part) if len(g) > 1}
        return bool(asked) and sum(gram in text for gram in asked) >= SAID_SHARE * len(asked)

    def published_by(self, article_id: str, as_of: str) -> bool:
        """Whether an article was published by a day, as undated ones may be; no day is any day."""
        published = self._corpus.article(article_id).published
        return not (published and as_of) or published <= as_of[: len(published)]
