"""Fit which of the answers that the confidence refuses are shown after all, with a warning.

    python -m benchmarks.fit_second_look            what would be shown, by cross-validation
    python -m benchmarks.fit_second_look --write    … and store it in assistant/answering/models

Fitted on the questions that strangers wrote (benchmarks/questions/strangers), each put to its own
documents and to those of one other set, where nothing answers it. Only what no constraint declines
and the confidence refuses is counted. The folds are cut by library, so that no library is judged
by a model that knows it. Follow-ups, questions of several parts and about whole articles are
answered in other ways and left out.
"""

import argparse
import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler
from tqdm import tqdm

from assistant.answering.confidence import Confidence
from assistant.answering.forest import MODELS
from assistant.answering.resolved import Resolved
from assistant.answering.second_look import FEATURES, FILE
from assistant.evaluation.matching import comparable
from assistant.evaluation.questions import Question
from assistant.service import Assistant
from assistant.settings import Settings
from benchmarks.elsewhere import at_home, drawn
from benchmarks.kept_encoder import kept_encoder

COMMAND = "python -m benchmarks.fit_second_look --write"
FOLDS = 8
# What a question is worth: answered rightly, wrongly, though the documents do not say it, though
# it is of other documents. People ask mostly of what their documents are about.
WORTH = {"答对": 1.0, "答错": -0.5, "没说到": -1.5, "别的库": -0.5}
RIGHT, WRONG, UNSAID, FOREIGN = WORTH
# How much it weighs when the model is fitted.
WEIGHTS = {RIGHT: 1.0, WRONG: 1.0, UNSAID: 2.0, FOREIGN: 0.5}
LEFT_OUT = ("meta", "multi")
REGULARISATION = 0.3


@dataclass(frozen=True, slots=True)
class Refused:
    """What was refused by its confidence alone, and what showing it would have been."""

    library: str
    features: tuple[float, ...]
    outcome: str


def refused(folder: Path, questions: Sequence[Question], *, foreign: bool) -> Iterator[Refused]:
    """Those of the questions, put to a folder's documents, that only the confidence refuses."""
    confidence = Confidence()
    with tempfile.TemporaryDirectory() as temporary:
        settings = Settings(documents_dir=folder, data_dir=Path(temporary))
        answerer = Assistant.from_settings(settings).answerer
        for question in questions:
            found = answerer.compose(Resolved(question.question))
            sure = found.confidence >= confidence.threshold(found.question.kind)
            if sure or not found.second_look or not found.drafts:
                continue
            shown = comparable("".join(draft.text for draft in found.drafts)).key
            right = bool(question.facts) and all(
                any(comparable(spelling).key in shown for spelling in fact)
                for fact in question.facts
            )
            outcome = RIGHT if right else WRONG if question.answerable else UNSAID
            yield Refused(folder.name, found.second_look, FOREIGN if foreign else outcome)


def cross_validated(found: Sequence[Refused]) -> NDArray[np.float64]:
    """The score of each by a model that was fitted without its library, (len(found),)."""
    libraries = sorted({each.library for each in found})
    fold = np.array([libraries.index(each.library) % FOLDS for each in found])
    rows, right, weights = _arrays(found)
    scores = np.zeros(len(found))
    for number in range(FOLDS):
        out = fold == number
        scale, model = _fitted(rows[~out], right[~out], weights[~out])
        scores[out] = model.predict_proba(scale.transform(rows[out]))[:, 1]
    return scores


def _arrays(
    found: Sequence[Refused],
) -> tuple[NDArray[np.float64], NDArray[np.bool_], NDArray[np.float64]]:
    return (
        np.array([each.features for each in found]),
        np.array([each.outcome == RIGHT for each in found]),
        np.array([WEIGHTS[each.outcome] for each in found]),
    )


def _fitted(
    rows: NDArray[np.float64], right: NDArray[np.bool_], weights: NDArray[np.float64]
) -> tuple[StandardScaler, LogisticRegression]:
    scale = StandardScaler().fit(rows)
    model = LogisticRegression(C=REGULARISATION, max_iter=1000)
    return scale, model.fit(scale.transform(rows), right, sample_weight=weights)


def main() -> None:
    """Fit, print what the best limit would show, and write the model where asked to."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--write", action="store_true", help="store the model")
    options = parser.parse_args()
    found: list[Refused] = []
    for foreign, put in ((False, at_home()), (True, drawn(1))):
        for folder, questions in tqdm(put.items(), unit="库"):
            asked = [q for q in questions if q.kind not in LEFT_OUT and not q.history]
            found.extend(refused(folder, asked, foreign=foreign))
    scores = cross_validated(found)
    order = np.argsort(-scores, kind="stable")
    outcomes = [found[place].outcome for place in order]
    shown = int(np.cumsum([WORTH[each] for each in outcomes]).argmax()) + 1
    Console().print(f"只因把握不足而拒的 {len(found)} 次，显示 {shown} 次")
    table = Table("显示", "题数")
    for name in WORTH:
        table.add_row(name, str(outcomes[:shown].count(name)))
    Console().print(table)
    if options.write:
        scale, model = _fitted(*_arrays(found))
        weights = model.coef_[0] / scale.scale_
        bias = float(model.intercept_[0] - weights @ scale.mean_)
        data = {
            "fitted_by": COMMAND,
            "encoder": kept_encoder().fingerprint,
            "weights": dict(zip(FEATURES, weights.round(6).tolist(), strict=True)),
            "bias": round(bias, 6),
            "least": round(float(scores[order][shown - 1]), 4),
        }
        text = json.dumps(data, ensure_ascii=False, indent=1)
        (MODELS / FILE).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
