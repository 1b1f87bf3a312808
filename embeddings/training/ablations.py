"""What each idea gives: short trainings that differ in one thing.

`python -m embeddings.training.ablations`: every variant is trained on the pairs
and the vocabulary of one run, and measured on the development sets. The table
is a CSV file with one row a variant; rows that are there already are not
trained again. Points and neighbours are pairs made by rule, which the run has
where its step `pairs` was given `--rule-pairs`.
"""

import argparse
import csv
from dataclasses import replace
from pathlib import Path

from embeddings.training.recipe import (
    ASKED_WEIGHTS,
    NEXT_WEIGHTS,
    PAIR_WEIGHTS,
    POINT_WEIGHTS,
    Folders,
    Recipe,
)

STEPS = 200
DIM = 256
BATCH_SIZE = 2048
NO_LONE_TEXTS = {**PAIR_WEIGHTS, "laws/text": 0.0, "xinwenlianbo/text": 0.0}
VARIANTS: dict[str, dict[str, object]] = {
    "base": {},
    "no cropped spans": {"crop_share": 0.0},
    "no composition": {"compose": False},
    "no dropout, no splitting": {"token_dropout": 0.0, "piece_splitting": 0.0},
    "more dropout and splitting": {"token_dropout": 0.3, "piece_splitting": 0.3},
    "mixed batches only": {"mixed_share": 1.0},
    "one source a batch": {"mixed_share": 0.0},
    "scale 35": {"scale": 35.0},
    "scale 14": {"scale": 14.0},
    "sources not weighted": {"pair_weights": {}},
    "anchor to positive only": {"symmetric": False},
    "BM25 hard negatives": {"hard_negatives": True},
    "batch 512": {"batch_size": 512},
    "batch 8192": {"batch_size": 8192},
    "batch 8192, points": {
        "batch_size": 8192,
        "pair_weights": PAIR_WEIGHTS | POINT_WEIGHTS,
    },
    "batch 8192, points and neighbours": {
        "batch_size": 8192,
        "pair_weights": PAIR_WEIGHTS | POINT_WEIGHTS | NEXT_WEIGHTS,
    },
    "batch 8192, asked": {
        "batch_size": 8192,
        "pair_weights": PAIR_WEIGHTS | ASKED_WEIGHTS,
    },
    "no lone texts": {"pair_weights": NO_LONE_TEXTS},
    "synonyms 0.1": {"synonym_share": 0.1},
    "dimensions 512": {"dim": 512, "matryoshka": (512,)},
    "matryoshka 256, 64": {"matryoshka": (256, 64)},
}


def variant_recipe(recipe: Recipe, name: str, steps: int) -> Recipe:
    """The recipe of a variant: the given one, short and small, with one thing changed."""
    short = replace(recipe, steps=steps, dim=DIM, matryoshka=(DIM,), batch_size=BATCH_SIZE)
    return short.changed(**VARIANTS[name])


def drawn_kinds(recipe: Recipe) -> set[str]:
    """The kinds made by rule that the recipe draws."""
    made = (*POINT_WEIGHTS, *NEXT_WEIGHTS)
    return {kind for kind in made if recipe.pair_weights.get(kind, 0.0) > 0}


def run_variant(folders: Folders, recipe: Recipe, name: str) -> dict[str, str]:
    """Train one variant; its nDCG@10 on each development set, as text."""
    from tokenizers import Tokenizer

    from embeddings.training.development import development_sets
    from embeddings.training.store import PairStore
    from embeddings.training.train import DEVELOPMENT_QUERIES, DevelopmentEvaluator, train

    missing = drawn_kinds(recipe) - {*PairStore.open(folders.store).kind_names}
    if missing:
        raise SystemExit(
            f"{name}: the run has no {', '.join(sorted(missing))}; make them with\n"
            f"python -m embeddings.training pairs --again pairs --rule-pairs --run {folders.run}"
        )
    output = folders.run / "ablations" / name.replace(" ", "-").replace(",", "")
    vectors = train(folders, recipe, output, evaluate_steps=0, save_steps=0, resume=False)
    evaluator = DevelopmentEvaluator(
        development_sets(folders, DEVELOPMENT_QUERIES), Tokenizer.from_file(str(folders.tokenizer))
    )
    found = evaluator.rankings(vectors)
    scores = {key: ranking.ndcg_at_10 for key, ranking in found.items()}
    scores["mean"] = sum(scores.values()) / len(scores)
    return {"variant": name, **{key: f"{value:.4f}" for key, value in scores.items()}}


def main() -> None:
    """Train the variants that the table lacks and print the table."""
    parser = argparse.ArgumentParser(prog="python -m embeddings.training.ablations")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--run", type=Path, default=Path("runs/encoder"))
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--only", nargs="*", default=list(VARIANTS), choices=list(VARIANTS))
    parser.add_argument("--threads", type=int, default=1)
    chosen = parser.parse_args()
    import torch

    torch.set_num_threads(chosen.threads)
    folders = Folders(chosen.shared / "training", chosen.shared / "eval", chosen.run)
    table = chosen.run / "ablations.csv"
    rows: list[dict[str, str]] = []
    if table.is_file():
        with table.open(newline="", encoding="utf-8") as lines:
            rows = list(csv.DictReader(lines))
    for name in chosen.only:
        if any(row["variant"] == name for row in rows):
            continue
        rows.append(run_variant(folders, variant_recipe(Recipe(), name, chosen.steps), name))
        with table.open("w", newline="", encoding="utf-8") as out:
            writer = csv.DictWriter(out, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
    for row in rows:
        print("  ".join(row.values()))


if __name__ == "__main__":
    main()
