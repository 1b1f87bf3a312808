"""What a document means by a term: 本规定所称危险作业，是指……."""

import re

from assistant.answering.words.question import Question

_DEFINITION = re.compile(
    r"所(?:称|说|指)的?(?P<term>[^,。;:]{2,20}?)[,:]?(?:主要|仅|均)?(?:是指|系指|指的是|指|包括)"
)


def defines(question: Question, sentence: str) -> bool:
    """Whether a folded sentence says what a term of the question means or takes in."""
    return any(found["term"] in question.folded for found in _DEFINITION.finditer(sentence))
