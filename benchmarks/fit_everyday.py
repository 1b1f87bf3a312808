"""Fit when the nearest is shown to a question in everyday words that would else be declined.

    python -m benchmarks.fit_everyday            fit on folds of the libraries and report
    python -m benchmarks.fit_everyday --write    … and store the model of all of them

Every question that strangers wrote (benchmarks/questions/strangers; those about the articles
themselves and follow-ups left out) is put to its own documents and to those of two other sets.
Of those that are declined only because the confidence is low, and that have an everyday word
which the library lacks, the model learns whether the composed reply holds the facts. What the
table shows of a library was fitted without it. What the questions of the public sets would be
shown is printed by `python -m benchmarks.answers`.
"""

import argparse
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table
from sklearn.ensemble import HistGradientBoostingClassifier
from tqdm import tqdm

from assistant.answering import Answerer
from assistant.answering.conversation.resolved import Resolved
from assistant.answering.refusing.everyday import (
    FEATURES,
    describe,
    is_everyday,
)
from assistant.answering.words.forest import MODELS
from assistant.evaluation.matching import holds
from assistant.evaluation.questions import Question, read_questions
from assistant.ingest.readers import read_documents
from benchmarks.answer_sets import AnswerSet
from benchmarks.elsewhere import ABOUT_ARTICLES, drawn, homes
from benchmarks.forest_json import export
from embeddings.encoder import Encoder

COMMAND = "python -m benchmarks.fit_everyday --write"
FOLDS = 6
SEED = 20261201
# Ten times as many questions are put to other libraries as have everyday words in their own.
WEIGHT_ELSEWHERE = 0.3
# At most so many of all questions put to other libraries may be shown something there.
MOST_ELSEWHERE = 0.01
MAX_BYTES = 10**9


@dataclass(frozen=True)
class Declined:
    """A question in everyday words that is declined for want of confidence alone."""

    library: str
    own: bool
    answerable: bool
    right: bool
    row: NDArray[np.float32]


def declined(
    folder: Path, questions: Sequence[tuple[Question, bool]], encoder: Encoder
) -> Iterator[Declined]:
    """Those of a library; of each question it is told whether the library is its own."""
    articles = read_documents(folder, max_bytes=MAX_BYTES).articles
    library = AnswerSet(folder.name, encoder, articles, ())
    answerer = Answerer(library.corpus, library.search, library.keyword, library.encode)
    for question, own in questions:
        answer = answerer.answer(question.question)
        if answer.outcome == "answered" and not answer.only_nearest:
            continue
        found = answerer.compose(Resolved(answer.standalone_question))
        if found.constraint or not found.drafts or not found.ranked:
            continue
        if not is_everyday(found.terms):
            continue
        text = "\n".join(draft.text for draft in found.drafts)
        answerable = own and question.answerable and bool(question.facts)
        yield Declined(
            library=folder.name,
            own=own,
            answerable=answerable,
            right=answerable and all(holds(text, fact) for fact in question.facts),
            row=describe(found.confidence, found.terms, found.ranked, found.hits),
        )


def new_model() -> HistGradientBoostingClassifier:
    """Few small trees: there are some hundred examples of each sort."""
    return HistGradientBoostingClassifier(
        max_iter=80,
        learning_rate=0.06,
        max_leaf_nodes=6,
        min_samples_leaf=30,
        l2_regularization=2.0,
        random_state=SEED,
    )


def fit(examples: Sequence[Declined]) -> HistGradientBoostingClassifier:
    """The model of P(the reply holds the facts)."""
    weights = [1.0 if each.own else WEIGHT_ELSEWHERE for each in examples]
    rows = np.stack([each.row for each in examples])
    return new_model().fit(rows, [each.right for each in examples], sample_weight=weights)


def out_of_fold(examples: Sequence[Declined]) -> NDArray[np.float64]:
    """The probability of each example by a model fitted without its library, (n,)."""
    libraries = sorted({each.library for each in examples}, key=lambda n: zlib.crc32(n.encode()))
    fold_of = {library: place % FOLDS for place, library in enumerate(libraries)}
    folds = np.array([fold_of[each.library] for each in examples])
    rows = np.stack([each.row for each in examples])
    found = np.zeros(len(examples))
    for fold in range(FOLDS):
        model = fit([each for each, at in zip(examples, folds, strict=True) if at != fold])
        found[folds == fold] = model.predict_proba(rows[folds == fold])[:, 1]
    return found


def chosen_limit(
    examples: Sequence[Declined], scores: NDArray[np.float64], asked_elsewhere: int
) -> float:
    """The lowest limit, in hundredths, at which few questions are shown anything elsewhere.

    Above 1, where nothing is shown at all, if there is no such limit.
    """
    elsewhere = scores[[not each.own for each in examples]]
    most = MOST_ELSEWHERE * asked_elsewhere
    limits = (limit / 100 for limit in range(102))
    return next(limit for limit in limits if (elsewhere >= limit).sum() <= most)


def print_table(examples: Sequence[Declined], scores: NDArray[np.float64], chosen: float) -> None:
    """What would be shown at some limits."""
    table = Table(
        "门槛",
        "自己的文库：对",
        "不对",
        "文中没有",
        "别的文库",
        title="口语问句：原来因把握不足而拒的，拿出最接近的原文（各库由没有见过它的模型判断）",
    )
    for limit in sorted({0.0, 0.2, 0.3, 0.4, 0.5, chosen}):
        shown = [each for each, score in zip(examples, scores, strict=True) if score >= limit]
        table.add_row(
            f"{limit:.2f}{'（现用）' if limit == chosen else ''}",
            str(sum(each.right for each in shown)),
            str(sum(each.answerable and not each.right for each in shown)),
            str(sum(each.own and not each.answerable for each in shown)),
            str(sum(not each.own for each in shown)),
        )
    Console().print(table)


def main() -> None:
    """Ask, fit and print."""
    from benchmarks.kept_encoder import kept_encoder

    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--write", action="store_true", help="store the model")
    options = parser.parse_args()
    encoder = kept_encoder()
    put = {folder: [(each, False) for each in questions] for folder, questions in drawn(2).items()}
    asked_elsewhere = sum(map(len, put.values()))
    for file, home in homes().items():
        put[home] += [
            (each, True)
            for each in read_questions(file)
            if each.kind != ABOUT_ARTICLES and not each.history
        ]
    examples = [
        each
        for folder, questions in tqdm(put.items(), unit="库")
        for each in declined(folder, questions, encoder)
    ]
    scores = out_of_fold(examples)
    limit = chosen_limit(examples, scores, asked_elsewhere)
    print_table(examples, scores, limit)
    if options.write:
        text = export(fit(examples), FEATURES, COMMAND, show_from=limit)
        (MODELS / "everyday.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
