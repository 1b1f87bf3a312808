"""A shallow transformer over the static vectors: what reading in context would add.

    python -m embeddings.training.shallow --run runs/encoder --minutes 40

Starts as the static model itself: a text is the mean of its tokens' vectors,
each weighed by a gate that is 1 at first, plus a correction that is 0 at first.
Two layers of self-attention learn both. Trained on the same batches as the
static model and measured on the same development sets. An experiment that the
model card reports; nothing of it is packaged.
"""

import argparse
import csv
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import nn
from tqdm import tqdm

from embeddings.training.batches import BatchPlan, PairCollator
from embeddings.training.development import development_sets
from embeddings.training.loss import both_directions
from embeddings.training.metrics import measure, rank_by_cosine
from embeddings.training.pieces import splits
from embeddings.training.recipe import Folders, Recipe
from embeddings.training.store import PairStore, encode_flat

MAX_TOKENS = 128
_UNKNOWN_TOKEN = 0
_TOKENS_A_BLOCK = 16_384


class ShallowTransformer(nn.Module):
    """Token ids (b, length), padded with -1, to unit vectors (b, dim)."""

    def __init__(self, table: NDArray[np.float32], width: int = 256, layers: int = 2) -> None:
        """`table` (V, dim) are the static vectors; they stay as they are."""
        super().__init__()
        count, dim = table.shape
        self.table = nn.Embedding(count, dim, _weight=torch.from_numpy(table))
        self.table.weight.requires_grad_(False)
        self.inward = nn.Linear(dim, width)
        self.places = nn.Parameter(torch.randn(MAX_TOKENS, width) * 0.02)
        layer = nn.TransformerEncoderLayer(
            width, nhead=4, dim_feedforward=4 * width, dropout=0.0, activation="gelu",
            batch_first=True, norm_first=True,
        )  # fmt: skip
        self.layers = nn.TransformerEncoder(layer, layers, enable_nested_tensor=False)
        self.gate = nn.Linear(width, 1)
        self.outward = nn.Linear(width, dim)
        for part in (self.gate, self.outward):
            nn.init.zeros_(part.weight)
            nn.init.zeros_(part.bias)
        self.scale = float(np.linalg.norm(table, axis=1).mean())

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """Unit vectors of the texts."""
        padding = ids < 0
        vectors = self.table(ids.clamp(min=0))
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states = self.inward(vectors / self.scale) + self.places[: ids.shape[1]]
            states = self.layers(states, src_key_padding_mask=padding)
            weights = self.gate(states)
            correction = self.outward(states)
        kept = (~padding).float()[..., None]
        gated = vectors * torch.exp(weights.float()) + self.scale * correction.float()
        return nn.functional.normalize((gated * kept).sum(1), dim=1)


