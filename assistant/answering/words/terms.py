"""The informative terms of a question, weighted by how rare they are.

Rare in the library, and no more than in Chinese prose at large: a library of
five articles does not know that 正在 says little. What the library lacks because
only people say it (老是) weighs less than what it might have.
"""

import json
import math
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from assistant.answering.words.forest import MODELS
from assistant.answering.words.related import RelatedWords
from assistant.text import is_chinese, tokens
from assistant.types import TermStatistics

# 目的 and 的士 are words; a pair with 的 that is none is the end of one and a particle.
_PARTICLE = re.compile(r"[的了和与及或吗呢吧]")
# Prepositions, auxiliaries, adverbs, pronouns and words of place, which also stand in words
# (上海, 用户): joined to a word beside them they make none.
JOINING = frozenset(
    "在于从向对把被给让使由用靠按为跟同并而且但则以所是有不没未也都就还又再才只更很最太"
    "已曾正将要会能可应须需想得着过到去来上下里中内外前后之其这那此该各每某我你他她它们等个"
)


# Verbs of one character, which people put beside a word where documents write longer ones.
VERBS = frozenset(
    "买卖交领办开搬骑带拿放盖装出算挣养罚写说看做搞弄住吃喝花付收缴报填坐走跑找问打送寄借还退换选用建修加贷挑聚见听读学教管戴穿喂拉扔捡抢赔赚存抽查"
)
_BESIDE = JOINING | VERBS
# So many times commoner in questions than in prose, a bigram still counts in full.
EVERYDAY = 2.0
# What completes the verb before it (报送+到): the verb has said what is done.
_COMPLEMENTS = frozenset("到给在成")


@dataclass(frozen=True, slots=True)
class Term:
    """A search token with its inverse document frequency; `known` when the library has it."""

    token: str
    weight: float
    known: bool


@dataclass(frozen=True, slots=True)
class Terms:
    """The distinct terms of a question's topic, in order."""

    items: tuple[Term, ...]
    # The sum of all weights.
    mass: float = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "mass", sum(term.weight for term in self.items))

    def __iter__(self) -> Iterator[Term]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def coverage(self, present: Collection[str]) -> float:
        """The share of the weight whose tokens are in `present`, in [0, 1]; 0 without terms."""
        mass = self.mass
        if not mass:
            return 0.0
        return sum(term.weight for term in self.items if term.token in present) / mass

    def without(self, given: Collection[str]) -> "Terms":
        """The terms whose tokens are not given; all of them where that would leave none."""
        rest = tuple(term for term in self.items if term.token not in given)
        return Terms(rest or self.items)

    def missing(self, present: Collection[str]) -> tuple[Term, ...]:
        """The terms whose tokens are not in `present`."""
        return tuple(term for term in self.items if term.token not in present)


def inverse_document_frequency(token: str, statistics: TermStatistics) -> float:
    """Robertson and Spärck Jones's idf, shifted to stay positive as in BM25."""
    frequency = statistics.document_frequency(token)
    count = statistics.document_count
    return math.log1p((count - frequency + 0.5) / (frequency + 0.5))


def weigh(topic: str, statistics: TermStatistics) -> Terms:
    """The terms of a folded topic string."""
    weights: dict[str, Term] = {}
    words = RelatedWords.load()
    for piece in topic.split(","):
        found = tokens(piece)
        known = [statistics.document_frequency(token) > 0 for token in found]
        is_word = [
            held or token in words or _is_common_word(token)
            for held, token in zip(known, found, strict=True)
        ]
        for place, token in enumerate(found):
            joins = not known[place] and _bridges(found, known, is_word, place)
            if token not in weights and not joins:
                rarity = inverse_document_frequency(token, statistics)
                weight = min(rarity, background_weight(token))
                if not known[place]:
                    weight /= _everydayness(token)
                weights[token] = Term(token, weight, known[place])
    return Terms(tuple(weights.values()))


def _bridges(found: tuple[str, ...], known: list[bool], is_word: list[bool], place: int) -> bool:
    """Whether an unknown bigram only joins what stands beside it.

    Each of its characters is a particle or of a word with the character beyond: two
    words (两地+政府 → 地政), a word and a particle or a verb (重庆+的 → 庆的, 百姓+买 → 姓买),
    two of these (上+要), or the measure of a figure and a word (2021年+重庆 → 年重).
    The end of a word that the library has and a verb's complement make none either, though
    they may elsewhere (报送+到 → 送到).
    """
    token = found[place]
    if len(token) != 2 or not is_chinese(token):
        return False
    if JOINING.issuperset(token) and background_weight(token) == math.inf:
        return True  # 想让; common words of grammar (正在) have their small weights
    if len(found) == 1:
        return False
    if _PARTICLE.search(token):
        return True
    before = found[place - 1] if place else ""
    if token[1] in _COMPLEMENTS and place and known[place - 1] and before[-1] == token[0]:
        return True
    if is_word[place]:
        return False
    after = found[place + 1] if place + 1 < len(found) else ""
    measure = before[-1:].isdigit()
    ends = measure or (before[-1:] == token[0] and is_word[place - 1])
    begins = after[:1] == token[1] and (measure or is_word[place + 1])
    return (ends or token[0] in _BESIDE) and (begins or token[1] in _BESIDE)


def _is_common_word(token: str) -> bool:
    return background_weight(token) < math.inf and not JOINING.intersection(token)


def background_weight(token: str) -> float:
    """The idf of a bigram in Chinese prose at large; infinite for one that is not common there."""
    share = _background()["share_of_texts"].get(token)
    return math.log1p(1.0 / share) if share else math.inf


def is_spoken(token: str) -> bool:
    """Whether a bigram is so much commoner in what people ask than in prose (租客, 老板)."""
    return token in _background()["times_commoner_in_questions"]


def _everydayness(token: str) -> float:
    """What the weight of a bigram that no document has is divided by, at least 1.

    That documents lack a word of everyday speech (老是, 礼拜) says less about them the more it
    belongs to speech alone.
    """
    return max(1.0, _background()["times_commoner_in_questions"].get(token, 1.0) / EVERYDAY)


@lru_cache(maxsize=1)
def _background() -> dict[str, dict[str, float]]:
    data: dict[str, Any] = json.loads((MODELS / "background.json").read_text(encoding="utf-8"))
    return {name: found for name, found in data.items() if isinstance(found, dict)}
