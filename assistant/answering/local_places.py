"""Cities, counties and provinces that the library's own titles name, asked about by the bare name.

No list holds them all (宁浦 of 宁浦市 as little as a county far away): what a title calls
a city is a place in a question too, where the question leaves 市 out.
"""

import math
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from assistant.answering.places import PLACES
from assistant.answering.terms import background_weight
from assistant.text import fold, tokens
from assistant.types import Article, Corpus, Hit

_NAMED = re.compile(
    r"(?:^|(?<=[^一-龥])|(?<=[省市县州年访]))(?!年|专?访)"
    r"(?P<name>[一-龥]{2,3}?)(?:[省市县州区](?![场民域别县])|镇(?!域)|乡(?![镇村]))"
)


class LocalPlaces:
    """The places in the titles of a library, and which articles speak of them."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._names = frozenset(_names_of(corpus.articles()))

    def asked(self, folded: str) -> tuple[str, ...]:
        """The names of such places in a folded question, with 市 after them or without."""
        return tuple(sorted(name for name in self._names if name in folded))

    def of_asked(self, folded: str, hits: Sequence[Hit]) -> tuple[Hit, ...]:
        """Hits without those of another place's articles; as they are where no others are left."""
        asked = self.asked(folded)
        if not asked:
            return tuple(hits)
        kept = tuple(hit for hit in hits if not self._is_elsewhere(hit.passage.article_id, asked))
        return kept or tuple(hits)

    def missing(self, folded: str, article_id: str) -> str:
        """A sentence on the places asked about, where an article is of another; "" for none."""
        asked = self.asked(folded) if article_id else ()
        if not asked or not self._is_elsewhere(article_id, asked):
            return ""
        said = self.asked(fold(self._corpus.article(article_id).title))
        return f"文中相近的内容说的是{'、'.join(said)}，没有说{'、'.join(asked)}。"

    def _is_elsewhere(self, article_id: str, asked: Sequence[str]) -> bool:
        """Whether an article names a place in its title and none of those asked about anywhere."""
        article = self._corpus.article(article_id)
        if any(name in article.text for name in asked):
            return False
        return bool(self.asked(fold(article.title)))


def _names_of(articles: Iterable[Article]) -> Iterable[str]:
    for article in articles:
        for match in _NAMED.finditer(fold(article.title)):
            if match["name"] not in PLACES and _is_name(match["name"]):
                yield match["name"]


@lru_cache(maxsize=65536)
def _is_name(word: str) -> bool:
    """Whether no pair of its characters is in common use (霁州, but not 全市 or 城乡)."""
    return all(background_weight(gram) == math.inf for gram in tokens(word) if len(gram) > 1)
