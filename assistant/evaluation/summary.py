"""A run's figures: every metric with n, its 95% interval and its breakdowns."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.evaluation import abstention
from assistant.evaluation.intervals import Estimate, estimate, mean
from assistant.evaluation.metrics import BY_NAME, METRICS, Metric
from assistant.evaluation.nearest import NearestCount, count_nearest
from assistant.evaluation.results import Record

_LATENCY = {"latency_p50_ms": 50, "latency_p95_ms": 95, "latency_p99_ms": 99}
ARTICLE_METRICS = ("right", "fact_recall", "right_outcome", "citation_precision", "article_hit_1")
"""What is broken down by article: a set may name a thousand of them."""

_SET_FIGURE_RESAMPLES = 400  # AUROC and percentiles are dearer than means


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The figures of one part of the questions."""

    name: str
    n: int
    figures: Mapping[str, Estimate]


@dataclass(frozen=True, slots=True)
class Summary:
    """All figures of a run, and the same by set, by kind and by expected article."""

    n: int
    failures: int
    figures: Mapping[str, Estimate]
    by_set: tuple[Breakdown, ...]
    by_kind: tuple[Breakdown, ...]
    by_article: tuple[Breakdown, ...]
    nearest: NearestCount


def summarise(records: Sequence[Record]) -> Summary:
    """Figures over all records; the same records give the same figures."""
    return Summary(
        n=len(records),
        failures=sum(record["failure"] is not None for record in records),
        figures=figures(records),
        by_set=_breakdown(records, lambda r: [str(r["set"])]),
        by_kind=_breakdown(records, lambda r: [str(r["kind"])]),
        by_article=_breakdown(records, _expected_titles, _article_figures),
        nearest=count_nearest(records),
    )


def figures(records: Sequence[Record]) -> dict[str, Estimate]:
    """Every metric of `METRICS` over the given records."""
    found: dict[str, Estimate] = {}
    over_sets = _set_figures([r for r in records if r["failure"] is None])
    for metric in METRICS:
        if metric.name in over_sets:
            found[metric.name] = over_sets[metric.name]
        elif metric.name in _LATENCY:
            found[metric.name] = _latency(records, _LATENCY[metric.name])
        else:
            found[metric.name] = _mean(metric, records)
    return found


def _set_figures(records: Sequence[Record]) -> dict[str, Estimate]:
    """Figures that are no mean over questions; failures have no outcome and are left out."""
    can = np.array([bool(r["answerable"]) for r in records], dtype=np.float64)
    confidence = np.array([float(r["confidence"]) for r in records], dtype=np.float64)
    wrong = np.array([r["scores"]["right"] < 1 for r in records], dtype=np.float64)
    refused = [float(r["outcome"] != "answered") for r in records]
    pairs = list(zip(records, refused, strict=True))
    return {
        "abstention_precision": mean(
            [1.0 - float(r["answerable"]) for r, no in pairs if no], is_proportion=True
        ),
        "abstention_recall": mean(
            [no for r, no in pairs if not r["answerable"]], is_proportion=True
        ),
        "refused_answerable": mean([no for r, no in pairs if r["answerable"]], is_proportion=True),
        "auroc": estimate((can, confidence), abstention.auroc, _SET_FIGURE_RESAMPLES),
        "aurc": estimate((confidence, wrong), _aurc, _SET_FIGURE_RESAMPLES),
        "ece": _applicable_to_both(can, estimate((can, confidence), _ece, _SET_FIGURE_RESAMPLES)),
        "brier": _applicable_to_both(can, mean(list((confidence - can) ** 2))),
    }


def _applicable_to_both(can: NDArray[np.float64], value: Estimate) -> Estimate:
    """Calibration says nothing where every question is of one sort."""
    return value if can.size and 0 < can.sum() < can.size else Estimate(None, 0)


def _aurc(confidence: NDArray[np.float64], wrong: NDArray[np.float64]) -> float | None:
    return abstention.area_under_risk_coverage(abstention.risk_coverage(confidence, wrong))


def _ece(can: NDArray[np.float64], confidence: NDArray[np.float64]) -> float | None:
    return abstention.expected_calibration_error(abstention.calibration(can, confidence))


def _latency(records: Sequence[Record], percentile: int) -> Estimate:
    known = [1000 * float(r["seconds"]) for r in records if r["seconds"] is not None]

    def figure(values: NDArray[np.float64]) -> float | None:
        return float(np.percentile(values, percentile))

    return estimate((np.array(known),), figure, _SET_FIGURE_RESAMPLES)


def _expected_titles(record: Record) -> list[str]:
    return [str(title) for title in record["expected_articles"]]


def _article_figures(records: Sequence[Record]) -> dict[str, Estimate]:
    return {name: _mean(BY_NAME[name], records) for name in ARTICLE_METRICS}


def _mean(metric: Metric, records: Sequence[Record]) -> Estimate:
    values = [record["scores"].get(metric.name) for record in records]
    return mean(values, is_proportion=metric.unit == "share")


def _breakdown(
    records: Sequence[Record],
    names: Callable[[Record], Sequence[str]],
    measure: Callable[[Sequence[Record]], Mapping[str, Estimate]] = figures,
) -> tuple[Breakdown, ...]:
    members: dict[str, list[Record]] = {}
    for record in records:
        for name in names(record):
            members.setdefault(name, []).append(record)
    return tuple(
        Breakdown(name, len(group), measure(group)) for name, group in sorted(members.items())
    )


def summary_to_mapping(header: Mapping[str, Any], summary: Summary) -> dict[str, Any]:
    """All figures as plain values: `{metric: {value, low, high, n}}`, whole and in parts.

    New keys stand after the others, whose order scripts may rely on.
    """

    def parts(found: Sequence[Breakdown]) -> dict[str, Any]:
        return {part.name: {"n": part.n, "figures": _plain(part.figures)} for part in found}

    return {
        "run": dict(header),
        "n": summary.n,
        "failures": summary.failures,
        "figures": _plain(summary.figures),
        "by_set": parts(summary.by_set),
        "by_kind": parts(summary.by_kind),
        "by_article": parts(summary.by_article),
        "answered": summary.nearest.answered,
        "only_nearest": {"n": summary.nearest.n, "right": summary.nearest.right},
    }


def _plain(figures_: Mapping[str, Estimate]) -> dict[str, Any]:
    return {name: asdict(figure) for name, figure in figures_.items()}
