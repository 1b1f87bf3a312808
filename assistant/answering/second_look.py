"""A second look at what only the confidence refuses: given with a warning, where it is near.

What documents do not say is mostly declined by name (`constraints`). Of what the confidence
alone refuses, half is asked in other words than the documents use, and the passage found is
near in meaning: its sentence is shown, and said to be no more than near. The three features
and the limit are fitted by `python -m benchmarks.fit_second_look --write`.
"""

import json
import math
from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.answering import confidence
from assistant.answering.extractive import Ranked
from assistant.answering.forest import MODELS
from assistant.answering.related import said_alike
from assistant.answering.terms import Terms
from assistant.text import tokens

FILE = "second_look.json"
FEATURES = ("log_confidence", "best_hit_dense", "widest_near_coverage")
NOTE = "文中没有用这些说法，列出的是最接近的原文，请核对是否切题"
# Added to a confidence before its logarithm is taken.
LEAST_CONFIDENCE = 1e-3


def features_of(row: NDArray[np.float32], probability: float) -> tuple[float, ...]:
    """The FEATURES of a question: of its row of `confidence.FEATURES` and its confidence.

    () where what was found is of another year or place than the question names.
    """
    named = dict(zip(confidence.FEATURES, row.tolist(), strict=True))
    if named["year_met"] < 0.0 or named["place_met"] < 0.0:
        return ()
    return (math.log(probability + LEAST_CONFIDENCE), *(named[name] for name in FEATURES[1:]))


def shares_word(terms: Terms, ranked: Sequence[Ranked], names: Collection[str] = ()) -> bool:
    """Whether the nearest sentence says a word of the question, or one that is used like it.

    What only names a place (`names`) is no such word.
    """
    if not ranked:
        return False
    named = {token for name in names for token in tokens(name)}
    asked = {term.token for term in terms if len(term.token) > 1} - named
    return said_alike(asked, ranked[0].evidence.sentence.grams)


class SecondLook:
    """The fitted model; it shows nothing with another encoder than the one it was fitted with."""

    def __init__(self, encoder: str) -> None:
        """`encoder` is the fingerprint of the one in use."""
        data = json.loads((MODELS / FILE).read_text(encoding="utf-8"))
        self._weights = [float(data["weights"][name]) for name in FEATURES]
        self._bias = float(data["bias"])
        self._least = float(data["least"])
        self._fits = data["encoder"] == encoder

    def shows(self, features: tuple[float, ...]) -> bool:
        """Whether what was found is near enough to be shown; never of no features."""
        if not self._fits or not features:
            return False
        pairs = zip(self._weights, features, strict=True)
        score = self._bias + sum(weight * value for weight, value in pairs)
        return 1.0 / (1.0 + math.exp(-score)) >= self._least
