"""What in the library a question's right answer rests on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.evaluation.matching import comparable, find_fact
from assistant.evaluation.questions import Question


class Documents(Protocol):
    """What scoring may ask of the library that the questions are put to."""

    def titles(self) -> Mapping[str, str]:
        """The title of every article by its id."""

    def text(self, article_id: str) -> str | None:
        """The article's text as printed; None where it cannot be had."""

    def passages(self, article_id: str) -> Mapping[str, str] | None:
        """The texts of the article's passages by id; None where they cannot be had."""


@dataclass(frozen=True, slots=True)
class Gold:
    """Ids that count as right for one question.

    `articles` are ids of articles (a title that no article of the library carries stands
    for itself, so that it counts as not found); `passages` ids of passages; `named` tells
    whether the set names articles or passages at all. `unknown` are the names that the
    library does not hold.
    """

    articles: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def named(self) -> bool:
        """Whether the set says which documents the answer must rest on."""
        return bool(self.articles)


class GoldFinder:
    """Finds the gold of questions in one library; titles are compared as facts are."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents
        self._keys = {i: comparable(title).key for i, title in documents.titles().items()}

    def find(self, question: Question) -> Gold:
        """The gold articles and passages of `question`."""
        articles: list[str] = []
        given: list[str] = []
        unknown: list[str] = []
        for name in question.articles:
            found = self._by_title(name)
            articles.extend(found or [name])
            unknown.extend([] if found else [name])
        for identity in question.gold_passage_ids:
            article_id = self._article_of(identity)
            articles.append(article_id or identity)
            if article_id is None:
                unknown.append(identity)
            elif article_id != identity:
                given.append(identity)
        passages = given or self._holding_facts(question, dict.fromkeys(articles))
        return Gold(tuple(dict.fromkeys(articles)), tuple(dict.fromkeys(passages)), tuple(unknown))

    def _by_title(self, name: str) -> list[str]:
        key = comparable(name).key
        exact = [identity for identity, title in self._keys.items() if title == key]
        return exact or [identity for identity, title in self._keys.items() if key and key in title]

    def _article_of(self, identity: str) -> str | None:
        """The article that a gold id names: itself, or the part before the offsets."""
        if identity in self._keys:
            return identity
        head = identity.rpartition(":")[0]
        return head if head in self._keys else None

    def _holding_facts(self, question: Question, articles: Iterable[str]) -> Sequence[str]:
        spellings = [s for facts in question.alternatives for fact in facts for s in fact]
        found: list[str] = []
        for article_id in articles:
            for identity, text in (self._documents.passages(article_id) or {}).items():
                if spellings and find_fact(comparable(text), spellings):
                    found.append(identity)
        return found
