"""Fit the weights of `assistant/retrieval/fusion.json`: `python -m benchmarks.fit_fusion`.

Reads ../shared/eval and the held-out news, takes the questions of the fitting
half (by hash of their ids), and learns to put an answering passage first among
the candidates. Small libraries cut out of each set stand beside the whole
ones, because a reader's folder may hold five articles. `--leave-one-out`
prints what each set gets from a fit that has not seen it, `--both-halves` what
all questions get, each from a fit on the other half. Needs torch.
"""

import argparse
import dataclasses
import json
import math
import random
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.features import FEATURES, FeatureReader
from assistant.retrieval.fusion import PARAMETERS_FILE, Fusion
from assistant.retrieval.keyword import KeywordIndex, searchable_text
from benchmarks.kept_encoder import kept_encoder
from benchmarks.retrieval_metrics import Scores, average, score_question
from benchmarks.retrieval_sets import (
    EVAL_SETS,
    SHARED,
    Question,
    RetrievalSet,
    load_all,
    load_lay_questions,
    reported_part,
)
from embeddings.encoder import Encoder
from embeddings.faiss_index import FaissIndex

TARGET = Path(__file__).resolve().parents[1] / "assistant" / "retrieval" / PARAMETERS_FILE
FIT_QUESTIONS = 1000  # of a public set at most, and as many to report on; of the news, all
SMALL_PASSAGES = (40, 60, 80, 120, 200, 300)
SMALL_WEIGHT = 0.15  # of the small libraries of a set beside the whole set
HIDDEN_UNITS = 8  # of each network: larger ones learn the few lay questions by heart
LAY_WEIGHT = 1.5  # of the lay questions beside a set: they stand for those of stard, too few
NETWORKS = 32  # whose mean is taken: one alone differs from another by a point on small sets
TRAINED_CANDIDATES = 50  # of a question, those ranked first by words or meaning
EPOCHS = 32
LEARNING_RATE = 0.01
WEIGHT_DECAY = 0.05
BATCH = 64  # questions


@dataclasses.dataclass(frozen=True, slots=True)
class Example:
    """One question's candidates: features (n, features), which answer, whose article each is."""

    question: Question
    features: NDArray[np.float32]
    answers: NDArray[np.bool_]
    articles: tuple[str, ...]
    weight: float = 1.0

    def column(self, name: str) -> NDArray[np.float32]:
        """The values of one feature, (n,)."""
        return self.features[:, FEATURES.index(name)]


def collect(source: RetrievalSet, encoder: Encoder, limit: int | None) -> list[Example]:
    """The examples of a set, at most `limit` of each half, chosen by hash of the question's id."""
    index = KeywordIndex.build(source.passages, source.titles)
    ids = [passage.id for passage in source.passages]
    texts = [searchable_text(p, source.titles.get(p.article_id, "")) for p in source.passages]
    dense = FaissIndex.build(ids, encoder.encode_passages(texts), encoder.fingerprint)
    passages = {passage.id: passage for passage in source.passages}
    reader = FeatureReader(passages, index, dense, encoder.parts)
    examples = []
    for question in chosen(source.questions, limit):
        vector = encoder.encode_queries([question.text])[0]
        candidates = reader.read(question.text, vector)
        articles = tuple(source.passages[i].article_id for i in candidates.positions)
        answers = np.array([article in question.gold for article in articles], dtype=bool)
        examples.append(Example(question, candidates.features, answers, articles))
    return examples


def chosen(questions: Sequence[Question], limit: int | None) -> list[Question]:
    """At most `limit` questions of each half; None for all."""
    ordered = sorted(questions, key=lambda question: random.Random(question.id).random())
    halves = [[q for q in ordered if q.fitted == half][:limit] for half in (True, False)]
    return halves[0] + halves[1]


def small_libraries(source: RetrievalSet) -> Iterator[RetrievalSet]:
    """Libraries of a few dozen passages: whole articles, half of them with questions."""
    by_article: dict[str, list[int]] = {}
    for place, passage in enumerate(source.passages):
        by_article.setdefault(passage.article_id, []).append(place)
    for size in SMALL_PASSAGES:
        dice = random.Random(size)
        asked = sorted({a for q in source.questions for a in q.gold} & by_article.keys())
        others = sorted(by_article)
        dice.shuffle(asked)
        dice.shuffle(others)
        taken: set[str] = set()
        for article in (a for pair in zip(asked, others, strict=False) for a in pair):
            taken.add(article)
            if sum(len(by_article[a]) for a in taken) >= size:
                break
        questions = tuple(
            dataclasses.replace(q, gold=q.gold & taken) for q in source.questions if q.gold & taken
        )
        passages = tuple(p for p in source.passages if p.article_id in taken)
        yield RetrievalSet(f"{source.name}/{size}", passages, source.titles, questions)


