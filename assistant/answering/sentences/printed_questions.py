"""Questions that a document prints itself: what follows them answers, they do not."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.sentences.extractive import Ranked
from assistant.answering.sentences.leading import led_by
from assistant.answering.sentences.seconds import is_filler
from assistant.answering.words.kinds import kind_of
from assistant.answering.words.question import Question

# How likely a sentence is that goes on from the best one.
CONTINUED = 0.5
LINE_BREAK = 2  # characters between a question and the paragraph that answers it
# What is left of the probability of other sentences beside the document's own answer.
BESIDE = 0.05
# Sentences of an answer to a printed question, and how likely the later ones are beside the first.
ANSWER_SENTENCES = 4
_ASKED_ALIKE = frozenset({"date", "number", "place", "why", "person"})
LIKELY = 0.5  # so likely, the best sentence needs no question that the document asks itself
_NUMBER = re.compile(r"^[\d.、:\s一二三四五六七八九十]+")
# What says of a printed question only that it asks.
_UNTELLING = re.compile(
    r"什么时候|为什么|怎么[样办]?|如何|多[久长少大]|哪[里儿天个些]?|什么|几[天号点]?|谁|[\W\d的了是在要有吗呢这那]"
)
_QUESTION = re.compile(r"^(?:\d{1,2}[.、])?问:|\?\"?$")


def is_printed_question(item: Ranked) -> bool:
    """Whether a sentence is a question that the text goes on to answer."""
    return bool(_QUESTION.search(item.text))


def answers_for_questions(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The evidence, with what follows a printed question in the question's place.

    问：补贴多久到账？ is most like who asks the same, and answers nothing; 答：… does.
    """
    answers: dict[tuple[str, int], list[Ranked]] = {}
    for asking in filter(is_printed_question, ranked):
        after = _answers(asking, ranked)
        saying = [each for each in after if not is_filler(question, each)]
        answers[asking.place] = saying or after
    gained: dict[tuple[str, int], float] = {}
    for item in ranked:
        for number, following in enumerate(answers.get(item.place, ())):
            share = CONTINUED if number else 1.0
            gained.setdefault(following.place, item.probability * share)
    # Where nothing is more like the question than a printed one, its answer is enough.
    found = [each.place for each in answers.get(ranked[0].place, ())] if ranked else []
    changed: list[Ranked] = []
    for item in ranked:
        value = max(item.probability, gained.get(item.place, 0.0))
        if (found and item.place not in found) or item.place in answers:
            value *= BESIDE
        changed.append(replace(item, probability=value))
    return sorted(changed, key=lambda item: -item.probability)


def asked_alike_first(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The evidence, led by the one printed question of its article that asks the same.

    02 什么时候改,改多久? for 食堂从哪天开始改造: of one kind, and nothing in it that is not asked.
    Only where nothing else is likely.
    """
    if question.kind not in _ASKED_ALIKE or not ranked or ranked[0].probability >= LIKELY:
        return list(ranked)
    asked = set(question.folded)
    found = [
        item
        for item in ranked
        if item.place[0] == ranked[0].place[0]
        and is_printed_question(item)
        and kind_of(_NUMBER.sub("", item.text)) == question.kind
        and (said := set(_UNTELLING.sub("", _NUMBER.sub("", item.text))))
        and said <= asked
    ]
    return led_by(found[0], ranked) if len(found) == 1 else list(ranked)


def _answers(asking: Ranked, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The sentences of the paragraph that follows a printed question, up to the next question."""
    after = sorted(
        (item for item in ranked if item.place > asking.place), key=lambda item: item.place
    )
    found: list[Ranked] = []
    for item in after[:ANSWER_SENTENCES]:
        sentence = item.evidence.sentence
        gap = sentence.start - (found[-1] if found else asking).evidence.sentence.end
        apart = gap > (0 if found else LINE_BREAK)
        if sentence.article_id != asking.place[0] or is_printed_question(item) or apart:
            break
        found.append(item)
    return found
