"""Boosted trees of scikit-learn as the JSON that `assistant.answering.words.forest` reads."""

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier


def export(
    model: HistGradientBoostingClassifier, features: Sequence[str], command: str, **about: Any
) -> str:
    """The model as JSON for `assistant.answering.words.forest.Forest`."""
    trees = []
    for (predictor,) in model._predictors:
        tree: dict[str, list[float]] = {
            name: [] for name in ("feature", "threshold", "left", "right", "value")
        }
        for index, node in enumerate(predictor.nodes):
            leaf = bool(node["is_leaf"])
            tree["feature"].append(0 if leaf else int(node["feature_idx"]))
            tree["threshold"].append(0.0 if leaf else float(f"{node['num_threshold']:.9g}"))
            tree["left"].append(index if leaf else int(node["left"]))
            tree["right"].append(index if leaf else int(node["right"]))
            tree["value"].append(round(float(node["value"]), 5) if leaf else 0.0)
        trees.append(tree)
    baseline = round(float(np.ravel(model._baseline_prediction)[0]), 6)
    data = {"fitted_by": command, **about, "features": list(features), "baseline": baseline}
    head = json.dumps(data, ensure_ascii=False, indent=1)[:-2]
    body = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in trees)
    return f'{head},\n "trees": [\n{body}\n]}}\n'
