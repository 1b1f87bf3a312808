"""Pairs made by rule from passages: sentences that follow one another, and labels with points.

A text says by its form what belongs together: the sentence after a sentence,
the items under the words that announce them (…包括：（一）…；（二）…, 一是…二是…), and
what an item says under its own short heading.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from embeddings.training.corpus import Pair

MIN_SENTENCE_CHARS = 12
MIN_POINT_CHARS = 6
LABEL_CHARS = (4, 60)
HEADING_CHARS = 24
_ORDER = "一二三四五六七八九十"
_SENTENCE = re.compile(r"[^。！？!?]+[。！？!?]?[”』」]?")
# What announces an item of a list, by kind; the number is the group.
_MARKERS = (
    re.compile(rf"[（(]([{_ORDER}])[）)]"),
    re.compile(rf"(?<![{_ORDER}第之统万唯单])([{_ORDER}])是"),
    re.compile(rf"第([{_ORDER}])[，,]"),
)
_EDGES = " ：:，,；;。、"


@dataclass(frozen=True)
class Passage:
    """A text, the document it comes from and its source."""

    text: str
    doc: str
    source: str


def neighbours(text: str) -> tuple[str, str] | None:
    """One sentence and the next, chosen by the text's hash; None where no two are long enough."""
    found = [part.strip() for part in _SENTENCE.findall(text)]
    both = [
        (first, second)
        for first, second in pairwise(found)
        if min(len(first), len(second)) >= MIN_SENTENCE_CHARS
    ]
    if not both:
        return None
    digest = hashlib.blake2b(text.encode("utf-8"), digest_size=4).digest()
    return both[int.from_bytes(digest, "big") % len(both)]


def points(text: str) -> Iterator[tuple[str, str]]:
    """The label of every list in the text with each of its points; headings of points with them."""
    for marker in _MARKERS:
        for run in _lists(marker, text):
            label = _label(text[: run[0].start()])
            for number, found in enumerate(run):
                if number + 1 < len(run):
                    point = text[found.end() : run[number + 1].start()]
                else:
                    # Nothing says where the last point ends; its first sentence is sure.
                    point = (_SENTENCE.match(text, found.end()) or found).group()
                point = point.strip(_EDGES)
                if len(point) < MIN_POINT_CHARS:
                    continue
                if LABEL_CHARS[0] <= len(label) <= LABEL_CHARS[1]:
                    yield label, point
                heading, _, rest = point.partition("。")
                short = MIN_POINT_CHARS <= len(heading) <= HEADING_CHARS
                if short and len(rest) >= MIN_SENTENCE_CHARS:
                    yield heading, rest


def rule_pairs(passages: Iterable[Passage]) -> Iterator[Pair]:
    """The pairs of distinct passages, `source/next` and `source/point`."""
    seen: set[str] = set()
    for passage in passages:
        if passage.text in seen:
            continue
        seen.add(passage.text)
        following = neighbours(passage.text)
        if following:
            yield Pair(*following, passage.doc, f"{passage.source}/next")
        for label, point in dict.fromkeys(points(passage.text)):
            yield Pair(label, point, passage.doc, f"{passage.source}/point")


def _lists(marker: re.Pattern[str], text: str) -> Iterator[list[re.Match[str]]]:
    """Runs of two or more markers that count from one without a gap."""
    run: list[re.Match[str]] = []
    for found in marker.finditer(text):
        number = _ORDER.index(found.group(1))
        if number != len(run):
            if len(run) > 1:
                yield run
            run = []
        if number == len(run):
            run.append(found)
    if len(run) > 1:
        yield run


def _label(before: str) -> str:
    """The last sentence before a list, without the marks around it."""
    sentences = _SENTENCE.findall(before.rstrip(_EDGES))
    return sentences[-1].strip(_EDGES) if sentences else ""
