"""How well passages are found: `python -m benchmarks.retrieval`.

Prints, for every set of ../shared/eval, the held-out news and the questions in
everyday words (asked_set), on the half of the questions on which nothing was
fitted: BM25 over bigrams, BM25 over jieba's words (where jieba is installed), our
keyword search, the encoder alone, and the fused search. `--tokens` compares ways
to cut text for BM25, `--perturb` asks with typing errors and in traditional
characters, `--latency` times a search, `--model` takes another sentence-transformer.
"""

import argparse
import importlib.util
import itertools
import random
import time
from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.hybrid import HybridRetriever
from assistant.retrieval.keyword import KeywordIndex, searchable_text
from assistant.text import fold, is_chinese, search_terms, tokens
from benchmarks.asked_set import load_asked
from benchmarks.kept_encoder import kept_encoder
from benchmarks.retrieval_metrics import Scores, average, score_question
from benchmarks.retrieval_sets import SHARED, Question, RetrievalSet, load_all
from embeddings.encoder import Encoder
from embeddings.faiss_index import FaissIndex

DEPTH = 200  # passages asked for, so that fifty documents are among them
HEADER = f"{'set':<12}{'by':<32}R@1    R@10   hit@50 nDCG@10 n"
Cut = Callable[[str], Sequence[str]]


def characters(text: str) -> list[str]:
    """Single characters, words and figures."""
    return [term for term in search_terms(text) if len(term) == 1 or not is_chinese(term)]


def trigrams(text: str) -> list[str]:
    """Bigrams and what two neighbouring ones make together."""
    pairs = tokens(text)
    joined = [a + b[1:] for a, b in itertools.pairwise(pairs) if a[1:] == b[:-1] != ""]
    return [*pairs, *joined]


def words(text: str) -> list[str]:
    """jieba's words; its dictionary is loaded with the first call."""
    import jieba  # type: ignore[import-untyped]  # without stubs; not ours to depend on

    return [word for word in jieba.lcut(fold(text)) if word[0].isalnum()]


def cuts() -> dict[str, Cut]:
    """The ways to cut text that `--tokens` compares."""
    schemes: dict[str, Cut] = {
        "bigrams": tokens,
        "characters": characters,
        "characters + bigrams": search_terms,
        "bigrams + trigrams": trigrams,
    }
    if importlib.util.find_spec("jieba"):
        schemes["jieba words"] = words
    return schemes


def texts_of(source: RetrievalSet) -> list[str]:
    """What is searched of each passage."""
    return [searchable_text(p, source.titles.get(p.article_id, "")) for p in source.passages]


def bm25(source: RetrievalSet, questions: Sequence[Question], cut: Cut) -> Scores:
    """Plain BM25 over the tokens of `cut`, question words and all."""
    ids = [passage.id for passage in source.passages]
    index = KeywordIndex.build_from_tokens(ids, [cut(text) for text in texts_of(source)])
    articles = [passage.article_id for passage in source.passages]
    rows = []
    for question in questions:
        total = np.zeros(len(ids), dtype=np.float32)
        for term in dict.fromkeys(cut(question.text)):
            positions, scores = index.column(term)
            total[positions] += scores
        rows.append(_cut_off(articles, total, question))
    return average(rows)


def _cut_off(articles: Sequence[str], scores: NDArray[np.float32], question: Question) -> Scores:
    """Score the first `DEPTH` passages alone; sorting them all takes longer than finding them."""
    first = np.argsort(-scores, kind="stable")[:DEPTH]
    return score_question([articles[i] for i in first], scores[first], question.gold)


def score_ids(ranked: Sequence[str], articles: dict[str, str], question: Question) -> Scores:
    """The scores of passages in the order in which they were found."""
    order = -np.arange(len(ranked), dtype=np.float32)
    return score_question([articles[i] for i in ranked], order, question.gold)


