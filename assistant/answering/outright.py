"""What answers whatever the sentences say: bylines, other names, pages and clauses by number."""

from assistant.answering.about import AboutArticles
from assistant.answering.composition import Composition
from assistant.answering.conversation.resolved import Resolved, Scope
from assistant.answering.conversation.within import articles_of
from assistant.answering.documents.aliases import Aliases
from assistant.answering.documents.article_names import ArticleNames, Signatures
from assistant.answering.documents.numbered_pages import page_drafts
from assistant.answering.documents.unprinted import unprinted
from assistant.answering.drafts import Draft
from assistant.answering.finding import POINT_ARTICLES, Finder
from assistant.answering.outline.clauses import Clauses, asks_for_clause
from assistant.answering.outline.completed import Completed
from assistant.answering.outline.ordinals import Ordinals
from assistant.answering.outline.points import Points
from assistant.answering.words.question import Question, analyse
from assistant.answering.words.terms import Terms
from assistant.types import Corpus


class Outright:
    """Answers from one corpus that need no evidence to be weighed."""

    def __init__(
        self,
        corpus: Corpus,
        points: Points,
        finder: Finder,
        signatures: Signatures,
        names: ArticleNames,
    ) -> None:
        self._corpus = corpus
        self._finder = finder
        self._names = names
        self._about = AboutArticles(corpus, points, signatures, names)
        self._aliases = Aliases(corpus)
        self._clauses = Clauses(points)
        self._ordinals = Ordinals(points)
        self._completed = Completed(points)

    def answers_about_articles(self, question: str) -> bool:
        """Whether a question asks about whole articles and can be answered so."""
        return bool(self._about.answer(analyse(question))[0])

    def compose(
        self, question: Question, terms: Terms, resolved: Resolved, as_of: str
    ) -> Composition | None:
        """What is printed in answer; None where the sentences must be read."""
        about, note = self._about.answer(question, in_part=resolved.scope is not None)
        said = about or self._aliases.answer(question)
        drafts = [draft for draft in said if self._is_published(draft, as_of)]
        missing = ""
        if not drafts:
            missing = unprinted(question.folded, self._names)
        if not drafts and not missing:
            drafts, missing = self._by_number(question, resolved.scope, as_of)
        if not drafts and not missing:
            return None
        hits = self._finder.hits(question, resolved.scope, as_of)
        sure = 0.0 if missing else 1.0
        return Composition(
            question, terms, hits, (), self._completed.whole(question, drafts), sure, missing, note
        )

    def _by_number(
        self, question: Question, scope: Scope | None, as_of: str
    ) -> tuple[list[Draft], str]:
        """The page, clause or point that a question asks for by its number, or what is missing."""
        whole = [self._corpus.article(scope.article_id)] if scope else self._corpus.articles()
        articles_then = (each for each in whole if self._finder.published_by(each.id, as_of))
        found = page_drafts(question, articles_then)
        if found is None and asks_for_clause(question):
            found = self._clauses.answer(
                question, articles_of(self._finder.hits(question, scope, as_of))
            )
        named = self._ordinals.named(question) if scope is None else None
        if found is None and named is not None and question.ordinal is not None:
            articles = articles_of(self._finder.hits(named, None, as_of))[:POINT_ARTICLES]
            found = self._ordinals.answer(question.ordinal, named, articles)
        return found or ([], "")

    def _is_published(self, draft: Draft, as_of: str) -> bool:
        articles = {source.article.id for source in draft.sources}
        return all(self._finder.published_by(article_id, as_of) for article_id in articles)
