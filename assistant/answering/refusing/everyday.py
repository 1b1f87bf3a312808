"""Whether what is nearest answers a question that is put in everyday words.

That the documents lack a word of the street (掏钱, 老板) says less than that they lack a
written one, so that `confidence` is too low for such questions. Where one of the words that the
library lacks is an everyday one, a second model judges by what is left: how near the passages and
the sentences are, and how much of what is missing is written language. It is fitted by
`python -m benchmarks.fit_everyday --write` on the questions of benchmarks/questions/strangers, put
to their own documents and to others.
"""

import json
import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.answering.drafts import Draft
from assistant.answering.sentences.extractive import Ranked
from assistant.answering.words.forest import MODELS, Forest
from assistant.answering.words.terms import Terms, background_weight, is_spoken
from assistant.types import Hit

# Said above what is shown and under it: it is the documents' own, and for the reader to compare.
NEAREST_HEADING = "不能肯定，意思最接近的原文是"
NEAREST_NOTE = "文中没有用这样的说法，请核对是不是所问的。"
DEPTH = 5  # sentences and passages looked at
FEATURES = (
    "log_confidence",
    "first_dense",
    "first_dense_gap",
    "mean_dense",
    "best_cosine",
    "widest_cosine",
    "probability",
    "second_probability",
    "unknown_spoken",
    "unknown_written",
    "unknown_rare",
    "unknown_share",
)


def is_everyday(terms: Terms) -> bool:
    """Whether a word that the library lacks is one that people say rather than write."""
    return any(not term.known and is_spoken(term.token) for term in terms)


def describe(
    confidence: float, terms: Terms, ranked: Sequence[Ranked], hits: Sequence[Hit]
) -> NDArray[np.float32]:
    """The row of FEATURES, (len(FEATURES),); `confidence` is the first model's."""
    mass = terms.mass or 1.0
    unknown = [term for term in terms if not term.known]
    spoken = sum(term.weight for term in unknown if is_spoken(term.token))
    written = sum(
        term.weight
        for term in unknown
        if not is_spoken(term.token) and background_weight(term.token) < math.inf
    )
    rare = sum(term.weight for term in unknown) - spoken - written
    dense = [hit.dense for hit in hits if hit.dense is not None] or [0.0]
    cosines = [item.evidence.feature("sentence_cosine") for item in ranked[:DEPTH]] or [0.0]
    probabilities = [item.probability for item in ranked[:2]] + [0.0, 0.0]
    row = (
        math.log(confidence + 1e-3),
        dense[0],
        dense[0] - dense[1] if len(dense) > 1 else 0.0,
        sum(dense[:DEPTH]) / len(dense[:DEPTH]),
        cosines[0],
        max(cosines),
        probabilities[0],
        probabilities[1],
        spoken / mass,
        written / mass,
        rare / mass,
        len(unknown) / max(1, len(terms)),
    )
    return np.array(row, dtype=np.float32)


def as_nearest(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """The drafts under a heading that says what they are; those of a group of their own keep it."""
    return tuple(each if each.group else each.grouped(NEAREST_HEADING) for each in drafts)


class EverydayWords:
    """The fitted model, and how sure it must be before the nearest is shown."""

    def __init__(self) -> None:
        self._forest = Forest.load("everyday")
        data = json.loads((MODELS / "everyday.json").read_text(encoding="utf-8"))
        self._show_from = float(data["show_from"])

    def are_answered(
        self, confidence: float, terms: Terms, ranked: Sequence[Ranked], hits: Sequence[Hit]
    ) -> bool:
        """Whether the nearest is worth showing to a question that would else be declined."""
        if not ranked or not is_everyday(terms):
            return False
        row = describe(confidence, terms, ranked, hits)
        return float(self._forest.probability(row[np.newaxis])[0]) >= self._show_from
