"""From raw text to the packaged model: `python -m embeddings.training`.

Steps, each of which is skipped where its result is there already (so a run
that was stopped goes on; `--again STEP` does a step anew):

clean      read ../shared/training, drop duplicates and what overlaps the evaluation sets
tokenizer  learn the vocabulary
pairs      tokenise the pairs
train      train, with checkpoints every 100 steps, curves.csv and curves.png
refine     whiten, keep the main directions
evaluate   measure the development sets before and after packaging
package    write the model folder

That is the static model. The transformer beside it needs a GPU and commands of
its own: `embeddings.training.carried`, `contextual`, `contextual_package`. Both
can be trained further from what is packaged: `further`, `contextual_unpack`,
`contextual_average`.
"""

import argparse
import logging
import shutil
from dataclasses import replace
from pathlib import Path

from embeddings.training.recipe import Folders, Recipe

STEPS = ("clean", "tokenizer", "pairs", "train", "refine", "evaluate", "package")
EVALUATE_STEPS = 100
SAVE_STEPS = 100
logger = logging.getLogger("embeddings.training")


def run_clean(folders: Folders) -> None:
    """Write the cleaned pairs and texts."""
    from embeddings.training.corpus import clean

    for name, count in sorted(clean(folders).items()):
        logger.info("%s: %d", name, count)


def run_tokenizer(folders: Folders, recipe: Recipe) -> None:
    """Learn the vocabulary."""
    from embeddings.training.tokenizer import learn_tokenizer

    logger.info("pieces: %d", learn_tokenizer(folders, recipe).get_vocab_size())


def run_pairs(folders: Folders, by_rule: bool) -> None:
    """Tokenise the pairs, those made by rule too where asked."""
    from tokenizers import Tokenizer

    from embeddings.training.store import build_store

    store = build_store(folders, Tokenizer.from_file(str(folders.tokenizer)), by_rule=by_rule)
    logger.info("pairs: %d, tokens: %d", len(store), len(store.ids))


def run_train(folders: Folders, recipe: Recipe, threads: int) -> None:
    """Train, or go on from the last checkpoint."""
    import torch

    from embeddings.training.curves import draw_curves
    from embeddings.training.train import train

    torch.set_num_threads(threads)
    train(folders, recipe, folders.model, evaluate_steps=EVALUATE_STEPS, save_steps=SAVE_STEPS)
    draw_curves(folders.model / "curves.csv", folders.model / "curves.png")


def run_refine(folders: Folders, recipe: Recipe) -> None:
    """From the trained vectors to those that are packaged."""
    import numpy as np

    from embeddings.training.refine import refine

    trained = np.load(folders.model / "vectors.npy", allow_pickle=False)
    np.save(folders.refined, refine(folders, recipe, trained), allow_pickle=False)


def run_evaluate(folders: Folders, recipe: Recipe) -> None:
    """Print and write the development figures, exact and as packaged (int8)."""
    from embeddings.training.evaluate import evaluate

    for line in evaluate(folders, recipe):
        logger.info("%s", line)


def run_package(folders: Folders, recipe: Recipe, target: Path) -> None:
    """Write the model folder, the recipe and the curves beside it."""
    from embeddings.training.evaluate import packed_vectors
    from embeddings.training.package import package

    table, tokenizer = packed_vectors(folders, recipe)
    logger.info("fingerprint: %s", package(table, tokenizer, target))
    (target / "recipe.json").write_text(recipe.to_json() + "\n", encoding="utf-8")
    for name in ("curves.csv", "curves.png", "development.csv"):
        if (folders.model / name).is_file():
            shutil.copyfile(folders.model / name, target / name)


def main() -> None:
    """Run the steps that are not done yet."""
    parser = argparse.ArgumentParser(
        prog="python -m embeddings.training",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("steps", nargs="*", metavar="STEP", help="default: all")
    parser.add_argument("--again", nargs="*", default=[], choices=STEPS)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--run", type=Path, default=Path("runs/encoder"))
    parser.add_argument("--target", type=Path, default=None, help="default: RUN/packaged")
    parser.add_argument("--recipe", type=Path, default=None, help="a recipe.json")
    parser.add_argument("--max-steps", type=int, default=None, help="a shorter trial")
    parser.add_argument(
        "--rule-pairs", action="store_true", help="also label to point, sentence to next sentence"
    )
    parser.add_argument("--threads", type=int, default=2)
    chosen = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    recipe = Recipe()
    if chosen.recipe:
        recipe = Recipe.from_json(chosen.recipe.read_text(encoding="utf-8"))
    if chosen.max_steps:
        recipe = replace(recipe, steps=chosen.max_steps)
    folders = Folders(chosen.shared / "training", chosen.shared / "eval", chosen.run)
    results = {
        "clean": folders.texts,
        "tokenizer": folders.tokenizer,
        "pairs": folders.store / "kinds.json",
        "train": folders.model / "vectors.npy",
        "refine": folders.refined,
    }
    actions = {
        "clean": lambda: run_clean(folders),
        "tokenizer": lambda: run_tokenizer(folders, recipe),
        "pairs": lambda: run_pairs(folders, chosen.rule_pairs),
        "train": lambda: run_train(folders, recipe, chosen.threads),
        "refine": lambda: run_refine(folders, recipe),
        "evaluate": lambda: run_evaluate(folders, recipe),
        "package": lambda: run_package(folders, recipe, chosen.target or chosen.run / "packaged"),
    }
    unknown = sorted({*chosen.steps} - {*STEPS})
    if unknown:
        parser.error(f"no such step: {', '.join(unknown)}; the steps are {', '.join(STEPS)}")
    for step in chosen.steps or STEPS:
        result = results.get(step)
        if result is not None and result.exists() and step not in chosen.again:
            logger.info("%s: done already (%s)", step, result)
            continue
        logger.info("== %s", step)
        actions[step]()


if __name__ == "__main__":
    main()
