"""Hard negatives: passages that share an anchor's words and do not belong to it.

    python -m embeddings.training.negatives --run runs/encoder

BM25 over the pieces of a sample of passages; of the best ones for an anchor
that are of other documents, one is drawn. The first `SKIPPED` are left out,
since they often say the same (Xiong et al., 2021, and others, sample likewise).
Written into the run's store; `Recipe.hard_negatives` makes the training use them.
"""

import argparse
from pathlib import Path

import numpy as np
from bm25s import BM25
from numpy.typing import NDArray
from tqdm import tqdm

from embeddings.training.recipe import Folders
from embeddings.training.store import PairStore

PASSAGES = 40_000
LEAST_TOKENS = 20  # of a passage that is searched
DEPTH = 20
SKIPPED = 2
_BATCH = 2_000
_SEED = 5


def _pieces(store: PairStore, text: int) -> list[str]:
    found = store.ids[store.offsets[text] : store.offsets[text + 1]]
    return [str(token) for token in found.tolist()]


def mine(store: PairStore, anchors: int) -> NDArray[np.int32]:
    """The negatives of the store's pairs, (n,), with those of `anchors` random pairs filled in."""
    random = np.random.default_rng(_SEED)
    lengths = np.diff(store.offsets)
    long_enough = np.flatnonzero(lengths[store.positives] >= LEAST_TOKENS)
    rows = random.permutation(long_enough)
    # A passage stands for its first pair; its document is that pair's.
    texts, first = np.unique(np.asarray(store.positives)[rows[:PASSAGES]], return_index=True)
    docs = np.asarray(store.docs)[rows[:PASSAGES]][first]
    index = BM25()
    index.index([_pieces(store, int(text)) for text in tqdm(texts, desc="passages")])
    negatives = np.array(store.negatives)
    asked = random.choice(long_enough, size=min(anchors, len(long_enough)), replace=False)
    for start in tqdm(range(0, len(asked), _BATCH), desc="anchors", unit="batch"):
        batch = asked[start : start + _BATCH]
        queries = [_pieces(store, int(store.anchors[row])) or ["-1"] for row in batch]
        found, _ = index.retrieve(queries, k=DEPTH, show_progress=False, n_threads=2)
        for row, places in zip(batch, found, strict=True):
            other = (docs[places] != store.docs[row]) & (texts[places] != store.positives[row])
            candidates = texts[places[other]][SKIPPED:]
            if len(candidates):
                negatives[row] = random.choice(candidates)
    return negatives


def main() -> None:
    """Mine and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, default=Path("runs/encoder"))
    parser.add_argument("--anchors", type=int, default=60_000)
    chosen = parser.parse_args()
    folders = Folders(Path(), Path(), chosen.run)
    store = PairStore.open(folders.store)
    negatives = mine(store, chosen.anchors)
    np.save(folders.store / "negatives.npy", negatives, allow_pickle=False)
    print(f"{int((negatives >= 0).sum())} of {len(negatives)} pairs have a negative")


if __name__ == "__main__":
    main()
