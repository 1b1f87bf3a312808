"""Some articles of a library, as if there were no others: what a question is limited to."""

from collections.abc import Collection, Mapping
from functools import cached_property

from assistant.errors import ArticleNotFound, QuestionError
from assistant.ingest.library import Library
from assistant.text import fold
from assistant.types import Article, Passage, Point


class SelectedLibrary:
    """The articles of `ids`, in the library's order; implements `types.Corpus`."""

    def __init__(self, library: Library, ids: Collection[str]) -> None:
        self._library = library
        self._articles = {each.id: each for each in library.articles() if each.id in ids}
        sources = {article.source for article in self._articles.values()}
        self._margins = {each.id: each for each in library.margins() if each.source in sources}

    def articles(self) -> tuple[Article, ...]:
        """The selected articles, in a fixed order."""
        return tuple(self._articles.values())

    def margins(self) -> tuple[Article, ...]:
        """What the pages of the selected articles print around them."""
        return tuple(self._margins.values())

    def article(self, article_id: str) -> Article:
        """The article, or margin, of that id; raises ArticleNotFound for one not selected."""
        found = self._articles.get(article_id) or self._margins.get(article_id)
        if found is None:
            raise ArticleNotFound(f"所选的文章里没有编号为“{article_id[:60]}”的文章。")
        return found

    def outline(self, article_id: str) -> Point:
        """The root point of the article's outline; raises ArticleNotFound."""
        return self._library.outline(self.article(article_id).id)

    def passages(self) -> Mapping[str, Passage]:
        """The passages of the selected articles by id, in the order of their texts."""
        return self._passages

    @cached_property
    def _passages(self) -> dict[str, Passage]:
        of_all = (self._library.passages_of(article_id) for article_id in self._articles)
        return {passage.id: passage for passages in of_all for passage in passages}


def select_articles(library: Library, names: Collection[str]) -> tuple[str, ...]:
    """The ids of the articles that are named, in the library's order.

    A name is an id, a file as `Article.source` gives it or its last part (all articles of that
    file are meant), or a title, with or without 《》. Raises QuestionError for any other.
    """
    wanted: set[str] = set()
    for name in names:
        found = {article.id for article in library.articles() if _is_named(article, name.strip())}
        if not found:
            raise QuestionError(
                f"要查的文章里有“{name.strip()[:60]}”，文库里没有：它不是文章编号、文件名，"
                "也不是题名；请对照文库的文章目录改正，或者不限定文章。"
            )
        wanted |= found
    return tuple(article.id for article in library.articles() if article.id in wanted)


def _is_named(article: Article, name: str) -> bool:
    if not name:
        return False
    if name in (article.id, article.source, article.source.rsplit("/", 1)[-1]):
        return True
    return fold(name.removeprefix("《").removesuffix("》")) == fold(article.title)
