"""One score from many features: a small network whose weights are readable JSON.

The features of a question stand beside those of the passage, so that the
hidden units can trust words where the words decide and meaning where they do
not. It is fitted to put an answering passage first among its question's
candidates (softmax cross-entropy, as in ListNet, Cao et al. 2007) by
`python -m benchmarks.fit_fusion`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.features import FEATURES

PARAMETERS_FILE = "fusion.json"
_DECIMALS = 5  # of a feature; cosines of one text differ in the seventh


@dataclass(frozen=True, slots=True)
class Fusion:
    """score = linear · x + Σ output_h · tanh(hidden_h · x + bias_h), x the standardised features.

    `mean`, `scale` and `linear` are (features,), `hidden` is (units, features),
    `bias` and `output` are (units,).
    """

    mean: NDArray[np.float32]
    scale: NDArray[np.float32]
    linear: NDArray[np.float32]
    hidden: NDArray[np.float32]
    bias: NDArray[np.float32]
    output: NDArray[np.float32]

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "Fusion":
        """Read parameters whose features are named; raises ValueError where they are not ours."""
        if tuple(values["features"]) != FEATURES:
            raise ValueError(
                f"{PARAMETERS_FILE} was fitted on other features; "
                "run python -m benchmarks.fit_fusion"
            )
        units = values["units"]
        return cls(
            np.array([values["mean"][name] for name in FEATURES], dtype=np.float32),
            np.array([values["scale"][name] for name in FEATURES], dtype=np.float32),
            np.array([values["linear"][name] for name in FEATURES], dtype=np.float32),
            np.array(
                [[unit["weights"][name] for name in FEATURES] for unit in units], dtype=np.float32
            ).reshape(len(units), len(FEATURES)),
            np.array([unit["bias"] for unit in units], dtype=np.float32),
            np.array([unit["output"] for unit in units], dtype=np.float32),
        )

    def score(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """Scores of the candidates of one question, (candidates,); higher is better.

        Candidates that are alike get one score: a matrix product rounds its rows differently.
        """
        alike, place = np.unique(np.round(features, _DECIMALS), axis=0, return_inverse=True)
        x = (alike - self.mean) / self.scale
        units = np.tanh(x @ self.hidden.T + self.bias)
        scores = np.asarray(x @ self.linear + units @ self.output, dtype=np.float32)
        return scores[place]


@lru_cache(maxsize=1)
def shipped_fusion() -> Fusion:
    """The parameters that are shipped with the program."""
    text = (files("assistant.retrieval") / PARAMETERS_FILE).read_text(encoding="utf-8")
    return Fusion.from_json(json.loads(text))
