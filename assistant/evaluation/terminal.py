"""A run's figures as a table for the terminal."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from assistant.evaluation.intervals import Estimate
from assistant.evaluation.metrics import BY_NAME, METRICS, Metric
from assistant.evaluation.summary import Breakdown, Summary

KIND_COLUMNS = ("right", "fact_recall", "right_outcome", "citation_precision", "statements")


def show(value: float | None, metric: Metric) -> str:
    """A figure as people read it: 92.5%, 1.40, 12.3 毫秒; "—" where it does not apply."""
    if value is None:
        return "—"
    if metric.unit == "ms":
        return f"{value:.1f} 毫秒"
    return f"{value:.2f}" if metric.unit == "count" else f"{100 * value:.1f}%"


def show_interval(figure: Estimate, metric: Metric) -> str:
    """The 95% interval; "" where there is none."""
    if figure.low is None or figure.high is None:
        return ""
    return f"{show(figure.low, metric)} – {show(figure.high, metric)}"


def print_summary(summary: Summary, kind_names: dict[str, str], console: Console) -> None:
    """All applicable figures with n and interval, then the breakdown by kind."""
    table = Table(title=f"{summary.n} 个问题，{summary.failures} 个出错", title_justify="left")
    table.add_column("指标")
    table.add_column("名称（--min 用）", style="dim")
    table.add_column("数值", justify="right")
    table.add_column("95% 区间", justify="right")
    table.add_column("n", justify="right")
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
    for title, parts in (("按类别", summary.by_kind), ("按问题集", summary.by_set)):
        if len(parts) > 1:
            console.print(_parts(title, parts, kind_names))


def _parts(title: str, parts: Sequence[Breakdown], names: dict[str, str]) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column("")
    table.add_column("n", justify="right")
    for name in KIND_COLUMNS:
        table.add_column(BY_NAME[name].label, justify="right")
    for part in parts:
        cells = [show(part.figures[name].value, BY_NAME[name]) for name in KIND_COLUMNS]
        table.add_row(names.get(part.name, part.name) or "未分类", str(part.n), *cells)
    return table
