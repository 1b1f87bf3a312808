"""A place that the question names and no document does: what is said is said of another.

Documents that name no place at all may be those of the very place, unless it is a whole region.
"""

import math
import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.answering.refusing.neighbours import DEPTH, texts_of
from assistant.answering.refusing.unnamed import unknown_name
from assistant.answering.sentences.extractive import Ranked
from assistant.answering.words.countries import countries_of, means_country
from assistant.answering.words.places import (
    JOINED,
    REGIONS,
    areas_of,
    districts_of,
    joined_provinces,
    places_asked,
    places_of,
    towns_of,
)
from assistant.answering.words.question import Question
from assistant.answering.words.rewording import sounds_like
from assistant.answering.words.terms import Terms, background_weight, is_spoken
from assistant.text import tokens

# Of several provinces or cities: no document is silently about one of them.
_PARTS = {
    "长株潭": ("长沙", "株洲", "湘潭"),
    "胶东": ("青岛", "烟台", "威海", "潍坊", "日照"),
    "苏锡常": ("苏州", "无锡", "常州"),
    "东三省": ("辽宁", "吉林", "黑龙江"),
    "大湾区": ("广东", "广州", "深圳", "香港", "澳门"),
}
_REGION = re.compile(
    rf"{'|'.join((*JOINED, *_PARTS))}|环渤海|北部湾|"
    r"(?:长江|黄河|淮河|珠江|淮海|哈长|关中|中原)(?:经济带|生态经济带|流域|平原|城市群|经济区)"
)
# 黔中经济区: any two characters that are no word.
_NAMED_REGION = re.compile(r"(?P<name>[一-龥]{2})(?:都市圈|城市群|经济圈|经济区|经济带|平原)")
RIVER = 2  # characters of 长江 in 长江经济带
SHORT_NAME = 2  # characters of a name that is whole without a unit
_UNITS = "省市县区镇村乡州"


def of_a_stranger(question: Question, terms: Terms, ranked: Sequence[Ranked]) -> str:
    """A sentence on the place or the body asked about, where no document names it; "" for none."""
    name = unknown_place(question, terms, ranked) or unknown_name(question, terms)
    return f"文中没有提到“{name}”。" if name else ""


def unknown_place(question: Question, terms: Terms, ranked: Sequence[Ranked]) -> str:
    """A place asked about that no document names, where what was found speaks of others; or ""."""
    near = ranked[:DEPTH]
    # Who speaks or issues a text says of which city it is: 某某市人民政府市长 under its title.
    headed = frozenset().union(*(item.evidence.context.head_grams for item in near))
    unknown = {term.token for term in terms if not term.known} - headed
    titles = "\n".join(item.evidence.context.titles for item in near)
    texts = "\n".join((*texts_of(near), titles))
    regions = _regions(question.folded, texts)
    region = next((name for name in regions if unknown & {*tokens(name)}), "")
    if region:
        return region
    for name in countries_of(question.folded):
        if unknown & {*tokens(name)} and not means_country(name, texts):
            return name
    asked = [name for name in places_asked(question.folded) if unknown & {*tokens(name)}]
    if asked and (places_of(texts) or areas_of(titles)):
        return asked[0]
    asked = [name for name in _areas(question.folded) if _lacks(unknown, _bare(name))]
    others = areas_of(texts) if asked else ()
    return next((name for name in asked if not _is_misspelt(name, others)), "") if others else ""


def _regions(folded: str, texts: str) -> Iterator[str]:
    """The regions that a question names, without those of whose parts a text names any.

    Of those that no list takes apart (京津冀), the name must stand.
    """
    yield from (name for name in places_asked(folded) if name in REGIONS)
    for match in _REGION.finditer(folded):
        name = match.group()
        parts = _PARTS.get(name) or joined_provinces(name) or (name[:RIVER],)
        if not any(part in texts for part in parts):
            yield name
    for match in _NAMED_REGION.finditer(folded):
        if background_weight(match["name"]) == math.inf and not is_spoken(match["name"]):
            yield match["name"]


def _areas(folded: str) -> Iterator[str]:
    """Counties, cities, towns and villages that a question names, their unit with them."""
    yield from districts_of(folded)
    yield from towns_of(folded)


def _is_misspelt(name: str, places: Iterable[str]) -> bool:
    """Whether a name is one of the places' with another character of the same sound: 株州."""
    return any(sounds_like(_bare(name), _bare(place)) for place in places)


def _bare(name: str) -> str:
    """A place's name without the unit that ends it; 株洲 and 霁州 have none."""
    return name[:-1] if len(name) > SHORT_NAME and name[-1] in _UNITS else name


def _lacks(unknown: set[str], name: str) -> bool:
    """Whether the library has no pair of a name's characters."""
    pairs = [gram for gram in tokens(name) if len(gram) > 1]
    return bool(pairs) and unknown.issuperset(pairs)