def hardest(example: Example) -> Example:
    """The example with the candidates that are ranked first, and those that answer."""
    ranks = [example.column(f"{name}_rank") for name in ("keyword", "dense")]
    first = np.argsort(-np.maximum(*ranks), kind="stable")[:TRAINED_CANDIDATES]
    kept = np.union1d(first, np.flatnonzero(example.answers))
    return dataclasses.replace(
        example,
        features=example.features[kept],
        answers=example.answers[kept],
        articles=tuple(example.articles[i] for i in kept),
    )


def fit(examples: Sequence[Example]) -> Fusion:
    """Learn the weights; questions none of whose candidates answers teach nothing."""
    useful = [hardest(example) for example in examples if example.answers.any()]
    sample = np.concatenate([example.features for example in useful])
    mean, scale = sample.mean(axis=0), sample.std(axis=0) + np.float32(1e-3)
    parts = [_train(useful, mean, scale, seed) for seed in range(NETWORKS)]
    return Fusion(
        mean,
        scale,
        np.mean([part.linear for part in parts], axis=0),
        np.concatenate([part.hidden for part in parts]),
        np.concatenate([part.bias for part in parts]),
        np.concatenate([part.output / np.float32(NETWORKS) for part in parts]),
    )


def _train(
    examples: Sequence[Example],
    mean: NDArray[np.float32],
    scale: NDArray[np.float32],
    seed: int,
) -> Fusion:
    import torch

    torch.manual_seed(seed)
    dice = np.random.default_rng(seed)
    most = max(len(e.answers) for e in examples)
    shape = len(examples), most
    rows = torch.zeros(*shape, len(FEATURES))
    real, right = torch.zeros(shape, dtype=torch.bool), torch.zeros(shape, dtype=torch.bool)
    for i, e in enumerate(examples):
        rows[i, : len(e.answers)] = torch.from_numpy((e.features - mean) / scale)
        real[i, : len(e.answers)] = True
        right[i, : len(e.answers)] = torch.from_numpy(e.answers)
    weights = torch.tensor([e.weight for e in examples])
    weights /= weights.mean()
    hidden = torch.nn.Linear(len(FEATURES), HIDDEN_UNITS)
    output = torch.nn.Linear(HIDDEN_UNITS, 1, bias=False)
    linear = torch.nn.Linear(len(FEATURES), 1, bias=False)
    parameters = [*hidden.parameters(), *output.parameters(), *linear.parameters()]
    optimiser = torch.optim.AdamW(parameters, lr=LEARNING_RATE, weight_decay=WEIGHT_DECAY)
    batches = -(-len(examples) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, LEARNING_RATE, total_steps=EPOCHS * batches
    )
    for _ in range(EPOCHS):
        for chosen_rows in np.array_split(dice.permutation(len(examples)), batches):
            batch = torch.from_numpy(chosen_rows)
            scores = (linear(rows[batch]) + output(torch.tanh(hidden(rows[batch]))))[..., 0]
            every = scores.masked_fill(~real[batch], -math.inf).logsumexp(1)
            answering = scores.masked_fill(~right[batch], -math.inf).logsumexp(1)
            loss = ((every - answering) * weights[batch]).mean()
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]  # torch has no types here
            optimiser.step()
            schedule.step()
    return Fusion(
        mean,
        scale,
        linear.weight.detach().numpy()[0],
        hidden.weight.detach().numpy(),
        hidden.bias.detach().numpy(),
        output.weight.detach().numpy()[0],
    )


Order = Callable[[Example], NDArray[np.float32]]


def by_fusion(fusion: Fusion) -> Order:
    """The order that the fusion gives."""
    return lambda example: fusion.score(example.features)


def by_feature(name: str) -> Order:
    """The order of one feature alone."""
    return lambda example: example.column(name)


def reported(order: Order, examples: Sequence[Example], *, fitted: bool = False) -> list[Scores]:
    """Scores of the questions of the reporting half, or of the fitted one."""
    return [
        score_question(e.articles, order(e), e.question.gold)
        for e in examples
        if e.question.fitted == fitted
    ]


