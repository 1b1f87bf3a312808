"""The lists of several things that are asked about together, each under its name, and counted."""

import re
from collections.abc import Sequence
from itertools import combinations

from assistant.answering.drafts import Draft
from assistant.text import fold

LEAST_LISTED = 2  # statements of one of the things; facts, one of each, need no headings
# 各有几条措施, 分别列了多少项: how many each has.
_COUNT_ASKED = re.compile(r"(?:几|多少)(?P<unit>[条项点个种类招步])")
# What stands before an item of a list: 一是, （二）, 3.
_MARKED = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}(?:是|要|、|\.)|\([一二三四五六七八九十\d]{1,3}\)|"
    r"第[一二三四五六七八九十]{1,3}[,、:]|\d{1,2}[.、)]|[①-⑳]|[•●■◆▪➢✦·*○□◇◦–-])\s*$"
)
MARK_CHARS = 8


def under_names(names: Sequence[str], said: Sequence[Sequence[Draft]]) -> list[list[Draft]]:
    """The statements on each of several things under its name; [] where that tells nothing.

    None where each is but one fact, where two of them are said by the same words, or where
    statements stand under headings already.
    """
    drafts = [draft for each in said for draft in each]
    if max(map(len, said), default=0) < LEAST_LISTED or any(draft.group for draft in drafts):
        return []
    places = [{(s.article.id, s.start) for draft in each for s in draft.sources} for each in said]
    if any(one & other for one, other in combinations(places, 2)):
        return []
    return [[draft.grouped(name) for draft in each] for name, each in zip(names, said, strict=True)]


def counts_of(question: str, grouped: Sequence[Sequence[Draft]]) -> str:
    """How many marked items stand under each name, for who asks that; "" for anyone else.

    A count is no quotation, so it is told beside the statements (创新协同4条，机制协同3条).
    """
    asked = _COUNT_ASKED.search(fold(question))
    if asked is None or not grouped:
        return ""
    counts = [(each[0].group, sum(map(_is_item, each))) for each in grouped if each]
    if not all(count for _, count in counts):
        return ""
    told = "，".join(f"{name}{count}{asked['unit']}" for name, count in counts)
    return f"按文中列出的条目数：{told}"


def _is_item(draft: Draft) -> bool:
    """Whether a statement begins right after the mark of a list."""
    source = draft.sources[0]
    before = source.article.text[max(0, source.start - MARK_CHARS) : source.start]
    return bool(_MARKED.search(fold(before)))
