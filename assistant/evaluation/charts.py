"""Plots as SVG text, drawn by hand: they print, scale and need nothing from outside.

Coordinates are in user units of a 420 × 260 picture. Colours come from the
page's CSS classes. Every picture carries its reading as text.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 420, 260
LEFT, RIGHT, TOP, BOTTOM = 48, 14, 14, 42


@dataclass(frozen=True, slots=True)
class Axis:
    """The range of an axis in data units, its name, and its ticks as (value, label)."""

    low: float
    high: float
    name: str
    ticks: tuple[tuple[float, str], ...]

    def share(self, value: float) -> float:
        """Where a value lies on the axis, 0 to 1, held to its ends."""
        if self.high == self.low:
            return 0.0
        return min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))


SHARE_TICKS = tuple((i / 5, f"{20 * i}%") for i in range(6))


def share_axis(name: str, high: float = 1.0) -> Axis:
    """An axis of shares from 0 to `high`."""
    if high >= 1:
        return Axis(0, 1, name, SHARE_TICKS)
    step = next(s for s in (0.01, 0.02, 0.05, 0.1, 0.2) if high / s <= 5)
    count = int(high / step + 0.999)
    ticks = tuple((i * step, f"{100 * i * step:.0f}%") for i in range(count + 1))
    return Axis(0, count * step, name, ticks)


def _x(axis: Axis, value: float) -> float:
    return LEFT + axis.share(value) * (WIDTH - LEFT - RIGHT)


def _y(axis: Axis, value: float) -> float:
    return HEIGHT - BOTTOM - axis.share(value) * (HEIGHT - TOP - BOTTOM)


def _frame(x: Axis, y: Axis) -> list[str]:
    parts: list[str] = []
    bottom = HEIGHT - BOTTOM
    for value, label in y.ticks:
        at = _y(y, value)
        parts.append(f'<path class="grid" d="M{LEFT} {at:.1f}H{WIDTH - RIGHT}"/>')
        parts.append(
            f'<text x="{LEFT - 6}" y="{at + 4:.1f}" text-anchor="end">{escape(label)}</text>'
        )
    for value, label in x.ticks:
        at = _x(x, value)
        parts.append(
            f'<text x="{at:.1f}" y="{bottom + 17}" text-anchor="middle">{escape(label)}</text>'
        )
    parts.append(f'<path class="axis" d="M{LEFT} {TOP}V{bottom}H{WIDTH - RIGHT}"/>')
    parts.append(
        f'<text class="name" x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 6}" '
        f'text-anchor="middle">{escape(x.name)}</text>'
    )
    return parts


def picture(parts: Sequence[str], reading: str, height: float = HEIGHT) -> str:
    """The SVG element; `reading` says in words what it shows."""
    body = "".join(parts)
    return (
        f'<svg class="chart" viewBox="0 0 {WIDTH} {height:.0f}" role="img" '
        f'aria-label="{escape(reading)}"><title>{escape(reading)}</title>{body}</svg>'
    )


def _path(points: Sequence[tuple[float, float]], x: Axis, y: Axis) -> str:
    return "M" + "L".join(f"{_x(x, a):.1f} {_y(y, b):.1f}" for a, b in points)


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points in data units, with its name in the legend and a CSS class."""

    name: str
    points: tuple[tuple[float, float], ...]
    style: str = "line"


def lines(drawn: Sequence[Line], x: Axis, y: Axis, reading: str, mark: float | None = None) -> str:
    """Lines over common axes; `mark` draws an upright line (the threshold in use, say)."""
    parts = _frame(x, y)
    if mark is not None:
        parts.append(f'<path class="mark" d="M{_x(x, mark):.1f} {TOP}V{HEIGHT - BOTTOM}"/>')
    for line in drawn:
        if line.points:
            parts.append(f'<path class="{line.style}" d="{_path(line.points, x, y)}"/>')
    named = [line for line in drawn if line.name]
    for i, line in enumerate(named):
        # The lower right corner: curves of shares that rise leave it free.
        at = HEIGHT - BOTTOM - 14 - 17 * (len(named) - 1 - i)
        parts.append(f'<path class="{line.style}" d="M{WIDTH - 128} {at - 4}h22"/>')
        parts.append(f'<text x="{WIDTH - 100}" y="{at}">{escape(line.name)}</text>')
    return picture(parts, reading)


