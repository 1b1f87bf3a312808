"""How well an encoder finds passages, beside BM25: `python -m benchmarks.encoder`.

Prints, for every set of ../shared/eval and the held-out news of 2026, bigram
BM25, jieba BM25 (where jieba is installed) and the encoder alone, for the
built-in one also each of its two models alone and both at other `--shares`; with
`--speed` encoding speed, latency and loading time. `--model` measures any
sentence-transformer or local folder, `--shallow` a transformer that
`embeddings.training.shallow` trained. The fused ranking is measured by
benchmarks/retrieval.py.
"""

import argparse
import csv
import importlib.util
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.keyword import KeywordIndex, searchable_text
from assistant.text import fold
from benchmarks.kept_encoder import kept_encoder
from benchmarks.retrieval_sets import EVAL_SETS, SHARED, load_eval_set
from embeddings.encoder import Encoder, EncoderKind, load_static, side_by_side
from embeddings.training.development import asked_sets, legal_set, news_sets
from embeddings.training.metrics import Ranking, measure, rank_by_cosine
from embeddings.training.recipe import Folders

DEPTH = 50
# Several passages of one document may be found; this many are looked at to have 50 documents.
PASSAGE_DEPTH = 400
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True)
class TestSet:
    """Texts of passages, the document of each, questions, and the right documents of each."""

    name: str
    passages: tuple[str, ...]
    documents: tuple[int, ...]
    questions: tuple[str, ...]
    right: tuple[frozenset[int], ...]


def eval_set(name: str) -> TestSet:
    """A set of ../shared/eval; gold is any passage of a right document."""
    given = load_eval_set(name)
    numbers = {article: number for number, article in enumerate(given.titles)}
    return TestSet(
        name,
        tuple(searchable_text(p, given.titles.get(p.article_id, "")) for p in given.passages),
        tuple(numbers[passage.article_id] for passage in given.passages),
        tuple(question.text for question in given.questions),
        tuple(frozenset(numbers[gold] for gold in q.gold) for q in given.questions),
    )


def test_sets() -> Iterator[TestSet]:
    """Every set, one at a time."""
    for name in EVAL_SETS:
        yield eval_set(name)
    folders = Folders(SHARED / "training", SHARED / "eval", Path("runs/encoder"))
    sets = news_sets(folders)
    if folders.texts.is_file():
        sets += [legal_set(folders), *asked_sets(folders)]
    for entry in sets:
        numbers = tuple(range(len(entry.passages)))
        yield TestSet(entry.name, entry.passages, numbers, entry.queries, entry.relevant)


def bigrams(text: str) -> list[str]:
    """Character bigrams of the words of folded text; a single character is its own."""
    found: list[str] = []
    for run in _WORDS.findall(fold(text)):
        found.extend(run[start : start + 2] for start in range(max(1, len(run) - 1)))
    return found


def jieba_words(text: str) -> list[str]:
    """Words by jieba's search mode."""
    import jieba

    return [word for word in jieba.cut_for_search(fold(text)) if _WORDS.match(word)]


def rank_by_keywords(test: TestSet, cut: Callable[[str], Sequence[str]]) -> list[list[int]]:
    """Rankings of passages by BM25 over the tokens that `cut` makes."""
    ids = [f"{number:06d}" for number in range(len(test.passages))]
    index = KeywordIndex.build_from_tokens(ids, [cut(text) for text in test.passages])
    rankings: list[list[int]] = []
    for question in test.questions:
        scores = np.zeros(len(test.passages), dtype=np.float32)
        for token in dict.fromkeys(cut(question)):
            found, values = index.column(token)
            scores[found] += values
        order = np.argsort(-scores, kind="stable")[:PASSAGE_DEPTH]
        rankings.append([place for place in order.tolist() if scores[place] > 0])
    return rankings


def rank_by_encoder(
    test: TestSet, encoder: Encoder, shares: Mapping[str, float | None]
) -> Iterator[tuple[str, list[list[int]]]]:
    """Rankings of passages by the encoder's cosines, one for each of `shares`.

    A share is that of the built-in transformer in the cosine; None leaves the vectors as they are.
    """
    passages = encoder.encode_passages(test.passages, show_progress=True)
    queries: NDArray[np.float32] = encoder.encode_queries(test.questions)
    static_dim = load_static().dim
    for name, share in shares.items():
        sides = [queries, passages]
        if share is not None:
            sides = [with_share(side, static_dim, share) for side in sides]
        yield name, rank_by_cosine(sides[0], sides[1], PASSAGE_DEPTH)


