"""The public question sets as answering sees them: a library in memory, questions, evidence."""

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import permutations
from typing import Any

import numpy as np
from tqdm import tqdm

from assistant.answering.composer import Composer
from assistant.answering.outline.points import Points
from assistant.answering.refusing.confidence import Confidence
from assistant.answering.sentences.extractive import Policy
from assistant.answering.words.evidence import Evidence
from assistant.answering.words.places import PLACES, places_of
from assistant.answering.words.question import Question, analyse
from assistant.answering.words.related import RelatedWords
from assistant.answering.words.terms import Terms
from assistant.answering.words.years import years_of
from assistant.evaluation.matching import comparable
from assistant.ingest.outline import build_outline
from assistant.ingest.passages import split_passages
from assistant.ingest.readers import read_documents
from assistant.retrieval.hybrid import HybridRetriever
from assistant.retrieval.keyword import KeywordIndex, searchable_text
from assistant.text import fold
from assistant.types import Article, Hit, Passage, Point
from benchmarks import asked_set
from benchmarks.retrieval_sets import SHARED, in_fitting_half, read_lines

SMALL_LIBRARY = 7
REWORDED_TWIN, REWORDED_SET = "~reworded", "_reworded"
REWORDED = 2  # words of a question that are replaced by synonyms


def normalise(text: str) -> str:
    """Text as the question sets compare it."""
    return comparable(text).key


class MemoryCorpus:
    """Articles read from a passages file; implements `assistant.types.Corpus`."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._articles = {article.id: article for article in articles}
        self._outlines = {article.id: build_outline(article) for article in articles}
        self._passages = {
            passage.id: passage
            for article in articles
            for passage in split_passages(article, self._outlines[article.id])
        }

    def articles(self) -> Sequence[Article]:
        """All articles."""
        return tuple(self._articles.values())

    def margins(self) -> Sequence[Article]:
        """None: the sets hold articles alone."""
        return ()

    def article(self, article_id: str) -> Article:
        """The article of that id."""
        return self._articles[article_id]

    def outline(self, article_id: str) -> Point:
        """The outline of that article."""
        return self._outlines[article_id]

    def passages(self) -> Mapping[str, Passage]:
        """All passages by id."""
        return self._passages


@dataclass
class Asked:
    """A question of a set with everything that answering found for it."""

    id: str
    set_name: str
    question: Question
    terms: Terms
    hits: tuple[Hit, ...]
    evidence: list[Evidence]
    answers: list[str]
    gold: frozenset[str]
    answerable: bool
    fitted: bool
    point_own: float
    point_chain: float
    probabilities: np.ndarray[Any, Any] = field(default_factory=lambda: np.zeros(0))

    @cached_property
    def texts(self) -> list[str]:
        """The candidate sentences, normalised for comparing with accepted answers."""
        return [normalise(item.sentence.text) for item in self.evidence]

    @cached_property
    def labels(self) -> np.ndarray[Any, Any]:
        """Whether each candidate holds an accepted answer, in a gold document, (n,) bool."""
        return np.array(
            [
                item.sentence.article_id in self.gold and any(a in text for a in self.answers)
                for item, text in zip(self.evidence, self.texts, strict=True)
            ],
            dtype=bool,
        )

    @cached_property
    def rows(self) -> np.ndarray[Any, Any]:
        """The candidates' features, (n, features)."""
        return np.stack([item.features for item in self.evidence])


