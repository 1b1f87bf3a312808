"""Which question of a run is which of an earlier one: by its id, else by what it asks.

Ids may come from the name of a file or from a row, and both change where nothing that is asked
does: an id that now stands for another question does not hide the one that asks the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assistant.evaluation.results import Record, key

Pair = tuple[Record | None, Record | None]


def asked_of(record: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    """What a record asks: the question and what was asked before it."""
    return str(record["question"]), tuple(record.get("history") or ())


def paired(before: Sequence[Record], after: Sequence[Record]) -> Iterator[Pair]:
    """Every record of `after` with its earlier one, then the earlier ones left over; None for none.

    First come those of the same id that ask the same, then those that only ask the same, then
    those of the same id, whose question was edited.
    """
    old = {key(record): record for record in before}
    new = {key(record): record for record in after}
    found = {i: i for i, record in new.items() if i in old and asked_of(old[i]) == asked_of(record)}
    left: dict[tuple[str, tuple[str, ...]], list[tuple[str, str]]] = {}
    for i, record in old.items():
        if i not in found:
            left.setdefault(asked_of(record), []).append(i)
    for i, record in new.items():
        if i not in found and left.get(asked_of(record)):
            found[i] = left[asked_of(record)].pop(0)
    taken = set(found.values())
    for i in new:
        if i not in found and i in old and i not in taken:
            found[i] = i
            taken.add(i)
    yield from ((old[found[i]] if i in found else None, record) for i, record in new.items())
    yield from ((record, None) for i, record in old.items() if i not in taken)
