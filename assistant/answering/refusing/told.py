"""What an asker tells of himself before he asks, and the terms of a question without it."""

import re

from assistant.answering.words.places import areas_of
from assistant.answering.words.question import ASKING_WORD, Question
from assistant.answering.words.terms import Terms, weigh
from assistant.text import tokens
from assistant.types import TermStatistics

_TELLER = re.compile(r"我|咱|俺|本人")
# So many words of the documents in the clause that asks say what is asked without the rest.
ENOUGH = 3
_CLAUSES = re.compile(r"(?<=[,。;:!?])")


def told_before_asking(folded: str) -> str:
    """The clauses in which an asker tells of himself before the one that asks; "" for none.

    >>> told_before_asking("我刚开了家面馆,怕赶不上,登记到哪天截止?")
    '我刚开了家面馆,怕赶不上,'
    """
    asking = ASKING_WORD.search(folded)
    before = folded[: asking.start()] if asking else folded[:-1]
    *clauses, _ = _CLAUSES.split(before)
    told = "".join(clauses)
    return told if _TELLER.search(told) else ""


def terms_of(question: Question, statistics: TermStatistics) -> Terms:
    """The terms of a question, without unknown words of what an asker tells of himself.

    But for the place, that need not stand in the documents for them to answer, where the
    clause that asks says enough.
    """
    terms = weigh(question.topic, statistics)
    told = told_before_asking(question.folded)
    if not told:
        return terms
    asked = frozenset(tokens(question.folded.removeprefix(told)))
    if sum(term.known and term.token in asked for term in terms) < ENOUGH:
        return terms
    unknown = {term.token for term in terms if not term.known}
    return terms.without(unknown.intersection(tokens(told)) - asked - _named(told))


def _named(told: str) -> frozenset[str]:
    """The tokens of the places in what is told."""
    return frozenset(token for area in areas_of(told) for token in tokens(area))
