"""What the training of the transformer needs, small enough to be carried to a machine with a GPU.

    python -m embeddings.training.carried --run runs/encoder --target runs/carried

Token ids of the pairs and of the development sets by the packaged tokenizer,
which the transformer shares with the static model. On the other machine nothing
is tokenised and no text lies.
"""

import argparse
import json
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embeddings.training.corpus import load_pairs
from embeddings.training.recipe import Folders
from embeddings.training.store import encode_flat, lone_texts, tokenise

PAIRS = "pairs"
DEVELOPMENT = "development"
VOCABULARY = "vocabulary.json"
DEVELOPMENT_QUERIES = 500

Flat = tuple[NDArray[np.int32], NDArray[np.int64]]


@dataclass(frozen=True)
class TokenisedSet:
    """A development set as flat token ids; `right` (q,) is the right passage of each query.

    Sets that search the same passages have the same `pool` name.
    """

    name: str
    pool: str
    queries: Flat
    right: NDArray[np.int64]


def write(folders: Folders, tokenizer_file: Path, target: Path) -> None:
    """Write the pairs, the development sets and the vocabulary."""
    from tokenizers import Tokenizer

    from embeddings.training.development import development_sets

    tokenizer = Tokenizer.from_file(str(tokenizer_file))
    pairs = list(chain(load_pairs(folders.pairs), lone_texts(folders.texts)))
    store = tokenise(pairs, tokenizer)
    replace(store, ids=store.ids.astype(np.uint16)).save(target / PAIRS)
    vocabulary = json.dumps(tokenizer.get_vocab(), ensure_ascii=False)
    (target / VOCABULARY).write_text(vocabulary, encoding="utf-8")
    arrays: dict[str, NDArray[Any]] = {}
    pools: dict[tuple[str, ...], str] = {}
    for entry in filter(lambda each: each.queries, development_sets(folders, DEVELOPMENT_QUERIES)):
        if entry.passages not in pools:
            pools[entry.passages] = f"pool{len(pools)}"
            arrays |= _named(pools[entry.passages], encode_flat(entry.passages, tokenizer))
        pool = pools[entry.passages]
        arrays |= _named(f"{entry.name}.{pool}", encode_flat(entry.queries, tokenizer))
        arrays[f"{entry.name}.{pool}.right"] = np.array([min(right) for right in entry.relevant])
    np.savez(target / f"{DEVELOPMENT}.npz", allow_pickle=False, **arrays)


def read_development(
    target: Path, most: int | None = None
) -> tuple[list[TokenisedSet], dict[str, Flat]]:
    """The development sets that `write` left, and the pools of passages they search.

    With `most`, that many passages of a pool at random, beside those that are right: what a
    processor measures in a minute instead of seven.
    """
    with np.load(target / f"{DEVELOPMENT}.npz", allow_pickle=False) as arrays:
        sets: list[TokenisedSet] = []
        pools: dict[str, Flat] = {}
        for key in arrays:
            if key.endswith(".right"):
                name, pool, _ = key.split(".")
                flat = arrays[f"{name}.{pool}.ids"], arrays[f"{name}.{pool}.offsets"]
                sets.append(TokenisedSet(name, pool, flat, arrays[key]))
                pools[pool] = arrays[f"{pool}.ids"], arrays[f"{pool}.offsets"]
    if most is not None:
        for pool, flat in pools.items():
            sets, pools[pool] = _smaller(sets, pool, flat, most)
    return sets, pools


def _smaller(
    sets: list[TokenisedSet], pool: str, flat: Flat, most: int
) -> tuple[list[TokenisedSet], Flat]:
    """The sets with the right passages renumbered for a pool of these and `most` others."""
    ids, offsets = flat
    right = [each.right for each in sets if each.pool == pool]
    drawn = np.random.default_rng(0).permutation(len(offsets) - 1)[:most]
    kept = np.unique(np.concatenate((*right, drawn)))
    lengths = np.diff(offsets)[kept]
    taken = np.concatenate([ids[offsets[row] : offsets[row + 1]] for row in kept])
    renumbered = [
        replace(each, right=np.searchsorted(kept, each.right)) if each.pool == pool else each
        for each in sets
    ]
    return renumbered, (taken, np.concatenate(([0], np.cumsum(lengths))))


def _named(name: str, flat: Flat) -> dict[str, NDArray[Any]]:
    """Arrays by the names that `read_development` looks for; no id is beyond 16 bits."""
    ids, offsets = flat
    return {f"{name}.ids": ids.astype(np.uint16), f"{name}.offsets": offsets}


def main() -> None:
    """Read the run's cleaned text, write token ids."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, default=Path("runs/encoder"))
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--tokenizer", type=Path, default=Path("embeddings/builtin/tokenizer.json"))
    parser.add_argument("--target", type=Path, default=Path("runs/carried"))
    chosen = parser.parse_args()
    folders = Folders(chosen.shared / "training", chosen.shared / "eval", chosen.run)
    write(folders, chosen.tokenizer, chosen.target)


if __name__ == "__main__":
    main()
