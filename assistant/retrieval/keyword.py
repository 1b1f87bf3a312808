"""Keyword search: BM25 over the tokens of `assistant.text`, weights computed once at indexing.

bm25s (Lù 2024, arXiv:2407.03618) computes the score of every (token, passage)
pair when the index is built; a query then only adds up the columns of its
tokens, which needs nothing but NumPy. So bm25s, and the SciPy it imports, are
loaded when an index is built and never when one is searched.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.errors import DamagedIndex
from assistant.retrieval.question import question_terms
from assistant.retrieval.ranking import top_positions
from assistant.text import search_terms
from assistant.types import Passage

# Robertson and Zaragoza 2009 give 1.2-2.0 and 0.5-0.8; within these the sets of ../shared/eval
# differ by less than a point, shorter b a little better.
K1 = 1.2
B = 0.6
# A single character says less than a bigram; 1.0 and 0.5 are a little worse on most sets.
CHARACTER_WEIGHT = 0.7

_ARRAYS = ("scores", "passages", "starts")


def searchable_text(passage: Passage, title: str = "") -> str:
    """What of a passage is searched: its article's title, the labels above it, its text."""
    return "\n".join(part for part in (title, *passage.path, passage.text) if part)


class KeywordIndex:
    """Passages by their tokens. Column t of a sparse matrix holds token t's score in each passage.

    `scores` (nnz,) float32 and `passages` (nnz,) int32 are cut into columns by
    `starts` (tokens + 1,) int64; a token's column is as long as its document
    frequency.
    """

    def __init__(
        self,
        ids: Sequence[str],
        vocabulary: Mapping[str, int],
        scores: NDArray[np.float32],
        passages: NDArray[np.int32],
        starts: NDArray[np.int64],
        titles: Mapping[str, str] | None = None,
    ) -> None:
        self._titles = dict(titles or {})
        self._ids = tuple(ids)
        self._vocabulary = vocabulary
        self._scores = scores
        self._passages = passages
        self._starts = starts

    @classmethod
    def build(
        cls, passages: Sequence[Passage], titles: Mapping[str, str] | None = None
    ) -> "KeywordIndex":
        """Index passages under their own text, their labels and `titles[passage.article_id]`."""
        titles = titles or {}
        corpus = [
            search_terms(searchable_text(passage, titles.get(passage.article_id, "")))
            for passage in passages
        ]
        return cls.build_from_tokens([passage.id for passage in passages], corpus, titles)

    @classmethod
    def build_from_tokens(
        cls,
        ids: Sequence[str],
        corpus: Sequence[Sequence[str]],
        titles: Mapping[str, str] | None = None,
    ) -> "KeywordIndex":
        """Index texts that are already cut into tokens, one sequence of tokens an id."""
        vocabulary: dict[str, int] = {}
        rows = [[vocabulary.setdefault(t, len(vocabulary)) for t in text] for text in corpus]
        if not vocabulary:
            empty = np.zeros(0, dtype=np.float32)
            return cls(ids, {}, empty, empty.astype(np.int32), np.zeros(1, dtype=np.int64), titles)
        from bm25s import BM25

        model = BM25(k1=K1, b=B, method="lucene", backend="numpy", csc_backend="numpy")
        model.index((rows, vocabulary), create_empty_token=False, show_progress=False)
        columns = model.scores
        return cls(
            ids,
            vocabulary,
            np.asarray(columns["data"], dtype=np.float32),
            np.asarray(columns["indices"], dtype=np.int32),
            np.asarray(columns["indptr"], dtype=np.int64),
            titles,
        )

    def save(self, folder: Path) -> None:
        """Write the index into `folder`, which is made if it is not there."""
        folder.mkdir(parents=True, exist_ok=True)
        np.save(folder / "scores.npy", self._scores, allow_pickle=False)
        np.save(folder / "passages.npy", self._passages, allow_pickle=False)
        np.save(folder / "starts.npy", self._starts, allow_pickle=False)
        names = {
            "ids": self._ids,
            "titles": self._titles,
            "vocabulary": list(self._vocabulary),
        }
        (folder / "names.json").write_text(json.dumps(names, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def open(cls, folder: Path) -> "KeywordIndex":
        """Open a saved index, its arrays mapped from disk; raises DamagedIndex."""
        try:
            names = json.loads((folder / "names.json").read_text(encoding="utf-8"))
            scores, passages, starts = (
                np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False)
                for name in _ARRAYS
            )
            ids, vocabulary, titles = names["ids"], names["vocabulary"], dict(names["titles"])
            whole = (
                len(starts) == len(vocabulary) + 1
                and len(scores) == len(passages) == int(starts[-1])
                and (len(passages) == 0 or 0 <= passages.min() <= passages.max() < len(ids))
            )
        except (OSError, ValueError, EOFError, KeyError, TypeError) as error:
            raise _damaged(folder) from error
        if not whole:
            raise _damaged(folder)
        columns = {token: column for column, token in enumerate(vocabulary)}
        return cls(ids, columns, scores, passages, starts, titles)

    def narrowed(self, ids: Sequence[str]) -> "KeywordIndex":
        """The index of these of its passages alone, in this order.

        Terms are as rare as they are among them: each column is weighted anew (inverse document
        frequency as in Lucene's BM25). Lengths stay relative to the mean of the whole index.
        """
        wanted = {passage_id: place for place, passage_id in enumerate(ids)}
        places = np.array([wanted.get(passage_id, -1) for passage_id in self._ids], dtype=np.int32)
        passages = places[self._passages]
        kept = passages >= 0
        before = np.diff(self._starts)
        columns = np.repeat(np.arange(len(before)), before)[kept]
        after = np.bincount(columns, minlength=len(before))
        weights = _rarity(len(ids), after) / _rarity(len(self._ids), before)
        return KeywordIndex(
            ids,
            self._vocabulary,
            (self._scores[kept] * weights[columns]).astype(np.float32),
            passages[kept],
            np.concatenate([[0], np.cumsum(after)]).astype(np.int64),
            self._titles,
        )

    @property
    def ids(self) -> tuple[str, ...]:
        """The passages' ids, in the order of every array of scores."""
        return self._ids

    @property
    def titles(self) -> Mapping[str, str]:
        """The titles under which passages were indexed, by article id."""
        return self._titles

    @property
    def document_count(self) -> int:
        """Number of passages counted."""
        return len(self._ids)

    def document_frequency(self, token: str) -> int:
        """In how many passages the token occurs; 0 for a token of no passage."""
        column = self._vocabulary.get(token)
        return 0 if column is None else int(self._starts[column + 1] - self._starts[column])

    def column(self, token: str) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """Positions of the passages that hold the token, and its score in each."""
        column = self._vocabulary.get(token)
        if column is None:
            return np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32)
        part = slice(int(self._starts[column]), int(self._starts[column + 1]))
        return self._passages[part], self._scores[part]

    def scores(self, query: str) -> NDArray[np.float32]:
        """BM25 score of every passage, (document_count,) float32, in the order of `ids`.

        Words that ask (哪些, 是什么) are left out, and a term that stands twice
        in the query counts once: questions repeat words for grammar.
        """
        total = np.zeros(len(self._ids), dtype=np.float32)
        for term in question_terms(query):
            positions, scores = self.column(term)
            # A passage occurs once in a column, so that += does not lose any.
            total[positions] += scores if len(term) > 1 else CHARACTER_WEIGHT * scores
        return total

    def search(self, query: str, limit: int) -> list[tuple[str, float]]:
        """The best `limit` (passage id, BM25 score) of those with a token of the query."""
        scores = self.scores(query)
        best = top_positions(scores, self._ids, limit)
        return [(self._ids[i], float(scores[i])) for i in best if scores[i] > 0]


def _rarity(passages: int, holding: NDArray[np.int64]) -> NDArray[np.float64]:
    """Inverse document frequency of terms that so many of `passages` hold."""
    return np.asarray(np.log1p((passages - holding + 0.5) / (holding + 0.5)))


def _damaged(folder: Path) -> DamagedIndex:
    return DamagedIndex(
        f"关键词索引 {folder.name} 缺失或已损坏；请运行 assistant index --rebuild 重建索引。"
    )
