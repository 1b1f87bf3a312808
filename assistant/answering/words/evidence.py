"""Sentences that may answer a question, and the features by which they are judged.

A sentence is read where it stands: what its neighbours, its labels and its
article's title say counts as its context, since Chinese prose names a subject
once and then drops it.
"""

import re
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from assistant.answering.words.kinds import Kind
from assistant.answering.words.related import Numbers
from assistant.types import Hit

KINDS: tuple[Kind, ...] = (
    "number", "date", "rank", "person", "organisation", "place", "name", "list", "how", "why",
    "goal", "definition", "comparison", "yes_no", "open",
)  # fmt: skip
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
    "related_coverage",
    "related_near_coverage",
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
    "measure_named",
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
    *(f"kind_{kind}" for kind in KINDS),
)


# 其中,城镇居民……: the figures of its parts; 分县区看 on a line of its own goes on from no other.
_OF_WHICH, _BY_PART = re.compile("其中[,:]?"), re.compile(r"(?:分|按)[^,。;]{1,8}(?:看|分)[,:]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article with its search keys; `folded` has the sentence's own length.

    `bare_grams` leave out what stands in 《》: a title named is not a thing said.
    `years_above` are those of the nearest heading that names any (2023年工作回顾),
    `years_meant` what 去年 and 今年 mean in an article of known date.
    """

    article_id: str
    start: int
    end: int
    text: str
    folded: str
    grams: frozenset[str]
    bare_grams: frozenset[str]
    years_above: tuple[str, ...] = ()
    years_meant: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """A passage opened for reading: its sentences, and the words above them.

    `titles` are the folded titles above it, of the article and of its parts, and
    `title_years` the years of the article's. `related` are the numbers of each
    sentence's words in `RelatedWords`, and `head_related` those of the labels above
    and of the article's head.
    """

    article_id: str
    head_grams: frozenset[str]
    label_grams: frozenset[str]
    grams: frozenset[str]
    sentences: tuple[Sentence, ...]
    titles: str
    title_years: tuple[str, ...]
    related: tuple[Numbers, ...] = field(compare=False)
    head_related: Numbers = field(compare=False)


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


def goes_on_from(before: Sentence, sentence: Sentence) -> bool:
    """Whether a sentence breaks down the figure of the one that stands just before it."""
    gap = sentence.start - before.end
    parts = _OF_WHICH.match(sentence.folded) or (not gap and _BY_PART.match(sentence.folded))
    return 0 <= gap <= 1 and bool(parts)
