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
from typing import Any

import pytest

import assistant.ingest
from tests.pattern_trees import AROUND, MANY, REPEATS, codes, inner, repeats, tree_of

SIZES = (40, 200, 800, 3200)
SUSPICIOUS_SECONDS = 0.02
LINEAR_GROWTH = 8  # four times the text: linear takes 4 times as long, quadratic 16
MOST_SIGNS = 5
# Used with match or fullmatch only: from every place of a text they would take long.
ANCHORED = frozenset(("names_with_posts._IN_TURN", "slides._SPEAKS"))
# Read on parts of a sentence of at most `figures.LONGEST_SENTENCE` characters, or on one cell.
BOUNDED = tuple(
    f"figure_{part}" for part in ("names", "sentences", "told", "values", "cells", "bounds")
)
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
        else:
            for part in inner(code, value):
                yield from signs(part)


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
        if code in AROUND:
            continue
        part = next(inner(code, value), None)  # the first branch, of several
        if part is None:
            written += next(signs([(code, value)]), "")
        else:
            written += example(part) * (max(1, min(value[0], 3)) if code in REPEATS else 1)
    return written


def units(pattern: "re.Pattern[Any]") -> list[str]:
    tree = tree_of(pattern)
    every = list(dict.fromkeys(signs(tree)))
    repeated = [sign for most, part in repeats(tree) if most is MANY for sign in signs(part)]
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
    opening = example(tree_of(pattern)[:2])
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
