"""A small transformer for sentences: masked-language-model pre-training, then contrastive training.

    python -m embeddings.training.contextual masked   --data runs/carried --output runs/contextual
    python -m embeddings.training.contextual contrast --data runs/carried --output runs/contextual

Needs a GPU for more than a trial, and of the repository's data only what
`embeddings.training.carried` wrote. Six layers, 384 wide, over token vectors of
256 (Clark et al., 2020, factorise likewise). A text is the mean of its last
states, led by a token that says whether it asks or answers.

`masked` predicts a quarter of the tokens of all texts (Devlin et al., 2019).
`contrast` learns the pairs in batches of thousands by InfoNCE in both directions;
the gradient is taken in two passes, so that memory does not bound the batch
(Gao et al., 2021). With `--hard` each pair also gets a passage that the model
itself ranks high and that is not right (Xiong et al., 2021). `--hard asked` does
so for what people asked and what was written as people ask alone, and draws
these more often: half an hour of it on two cores, from trained weights, is enough.
"""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Literal

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from embeddings.training.asked import TYPE as ASKED
from embeddings.training.contextual_batches import Batch, batches, documents_of, keys_of
from embeddings.training.contextual_model import MAX_TOKENS, Texts, ranking_loss
from embeddings.training.contextual_negatives import hard_negatives
from embeddings.training.contextual_run import Run, Schedule
from embeddings.training.recipe import ASKED_OFTEN, LAY_SOURCE, Recipe
from embeddings.training.store import PairStore

MASKED_SHARE = 0.25
# Shorter texts have too little around what is masked.
MIN_PASSAGE_TOKENS, MIN_QUESTION_TOKENS = 8, 6
PASSAGES_A_QUESTION = 4
_DRAWING_SEED = 1
# What the curves of a contrastive step are named after.
_CURVES_OF = {"": "contrast", "all": "hard", "asked": "asked"}

Hard = Literal["", "all", "asked"]


