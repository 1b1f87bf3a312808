"""Second statements: which sentences add nothing to the first.

The numbers are those at which few seconds that hold an answer go and many that hold
none (791 questions of cmrc2018, 552 of ncp_policy).
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.answering.documents.issuers import closes
from assistant.answering.words.colloquial import written_names
from assistant.answering.words.contrasts import opposed, other_number
from assistant.answering.words.deadline_words import (
    asks_for_deadline,
    recurs_unasked,
    tells_deadline,
)
from assistant.answering.words.forms import FORBIDDEN, asks_what_is_forbidden
from assistant.answering.words.partners import asks_partners, names_partners
from assistant.answering.words.places import areas_of, place_met, stands_above
from assistant.answering.words.question import Question
from assistant.answering.words.terms import Terms
from assistant.text import quantities

if TYPE_CHECKING:
    from assistant.answering.sentences.extractive import Ranked

# A first statement as likely as this answers alone …
ALONE = 0.9
# … and one as likely as this where the second is not this likely beside it and says less than this
# share more of the question.
SURE, BESIDE_SURE, NEW_SHARE = 0.5, 0.35, 0.15
# Prose that names the whole attribute asked for, beside a second no more likely than this.
BESIDE_NAMED = 0.3
# A first that says so much more of the question, unless it is unlikely itself.
SAYS_MORE, LIKELY = 0.6, 0.3
# The share of a second's words that stand in the first where it repeats it.
REPEATED = 0.7

_MEASURED = frozenset({"number", "rank"})
_ASKS = re.compile(
    r"多少|(?<![好第哪])几(?=[个家项种人次位名成倍类条座所篇岁块元米年月天])|"
    r"什么|怎|如何|哪[几一二两三四五六七八九十]*|谁|何[时地处人]|为何"
)
# A second reason says so; prose about the thing gives none.
_CAUSE = re.compile(
    r"因|由于|为了|目的|缘|所以|导致|得益于|以免|避免|防止|有助|有利|需要|必须|使得|归功|才能|旨在|"
    r"基于|鉴于|造成|引起|取决|源于|受益于|主要受|受[^,。;]{2,20}(?:影响|拖累|带动|制约|限制)"
)
_OF_EACH = re.compile(r"分别|各自|各[是有为怎如说占]")
# A meeting was held; a speaker begins to report; 这是最难的。 says nothing by itself.
_FILLER = re.compile(
    r"召开[^,。]{0,40}会(?:议)?。$|(?:^|,)我(?:代表|受)[^。]{0,40}报告|"
    r"^(?:[一-龥]{2,4}:)?(?:这|那)(?:也|就|都|确实|的确)?(?:是|很|非常)[一-龥]{1,6}。$|"
    r"^(?:[一-龥]{2,4}:\s*)?(?:这|那)个?问题(?:很|非常|也|确实|问得|提得|大家)[一-龥]{1,8}。$"
)


def asks_twice(question: Question) -> bool:
    """Whether two things are asked for at once (目标是多少，目前达到多少; 各是怎么讲的)."""
    folded = question.folded
    return len(_ASKS.findall(folded)) > 1 or bool(_OF_EACH.search(folded))


def gives_cause(folded: str) -> bool:
    """Whether a sentence says of something that it is a reason, an effect or an aim."""
    return bool(_CAUSE.search(folded))


def says_less(item: "Ranked", best: "Ranked") -> bool:
    """Whether a sentence lacks the form of answer that the best one has: a figure in its unit, …"""
    return any(
        item.evidence.feature(name) < best.evidence.feature(name)
        for name in ("unit_met", "measure_named")
    )


def is_elsewhere(question: Question, item: "Ranked", best: "Ranked") -> bool:
    """Whether a sentence is of another year, place or kind than asked, and the best is not."""
    if item.evidence.feature("years_met") == -1.0 < best.evidence.feature("years_met"):
        return True
    asked, own, first = (
        set(years)
        for years in (
            question.years,
            item.evidence.context.title_years,
            best.evidence.context.title_years,
        )
    )
    if asked and own and not asked & own and asked & first:
        return True  # last year's notice, beside the one of the year asked about
    for differs in (opposed, other_number):
        if differs(question, item.evidence) and not differs(question, best.evidence):
            return True
    if place_met(question, item.evidence) == -1.0 < place_met(question, best.evidence):
        return True
    folded = item.evidence.sentence.folded
    if asks_for_deadline(question.folded) and (
        recurs_unasked(question.folded, folded) or not tells_deadline(folded)
    ):
        return True
    names = written_names(question.attribute) if question.kind in _MEASURED else ()
    if names and _names_any(names, best) and not _names_any(names, item):
        return True  # 工业投资 beside 地区生产总值, for GDP
    # A figure is one place's; what a document without a place's name asks for may hold everywhere.
    return question.kind in _MEASURED and any(
        speaks_of(name, best) and not speaks_of(name, item) for name in areas_of(question.folded)
    )


def _names_any(names: "Sequence[str]", item: "Ranked") -> bool:
    return any(name in item.evidence.sentence.folded for name in names)


def speaks_of(area: str, item: "Ranked") -> bool:
    """Whether a sentence or what stands above it names a place."""
    return area in item.evidence.sentence.folded or stands_above(area, item.evidence)


def is_filler(question: Question, item: "Ranked") -> bool:
    """Whether a sentence only opens a text or comments on it; no meeting is asked about.

    Beside the partners of somebody, whatever names none. So is who signs under a text.
    """
    folded = item.evidence.sentence.folded
    if asks_partners(question.folded) and not names_partners(folded):
        return True
    if closes(item.evidence.sentence.text.strip()):
        return True
    return "会" not in question.topic and bool(_FILLER.search(folded))


def is_needless(
    question: Question, terms: Terms, first: "Sequence[Ranked]", item: "Ranked", is_prose: bool
) -> bool:
    """Whether a sentence adds nothing that is asked for to the statement of the run `first`."""
    if asks_twice(question):
        return False
    best = max(first, key=lambda each: each.probability)
    said = frozenset[str]().union(*(each.evidence.sentence.grams for each in first))
    own = item.evidence.sentence.grams
    ratio = item.probability / max(best.probability, 1e-9)
    if question.kind == "why" and not gives_cause(item.evidence.sentence.folded):
        return True
    if asks_what_is_forbidden(question.folded) and not FORBIDDEN.search(
        item.evidence.sentence.folded
    ):
        return True
    if best.probability >= ALONE or is_filler(question, item) or _repeats(first, item):
        return True
    new = terms.coverage(own | said) - terms.coverage(said)
    if best.probability >= SURE and ratio < BESIDE_SURE and new < NEW_SHARE:
        return True
    if is_prose and ratio < BESIDE_NAMED and best.evidence.feature("heads_in_sentence") == 1.0:
        return True
    return best.probability >= LIKELY and terms.coverage(said) - terms.coverage(own) > SAYS_MORE


def _repeats(first: "Sequence[Ranked]", item: "Ranked") -> bool:
    """Whether a sentence is all but contained in the run, figures and all."""
    said = frozenset[str]().union(*(each.evidence.sentence.grams for each in first))
    own = item.evidence.sentence.grams
    if len(own & said) <= REPEATED * len(own):
        return False
    figures = {q.token for q in quantities(item.evidence.sentence.folded)}
    return figures <= {q.token for each in first for q in quantities(each.evidence.sentence.folded)}
