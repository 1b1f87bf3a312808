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
itself ranks high and that is not right (Xiong et al., 2021).
"""

import argparse
import csv
import json
import math
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file, save_file
from torch import nn
from torch.nn import functional
from tqdm import tqdm
from transformers import ElectraForMaskedLM

from embeddings.training.batches import BatchPlan, PairCollator
from embeddings.training.carried import PAIRS, VOCABULARY, Flat, read_development
from embeddings.training.contextual_model import (
    MAX_TOKENS,
    PADDING,
    SPECIAL,
    Texts,
    configuration,
    ranking_loss,
)
from embeddings.training.contextual_negatives import hard_negatives
from embeddings.training.metrics import ndcg
from embeddings.training.pieces import splits
from embeddings.training.recipe import Recipe
from embeddings.training.store import PairStore

WEIGHTS = "model.safetensors"
CURVES = "curves.csv"
_WARMUP = 0.04
_LOSS_STEPS = 50


@dataclass(frozen=True)
class Schedule:
    """How long and how fast: the rate rises over the first 4% of the minutes, falls to 0."""

    minutes: float
    learning_rate: float
    tokens_a_block: int
    evaluate_every: float
    workers: int

    def rate(self, done: float) -> float:
        """The learning rate at a share `done` of the time."""
        falling = 0.5 + 0.5 * math.cos(math.pi * min(1.0, done))
        return self.learning_rate * min(1.0, (done + 1e-3) / _WARMUP) * falling


class Trainer:
    """The model with its data; each method is one step of the command."""

    def __init__(self, data: Path, output: Path, device: str) -> None:
        """Open what was carried; the weights of an earlier step are read by `load`."""
        self.device = torch.device(device)
        self.output = output
        output.mkdir(parents=True, exist_ok=True)
        self.store = PairStore.open(data / PAIRS)
        self.vocabulary: dict[str, int] = json.loads((data / VOCABULARY).read_text("utf-8"))
        size = len(self.vocabulary)
        self.mask_token, self.question, self.passage = range(size, size + len(SPECIAL))
        self.model = ElectraForMaskedLM(configuration(size + len(SPECIAL)))
        nn.Module.to(self.model, self.device)
        self.sets, self.pools = read_development(data)
        self._rows: list[dict[str, float]] = []

    def load(self, path: Path) -> None:
        """The weights of an earlier step."""
        self.model.load_state_dict(load_file(path, device=str(self.device)), strict=False)
        self.model.tie_weights()

    def save(self, name: str) -> None:
        """The weights, in half precision where `name` says so."""
        state = {
            key: value.half() if "half" in name else value
            for key, value in self.model.state_dict().items()
            if not key.startswith("generator_lm_head.weight")
        }
        unfinished = self.output / f"{name}.part"
        save_file({key: value.contiguous() for key, value in state.items()}, unfinished)
        unfinished.replace(self.output / name)

    def embed(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Unit vectors (b, 384) of a block."""
        with torch.autocast(self.device.type, dtype=torch.bfloat16):
            states = self.model.electra(input_ids=ids, attention_mask=mask).last_hidden_state
        weights = mask[:, :, None].float()
        return functional.normalize((states.float() * weights).sum(1) / weights.sum(1), dim=1)

    def vectors(self, texts: Texts, chosen: NDArray[Any], tokens: int) -> torch.Tensor:
        """Unit vectors (n, 384) of the chosen texts, without gradient."""
        result = torch.empty(len(chosen), self.model.config.hidden_size, device=self.device)
        with torch.no_grad():
            for rows, ids, mask in texts.blocks(chosen, tokens):
                result[torch.from_numpy(rows).to(self.device)] = self.embed(ids, mask)
        return result

    def flat(self, flat: Flat, first: int) -> tuple[Texts, NDArray[np.int64]]:
        """Flat ids as texts of the device, and the numbers of them all."""
        ids, offsets = flat
        on_device = torch.from_numpy(np.asarray(ids, dtype=np.int32)).to(self.device)
        return Texts(on_device, np.asarray(offsets), first), np.arange(len(offsets) - 1)

    def evaluate(self, tokens: int) -> dict[str, float]:
        """nDCG@10 of each development set, their mean, and hit@10 of the legal one."""
        pools = {
            name: self.vectors(*self.flat(flat, self.passage), tokens)
            for name, flat in self.pools.items()
        }
        scores: dict[str, float] = {}
        legal = math.nan
        for entry in self.sets:
            queries = self.vectors(*self.flat(entry.queries, self.question), tokens)
            ranked = (queries @ pools[entry.pool].T).topk(10).indices.tolist()
            pairs = list(zip(ranked, entry.right.tolist(), strict=True))
            scores[entry.name] = float(np.mean([ndcg(row, {right}) for row, right in pairs]))
            if entry.name == "legal":
                legal = float(np.mean([right in row for row, right in pairs]))
        return {**scores, "mean": float(np.mean(list(scores.values()))), "legal-hit10": legal}

    def run(
        self, schedule: Schedule, step: Callable[[int], float], evaluate: bool, name: str
    ) -> None:
        """Call `step` for as long as the schedule says; measure, write curves and weights.

        They are written at every measurement: a run that is cut off leaves the last ones.
        """
        learned = [each for each in self.model.parameters() if each.requires_grad]
        optimiser = torch.optim.AdamW(
            learned,
            lr=schedule.learning_rate,
            betas=(0.9, 0.98),
            weight_decay=0.01,
            fused=self.device.type == "cuda",
        )
        self._rows = []
        losses: list[float] = []
        number, measured, started = 0, 0, time.monotonic()
        bar = tqdm(total=round(schedule.minutes * 60), unit="s", mininterval=15)
        while True:
            spent = (time.monotonic() - started) / 60
            done = spent >= schedule.minutes
            if done or spent >= measured * schedule.evaluate_every:
                measured += 1
                loss = float(np.mean(losses[-_LOSS_STEPS:])) if losses else math.nan
                row = {"minutes": spent, "steps": number, "loss": loss}
                self._rows.append(
                    row | (self.evaluate(schedule.tokens_a_block) if evaluate else {})
                )
                tqdm.write("  ".join(f"{key} {value:.4g}" for key, value in self._rows[-1].items()))
                self._write_curves(name)
                self.save(WEIGHTS)
            if done:
                break
            optimiser.param_groups[0]["lr"] = schedule.rate(spent / schedule.minutes)
            losses.append(step(number))
            nn.utils.clip_grad_norm_(learned, 1.0)
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
            number += 1
            bar.update(round(time.monotonic() - started) - bar.n)
        bar.close()

    def _write_curves(self, name: str) -> None:
        with (self.output / f"{name}-{CURVES}").open("w", newline="", encoding="utf-8") as out:
            writer = csv.DictWriter(out, self._rows[-1].keys())
            writer.writeheader()
            writer.writerows(self._rows)

    def masked(self, schedule: Schedule, texts_a_step: int, share: float) -> None:
        """Predict a `share` of the tokens of texts drawn at random."""
        ids = torch.from_numpy(np.asarray(self.store.ids, dtype=np.int32)).to(self.device)
        offsets = np.asarray(self.store.offsets)
        passages = np.unique(np.asarray(self.store.positives))
        asking = np.setdiff1d(np.asarray(self.store.anchors), passages)
        lengths = offsets[passages + 1] - offsets[passages]
        passages = passages[lengths >= 8]
        asking = asking[offsets[asking + 1] - offsets[asking] >= 6]
        answers, questions = Texts(ids, offsets, self.passage), Texts(ids, offsets, self.question)
        random = np.random.default_rng(1)

        def step(_number: int) -> float:
            drawn = (
                (answers, random.choice(passages, texts_a_step)),
                (questions, random.choice(asking, texts_a_step // 4)),
            )
            blocks = [
                block
                for texts, chosen in drawn
                for block in texts.blocks(chosen, schedule.tokens_a_block)
            ]
            hidden = [
                mask & (torch.rand(mask.shape, device=self.device) < share) for _, _, mask in blocks
            ]
            for each in hidden:
                each[:, 0] = False
            total = torch.stack([each.sum() for each in hidden]).sum()
            value = torch.zeros((), device=self.device)
            for (_, known, mask), covered in zip(blocks, hidden, strict=True):
                loss = self._hidden_loss(known, mask, covered) / total
                loss.backward()  # type: ignore[no-untyped-call]  # torch has no types for it
                value += loss.detach()
            return float(value)

        self.run(schedule, step, False, "masked")
        self.save(f"half-{WEIGHTS}")

    def _hidden_loss(
        self, known: torch.Tensor, mask: torch.Tensor, covered: torch.Tensor
    ) -> torch.Tensor:
        """The summed loss of the covered tokens: 80% are masked, 10% random, 10% kept."""
        fate = torch.rand(known.shape, device=self.device)
        shown = torch.where(covered & (fate < 0.8), self.mask_token, known)
        wrong = torch.randint_like(known, 1, len(self.vocabulary))
        shown = torch.where(covered & (fate >= 0.9), wrong, shown)
        with torch.autocast(self.device.type, dtype=torch.bfloat16):
            states = self.model.electra(input_ids=shown, attention_mask=mask).last_hidden_state
            guesses = self.model.generator_predictions(states[covered])
            logits = self.model.generator_lm_head(guesses)
        return functional.cross_entropy(logits.float(), known[covered], reduction="sum")

    def contrast(self, schedule: Schedule, recipe: Recipe, hard: bool) -> None:
        """Learn the pairs; with `hard`, against a passage each that the model finds itself."""
        store = self.store
        if hard:
            store = replace(store, negatives=self._hard_negatives(schedule.tokens_a_block))
            recipe = replace(recipe, hard_negatives=True)
        owner = np.full(len(store.offsets) - 1, -1, dtype=np.int64)
        owner[np.asarray(store.positives)] = np.asarray(store.docs)
        batches = iter(_loader(store, self.vocabulary, recipe, schedule.workers))

        def step(_number: int) -> float:
            batch = next(batches)
            sides = self._sides(batch)
            keys, absent = _keys(batch, store if hard else None, owner)
            everything = np.arange(len(batch["label"]))
            parts = [self.vectors(side, everything, schedule.tokens_a_block) for side in sides]
            for part in parts:
                part.requires_grad_(True)
            keys, absent = keys.to(self.device), absent.to(self.device)
            loss = ranking_loss(parts[0], torch.cat(parts[1:]), recipe.scale, keys, absent)
            loss.backward()  # type: ignore[no-untyped-call]  # torch has no types for it
            for side, part in zip(sides, parts, strict=True):
                gradient = part.grad
                assert gradient is not None
                for rows, ids, mask in side.blocks(everything, schedule.tokens_a_block):
                    there = torch.from_numpy(rows).to(self.device)
                    (self.embed(ids, mask) * gradient[there]).sum().backward()  # type: ignore[no-untyped-call]  # torch has no types for it
            return float(loss.detach())

        self.run(schedule, step, True, "hard" if hard else "contrast")
        self.save(f"half-{WEIGHTS}")

    def _sides(self, batch: dict[str, Any]) -> list[Texts]:
        """The columns of a batch: anchors, positives and, where they were asked for, negatives."""
        leads = {"anchor": self.question, "positive": self.passage, "negative": self.passage}
        sides: list[Texts] = []
        for name, first in leads.items():
            if f"{name}_input_ids" in batch:
                ids = batch[f"{name}_input_ids"].to(self.device)
                offsets = np.append(batch[f"{name}_offsets"].numpy(), len(ids))
                sides.append(Texts(ids, offsets, first))
        return sides

    def _hard_negatives(self, tokens: int) -> NDArray[np.int32]:
        ids = torch.from_numpy(np.asarray(self.store.ids, dtype=np.int32)).to(self.device)
        asking, answers = (
            Texts(ids, np.asarray(self.store.offsets), first)
            for first in (self.question, self.passage)
        )
        return hard_negatives(
            self.store,
            lambda chosen: self.vectors(asking, chosen, tokens),
            lambda chosen: self.vectors(answers, chosen, tokens),
        )


def _keys(
    batch: dict[str, Any], store: PairStore | None, document_of: NDArray[np.int64]
) -> tuple[torch.Tensor, torch.Tensor]:
    """Keys of the passages of a batch for `ranking_loss`, and which negatives are absent.

    `store` holds the pairs' negatives, None where none take part; `document_of`
    (t,) is the document of each text. A negative's keys are its document and
    its text: that of another pair's positive may be the same.
    """
    labels: torch.Tensor = batch["label"]
    if store is None:
        return labels, torch.zeros(0, dtype=torch.bool)
    texts = store.negatives[batch["row"].numpy()]
    absent = texts < 0
    nothing = np.full(len(texts), -2)
    documents = np.where(absent, -2, document_of[texts])
    others = np.stack([documents, nothing, np.where(absent, -2, texts)], axis=1)
    return torch.cat((labels, torch.from_numpy(others))), torch.from_numpy(absent)


class _Batches:
    """Batch number → what PairCollator makes of it, with the rows; runs in loader processes."""

    def __init__(self, store: PairStore, vocabulary: dict[str, int], recipe: Recipe) -> None:
        self._plan = BatchPlan(store, recipe)
        self._collator = PairCollator(store, splits(vocabulary, PADDING), recipe)

    def __call__(self, step: int) -> dict[str, Any]:
        rows = self._plan.batch(step)
        batch = self._collator([{"row": int(row)} for row in rows])
        return {**batch, "row": torch.from_numpy(rows)}


def _loader(store: PairStore, vocabulary: dict[str, int], recipe: Recipe, workers: int) -> Any:
    return torch.utils.data.DataLoader(
        range(10_000_000),  # type: ignore[arg-type]  # a sequence is a dataset
        batch_size=None,
        collate_fn=_Batches(store, vocabulary, recipe),  # type: ignore[arg-type]  # of one number
        num_workers=workers,
        prefetch_factor=4 if workers else None,
    )


def main() -> None:
    """Run one step."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("step", choices=("masked", "contrast"))
    parser.add_argument("--data", type=Path, default=Path("runs/carried"))
    parser.add_argument("--output", type=Path, default=Path("runs/contextual"))
    parser.add_argument("--start", type=Path, default=None, help="weights to go on from")
    parser.add_argument("--hard", action="store_true", help="with passages the model mistakes")
    parser.add_argument("--minutes", type=float, default=6.0)
    parser.add_argument("--every", type=float, default=2.0, help="minutes between measurements")
    parser.add_argument("--learning-rate", type=float, default=5e-4)
    parser.add_argument("--batch-size", type=int, default=8192, help="pairs, or masked texts")
    parser.add_argument("--scale", type=float, default=30.0)
    parser.add_argument("--tokens-a-block", type=int, default=65_536)
    parser.add_argument("--workers", type=int, default=8)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    chosen = parser.parse_args()
    torch.manual_seed(0)
    torch.set_float32_matmul_precision("high")
    trainer = Trainer(chosen.data, chosen.output, chosen.device)
    if chosen.start:
        trainer.load(chosen.start)
    schedule = Schedule(
        chosen.minutes, chosen.learning_rate, chosen.tokens_a_block, chosen.every, chosen.workers
    )
    if chosen.step == "masked":
        trainer.masked(schedule, chosen.batch_size, 0.25)
        return
    recipe = replace(
        Recipe(), batch_size=chosen.batch_size, scale=chosen.scale, max_positive_tokens=MAX_TOKENS
    )
    trainer.contrast(schedule, recipe, chosen.hard)


if __name__ == "__main__":
    main()
