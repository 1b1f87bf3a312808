"""What follows the training: whitening, fewer dimensions, and lexical directions.

Whitening by halves: the principal directions of passages are divided by a
small power of their variance (Su et al., 2021, divide by its root), which keeps
a few common themes from deciding every comparison. Of the directions those are
kept in which passages are longest; the transformer beside the static model has
use for the rest of the megabytes. The lexical directions, where a recipe asks for
them, are random ones (random indexing; Sahlgren, 2005), longer for rarer tokens, so that
two texts that share a rare word are near whatever the training made of it.
"""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from tokenizers import Tokenizer

from embeddings.training.pieces import inner_parts
from embeddings.training.recipe import Folders, Recipe
from embeddings.training.store import PairStore

SAMPLE_PASSAGES = 20_000
SAMPLE_TOKENS = 30  # of a passage at least
PART_SHARE = 0.5  # of a part's lexical direction that a piece takes over
_UNKNOWN_TOKEN = 0
_SMALLEST_VARIANCE = 1e-6

Table = NDArray[np.float32]


def sample_passages(store: PairStore, seed: int) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Flat token ids and offsets of passages drawn from the training pairs."""
    texts = np.unique(np.asarray(store.positives))
    lengths = store.offsets[texts + 1] - store.offsets[texts]
    texts = texts[lengths >= min(SAMPLE_TOKENS, np.median(lengths))]
    random = np.random.default_rng(seed)
    chosen = random.choice(texts, size=min(SAMPLE_PASSAGES, len(texts)), replace=False)
    parts = [np.asarray(store.ids[store.offsets[i] : store.offsets[i + 1]]) for i in chosen]
    ends = np.cumsum([0, *map(len, parts)], dtype=np.int64)
    return np.concatenate(parts), ends


def text_length(table: Table, ids: NDArray[np.int32], offsets: NDArray[np.int64]) -> float:
    """The mean length of the sum of a passage's token vectors."""
    shape = (len(offsets) - 1, len(table))
    matrix = sparse.csr_matrix((np.ones(len(ids), np.float32), ids, offsets), shape=shape)
    return float(np.linalg.norm(matrix @ table, axis=1).mean())


def whiten(table: Table, ids: NDArray[np.int32], offsets: NDArray[np.int64], power: float) -> Table:
    """Token vectors (V, dim) with the passages' variance in each direction raised to `-power`.

    Passages keep their mean length.
    """
    from embeddings.training.train import pooled

    variances, directions = np.linalg.eigh(np.cov(pooled(table, ids, offsets).T))
    factors = np.maximum(variances, _SMALLEST_VARIANCE) ** -power
    turned = np.asarray(table @ ((directions * factors) @ directions.T), dtype=np.float32)
    length = text_length(table, ids, offsets) / text_length(turned, ids, offsets)
    return np.asarray(turned * length, dtype=np.float32)


def lexical_directions(store: PairStore, tokenizer: Tokenizer, dim: int, seed: int) -> Table:
    """A random direction a token, (V, dim), as long as the token is rare (its idf)."""
    vocabulary = tokenizer.get_vocab()
    count = len(store.offsets) - 1
    owners = np.repeat(np.arange(count, dtype=np.int64), np.diff(store.offsets))
    pairs = np.unique(owners * len(vocabulary) + np.asarray(store.ids))
    frequency = np.bincount(pairs % len(vocabulary), minlength=len(vocabulary))
    rarity = np.log((count + 1) / (frequency + 0.5)).astype(np.float32)
    rarity[_UNKNOWN_TOKEN] = 0.0
    directions = np.random.default_rng(seed).standard_normal((len(vocabulary), dim))
    own = (directions * rarity[:, None] / np.sqrt(dim)).astype(np.float32)
    parts = inner_parts(vocabulary, _UNKNOWN_TOKEN)
    ones = np.full(len(parts.parts), PART_SHARE, dtype=np.float32)
    shape = (len(vocabulary), len(vocabulary))
    taken = sparse.csr_matrix((ones, parts.parts, parts.offsets), shape=shape)
    return np.asarray(own + taken @ own, dtype=np.float32)


def main_directions(
    table: Table, ids: NDArray[np.int32], offsets: NDArray[np.int64], dim: int
) -> Table:
    """Token vectors (V, dim) along the directions in which passages are longest, longest first."""
    from embeddings.training.train import pooled

    vectors = pooled(table, ids, offsets)
    directions = np.linalg.eigh(vectors.T @ vectors)[1][:, ::-1][:, :dim]
    return np.asarray(table @ directions, dtype=np.float32)


def refine(folders: Folders, recipe: Recipe, trained: Table) -> Table:
    """From the trained vectors (V, dim) to those that are packaged, (V, kept_dim + lexical_dim)."""
    store = PairStore.open(folders.store)
    passages = sample_passages(store, recipe.seed)
    table = whiten(trained, *passages, recipe.whitening)
    table = main_directions(table, *passages, recipe.kept_dim)
    if not recipe.lexical_dim:
        return table
    tokenizer = Tokenizer.from_file(str(folders.tokenizer))
    lexical = lexical_directions(store, tokenizer, recipe.lexical_dim, recipe.seed)
    length = text_length(table, *passages) / text_length(lexical, *passages)
    return np.concatenate((table, lexical * np.float32(recipe.lexical_weight * length)), axis=1)
