"""The fusion's arithmetic and its parameter file."""

import json
from importlib.resources import files

import numpy as np
import pytest

from assistant.retrieval.features import FEATURES
from assistant.retrieval.fusion import PARAMETERS_FILE, Fusion, shipped_fusion


def parameters() -> dict[str, object]:
    zero = dict.fromkeys(FEATURES, 0.0)
    return {
        "features": list(FEATURES),
        "mean": zero | {"coverage": 0.5},
        "scale": dict.fromkeys(FEATURES, 1.0) | {"coverage": 0.25},
        "linear": zero | {"coverage": 3.0},
        "units": [{"bias": 1.0, "output": 2.0, "weights": zero | {"dense_z": 0.5}}],
    }


def test_score_by_hand() -> None:
    row = np.zeros((1, len(FEATURES)), dtype=np.float32)
    row[0, FEATURES.index("coverage")] = 1.0
    row[0, FEATURES.index("dense_z")] = 2.0
    # linear: 3 · (1 - 0.5) / 0.25 = 6; unit: 2 · tanh(0.5 · 2 + 1)
    expected = 6 + 2 * np.tanh(2.0)
    assert Fusion.from_json(parameters()).score(row) == pytest.approx([expected])


def test_parameters_of_other_features_are_refused_with_the_remedy() -> None:
    values = parameters() | {"features": ["bm25", "cosine"]}
    with pytest.raises(ValueError, match=r"benchmarks\.fit_fusion"):
        Fusion.from_json(values)


def test_shipped_parameters_name_the_command_that_fitted_them() -> None:
    text = (files("assistant.retrieval") / PARAMETERS_FILE).read_text(encoding="utf-8")
    assert json.loads(text)["fitted_by"] == "python -m benchmarks.fit_fusion"
    assert shipped_fusion().linear.shape == (len(FEATURES),)
