"""Figures on the development sets, for the exact vectors and for what is packaged."""

import csv

import numpy as np
from numpy.typing import NDArray

from embeddings.training.package import quantise, with_rare_characters
from embeddings.training.recipe import Folders, Recipe
from embeddings.training.store import PairStore

COLUMNS = ("vectors", "set", "n", "hit@1", "hit@10", "hit@50", "nDCG@10")


def packed_vectors(folders: Folders, recipe: Recipe) -> tuple[NDArray[np.float32], str]:
    """The trained vectors with rows for rare characters, and the tokenizer that goes with them."""
    table = np.load(folders.refined, allow_pickle=False)
    counts = PairStore.open(folders.store).token_counts(len(table))
    return with_rare_characters(table, counts, folders.tokenizer, recipe.seed)


def evaluate(folders: Folders, recipe: Recipe) -> list[str]:
    """Measure every development set; writes development.csv and returns its lines."""
    from tokenizers import Tokenizer

    from embeddings.training.development import development_sets
    from embeddings.training.train import DevelopmentEvaluator

    table, described = packed_vectors(folders, recipe)
    evaluator = DevelopmentEvaluator(development_sets(folders), Tokenizer.from_str(described))
    rows, scales = quantise(table)
    kinds = {
        "float32": table,
        "float16": table.astype(np.float16).astype(np.float32),
        "int8": rows * scales[:, None],
        f"int8, first {recipe.kept_dim // 2}": (rows * scales[:, None])[:, : recipe.kept_dim // 2],
    }
    lines: list[tuple[str, ...]] = [COLUMNS]
    for kind, vectors in kinds.items():
        for name, found in evaluator.rankings(vectors).items():
            figures = (found.hit_at_1, found.hit_at_10, found.hit_at_50, found.ndcg_at_10)
            lines.append((kind, name, str(found.n), *(f"{each:.4f}" for each in figures)))
    with (folders.model / "development.csv").open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows(lines)
    return ["  ".join(line) for line in lines]
