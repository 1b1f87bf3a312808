"""What is known about a candidate passage before it is scored: one row of numbers each.

Every feature is relative (to the question's weight, to the best candidate, to
the spread of the list), so that a fit carries over to other libraries and
other encoders, whose BM25 scores and cosines lie elsewhere.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.keyword import KeywordIndex
from assistant.retrieval.question import question_terms
from assistant.retrieval.ranking import top_positions
from assistant.text import fold, is_chinese, search_terms, sentences
from assistant.types import Passage

CANDIDATES = 100  # of each list; what neither has among its first hundred is not scored
DENSE_DEPTH = 300
RANK_SCALE = 5.0  # 1 / (1 + rank / 5): the first ten ranks differ, later ones hardly
FIRST_TEN = 1 / (1 + 9 / RANK_SCALE)
USUAL_LENGTH = 200  # characters of a passage
KEPT_TEXTS = 20_000  # folded texts kept in memory, for speed only
EPSILON = 1e-6

# One value a candidate.
PASSAGE_FEATURES = (
    "keyword_share",  # BM25 score by the question's total weight
    "keyword_top",  # BM25 score by the best one
    "keyword_rank",
    "coverage",  # share of the question's weight (characters and bigrams) that the passage holds
    "coverage_bigrams",
    "coverage_rare",  # the same with weights squared: the rarest terms decide
    "longest_run",  # weight of the longest stretch of the question that stands in the passage
    "ordered_pairs",  # weight of neighbouring bigrams that are both in the passage
    "sentence",  # the best single sentence's share of the question's bigrams
    "sentence_pair",  # the same for two sentences that follow each other
    "head",  # share of the question's weight in title and labels
    "article_coverage",  # share of the question's weight in all candidates of the article
    "article_dense",  # dense_z of the article's nearest candidate
    "title_asked",  # share of the title that the question repeats
    "numbers",  # share of the question's Latin words and figures that the passage holds
    "dense_z",  # cosine, in standard deviations above the mean of the dense list
    "dense_gap",  # the same, below the best
    "dense_rank",
    "length",  # logarithm of the passage's length by 200 characters
)
# One value a question, the same for all its candidates.
QUESTION_FEATURES = (
    "known",  # share of the question's weight that occurs anywhere in the library
    "best_coverage",  # the best candidate's coverage: can the words alone decide?
    "mean_coverage",  # of the ten best by words
    "keyword_lead",  # how far the first by words is ahead of the second
    "dense_peak",  # how far the nearest stands out from the dense list
    "dense_lead",
    "agreement",  # share of the first ten that both lists have
    "question_length",  # logarithm of the number of terms
)
FEATURES = PASSAGE_FEATURES + QUESTION_FEATURES


@dataclass(frozen=True, slots=True)
class Candidates:
    """Passages that may answer, and what is known of them; all arrays have one row a passage."""

    positions: NDArray[np.int64]  # into the keyword index's ids
    features: NDArray[np.float32]  # (candidates, len(FEATURES))
    keyword: NDArray[np.float32]  # BM25 score
    dense: NDArray[np.float32]  # cosine
    in_keyword: NDArray[np.bool_]  # among the first of the keyword list
    in_dense: NDArray[np.bool_]

    def column(self, name: str) -> NDArray[np.float32]:
        """The values of one feature, (candidates,)."""
        return self.features[:, FEATURES.index(name)]


@dataclass(frozen=True, slots=True)
class _Question:
    """The terms of a question; arrays have one entry a term."""

    terms: tuple[str, ...]
    weights: NDArray[np.float32]  # inverse document frequency
    known: NDArray[np.bool_]  # occurs in the library
    bigrams: NDArray[np.int64]  # places of the bigrams among the terms, in the question's order
    plain: NDArray[np.int64]  # places of Latin words and figures


class FeatureReader:
    """Finds the candidates of a question and measures them."""

    def __init__(self, passages: Mapping[str, Passage], index: KeywordIndex) -> None:
        self._passages = passages
        self._index = index
        self._ids = index.ids
        self._places = {passage_id: i for i, passage_id in enumerate(self._ids)}
        self._lengths = np.array(
            [np.log(max(len(passages[i].text), 1) / USUAL_LENGTH) for i in self._ids],
            dtype=np.float32,
        )
        articles: dict[str, int] = {}
        self._articles = np.array(
            [articles.setdefault(passages[i].article_id, len(articles)) for i in self._ids],
            dtype=np.int64,
        )
        self._sentences = lru_cache(maxsize=KEPT_TEXTS)(self._fold_sentences)
        self._head = lru_cache(maxsize=KEPT_TEXTS)(self._fold_head)

    def read(self, query: str, nearest: Sequence[tuple[str, float]]) -> Candidates:
        """The candidates of `query`; `nearest` is its dense list, (id, cosine), nearest first.

        The dense list is best `DENSE_DEPTH` long: its first `CANDIDATES` are
        candidates, the rest only tells the cosines of the keyword list's
        passages. One that is further down still gets the last cosine.
        """
        question = self._question(query)
        keyword = self._index.scores(query)
        first = [i for i in top_positions(keyword, self._ids, CANDIDATES) if keyword[i] > 0]
        cosines = {self._places[passage_id]: cosine for passage_id, cosine in nearest}
        near = list(cosines)[:CANDIDATES]
        seen = set(near)
        positions = np.array([*near, *(i for i in first if i not in seen)], dtype=np.int64)
        last = min(cosines.values(), default=0.0)
        dense = np.array([cosines.get(i, last) for i in positions.tolist()], dtype=np.float32)
        in_dense = np.arange(len(positions)) < len(near)
        in_keyword = np.isin(positions, first)
        scores = keyword[positions]
        if len(positions) == 0:
            none = np.zeros((0, len(FEATURES)), dtype=np.float32)
            return Candidates(positions, none, scores, dense, in_keyword, in_dense)
        held = self._held(question, positions)
        table = (
            self._word_features(question, scores, held)
            | self._text_features(question, positions)
            | _dense_features(dense, in_dense)
            | {"length": self._lengths[positions]}
        )
        table |= self._article_features(question, positions, held, table["dense_z"])
        table |= _question_features(question, table, in_keyword, in_dense)
        rows = [np.broadcast_to(table[name], positions.shape) for name in FEATURES]
        features = np.stack(rows, axis=1).astype(np.float32)
        return Candidates(positions, features, scores, dense, in_keyword, in_dense)

    def _question(self, query: str) -> _Question:
        terms = question_terms(query)
        count = self._index.document_count
        frequencies = np.array([self._index.document_frequency(term) for term in terms])
        weights = np.log1p((count - frequencies + 0.5) / (frequencies + 0.5))
        return _Question(
            terms,
            weights.astype(np.float32),
            frequencies > 0,
            np.array(
                [i for i, t in enumerate(terms) if len(t) == 2 and is_chinese(t)], dtype=np.int64
            ),
            np.array([i for i, t in enumerate(terms) if not is_chinese(t)], dtype=np.int64),
        )

    def _held(self, question: _Question, positions: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which term stands in which candidate, (terms, candidates)."""
        rows = np.full(self._index.document_count, -1, dtype=np.int64)
        rows[positions] = np.arange(len(positions))
        held = np.zeros((len(question.terms), len(positions)), dtype=bool)
        for place, term in enumerate(question.terms):
            found = rows[self._index.column(term)[0]]
            held[place, found[found >= 0]] = True
        return held

    def _word_features(
        self, question: _Question, scores: NDArray[np.float32], held: NDArray[np.bool_]
    ) -> dict[str, NDArray[np.float32]]:
        weights = question.weights
        pairs = held[question.bigrams]
        pair_weights = weights[question.bigrams]
        return {
            "keyword_share": scores / max(float(weights.sum()), EPSILON),
            "keyword_top": scores / max(float(scores.max(initial=0)), EPSILON),
            "keyword_rank": _rank_value(scores),
            "coverage": _share(weights, held),
            "coverage_bigrams": _share(pair_weights, pairs),
            "coverage_rare": _share(weights**2, held),
            "longest_run": _longest_run(pair_weights, pairs),
            "ordered_pairs": _share(
                np.minimum(pair_weights[1:], pair_weights[:-1]), pairs[1:] & pairs[:-1]
            ),
            "numbers": _share(weights[question.plain], held[question.plain]),
        }

    def _text_features(
        self, question: _Question, positions: NDArray[np.int64]
    ) -> dict[str, NDArray[np.float32]]:
        """Features that need the passages' characters: single sentences, titles, labels."""
        bigrams = [question.terms[i] for i in question.bigrams]
        weights = question.weights[question.bigrams]
        asked = set(question.terms)
        lone, paired, heads, titles = [], [], [], []
        for position in positions.tolist():
            rows = [[b in s for b in bigrams] for s in self._sentences(position)]
            held = np.array(rows, dtype=bool).reshape(len(rows), len(bigrams))
            lone.append((held @ weights).max(initial=0))
            paired.append(((held[1:] | held[:-1]) @ weights).max(initial=lone[-1]))
            head, title = self._head(position)
            heads.append(float(np.array([b in head for b in bigrams], dtype=bool) @ weights))
            titles.append(len(title & asked) / max(len(title), 1))
        whole = max(float(weights.sum()), EPSILON)
        return {
            "sentence": np.array(lone, dtype=np.float32) / whole,
            "sentence_pair": np.array(paired, dtype=np.float32) / whole,
            "head": np.array(heads, dtype=np.float32) / whole,
            "title_asked": np.array(titles, dtype=np.float32),
        }

    def _article_features(
        self,
        question: _Question,
        positions: NDArray[np.int64],
        held: NDArray[np.bool_],
        dense_z: NDArray[np.float32],
    ) -> dict[str, NDArray[np.float32]]:
        """What the passage's article holds as a whole, as far as it is among the candidates."""
        _, groups = np.unique(self._articles[positions], return_inverse=True)
        order = np.argsort(groups, kind="stable")
        starts = np.searchsorted(groups[order], np.arange(groups.max(initial=-1) + 1))
        together = np.logical_or.reduceat(held[:, order], starts, axis=1)
        nearest = np.maximum.reduceat(dense_z[order], starts)
        return {
            "article_coverage": _share(question.weights, together)[groups],
            "article_dense": nearest[groups],
        }

    def _fold_sentences(self, position: int) -> tuple[str, ...]:
        text = self._passages[self._ids[position]].text
        folded = fold(text)
        return tuple(span.of(folded) for span in sentences(text))

    def _fold_head(self, position: int) -> tuple[str, frozenset[str]]:
        passage = self._passages[self._ids[position]]
        title = self._index.titles.get(passage.article_id, "")
        bigrams = frozenset(term for term in search_terms(title) if len(term) > 1)
        return fold("\n".join((title, *passage.path))), bigrams


