"""Gradient-boosted trees evaluated with NumPy from readable JSON; fitting needs scikit-learn,
answering does not.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

MODELS = Path(__file__).parent.parent / "models"


class Forest:
    """A sum of regression trees behind a logistic function (Friedman, 2001).

    Each tree is five parallel lists: `feature`, `threshold`, `left`, `right`
    (indices of nodes; a leaf points to itself) and `value`. A row goes left
    where `row[feature] <= threshold`.
    """

    def __init__(
        self,
        features: Sequence[str],
        baseline: float,
        trees: Sequence[Mapping[str, Sequence[float]]],
    ) -> None:
        self.features = tuple(features)
        self._baseline = baseline
        self._trees = trees

    @classmethod
    def load(cls, name: str) -> "Forest":
        """Read a shipped model by its name, without `.json`."""
        data: dict[str, Any] = json.loads((MODELS / f"{name}.json").read_text(encoding="utf-8"))
        return cls(data["features"], data["baseline"], data["trees"])

    @cached_property
    def _roots(self) -> NDArray[np.int64]:
        """Where each tree begins among the nodes of all trees, one after another, (trees,)."""
        sizes = [len(tree["value"]) for tree in self._trees]
        return np.cumsum([0, *sizes[:-1]], dtype=np.int64)

    @cached_property
    def _nodes(self) -> tuple[NDArray[Any], ...]:
        def column(name: str, dtype: type) -> NDArray[Any]:
            return np.concatenate([np.array(tree[name], dtype=dtype) for tree in self._trees])

        sizes = [len(tree["value"]) for tree in self._trees]
        before = np.repeat(self._roots, sizes)
        return (
            column("feature", np.int64),
            column("threshold", np.float64),
            column("left", np.int64) + before,
            column("right", np.int64) + before,
            column("value", np.float64),
        )

    @cached_property
    def _depth(self) -> int:
        deepest = 0
        for tree in self._trees:
            level, depth = [0], 0
            while level:
                level = [
                    child
                    for node in level
                    for child in (int(tree["left"][node]), int(tree["right"][node]))
                    if child != node
                ]
                depth += bool(level)
            deepest = max(deepest, depth)
        return deepest

    def probability(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        """Probabilities, (n,), of rows (n, len(features))."""
        if len(rows) == 0:
            return np.zeros(0)
        feature, threshold, left, right, value = self._nodes
        asked_of = np.arange(len(rows))[:, np.newaxis] * rows.shape[1]
        features = np.ravel(rows)
        node = np.tile(self._roots, (len(rows), 1))
        for _ in range(self._depth):
            goes_left = features.take(asked_of + feature.take(node)) <= threshold.take(node)
            node = np.where(goes_left, left.take(node), right.take(node))
        total = self._baseline + value.take(node).sum(axis=1)
        return np.asarray(1.0 / (1.0 + np.exp(-total)))
