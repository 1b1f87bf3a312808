"""Means with their uncertainty. Pure and seeded: the same values give the same interval."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 1000  # Efron and Tibshirani, An Introduction to the Bootstrap, 1993, §13.3
SEED = 20240601
Z_95 = 1.959964  # the 97.5% point of the normal distribution
_CHUNK_VALUES = 2_000_000  # values drawn at once, so that a large set needs little memory


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure, the number of questions it rests on, and its 95% interval.

    `value` is None where n is 0 (not applicable); `low` and `high` are None where
    fewer than two questions give nothing to resample.
    """

    value: float | None
    n: int
    low: float | None = None
    high: float | None = None


def mean(values: Sequence[float | None], *, is_proportion: bool = False) -> Estimate:
    """The mean of the applicable values with a 95% percentile bootstrap interval.

    Where all values are 0 or all are 1, resampling can only give the same again; for
    a proportion the Wilson interval takes its place (Brown, Cai and DasGupta, 2001).
    """
    known = np.array([value for value in values if value is not None], dtype=np.float64)
    if not known.size:
        return Estimate(None, 0)
    figure, n = float(known.mean()), int(known.size)
    if n < 2:
        return Estimate(figure, n)
    if is_proportion and (known == 0).all():
        return Estimate(figure, n, 0.0, Z_95**2 / (n + Z_95**2))
    if is_proportion and (known == 1).all():
        return Estimate(figure, n, n / (n + Z_95**2), 1.0)
    low, high = np.percentile(_resampled_means(known), [2.5, 97.5])
    return Estimate(figure, n, float(low), float(high))


def estimate(
    columns: Sequence[NDArray[np.float64]],
    figure: Callable[..., float | None],
    resamples: int = RESAMPLES,
) -> Estimate:
    """Any figure of questions: `columns` hold one value per question each, drawn together."""
    count = len(columns[0])
    value = figure(*columns) if count else None
    if value is None or count < 2:
        return Estimate(value, count)
    generator = np.random.default_rng(SEED)
    drawn: list[float] = []
    for _ in range(resamples):
        rows = generator.integers(0, count, count)
        again = figure(*(column[rows] for column in columns))
        if again is not None:
            drawn.append(again)
    if not drawn:
        return Estimate(value, count)
    low, high = np.percentile(np.array(drawn), [2.5, 97.5])
    return Estimate(value, count, float(low), float(high))


def _resampled_means(values: NDArray[np.float64]) -> NDArray[np.float64]:
    generator = np.random.default_rng(SEED)
    means: list[NDArray[np.float64]] = []
    rows = max(1, _CHUNK_VALUES // values.size)
    done = 0
    while done < RESAMPLES:
        now = min(rows, RESAMPLES - done)
        means.append(values[generator.integers(0, values.size, (now, values.size))].mean(axis=1))
        done += now
    return np.concatenate(means)
