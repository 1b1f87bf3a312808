"""A later part of one question made whole from an earlier one: 工期多长, after 水库由谁承建."""

import re
from dataclasses import dataclass

from assistant.answering.conversation.continued import YEARS, bare_thing
from assistant.answering.conversation.counterparts import subject_of, substituted, without_trailing
from assistant.answering.conversation.elliptic import ELLIPTIC_CHARS, SUBJECTLESS_CHARS
from assistant.answering.conversation.follow_ups import PRONOUN, contrasted
from assistant.answering.conversation.parts import before_asking
from assistant.answering.words.places import areas_of
from assistant.answering.words.question import analyse
from assistant.answering.words.years import years_of
from assistant.text import fold

# Words of time and of turning to the next thing, which name no subject (2025年的目标又是多少).
_SAID_OF_ANY = re.compile(
    r"(?:\d{4}|[今去前明后])年(?:底|末|初|的)?|目前|现在|当时|后来|最后|以后|将来|未来|[又还则也就的在到要能会]"
)
# 专项债券给它安排了多少, 打算在那里建什么
_THING_INSIDE = re.compile(r"(?<=[对给为把将由与跟从向])(?:它们?|其(?![中他余])|该项目|这个项目)")
_PLACE_INSIDE = re.compile(r"(?<=[在于到从])(?:那里|那儿|那边|当地)")
_AIM = re.compile(r"目标|计划|预计|力争|要达到|今后|以后|将来|未来|下一步")
_DONE = re.compile(r"实际|目前|现在|已经?")

_MEASURE = re.compile(r"(?:[量率额数费价积值度比资润入重速幅]|支出|规模|标准|面积|人口|期限|时间)$")
_IN_ALL = re.compile(r"(?:合计|总计|共计|一共|总共|又|是|有|为|达到?|了)+$")


@dataclass(frozen=True, slots=True)
class FollowOn:
    """A later part of one question, whole; `leans` where it says nothing without the earlier."""

    text: str
    leans: bool


def follow_on(part: str, earlier: str) -> FollowOn:
    """A later part of one question with what it leaves to be understood from an earlier one.

    >>> follow_on("工期多长？", "东塘水库由谁承建")
    FollowOn(text='东塘水库，工期多长？', leans=True)
    """
    folded = fold(part).strip()
    instead = contrasted(part)
    if instead:
        return FollowOn(substituted(earlier, instead), True)
    named = _pointed_at(part, folded, earlier)
    if named:
        return FollowOn(named, True)
    pronoun = PRONOUN.match(folded)
    rest = part[pronoun.end() :] if pronoun else part
    own = _SAID_OF_ANY.sub("", re.sub(r"[^一-龥a-z0-9]", "", analyse(rest).topic))
    for area in areas_of(own):
        own = own.replace(area, "")
    subject = subject_of(earlier)
    if len(own) <= SUBJECTLESS_CHARS:
        subject = without_trailing(before_asking(earlier)) or subject
    subject = _owner_of_another(rest, _otherwise_than(rest, subject))
    if not subject or fold(subject) in folded:
        return FollowOn(part, False)
    return FollowOn(f"{subject}，{rest}", bool(pronoun) or len(own) <= ELLIPTIC_CHARS)


def _pointed_at(part: str, folded: str, earlier: str) -> str:
    """The part with the thing or the place that a pronoun in it means; "" for no pronoun."""
    place = _PLACE_INSIDE.search(folded)
    area = next(iter(areas_of(fold(earlier))), "")
    if place and area:
        return part[: place.start()] + area + part[place.end() :]
    thing = _THING_INSIDE.search(folded)
    subject = bare_thing(earlier) if thing else ""
    return part[: thing.start()] + subject + part[thing.end() :] if thing and subject else ""


def _owner_of_another(part: str, subject: str) -> str:
    """Whose figure is asked for, where the part names another one: 门票收入, then 支出合计多少."""
    owner, of, measure = subject.rpartition("的")
    other = _MEASURE.search(_IN_ALL.sub("", before_asking(part)))
    return owner if of and other and _MEASURE.search(measure) else subject


def _otherwise_than(part: str, subject: str) -> str:
    """A subject without its year and its place where the part names others.

    Nor whether it was done, where the part asks what is aimed at.
    """
    if years_of(fold(part)):
        subject = YEARS.sub("", subject)
    if areas_of(fold(part)):
        for name in areas_of(fold(subject)):
            subject = re.sub(rf"{re.escape(name)}的?", "", subject)
    return _DONE.sub("", subject) if _AIM.search(fold(part)) else subject
