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

MODELS = Path(__file__).parent / "models"


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
    def _nodes(self) -> tuple[NDArray[Any], ...]:
        width = max(len(tree["value"]) for tree in self._trees)

        def table(name: str, dtype: type) -> NDArray[Any]:
            rows: NDArray[Any] = np.zeros((len(self._trees), width), dtype=dtype)
            for row, tree in zip(rows, self._trees, strict=True):
                row[: len(tree[name])] = tree[name]
            return rows

        return (
            table("feature", np.int64),
            table("threshold", np.float64),
            table("left", np.int64),
            table("right", np.int64),
            table("value", np.float64),
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
        trees = np.arange(len(self._trees))
        node = np.zeros((len(rows), len(self._trees)), dtype=np.int64)
        for _ in range(self._depth):
            asked = feature[trees, node]
            goes_left = np.take_along_axis(rows, asked, axis=1) <= threshold[trees, node]
            node = np.where(goes_left, left[trees, node], right[trees, node])
        total = self._baseline + value[trees, node].sum(axis=1)
        return np.asarray(1.0 / (1.0 + np.exp(-total)))
