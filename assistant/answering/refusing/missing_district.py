"""A district, county or town that is asked about, where the evidence is on another or on all.

全县…… says nothing of one town, though a table beside it names the town.
"""

import math
import re
from collections.abc import Sequence

from assistant.answering.documents.issuers import signs
from assistant.answering.refusing.neighbours import SEVERAL, before, texts_beside, texts_of
from assistant.answering.sentences.extractive import Ranked
from assistant.answering.words.evidence import Evidence
from assistant.answering.words.places import areas_of, districts_of, stands_above, towns_of
from assistant.answering.words.question import Question
from assistant.answering.words.terms import background_weight
from assistant.text import is_chinese

MIN_NAME = 2  # characters of a place's name, beside its unit
# The whole of which a district or county is a part.
_WHOLE = re.compile(r"全[国省市州]|全自治区")
# 截至5月底,全市共有…: no figure of a district that stands before it.
_OF_ALL = re.compile(
    r"(?:(?:截至|到)?[^,。]{0,12}[年月]?[底末初]?,)?全(?P<of>[省市州县区])(?!的|平均|排|第)"
)
# What names of cities, counties and provinces end with.
_UNITS = ("市", "县", "省", "州")


def missing_district(question: Question, ranked: Sequence[Ranked]) -> str:
    """A district or county that is asked about, where the evidence speaks of another or of all.

    Another: it is found elsewhere. All: the evidence says 全市, or its article is that of
    another place, which the passage does not leave.
    """
    best = ranked[0].evidence
    if SEVERAL.search(question.folded):
        return ""  # the best evidence is on one of them
    said = before(best) + best.sentence.folded
    whole = _WHOLE.search(best.sentence.folded)
    of_all = _OF_ALL.match(best.sentence.folded)
    # A report on one town speaks of it all along, and names it seldom.
    about = "".join(texts_beside(best, ranked))
    towns = towns_of(question.folded)
    for district in (*districts_of(question.folded), *towns):
        wider = of_all and (district in towns or of_all["of"] in "省市州")
        if wider and district not in best.sentence.folded and not stands_above(district, best):
            return district
        if district in about and (district in towns or _is_that_one(district, best, about)):
            continue
        if _begins_with_another(district, best.sentence.folded):
            return district
        # 澜州 of 澜州市 is enough.
        name = district.removesuffix("市") if len(district) > MIN_NAME else district
        if name in said or name in best.context.titles:
            continue
        if _is_issued_in(district, best, ranked):
            continue
        if whole and whole.group() not in question.folded and whole.group()[1:] != district[-1]:
            return district
        if stands_above(district, best):
            continue
        passage = "".join(each.folded for each in best.context.sentences)
        if district not in passage and (_is_of_a_place(best) or _names_areas(best, ranked)):
            return district
        if any(district in text for text in texts_of(ranked)):
            return district
    return ""


def _is_that_one(district: str, best: Evidence, about: str) -> bool:
    """Whether a passage speaks of 该县 in an article that names this county and no other."""
    unit = district[-1]
    passage = "".join(each.folded for each in best.context.sentences)
    counties = {name for name in districts_of(about) if name[-1] == unit}
    return f"该{unit}" in passage and counties == {district}


def _begins_with_another(district: str, text: str) -> bool:
    """Whether a sentence begins with another county (龙泽县……) and does not name the one asked."""
    first = next(iter(districts_of(text)), "")
    other = bool(first) and first[-1] == district[-1] and text.startswith(first)
    return other and district not in text and district[:-1] not in text


def _is_issued_in(district: str, best: Evidence, ranked: Sequence[Ranked]) -> bool:
    """Whether offices of the district sign the document: 岷川市水利局 on a line of its own."""
    article = best.sentence.article_id
    own = [item for item in ranked if item.evidence.sentence.article_id == article]
    lines = (line.strip() for text in texts_of(own) for line in text.splitlines())
    return any(signs(district, line) for line in lines)


def _names_areas(best: Evidence, ranked: Sequence[Ranked]) -> bool:
    """Whether what was found of the evidence's article names any place."""
    return any(map(areas_of, texts_beside(best, ranked)))


def _is_of_a_place(evidence: Evidence) -> bool:
    """Whether the evidence's article names a city, county or province in its title or beginning.

    Either what ends the name is no word (泽市), or what begins it is none (岭西 before 西省).
    """
    head = [gram for gram in evidence.context.head_grams if is_chinese(gram) and len(gram) == 2]
    begun = {gram[1] for gram in head if background_weight(gram) == math.inf}
    return any(
        gram[1] in _UNITS
        and (background_weight(gram) == math.inf or (gram[0] in begun and gram[0] not in "全各本"))
        for gram in head
    )
