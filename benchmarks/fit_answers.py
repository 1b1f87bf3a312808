"""Fit what answering knows from data: which sentence answers, and when to abstain.

    python -m benchmarks.fit_answers            fit on one half of each set, report on the other
    python -m benchmarks.fit_answers --write    … and store the models in assistant/answering/models

Fitted on ../shared/eval: cmrc2018 and ncp_policy for sentences; cmrc_leftout and
ncp_policy, with questions whose year or place was swapped for one that the
documents do not name, for abstaining; for both also questions of which some
words were replaced by synonyms that the documents do not use. The halves are cut
by the hash of the id.
"""

import argparse
import json
import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import roc_auc_score
from tqdm import tqdm

from assistant.answering.refusing import confidence
from assistant.answering.sentences.extractive import PROSE_KINDS, Policy, Ranked, in_order
from assistant.answering.words import evidence
from assistant.answering.words.forest import MODELS
from benchmarks.answer_sets import REWORDED_SET, REWORDED_TWIN, AnswerSet, Asked
from benchmarks.calibration import print_calibration
from benchmarks.forest_json import export

COMMAND = "python -m benchmarks.fit_answers --write"
SENTENCE_SETS = ("cmrc2018", "ncp_policy")
CONFIDENCE_SETS = ("cmrc_leftout", "ncp_policy")
SMALL_LIBRARIES = {"cmrc2018": 500, "ncp_policy": 400}
SMALL_SETS = tuple(f"{name}_small" for name in SMALL_LIBRARIES)
REWORDED_SETS = tuple(f"{name}{REWORDED_SET}" for name in CONFIDENCE_SETS)
FOLDS = 4
# One answerable question in twenty may be refused; the constraints alone refuse one or two of a
# hundred (the sweep of benchmarks.answers at a threshold of 0).
MOST_REFUSED = 0.035
SEED = 20261124

Rows = NDArray[np.float32]


def new_model(leaves: int = 15, trees: int = 160) -> HistGradientBoostingClassifier:
    """Small boosted trees: enough for interactions, few enough to store as JSON."""
    return HistGradientBoostingClassifier(
        max_iter=trees,
        learning_rate=0.08,
        max_leaf_nodes=leaves,
        min_samples_leaf=40,
        l2_regularization=1.0,
        random_state=SEED,
    )


def fit_sentences(asked: Sequence[Asked]) -> HistGradientBoostingClassifier:
    """The model of P(sentence answers), each set weighing the same."""
    used = [
        a
        for a in asked
        if a.answerable and a.evidence and a.set_name in SENTENCE_SETS + SMALL_SETS + REWORDED_SETS
    ]
    sizes = {n: sum(a.set_name == n for a in used) for n in {a.set_name for a in used}}
    weights = np.concatenate(
        [np.full(len(a.evidence), len(used) / len(sizes) / sizes[a.set_name]) for a in used]
    )
    # ncp_policy has a sixth of the questions: full balance would overfit them.
    rows, labels = np.concatenate([a.rows for a in used]), np.concatenate([a.labels for a in used])
    return new_model().fit(rows, labels, sample_weight=np.sqrt(weights))


def score_out_of_fold(asked: Sequence[Asked]) -> None:
    """Give every question sentence probabilities from a model that has not seen it."""
    # A question and its twins, in whatever library, stay in one fold.
    fold_of = [zlib.crc32(a.id.partition("~")[0].encode()) % FOLDS for a in asked]
    folds = [[a for a, f in zip(asked, fold_of, strict=True) if f == fold] for fold in range(FOLDS)]
    for fold, held_out in enumerate(folds):
        seen = [a for i, other in enumerate(folds) if i != fold for a in other]
        score(fit_sentences(seen), held_out)


def score(model: HistGradientBoostingClassifier, asked: Sequence[Asked]) -> None:
    """Store the model's probabilities with the questions."""
    for item in asked:
        if item.evidence:
            item.probabilities = model.predict_proba(item.rows)[:, 1]


def ranked(asked: Asked) -> list[Ranked]:
    """Evidence in the order of its probabilities, as SentenceRanker gives it."""
    return in_order(asked.evidence, asked.probabilities)


def confidence_row(asked: Asked) -> Rows:
    """The features of the decision to abstain."""
    return confidence.describe(
        asked.question,
        asked.terms,
        ranked(asked) if asked.evidence else [],
        asked.hits,
        asked.point_own,
        asked.point_chain,
    )


def fit_confidence(
    rows: Rows, labels: NDArray[np.bool_], weights: NDArray[np.float64]
) -> HistGradientBoostingClassifier:
    """The model of P(the documents answer)."""
    return new_model(leaves=8, trees=120).fit(rows, labels, sample_weight=weights)


