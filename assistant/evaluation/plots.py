"""Which plots a run gives, each with a title, a picture and its reading in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.evaluation import abstention, charts
from assistant.evaluation.metrics import BY_NAME
from assistant.evaluation.questions import KINDS
from assistant.evaluation.results import Record
from assistant.evaluation.summary import Summary
from assistant.evaluation.terminal import show

_CURVE_POINTS = 200
"""A curve over thousands of questions is thinned to this many points."""

THRESHOLDS = tuple(i / 50 for i in range(51))


@dataclass(frozen=True, slots=True)
class Plot:
    """A picture; `reading` tells what to look for, `svg` is trusted markup made here."""

    title: str
    reading: str
    svg: str
    rows: tuple[abstention.SweepRow, ...] = ()


def plots(records: Sequence[Record], summary: Summary) -> Iterator[Plot]:
    """The plots that apply to the run."""
    asked = [record for record in records if record["failure"] is None]
    yield _kinds(summary)
    if asked:
        yield from _confidence_plots(asked)
        yield from _latency(asked, summary)


def _kinds(summary: Summary) -> Plot:
    parts = summary.by_kind
    rows = [
        charts.Bar(
            KINDS.get(part.name, part.name) or "未分类",
            figure.value or 0.0,
            figure.low,
            figure.high,
            f"{100 * (figure.value or 0):.0f}%（{part.n} 题）",
        )
        for part in parts
        for figure in [part.figures["right"]]
    ]
    reading = "各类别完全答对的比例，细线为 95% 区间"
    return Plot("各类别完全答对率", reading, charts.bars(rows, reading))


def _confidence_plots(records: Sequence[Record]) -> Iterator[Plot]:
    answerable = [bool(record["answerable"]) for record in records]
    confidence = [float(record["confidence"]) for record in records]
    wrong = np.array([record["scores"]["right"] < 1 for record in records], dtype=np.float64)
    points = _thin(abstention.risk_coverage(np.array(confidence), wrong))
    highest = max(point.risk for point in points)
    answered = sum(record["outcome"] == "answered" for record in records) / len(records)
    reading = f"横轴为作答的比例；越低越好。竖线为本次实际作答的比例（{100 * answered:.0f}%）"
    drawn = [charts.Line("", tuple((p.coverage, p.risk) for p in points))]
    coverage = charts.share_axis("按置信度从高到低作答的比例")
    risk = charts.share_axis("错误率", max(highest, 0.05))
    svg = charts.lines(drawn, coverage, risk, reading, mark=answered)
    yield Plot("风险—覆盖曲线", reading, svg)
    if all(answerable) or not any(answerable):
        return
    yield _calibration(answerable, confidence)
    yield _sweep(answerable, confidence)


def _calibration(answerable: Sequence[bool], confidence: Sequence[float]) -> Plot:
    bins = abstention.calibration(np.array(answerable, dtype=np.float64), np.array(confidence))
    reading = "点越靠近斜线，置信度越可信；点越大，题越多"
    shown = [(b.confidence, b.answerable, b.n) for b in bins]
    return Plot("校准曲线", reading, charts.calibration(shown, reading))


def _sweep(answerable: Sequence[bool], confidence: Sequence[float]) -> Plot:
    rows = abstention.threshold_sweep(answerable, confidence, THRESHOLDS)
    refused = tuple((r.threshold, r.refused_unanswerable or 0.0) for r in rows)
    lost = tuple((r.threshold, r.refused_answerable or 0.0) for r in rows)
    drawn = [
        charts.Line("无据的被拒", refused),
        charts.Line("可答的被拒", lost, style="line second"),
    ]
    reading = "置信度低于阈值就不作答时，两类问题各有多少被拒；两线之间越宽越好"
    axes = charts.share_axis("阈值"), charts.share_axis("被拒的比例")
    return Plot("阈值扫描", reading, charts.lines(drawn, *axes, reading), rows[::5])


def _latency(records: Sequence[Record], summary: Summary) -> Iterator[Plot]:
    times = [1000 * float(r["seconds"]) for r in records if r["seconds"] is not None]
    if not times:
        return
    names = (("latency_p50_ms", "p50"), ("latency_p95_ms", "p95"))
    marks = [
        (value, f"{label} {show(value, BY_NAME[name])}")
        for name, label in names
        if (value := summary.figures[name].value) is not None
    ]
    reading = "每个问题的耗时；竖线为中位数和第 95 百分位数"
    yield Plot("耗时分布", reading, charts.histogram(times, marks, reading))


def _thin(points: Sequence[abstention.CoveragePoint]) -> list[abstention.CoveragePoint]:
    if len(points) <= _CURVE_POINTS:
        return list(points)
    step = (len(points) - 1) / (_CURVE_POINTS - 1)
    return [points[round(i * step)] for i in range(_CURVE_POINTS)]
