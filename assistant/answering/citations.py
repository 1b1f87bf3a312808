"""From drafts to numbered statements, each checked against the characters it cites.

The number guard holds for every way of composing: each figure, date and
quoted title of a statement stands in its own citations' quotes, or the
statement is not shown.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.answering.drafts import Draft, Source
from assistant.text import fold, quantities
from assistant.types import Citation, Statement

# Two statements whose characters agree to this share say the same thing.
NEAR_DUPLICATE = 0.9

_TITLES = re.compile(r'《[^》]+》|"[^"]{2,}"')
_LATIN = re.compile(r"[a-z][a-z0-9.-]+")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Checked:
    """Statements that passed, their citations, and the drafts that did not."""

    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    rejected: tuple[Draft, ...]


def check(drafts: Iterable[Draft]) -> Checked:
    """Verify, merge duplicates and number, in the order given.

    Citations are numbered from 1 in the order of first use; one place has one
    number however often it is used.
    """
    kept: list[Draft] = []
    rejected: list[Draft] = []
    for draft in drafts:
        if unsupported(draft):
            rejected.append(draft)
            continue
        twin = next((i for i, other in enumerate(kept) if _same(draft, other)), None)
        if twin is None:
            kept.append(draft)
        else:
            kept[twin] = _merged(kept[twin], draft)
    numbers: dict[tuple[str, int, int], int] = {}
    citations: list[Citation] = []
    statements: list[Statement] = []
    for draft in kept:
        used: list[int] = []
        for source in draft.sources:
            place = (source.article.id, source.start, source.end)
            if place not in numbers:
                numbers[place] = len(citations) + 1
                citations.append(_citation(numbers[place], source))
            used.append(numbers[place])
        statements.append(
            Statement(
                draft.text, tuple(dict.fromkeys(used)), draft.emphasis, draft.group, draft.check
            )
        )
    return Checked(tuple(statements), tuple(citations), tuple(rejected))


def unsupported(draft: Draft) -> tuple[str, ...]:
    """What a draft says without its source saying it; () when the draft may be shown.

    A quoting draft must be its source's characters. Any other must find each
    of its figures, titles and Latin names in its sources.
    """
    if not draft.sources or not draft.text.strip():
        return (draft.text or "（空）",)
    quotes = [source.quote for source in draft.sources]
    if draft.check == "quote":
        return () if any(draft.text == quote for quote in quotes) else (draft.text,)
    said = fold(draft.text)
    if draft.check == "metadata":
        # A column's label is known of an article without standing in its text.
        quotes += [source.article.column for source in draft.sources]
    evidence = fold("\n".join(quotes))
    dense_evidence = _SPACE.sub("", evidence)
    known = {quantity.token for quantity in quantities(evidence)}
    missing = [
        draft.text[quantity.start : quantity.end]
        for quantity in quantities(said)
        if quantity.token not in known
        and _SPACE.sub("", said[quantity.start : quantity.end]) not in dense_evidence
        and not _counts_sources(draft, quantity.token)
    ]
    for match in (*_TITLES.finditer(said), *_LATIN.finditer(said)):
        inner = match.group().strip('《》"')
        if _SPACE.sub("", inner) not in dense_evidence:
            missing.append(draft.text[match.start() : match.end()])
    return tuple(missing)


def _counts_sources(draft: Draft, token: str) -> bool:
    """Whether the figure is the number of articles that the statement about the library cites."""
    articles = {source.article.id for source in draft.sources}
    return draft.check == "metadata" and token == str(len(articles))


def _citation(number: int, source: Source) -> Citation:
    return Citation(
        number, source.article.id, source.start, source.end, source.quote, source.article.text_hash
    )


def _same(one: Draft, other: Draft) -> bool:
    if one.group != other.group or one.check != other.check:
        return False
    first, second = _key(one.text), _key(other.text)
    if first == second:
        return True
    if min(len(first), len(second)) < 12 or _figures(one) != _figures(other):
        return False
    grams = [{text[i : i + 2] for i in range(len(text) - 1)} for text in (first, second)]
    return len(grams[0] & grams[1]) / len(grams[0] | grams[1]) >= NEAR_DUPLICATE


def _key(text: str) -> str:
    return re.sub(r"\W+", "", fold(text))


def _figures(draft: Draft) -> frozenset[str]:
    return frozenset(quantity.token for quantity in quantities(draft.text))


def _merged(kept: Draft, twin: Draft) -> Draft:
    places = {(s.article.id, s.start, s.end): s for s in (*kept.sources, *twin.sources)}
    return Draft(kept.text, tuple(places.values()), kept.emphasis, kept.group, kept.check)
