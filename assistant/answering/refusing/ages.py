"""Ages asked about that the evidence rules out: 60岁, where only 70至79岁 are spoken of."""

import re

from assistant.answering.words.evidence import Evidence
from assistant.answering.words.question import Question
from assistant.quantities import parse_number

_NUMBER = r"(?:\d{1,3}|[零一二三四五六七八九十百]{1,4})"
# 六七十岁 is no number of years.
_ROUGHLY = re.compile(r"[一二三四五六七八九]{2}十")
_AGE = re.compile(
    r"(?:(?P<under>不满|未满|不足|低于|小于)|(?P<from>年满|已满|满|达到|超过|不低于|从))?"
    rf"(?P<low>{_NUMBER})(?:(?:周岁|岁)?(?:至|到|-|—)(?P<high>{_NUMBER}))?(?:周岁|岁)"
    r"(?:(?P<up>起|及?以上|及?以后)|(?P<down>及?以下|及?以内|及?以前))?"
)
_BRACKETS = re.compile(r"\([^()]*\)")  # 70岁(含)以上
OLDEST = 150

Ages = tuple[int, int]


def other_age(question: Question, best: Evidence) -> tuple[str, str] | None:
    """The age asked about and one that the evidence speaks of, where none of its ages covers it.

    A bare age in the evidence (the age of somebody) rules nothing out.
    """
    asked = list(_AGE.finditer(_BRACKETS.sub("", question.folded)))
    given = list(_AGE.finditer(_BRACKETS.sub("", best.sentence.folded)))
    ranges = [_range(each) for each in given]
    if len(asked) != 1 or not given or not all(map(_is_range, given)):
        return None
    meant = _range(asked[0])
    if meant is None or any(each is None or _meet(each, meant) for each in ranges):
        return None
    return asked[0].group(), given[0].group()


def _is_range(found: re.Match[str]) -> bool:
    """Whether more than one age is meant."""
    return any(found[name] for name in ("high", "under", "from", "up", "down"))


def _meet(one: Ages, other: Ages) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _range(found: re.Match[str]) -> Ages | None:
    """The ages that a match means, both ends with it; None where they cannot be told."""
    low = _years(found["low"])
    high = _years(found["high"]) if found["high"] else low
    if low is None or high is None:
        return None
    if found["under"] or found["down"]:
        return 0, high
    return low, OLDEST if found["from"] or found["up"] else high


def _years(digits: str) -> int | None:
    number = None if _ROUGHLY.search(digits) else parse_number(digits)
    return int(number) if number is not None else None
