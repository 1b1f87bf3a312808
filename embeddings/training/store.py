"""Tokenised pairs as flat arrays, so that a batch is made without tokenising again."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from embeddings.training.corpus import Pair, load_pairs
from embeddings.training.recipe import Folders, Weights
from embeddings.training.rule_pairs import Passage, rule_pairs

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_ENCODE_BATCH = 4096
# Sources whose passages are sentences of one text, from which pairs are made by rule.
_PROSE = ("xinwenlianbo", "laws", "gov_reports_policies")
MIN_TEXT_CHARS = 40  # of a text without a pair
_ARRAYS = ("ids", "offsets", "anchors", "positives", "negatives", "docs", "kinds")


@dataclass(frozen=True)
class PairStore:
    """All pairs, tokenised; n pairs over t distinct texts.

    Text i has the tokens `ids[offsets[i]:offsets[i + 1]]`. `anchors`,
    `positives` and `negatives` (n,) are text numbers (-1: no negative), `docs`
    (n,) numbers documents, `kinds` (n,) indexes `kind_names`.
    """

    ids: NDArray[np.int32]
    offsets: NDArray[np.int64]
    anchors: NDArray[np.int32]
    positives: NDArray[np.int32]
    negatives: NDArray[np.int32]
    docs: NDArray[np.int32]
    kinds: NDArray[np.int32]
    kind_names: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.anchors)

    def weights(self, table: Weights) -> NDArray[np.float64]:
        """The sampling weight of every pair, (n,), by its kind; summing to 1."""
        by_kind = np.array([kind_weight(name, table) for name in self.kind_names])
        weights = by_kind[self.kinds]
        return np.asarray(weights / weights.sum(), dtype=np.float64)

    def token_counts(self, vocabulary: int) -> NDArray[np.int64]:
        """How often each token occurs in the distinct texts, (vocabulary,)."""
        return np.bincount(self.ids, minlength=vocabulary)

    def save(self, folder: Path) -> None:
        """Write one .npy file an array and the kind names as JSON."""
        folder.mkdir(parents=True, exist_ok=True)
        for name in _ARRAYS:
            np.save(folder / f"{name}.npy", getattr(self, name), allow_pickle=False)
        (folder / "kinds.json").write_text(
            json.dumps(self.kind_names, ensure_ascii=False), encoding="utf-8"
        )

    @classmethod
    def open(cls, folder: Path) -> "PairStore":
        """Map what `save` wrote into memory."""
        arrays = {
            name: np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False)
            for name in _ARRAYS
        }
        names = json.loads((folder / "kinds.json").read_text(encoding="utf-8"))
        return cls(**arrays, kind_names=tuple(names))


def kind_weight(kind: str, table: Weights) -> float:
    """The most exact entry for `source/type:subtype`: itself, `source/type`, or `source/*`."""
    source = kind.split("/")[0]
    for key in (kind, kind.split(":")[0], f"{source}/*"):
        if key in table:
            return table[key]
    return 1.0


def tokenise(pairs: Sequence[Pair], tokenizer: "Tokenizer") -> PairStore:
    """Tokenise the distinct texts of the pairs, in batches, without special tokens."""
    texts: dict[str, int] = {}
    docs: dict[str, int] = {}
    kinds: dict[str, int] = {}
    rows = np.empty((5, len(pairs)), dtype=np.int32)
    for row, pair in enumerate(pairs):
        rows[0, row] = texts.setdefault(pair.anchor, len(texts))
        rows[1, row] = texts.setdefault(pair.positive, len(texts))
        rows[2, row] = texts.setdefault(pair.negative, len(texts)) if pair.negative else -1
        rows[3, row] = docs.setdefault(pair.doc, len(docs))
        rows[4, row] = kinds.setdefault(pair.kind, len(kinds))
    ids, offsets = encode_flat(list(texts), tokenizer)
    anchors, positives, negatives, numbers, sorts = rows
    return PairStore(ids, offsets, anchors, positives, negatives, numbers, sorts, tuple(kinds))


def encode_flat(
    texts: Sequence[str], tokenizer: "Tokenizer"
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Token ids of all texts one after the other, and the len(texts) + 1 offsets between them."""
    parts: list[NDArray[np.int32]] = []
    lengths = np.zeros(len(texts) + 1, dtype=np.int64)
    for start in tqdm(range(0, len(texts), _ENCODE_BATCH), desc="tokenise", unit="batch"):
        batch = tokenizer.encode_batch_fast(
            texts[start : start + _ENCODE_BATCH], add_special_tokens=False
        )
        for number, encoding in enumerate(batch):
            lengths[start + number + 1] = len(encoding.ids)
            parts.append(np.array(encoding.ids, dtype=np.int32))
    flat = np.concatenate(parts) if parts else np.empty(0, np.int32)
    return flat, np.cumsum(lengths)


def lone_texts(path: Path) -> Iterator[Pair]:
    """Texts that no pair was made of, each its own anchor and positive: the batches cut spans."""
    with path.open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            if len(record["text"]) >= MIN_TEXT_CHARS:
                yield Pair(
                    record["text"], record["text"], record["doc"], f"{record['source']}/text"
                )


def passages(given: Iterable[Pair], lone: Iterable[Pair]) -> Iterator[Passage]:
    """What pairs are made of by rule: the positives of sources in prose, and the lone texts."""
    for pair in (*given, *lone):
        source = pair.kind.split("/")[0]
        if source in _PROSE:
            yield Passage(pair.positive, pair.doc, source)


def build_store(folders: Folders, tokenizer: "Tokenizer", *, by_rule: bool = False) -> PairStore:
    """Tokenise the run's pairs and lone texts, and pairs `by_rule`; write the store."""
    given, lone = list(load_pairs(folders.pairs)), list(lone_texts(folders.texts))
    made = rule_pairs(passages(given, lone)) if by_rule else ()
    store = tokenise([*given, *lone, *made], tokenizer)
    store.save(folders.store)
    return store
