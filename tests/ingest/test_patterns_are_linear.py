"""No pattern of the reading looks at a text in the square of its length.

Each is tried on strings that repeat what it is made of: its signs one by one, in pairs, and
whole examples of its parts. What takes long is tried once more, four times as long.
"""

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from itertools import product
from re import _constants as codes  # type: ignore[attr-defined]  # not in the stubs
from re import _parser as parser  # type: ignore[attr-defined]  # not in the stubs
from typing import Any

import pytest

import assistant.ingest

SIZES = (40, 200, 800, 3200)
SUSPICIOUS_SECONDS = 0.02
LINEAR_GROWTH = 8  # four times the text: linear takes 4 times as long, quadratic 16
MOST_SIGNS = 5
# Used with match or fullmatch only: from every place of a text they would take long.
ANCHORED = frozenset(("names_with_posts._IN_TURN", "slides._SPEAKS"))
# Read on parts of a sentence of at most `figures.LONGEST_SENTENCE` characters, or on one cell.
BOUNDED = ("figure_names", "figure_sentences", "figure_cells", "figure_bounds")
_OF_CATEGORY = {
    codes.CATEGORY_DIGIT: "1",
    codes.CATEGORY_SPACE: " ",
    codes.CATEGORY_WORD: "a",
    codes.CATEGORY_NOT_DIGIT: "甲",
    codes.CATEGORY_NOT_SPACE: "甲",
    codes.CATEGORY_NOT_WORD: "，",
}


def patterns() -> Iterator[tuple[str, "re.Pattern[Any]"]]:
    for found in pkgutil.walk_packages(assistant.ingest.__path__, "assistant.ingest."):
        module = importlib.import_module(found.name)
        for name, value in vars(module).items():
            bounded = found.name.startswith(tuple(f"assistant.ingest.{each}" for each in BOUNDED))
            if isinstance(value, re.Pattern) and not bounded:
                yield f"{found.name.removeprefix('assistant.ingest.')}.{name}", value


def signs(tree: Any) -> Iterator[str]:
    """A character for each place of a pattern."""
    for code, value in tree:
        if code is codes.LITERAL:
            yield chr(value)
        elif code is codes.NOT_LITERAL or code is codes.ANY:
            yield "甲"
        elif code is codes.IN:
            yield from _of_class(value)
        elif code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            yield from signs(value[2])
        elif code is codes.SUBPATTERN:
            yield from signs(value[3])
        elif code is codes.ATOMIC_GROUP:
            yield from signs(value)
        elif code is codes.BRANCH:
            for branch in value[1]:
                yield from signs(branch)
        elif code in (codes.ASSERT, codes.ASSERT_NOT):
            yield from signs(value[1])


def _of_class(members: Any) -> Iterator[str]:
    if members[0][0] is codes.NEGATE:
        yield "甲"
        return
    for code, value in members[:3]:
        if code is codes.LITERAL:
            yield chr(value)
        elif code is codes.RANGE:
            yield chr(value[0])
        elif code is codes.CATEGORY:
            yield _OF_CATEGORY[value]


def example(tree: Any) -> str:
    """A short string that the parts of a pattern match, in their order."""
    written = ""
    for code, value in tree:
        if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            written += example(value[2]) * max(1, min(value[0], 3))
        elif code is codes.SUBPATTERN:
            written += example(value[3])
        elif code is codes.ATOMIC_GROUP:
            written += example(value)
        elif code is codes.BRANCH:
            written += example(value[1][0])
        elif code not in (codes.ASSERT, codes.ASSERT_NOT):
            written += next(signs([(code, value)]), "")
    return written


def units(pattern: "re.Pattern[Any]") -> list[str]:
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    every = list(dict.fromkeys(signs(tree)))
    repeated = [
        sign
        for code, value in _repeats(tree)
        if value[1] is codes.MAXREPEAT
        for sign in signs(value[2])
    ]
    chosen = list(dict.fromkeys([*repeated, *every]))[:MOST_SIGNS]
    whole = example(tree)
    parts = [
        example(tree[start:stop]) for start in range(len(tree)) for stop in (start + 1, start + 2)
    ]
    return list(
        dict.fromkeys(
            filter(
                None,
                [*every[:40], *map("".join, product(chosen, chosen)), whole, whole[:-1], *parts],
            )
        )
    )


def _repeats(tree: Any) -> Iterator[Any]:
    for code, value in tree:
        if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            yield code, value
            yield from _repeats(value[2])
        elif code is codes.SUBPATTERN:
            yield from _repeats(value[3])
        elif code is codes.ATOMIC_GROUP:
            yield from _repeats(value)
        elif code is codes.BRANCH:
            for branch in value[1]:
                yield from _repeats(branch)


def seconds(
    pattern: "re.Pattern[Any]", unit: str, chars: int, around: tuple[str, str], anchored: bool
) -> float:
    text: Any = around[0] + unit * (chars // len(unit)) + around[1]
    if isinstance(pattern.pattern, bytes):
        text = text.encode("latin-1", "ignore")
    begun = time.process_time()
    pattern.match(text)
    if not anchored:
        for _ in zip(range(50), pattern.finditer(text), strict=False):
            pass
    return time.process_time() - begun


def slow_units(pattern: "re.Pattern[Any]", anchored: bool) -> Iterator[str]:
    opening = example(parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)[:2])
    for unit, before in product(units(pattern), ("", opening)):
        around = (before, "\ue000\n甲")
        for chars in SIZES:
            taken = seconds(pattern, unit, chars, around, anchored)
            if taken < SUSPICIOUS_SECONDS:
                continue
            again = min(seconds(pattern, unit, chars, around, anchored) for _ in range(3))
            shorter = min(seconds(pattern, unit, chars // 4, around, anchored) for _ in range(3))
            if again > LINEAR_GROWTH * shorter and again > SUSPICIOUS_SECONDS:
                yield f"{before!r} {unit!r}: {chars} characters take {again * 1000:.0f} ms"
            break


@pytest.mark.parametrize(
    ("name", "pattern"), [pytest.param(name, each, id=name) for name, each in patterns()]
)
def test_a_pattern_takes_time_in_proportion_to_its_text(
    name: str, pattern: "re.Pattern[Any]"
) -> None:
    assert next(slow_units(pattern, name in ANCHORED), None) is None


@pytest.mark.parametrize("spelled", [r"\s*[:：]?\s*a", r"[_-]+\s*$", r"^(?:甲|甲乙|乙)+$"])
def test_the_test_knows_a_slow_pattern(spelled: str) -> None:
    assert next(slow_units(re.compile(spelled), False), None) is not None
