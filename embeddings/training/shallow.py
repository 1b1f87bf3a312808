"""A shallow transformer over the static vectors: what reading in context would add.

    python -m embeddings.training.shallow --run runs/encoder --minutes 60

Starts as the static model itself: a text is the mean of its tokens' vectors,
each weighed by a gate that is 1 at first, plus a correction that is 0 at first.
Two layers of self-attention learn both. Trained on the same batches as the
static model and measured on the same development sets. An experiment that the
model card reports; nothing of it is packaged.
"""

import argparse
import csv
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file, save_file
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

FOLDER = "shallow"
WEIGHTS = "model.safetensors"
DEVELOPMENT_QUERIES = 500
WIDTH = 256
LAYERS = 2
MAX_TOKENS = 128
_WARMUP_STEPS = 20
_LOSS_STEPS = 20
_UNKNOWN_TOKEN = 0
_TOKENS_A_BLOCK = 4096
_LENGTH_STEP = 8


class ShallowTransformer(nn.Module):
    """Token ids (b, length), padded with -1, to unit vectors (b, dim)."""

    def __init__(
        self, table: NDArray[np.float32], width: int = WIDTH, layers: int = LAYERS
    ) -> None:
        """`table` (V, dim) are the static vectors, which stay as they are.

        The layers read vectors of their own, which start as the main directions of the static ones.
        """
        super().__init__()
        count, dim = table.shape
        self.table = nn.Embedding(count, dim, _weight=torch.from_numpy(table))
        self.table.weight.requires_grad_(False)
        self.scale = float(np.linalg.norm(table, axis=1).mean())
        main = np.linalg.eigh(table.T @ table)[1][:, -width:]
        own = np.asarray(table @ main / self.scale, dtype=np.float32)
        self.inward = nn.Embedding(count, width, _weight=torch.from_numpy(own))
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

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """Unit vectors of the texts."""
        kept = ids >= 0
        known = ids.clamp(min=0)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states = self.inward(known) + self.places[: ids.shape[1]]
            states = self.layers(states, src_key_padding_mask=~kept).float()
        mask = kept.float()[:, None]
        gates = torch.exp(self.gate(states)).transpose(1, 2) * mask
        gated = torch.bmm(gates, self.table(known))[:, 0]
        correction = self.outward(torch.bmm(mask, states)[:, 0])
        return nn.functional.normalize(gated + self.scale * correction, dim=1)


