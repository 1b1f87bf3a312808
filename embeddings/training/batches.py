"""Draws batches of pairs: by weight, from one group of sources or from all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from embeddings.training.pieces import PieceParts
from embeddings.training.recipe import Recipe
from embeddings.training.store import PairStore

# Sources with fewer pairs than this never fill a batch alone: they appear in mixed ones.
MIN_OWN_BATCH_PAIRS = 12_000
# Sources that are drawn together when a batch is not mixed, because their texts are alike.
GROUPS = {
    "xinwenlianbo": "news",
    "gov_reports_policies": "news",
    "fin_news": "news",
    "laws": "law",
    "legal_qa": "law",
}
_OVERDRAW = 1.3
# Spans of 4 to 24 pieces, about 8 to 50 characters: a question's or a sentence's length.
CROP_TOKENS = (4, 25)
MIN_CROPPED_TOKENS = 16

# Token ids of all texts of a column, one after the other, and the text number of each.
Tokens = tuple[NDArray[np.int32], NDArray[np.int64]]


class BatchPlan:
    """Which pairs make up batch number `step`; depends on seed and step alone, so it resumes."""

    def __init__(self, store: PairStore, recipe: Recipe) -> None:
        """Sort the pairs into groups and cumulate their weights."""
        self._recipe = recipe
        self._positives = np.asarray(store.positives)
        weights = store.weights(recipe.pair_weights)
        names = [GROUPS.get(name.split("/")[0], "other") for name in store.kind_names]
        groups = np.array(names)[store.kinds]
        self._pools: list[tuple[NDArray[np.int64], NDArray[np.float64]]] = []
        shares: list[float] = []
        for name in sorted(set(names)):
            rows = np.flatnonzero(groups == name)
            if len(rows) >= MIN_OWN_BATCH_PAIRS and name != "other":
                self._pools.append((rows, np.cumsum(weights[rows])))
                shares.append(float(weights[rows].sum()))
        self._shares = np.array(shares) / sum(shares) if shares else np.ones(0)
        self._all = (np.arange(len(store)), np.cumsum(weights))

    def batch(self, step: int) -> NDArray[np.int64]:
        """Row numbers of the batch, at most `batch_size`, of distinct positives."""
        recipe = self._recipe
        random = np.random.default_rng((recipe.seed, step))
        rows, cumulated = self._all
        if len(self._pools) and random.random() >= recipe.mixed_share:
            rows, cumulated = self._pools[random.choice(len(self._pools), p=self._shares)]
        points = random.random(int(recipe.batch_size * _OVERDRAW)) * cumulated[-1]
        drawn = rows[np.searchsorted(cumulated, points, side="right").clip(max=len(rows) - 1)]
        return _first_of_each(drawn, self._positives[drawn])[: recipe.batch_size]


def _first_of_each(rows: NDArray[np.int64], keys: NDArray[np.int32]) -> NDArray[np.int64]:
    first: NDArray[np.int64] = rows[np.sort(np.unique(keys, return_index=True)[1])]
    return first


class PlannedBatches:
    """A batch sampler over a BatchPlan, in the shape torch's DataLoader expects."""

    def __init__(self, plan: BatchPlan, steps: int) -> None:
        """`steps` batches, numbered from 0."""
        self._plan = plan
        self._steps = steps

    def __len__(self) -> int:
        return self._steps

    def __iter__(self) -> Iterator[list[int]]:
        for step in range(self._steps):
            yield self._plan.batch(step).tolist()