def masked(run: Run, texts_a_step: int) -> None:
    """Predict a quarter of the tokens of texts drawn at random, a fifth of them questions."""
    store, random = run.store, np.random.default_rng(_DRAWING_SEED)
    lengths = np.diff(store.offsets)
    passages = np.unique(np.asarray(store.positives))
    asking = np.setdiff1d(np.asarray(store.anchors), passages)
    passages = passages[lengths[passages] >= MIN_PASSAGE_TOKENS]
    asking = asking[lengths[asking] >= MIN_QUESTION_TOKENS]
    answers, questions = run.texts(run.passage), run.texts(run.question)

    def step() -> float:
        drawn = (
            (answers, random.choice(passages, texts_a_step)),
            (questions, random.choice(asking, texts_a_step // PASSAGES_A_QUESTION)),
        )
        blocks = [block for texts, chosen in drawn for block in run.blocks(texts, chosen)]
        covered = [_covered(mask) for _, _, mask in blocks]
        total = torch.stack([each.sum() for each in covered]).sum()
        value = torch.zeros((), device=run.device)
        for (_, known, mask), hidden in zip(blocks, covered, strict=True):
            loss = _hidden_loss(run, known, mask, hidden) / total
            loss.backward()  # type: ignore[no-untyped-call]  # torch has no types for it
            value += loss.detach()
        return float(value)

    run.run("masked", step, evaluate=False)


def _covered(mask: torch.Tensor) -> torch.Tensor:
    """Which tokens of a block are to be predicted; never the leading one."""
    covered = mask & (torch.rand(mask.shape, device=mask.device) < MASKED_SHARE)
    covered[:, 0] = False
    return covered


def _hidden_loss(
    run: Run, known: torch.Tensor, mask: torch.Tensor, covered: torch.Tensor
) -> torch.Tensor:
    """The summed loss of the covered tokens: 80% are masked, 10% random, 10% kept."""
    fate = torch.rand(known.shape, device=known.device)
    shown = torch.where(covered & (fate < 0.8), run.mask_token, known)
    wrong = torch.randint_like(known, 1, len(run.vocabulary))
    shown = torch.where(covered & (fate >= 0.9), wrong, shown)
    with torch.autocast(run.device.type, dtype=torch.bfloat16):
        states = run.model.electra(input_ids=shown, attention_mask=mask).last_hidden_state
        guesses = run.model.generator_predictions(states[covered])
        logits = run.model.generator_lm_head(guesses)
    return functional.cross_entropy(logits.float(), known[covered], reduction="sum")


def contrast(run: Run, recipe: Recipe, *, hard: Hard = "") -> None:
    """Learn the pairs; with `hard`, all or the asked ones against a passage that the model finds.

    Raises ValueError where only asked pairs are wanted and the store has none.
    """
    store = run.store
    if hard:
        questions, passages = run.texts(run.question), run.texts(run.passage)
        found = hard_negatives(
            store,
            lambda chosen: run.vectors(questions, chosen),
            lambda chosen: run.vectors(passages, chosen),
            _asked_rows(store) if hard == "asked" else None,
        )
        store = replace(store, negatives=found)
        recipe = replace(recipe, hard_negatives=True)
    documents = documents_of(store)
    drawn = batches(store, run.vocabulary, recipe, run.schedule.workers)

    def step() -> float:
        batch = next(drawn)
        sides = _sides(run, batch)
        everything = np.arange(len(batch["label"]))
        parts = [run.vectors(side, everything).requires_grad_(True) for side in sides]
        keys, absent = (each.to(run.device) for each in keys_of(batch, store, documents))
        loss = ranking_loss(parts[0], torch.cat(parts[1:]), recipe.scale, keys, absent)
        loss.backward()  # type: ignore[no-untyped-call]  # torch has no types for it
        for side, part in zip(sides, parts, strict=True):
            _carry_back(run, side, part)
        return float(loss.detach())

    run.run(_CURVES_OF[hard], step, evaluate=True)


def _asked_rows(store: PairStore) -> NDArray[np.int64]:
    """The pairs whose anchor a person asked, or that was written for the text as people ask."""
    written = np.array([name.endswith(f"/{ASKED}") for name in store.kind_names])
    lay = np.array([name.startswith(f"{LAY_SOURCE}/") for name in store.kind_names])
    kinds = np.asarray(store.kinds)
    rows = np.flatnonzero((written | lay)[kinds])
    if not written[kinds].any():
        raise ValueError("the carried pairs hold no asked questions; carry them again")
    return rows


def _sides(run: Run, batch: Batch) -> list[Texts]:
    """The columns of a batch: anchors, positives and, where they were asked for, negatives."""
    leads = {"anchor": run.question, "positive": run.passage, "negative": run.passage}
    sides: list[Texts] = []
    for name, first in leads.items():
        if f"{name}_input_ids" in batch:
            ids = batch[f"{name}_input_ids"].to(run.device)
            sides.append(Texts(ids, np.append(batch[f"{name}_offsets"].numpy(), len(ids)), first))
    return sides


def _carry_back(run: Run, side: Texts, vectors: torch.Tensor) -> None:
    """The second pass: read the texts again, block by block, and hand their gradients on."""
    gradient = vectors.grad
    if gradient is None:
        raise ValueError("vectors that no loss was taken of")
    for rows, ids, mask in run.blocks(side, np.arange(len(vectors))):
        there = torch.from_numpy(rows).to(run.device)
        part = (run.embed(ids, mask) * gradient[there]).sum()
        part.backward()  # type: ignore[no-untyped-call]  # torch has no types for it


def main() -> None:
    """Run one step."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("step", choices=("masked", "contrast"))
    parser.add_argument("--data", type=Path, default=Path("runs/carried"))
    parser.add_argument("--output", type=Path, default=Path("runs/contextual"))
    parser.add_argument("--start", type=Path, default=None, help="weights to go on from")
    parser.add_argument(
        "--hard",
        nargs="?",
        const="all",
        default="",
        choices=("all", "asked"),
        help="with passages the model mistakes, for all pairs or for asked questions",
    )
    parser.add_argument("--minutes", type=float, default=6.0)
    parser.add_argument("--every", type=float, default=2.0, help="minutes between measurements")
    parser.add_argument("--learning-rate", type=float, default=5e-4)
    parser.add_argument("--batch-size", type=int, default=8192, help="pairs, or masked texts")
    parser.add_argument("--scale", type=float, default=30.0)
    parser.add_argument("--tokens-a-block", type=int, default=65_536)
    parser.add_argument("--workers", type=int, default=8)
    parser.add_argument("--pool", type=int, default=None, help="passages of a development set")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    chosen = parser.parse_args()
    torch.manual_seed(0)
    torch.set_float32_matmul_precision("high")
    schedule = Schedule(
        chosen.minutes, chosen.learning_rate, chosen.tokens_a_block, chosen.every, chosen.workers
    )
    run = Run(chosen.data, chosen.output, chosen.device, schedule, chosen.pool)
    if chosen.start:
        run.load(chosen.start)
    if chosen.step == "masked":
        masked(run, chosen.batch_size)
        return
    recipe = replace(
        Recipe(), batch_size=chosen.batch_size, scale=chosen.scale, max_positive_tokens=MAX_TOKENS
    )
    if chosen.hard == "asked":
        recipe = recipe.changed(pair_weights=recipe.pair_weights | ASKED_OFTEN)
    contrast(run, recipe, hard=chosen.hard)


if __name__ == "__main__":
    main()
