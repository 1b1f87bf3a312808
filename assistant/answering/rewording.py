"""Words that the library writes otherwise: abbreviations and slips of a character.

公租房 is found in 公共租赁住房, whose characters hold it in order; 氢走庙 in 氢走廊,
which differs by one. Only words that occur nowhere in the library are looked
for, only in what was found for the question, and nothing is guessed that is
not printed there.
"""

import re
from collections import Counter
from collections.abc import Iterable

from assistant.answering.question import Question
from assistant.answering.terms import Terms

LONGEST = 5  # characters of a word that is looked for
SHORTEST = 3
GAP = 3  # characters of the full word between two of its abbreviation


def reword(question: Question, terms: Terms, texts: Iterable[str]) -> str:
    """The question's topic with unknown words replaced as the folded texts write them.

    Returns the topic unchanged where nothing fits.
    """
    unknown = {term.token for term in terms if not term.known and len(term.token) == 2}
    if not unknown:
        return question.topic
    text = "\n".join(texts)
    topic = question.topic
    for run in _runs(question.topic, unknown):
        replaced = _replacement(run, text)
        if replaced is not None:
            topic = topic.replace(replaced[0], replaced[1])
    return topic


def _runs(topic: str, unknown: set[str]) -> list[str]:
    """Stretches of the topic all of whose bigrams are unknown."""
    runs: list[str] = []
    run = ""
    for place in range(len(topic)):
        if topic[place : place + 2] in unknown:
            run = run or topic[place]
            run += topic[place + 1]
        elif run:
            runs.append(run)
            run = ""
    return runs


def _replacement(run: str, text: str) -> tuple[str, str] | None:
    """A piece of the run and how the text writes it; None where nothing fits."""
    for length in range(min(LONGEST, len(run)), SHORTEST - 1, -1):
        for start in range(len(run) - length + 1):
            piece = run[start : start + length]
            if re.search(r"[^一-龥]", piece):
                continue
            found = _abbreviated(piece, text) or _misspelt(piece, text)
            if found is not None:
                return piece, found
    return None


def _abbreviated(piece: str, text: str) -> str | None:
    pattern = rf"[一-龥]{{0,{GAP}}}?".join(map(re.escape, piece))
    return _most_common(re.findall(pattern, text))


def _misspelt(piece: str, text: str) -> str | None:
    found: list[str] = []
    for place in range(len(piece)):
        pattern = f"{re.escape(piece[:place])}[一-龥]{re.escape(piece[place + 1 :])}"
        found.extend(re.findall(pattern, text))
    return _most_common(found)


def _most_common(found: list[str]) -> str | None:
    if not found:
        return None
    counts = Counter(found)
    return min(counts, key=lambda word: (-counts[word], len(word), word))
