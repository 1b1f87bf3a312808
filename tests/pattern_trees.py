"""Regular expressions as trees, for tests that make strings of what a pattern repeats."""

from collections.abc import Iterator
from re import _constants as codes  # type: ignore[attr-defined]  # not in the stubs
from re import _parser as parser  # type: ignore[attr-defined]  # not in the stubs
from typing import Any

REPEATS = frozenset((codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT))
AROUND = frozenset((codes.ASSERT, codes.ASSERT_NOT))
MANY = codes.MAXREPEAT


def tree_of(pattern: Any) -> Any:
    """What a compiled pattern is made of: (code, value) pairs."""
    return parser.parse(pattern.pattern, pattern.flags)


def inner(code: Any, value: Any) -> Iterator[Any]:
    """The trees that a part of a pattern holds: what it repeats, groups, chooses or looks at."""
    if code in REPEATS:
        yield value[2]
    elif code is codes.SUBPATTERN:
        yield value[-1]
    elif code is codes.BRANCH:
        yield from value[1]
    elif code in AROUND:
        yield value[1]
    elif code is codes.ATOMIC_GROUP:
        yield value


def repeats(tree: Any) -> Iterator[tuple[int, Any]]:
    """How often a pattern may repeat what, from the outside to the inside."""
    for code, value in tree:
        if code in REPEATS:
            yield value[1], value[2]
        for each in inner(code, value):
            yield from repeats(each)
