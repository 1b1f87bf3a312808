"""Trains the packaged static model further, gently, with the questions of people weighed more.

    python -m embeddings.training.further --run runs/encoder --start embeddings/builtin

A whole training with these questions mixed in says less of the statutes; a short
one from what was learned before keeps it. `--run` is the run whose pairs are
drawn (its steps `clean`, `tokenizer` and `pairs`). It takes minutes and begins
anew each time. The static model alone is written to `--target`.
"""

import argparse
import logging
import shutil
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from embeddings.encoder import BUILTIN_FOLDER
from embeddings.training.curves import draw_curves
from embeddings.training.package import TOKENIZER_FILE, WEIGHTS_FILE, package
from embeddings.training.recipe import FURTHER, Folders, Recipe
from embeddings.training.train import train

RECIPE, CURVES = "further-recipe.json", "further-curves.csv"
logger = logging.getLogger("embeddings.training")


def packaged_table(folder: Path) -> NDArray[np.float32]:
    """The token vectors (V, dim) of a packaged static model."""
    tensors = load_file(folder / WEIGHTS_FILE)
    table: NDArray[np.float32] = tensors["embeddings"] * tensors["weights"][:, None]
    return table


def further(folders: Folders, recipe: Recipe, start: Path, output: Path) -> NDArray[np.float32]:
    """The packaged table (V, dim) with the rows of the run's vocabulary trained further.

    Raises ValueError where the run's vocabulary is not the packaged one's beginning.
    """
    table = packaged_table(start)
    own = Tokenizer.from_file(str(folders.tokenizer)).get_vocab()
    packaged = Tokenizer.from_file(str(start / TOKENIZER_FILE)).get_vocab()
    if any(packaged.get(piece) != token for piece, token in own.items()):
        raise ValueError(f"{folders.tokenizer} is not the vocabulary of {start}")
    (output / "curves.csv").unlink(missing_ok=True)  # of an earlier time; they are appended to
    trained = train(
        folders,
        recipe.changed(dim=table.shape[1], matryoshka=(table.shape[1],)),
        output,
        evaluate_steps=max(1, recipe.steps // 4),
        save_steps=0,
        start=table[: len(own)],
    )
    return np.concatenate((trained, table[len(own) :]))


def main() -> None:
    """Train and package."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--run", type=Path, default=Path("runs/encoder"))
    parser.add_argument("--start", type=Path, default=BUILTIN_FOLDER)
    parser.add_argument("--recipe", type=Path, default=None, help=f"a {RECIPE}")
    parser.add_argument("--target", type=Path, default=None, help="default: RUN/further/packaged")
    parser.add_argument("--threads", type=int, default=2)
    chosen = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.set_num_threads(chosen.threads)
    recipe = FURTHER
    if chosen.recipe:
        recipe = Recipe.from_json(chosen.recipe.read_text(encoding="utf-8"))
    folders = Folders(chosen.shared / "training", chosen.shared / "eval", chosen.run)
    output = chosen.run / "further"
    target = chosen.target or output / "packaged"
    table = further(folders, recipe, chosen.start, output)
    described = (chosen.start / TOKENIZER_FILE).read_text(encoding="utf-8")
    logger.info("fingerprint: %s", package(table, described, target))
    draw_curves(output / "curves.csv", output / "curves.png")
    shutil.copyfile(output / "recipe.json", target / RECIPE)
    shutil.copyfile(output / "curves.csv", target / CURVES)


if __name__ == "__main__":
    main()
