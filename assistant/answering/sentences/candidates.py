"""Pieces of a sentence that may be the answer to a question, without judging them."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.answering.words import spans
from assistant.answering.words.question import Question
from assistant.text import starts_of
from assistant.types import Span

MOST_CHARS = 90
LONGEST_PAIR = 60  # characters of two clauses, from a cue word on
FORMS = ("number", "date", "rank", "person", "organisation", "place", "duration")
TYPES = (*FORMS, "quoted", "enumeration", "member", "clause", "after", "before", "cloze")
CLAUSE_MARK = re.compile(r"[,;。!?]")
# What an answer follows.
_CUE = re.compile(
    r"是|为|达到?|约|共|至|到|在|于|由|被|让|叫做?|称为?|名为|即|指|包括|包含|有|成为|担任|获得?|从|向|以|与|和|对|把|"
    r"将|给|因为?|由于|了|着|过|等|及|:|作|用|通过|要|的|属|分为|改名|更名|命名|取|饰演?|使|令|占|增长|超过?|后|前|时|"
    r"而|也|其"
)
_STOP = re.compile(r'的|等|为|是|在|于|和|与|、|[,;。!?)】"]|后|时|中|上|内|以|来|而|并|则|所|之')
_RANGE = re.compile(r"[至到~-]{1,2}")  # 7月1日至7月8日
_JOINT = re.compile(r"、|和|与|及|以及|或")
_TRIMMED_LEFT, _TRIMMED_RIGHT = " ,、;:。\"'()", " ,、;:。!?\"'()"


def clauses_of(folded: str) -> list[Span]:
    """The clauses of a folded sentence, their mark included."""
    cuts = [0, *(match.end() for match in CLAUSE_MARK.finditer(folded)), len(folded)]
    return [Span(start, end) for start, end in pairwise(cuts) if end - start > 1]


def candidates(question: Question, folded: str) -> dict[Span, set[str]]:
    """The spans of a folded sentence that may be the answer, each with its TYPES."""
    found: dict[Span, set[str]] = {}
    for start, end, name in _named(question, folded):
        span = _trimmed(folded, start, end)
        if 0 < span.end - span.start <= MOST_CHARS:
            found.setdefault(span, set()).add(name)
    return found


def _named(question: Question, text: str) -> Iterator[tuple[int, int, str]]:
    for form in FORMS:
        found = spans.typed_spans(form, text)
        for span in found:
            yield span.start, span.end, form
        for first, last in pairwise(found):
            if _RANGE.fullmatch(text[first.end : last.start]):
                yield first.start, last.end, form
    for match in spans.QUOTED.finditer(text):
        yield *match.span(), "quoted"
    for match in spans.ENUMERATION.finditer(text):
        yield *match.span(), "enumeration"
        others = text.find("等", match.start() + 2, match.end())
        if others > 0:
            yield match.start(), others, "enumeration"
    clauses = clauses_of(text)
    for number in range(len(clauses)):
        yield from _of_clause(text, clauses[number : number + 3])
    yield from _beside_heads(question.heads, text)


def _of_clause(text: str, clauses: Sequence[Span]) -> Iterator[tuple[int, int, str]]:
    """The first clause, its parts, and it with the clauses that follow."""
    start, end = clauses[0].start, clauses[0].end
    for last in clauses:
        yield start, last.end, "clause"
    joints = [match.span() for match in _JOINT.finditer(text, start, end)]
    if joints:
        begins = [start, *(joint_end for _, joint_end in joints)]
        ends = [*(joint_start for joint_start, _ in joints), end]
        for begin, stop in zip(begins, ends, strict=True):
            yield begin, stop, "member"
    for cue in _CUE.finditer(text, start, end):
        yield start, cue.start(), "before"
        yield cue.end(), end, "after"
        others = text.find("等", cue.end() + 2, end)
        if others > 0:
            yield cue.end(), others, "enumeration"
        mark = _STOP.search(text, cue.end() + 2, end)
        if mark:
            yield cue.end(), mark.start(), "member"
        if len(clauses) > 1 and clauses[1].end - cue.end() < LONGEST_PAIR:
            yield cue.end(), clauses[1].end, "after"


def _beside_heads(heads: tuple[str, str], text: str) -> Iterator[tuple[int, int, str]]:
    """What stands where the question has its asking word: 位于□ for 位于哪里."""
    left, right = heads
    for length in (4, 3, 2):
        beside = left[-length:]
        if len(beside) < 2 or beside not in text:
            continue
        for start in (place + len(beside) for place in starts_of(beside, text)):
            mark = CLAUSE_MARK.search(text, start + 1)
            end = mark.start() if mark else len(text)
            yield start, end, "cloze"
            for ahead in sorted({right[:2], right[:1]} - {""}):
                place = text.find(ahead, start + 1, end + 30)
                if place > 0:
                    yield start, place, "cloze"
        break
    if len(right) >= 2:
        for place in starts_of(right[:2], text):
            before = [mark.end() for mark in CLAUSE_MARK.finditer(text, 0, place)]
            yield (before or [0])[-1], place, "cloze"


def _trimmed(text: str, start: int, end: int) -> Span:
    """The span without marks at its ends; a title keeps its own."""
    while start < end and text[start] in _TRIMMED_LEFT:
        start += 1
    while end > start and text[end - 1] in _TRIMMED_RIGHT:
        end -= 1
    if text[start:end].startswith("《") and "》" not in text[start:end]:
        start += 1
    if text[start:end].endswith("》") and "《" not in text[start:end]:
        end -= 1
    return Span(start, end)
