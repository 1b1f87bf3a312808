"""Trains the model with sentence-transformers' trainer and losses, resumably."""

import csv
import logging
from pathlib import Path
from typing import Any

import numpy as np
import torch
from datasets import Dataset
from sentence_transformers import (
    SentenceTransformer,
    SentenceTransformerTrainer,
    SentenceTransformerTrainingArguments,
)
from sentence_transformers.base.evaluation import BaseEvaluator
from sentence_transformers.sentence_transformer.losses import (
    MatryoshkaLoss,
    MultipleNegativesRankingLoss,
)
from sentence_transformers.sentence_transformer.modules import Normalize
from tokenizers import Tokenizer
from transformers import TrainerCallback

from embeddings.training.batches import BatchPlan, PairCollator, PlannedBatches
from embeddings.training.corpus import load_synonyms
from embeddings.training.development import DevelopmentSet, development_sets
from embeddings.training.loss import LargeBatchRankingLoss
from embeddings.training.metrics import Ranking, measure, rank_by_cosine
from embeddings.training.model import ComposedStaticEmbedding
from embeddings.training.pieces import splits, synonyms
from embeddings.training.recipe import Folders, Recipe
from embeddings.training.store import PairStore, encode_flat

logger = logging.getLogger(__name__)

DEVELOPMENT_QUERIES = 500
LOG_STEPS = 20
_UNKNOWN_TOKEN = 0


class PlannedTrainer(SentenceTransformerTrainer):
    """The library's trainer, fed by a BatchPlan instead of a shuffled dataset."""

    def __init__(self, *args: Any, plan: BatchPlan, steps: int, **kwargs: Any) -> None:
        """`plan` decides the batches; `steps` of them are one epoch."""
        self._plan = plan
        self._steps = steps
        super().__init__(*args, **kwargs)

    def get_batch_sampler(self, *_: Any, **__: Any) -> Any:
        """The plan's batches, whatever the arguments say."""
        return PlannedBatches(self._plan, self._steps)


class DevelopmentEvaluator(BaseEvaluator):
    """Ranks the development sets with the model's vectors; tokenises once."""

    def __init__(self, sets: list[DevelopmentSet], tokenizer: Tokenizer) -> None:
        """The texts of all sets, tokenised; sets that share passages share their tokens."""
        super().__init__()  # type: ignore[no-untyped-call]  # the library's base has no types
        self._sets = sets
        self._pools: dict[tuple[str, ...], Any] = {}
        for entry in sets:
            if entry.passages not in self._pools:
                self._pools[entry.passages] = encode_flat(entry.passages, tokenizer)
        self._queries = [encode_flat(entry.queries, tokenizer) for entry in sets]
        self.primary_metric = "mean"

    def rankings(self, table: np.ndarray) -> dict[str, Ranking]:
        """The measures of each set for token vectors (V, dim)."""
        pools = {key: pooled(table, *flat) for key, flat in self._pools.items()}
        return {
            entry.name: measure(
                rank_by_cosine(pooled(table, *queries), pools[entry.passages]), entry.relevant
            )
            for entry, queries in zip(self._sets, self._queries, strict=True)
        }

    def __call__(self, model: Any, *_: Any, **__: Any) -> dict[str, float]:
        """nDCG@10 of each set, hit@10 and hit@50 of the legal one, and the mean nDCG."""
        found = self.rankings(model[0].folded())
        scores = {name: ranking.ndcg_at_10 for name, ranking in found.items()}
        scores["mean"] = float(np.mean(list(scores.values())))
        if "legal" in found:
            scores["legal-hit10"] = found["legal"].hit_at_10
            scores["legal-hit50"] = found["legal"].hit_at_50
        return scores


def pooled(table: np.ndarray, ids: np.ndarray, offsets: np.ndarray) -> np.ndarray:
    """Mean token vectors of flat texts, rows of unit length, (len(offsets) - 1, dim) float32."""
    from scipy import sparse

    known = np.ones(len(ids), dtype=np.float32)
    known[ids == _UNKNOWN_TOKEN] = 0.0
    matrix = sparse.csr_matrix((known, ids, offsets), shape=(len(offsets) - 1, len(table)))
    vectors = np.asarray(matrix @ table)
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: np.ndarray = vectors / np.maximum(norms, 1e-12)
    return unit


