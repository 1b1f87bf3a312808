"""What may be asked of the library while a follow-up is made whole."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answering.composition import Composition
from assistant.types import Article


@dataclass(frozen=True, slots=True)
class Lookups:
    """The library as a conversation needs it.

    `find(text)` composes what can be said to a question by itself, `is_answered` tells
    whether that is an answer; `names_article(folded)` whether a question names an article,
    `about_articles(text)` whether it asks about whole articles (文中提到哪些规划) and so leans
    on no earlier question. `holds(word)`: whether any document may have a word;
    `says(text, word)`: whether what is found for a question says it.
    """

    find: Callable[[str], Composition]
    is_answered: Callable[[Composition], bool]
    articles: Callable[[], Sequence[Article]]
    article_of: Callable[[str], Article]
    names_article: Callable[[str], bool]
    about_articles: Callable[[str], bool]
    holds: Callable[[str], bool]
    says: Callable[[str, str], bool]

    def confidence_of(self, text: str) -> float:
        """How surely a question is answered by itself."""
        return self.find(text).confidence
