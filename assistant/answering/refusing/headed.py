"""Whether a heading stands above the year and the thing asked about (申报条件 of another notice).

A heading says nothing of its own: 申报条件 heads the conditions of what its document
is about, which the titles above it tell.
"""

import re

from assistant.answering.words import contrasts
from assistant.answering.words.evidence import Evidence
from assistant.answering.words.question import Question
from assistant.answering.words.years import years_of

_SENTENCE = re.compile(r"[。!?;]$")
_SPAN_OF_YEARS = re.compile(r"\d{4}年?[-至到]\d{4}")


def other_matter(question: Question, best: Evidence) -> tuple[str, str] | None:
    """What is asked about and what the titles above a heading say instead; None for any other."""
    above = best.context.titles
    if _SENTENCE.search(best.sentence.folded) or not above:
        return None
    years = years_of(above)
    if question.years and years and not _SPAN_OF_YEARS.search(above):
        said = set(years) | set(years_of(best.sentence.folded))
        if not said & set(question.years):
            return f"{question.years[0]}年", f"{years[0]}年"
    return contrasts.sibling(question, best, above)
