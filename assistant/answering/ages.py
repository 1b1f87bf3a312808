"""Ages asked about that the evidence rules out: 60岁, where only 70至79岁 are spoken of."""

import re

from assistant.answering.evidence import Evidence
from assistant.answering.question import Question
from assistant.quantities import parse_number

_NUMBER, _YEARS = r"[\d零一二三四五六七八九十百]{1,4}", "(?:周岁|岁)"
_AGE = re.compile(
    rf"(?P<low>{_NUMBER}){_YEARS}?(?:至|到|-|—)(?P<high>{_NUMBER}){_YEARS}|(?P<age>{_NUMBER}){_YEARS}"
    r"(?:及|或)?(?:以)?(?P<side>上|下|后|前|内)?"
)
OLDEST = 150


def other_age(question: Question, best: Evidence) -> tuple[str, str] | None:
    """The age asked about and one that the evidence speaks of, where none of its ages covers it."""
    asked = list(_AGE.finditer(question.folded))
    given = list(_AGE.finditer(best.sentence.folded))
    if len(asked) != 1 or not given:
        return None
    low, high = _range(asked[0])
    if any(each_low <= high and low <= each_high for each_low, each_high in map(_range, given)):
        return None
    return asked[0].group(), given[0].group()


def _range(found: re.Match[str]) -> tuple[int, int]:
    """The ages that a match means, both ends with it."""
    if found["low"]:
        return _value(found["low"]), _value(found["high"])
    age = _value(found["age"])
    return {
        "上": (age, OLDEST),
        "后": (age, OLDEST),
        "下": (0, age),
        "前": (0, age),
        "内": (0, age),
    }.get(found["side"] or "", (age, age))


def _value(digits: str) -> int:
    return int(parse_number(digits) or 0)
