"""What is found and composed for one question, before it is checked."""

from dataclasses import dataclass

from assistant.answering.conversation.resolved import Scope
from assistant.answering.drafts import Draft
from assistant.answering.outline.points import Match
from assistant.answering.sentences.extractive import Ranked
from assistant.answering.words.evidence import Evidence
from assistant.answering.words.question import Question
from assistant.answering.words.terms import Terms
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
    # Worth showing as what is nearest, should the confidence be too low (`refusing.everyday`).
    is_nearest: bool = False


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was found for a question: passages, their sentences, the best outline point."""

    question: Question
    scope: Scope | None
    terms: Terms
    hits: tuple[Hit, ...]
    evidence: tuple[Evidence, ...]
    match: Match | None
