"""One training of the transformer: its weights, what they are worth, and the loop of steps."""

import json
import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
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

from embeddings.training.carried import PAIRS, VOCABULARY, Flat, read_development
from embeddings.training.contextual_model import SPECIAL, Texts, configuration
from embeddings.training.curves import draw_curves, write_curves
from embeddings.training.metrics import ndcg
from embeddings.training.store import PairStore

WEIGHTS = "model.safetensors"
HALF_WEIGHTS = f"half-{WEIGHTS}"  # written at the end: half as much to carry home
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


class Run:
    """The model with its data and its schedule; what is learned is `step`'s to say."""

    def __init__(
        self,
        data: Path,
        output: Path,
        device: str,
        schedule: Schedule,
        pool: int | None = None,
    ) -> None:
        """Open what was carried; the weights of an earlier run are read by `load`.

        `pool` bounds the passages that a development set searches, beside those that are right.
        """
        self.device = torch.device(device)
        self.schedule = schedule
        self.output = output
        output.mkdir(parents=True, exist_ok=True)
        self.store = PairStore.open(data / PAIRS)
        self.vocabulary: dict[str, int] = json.loads((data / VOCABULARY).read_text("utf-8"))
        size = len(self.vocabulary)
        self.mask_token, self.question, self.passage = range(size, size + len(SPECIAL))
        on_processor = self.device.type == "cpu"
        shape = configuration(size + len(SPECIAL), plain_attention=on_processor)
        self.model = ElectraForMaskedLM(shape)
        nn.Module.to(self.model, self.device)
        self.sets, self.pools = read_development(data, pool)

    def load(self, path: Path) -> None:
        """The weights of an earlier step."""
        self.model.load_state_dict(load_file(path, device=str(self.device)), strict=False)
        self.model.tie_weights()

    def save(self, name: str, *, half: bool = False) -> None:
        """Write the weights, in half precision where asked; nothing half-written stays."""
        state = {
            key: value.half() if half else value
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

    def vectors(self, texts: Texts, chosen: NDArray[Any]) -> torch.Tensor:
        """Unit vectors (n, 384) of the chosen texts, without gradient."""
        result = torch.empty(len(chosen), self.model.config.hidden_size, device=self.device)
        with torch.no_grad():
            for rows, ids, mask in self.blocks(texts, chosen):
                result[torch.from_numpy(rows).to(self.device)] = self.embed(ids, mask)
        return result

    def blocks(
        self, texts: Texts, chosen: NDArray[Any]
    ) -> Iterator[tuple[NDArray[np.int64], torch.Tensor, torch.Tensor]]:
        """Blocks of the chosen texts, as large as the schedule says."""
        return texts.blocks(chosen, self.schedule.tokens_a_block)

    def flat(self, flat: Flat, first: int) -> tuple[Texts, NDArray[np.int64]]:
        """Flat ids as texts of the device, and the numbers of them all."""
        ids, offsets = flat
        on_device = torch.from_numpy(np.asarray(ids, dtype=np.int32)).to(self.device)
        return Texts(on_device, np.asarray(offsets), first), np.arange(len(offsets) - 1)

    def evaluate(self) -> dict[str, float]:
        """nDCG@10 of each development set, their mean, and hit@10 of the legal one."""
        pools = {
            name: self.vectors(*self.flat(flat, self.passage)) for name, flat in self.pools.items()
        }
        scores: dict[str, float] = {}
        legal = math.nan
        for entry in self.sets:
            queries = self.vectors(*self.flat(entry.queries, self.question))
            ranked = (queries @ pools[entry.pool].T).topk(10).indices.tolist()
            pairs = list(zip(ranked, entry.right.tolist(), strict=True))
            scores[entry.name] = float(np.mean([ndcg(row, {right}) for row, right in pairs]))
            if entry.name == "legal":
                legal = float(np.mean([right in row for row, right in pairs]))
        return {**scores, "mean": float(np.mean(list(scores.values()))), "legal-hit10": legal}

    def texts(self, first: int) -> Texts:
        """All texts of the pairs, led by a token."""
        return self.flat((self.store.ids, self.store.offsets), first)[0]

    def run(self, name: str, step: Callable[[], float], *, evaluate: bool) -> None:
        """Call `step` for as long as the schedule says; measure, write curves and weights.

        They are written at every measurement: a run that is cut off leaves the last ones.
        """
        learned = [each for each in self.model.parameters() if each.requires_grad]
        optimiser = torch.optim.AdamW(
            learned,
            lr=self.schedule.learning_rate,
            betas=(0.9, 0.98),
            weight_decay=0.01,
            fused=self.device.type == "cuda",
        )
        rows: list[tuple[int, dict[str, float]]] = []
        curves = self.output / f"{name}-{CURVES}"
        losses: list[float] = []
        number, measured, started = 0, 0, time.monotonic()
        bar = tqdm(total=round(self.schedule.minutes * 60), unit="s", mininterval=15)
        while True:
            spent = (time.monotonic() - started) / 60
            done = spent >= self.schedule.minutes
            if done or spent >= measured * self.schedule.evaluate_every:
                measured += 1
                loss = float(np.mean(losses[-_LOSS_STEPS:])) if losses else math.nan
                values = {"minutes": spent, "loss": loss, **(self.evaluate() if evaluate else {})}
                rows.append((number, values))
                told = "  ".join(f"{key} {value:.4g}" for key, value in values.items())
                tqdm.write(f"step {number}  {told}")
                write_curves(curves, rows)
                self.save(WEIGHTS)
            if done:
                break
            optimiser.param_groups[0]["lr"] = self.schedule.rate(spent / self.schedule.minutes)
            losses.append(step())
            nn.utils.clip_grad_norm_(learned, 1.0)
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
            number += 1
            bar.update(round(time.monotonic() - started) - bar.n)
        bar.close()
        self.save(HALF_WEIGHTS, half=True)
        draw_curves(curves, curves.with_suffix(".png"))