def blocks(
    ids: NDArray[np.int32], offsets: NDArray[np.int64]
) -> Iterator[tuple[NDArray[np.int64], torch.Tensor]]:
    """Texts of like length together, padded: their numbers, and ids (b, length)."""
    lengths = np.minimum(np.diff(offsets), MAX_TOKENS)
    order = np.argsort(lengths, kind="stable")
    start = 0
    while start < len(order):
        size = max(1, _TOKENS_A_BLOCK // max(1, int(lengths[order[start]])))
        rows = order[start : start + size]
        width = max(1, int(lengths[rows].max()))
        padded = np.full((len(rows), width), -1, dtype=np.int64)
        for row, text in enumerate(rows):
            found = ids[offsets[text] : offsets[text] + lengths[text]]
            padded[row, : len(found)] = np.where(found == _UNKNOWN_TOKEN, -1, found)
            # Attention needs one token at least.
            if (padded[row] < 0).all():
                padded[row, 0] = _UNKNOWN_TOKEN
        yield rows, torch.from_numpy(padded)
        start += size


def embed(
    model: ShallowTransformer, ids: NDArray[np.int32], offsets: NDArray[np.int64]
) -> torch.Tensor:
    """Unit vectors (n, dim) of flat texts, in their order."""
    rows: list[NDArray[np.int64]] = []
    parts: list[torch.Tensor] = []
    for numbers, padded in blocks(ids, offsets):
        rows.append(numbers)
        parts.append(model(padded))
    order = torch.from_numpy(np.argsort(np.concatenate(rows), kind="stable"))
    return torch.cat(parts)[order]


def evaluate(model: ShallowTransformer, folders: Folders, tokenizer: Tokenizer) -> dict[str, float]:
    """nDCG@10 on each development set, and hit@10 on the legal one."""
    scores: dict[str, float] = {}
    pools: dict[tuple[str, ...], NDArray[np.float32]] = {}
    with torch.no_grad():
        for entry in development_sets(folders, 500):
            if entry.passages not in pools:
                pools[entry.passages] = embed(
                    model, *encode_flat(entry.passages, tokenizer)
                ).numpy()
            queries = embed(model, *encode_flat(entry.queries, tokenizer)).numpy()
            found = measure(rank_by_cosine(queries, pools[entry.passages]), entry.relevant)
            scores[entry.name] = found.ndcg_at_10
            if entry.name == "legal":
                scores["legal-hit10"] = found.hit_at_10
    return scores


def train(folders: Folders, recipe: Recipe, table: NDArray[np.float32], minutes: float) -> None:
    """Train for that long, then print and write the scores before and after."""
    torch.manual_seed(recipe.seed)
    tokenizer = Tokenizer.from_file(str(folders.tokenizer))
    store = PairStore.open(folders.store)
    collator = PairCollator(store, splits(tokenizer.get_vocab(), _UNKNOWN_TOKEN), recipe)
    plan = BatchPlan(store, recipe)
    model = ShallowTransformer(table)
    output = folders.run / "shallow"
    output.mkdir(parents=True, exist_ok=True)
    rows = [("before", 0, evaluate(model, folders, tokenizer))]
    print(rows[-1], flush=True)
    learned = [p for p in model.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(learned, lr=recipe.learning_rate, weight_decay=0.01)
    started = time.monotonic()
    bar = tqdm(total=round(minutes * 60), unit="s")
    step, losses = 0, []
    while (spent := time.monotonic() - started) < minutes * 60:
        share = spent / (minutes * 60)
        rate = min(1.0, (step + 1) / 20) * (0.5 + 0.5 * np.cos(np.pi * share))
        optimiser.param_groups[0]["lr"] = recipe.learning_rate * rate
        batch = collator([{"row": int(row)} for row in plan.batch(step)])
        sides = []
        for name in ("anchor", "positive"):
            ids = np.asarray(batch[f"{name}_input_ids"], dtype=np.int32)
            offsets = np.append(np.asarray(batch[f"{name}_offsets"]), len(ids))
            sides.append(embed(model, ids, offsets))
        labels = torch.as_tensor(batch["label"])
        loss = both_directions(sides[0], sides[1], recipe.scale, labels)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]  # torch has no types for it
        nn.utils.clip_grad_norm_(learned, 1.0)
        optimiser.step()
        step += 1
        losses.append(loss.item())
        bar.update(round(time.monotonic() - started) - bar.n)
        bar.set_postfix(step=step, loss=f"{np.mean(losses[-20:]):.3f}")
        if step % 20 == 0:
            print(step, f"{np.mean(losses[-20:]):.3f}", flush=True)
    bar.close()
    rows.append((f"after {minutes:.0f} min", step, evaluate(model, folders, tokenizer)))
    print(rows[-1], flush=True)
    with (output / "development.csv").open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(("model", "steps", *rows[0][2]))
        writer.writerows((name, steps, *scores.values()) for name, steps, scores in rows)


def main() -> None:
    """Read the run's vectors, train, report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, default=Path("runs/encoder"))
    parser.add_argument("--vectors", type=Path, default=None, help="static vectors, .npy")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--minutes", type=float, default=40.0)
    parser.add_argument("--batch-size", type=int, default=1024)
    parser.add_argument("--learning-rate", type=float, default=5e-4)
    chosen = parser.parse_args()
    folders = Folders(chosen.shared / "training", chosen.shared / "eval", chosen.run)
    vectors = chosen.vectors or folders.model / "vectors.npy"
    recipe = replace(
        Recipe(),
        batch_size=chosen.batch_size,
        learning_rate=chosen.learning_rate,
        max_positive_tokens=MAX_TOKENS,
    )
    train(folders, recipe, np.load(vectors, allow_pickle=False), chosen.minutes)


if __name__ == "__main__":
    main()