def calibration(bins: Sequence[tuple[float, float, int]], reading: str) -> str:
    """Points (mean confidence, share answerable, n) against the diagonal; area shows n."""
    x, y = share_axis("平均置信度"), share_axis("实际可答占比")
    parts = _frame(x, y)
    parts.append(f'<path class="ideal" d="{_path([(0, 0), (1, 1)], x, y)}"/>')
    parts.append(f'<path class="line" d="{_path([b[:2] for b in bins], x, y)}"/>')
    largest = max((n for *_, n in bins), default=1)
    for confidence, answerable, n in bins:
        radius = 3 + 7 * (n / largest) ** 0.5
        tip = f"置信度 {confidence:.2f}，可答 {100 * answerable:.0f}%，{n} 题"
        parts.append(
            f'<circle class="dot" cx="{_x(x, confidence):.1f}" cy="{_y(y, answerable):.1f}" '
            f'r="{radius:.1f}"><title>{tip}</title></circle>'
        )
    return picture(parts, reading)


HISTOGRAM_STEPS = 24


def histogram(values: Sequence[float], marks: Sequence[tuple[float, str]], reading: str) -> str:
    """How many values fall into each of 24 equal steps; the last holds all beyond, too.

    The axis ends a little above the 99th percentile, so that one slow question
    does not press all others into a corner.
    """
    ordered = sorted(values)
    far = max(ordered[int(0.99 * (len(ordered) - 1))], *(value for value, _ in marks))
    tick = _round_step(far / 4)
    high = tick * max(1, -(-far // tick))
    step = high / HISTOGRAM_STEPS
    counts = [0] * HISTOGRAM_STEPS
    for value in ordered:
        counts[min(HISTOGRAM_STEPS - 1, int(value / step))] += 1
    ticks = tuple((i * tick, f"{i * tick:g}") for i in range(round(high / tick) + 1))
    x = Axis(0, high, "毫秒（最后一格含更长的）", ticks)
    top = max(counts)
    # The labels of the marks stand in the quarter above the highest bar.
    y = Axis(0, 1.3 * top, "题数", ((0, "0"), (top, str(top))))
    parts = _frame(x, y)
    for i, count in enumerate(counts):
        left, right, up = _x(x, i * step), _x(x, (i + 1) * step), _y(y, count)
        parts.append(
            f'<rect class="bar" x="{left + 0.5:.1f}" y="{up:.1f}" width="{right - left - 1:.1f}" '
            f'height="{HEIGHT - BOTTOM - up:.1f}"><title>{count} 题</title></rect>'
        )
    for i, (value, label) in enumerate(marks):
        at = _x(x, value)
        side, anchor = (-4, "end") if at > WIDTH - 120 else (4, "start")
        parts.append(f'<path class="mark" d="M{at:.1f} {TOP}V{HEIGHT - BOTTOM}"/>')
        parts.append(
            f'<text class="name" x="{at + side:.1f}" y="{TOP + 10 + 17 * i}" '
            f'text-anchor="{anchor}">{escape(label)}</text>'
        )
    return picture(parts, reading)


def _round_step(value: float) -> float:
    """The largest of 1, 2, 5 times a power of ten that is not above `value`."""
    if value <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return max(factor * power for factor in (1, 2, 5) if factor * power <= value * (1 + 1e-9))


@dataclass(frozen=True, slots=True)
class Bar:
    """A share with its interval and what stands beside it."""

    name: str
    value: float
    low: float | None
    high: float | None
    note: str


def bars(rows: Sequence[Bar], reading: str) -> str:
    """Horizontal bars with 95% intervals as whiskers, one row of 30 units each."""
    left, right = 92, WIDTH - 96
    parts: list[str] = []
    for i, row in enumerate(rows):
        top = 8 + 30 * i
        end = left + row.value * (right - left)
        parts.append(
            f'<text x="{left - 8}" y="{top + 15}" text-anchor="end">{escape(row.name)}</text>'
        )
        parts.append(
            f'<rect class="back" x="{left}" y="{top}" width="{right - left}" height="20"/>'
        )
        parts.append(
            f'<rect class="bar" x="{left}" y="{top}" width="{end - left:.1f}" height="20"/>'
        )
        if row.low is not None and row.high is not None:
            low, high = (left + v * (right - left) for v in (row.low, row.high))
            parts.append(
                f'<path class="whisker" d="M{low:.1f} {top + 10}H{high:.1f}'
                f'M{low:.1f} {top + 5}v10M{high:.1f} {top + 5}v10"/>'
            )
        parts.append(f'<text x="{right + 8}" y="{top + 15}">{escape(row.note)}</text>')
    return picture(parts, reading, height=12 + 30 * max(1, len(rows)))
