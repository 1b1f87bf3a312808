"""A run's figures as a table for the terminal."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from assistant.evaluation.comparison import STATUS_NAMES, Comparison
from assistant.evaluation.intervals import Estimate
from assistant.evaluation.metrics import BY_NAME, METRICS, Metric
from assistant.evaluation.questions import KINDS
from assistant.evaluation.summary import Breakdown, Summary

KIND_COLUMNS = ("right", "fact_recall", "right_outcome", "citation_precision", "statements")


def show(value: float | None, metric: Metric) -> str:
    """A figure as people read it: 92.5%, 1.40, 12.3 毫秒; "—" where it does not apply."""
    if value is None:
        return "—"
    if metric.unit == "ms":
        return f"{value:.1f} 毫秒"
    if metric.unit == "count":
        return f"{value:.2f}"
    return f"{round(100 * value, 1) + 0.0:.1f}%"


def show_interval(figure: Estimate, metric: Metric) -> str:
    """The 95% interval; "" where there is none."""
    if figure.low is None or figure.high is None:
        return ""
    unit = " 毫秒" if metric.unit == "ms" else ""
    return f"{show(figure.low, metric).removesuffix(unit)} – {show(figure.high, metric)}"


def print_summary(summary: Summary, console: Console) -> None:
    """All applicable figures with n and interval, then the breakdown by kind."""
    table = Table(title=f"{summary.n} 个问题，{summary.failures} 个出错", title_justify="left")
    table.add_column("指标", no_wrap=True)
    table.add_column("名称（--min 用）", style="dim", no_wrap=True)
    table.add_column("数值", justify="right", no_wrap=True)
    table.add_column("95% 区间", justify="right", no_wrap=True)
    table.add_column("n", justify="right", no_wrap=True)
    group = METRICS[0].group
    for metric in METRICS:
        figure = summary.figures[metric.name]
        if metric.group != group:
            table.add_section()
            group = metric.group
        table.add_row(
            metric.label,
            metric.name,
            show(figure.value, metric),
            show_interval(figure, metric),
            str(figure.n),
        )
    console.print(table)
    if summary.nearest.n:
        console.print(Text(summary.nearest.sentence), soft_wrap=True)
    for title, parts in (("按类别", summary.by_kind), ("按问题集", summary.by_set)):
        if len(parts) > 1:
            console.print(_parts(title, parts))


def _parts(title: str, parts: Sequence[Breakdown]) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column("")
    table.add_column("n", justify="right")
    for metric in KIND_COLUMNS:
        table.add_column(BY_NAME[metric].label, justify="right")
    for part in parts:
        cells = [show(part.figures[metric].value, BY_NAME[metric]) for metric in KIND_COLUMNS]
        # A text, for the names that people give are no markup.
        name = Text(KINDS.get(part.name, part.name) or "未分类")
        table.add_row(name, str(part.n), *cells)
    return table


def print_comparison(comparison: Comparison, console: Console) -> None:
    """What changed against the baseline: counts of questions, then the figures that moved."""
    counts = [
        f"{name} {comparison.count(status)}"
        for status, name in STATUS_NAMES.items()
        if comparison.count(status)
    ]
    console.print(f"与基线比较（{comparison.common} 个共同的问题）：{'，'.join(counts)}")
    for sentence in comparison.differences:
        console.print(Text(f"注意：{sentence}。", "yellow"), soft_wrap=True)
    moved = [c for c in comparison.metrics if c.difference.value and c.metric.unit != "ms"]
    if not moved:
        return
    table = Table()
    for heading in ("指标", "基线", "本次", "变化的 95% 区间", ""):
        table.add_column(heading, justify="left" if heading == "指标" else "right")
    for c in moved:
        table.add_row(
            c.metric.label,
            show(c.before.value, c.metric),
            show(c.after.value, c.metric),
            show_interval(c.difference, c.metric),
            "退步" if c.regressed else "",
        )
    console.print(table)
