"""Draws the curves of a run: loss, and nDCG@10 on the development sets."""

import csv
import math
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

_LEFT_OUT = {"learning_rate", "minutes", "runtime", "samples_per_second", "steps_per_second"}


def read_curves(path: Path) -> dict[str, list[tuple[int, float]]]:
    """The (step, value) points of each name in a curves file."""
    curves: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    with path.open(newline="", encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            if row["name"] not in _LEFT_OUT:
                curves[row["name"]].append((int(row["step"]), float(row["value"])))
    return dict(curves)


def write_curves(path: Path, rows: Iterable[tuple[int, dict[str, float]]]) -> None:
    """Write a curves file anew from the named values of each step, without those not known."""
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(("step", "name", "value"))
        for step, values in rows:
            known = {name: value for name, value in values.items() if not math.isnan(value)}
            writer.writerows((step, name, f"{value:.6g}") for name, value in known.items())


def draw_curves(path: Path, picture: Path) -> None:
    """Draw the curves file as a PNG: loss on the left, the development sets on the right."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(11, 4.5), layout="constrained")
    left, right = figure.subplots(1, 2)
    for name, points in sorted(read_curves(path).items()):
        axes = left if name == "loss" else right
        axes.plot(*zip(*points, strict=True), label=name, marker="" if name == "loss" else ".")
    left.set(title="training loss", xlabel="step", ylabel="loss")
    right.set(title="development sets", xlabel="step", ylabel="nDCG@10 (legal-hit: hit@k)")
    if right.lines:
        right.legend(fontsize="small", ncols=2)
    figure.savefig(picture, dpi=110)
