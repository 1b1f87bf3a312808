"""What answering must show, in one command.

    python -m benchmarks.answers                   every set, the halves that nothing was fitted on
    python -m benchmarks.answers --questions 300   a sample of each

Whole documents are documents; a reply has at most two statements or the items
of one list. A refused question counts as not answered. Prints, a set a row:
the share of answerable questions whose reply holds an accepted answer, token
F1, statements a reply, refusals of either kind, AUROC of the confidence, and
the time a question takes; then the same over a sweep of thresholds.
"""

import argparse
import time
from dataclasses import dataclass
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table
from tqdm import tqdm

from assistant.answering import Answerer, citations
from assistant.answering.composer import Composition
from assistant.answering.confidence import Confidence
from assistant.answering.conversation import Resolved
from assistant.evaluation.matching import comparable
from assistant.evaluation.span_f1 import token_f1
from benchmarks.answer_sets import AnswerSet
from benchmarks.retrieval_sets import SHARED, in_fitting_half

SETS = ("cmrc2018", "cmrc_leftout", "ncp_policy")
THRESHOLDS = (0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5)


@dataclass(frozen=True)
class Row:
    """One question: whether its composed reply holds an answer, and what decides on showing it."""

    answerable: bool
    holds: bool
    f1: float
    statements: int
    confidence: float
    constraint: bool
    seconds: float


def run(answer_set: AnswerSet, questions: int | None) -> list[Row]:
    """Ask the questions of the half that nothing was fitted on."""
    answerer = Answerer(answer_set.corpus, answer_set.search, answer_set.keyword, answer_set.encode)
    lines = [line for line in answer_set.lines if not in_fitting_half(line["id"])][:questions]
    return [_row(answerer, line) for line in tqdm(lines, desc=answer_set.name, disable=None)]


def _row(answerer: Answerer, line: dict[str, Any]) -> Row:
    started = time.perf_counter()
    composed: Composition = answerer.compose(Resolved(line["question"]))
    statements = citations.check(composed.drafts).statements
    seconds = time.perf_counter() - started
    text = "".join(statement.text for statement in statements)
    answers = line.get("answers", ())
    key = comparable(text).key
    return Row(
        answerable=bool(line["answerable"]),
        holds=any(comparable(answer).key in key for answer in answers),
        f1=token_f1(text, answers) or 0.0,
        statements=len(statements),
        confidence=composed.confidence,
        constraint=bool(composed.constraint) or not statements,
        seconds=seconds,
    )


def report(name: str, rows: list[Row], threshold: float, table: Table, sweep: Table) -> None:
    """Add the set's rows to both tables."""
    good = [row for row in rows if row.answerable]
    bad = [row for row in rows if not row.answerable]
    milliseconds = np.array([row.seconds for row in rows]) * 1000

    def refused(row: Row, limit: float) -> bool:
        return row.constraint or row.confidence < limit

    def share(of: list[Row], limit: float) -> str:
        return f"{np.mean([refused(row, limit) for row in of]):.3f}" if of else "–"

    def held(limit: float) -> str:
        return f"{np.mean([row.holds and not refused(row, limit) for row in good]):.3f}"

    auroc = "–"
    if good and bad:
        from sklearn.metrics import roc_auc_score

        truth = [row.answerable for row in rows]
        sure = [row.confidence for row in rows]
        auroc = f"{roc_auc_score(truth, sure):.4f}"
    table.add_row(
        name,
        str(len(good)),
        str(len(bad)),
        held(0.0),
        held(threshold),
        f"{np.mean([row.f1 for row in good]):.3f}",
        f"{np.mean([row.statements for row in good]):.2f}",
        share(good, threshold),
        share(bad, threshold),
        auroc,
        f"{np.percentile(milliseconds, 50):.0f} / {np.percentile(milliseconds, 95):.0f}",
    )
    for limit in THRESHOLDS:
        sweep.add_row(name, f"{limit:.2f}", held(limit), share(good, limit), share(bad, limit))


def main() -> None:
    """Ask and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=None, help="of a set at most")
    parser.add_argument("--sets", nargs="*", default=SETS)
    arguments = parser.parse_args()
    if not SHARED.is_dir():
        raise SystemExit("没有 ../shared，无从测量。")
    from embeddings.encoder import load_builtin

    encoder = load_builtin()
    threshold = Confidence().threshold
    table = Table(title=f"回答（未用于拟合的一半；门槛 {threshold:.2f}）")
    for column in (
        "集", "可答", "不可答", "含答案（不拒）", "含答案", "字词 F1", "条数", "误拒", "拒答召回",
        "AUROC", "毫秒 p50 / p95",
    ):  # fmt: skip
        table.add_column(column)
    sweep = Table(title="门槛")
    for column in ("集", "门槛", "含答案", "误拒", "拒答召回"):
        sweep.add_column(column)
    for name in arguments.sets:
        answer_set = AnswerSet.load(name, encoder)
        report(name, run(answer_set, arguments.questions), threshold, table, sweep)
    console = Console(width=140)
    console.print(table)
    console.print(sweep)


if __name__ == "__main__":
    main()
