"""Learn from the training text which words are used alike: 群众 and 百姓, 租金 and 房租.

    python -m benchmarks.fit_related            measure against the synonym groups
    python -m benchmarks.fit_related --write    … and store the vectors

Words are pairs of characters, as in searching. A word is described by what
stands two to four characters before and after it: positive pointwise mutual
information, cut to `DIM` dimensions (Levy and Goldberg, 2014; Bullinaria and
Levy, 2012). Only vectors leave the text. The synonym groups of
../shared/training/synonyms measure the result; nothing is learned from them.
"""

import argparse
import gzip
import json
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from scipy import sparse
from sklearn.metrics import roc_auc_score
from sklearn.utils.extmath import randomized_svd
from tqdm import tqdm

from assistant.answering.words.forest import MODELS
from assistant.answering.words.related import FILE
from assistant.text import fold
from benchmarks.retrieval_sets import SHARED, read_lines

DIM = 128
LEAST_COUNT = 80
# Of characters that meet as often as chance has it the pair is no word: 打造|一批 gives 造一.
LEAST_COHESION = 1.5
DISTANCES = (2, 3, 4)
# Characters of grammar, which stand beside words rather than in them.
GRAMMAR = (
    "的了在是和与及或等为被把将对从向于之其这那有不也都就还又很更最要会能可我你他她它们个吗呢吧"
)
SEED = 20261124
_FIRST, _SIZE = 0x4E00, 0x5300
_APART = "\n" * (max(DISTANCES) + 2)


def texts() -> Iterator[str]:
    """Every passage of the training text, and the questions that people wrote."""
    seen: set[int] = set()
    for path in sorted((SHARED / "training").rglob("*.jsonl.gz")):
        if "heldout" in path.name or path.parent.name == "synonyms":
            continue
        asked = "anchor" if path.parent.name in ("general_qa", "legal_qa", "paraphrase") else ""
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                for key in ("positive", "text", asked):
                    text = row.get(key)
                    if text and hash(text) not in seen:
                        seen.add(hash(text))
                        yield text


def words_of(
    codes: NDArray[np.uint32],
) -> tuple[list[str], NDArray[np.int32]]:
    """The words, and the word that begins at each character (-1 for none)."""
    chinese = (codes >= _FIRST) & (codes < _FIRST + _SIZE)
    grammar = np.array([ord(character) for character in GRAMMAR], dtype=np.uint32)
    content = chinese & ~np.isin(codes, grammar)
    keys = (codes[:-1].astype(np.int64) - _FIRST) * _SIZE + (codes[1:].astype(np.int64) - _FIRST)
    keys[~(content[:-1] & content[1:])] = -1
    found, places, counts = np.unique(keys, return_inverse=True, return_counts=True)
    single = np.bincount(codes[chinese] - _FIRST, minlength=_SIZE).astype(np.float64)
    by_chance = single[found // _SIZE] * single[found % _SIZE] / chinese.sum()
    kept = (found >= 0) & (counts >= LEAST_COUNT)
    kept &= np.log(counts / np.maximum(by_chance, 1e-9)) >= LEAST_COHESION
    numbers = np.full(len(found), -1, dtype=np.int32)
    numbers[kept] = np.arange(kept.sum())
    words = [chr(_FIRST + key // _SIZE) + chr(_FIRST + key % _SIZE) for key in found[kept]]
    return words, numbers[places.ravel()]


def contexts(begins: NDArray[np.int32], size: int) -> sparse.csr_matrix:
    """How often each word has each other before and after it, (size, 2 * size)."""
    after = sparse.csr_matrix((size, size), dtype=np.float32)
    for distance in tqdm(DISTANCES, desc="distances"):
        left, right = begins[:-distance], begins[distance:]
        both = (left >= 0) & (right >= 0)
        ones = np.ones(both.sum(), dtype=np.float32)
        after = after + sparse.csr_matrix((ones, (left[both], right[both])), shape=(size, size))
    return sparse.hstack((after, after.T)).tocsr()


def positive_information(counts: sparse.csr_matrix) -> sparse.csr_matrix:
    """Positive pointwise mutual information, contexts smoothed by the power 0.75."""
    rows = np.asarray(counts.sum(axis=1)).ravel()
    columns = np.asarray(counts.sum(axis=0)).ravel() ** 0.75
    columns /= columns.sum()
    cells = counts.tocoo()
    often = cells.data >= 2
    row, column, data = cells.row[often], cells.col[often], cells.data[often]
    information = np.log(data / (rows[row] * columns[column]))
    above = information > 0
    values = information[above].astype(np.float32)
    return sparse.csr_matrix((values, (row[above], column[above])), shape=counts.shape)


def report(words: list[str], vectors: NDArray[np.float32], console: Console) -> None:
    """How well the cosine tells synonyms from words paired at random."""
    number = {word: place for place, word in enumerate(words)}
    rows = read_lines(SHARED / "training" / "synonyms" / "pairs.jsonl.gz")
    pairs = np.array(
        [
            (number[row["anchor"]], number[row["positive"]])
            for row in rows
            if row["anchor"] in number and row["positive"] in number
        ]
    )
    alike = np.einsum("ij,ij->i", vectors[pairs[:, 0]], vectors[pairs[:, 1]])
    mixed = np.random.default_rng(SEED).permutation(pairs[:, 1])
    other = np.einsum("ij,ij->i", vectors[pairs[:, 0]], vectors[mixed])
    truth = np.repeat((1, 0), len(pairs))
    area = roc_auc_score(truth, np.concatenate((alike, other)))
    limit = float(np.quantile(other, 0.99))
    console.print(
        f"{len(words)} 词；同义 {len(pairs)} 对：AUROC {area:.3f}；"
        f"随机词对 99% 低于 {limit:.2f}，同义词对有 {np.mean(alike > limit):.3f} 高于它"
    )
    for word in ("百姓", "房租", "补贴", "工厂", "引进", "环保"):
        if word in number:
            near = np.argsort(-(vectors @ vectors[number[word]]))[1:7]
            console.print(f"{word}：{'、'.join(words[place] for place in near)}")


def main() -> None:
    """Learn, measure, and with --write store."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    text = fold(_APART.join(tqdm(texts(), desc="texts", unit="text")))
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
    words, begins = words_of(codes)
    information = positive_information(contexts(begins, len(words)))
    vectors, _, _ = randomized_svd(information, DIM, n_iter=3, random_state=SEED)
    vectors = vectors.astype(np.float32)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    console = Console()
    report(words, vectors, console)
    if arguments.write:
        from safetensors.numpy import save_file

        rows = np.rint(vectors / np.abs(vectors).max(axis=1, keepdims=True) * 127)
        characters = np.array([[ord(c) for c in word] for word in words], dtype=np.uint16)
        path = MODELS / FILE
        save_file({"words": characters, "vectors": rows.astype(np.int8)}, str(path))
        path.chmod(0o644)
        console.print(f"已写入 {path.name}（{path.stat().st_size / 1e6:.1f} MB）")


if __name__ == "__main__":
    main()