def contained(asked: Sequence[Asked], policy: Policy, most: int = 2) -> tuple[float, float]:
    """Share of questions whose reply holds an accepted answer, and the replies' mean statements."""
    from assistant.answering.sentences.extractive import compose
    from benchmarks.answer_sets import normalise

    found, statements = [], []
    for item in asked:
        drafts = (
            compose(item.question, item.terms, ranked(item), _CORPORA[item.set_name], policy, most)
            if item.evidence
            else []
        )
        text = normalise("".join(d.text for d in drafts)) if drafts else ""
        found.append(any(answer in text for answer in item.answers))
        statements.append(len(drafts))
    return float(np.mean(found)), float(np.mean(statements))


_CORPORA: dict[str, Any] = {}


def report_sentences(asked: Sequence[Asked], console: Console) -> dict[str, Any]:
    """Print how often the best one and two sentences, and the reply, hold the answer."""
    table = Table(title="句子排序（留出的一半）")
    for column in ("集", "题数", "首句", "前两句", "回复", "平均条数"):
        table.add_column(column)
    figures: dict[str, Any] = {}
    for name in SENTENCE_SETS:
        half = [a for a in asked if a.set_name == name and a.answerable and not a.fitted]
        tops = [np.argsort(-a.probabilities, kind="stable")[:2] for a in half]
        one = np.mean([bool(a.labels[t[:1]].any()) for a, t in zip(half, tops, strict=True)])
        two = np.mean([bool(a.labels[t].any()) for a, t in zip(half, tops, strict=True)])
        reply, count = contained(half, Policy())
        figures[name] = {"n": len(half), "reply": round(reply, 4), "statements": round(count, 2)}
        table.add_row(
            name, str(len(half)), f"{one:.3f}", f"{two:.3f}", f"{reply:.3f}", f"{count:.2f}"
        )
    console.print(table)
    return figures


def choose_threshold(
    probabilities: NDArray[np.float64], labels: NDArray[np.bool_], weights: NDArray[np.float64]
) -> float:
    """The highest threshold that refuses at most `MOST_REFUSED` of the answerable questions.

    Of the fitting half, out of fold, and rounded down to a hundredth.
    """
    sure = probabilities[labels]
    order = np.argsort(sure, kind="stable")
    share = np.cumsum(weights[labels][order]) / weights[labels].sum()
    first = int(np.searchsorted(share, MOST_REFUSED, side="right"))
    return float(np.floor(sure[order][first] * 100) / 100)


