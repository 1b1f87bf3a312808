"""What an article says of a thing, told under its name, where it is asked which one says it."""

from dataclasses import replace

from assistant.answering.composition import Composition
from assistant.answering.documents.across import heading_of

# The nearest sentence tells which article it is when it is as sure as this.
SURE_TOLD = 0.6


def told_by(found: Composition) -> Composition:
    """What was found for the thing itself, its first statement under the article's name."""
    first = found.drafts[:1]
    drafts = tuple(each.grouped(heading_of(each.sources[0].article)) for each in first)
    sure = found.confidence if found.confidence >= SURE_TOLD else 0.0
    return replace(found, drafts=drafts, confidence=sure)