def with_share(vectors: NDArray[np.float32], static_dim: int, share: float) -> NDArray[np.float32]:
    """Vectors of the built-in encoder with another share of the transformer, (n, dim)."""
    parts = np.split(vectors, [static_dim], axis=1)
    norms = [np.maximum(np.linalg.norm(part, axis=1, keepdims=True), 1e-9) for part in parts]
    return side_by_side(parts[0] / norms[0], parts[1] / norms[1], share)


def of_documents(test: TestSet, rankings: Sequence[Sequence[int]]) -> Ranking:
    """The measures, a passage standing for its document and each document counting once."""
    documents = [
        list(dict.fromkeys(test.documents[place] for place in ranked))[:DEPTH]
        for ranked in rankings
    ]
    return measure(documents, test.right)


def row(name: str, system: str, found: Ranking) -> list[str]:
    """One line of the table."""
    figures = (found.hit_at_1, found.hit_at_10, found.hit_at_50, found.ndcg_at_10)
    return [name, system, *(f"{figure:.3f}" for figure in figures), str(found.n)]


def is_ours(model: str) -> bool:
    """Whether the model is the built-in one or a folder that our training packaged."""
    config = Path(model) / "config.json"
    return not model or (config.is_file() and "fingerprint" in config.read_text(encoding="utf-8"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", default="", help="name or folder; default: the built-in one")
    parser.add_argument(
        "--shallow", type=Path, default=None, help="run of embeddings.training.shallow"
    )
    parser.add_argument(
        "--shares", nargs="*", type=float, default=(), help="of the transformer, beside its own"
    )
    parser.add_argument("--sets", nargs="*", default=None, help="only these sets")
    parser.add_argument("--no-keywords", action="store_true", help="the encoder alone")
    parser.add_argument("--speed", action="store_true", help="measure speed instead")
    parser.add_argument("--csv", type=Path, default=None, help="also write the table here")
    chosen = parser.parse_args()
    if chosen.speed:
        from benchmarks.encoder_speed import print_speed

        print_speed(chosen.model, chosen.shallow)
        return
    if not SHARED.is_dir():
        parser.exit(message="../shared is not there: nothing to measure on\n")
    encoder: Encoder
    if chosen.shallow:
        from embeddings.training.shallow import ShallowEncoder

        encoder = ShallowEncoder(chosen.shallow)
    else:
        kind: EncoderKind = "builtin" if is_ours(chosen.model) else "sentence-transformer"
        encoder = kept_encoder(chosen.model, kind)
    shares: dict[str, float | None] = {encoder.fingerprint: None}
    if not chosen.model and not chosen.shallow:
        shares |= {"static alone": 0.0, "transformer alone": 1.0}
        shares |= {f"share {share}": share for share in chosen.shares}
    systems: list[tuple[str, Callable[[TestSet], list[list[int]]]]] = []
    if not chosen.no_keywords:
        systems.append(("BM25 bigrams", lambda test: rank_by_keywords(test, bigrams)))
        if importlib.util.find_spec("jieba"):
            systems.append(("BM25 jieba", lambda test: rank_by_keywords(test, jieba_words)))
    rows = [["set", "system", "R@1", "R@10", "hit@50", "nDCG@10", "n"]]
    print("  ".join(rows[0]))
    for test in test_sets():
        if chosen.sets and test.name not in chosen.sets:
            continue
        by_words = ((name, rank(test)) for name, rank in systems)
        for name, rankings in chain(by_words, rank_by_encoder(test, encoder, shares)):
            rows.append(row(test.name, name, of_documents(test, rankings)))
            print("  ".join(rows[-1]), flush=True)
    if chosen.csv:
        with chosen.csv.open("w", newline="", encoding="utf-8") as out:
            csv.writer(out).writerows(rows)


if __name__ == "__main__":
    main()
