"""The years that stand before a sentence and tell of when it speaks."""

import re

from assistant.answering.words.evidence import Evidence
from assistant.answering.words.years import years_stated

# 比2019年增长 and 自2009年以来最低 are not said of those years.
COMPARED = re.compile(r"(?:相?比|较|同)(?:\d{4}年)?\d{4}年|自\d{4}年[^,。;]{0,8}?以来(?=的?最)")


def paragraph_years(evidence: Evidence) -> tuple[str, ...]:
    """The years of the nearest sentence before it in its paragraph that states any."""
    start = evidence.sentence.start
    for sentence in reversed(evidence.context.sentences):
        if sentence.end == start:
            start = sentence.start
            years = years_stated(COMPARED.sub("", sentence.folded)) or sentence.years_meant
            if years:
                return years
    return ()
