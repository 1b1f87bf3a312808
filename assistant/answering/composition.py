"""What is found and composed for one question, before it is checked."""

from dataclasses import dataclass

from assistant.answering.drafts import Draft
from assistant.answering.evidence import Evidence
from assistant.answering.extractive import Ranked
from assistant.answering.points import Match
from assistant.answering.question import Question
from assistant.answering.resolved import Scope
from assistant.answering.terms import Terms
from assistant.types import Hit


@dataclass(frozen=True, slots=True)
class Composition:
    """What was composed for one standalone question, before it is checked."""

    question: Question
    terms: Terms
    hits: tuple[Hit, ...]
    ranked: tuple[Ranked, ...]
    drafts: tuple[Draft, ...]
    confidence: float
    constraint: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was found for a question: passages, their sentences, the best outline point."""

    question: Question
    scope: Scope | None
    terms: Terms
    hits: tuple[Hit, ...]
    evidence: tuple[Evidence, ...]
    match: Match | None