def _share(weights: NDArray[np.float32], held: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Weight of what each candidate holds by the whole weight; 0 where there is none to hold."""
    return (weights @ held / max(float(weights.sum()), EPSILON)).astype(np.float32)


def _longest_run(weights: NDArray[np.float32], held: NDArray[np.bool_]) -> NDArray[np.float32]:
    run = np.zeros(held.shape[1], dtype=np.float32)
    best = run.copy()
    for weight, row in zip(weights, held, strict=True):
        run = (run + weight) * row
        best = np.maximum(best, run)
    return best / max(float(weights.sum()), EPSILON)


def _rank_value(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """1 for the best, falling with rank; equal scores share the better rank."""
    order = np.sort(scores)[::-1]
    ranks = np.searchsorted(-order, -scores, side="left")
    return (1 / (1 + ranks / RANK_SCALE)).astype(np.float32)


def _dense_features(
    dense: NDArray[np.float32], listed: NDArray[np.bool_]
) -> dict[str, NDArray[np.float32]]:
    near = dense[listed]
    if len(near) == 0:
        none = np.zeros(len(dense), dtype=np.float32)
        return {"dense_z": none, "dense_gap": none, "dense_rank": none}
    spread = max(float(near.std()), EPSILON)
    return {
        "dense_z": (dense - near.mean()) / spread,
        "dense_gap": (dense - near.max()) / spread,
        "dense_rank": _rank_value(dense),
    }


def _question_features(
    question: _Question,
    table: Mapping[str, NDArray[np.float32]],
    in_keyword: NDArray[np.bool_],
    in_dense: NDArray[np.bool_],
) -> dict[str, NDArray[np.float32]]:
    coverage = np.sort(table["coverage"])[::-1][:10]
    words = np.sort(table["keyword_top"])[::-1]
    peaks = np.sort(table["dense_z"])[::-1]
    both = (table["keyword_rank"] >= FIRST_TEN) & (table["dense_rank"] >= FIRST_TEN)
    values = {
        "known": question.weights @ question.known / max(float(question.weights.sum()), EPSILON),
        "best_coverage": coverage.max(initial=0),
        "mean_coverage": coverage.mean() if len(coverage) else 0,
        "keyword_lead": words[0] - words[1] if len(words) > 1 else 0,
        "dense_peak": peaks[0] if len(peaks) else 0,
        "dense_lead": peaks[0] - peaks[1] if len(peaks) > 1 else 0,
        "agreement": (both & in_keyword & in_dense).sum() / 10,
        "question_length": np.log1p(len(question.terms)),
    }
    return {name: np.float32(value) for name, value in values.items()}  # type: ignore[misc]