def both_halves(order: Order, of_fitted: Order, examples: Sequence[Example]) -> Scores:
    """Over all questions, those of the fitted half in the order of a fit on the other half."""
    return average((*reported(order, examples), *reported(of_fitted, examples, fitted=True)))


def to_json(fusion: Fusion, fingerprint: str) -> str:
    """The parameters with every weight under its feature's name."""

    def named(values: NDArray[np.float32]) -> dict[str, float]:
        return {name: round(float(v), 5) for name, v in zip(FEATURES, values, strict=True)}

    units = zip(fusion.bias, fusion.output, fusion.hidden, strict=True)
    values = {
        "fitted_by": "python -m benchmarks.fit_fusion",
        "encoder": fingerprint,
        "features": list(FEATURES),
        "mean": named(fusion.mean),
        "scale": named(fusion.scale),
        "linear": named(fusion.linear),
        "units": [
            {"bias": round(float(b), 5), "output": round(float(o), 5), "weights": named(w)}
            for b, o, w in units
        ],
    }
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--leave-one-out", action="store_true")
    parser.add_argument(
        "--both-halves", action="store_true", help="also fit on the other half, and report on all"
    )
    parser.add_argument("--questions", type=int, default=FIT_QUESTIONS)
    parser.add_argument("--target", type=Path, default=TARGET)
    options = parser.parse_args()
    if not SHARED.is_dir():
        raise SystemExit(f"{SHARED} is not there: nothing to fit on")
    encoder = kept_encoder()
    started = time.perf_counter()
    sets: dict[str, list[Example]] = {}
    small: dict[str, list[Example]] = {}
    for source in load_all():
        limit = options.questions if source.name in EVAL_SETS else None
        sets[source.name] = collect(source, encoder, limit)
        small[source.name] = []
        if len(source.passages) < 10_000:  # statutes are many articles of one passage
            for library in small_libraries(reported_part(source)):
                small[source.name] += collect(library, encoder, 60)
        print(f"{source.name}: {time.perf_counter() - started:.0f} s", flush=True)

    def training(names: Sequence[str], *, fitted_half: bool = True) -> list[Example]:
        chosen_examples = []
        for name in names:
            for examples, weight in ((sets[name], 1.0), (small[name], SMALL_WEIGHT)):
                half = fitted_half or name == lay.name
                fitted = [e for e in examples if e.question.fitted == half]
                whole = weight * (LAY_WEIGHT if name == lay.name else 1.0)
                chosen_examples += [
                    dataclasses.replace(e, weight=whole / len(fitted)) for e in fitted
                ]
        return chosen_examples

    lay = load_lay_questions()
    sets[lay.name], small[lay.name] = collect(lay, encoder, options.questions), []
    fusion = fit(training(list(sets)))
    swapped = fit(training(list(sets), fitted_half=False)) if options.both_halves else None
    options.target.write_text(to_json(fusion, encoder.fingerprint), encoding="utf-8")
    print(f"{'set':<12}{'by':<20}R@1    R@10   hit@50 nDCG@10 n (reporting half)")
    for name, examples in sets.items():
        if all(example.question.fitted for example in examples):
            continue
        rows = {
            "keyword": average(reported(by_feature("keyword_share"), examples)),
            "dense": average(reported(by_feature("dense_z"), examples)),
            "fused": average(reported(by_fusion(fusion), examples)),
        }
        if small[name]:
            rows |= {
                "keyword, small": average(reported(by_feature("keyword_share"), small[name])),
                "dense, small": average(reported(by_feature("dense_z"), small[name])),
                "fused, small": average(reported(by_fusion(fusion), small[name])),
            }
        if swapped is not None:
            dense = by_feature("dense_z")
            fused = by_fusion(fusion), by_fusion(swapped)
            rows["dense, both halves"] = both_halves(dense, dense, examples)
            rows["fused, both halves"] = both_halves(*fused, examples)
        if options.leave_one_out:
            unseen = fit(training([other for other in sets if other != name]))
            rows["fused, set unseen"] = average(reported(by_fusion(unseen), examples))
        for label, scores in rows.items():
            print(f"{name:<12}{label:<20}{scores}", flush=True)
    print(f"{time.perf_counter() - started:.0f} s; wrote {options.target.name}")


if __name__ == "__main__":
    main()