def blocks(
    ids: NDArray[np.int32], offsets: NDArray[np.int64]
) -> Iterator[tuple[NDArray[np.int64], torch.Tensor]]:
    """Texts of like length together, padded: their numbers, and ids (b, length).

    Lengths are multiples of eight, so that few shapes occur: each new one is compiled first.
    """
    lengths = np.minimum(np.diff(offsets), MAX_TOKENS)
    order = np.argsort(-lengths, kind="stable")
    start = 0
    while start < len(order):
        width = -(-max(1, int(lengths[order[start]])) // _LENGTH_STEP) * _LENGTH_STEP
        rows = order[start : start + _TOKENS_A_BLOCK // width]
        padded = np.full((len(rows), width), -1, dtype=np.int64)
        for row, text in enumerate(rows):
            found = ids[offsets[text] : offsets[text] + lengths[text]]
            padded[row, : len(found)] = np.where(found == _UNKNOWN_TOKEN, -1, found)
            # Attention needs one token at least.
            if (padded[row] < 0).all():
                padded[row, 0] = _UNKNOWN_TOKEN
        yield rows, torch.from_numpy(padded)
        start += len(rows)


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
    """nDCG@10 on each development set, their mean, and hit@10 on the legal one."""
    scores: dict[str, float] = {}
    pools: dict[tuple[str, ...], NDArray[np.float32]] = {}
    for entry in development_sets(folders, DEVELOPMENT_QUERIES):
        if entry.passages not in pools:
            pools[entry.passages] = vectors_of(model, tokenizer, entry.passages)
        queries = vectors_of(model, tokenizer, entry.queries)
        found = measure(rank_by_cosine(queries, pools[entry.passages]), entry.relevant)
        scores[entry.name] = found.ndcg_at_10
        if entry.name == "legal":
            legal = found.hit_at_10
    return {**scores, "mean": float(np.mean(list(scores.values()))), "legal-hit10": legal}


def vectors_of(
    model: ShallowTransformer, tokenizer: Tokenizer, texts: Sequence[str]
) -> NDArray[np.float32]:
    """Unit vectors (n, dim) of texts."""
    with torch.no_grad():
        vectors: NDArray[np.float32] = embed(model, *encode_flat(texts, tokenizer)).numpy()
    return vectors


class ShallowEncoder:
    """A trained one as an Encoder, so that `benchmarks.encoder --shallow RUN` can measure it."""

    fingerprint = "shallow-transformer"

    def __init__(self, run: Path, width: int = WIDTH, layers: int = LAYERS) -> None:
        """Read the weights and the tokenizer of a run; raises FileNotFoundError without them."""
        folders = Folders(Path(), Path(), run)
        state = load_file(run / FOLDER / WEIGHTS)
        self._tokenizer = Tokenizer.from_file(str(folders.tokenizer))
        self._model = ShallowTransformer(state["table.weight"].numpy(), width, layers)
        self._model.load_state_dict(state)
        self.dim = int(state["table.weight"].shape[1])

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors (n, dim)."""
        return vectors_of(self._model, self._tokenizer, texts)

    def encode_passages(
        self, texts: Sequence[str], *, show_progress: bool = False
    ) -> NDArray[np.float32]:
        """Unit vectors (n, dim); tokenising shows its own progress."""
        del show_progress
        return self.encode_queries(texts)


def train(
    folders: Folders, recipe: Recipe, table: NDArray[np.float32], minutes: float, every: float
) -> None:
    """Train for that long; print and write scores before, at the end and `every` so many minutes.

    The weights are written after every measurement, so a run that is stopped leaves the last.
    """
    torch.manual_seed(recipe.seed)
    tokenizer = Tokenizer.from_file(str(folders.tokenizer))
    store = PairStore.open(folders.store)
    collator = PairCollator(store, splits(tokenizer.get_vocab(), _UNKNOWN_TOKEN), recipe)
    plan = BatchPlan(store, recipe)
    model = ShallowTransformer(table)
    output = folders.run / FOLDER
    output.mkdir(parents=True, exist_ok=True)
    learned = [p for p in model.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(learned, lr=recipe.learning_rate, weight_decay=0.01)
    rows: list[dict[str, float]] = []
    losses: list[float] = []
    spent, step, pairs = 0.0, 0, 0
    bar = tqdm(total=round(minutes * 60), unit="s")
    while True:
        if spent >= min(len(rows) * every, minutes) * 60:
            loss = float(np.mean(losses[-_LOSS_STEPS:])) if losses else float("nan")
            counts = {"minutes": spent / 60, "steps": step, "pairs": pairs, "loss": loss}
            rows.append({**counts, **evaluate(model, folders, tokenizer)})
            tqdm.write("  ".join(f"{name} {value:.4g}" for name, value in rows[-1].items()))
            _write(output, rows, model)
        if spent >= minutes * 60:
            break
        started = time.monotonic()
        rate = min(1.0, (step + 1) / _WARMUP_STEPS)
        rate *= 0.5 + 0.5 * np.cos(np.pi * spent / (minutes * 60))
        optimiser.param_groups[0]["lr"] = recipe.learning_rate * rate
        rows_drawn = plan.batch(step)
        batch = collator([{"row": int(row)} for row in rows_drawn])
        sides = []
        for name in ("anchor", "positive"):
            ids = np.asarray(batch[f"{name}_input_ids"], dtype=np.int32)
            offsets = np.append(np.asarray(batch[f"{name}_offsets"]), len(ids))
            sides.append(embed(model, ids, offsets))
        labels = torch.as_tensor(batch["label"])
        loss_now = both_directions(sides[0], sides[1], recipe.scale, labels)
        optimiser.zero_grad()
        loss_now.backward()  # type: ignore[no-untyped-call]  # torch has no types for it
        nn.utils.clip_grad_norm_(learned, 1.0)
        optimiser.step()
        step, pairs = step + 1, pairs + len(rows_drawn)
        losses.append(loss_now.item())
        spent += time.monotonic() - started
        bar.update(round(spent) - bar.n)
        bar.set_postfix(step=step, loss=f"{np.mean(losses[-_LOSS_STEPS:]):.3f}")
    bar.close()


def _write(output: Path, rows: list[dict[str, float]], model: ShallowTransformer) -> None:
    with (output / "development.csv").open("w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    unfinished = output / f"{WEIGHTS}.part"
    save_file(model.state_dict(), unfinished)
    unfinished.replace(output / WEIGHTS)


def main() -> None:
    """Read the run's vectors, train, report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, default=Path("runs/encoder"))
    parser.add_argument("--vectors", type=Path, default=None, help="static vectors, .npy")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--every", type=float, default=15.0, help="minutes between measurements")
    parser.add_argument("--batch-size", type=int, default=1024)
    parser.add_argument("--learning-rate", type=float, default=1e-3)
    parser.add_argument("--threads", type=int, default=2)
    chosen = parser.parse_args()
    torch.set_num_threads(chosen.threads)
    folders = Folders(chosen.shared / "training", chosen.shared / "eval", chosen.run)
    table = np.load(chosen.vectors or folders.refined, allow_pickle=False)
    recipe = replace(
        Recipe(),
        batch_size=chosen.batch_size,
        learning_rate=chosen.learning_rate,
        max_positive_tokens=MAX_TOKENS,
    )
    train(folders, recipe, table, chosen.minutes, chosen.every)


if __name__ == "__main__":
    main()
