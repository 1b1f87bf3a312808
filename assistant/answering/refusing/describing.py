"""The features of a sentence for one question; `words.evidence` names them in FEATURES."""

import math
import re
from collections.abc import Collection, Sequence

import numpy as np

from assistant.answering.words import spans
from assistant.answering.words.evidence import Context
from assistant.answering.words.question import Question
from assistant.answering.words.related import Numbers, RelatedWords
from assistant.answering.words.terms import Term, Terms
from assistant.answering.words.years import without_aim_compared, years_of
from assistant.text import tokens
from assistant.types import Span

# A sentence that begins so speaks of what the sentence before it named.
_ANAPHORA = re.compile(r"^[\"']?(?:他|她|它|其|该|这|此|本|上述|以上|对此|为此|同时|另外|此外)")


class SentenceDescriber:
    """Describes sentences for one question; what depends on the question alone is made once."""

    def __init__(
        self,
        question: Question,
        terms: Terms,
        related: RelatedWords,
        contexts: Sequence[Context],
    ) -> None:
        """`contexts` are those whose sentences will be described."""
        self._question = question
        # Pairs of characters that no one uses as a word say nothing about wording.
        words = [term for term in terms if term.known or term.token in related]
        self._words = [term.token for term in words]
        self._weights = np.array([term.weight for term in words], dtype=np.float32)
        said = [numbers for each in contexts for numbers in (*each.related, each.head_related)]
        among = np.unique(np.concatenate(said)) if said else None
        self._likeness = related.likeness(self._words, among)
        self._terms = terms
        self._rarest = sorted(terms, key=lambda term: (-term.weight, term.token))[:2]
        self._characters = set(question.topic) - {","}
        self._pieces = [piece for piece in question.topic.split(",") if len(piece) > 1]
        self._left, self._right = question.heads[0][-2:], question.heads[1][:2]
        self._heads = [frozenset(tokens(head)) for head in question.heads if len(head) > 1]
        self._kind = f"kind_{question.kind}"

    def describe(self, context: Context, index: int) -> dict[str, float]:
        """The features of one sentence that do not depend on its hit."""
        question, terms = self._question, self._terms
        sentence = context.sentences[index]
        text = sentence.folded
        before = context.sentences[index - 1].grams if index else frozenset[str]()
        near = sentence.grams | before | context.label_grams
        whole = context.grams | context.head_grams | context.label_grams
        typed = list(spans.spans_for(question, text))
        matched = [text.find(term.token) for term in terms if term.token in sentence.grams]
        window = max(matched) - min(matched) if matched else len(text)
        left = text.rfind(self._left) if self._left else -1
        right = text.find(self._right, max(left, 0)) if self._right else -1
        novel = sum(1 for character in set(text) if character not in self._characters)
        return {
            "sentence_coverage": terms.coverage(sentence.grams),
            "near_coverage": terms.coverage(near),
            "passage_coverage": terms.coverage(whole),
            "article_head_coverage": terms.coverage(context.head_grams),
            "rarest_covered": _covered(self._rarest, 0, sentence.grams, near),
            "second_rarest_covered": _covered(self._rarest, 1, sentence.grams, near),
            "saturated_overlap": terms.coverage(sentence.grams)
            * terms.mass
            / (1.0 + 0.5 * len(text) / 40.0),
            "longest_common": self._longest_common(text),
            "character_coverage": len(self._characters & set(text)) / max(1, len(self._characters)),
            "related_coverage": self._related_coverage(sentence.grams, (context.related[index],)),
            "related_near_coverage": self._related_coverage(
                near,
                (
                    context.related[index],
                    context.related[index - 1] if index else context.head_related,
                    context.head_related,
                ),
            ),
            "left_aligned": float(left >= 0),
            "right_aligned": float(right >= 0),
            "both_aligned": float(left >= 0 and right > left),
            "heads_in_sentence": self._heads_in(sentence.bare_grams),
            "heads_near": self._heads_in(sentence.bare_grams | before | context.label_grams),
            "heads_in_passage": self._heads_in(whole),
            "typed_spans": min(len(typed), 6.0),
            "has_typed_span": float(bool(typed)),
            "typed_near_terms": _nearness(typed, matched),
            "unit_met": float(spans.has_unit(question, text)) - float(bool(question.unit)),
            "measure_named": float(spans.names_measure(question, text)),
            "novelty": min(novel, 60) / 60.0,
            "log_length": math.log1p(len(text)),
            "window": min(window, 100) / 100.0,
            "position": 1.0 / (1 + index),
            "first_sentence": float(index == 0),
            "anaphora": float(bool(_ANAPHORA.match(text))),
            "quoted_met": _share(question.quoted, text),
            "years_met": _years_met(question.years, context, index),
            "enumeration": float(spans.items_of_enumeration(text)) if question.listing else 0.0,
            "count_met": float(
                question.count is not None and spans.items_of_enumeration(text) == question.count
            ),
            "label_coverage": terms.coverage(context.label_grams),
            "colon": float(":" in text),
            self._kind: 1.0,
        }

    def _related_coverage(self, grams: Collection[str], numbers: Sequence[Numbers]) -> float:
        """The share of the weight of the question's words that are said, in these words or like."""
        if not self._words:
            return 0.0
        said = np.array([float(word in grams) for word in self._words], dtype=np.float32)
        for found in numbers:
            if len(found):
                said = np.maximum(said, self._likeness[:, found].max(axis=1))
        return float(said @ self._weights / max(float(self._weights.sum()), 1e-9))

    def _heads_in(self, grams: frozenset[str]) -> float:
        """How much of the attribute asked for is there: the least share of a head; 1 for none."""
        return min((len(head & grams) / len(head) for head in self._heads if head), default=1.0)

    def _longest_common(self, text: str) -> float:
        """The longest piece of the topic found in the text, as a share of the topic's length."""
        best = 0
        for piece in self._pieces:
            start = 0
            while start + best < len(piece):
                if piece[start : start + best + 1] in text:
                    best += 1
                else:
                    start += 1
        return best / max(1, len(self._question.topic))


def _covered(
    rarest: Sequence[Term], place: int, sentence: frozenset[str], near: frozenset[str]
) -> float:
    if place >= len(rarest):
        return 1.0
    token = rarest[place].token
    return 1.0 if token in sentence else 0.5 if token in near else 0.0


def _nearness(typed: Sequence[Span], matched: Sequence[int]) -> float:
    """How close the nearest typed span stands to a matched term: 1 beside it, towards 0 far off."""
    if not typed or not matched:
        return 0.0
    distance = min(
        min(abs(span.start - place), abs(span.end - place)) for span in typed for place in matched
    )
    return 1.0 / (1.0 + distance / 5.0)


def _share(quoted: Sequence[str], text: str) -> float:
    if not quoted:
        return 0.0
    return sum(1.0 if piece in text else -1.0 for piece in quoted) / len(quoted)


def _years_met(years: Sequence[str], context: Context, index: int) -> float:
    """1 when a year asked for stands in the sentence, 0.5 before it or above, -1 when another does.

    A sentence without a year of its own is of the year in the headings above it.
    """
    if not years:
        return 0.0
    sentence = context.sentences[index]
    own = years_of(without_aim_compared(sentence.folded)) or sentence.years_meant
    if any(year in own for year in years):
        return 1.0
    if own:
        return -1.0
    if sentence.years_above:
        return 0.5 if any(year in sentence.years_above for year in years) else -1.0
    earlier = [year for s in context.sentences[:index] for year in years_of(s.folded)]
    return 0.5 if any(year in earlier for year in years) else -0.5
