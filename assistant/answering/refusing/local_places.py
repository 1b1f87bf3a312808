"""Cities, counties and provinces that the library's own titles name, asked about by the bare name.

No list holds them all (宁浦 of 宁浦市 as little as a county far away): what a title calls
a city is a place in a question too, where the question leaves 市 out.
"""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from assistant.answering.words.evidence import Evidence
from assistant.answering.words.places import (
    PLACES,
    PROVINCE_OF,
    PROVINCES,
    joined_provinces,
    places_asked,
    places_of,
)
from assistant.answering.words.terms import background_weight
from assistant.text import fold, tokens
from assistant.types import Article, Corpus, Hit, Passage

# 2025年度城乡居民 names no town 度城.
_NAMED = re.compile(
    r"(?:^|(?<=[^一-龥])|(?<=[省市县州年访]))(?!年|度|专?访)"
    r"(?P<name>[一-龥]{2,3}?)(?<![两三四五六七八九十几各全多])(?P<unit>[省市县州区](?![场民域别县])|镇(?!域)|(?<!城)乡(?![镇村]))"
)


class LocalPlaces:
    """The places in the titles of a library, and which articles speak of them."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._units = dict(_names_of(corpus.articles()))

    def asked(self, folded: str) -> tuple[str, ...]:
        """The names of such places in a folded question, with 市 after them or without."""
        return tuple(sorted(name for name in self._units if name in folded))

    def of_asked(self, folded: str, hits: Sequence[Hit]) -> tuple[Hit, ...]:
        """Hits without those of another place's articles; as they are where no others are left."""
        asked, known = self.asked(folded), places_asked(folded)
        if known and not any(self._is_titled(hit.passage.article_id, known) for hit in hits):
            known = ()
        if not asked and not known:
            return tuple(hits)
        kept = tuple(
            hit
            for hit in hits
            if not (
                (asked and self._is_elsewhere(hit.passage.article_id, hit.passage.text, asked))
                or (known and self._is_of_another(hit.passage, known))
            )
        )
        return kept or tuple(hits)

    def missing(self, folded: str, best: Evidence) -> str:
        """A sentence on the places asked about, where the evidence is of another; "" for none."""
        asked = self.asked(folded)
        passage = "".join(each.folded for each in best.context.sentences)
        if not asked or not self._is_elsewhere(best.context.article_id, passage, asked):
            return ""
        said = self.asked(fold(self._corpus.article(best.context.article_id).title))
        return f"文中相近的内容说的是{'、'.join(said)}，没有说{'、'.join(asked)}。"

    def _is_titled(self, article_id: str, asked: Sequence[str]) -> bool:
        """Whether an article's title names a known place that is asked about, or its province."""
        title = fold(self._corpus.article(article_id).title)
        titled = {*places_of(title), *joined_provinces(title)}
        return not titled.isdisjoint({*asked, *(PROVINCE_OF.get(name, name) for name in asked)})

    def _is_of_another(self, passage: Passage, asked: Sequence[str]) -> bool:
        """Whether a passage's article is of another known place by its title, and so is it.

        What a province decides holds in its cities, and what one of its cities does is of it.
        """
        title = fold(self._corpus.article(passage.article_id).title)
        titled = {*places_of(title), *joined_provinces(title)}
        if not titled or any(name in passage.text for name in asked):
            return False
        wide = {*asked, *(PROVINCE_OF.get(name, name) for name in asked)}
        own = {PROVINCE_OF.get(name, name) for name in titled if set(asked) & PROVINCES}
        return not wide & (titled | own)

    def _is_elsewhere(self, article_id: str, passage: str, asked: Sequence[str]) -> bool:
        """Whether a passage names none of the places asked about, and its article's title another.

        What a province decides holds in its cities.
        """
        title = fold(self._corpus.article(article_id).title)
        if any(name in title or name in passage for name in asked):
            return False
        return any(self._units[name] != "省" for name in self.asked(title))


def _names_of(articles: Iterable[Article]) -> Iterator[tuple[str, str]]:
    """The names in the articles' titles, each with what ends it (市)."""
    for article in articles:
        for match in _NAMED.finditer(fold(article.title)):
            if match["name"] not in PLACES and _is_name(match["name"]):
                yield match["name"], match["unit"]


@lru_cache(maxsize=65536)
def _is_name(word: str) -> bool:
    """Whether no pair of its characters is in common use (霁州, but not 全市 or 城乡)."""
    return all(background_weight(gram) == math.inf for gram in tokens(word) if len(gram) > 1)
