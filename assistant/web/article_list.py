"""The articles by name, for choosing those that a question is limited to."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from assistant.text import fold
from assistant.types import Article
from assistant.web.examples import example_questions

if TYPE_CHECKING:
    from assistant.service import Assistant

MOST_LISTED = 200  # more are found by their names


def list_articles(
    assistant: "Assistant", words: str = "", ids: Collection[str] = ()
) -> dict[str, Any]:
    """JSON values: {"total": how many fit, "articles": the first {id, title, about}, "examples"}.

    Those fit whose title, author, column, day or file hold all of `words` (apart by spaces), or,
    where any are given, whose id is one of `ids`; `examples` are questions to ask of the latter.
    """
    wanted = fold(words).split()
    if ids:
        found = [article for article in assistant.articles() if article.id in ids]
    else:
        found = [article for article in assistant.articles() if _has(article, wanted)]
    examples = example_questions(assistant, articles=found) if ids else ()
    return {
        "total": len(found),
        "articles": [_listed(each) for each in found[:MOST_LISTED]],
        "examples": list(examples),
    }


def _has(article: Article, wanted: list[str]) -> bool:
    if not wanted:
        return True
    named = fold("\n".join((article.title, *_about(article))))
    return all(word in named for word in wanted)


def _about(article: Article) -> list[str]:
    known = (article.author, article.column, article.published, article.source)
    return [each for each in known if each]


def _listed(article: Article) -> dict[str, str]:
    return {
        "id": article.id,
        "title": article.title,
        "about": " · ".join(_about(article)),
    }
