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
from assistant.retrieval.meaning import DenseIndex, dense_features
from assistant.retrieval.question import question_terms
from assistant.retrieval.ranking import RANK_SCALE, rank_value, top_positions
from assistant.text import fold, is_chinese, sentences, tokens
from assistant.types import Passage

CANDIDATES = 100  # of each list; what neither has among its first hundred is not scored
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
    "ordered_pairs",  # weight of neighbouring bigrams that are both in the passage
    "sentence",  # the best single sentence's share of the question's bigrams
    "head",  # share of the question's weight in title and labels
    "article_coverage",  # share of the question's weight in all candidates of the article
    "article_dense",  # dense_z of the article's nearest candidate
    "title_asked",  # share of the title that the question repeats
    "numbers",  # share of the question's Latin words and figures that the passage holds
    "dense_z",  # cosine, in standard deviations above the mean of the dense list
    "dense_gap",  # the same, below the best
    "dense_rank",
    "first_model_z",  # as dense_z, by the first of the encoder's models alone
    "last_model_z",
    "like_first_by_words",  # cosine to the passage that is first by words
    "like_first_by_meaning",
    "length",  # logarithm of the passage's length by 200 characters
)
# One value a question, the same for all its candidates.
QUESTION_FEATURES = (
    "best_coverage",  # the best candidate's coverage: can the words alone decide?
    "dense_peak",  # how far the nearest stands out from the dense list
    "agreement",  # share of the first ten that both lists have
    "question_length",  # logarithm of the number of terms
    "library_size",  # logarithm of the number of passages
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
    bigrams: NDArray[np.int64]  # places of the bigrams among the terms, in the question's order
    plain: NDArray[np.int64]  # places of Latin words and figures


class FeatureReader:
    """Finds the candidates of a question and measures them."""

    def __init__(
        self,
        passages: Mapping[str, Passage],
        index: KeywordIndex,
        dense_index: DenseIndex,
        parts: Sequence[int],
    ) -> None:
        """Both indexes hold `passages`; `parts` as in `embeddings.encoder.Encoder`."""
        self._passages = passages
        self._index = index
        self._dense_index = dense_index
        self._parts = tuple(parts)
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

    def read(self, query: str, vector: NDArray[np.float32]) -> Candidates:
        """The candidates of a query with its vector (dim,), those of the dense list first."""
        question = self._question(query)
        keyword = self._index.scores(query)
        first = [i for i in top_positions(keyword, self._ids, CANDIDATES) if keyword[i] > 0]
        near = [self._places[i] for i, _ in self._dense_index.search(vector, CANDIDATES)]
        seen = set(near)
        positions = np.array([*near, *(i for i in first if i not in seen)], dtype=np.int64)
        vectors = self._dense_index.vectors_of([self._ids[i] for i in positions.tolist()])
        dense = vectors @ vector
        in_dense = np.arange(len(positions)) < len(near)
        in_keyword = np.isin(positions, first)
        scores = keyword[positions]
        if len(positions) == 0:
            none = np.zeros((0, len(FEATURES)), dtype=np.float32)
            return Candidates(positions, none, scores, dense, in_keyword, in_dense)
        held = self._held(question, positions)
        table = (
            self._word_features(question, scores, held)
            | self._text_features(question, positions, held)
            | dense_features(vector, vectors, len(near), self._parts, scores)
            | {"length": self._lengths[positions]}
        )
        table |= self._article_features(question, positions, held, table["dense_z"])
        table |= _question_features(table, in_keyword, in_dense)
        table |= {
            "question_length": np.array([np.log1p(len(question.terms))], dtype=np.float32),
            "library_size": np.array([np.log(self._index.document_count)], dtype=np.float32),
        }
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
            "keyword_rank": rank_value(scores),
            "coverage": _share(weights, held),
            "coverage_bigrams": _share(pair_weights, pairs),
            "coverage_rare": _share(weights**2, held),
            "ordered_pairs": _share(
                np.minimum(pair_weights[1:], pair_weights[:-1]), pairs[1:] & pairs[:-1]
            ),
            "numbers": _share(weights[question.plain], held[question.plain]),
        }

    def _text_features(
        self, question: _Question, positions: NDArray[np.int64], held: NDArray[np.bool_]
    ) -> dict[str, NDArray[np.float32]]:
        """Features that need the passages' characters: single sentences, titles, labels."""
        bigrams = [question.terms[i] for i in question.bigrams]
        weights = question.weights[question.bigrams].tolist()
        asked = set(question.terms)
        best, heads, titles = [], [], []
        for position, row in zip(positions.tolist(), held[question.bigrams].T, strict=True):
            head, title = self._head(position)
            mine = [(bigrams[i], weights[i]) for i in np.flatnonzero(row).tolist()]
            parts = self._sentences(position) if mine else ()
            best.append(max((_weight_in(part, mine) for part in parts), default=0.0))
            heads.append(_weight_in(head, mine))
            titles.append(len(title & asked) / max(len(title), 1))
        whole = max(sum(weights), EPSILON)
        return {
            "sentence": np.array(best, dtype=np.float32) / np.float32(whole),
            "head": np.array(heads, dtype=np.float32) / np.float32(whole),
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
        bigrams = frozenset(term for term in tokens(title) if len(term) > 1)
        return fold("\n".join((title, *passage.path))), bigrams


def _weight_in(text: str, weighted: Sequence[tuple[str, float]]) -> float:
    """The weight of the bigrams that stand in a text."""
    total = 0.0
    for bigram, weight in weighted:
        if bigram in text:
            total += weight
    return total


def _share(weights: NDArray[np.float32], held: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Weight of what each candidate holds by the whole weight; 0 where there is none to hold."""
    return (weights @ held / max(float(weights.sum()), EPSILON)).astype(np.float32)


def _question_features(
    table: Mapping[str, NDArray[np.float32]],
    in_keyword: NDArray[np.bool_],
    in_dense: NDArray[np.bool_],
) -> dict[str, NDArray[np.float32]]:
    both = (table["keyword_rank"] >= FIRST_TEN) & (table["dense_rank"] >= FIRST_TEN)
    return {
        "best_coverage": table["coverage"].max(keepdims=True),
        "dense_peak": table["dense_z"].max(keepdims=True),
        "agreement": np.array([(both & in_keyword & in_dense).sum() / 10], dtype=np.float32),
    }