def main() -> None:
    """Fit, report, and with --write store the models."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--limit", type=int, default=None, help="questions of a set")
    parser.add_argument("--no-encoder", action="store_true")
    parser.add_argument("--no-related", action="store_true", help="leave out words used alike")
    arguments = parser.parse_args()
    console = Console()
    encoder = None
    if not arguments.no_encoder:
        from benchmarks.kept_encoder import kept_encoder

        encoder = kept_encoder()
    asked: list[Asked] = []
    for name in dict.fromkeys((*SENTENCE_SETS, *CONFIDENCE_SETS)):
        answer_set = AnswerSet.load(name, encoder, arguments.limit)
        _CORPORA[name] = _CORPORA[name + REWORDED_SET] = answer_set.corpus
        asked.extend(answer_set.asked(swapped=name in CONFIDENCE_SETS))
        if name in SENTENCE_SETS:
            small = answer_set.small_libraries(SMALL_LIBRARIES[name])
            for library in tqdm(small, desc=f"{name}：小库", total=SMALL_LIBRARIES[name]):
                asked.extend(
                    replace(item, set_name=f"{name}_small")
                    for item in library.asked(swapped=True, progress=False)
                    if item.fitted or not item.id.endswith(REWORDED_TWIN)
                )
    if arguments.no_related:
        _blank(asked, ("related_coverage", "related_near_coverage"))
    fitted = [a for a in asked if a.fitted]
    # cmrc_leftout asks questions of cmrc2018: their ids decide the half, so nothing leaks.
    score_out_of_fold(fitted)
    model = fit_sentences(fitted)
    score(model, [a for a in asked if not a.fitted])
    figures: dict[str, Any] = {"sentences": report_sentences(asked, console)}

    chosen = CONFIDENCE_SETS + SMALL_SETS + REWORDED_SETS
    for_abstaining = [a for a in asked if a.set_name in chosen]
    rows = np.stack([confidence_row(a) for a in for_abstaining])
    labels = np.array([a.answerable for a in for_abstaining])
    is_fitted = np.array([a.fitted for a in for_abstaining])
    names = np.array([a.set_name for a in for_abstaining])
    swapped = np.array(["~" in a.id for a in for_abstaining])
    weights = np.where(swapped, 0.5, 1.0)
    decider = fit_confidence(rows[is_fitted], labels[is_fitted], weights[is_fitted])
    figures["abstaining"] = report_confidence(
        rows, labels, is_fitted, names, weights, decider, console
    )
    out_of_fold = _out_of_fold(rows[is_fitted], labels[is_fitted], weights[is_fitted])
    test = decider.predict_proba(rows[~is_fitted])[:, 1]
    is_prose = np.array([a.question.kind in PROSE_KINDS for a in for_abstaining])
    thresholds: dict[str, float] = {}
    for group, member in (("fact", ~is_prose), ("prose", is_prose)):
        inside = member[is_fitted]
        thresholds[group] = choose_threshold(
            out_of_fold[inside], labels[is_fitted][inside], weights[is_fitted][inside]
        )
        console.print(f"{group}：门槛 {thresholds[group]:.2f}")
    limits = np.where(is_prose, thresholds["prose"], thresholds["fact"])[~is_fitted]
    for name in CONFIDENCE_SETS + SMALL_SETS:
        for group, member in (("fact", ~is_prose), ("prose", is_prose)):
            mask = (names == name)[~is_fitted] & member[~is_fitted]
            refused, truth = (test < limits)[mask], labels[~is_fitted][mask]
            if truth.any() and not truth.all():
                console.print(
                    f"{name}，{group}：可答题拒答 {refused[truth].mean():.3f}（{truth.sum()}），"
                    f"不可答题拒答 {refused[~truth].mean():.3f}（{(~truth).sum()}）"
                )
    for name in REWORDED_SETS:
        half = [a for a in asked if a.set_name == name and not a.fitted]
        refused = (test < limits)[names[~is_fitted] == name]
        console.print(
            f"{name}（{len(half)} 题，问句中至多两词换成文中没有的同义词）："
            f"拒答 {refused.mean():.3f}，回复含答案 {contained(half, Policy())[0]:.3f}"
        )
    if arguments.write:
        _write(model, decider, figures, thresholds)


def _blank(asked: Sequence[Asked], features: Sequence[str]) -> None:
    """Set features of all sentences to 0, to see what they bring."""
    columns = [evidence.FEATURES.index(name) for name in features]
    for item in asked:
        for candidate in item.evidence:
            candidate.features[columns] = 0.0


def report_confidence(
    rows: Rows,
    labels: NDArray[np.bool_],
    is_fitted: NDArray[np.bool_],
    names: NDArray[Any],
    weights: NDArray[np.float64],
    decider: HistGradientBoostingClassifier,
    console: Console,
) -> dict[str, Any]:
    """Print AUROC on the held-out halves, leave-one-set-out, calibration and risk–coverage."""
    table = Table(title="拒答（留出的一半）")
    for column in ("集", "题数", "AUROC", "另一集拟合时", "Brier"):
        table.add_column(column)
    figures: dict[str, Any] = {}
    probabilities = decider.predict_proba(rows)[:, 1]
    for name in CONFIDENCE_SETS + SMALL_SETS:
        test = (names == name) & ~is_fitted
        # The small libraries are made of the same documents: they are left out together.
        other = np.array([n[:4] != name[:4] for n in names]) & is_fitted
        left_out = fit_confidence(rows[other], labels[other], weights[other])
        carried = roc_auc_score(labels[test], left_out.predict_proba(rows[test])[:, 1])
        auroc = roc_auc_score(labels[test], probabilities[test])
        brier = float(np.mean((probabilities[test] - labels[test]) ** 2))
        figures[name] = {
            "n": int(test.sum()),
            "auroc": round(float(auroc), 4),
            "auroc_left_out": round(float(carried), 4),
        }
        table.add_row(name, str(test.sum()), f"{auroc:.4f}", f"{carried:.4f}", f"{brier:.4f}")
    console.print(table)
    test = ~is_fitted & ~np.isin(names, REWORDED_SETS)
    print_calibration(probabilities[test], labels[test], console)
    return figures


def _out_of_fold(
    rows: Rows, labels: NDArray[np.bool_], weights: NDArray[np.float64]
) -> NDArray[np.float64]:
    probabilities = np.zeros(len(rows))
    fold_of = np.arange(len(rows)) % FOLDS
    for fold in range(FOLDS):
        seen = fold_of != fold
        model = fit_confidence(rows[seen], labels[seen], weights[seen])
        probabilities[~seen] = model.predict_proba(rows[~seen])[:, 1]
    return probabilities


def _write(model: Any, decider: Any, figures: dict[str, Any], thresholds: dict[str, float]) -> None:
    store: Callable[[str, str], int] = lambda name, text: (MODELS / name).write_text(  # noqa: E731
        text, encoding="utf-8"
    )
    sets = {"figures_on_held_out_half": figures["sentences"]}
    store("sentence.json", export(model, evidence.FEATURES, COMMAND, **sets))
    sets = {"figures_on_held_out_half": figures["abstaining"]}
    store("confidence.json", export(decider, confidence.FEATURES, COMMAND, **sets))
    policy = {"fitted_by": COMMAND, "most_refused": MOST_REFUSED, "abstain_below": thresholds}
    store("policy.json", json.dumps(policy, indent=1) + "\n")
    Console().print(f"已写入 {Path(MODELS).name}/")


if __name__ == "__main__":
    main()
