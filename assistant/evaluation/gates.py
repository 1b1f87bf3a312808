"""Limits that a run must keep to: `--min fact_recall=0.95`, `--max latency_p95_ms=30`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.errors import QuestionSetError
from assistant.evaluation.intervals import Estimate
from assistant.evaluation.metrics import BY_NAME


@dataclass(frozen=True, slots=True)
class Limit:
    """A metric and the value that it may not fall below (or, with `at_most`, rise above)."""

    metric: str
    value: float
    at_most: bool = False


def parse_limits(texts: Sequence[str], *, at_most: bool = False) -> tuple[Limit, ...]:
    """Read METRIC=VALUE pairs; raises QuestionSetError naming the option and the remedy."""
    return tuple(_parse(text, at_most) for text in texts)


def _parse(text: str, at_most: bool) -> Limit:
    option = "--max" if at_most else "--min"
    name, sign, number = text.partition("=")
    name = name.strip()
    if name not in BY_NAME:
        raise QuestionSetError(f"{option} {text}：没有指标 {name!r}；可用：{'、'.join(BY_NAME)}。")
    try:
        value = float(number)
    except ValueError:
        value = float("nan")
    if not sign or value != value:
        raise QuestionSetError(
            f"{option} {text}：应写成 指标=数值，例如 {option} fact_recall=0.95。"
        )
    if BY_NAME[name].unit == "share" and not 0 <= value <= 1:
        meant = f"{value:g}% 请写成 {name}={value / 100:g}" if 1 < value <= 100 else "如 0.95"
        raise QuestionSetError(f"{option} {text}：{name} 是 0 到 1 之间的比例；{meant}。")
    if BY_NAME[name].higher_is_better == at_most:
        other = "--min" if at_most else "--max"
        way = "越高越好" if at_most else "越低越好"
        raise QuestionSetError(f"{option} {text}：{name}{way}，请用 {other}。")
    return Limit(name, value, at_most)


def broken(limits: Sequence[Limit], figures: Mapping[str, Estimate]) -> tuple[str, ...]:
    """One Chinese sentence per limit not kept; a metric that does not apply is not kept."""
    found: list[str] = []
    for limit in limits:
        value = figures[limit.metric].value
        label = BY_NAME[limit.metric].label
        if value is None:
            found.append(f"{label}（{limit.metric}）在这个问题集上不适用，无法达到 {limit.value:g}")
        elif value > limit.value if limit.at_most else value < limit.value:
            word = "高于上限" if limit.at_most else "低于下限"
            found.append(f"{label}（{limit.metric}）为 {value:.4f}，{word} {limit.value:g}")
    return tuple(found)
