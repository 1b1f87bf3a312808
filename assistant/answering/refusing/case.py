"""A question beside what was found for it, and the checks that hold the one against the other."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from assistant.answering.sentences.extractive import Ranked
from assistant.answering.words.evidence import Evidence
from assistant.answering.words.question import Question
from assistant.answering.words.terms import Terms
from assistant.tables import tables_of
from assistant.text import fold
from assistant.types import Article

# Kinds that ask for one thing: a sentence about another year or place does not answer them.
ONE_THING = frozenset({"number", "date", "rank", "person", "organisation", "place", "name"})


@dataclass(frozen=True)
class Case:
    """A question and its evidence, likeliest first; there is always some."""

    question: Question
    terms: Terms
    ranked: Sequence[Ranked]
    # Of the evidence, that of the best first, where their tables are to be read.
    articles: Sequence[Article] = ()

    @property
    def best(self) -> Evidence:
        """The evidence that would be shown first."""
        return self.ranked[0].evidence

    @property
    def said(self) -> str:
        """The folded text of the best evidence."""
        return self.best.sentence.folded


# What a refusal is said of, where its article has what is asked about in another place.
OF_ONE_SENTENCE = "文中最接近的一句"
# What is less likely beside the best is not shown with it; see `Policy.second_ratio`.
SECOND_RATIO = 0.2


def shown_of(ranked: Sequence[Ranked], most: int) -> list[Ranked]:
    """Of so many, those that are likely enough beside the best to be shown with it."""
    least = SECOND_RATIO * ranked[0].probability
    return [item for item in ranked[:most] if item.probability >= least]


# A Chinese sentence on what the question asks for and the evidence lacks; "" for nothing.
Check = Callable[[Case], str]


def first_failure(checks: Iterable[Check], case: Case) -> str:
    """What the first check that fails says; "" where none does."""
    return next((failure for check in checks if (failure := check(case))), "")


def instead(pair: tuple[str, str] | None) -> str:
    """A sentence on what was asked for, the first, and what is said instead; "" for no pair."""
    return f"文中相近的内容说的是“{pair[1]}”，不是“{pair[0]}”。" if pair else ""


def unsaid(what: str, case: Case | None = None) -> str:
    """A sentence on what is near and does not say this; "" for nothing."""
    return f"{nearest(case, (what,))}没有说到“{what}”。" if what else ""


def nearest(case: Case | None, words: Iterable[str]) -> str:
    """What a refusal says of: the one sentence, where an article with tables has the words.

    Else what is near as a whole, of which a reader would take the table for a part.
    """
    articles = case.articles if case else ()
    texts = [fold(each.text) for each in articles if tables_of(each)]
    is_elsewhere = any(word in text for word in words for text in texts)
    return OF_ONE_SENTENCE if is_elsewhere else "文中相近的内容"


def unmentioned(what: str) -> str:
    """A sentence on what no document mentions; "" for nothing."""
    return f"文中没有提到“{what}”。" if what else ""
