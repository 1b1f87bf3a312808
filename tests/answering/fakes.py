"""A small library whose outline is built by hand, and statistics that can be counted by eye."""

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any, cast

from assistant.answering.sentences.extractive import Ranked
from assistant.answering.words.evidence import Evidence
from assistant.text import fold, tokens
from assistant.types import Article, Passage, Point


class CountedStatistics:
    """Counts texts that hold a token; implements `assistant.types.TermStatistics`."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = [frozenset(tokens(text)) for text in texts]

    @property
    def document_count(self) -> int:
        return len(self._texts)

    def document_frequency(self, token: str) -> int:
        return sum(token in text for text in self._texts)


class BuiltCorpus:
    """Articles with outlines and passages; implements `assistant.types.Corpus`."""

    def __init__(self, articles: Sequence[Article], outlines: Mapping[str, Point]) -> None:
        self._articles = tuple(articles)
        self._outlines = outlines

    def articles(self) -> Sequence[Article]:
        return self._articles

    def margins(self) -> Sequence[Article]:
        return ()

    def article(self, article_id: str) -> Article:
        return next(article for article in self._articles if article.id == article_id)

    def outline(self, article_id: str) -> Point:
        return self._outlines[article_id]

    def passages(self) -> Mapping[str, Passage]:
        return {
            (key := f"{a.id}:{a.body_start}-{a.body_end}"): Passage(
                key, a.id, (), a.body_start, a.body_end, a.text[a.body_start : a.body_end]
            )
            for a in self._articles
        }


def ranked_texts(*texts: str) -> list[Ranked]:
    """Sentences of one article as evidence, each half as likely as the one before it."""
    return [
        Ranked(cast(Evidence, _Sentence(text, place)), 0.8 / 2**place)
        for place, text in enumerate(texts)
    ]


class _Sentence:
    """As much of an `Evidence` as what orders evidence reads; all features are 1."""

    def __init__(self, text: str, place: int) -> None:
        self.sentence: Any = SimpleNamespace(folded=fold(text), article_id="a", start=100 * place)

    def feature(self, name: str) -> float:
        del name
        return 1.0
