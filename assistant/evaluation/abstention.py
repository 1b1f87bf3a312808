"""Knowing when not to answer: figures over a whole set. Pure functions.

Every function takes one value per question: `answerable` (the set says that the
documents answer it), `answered` (the assistant did), `confidence` in [0, 1],
`wrong` (the answer given is not right).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

CALIBRATION_BINS = 10


@dataclass(frozen=True, slots=True)
class SweepRow:
    """What a threshold on the confidence would do; None where nothing is abstained from.

    `refused_answerable` is the share of answerable questions abstained from,
    `refused_unanswerable` that of the unanswerable ones.
    """

    threshold: float
    precision: float | None
    recall: float | None
    accuracy: float
    refused_answerable: float | None
    refused_unanswerable: float | None


@dataclass(frozen=True, slots=True)
class CoveragePoint:
    """Answering the most confident `coverage` of the questions gives this share of wrong ones."""

    coverage: float
    risk: float
    threshold: float


@dataclass(frozen=True, slots=True)
class CalibrationBin:
    """Questions whose confidence lies in [low, high): its mean, and the share answerable."""

    low: float
    high: float
    n: int
    confidence: float
    answerable: float


def share(part: int, whole: int) -> float | None:
    """part / whole; None where whole is 0."""
    return part / whole if whole else None


def abstention_precision(answerable: Sequence[bool], answered: Sequence[bool]) -> float | None:
    """Of the abstentions, the share that is right: TP / (TP + FP), unanswerable = positive.

    El-Yaniv and Wiener 2010 for the frame; SQuAD 2.0 (Rajpurkar et al., 2018) for the task.
    """
    refused = [can for can, did in zip(answerable, answered, strict=True) if not did]
    return share(sum(not can for can in refused), len(refused))


def abstention_recall(answerable: Sequence[bool], answered: Sequence[bool]) -> float | None:
    """Of the unanswerable questions, the share abstained from: TP / (TP + FN)."""
    outcomes = [did for can, did in zip(answerable, answered, strict=True) if not can]
    return share(sum(not did for did in outcomes), len(outcomes))


def auroc(positive: NDArray[np.float64], score: NDArray[np.float64]) -> float | None:
    """The chance that an answerable question has more confidence than an unanswerable one.

    Mann-Whitney U / (n1·n0), ties count one half (Hanley and McNeil, 1982). None where
    one of the two kinds is absent.
    """
    flags = positive.astype(bool)
    n1 = int(flags.sum())
    n0 = flags.size - n1
    if not n1 or not n0:
        return None
    _, inverse, counts = np.unique(score, return_inverse=True, return_counts=True)
    # The mean rank of every group of ties, counted from one.
    ends = np.cumsum(counts)
    ranks = (ends - (counts - 1) / 2)[inverse]
    u = float(ranks[flags].sum()) - n1 * (n1 + 1) / 2
    return u / (n1 * n0)


def risk_coverage(
    confidence: NDArray[np.float64], wrong: NDArray[np.float64]
) -> tuple[CoveragePoint, ...]:
    """One point per distinct confidence, from the most confident down; () for no questions.

    El-Yaniv and Wiener, On the Foundations of Noise-free Selective Classification, 2010.
    """
    if not confidence.size:
        return ()
    order = np.argsort(-confidence, kind="stable")
    ordered = confidence[order]
    risks = np.cumsum(wrong[order]) / np.arange(1, order.size + 1)
    # Questions of equal confidence are answered or left together.
    ends = np.flatnonzero(np.append(ordered[1:] != ordered[:-1], True))
    return tuple(
        CoveragePoint(float(i + 1) / order.size, float(risks[i]), float(ordered[i])) for i in ends
    )


def area_under_risk_coverage(points: Sequence[CoveragePoint]) -> float | None:
    """Mean risk over coverage, each point's risk held back to the point before (Geifman, 2019)."""
    if not points:
        return None
    area, before = 0.0, 0.0
    for point in points:
        area += (point.coverage - before) * point.risk
        before = point.coverage
    return area


def threshold_sweep(
    answerable: Sequence[bool], confidence: Sequence[float], thresholds: Sequence[float]
) -> tuple[SweepRow, ...]:
    """What abstaining below each threshold would give."""
    rows: list[SweepRow] = []
    for threshold in thresholds:
        answered = [value >= threshold for value in confidence]
        can = [did for ok, did in zip(answerable, answered, strict=True) if ok]
        cannot = [did for ok, did in zip(answerable, answered, strict=True) if not ok]
        right = sum(can) + len(cannot) - sum(cannot)
        rows.append(
            SweepRow(
                threshold=threshold,
                precision=abstention_precision(answerable, answered),
                recall=abstention_recall(answerable, answered),
                accuracy=right / len(answered) if answered else 0.0,
                refused_answerable=share(len(can) - sum(can), len(can)),
                refused_unanswerable=share(len(cannot) - sum(cannot), len(cannot)),
            )
        )
    return tuple(rows)


def calibration(
    answerable: NDArray[np.float64], confidence: NDArray[np.float64], bins: int = CALIBRATION_BINS
) -> tuple[CalibrationBin, ...]:
    """Bins of equal width that hold at least one question (Guo et al., 2017)."""
    places = np.minimum((confidence * bins).astype(np.int64), bins - 1)
    counts = np.bincount(places, minlength=bins)
    confidences = np.bincount(places, weights=confidence, minlength=bins)
    answerables = np.bincount(places, weights=answerable, minlength=bins)
    return tuple(
        CalibrationBin(
            low=b / bins,
            high=(b + 1) / bins,
            n=int(counts[b]),
            confidence=float(confidences[b] / counts[b]),
            answerable=float(answerables[b] / counts[b]),
        )
        for b in range(bins)
        if counts[b]
    )


def expected_calibration_error(bins: Sequence[CalibrationBin]) -> float | None:
    """Σ n_b/n · |answerable_b - confidence_b| (Guo et al., On Calibration, 2017)."""
    total = sum(b.n for b in bins)
    if not total:
        return None
    return sum(b.n * abs(b.answerable - b.confidence) for b in bins) / total
