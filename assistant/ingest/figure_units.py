"""Units as heads of tables and values print them: 万元, 元/平方米, 亿千瓦时."""

import re
from functools import lru_cache

from assistant.text import fold, quantities

_LONGEST = 6  # characters of what a value is of one of: 平方公里, 千瓦时
_SIGNS = re.compile(r"^[±+\-]+")


@lru_cache(maxsize=4096)
def unit_of(printed: str) -> tuple[float, str] | None:
    """The factor and the unit that a head's words name; None where they are no unit.

    >>> unit_of("万元"), unit_of("元/吨"), unit_of("含")
    ((10000.0, '元'), (1.0, '元/吨'), None)
    """
    bare = _SIGNS.sub("", fold(printed).strip())
    found = quantities("1" + bare) if bare else ()
    if not found or found[0].start or found[0].ordinal or not found[0].unit:
        return None
    first, rest = found[0], bare[found[0].end - 1 :]
    if not rest:
        return first.value, first.unit
    if rest.startswith("/") and 1 < len(rest) <= _LONGEST + 1 and re.fullmatch(r"/[^\d/()]+", rest):
        return first.value, first.unit + rest
    return None


def per_unit(text: str, start: int, end: int) -> int:
    """How many characters after a value say of what it is one's: /立方米; 0 where none do."""
    if text[start : start + 1] not in ("/", "／"):
        return 0
    found = quantities("1" + text[start + 1 : min(end, start + 1 + _LONGEST)])
    if not found or found[0].start or not found[0].unit:
        return 0
    return found[0].end
