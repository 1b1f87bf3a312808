"""Batches of pairs for the transformer, drawn as for the static model, in other processes."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from embeddings.training.batches import BatchPlan, PairCollator
from embeddings.training.contextual_model import PADDING
from embeddings.training.pieces import splits
from embeddings.training.recipe import Recipe
from embeddings.training.store import PairStore

Batch = dict[str, Any]
_WITHOUT_END = 10_000_000  # the minutes end a training, not the batches
_PREFETCHED = 4
_NOTHING = -2  # a key that no document and no text has


class _Drawn:
    """Batch number → what PairCollator makes of it, with the rows; runs in loader processes."""

    def __init__(self, store: PairStore, vocabulary: dict[str, int], recipe: Recipe) -> None:
        self._plan = BatchPlan(store, recipe)
        self._collator = PairCollator(store, splits(vocabulary, PADDING), recipe)

    def __call__(self, step: int) -> Batch:
        rows = self._plan.batch(step)
        batch = self._collator([{"row": int(row)} for row in rows])
        return {**batch, "row": torch.from_numpy(rows)}


def batches(
    store: PairStore, vocabulary: dict[str, int], recipe: Recipe, workers: int
) -> Iterator[Batch]:
    """Batches in the order of the plan, made ahead by `workers` processes (0: when asked)."""
    return iter(
        torch.utils.data.DataLoader(
            range(_WITHOUT_END),  # type: ignore[arg-type]  # a sequence is a dataset
            batch_size=None,
            collate_fn=_Drawn(store, vocabulary, recipe),  # type: ignore[arg-type]  # of one number
            num_workers=workers,
            prefetch_factor=_PREFETCHED if workers else None,
        )
    )


def documents_of(store: PairStore) -> NDArray[np.int64]:
    """The document of each text that is a positive, (t,); -1 for other texts."""
    documents = np.full(len(store.offsets) - 1, -1, dtype=np.int64)
    documents[np.asarray(store.positives)] = np.asarray(store.docs)
    return documents


def keys_of(
    batch: Batch, store: PairStore, documents: NDArray[np.int64]
) -> tuple[torch.Tensor, torch.Tensor]:
    """Keys of the passages of a batch for `ranking_loss`, and which negatives are absent.

    A negative's keys are its document and its text: that of another pair's
    positive may be the same. A batch without negatives has none that are absent, (0,).
    """
    labels: torch.Tensor = batch["label"]
    if "negative_input_ids" not in batch:
        return labels, torch.zeros(0, dtype=torch.bool)
    texts = np.asarray(store.negatives)[batch["row"].numpy()]
    absent = texts < 0
    columns = (
        np.where(absent, _NOTHING, documents[texts]),
        np.full(len(texts), _NOTHING),
        np.where(absent, _NOTHING, texts),
    )
    others = torch.from_numpy(np.stack(columns, axis=1))
    return torch.cat((labels, others)), torch.from_numpy(absent)
