import numpy as np
import pytest

from assistant.evaluation.abstention import (
    CalibrationBin,
    CoveragePoint,
    abstention_precision,
    abstention_recall,
    area_under_risk_coverage,
    auroc,
    calibration,
    expected_calibration_error,
    risk_coverage,
    threshold_sweep,
)


def test_precision_and_recall_take_unanswerable_as_positive() -> None:
    answerable = [True, True, False, False, False]
    answered = [True, False, False, False, True]
    assert abstention_precision(answerable, answered) == pytest.approx(2 / 3)
    assert abstention_recall(answerable, answered) == pytest.approx(2 / 3)


def test_precision_does_not_apply_without_an_abstention() -> None:
    assert abstention_precision([True, False], [True, True]) is None
    assert abstention_recall([True], [False]) is None


@pytest.mark.parametrize(
    ("positive", "score", "expected"),
    [
        ([1, 1, 0, 0], [0.9, 0.8, 0.2, 0.1], 1.0),
        ([1, 1, 0, 0], [0.1, 0.2, 0.8, 0.9], 0.0),
        ([1, 0], [0.5, 0.5], 0.5),
        ([1, 1, 0], [0.9, 0.3, 0.5], 0.5),
        ([1, 1], [0.9, 0.3], None),
    ],
)
def test_auroc(positive: list[int], score: list[float], expected: float | None) -> None:
    assert auroc(np.array(positive, dtype=float), np.array(score)) == expected


def test_auroc_is_that_of_scikit_learn() -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    generator = np.random.default_rng(1)
    score = generator.integers(0, 20, 300) / 20  # many ties
    positive = (generator.random(300) < score).astype(float)
    assert auroc(positive, score) == pytest.approx(metrics.roc_auc_score(positive, score))


def test_risk_coverage_moves_over_equal_confidences_at_once() -> None:
    points = risk_coverage(np.array([0.9, 0.5, 0.5, 0.1]), np.array([0.0, 1.0, 0.0, 1.0]))
    assert points == (
        CoveragePoint(0.25, 0.0, 0.9),
        CoveragePoint(0.75, pytest.approx(1 / 3), 0.5),
        CoveragePoint(1.0, 0.5, 0.1),
    )
    assert area_under_risk_coverage(points) == pytest.approx(0.25 * 0 + 0.5 / 3 + 0.25 * 0.5)


def test_no_question_gives_no_curve() -> None:
    assert risk_coverage(np.array([]), np.array([])) == ()
    assert area_under_risk_coverage(()) is None


def test_calibration_bins_and_error_by_hand() -> None:
    bins = calibration(np.array([1.0, 0.0, 1.0]), np.array([0.75, 0.7, 1.0]), bins=4)
    assert bins == (
        CalibrationBin(0.5, 0.75, 1, pytest.approx(0.7), 0.0),
        CalibrationBin(0.75, 1.0, 2, pytest.approx(0.875), 1.0),
    )
    assert expected_calibration_error(bins) == pytest.approx((0.7 + 2 * 0.125) / 3)


def test_threshold_sweep_by_hand() -> None:
    row = threshold_sweep([True, True, False, False], [0.9, 0.2, 0.6, 0.1], [0.5])[0]
    assert row.precision == 0.5
    assert row.recall == 0.5
    assert row.accuracy == 0.5
    assert row.refused_answerable == 0.5
    assert row.refused_unanswerable == 0.5
