"""How likely the documents answer a question, from features that can be explained.

The model is fitted by `python -m benchmarks.fit_answers` on one half of the
public sets and stored as JSON in `models/confidence.json`, with the thresholds
below which the assistant abstains.
"""

import json
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.answering.sentences.extractive import PROSE_KINDS, Ranked
from assistant.answering.words.evidence import FEATURES as SENTENCE_FEATURES
from assistant.answering.words.forest import MODELS, Forest
from assistant.answering.words.kinds import Kind
from assistant.answering.words.places import place_met
from assistant.answering.words.question import Question
from assistant.answering.words.terms import Terms
from assistant.types import Hit

_BEST = tuple(f"best_{name}" for name in SENTENCE_FEATURES)
FEATURES: tuple[str, ...] = (
    "probability",
    "second_probability",
    "top_probabilities",
    "widest_sentence_coverage",
    "widest_near_coverage",
    "widest_passage_coverage",
    "widest_article_coverage",
    "widest_related_coverage",
    "rarest_in_any_sentence",
    "rarest_in_library",
    "unknown_mass",
    "missing_mass_in_best_passage",
    "term_count",
    "mean_weight",
    "place_met",
    "year_met",
    "keyword_gap_to_next_article",
    "found_by_both",
    "widest_dense",
    "dense_gap",
    "dense_rise",
    "coverage_outside_titles",
    "point_own",
    "point_chain",
    *_BEST,
)


def describe(
    question: Question,
    terms: Terms,
    ranked: Sequence[Ranked],
    hits: Sequence[Hit],
    point_own: float = 0.0,
    point_chain: float = 0.0,
) -> NDArray[np.float32]:
    """The row of FEATURES, (len(FEATURES),), of a question and what was found for it."""
    row = dict.fromkeys(FEATURES, 0.0)
    row.update(point_own=point_own, point_chain=point_chain, term_count=float(len(terms)))
    mass = terms.mass or 1.0
    row["mean_weight"] = terms.mass / max(1, len(terms))
    row["unknown_mass"] = sum(term.weight for term in terms if not term.known) / mass
    rarest = max(terms, key=lambda term: (term.weight, term.token), default=None)
    row["rarest_in_library"] = float(rarest is not None and rarest.known)
    if ranked:
        best = ranked[0]
        probabilities = [item.probability for item in ranked[:5]] + [0.0] * 5
        row["probability"] = probabilities[0]
        row["second_probability"] = probabilities[1]
        row["top_probabilities"] = sum(probabilities[:5])
        evidence = [item.evidence for item in ranked]
        for name, feature in (
            ("widest_sentence_coverage", "sentence_coverage"),
            ("widest_near_coverage", "near_coverage"),
            ("widest_passage_coverage", "passage_coverage"),
            ("widest_related_coverage", "related_near_coverage"),
        ):
            column = SENTENCE_FEATURES.index(feature)
            row[name] = max(float(item.features[column]) for item in evidence)
        grams: dict[str, set[str]] = {}
        for item in evidence:
            context = item.context
            grams.setdefault(context.article_id, set(context.head_grams)).update(context.grams)
        row["widest_article_coverage"] = max(terms.coverage(found) for found in grams.values())
        if rarest is not None:
            row["rarest_in_any_sentence"] = float(
                any(rarest.token in item.sentence.grams for item in evidence)
            )
        context = best.evidence.context
        whole = context.grams | context.head_grams | context.label_grams
        row["missing_mass_in_best_passage"] = sum(t.weight for t in terms.missing(whole)) / mass
        row["place_met"] = place_met(question, best.evidence)
        row["year_met"] = best.evidence.feature("years_met")
        row["coverage_outside_titles"] = _coverage_outside_titles(terms, best)
        row.update(zip(_BEST, (float(value) for value in best.evidence.features), strict=True))
    row["found_by_both"] = float(bool(hits) and len(hits[0].found_by) > 1)
    dense = sorted((hit.dense for hit in hits if hit.dense is not None), reverse=True)
    row["widest_dense"] = dense[0] if dense else 0.0
    row["dense_gap"] = dense[0] - dense[1] if len(dense) > 1 else 0.0
    row["dense_rise"] = dense[0] - sum(dense) / len(dense) if dense else 0.0
    row["keyword_gap_to_next_article"] = _gap(hits, mass)
    return np.array([row[name] for name in FEATURES], dtype=np.float32)


class Confidence:
    """The fitted model and its thresholds."""

    def __init__(self) -> None:
        self._forest = Forest.load("confidence")
        data = json.loads((MODELS / "policy.json").read_text(encoding="utf-8"))
        self._limits = {name: float(limit) for name, limit in data["abstain_below"].items()}

    def threshold(self, kind: Kind) -> float:
        """The probability below which a question of that kind is not answered.

        A stretch of prose near the question helps where a near figure misleads.
        """
        return self._limits["prose" if kind in PROSE_KINDS else "fact"]

    def probability(self, row: NDArray[np.float32]) -> float:
        """The probability, in [0, 1], that the documents answer the question."""
        return float(self._forest.probability(row[np.newaxis, :])[0])


def _coverage_outside_titles(terms: Terms, best: Ranked) -> float:
    """Coverage by the sentence without what stands in 《》: a title named is not a thing said."""
    text = best.evidence.sentence.folded
    depth = 0
    kept: list[str] = []
    for character in text:
        depth += (character == "《") - (character == "》")
        kept.append("," if depth else character)
    bare = "".join(kept)
    return terms.coverage({term.token for term in terms if term.token in bare})


def _gap(hits: Sequence[Hit], mass: float) -> float:
    if not hits:
        return 0.0
    first = hits[0].passage.article_id
    top = max((hit.keyword or 0.0 for hit in hits if hit.passage.article_id == first), default=0.0)
    rest = max((hit.keyword or 0.0 for hit in hits if hit.passage.article_id != first), default=0.0)
    return (top - rest) / mass
