"""Fit what is set in bold: `python -m benchmarks.fit_marks`, `--write` to store the model.

Learns from the sentences of ../shared/eval's cmrc2018 and ncp_policy that hold an
accepted answer which of their pieces is nearest to it (token F1); questions of
the fitting half (by hash of their ids) are learned from, those of the other half
whose kind of answer is marked are reported on.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table
from sklearn.ensemble import HistGradientBoostingClassifier
from tqdm import tqdm

from assistant.answering.sentences.mark_features import FEATURES, describe
from assistant.answering.sentences.marking import MARKED_KINDS, MOST_SHARE, bound
from assistant.answering.words.evidence import Sentence
from assistant.answering.words.forest import MODELS
from assistant.answering.words.question import Question
from assistant.answering.words.terms import Terms
from assistant.evaluation.span_f1 import token_f1
from assistant.text import fold
from assistant.types import Span
from benchmarks.answer_sets import AnswerSet
from benchmarks.forest_json import export
from benchmarks.retrieval_sets import SHARED

COMMAND = "python -m benchmarks.fit_marks --write"
SETS = ("cmrc2018", "ncp_policy")
THRESHOLDS = (0.0, 0.2, 0.3, 0.4, 0.5)
SEED = 20261128


@dataclass(frozen=True)
class Example:
    """A sentence with an accepted answer: its candidates, (n, features), and their token F1."""

    set_name: str
    fitted: bool
    question: Question
    terms: Terms
    sentence: Sentence
    answers: Sequence[str]
    spans: Sequence[Span]
    rows: NDArray[np.float32]
    scores: NDArray[np.float64]


def examples(name: str, limit: int | None) -> list[Example]:
    """The sentences of a set that hold an answer in a document that answers."""
    from benchmarks.kept_encoder import kept_encoder

    answer_set = AnswerSet.load(name, kept_encoder(), limit)
    answers = {line["id"]: [fold(each) for each in line["answers"]] for line in answer_set.lines}
    found = []
    for asked in answer_set.asked():
        for item, holds in zip(asked.evidence, asked.labels, strict=True):
            if not holds:
                continue
            spans, rows = describe(asked.question, asked.terms, item.sentence.folded)
            accepted = answers[asked.id]
            scores = [token_f1(span.of(item.sentence.folded), accepted) or 0.0 for span in spans]
            found.append(
                Example(
                    name,
                    asked.fitted,
                    asked.question,
                    asked.terms,
                    item.sentence,
                    accepted,
                    spans,
                    rows,
                    np.array(scores),
                )
            )
    return found


def fit(chosen: Sequence[Example]) -> HistGradientBoostingClassifier:
    """The model of how well a candidate would do: its squared F1 as the chance of being right."""
    rows = np.concatenate([each.rows for each in chosen])
    right = np.concatenate([each.scores for each in chosen]) ** 2
    labels = np.repeat([True, False], len(rows))
    weights = np.concatenate([right, 1.0 - right])
    used = weights > 0
    model = HistGradientBoostingClassifier(
        max_iter=120,
        learning_rate=0.1,
        max_leaf_nodes=15,
        min_samples_leaf=40,
        l2_regularization=1.0,
        random_state=SEED,
    )
    return model.fit(np.concatenate([rows, rows])[used], labels[used], sample_weight=weights[used])


def report(model: HistGradientBoostingClassifier, held_out: Sequence[Example]) -> None:
    """Print, by threshold, how many sentences get a mark and how near it is to the answer."""
    table = Table(title="加粗处（未用于拟合的一半，含答案的句子）")
    for column in ("集", "句数", "门槛", "有加粗", "字词 F1", "全错", "整句的 F1"):
        table.add_column(column)
    for name in SETS:
        inside = [
            each
            for each in held_out
            if each.set_name == name and each.question.kind in MARKED_KINDS
        ]
        sure, near = [], []
        for each in tqdm(inside, desc=name, disable=None):
            expected = model.predict_proba(each.rows)[:, 1]
            place = int(expected.argmax())
            folded = each.sentence.folded
            span = bound(each.question, each.terms, folded, each.spans[place])
            marked = span.end - span.start <= MOST_SHARE * len(folded)
            sure.append(expected[place] if marked else -1.0)
            near.append(token_f1(span.of(folded), each.answers) or 0.0)
        whole = np.mean([token_f1(each.sentence.folded, each.answers) or 0.0 for each in inside])
        for threshold in THRESHOLDS:
            shown = np.array(sure) >= threshold
            scores = np.array(near)[shown]
            table.add_row(
                name,
                str(len(inside)),
                f"{threshold:.1f}",
                f"{shown.mean():.3f}",
                f"{scores.mean():.3f}",
                f"{(scores == 0).mean():.3f}",
                f"{whole:.3f}",
            )
    Console().print(table)


def main() -> None:
    """Fit, report, and with --write store."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--limit", type=int, default=None, help="questions of a set")
    arguments = parser.parse_args()
    if not SHARED.is_dir():
        raise SystemExit(f"{SHARED} is not there: nothing to fit on")
    found = [each for name in SETS for each in examples(name, arguments.limit) if each.spans]
    model = fit([each for each in found if each.fitted])
    report(model, [each for each in found if not each.fitted])
    if arguments.write:
        (MODELS / "mark.json").write_text(export(model, FEATURES, COMMAND), encoding="utf-8")


if __name__ == "__main__":
    main()
