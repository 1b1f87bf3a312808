"""Sentences that may answer a question, each with the features by which it is judged.

A sentence is read where it stands: what its neighbours, its labels and its
article's title say counts as its context, since Chinese prose names a subject
once and then drops it.
"""

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.answering import spans
from assistant.answering.question import Kind, Question, years_of
from assistant.answering.terms import Term, Terms
from assistant.text import fold, sentences, tokens
from assistant.types import Corpus, Hit, Passage, Span

Encode = Callable[[Sequence[str]], NDArray[np.float32]]

_KINDS: tuple[Kind, ...] = (
    "number", "date", "rank", "person", "organisation", "place", "name", "list", "how", "why",
    "goal", "definition", "comparison", "yes_no", "open",
)  # fmt: skip
# A sentence that begins so speaks of what the sentence before it named.
_ANAPHORA = re.compile(r"^[\"']?(?:他|她|它|其|该|这|此|本|上述|以上|对此|为此|同时|另外|此外)")

# The beginning of a document says what it is about, above all where no title is given.
HEAD_CHARS = 80

FEATURES: tuple[str, ...] = (
    "sentence_coverage",
    "near_coverage",
    "passage_coverage",
    "article_head_coverage",
    "rarest_covered",
    "second_rarest_covered",
    "saturated_overlap",
    "longest_common",
    "character_coverage",
    "sentence_cosine",
    "near_cosine",
    "left_aligned",
    "right_aligned",
    "both_aligned",
    "heads_in_sentence",
    "heads_near",
    "heads_in_passage",
    "typed_spans",
    "has_typed_span",
    "typed_near_terms",
    "unit_met",
    "novelty",
    "log_length",
    "window",
    "position",
    "first_sentence",
    "anaphora",
    "quoted_met",
    "years_met",
    "enumeration",
    "count_met",
    "hit_rank",
    "hit_keyword",
    "hit_keyword_gap",
    "hit_dense",
    "article_rank",
    "label_coverage",
    "colon",
    *(f"kind_{kind}" for kind in _KINDS),
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article with its search keys; `folded` has the sentence's own length."""

    article_id: str
    start: int
    end: int
    text: str
    folded: str
    grams: frozenset[str]


@dataclass(frozen=True, slots=True)
class Context:
    """A passage opened for reading: its sentences, and the words above them."""

    article_id: str
    head_grams: frozenset[str]
    label_grams: frozenset[str]
    grams: frozenset[str]
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A candidate sentence: the hit it came from and its row of features, ordered as FEATURES."""

    sentence: Sentence
    hit: Hit
    context: Context
    features: NDArray[np.float32]

    def feature(self, name: str) -> float:
        """One feature by its name."""
        return float(self.features[FEATURES.index(name)])


@lru_cache(maxsize=16384)
def _grams(folded: str) -> frozenset[str]:
    return frozenset(tokens(folded))


class EvidenceReader:
    """Opens the passages of hits and describes their sentences."""

    def __init__(self, corpus: Corpus, encode: Encode | None = None) -> None:
        self._corpus = corpus
        self._encode = encode
        self._contexts: dict[str, Context] = {}
        self._vectors: dict[str, NDArray[np.float32]] = {}

    def warm(self, passages: Iterable[Passage]) -> None:
        """Read passages before they are asked about, so that the first questions are quick too."""
        contexts = [self.open(passage) for passage in passages]
        self._encoded([sentence.folded for context in contexts for sentence in context.sentences])

    def open(self, passage: Passage) -> Context:
        """A passage cut into sentences; kept, since passages never change."""
        known = self._contexts.get(passage.id)
        if known is not None:
            return known
        article = self._corpus.article(passage.article_id)
        found = tuple(
            Sentence(
                article.id,
                span.start,
                span.end,
                span.of(article.text),
                folded := fold(span.of(article.text)),
                _grams(folded),
            )
            for span in sentences(article.text, passage.start, passage.end)
        )
        context = Context(
            article_id=article.id,
            head_grams=_grams(
                fold(f"{article.title}\n{article.author}\n{article.text[:HEAD_CHARS]}")
            ),
            label_grams=_grams(fold(" ".join(passage.path))),
            grams=frozenset().union(*(sentence.grams for sentence in found)),
            sentences=found,
        )
        if len(self._contexts) > 4096:
            self._contexts.clear()
        self._contexts[passage.id] = context
        return context

    def read(self, question: Question, terms: Terms, hits: Sequence[Hit]) -> list[Evidence]:
        """All sentences of the hits' passages, each once, with their features."""
        contexts = [self.open(hit.passage) for hit in hits]
        texts = [sentence.folded for context in contexts for sentence in context.sentences]
        cosines = self._cosines(question, texts)
        article_ranks: dict[str, int] = {}
        seen: set[tuple[str, int]] = set()
        found: list[Evidence] = []
        offset = 0
        mass = terms.mass or 1.0
        best_keyword = max((hit.keyword or 0.0 for hit in hits), default=0.0)
        asker = _Asker(question, terms)
        for rank, (hit, context) in enumerate(zip(hits, contexts, strict=True)):
            article_rank = article_ranks.setdefault(context.article_id, len(article_ranks))
            for index, sentence in enumerate(context.sentences):
                cosine = cosines[offset + index]
                before = cosines[offset + index - 1] if index else cosine
                key = (sentence.article_id, sentence.start)
                if key in seen:
                    continue
                seen.add(key)
                row = asker.describe(context, index)
                row.update(
                    sentence_cosine=cosine,
                    near_cosine=max(cosine, 0.5 * (cosine + before)),
                    hit_rank=1.0 / (1 + rank),
                    hit_keyword=(hit.keyword or 0.0) / mass,
                    hit_keyword_gap=((hit.keyword or 0.0) - best_keyword) / mass,
                    hit_dense=hit.dense or 0.0,
                    article_rank=1.0 / (1 + article_rank),
                )
                vector = np.array([row.get(name, 0.0) for name in FEATURES], dtype=np.float32)
                found.append(Evidence(sentence, hit, context, vector))
            offset += len(context.sentences)
        return found

    def _cosines(self, question: Question, texts: Sequence[str]) -> list[float]:
        if self._encode is None or not texts:
            return [0.0] * len(texts)
        (query,) = self._encode([question.topic or question.folded])
        return [float(value) for value in self._encoded(texts) @ query]

    def _encoded(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if self._encode is None or not texts:
            return np.zeros((len(texts), 0), dtype=np.float32)
        if len(self._vectors) > 16384:
            self._vectors.clear()
        new = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        if new:
            self._vectors.update(zip(new, self._encode(new), strict=True))
        return np.stack([self._vectors[text] for text in texts])


class _Asker:
    """Describes sentences for one question; what depends on the question alone is made once."""

    def __init__(self, question: Question, terms: Terms) -> None:
        self._question = question
        self._terms = terms
        self._rarest = sorted(terms, key=lambda term: (-term.weight, term.token))[:2]
        self._characters = set(question.topic) - {","}
        self._pieces = [piece for piece in question.topic.split(",") if len(piece) > 1]
        self._left, self._right = question.heads[0][-2:], question.heads[1][:2]
        self._heads = [frozenset(tokens(head)) for head in question.heads if len(head) > 1]
        self._kind = f"kind_{question.kind}"

    def describe(self, context: Context, index: int) -> dict[str, float]:
        """The features of one sentence that do not depend on its hit."""
        question, terms = self._question, self._terms
        sentence = context.sentences[index]
        text = sentence.folded
        before = context.sentences[index - 1].grams if index else frozenset[str]()
        near = sentence.grams | before | context.label_grams
        whole = context.grams | context.head_grams | context.label_grams
        typed = list(spans.spans_for(question, text))
        matched = [text.find(term.token) for term in terms if term.token in sentence.grams]
        window = max(matched) - min(matched) if matched else len(text)
        left = text.rfind(self._left) if self._left else -1
        right = text.find(self._right, max(left, 0)) if self._right else -1
        novel = sum(1 for character in set(text) if character not in self._characters)
        return {
            "sentence_coverage": terms.coverage(sentence.grams),
            "near_coverage": terms.coverage(near),
            "passage_coverage": terms.coverage(whole),
            "article_head_coverage": terms.coverage(context.head_grams),
            "rarest_covered": _covered(self._rarest, 0, sentence.grams, near),
            "second_rarest_covered": _covered(self._rarest, 1, sentence.grams, near),
            "saturated_overlap": terms.coverage(sentence.grams)
            * terms.mass
            / (1.0 + 0.5 * len(text) / 40.0),
            "longest_common": self._longest_common(text),
            "character_coverage": len(self._characters & set(text)) / max(1, len(self._characters)),
            "left_aligned": float(left >= 0),
            "right_aligned": float(right >= 0),
            "both_aligned": float(left >= 0 and right > left),
            "heads_in_sentence": self._heads_in(sentence.grams),
            "heads_near": self._heads_in(near),
            "heads_in_passage": self._heads_in(whole),
            "typed_spans": min(len(typed), 6.0),
            "has_typed_span": float(bool(typed)),
            "typed_near_terms": _nearness(typed, matched),
            "unit_met": float(spans.has_unit(question, text)) - float(bool(question.unit)),
            "novelty": min(novel, 60) / 60.0,
            "log_length": math.log1p(len(text)),
            "window": min(window, 100) / 100.0,
            "position": 1.0 / (1 + index),
            "first_sentence": float(index == 0),
            "anaphora": float(bool(_ANAPHORA.match(text))),
            "quoted_met": _share(question.quoted, text),
            "years_met": _years_met(question.years, text, context, index),
            "enumeration": float(spans.items_of_enumeration(text)) if question.listing else 0.0,
            "count_met": float(
                question.count is not None and spans.items_of_enumeration(text) == question.count
            ),
            "label_coverage": terms.coverage(context.label_grams),
            "colon": float(":" in text),
            self._kind: 1.0,
        }

    def _heads_in(self, grams: frozenset[str]) -> float:
        """How much of the attribute asked for is there: the least share of a head; 1 for none."""
        return min((len(head & grams) / len(head) for head in self._heads if head), default=1.0)

    def _longest_common(self, text: str) -> float:
        """The longest piece of the topic found in the text, as a share of the topic's length."""
        best = 0
        for piece in self._pieces:
            start = 0
            while start + best < len(piece):
                if piece[start : start + best + 1] in text:
                    best += 1
                else:
                    start += 1
        return best / max(1, len(self._question.topic))


def _covered(
    rarest: Sequence[Term], place: int, sentence: frozenset[str], near: frozenset[str]
) -> float:
    if place >= len(rarest):
        return 1.0
    token = rarest[place].token
    return 1.0 if token in sentence else 0.5 if token in near else 0.0


def _nearness(typed: Sequence[Span], matched: Sequence[int]) -> float:
    """How close the nearest typed span stands to a matched term: 1 beside it, towards 0 far off."""
    if not typed or not matched:
        return 0.0
    distance = min(
        min(abs(span.start - place), abs(span.end - place)) for span in typed for place in matched
    )
    return 1.0 / (1.0 + distance / 5.0)


def _share(quoted: Sequence[str], text: str) -> float:
    if not quoted:
        return 0.0
    return sum(1.0 if piece in text else -1.0 for piece in quoted) / len(quoted)


def _years_met(years: Sequence[str], text: str, context: Context, index: int) -> float:
    """1 when a year asked for stands in the sentence, 0.5 before it, -1 when another does."""
    if not years:
        return 0.0
    own = years_of(text)
    if any(year in own for year in years):
        return 1.0
    earlier = [year for s in context.sentences[:index] for year in years_of(s.folded)]
    if not own and any(year in earlier for year in years):
        return 0.5
    return -1.0 if own else -0.5
