"""Why a question is not answered, in words a person can check."""

import re

from assistant.answering.evidence import Evidence
from assistant.answering.question import Question
from assistant.answering.terms import Terms
from assistant.types import Refusal

# The one sentence of every refusal; what else is said explains it.
NOT_IN_DOCUMENTS = "资料库中的文章没有说明这个问题，无法作答。"
EMPTY_LIBRARY = "资料库还是空的，请先加入文章再提问。"
MOST_WORDS = 4


def missing_words(question: Question, terms: Terms) -> tuple[str, ...]:
    """The words of the question that no passage of the library holds, as runs of characters.

    Unknown bigrams that overlap are one word (董事 + 事长 → 董事长).
    """
    unknown = {term.token for term in terms if not term.known}
    words: list[str] = []
    for piece in question.topic.split(","):
        covered = [False] * len(piece)
        for token in unknown:
            for match in re.finditer(re.escape(token), piece):
                covered[match.start() : match.end()] = [True] * len(token)
        run = ""
        for character, missing in zip(piece + " ", [*covered, False], strict=True):
            if missing:
                run += character
            elif run:
                words.append(run)
                run = ""
    return tuple(dict.fromkeys(word for word in words if len(word) > 1))[:MOST_WORDS]


def explain(
    question: Question, terms: Terms, constraint: str, nearest: Evidence | None
) -> tuple[Refusal, str]:
    """The refusal and its Chinese sentence: the fixed one, then what it rests on."""
    words = missing_words(question, terms)
    parts = [NOT_IN_DOCUMENTS]
    if constraint:
        parts.append(constraint)
    elif words:
        named = "、".join(f"“{word}”" for word in words)
        parts.append(f"文中没有出现{named}。")
    elif nearest is not None:
        parts.append("下面是文中相近的内容，供参考。")
    refusal = Refusal("constraint" if constraint else "no_evidence", words, constraint)
    return refusal, "".join(parts)
