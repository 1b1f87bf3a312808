"""No pattern takes exponential time: `re` holds the interpreter's lock while it matches.

A question of eighty characters could stop the whole server. Each pattern of our modules is
tried on strings made of what its own repetitions match, many times over; `re` looks for signals
while it matches, so a timer ends a match that takes too long.
"""

import importlib
import pkgutil
import random
import re
import signal
from collections.abc import Iterator
from itertools import islice
from types import FrameType
from typing import Any

import pytest

import assistant
import embeddings
from tests.pattern_trees import AROUND, REPEATS, codes, inner, repeats, tree_of

CHARS = 120  # of a string that is tried
LIMIT_SECONDS = 1.0
MOST_UNITS = 40  # of what one repetition matches
PAIRS = 60  # of such units, beside each alone
MOST_TRIED = 300  # strings for one pattern
MOST_TEXTS = 40
_MANY = 8  # a repetition of no more is bounded
_SOME_CHARACTER = "发"


class TooSlowError(Exception):
    """A match took longer than LIMIT_SECONDS."""


def modules() -> list[str]:
    return [
        found.name
        for package in (assistant, embeddings)
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
        if not found.name.endswith("__main__") and ".training" not in found.name
    ]


def patterns_in(value: Any, depth: int = 3) -> Iterator[re.Pattern[str]]:
    """The patterns that a module's value is or holds."""
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif depth and isinstance(value, dict):
        for each in (*value.keys(), *value.values()):
            yield from patterns_in(each, depth - 1)
    elif depth and isinstance(value, tuple | list | set | frozenset):
        for each in value:
            yield from patterns_in(each, depth - 1)


def character_of(choices: Any) -> list[str]:
    """Characters that a class like [年月\\d] matches."""
    found: list[str] = []
    for kind, value in choices:
        if kind is codes.NEGATE:
            return [_SOME_CHARACTER, "1"]
        if kind is codes.LITERAL:
            found.append(chr(value))
        elif kind is codes.RANGE:
            found += [chr(value[0]), _SOME_CHARACTER] if value[1] > ord("一") else [chr(value[0])]
        elif kind is codes.CATEGORY:
            found.append({"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " "}.get(str(value), "发"))
    return found[:4] or [_SOME_CHARACTER]


def texts_of(node: Any) -> list[str]:
    """Some strings that a part of a pattern matches, lookarounds left aside."""
    texts = [""]
    for kind, value in node:
        if kind is codes.LITERAL:
            ways = [chr(value)]
        elif kind is codes.IN:
            ways = character_of(value)
        elif kind in (codes.ANY, codes.NOT_LITERAL):
            ways = [_SOME_CHARACTER]
        elif kind in REPEATS:
            least, _, repeated = value
            ways = [text * max(least, 1) for text in texts_of(repeated)]
            ways += [] if least else [""]
        elif kind in AROUND:
            ways = [""]
        else:
            ways = [text for part in inner(kind, value) for text in texts_of(part)] or [""]
        texts = [before + way for before in texts for way in ways][: MOST_TEXTS * 2]
        if len(texts) > MOST_TEXTS:
            texts = texts[: MOST_TEXTS // 2] + texts[-MOST_TEXTS // 2 :]
    return list(dict.fromkeys(texts))


def tried_on(pattern: re.Pattern[str]) -> Iterator[str]:
    """Strings that repeat what the pattern repeats, and then do not match."""
    tree = tree_of(pattern)
    whole = texts_of(tree)[0]
    dice = random.Random(len(pattern.pattern))
    for most, repeated in repeats(tree):
        if most <= _MANY:
            continue
        units = [text for text in texts_of(repeated) if text][:MOST_UNITS]
        pairs = [dice.choice(units) + dice.choice(units) for _ in range(PAIRS) if units]
        for unit in dict.fromkeys((*units, *pairs)):
            for before in dict.fromkeys(("", whole, whole[: len(whole) // 2])):
                yield f"{before}{unit * max(2, CHARS // len(unit))}☃"


def stop(_signal: int, _frame: FrameType | None) -> None:
    raise TooSlowError


@pytest.fixture
def timer() -> Iterator[None]:
    before = signal.signal(signal.SIGALRM, stop)
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)


def is_slow(pattern: re.Pattern[str], text: str) -> bool:
    for match in (pattern.search, pattern.fullmatch):
        signal.setitimer(signal.ITIMER_REAL, LIMIT_SECONDS)
        try:
            match(text)
        except TooSlowError:
            return True
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    return False


@pytest.mark.usefixtures("timer")
def test_an_exponential_pattern_is_found() -> None:
    slow = re.compile("(?:合计有|合计|有)+$")
    assert any(is_slow(slow, text) for text in tried_on(slow))
    quick = re.compile("(?:合计有|合计|有)++$")
    assert not any(is_slow(quick, text) for text in tried_on(quick))


@pytest.mark.usefixtures("timer")
def test_no_pattern_takes_exponential_time() -> None:
    slow: dict[str, str] = {}
    tried: set[tuple[str, int]] = set()
    for name in modules():
        for at, value in vars(importlib.import_module(name)).items():
            for pattern in patterns_in(value):
                if (pattern.pattern, pattern.flags) in tried:
                    continue
                tried.add((pattern.pattern, pattern.flags))
                texts = islice(tried_on(pattern), MOST_TRIED)
                found = next((text for text in texts if is_slow(pattern, text)), None)
                if found is not None:
                    slow[f"{name}.{at}"] = found
    assert slow == {}
    assert len(tried) > 500