class Systems:
    """Our keyword search, the encoder alone and their fusion over one set."""

    def __init__(self, source: RetrievalSet, encoder: Encoder) -> None:
        self.articles = {passage.id: passage.article_id for passage in source.passages}
        self.keyword = KeywordIndex.build(source.passages, source.titles)
        vectors = encoder.encode_passages(texts_of(source))
        self.dense = FaissIndex.build(list(self.articles), vectors, encoder.fingerprint)
        self.encoder = encoder
        passages = {passage.id: passage for passage in source.passages}
        self.fused = HybridRetriever(passages, self.keyword, self.dense, encoder)

    def rows(self, questions: Sequence[Question]) -> dict[str, Scores]:
        """The scores of each system."""
        found: dict[str, list[Scores]] = {"keyword search": [], "encoder alone": [], "fused": []}
        for question in questions:
            vector = self.encoder.encode_queries([question.text])[0]
            lists = {
                "keyword search": [i for i, _ in self.keyword.search(question.text, DEPTH)],
                "encoder alone": [i for i, _ in self.dense.search(vector, DEPTH)],
                "fused": [hit.passage.id for hit in self.fused(question.text, DEPTH)],
            }
            for name, ids in lists.items():
                found[name].append(score_ids(ids, self.articles, question))
        return {name: average(scores) for name, scores in found.items()}


def perturbed(questions: Sequence[Question]) -> Iterator[tuple[str, list[Question]]]:
    """The questions as they are, with one or two wrong characters, and in traditional ones."""
    from opencc import OpenCC

    yield "as asked", list(questions)
    pool = [c for question in questions for c in question.text if is_chinese(c)]
    for name, change in (("one dropped", _drop), ("two swapped", _swap), ("one wrong", _replace)):
        dice = random.Random(name)
        changed = [(q, change(q.text, pool, dice)) for q in questions]
        yield name, [Question(q.id, text, q.gold, q.fitted) for q, text in changed]
    convert = OpenCC("s2t").convert
    yield "traditional", [Question(q.id, convert(q.text), q.gold, q.fitted) for q in questions]


def _place(text: str, dice: random.Random) -> int:
    places = [i for i, c in enumerate(text[:-1]) if is_chinese(c)]
    return dice.choice(places) if places else -1


def _drop(text: str, _: Sequence[str], dice: random.Random) -> str:
    at = _place(text, dice)
    return text if at < 0 else text[:at] + text[at + 1 :]


def _swap(text: str, _: Sequence[str], dice: random.Random) -> str:
    at = _place(text, dice)
    return text if at < 0 else text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _replace(text: str, pool: Sequence[str], dice: random.Random) -> str:
    at = _place(text, dice)
    return text if at < 0 else text[:at] + dice.choice(pool) + text[at + 1 :]


def latency(systems: Systems, questions: Sequence[Question]) -> str:
    """Milliseconds a search, encoder included, first time and again."""
    figures = []
    for _ in range(2):
        spent = []
        for question in questions:
            start = time.perf_counter()
            systems.fused(question.text, 10)
            spent.append(1000 * (time.perf_counter() - start))
        median, high = np.percentile(spent, [50, 95])
        figures.append(f"p50 {median:.1f} p95 {high:.1f} ms")
    return f"{len(systems.articles)} passages, first {figures[0]}, again {figures[1]}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sets", nargs="*", default=None)
    parser.add_argument("--questions", type=int, default=2500, help="of a set at most")
    parser.add_argument("--model", default="", help="a sentence-transformer's name or folder")
    parser.add_argument("--tokens", action="store_true")
    parser.add_argument("--perturb", action="store_true")
    parser.add_argument("--latency", action="store_true")
    options = parser.parse_args()
    if not SHARED.is_dir():
        raise SystemExit(f"{SHARED} is not there: nothing to measure on")
    encoder = kept_encoder(options.model, "sentence-transformer" if options.model else "builtin")
    print(HEADER)
    for source in itertools.chain(load_all(), (load_asked(),)):
        if options.sets is not None and source.name not in options.sets:
            continue
        asked = [q for q in source.questions if not q.fitted]
        asked = sorted(asked, key=lambda q: random.Random(q.id).random())[: options.questions]
        if options.tokens:
            for name, cut in cuts().items():
                print(f"{source.name:<12}{name:<32}{bm25(source, asked, cut)}", flush=True)
            continue
        systems = Systems(source, encoder)
        if options.latency:
            print(f"{source.name:<12}{latency(systems, asked)}", flush=True)
            continue
        if options.perturb:
            for name, changed in perturbed(asked):
                for system, scores in systems.rows(changed).items():
                    print(f"{source.name:<12}{f'{name}, {system}':<32}{scores}", flush=True)
            continue
        plain = {n: c for n, c in cuts().items() if n in ("bigrams", "jieba words")}
        rows = {f"BM25 {n}": bm25(source, asked, cut) for n, cut in plain.items()}
        for name, scores in (rows | systems.rows(asked)).items():
            print(f"{source.name:<12}{name:<32}{scores}", flush=True)


if __name__ == "__main__":
    main()
