"""Learns the vocabulary: a Unigram model over folded text (Kudo, 2018).

The pieces are fitted by hard expectation maximisation: segment the text with
the present pieces, count, keep the most used, and again. It takes seconds where
the library's own trainer (soft counts, a suffix array) takes a quarter of an
hour on this text, and the counts are all that the static model needs.
"""

import base64
import json
import math
import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from embeddings.training.charsmap import folding, precompiled_base64
from embeddings.training.corpus import load_pairs
from embeddings.training.recipe import Folders, Recipe

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from tokenizers.models import Unigram

UNKNOWN = "[UNK]"
# Everything but letters, digits, and the signs that belong to a number is a boundary.
_BOUNDARY = r"[^\p{L}\p{N}%.]+|(?<![0-9])\.|\.(?![0-9])|(?<![0-9])%"
_NUMBER = r"[0-9]+(?:\.[0-9]+)*%?"
# The 6,763 characters of GB 2312 get a row each, seen in training or not: an unseen one keeps
# its random vector, which still lets a rare name match itself.
_GB2312_ROWS = range(0xB0, 0xF8)
_GB2312_CELLS = range(0xA1, 0xFF)
_WORD = re.compile(r"[0-9]+(?:\.[0-9]+)*%?|[^\W0-9_]+")
_HASH_BASE = np.uint64(1_000_003)
_ENCODE_BATCH = 4096
LEAST_COUNT = 12
# The vocabulary shrinks to its size in steps, as multiples of it; counts settle between them.
_PRUNING = (5.0, 3.0, 2.0, 1.5, 1.2, 1.0, 1.0)
# A character never seen counts as half an occurrence.
_UNSEEN = 0.5
_SCRIPTS = "abcdefghijklmnopqrstuvwxyz0123456789αβγδεζηθικλμνξοπρστυφχψω%."


def alphabet() -> list[str]:
    """Characters that always have a piece of their own."""
    raw = b"".join(bytes((row, cell)) for row in _GB2312_ROWS for cell in _GB2312_CELLS)
    table = folding()
    characters = raw.decode("gb2312", errors="ignore") + _SCRIPTS
    return sorted({table.get(character, character) for character in characters})


def empty_tokenizer() -> "Tokenizer":
    """A tokenizer that folds and splits text but has no pieces yet."""
    from tokenizers import Regex, Tokenizer, pre_tokenizers
    from tokenizers.models import Unigram
    from tokenizers.normalizers import Precompiled

    tokenizer = Tokenizer(Unigram())
    tokenizer.normalizer = Precompiled(base64.b64decode(precompiled_base64(folding())))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(_BOUNDARY), "removed"),
            pre_tokenizers.Split(Regex(_NUMBER), "isolated"),
        ]
    )
    return tokenizer


def sample_texts(folders: Folders, recipe: Recipe) -> Iterator[str]:
    """Distinct passages in random order until the recipe's number of characters is reached."""
    passages = {pair.positive for pair in load_pairs(folders.pairs)}
    with folders.texts.open(encoding="utf-8") as lines:
        passages.update(json.loads(line)["text"] for line in lines)
    ordered = sorted(passages)
    random.Random(recipe.seed).shuffle(ordered)
    taken = 0
    for passage in ordered:
        taken += len(passage)
        if taken > recipe.tokenizer_sample_chars:
            return
        yield passage


def candidates(texts: Iterable[str], longest: int, least: int) -> dict[str, int]:
    """Runs of 1 to `longest` characters inside the words of folded texts, with their counts.

    A run that occurs fewer than `least` times is left out.
    """
    joined = "\n".join(word for text in texts for word in _WORD.findall(text))
    points = np.frombuffer(joined.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    inside = points != ord("\n")
    hashes = np.zeros(len(points), dtype=np.uint64)
    valid = np.ones(len(points), dtype=bool)
    found: dict[str, int] = {}
    for length in range(1, longest + 1):
        count = len(points) - length + 1
        hashes = hashes[:count] * _HASH_BASE + points[length - 1 :]
        valid = valid[:count] & inside[length - 1 :]
        starts = np.flatnonzero(valid)
        _, first, counts = np.unique(hashes[starts], return_index=True, return_counts=True)
        often = counts >= least
        for place, times in zip(starts[first[often]], counts[often], strict=True):
            found[joined[place : place + length]] = int(times)
    return found


def learn_tokenizer(folders: Folders, recipe: Recipe) -> "Tokenizer":
    """Learn the pieces from a sample of the text and write the tokenizer's file."""
    from tqdm import tqdm

    table = {ord(key): value for key, value in folding().items()}
    texts = [text.translate(table) for text in sample_texts(folders, recipe)]
    always = alphabet()
    counts = candidates(texts, recipe.max_piece_chars, LEAST_COUNT)
    tokenizer = empty_tokenizer()
    for share in tqdm(_PRUNING, desc="tokenizer", unit="round"):
        size = int(recipe.vocabulary * share)
        pieces = _most_used(counts, always, size)
        tokenizer.model = unigram(pieces)
        counts = _count_pieces(tokenizer, texts, pieces)
    folders.run.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(folders.tokenizer), pretty=False)
    return tokenizer


def unigram(pieces: Mapping[str, int]) -> "Unigram":
    """The model whose pieces have the logarithm of their share as score; row 0 is unknown."""
    from tokenizers.models import Unigram

    total = math.log(sum(pieces.values()))
    scores = [(piece, math.log(max(times, _UNSEEN)) - total) for piece, times in pieces.items()]
    return Unigram([(UNKNOWN, 0.0), *scores], unk_id=0)


def _most_used(counts: Mapping[str, int], always: Sequence[str], size: int) -> dict[str, int]:
    kept = {character: counts.get(character, 0) for character in always}
    longer = [piece for piece in counts if piece not in kept]
    longer.sort(key=lambda piece: (-counts[piece] * len(piece), piece))
    kept.update((piece, counts[piece]) for piece in longer[: size - 1 - len(kept)])
    return dict(sorted(kept.items(), key=lambda entry: (-entry[1], entry[0])))


def _count_pieces(
    tokenizer: "Tokenizer", texts: Sequence[str], pieces: Mapping[str, int]
) -> dict[str, int]:
    times = np.zeros(len(pieces) + 1, dtype=np.int64)
    for start in range(0, len(texts), _ENCODE_BATCH):
        for encoding in tokenizer.encode_batch_fast(texts[start : start + _ENCODE_BATCH]):
            np.add.at(times, encoding.ids, 1)
    return {piece: int(times[row + 1]) for row, piece in enumerate(pieces)}