class CurveWriter(TrainerCallback):
    """Appends loss and development scores to a CSV file as they come."""

    def __init__(self, path: Path) -> None:
        """Rows of step, name, value."""
        self._path = path

    def on_log(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        """Write what the trainer logs."""
        del args, control
        logs = kwargs.get("logs") or {}
        new = not self._path.exists()
        with self._path.open("a", newline="", encoding="utf-8") as out:
            rows = csv.writer(out)
            if new:
                rows.writerow(("step", "name", "value"))
            for name, value in logs.items():
                if name in ("loss", "learning_rate") or name.startswith("eval_"):
                    rows.writerow((state.global_step, name.removeprefix("eval_"), f"{value:.6g}"))


def ranking_loss(model: SentenceTransformer, recipe: Recipe) -> Any:
    """Ours for pairs in both directions; the library's for hard negatives and one direction."""
    directions = ("query_to_doc", "doc_to_query") if recipe.symmetric else ("query_to_doc",)
    loss: Any = LargeBatchRankingLoss(model, recipe.scale)
    if recipe.hard_negatives or not recipe.symmetric:
        loss = MultipleNegativesRankingLoss(
            model,
            scale=recipe.scale,
            directions=directions,  # type: ignore[arg-type]
            partition_mode="per_direction" if recipe.symmetric else "joint",
        )
    if len(recipe.matryoshka) > 1:
        loss = MatryoshkaLoss(model, loss, list(recipe.matryoshka))
    return loss


def train(
    folders: Folders,
    recipe: Recipe,
    output: Path,
    *,
    evaluate_steps: int = 500,
    save_steps: int = 500,
    resume: bool = True,
    start: np.ndarray | None = None,
) -> np.ndarray:
    """Train by the recipe; returns the folded token vectors (V, dim) float32.

    Checkpoints go to `output`; a run that was stopped goes on from the last one.
    `start` (V, dim) are folded vectors to go on from; without it they are random.
    """
    torch.manual_seed(recipe.seed)
    tokenizer = Tokenizer.from_file(str(folders.tokenizer))
    store = PairStore.open(folders.store)
    module = ComposedStaticEmbedding(
        tokenizer, recipe.dim, compose=recipe.compose, seed=recipe.seed
    )
    if start is not None:
        module.start_from(start)
    model = SentenceTransformer(modules=[module, Normalize()], device="cpu")
    loss = ranking_loss(model, recipe)
    output.mkdir(parents=True, exist_ok=True)
    (output / "recipe.json").write_text(recipe.to_json(), encoding="utf-8")
    arguments = SentenceTransformerTrainingArguments(
        output_dir=str(output),
        max_steps=recipe.steps,
        per_device_train_batch_size=recipe.batch_size,
        learning_rate=recipe.learning_rate,
        lr_scheduler_type="cosine",
        warmup_steps=int(recipe.warmup_share * recipe.steps),
        weight_decay=0.0,
        max_grad_norm=0.0,
        optim="adamw_torch_fused",
        seed=recipe.seed,
        use_cpu=True,
        logging_steps=LOG_STEPS,
        eval_strategy="steps" if evaluate_steps else "no",
        eval_steps=evaluate_steps or None,
        save_strategy="steps" if save_steps else "no",
        save_steps=save_steps or 500,
        save_total_limit=1,
        report_to="none",
        dataloader_pin_memory=False,
    )
    vocabulary = tokenizer.get_vocab()
    groups = synonyms(vocabulary, load_synonyms(folders.pairs))
    collator = PairCollator(store, splits(vocabulary, _UNKNOWN_TOKEN), recipe, groups)
    evaluator = None
    if evaluate_steps:
        evaluator = DevelopmentEvaluator(development_sets(folders, DEVELOPMENT_QUERIES), tokenizer)
    trainer = PlannedTrainer(
        model=model,
        args=arguments,
        train_dataset=Dataset.from_dict({"row": np.arange(len(store))}),
        data_collator=collator,
        loss=loss,
        evaluator=evaluator,
        callbacks=[CurveWriter(output / "curves.csv")],
        plan=BatchPlan(store, recipe),
        steps=recipe.steps,
    )
    checkpoints = sorted(output.glob("checkpoint-*"))
    trainer.train(resume_from_checkpoint=bool(resume and checkpoints))
    folded = module.folded()
    np.save(output / "vectors.npy", folded, allow_pickle=False)
    return folded