@dataclass
class PairCollator:
    """Makes the features of a batch from the store: token ids and offsets of each column.

    Tokens are dropped at `token_dropout`, and pieces are replaced by their cut
    (`splits`) at `piece_splitting`, so that a text is seen in several
    segmentations (subword regularisation, Kudo, 2018). Tokens of anchors are
    replaced by one of their `synonyms` at `synonym_share`.
    """

    store: PairStore
    splits: PieceParts
    recipe: Recipe
    synonyms: PieceParts | None = None
    valid_label_columns: Sequence[str] = ()

    def __call__(self, rows: list[dict[str, int]]) -> dict[str, object]:
        """Features of the rows' pairs, keyed `anchor_input_ids`, `anchor_offsets`, …

        `label` (n, 3) holds the numbers of document, anchor and positive: two pairs with the
        same one are never negatives of each other.
        """
        numbers = np.array([row["row"] for row in rows])
        random = np.random.default_rng((self.recipe.seed, int(numbers[0]), len(numbers)))
        columns = {
            "anchor": (self.store.anchors[numbers], self.recipe.max_anchor_tokens),
            "positive": (self.store.positives[numbers], self.recipe.max_positive_tokens),
        }
        columns_tokens: dict[str, Tokens] = {}
        for name, (texts, limit) in columns.items():
            columns_tokens[name] = self._tokens(texts, limit, random)
        anchors, positives = columns_tokens["anchor"], columns_tokens["positive"]
        alone = self.store.anchors[numbers] == self.store.positives[numbers]
        if self.recipe.crop_share > 0 or alone.any():
            anchors, positives = self._crop(anchors, positives, alone, random)
        if self.synonyms is not None and self.recipe.synonym_share > 0:
            anchors = self._reworded(anchors, self.synonyms, random)
        columns_tokens = {"anchor": anchors, "positive": positives}
        if self.recipe.hard_negatives:
            # A pair without one gets an empty text, whose vector is zero and like nothing.
            given = self.store.negatives[numbers]
            columns_tokens["negative"] = self._tokens(
                given, self.recipe.max_positive_tokens, random
            )
        keys = (self.store.docs, self.store.anchors, self.store.positives)
        labels = np.stack([each[numbers] for each in keys], axis=1).astype(np.int64)
        batch: dict[str, object] = {"return_loss": True, "label": torch.from_numpy(labels)}
        for name, (ids, owners) in columns_tokens.items():
            offsets = np.searchsorted(owners, np.arange(len(numbers)))
            batch[f"{name}_input_ids"] = torch.from_numpy(ids.astype(np.int64))
            batch[f"{name}_offsets"] = torch.from_numpy(offsets.astype(np.int64))
        return batch

    def _crop(
        self,
        anchors: Tokens,
        positives: Tokens,
        alone: NDArray[np.bool_],
        random: np.random.Generator,
    ) -> tuple[Tokens, Tokens]:
        """Replace some anchors by a span of their positive; of half of these the span is cut out.

        An inverse cloze task (Lee et al., 2019) with a new span every time a pair is drawn.
        A text that is `alone` (n,), its own anchor, is always replaced and always cut.
        """
        ids, owners = positives
        size = len(alone)
        lengths = np.bincount(owners, minlength=size)
        starts = np.cumsum(lengths) - lengths
        chosen = (random.random(size) < self.recipe.crop_share) & (lengths >= MIN_CROPPED_TOKENS)
        chosen |= alone
        longest = np.maximum(lengths // 3, 1)
        spans = np.minimum(random.integers(*CROP_TOKENS, size=size), longest)
        firsts = (random.random(size) * (lengths - spans)).astype(np.int64)
        places = np.arange(len(ids)) - starts[owners]
        inside = (places >= firsts[owners]) & (places < (firsts + spans)[owners]) & chosen[owners]
        cut = inside & ((random.random(size) < 0.5) | alone)[owners]
        kept = ~chosen[anchors[1]]
        new_owners = np.concatenate((anchors[1][kept], owners[inside]))
        order = np.argsort(new_owners, kind="stable")
        new_ids = np.concatenate((anchors[0][kept], ids[inside]))
        return (new_ids[order], new_owners[order]), (ids[~cut], owners[~cut])

    def _reworded(
        self, tokens: Tokens, synonyms: PieceParts, random: np.random.Generator
    ) -> Tokens:
        """Some tokens replaced by one of their synonyms."""
        ids, owners = tokens
        counts = (synonyms.offsets[1:] - synonyms.offsets[:-1])[ids]
        chosen = (random.random(len(ids)) < self.recipe.synonym_share) & (counts > 0)
        drawn = (random.random(int(chosen.sum())) * counts[chosen]).astype(np.int64)
        result = ids.copy()
        result[chosen] = synonyms.parts[synonyms.offsets[ids[chosen]] + drawn]
        return result, owners

    def _tokens(self, texts: NDArray[np.int32], limit: int, random: np.random.Generator) -> Tokens:
        starts = self.store.offsets[texts]
        lengths = np.minimum(self.store.offsets[texts + 1] - starts, limit)
        lengths = np.where(texts < 0, 0, lengths)
        ids = self.store.ids[_ranges(starts, lengths)]
        owners = np.repeat(np.arange(len(texts)), lengths)
        if self.recipe.piece_splitting > 0:
            ids, owners = self._split(ids, owners, random)
        if self.recipe.token_dropout > 0:
            kept = random.random(len(ids)) >= self.recipe.token_dropout
            # A text never loses its first token, so that none is left empty.
            kept[np.unique(owners, return_index=True)[1]] = True
            ids, owners = ids[kept], owners[kept]
        return ids, owners

    def _split(
        self, ids: NDArray[np.int32], owners: NDArray[np.int64], random: np.random.Generator
    ) -> Tokens:
        sizes = (self.splits.offsets[1:] - self.splits.offsets[:-1])[ids]
        chosen = (random.random(len(ids)) < self.recipe.piece_splitting) & (sizes > 0)
        counts = np.where(chosen, sizes, 1)
        result = np.repeat(ids, counts)
        inside = np.repeat(chosen, counts)
        result[inside] = self.splits.parts[_ranges(self.splits.offsets[ids[chosen]], sizes[chosen])]
        return result, np.repeat(owners, counts)


def _ranges(starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """The numbers of all ranges [start, start + length), one after the other."""
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    places: NDArray[np.int64] = np.arange(total) + np.repeat(starts - (ends - lengths), lengths)
    return places
