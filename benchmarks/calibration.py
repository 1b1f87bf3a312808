"""How far a probability can be believed: calibration, and risk against coverage."""

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table


def print_calibration(
    probabilities: NDArray[np.float64], labels: NDArray[np.bool_], console: Console
) -> None:
    """Print, by bands of the probability, how often the question can be answered."""
    table = Table(title="校准与风险—覆盖（两集留出的一半）")
    for column in ("把握", "题数", "平均把握", "实际可答", "覆盖（把握不低于下限）", "其中不可答"):
        table.add_column(column)
    for low in (0.0, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9):
        high = {0.0: 0.1, 0.1: 0.2, 0.2: 0.3, 0.3: 0.5, 0.5: 0.7, 0.7: 0.9, 0.9: 1.01}[low]
        inside = (probabilities >= low) & (probabilities < high)
        above = probabilities >= low
        if inside.any():
            table.add_row(
                f"{low:.1f}–{min(high, 1.0):.1f}",
                str(inside.sum()),
                f"{probabilities[inside].mean():.3f}",
                f"{labels[inside].mean():.3f}",
                f"{above.mean():.3f}",
                f"{1 - labels[above].mean():.3f}",
            )
    console.print(table)
