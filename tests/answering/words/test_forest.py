import json

import numpy as np
import pytest

from assistant.answering.refusing.confidence import FEATURES as CONFIDENCE_FEATURES
from assistant.answering.words.evidence import FEATURES as SENTENCE_FEATURES
from assistant.answering.words.forest import MODELS, Forest

STUMP = {
    "feature": [1, 0, 0],
    "threshold": [0.5, 0.0, 0.0],
    "left": [1, 1, 2],
    "right": [2, 1, 2],
    "value": [0.0, -1.0, 2.0],
}


def test_a_stump_sends_small_values_left() -> None:
    forest = Forest(("a", "b"), 0.5, [STUMP])
    rows = np.array([[9.0, 0.5], [9.0, 0.6]], dtype=np.float32)
    expected = [1 / (1 + np.exp(0.5)), 1 / (1 + np.exp(-2.5))]
    assert forest.probability(rows) == pytest.approx(expected)


def test_no_rows_give_no_probabilities() -> None:
    assert Forest(("a", "b"), 0.5, [STUMP]).probability(np.zeros((0, 2), np.float32)).shape == (0,)


@pytest.mark.parametrize(
    ("name", "features"), [("sentence", SENTENCE_FEATURES), ("confidence", CONFIDENCE_FEATURES)]
)
def test_shipped_models_were_fitted_on_the_features_of_this_code(
    name: str, features: tuple[str, ...]
) -> None:
    assert Forest.load(name).features == features
    data = json.loads((MODELS / f"{name}.json").read_text(encoding="utf-8"))
    assert data["fitted_by"] == "python -m benchmarks.fit_answers --write"