class AnswerSet:
    """One public set, its library built in memory with the encoder in use."""

    def __init__(
        self,
        name: str,
        encoder: Any,
        articles: Sequence[Article],
        lines: Sequence[dict[str, Any]],
    ) -> None:
        self.name = name
        self.lines = lines
        self._encoder = encoder
        self.corpus = MemoryCorpus(articles)
        passages = list(self.corpus.passages().values())
        titles = {article.id: article.title for article in self.corpus.articles()}
        self.keyword = KeywordIndex.build(passages, titles)
        dense = None
        self.encode = None
        if encoder is not None:
            from embeddings.faiss_index import FaissIndex

            vectors = encoder.encode_passages(
                [searchable_text(passage, titles[passage.article_id]) for passage in passages]
            )
            dense = FaissIndex.build([p.id for p in passages], vectors, encoder.fingerprint)
            self.encode = encoder.encode_sentences
        self.search = HybridRetriever(self.corpus.passages(), self.keyword, dense, encoder)
        self.composer = Composer(
            self.corpus,
            self.search,
            self.keyword,
            Points(self.corpus, self.keyword),
            Confidence(),
            Policy(),
            self.encode,
        )

    @classmethod
    def load(cls, name: str, encoder: Any, limit: int | None = None) -> "AnswerSet":
        """A set of ../shared/eval, its documents read as the product reads them, or `asked`."""
        if name == asked_set.NAME:
            lines = list(asked_set.marked_questions())[:limit]
            return cls(name, encoder, asked_set.asked_articles(), lines)
        folder = SHARED / "eval" / name
        read = read_documents(folder / "passages.jsonl.gz", max_bytes=10**9)
        return cls(
            name, encoder, read.articles, list(read_lines(folder / "questions.jsonl.gz"))[:limit]
        )

    def small_libraries(self, count: int) -> Iterator["AnswerSet"]:
        """Libraries of a document's nearest neighbours, with it or (every second one) without.

        People's libraries are small, and what is asked of them but not said is
        close to what is said; a question about a document that was left out,
        over the documents nearest to it, is the hard kind of unanswerable.
        """
        by_gold: dict[str, list[dict[str, Any]]] = {}
        for line in self.lines:
            for gold in line["gold_passage_ids"][:1]:
                by_gold.setdefault(gold, []).append(line)
        chosen = sorted(by_gold, key=lambda gold: zlib.crc32(gold.encode()))[:count]
        for place, gold in enumerate(chosen):
            article = self.corpus.article(gold)
            hits = self.search(fold(article.text[:120]), 60)
            near = [i for i in dict.fromkeys(h.passage.article_id for h in hits) if i != gold]
            golds = {gold} if place % 2 == 0 else set()
            articles = [self.corpus.article(i) for i in (*sorted(golds), *near[:SMALL_LIBRARY])]
            kept = {article.id for article in articles}
            lines = [
                {**line, "gold_passage_ids": sorted(kept & set(line["gold_passage_ids"]))}
                if golds
                else _twin(line, line["question"], "left_out")
                for line in by_gold[gold]
                if golds or not kept & set(line["gold_passage_ids"])
            ]
            yield AnswerSet(self.name, self._encoder, articles, lines)

    def asked(self, *, swapped: bool = False, progress: bool = True) -> Iterator[Asked]:
        """Every question with its evidence; `swapped` adds twins of the answerable ones.

        One says the same in other words; of the fitted half another cannot be answered.
        """
        for line in tqdm(self.lines, desc=self.name, unit="题", disable=not progress or None):
            yield self._ask(line)
            if swapped and line["answerable"]:
                fitted = in_fitting_half(line["id"])
                for twin in (self.reworded(line), self._swapped(line) if fitted else None):
                    if twin is not None:
                        yield self._ask(twin)

    def _ask(self, line: dict[str, Any]) -> Asked:
        found = self.composer.gather(analyse(line["question"]))
        return Asked(
            id=line["id"],
            set_name=self.name + REWORDED_SET * line["id"].endswith(REWORDED_TWIN),
            question=found.question,
            terms=found.terms,
            hits=found.hits,
            evidence=list(found.evidence),
            answers=[a for a in map(normalise, line.get("answers", ())) if a],
            gold=frozenset(line["gold_passage_ids"]),
            answerable=bool(line["answerable"]),
            fitted=in_fitting_half(line["id"].partition("~")[0]),
            point_own=found.match.own if found.match else 0.0,
            point_chain=found.match.chain if found.match else 0.0,
        )

    def _swapped(self, line: dict[str, Any]) -> dict[str, Any] | None:
        """The question about a year, place or attribute that its documents do not name."""
        folded = fold(line["question"])
        told = " ".join(fold(self.corpus.article(gold).text) for gold in line["gold_passage_ids"])
        pick = zlib.crc32(line["id"].encode())
        for old in years_of(folded):
            others = [str(int(old) + step) for step in (1, -1, 2, -2, 3, 5, -5)]
            new = next((year for year in others if year not in told), None)
            if new and old in line["question"]:
                return _twin(line, line["question"].replace(old, new), "year")
        if pick % 2:
            for old in places_of(folded):
                names = sorted(place for place in PLACES if len(place) == len(old))
                new = _first_absent(names, told, pick)
                if new and old in line["question"]:
                    return _twin(line, line["question"].replace(old, new), "place")
        question = analyse(line["question"])
        old = question.heads[0]
        new = _first_absent(self._heads.get((question.kind, len(old)), ()), told, pick)
        if new and len(old) > 1 and old in line["question"]:
            return _twin(line, line["question"].replace(old, new), "attribute")
        return None

    def reworded(self, line: dict[str, Any]) -> dict[str, Any] | None:
        """The question with up to `REWORDED` of its documents' words replaced by synonyms.

        A synonym is a word of ../shared/training/synonyms that its documents do not use.
        """
        told = " ".join(fold(self.corpus.article(gold).text) for gold in line["gold_passage_ids"])
        text, topic = line["question"], analyse(line["question"]).topic
        pick = zlib.crc32(line["id"].encode())
        words = [
            word
            for length in (4, 3, 2)
            for start in range(len(topic) - length + 1)
            if (word := topic[start : start + length]) in _synonyms() and word in told
        ]
        replaced = 0
        for word in sorted(words, key=lambda word: zlib.crc32(f"{pick}{word}".encode())):
            new = _first_absent(_synonyms()[word], told, pick)
            if new and word in text and replaced < REWORDED:
                text, replaced = text.replace(word, new), replaced + 1
        return {**line, "id": line["id"] + REWORDED_TWIN, "question": text} if replaced else None

    @cached_property
    def _heads(self) -> dict[tuple[str, int], list[str]]:
        """The attributes that the set's questions ask for, by kind and length."""
        found: dict[tuple[str, int], set[str]] = {}
        for line in self.lines:
            question = analyse(line["question"])
            head = question.heads[0]
            if re.fullmatch(r"[一-龥]{2,4}", head):
                found.setdefault((question.kind, len(head)), set()).add(head)
        return {key: sorted(heads) for key, heads in found.items()}


@lru_cache(maxsize=1)
def _synonyms() -> dict[str, list[str]]:
    """The synonyms of each word that are in common use, by either word of a pair."""
    found: dict[str, set[str]] = {}
    related = RelatedWords.load()
    for row in read_lines(SHARED / "training" / "synonyms" / "pairs.jsonl.gz"):
        for word, other in permutations((fold(row["anchor"]), fold(row["positive"]))):
            pairs = [other[start : start + 2] for start in range(len(other) - 1)]
            if any(pair in related for pair in pairs) and word not in other and other not in word:
                found.setdefault(word, set()).add(other)
    return {word: sorted(others) for word, others in found.items()}


def _first_absent(names: Sequence[str], told: str, pick: int) -> str | None:
    """A name none of whose character pairs the text holds, chosen by the question's hash."""
    for step in range(min(60, len(names))):
        name = names[(pick + step * 37) % len(names)]
        if not any(name[i : i + 2] in told for i in range(len(name) - 1)):
            return name
    return None


def _twin(line: dict[str, Any], text: str, swapped: str) -> dict[str, Any]:
    return {
        **line,
        "id": f"{line['id']}~{swapped}",
        "question": text,
        "answers": [],
        "gold_passage_ids": [],
        "answerable": False,
    }
