"""Values told 分别: the first is of the first thing told before, the second of the second."""

import re
from collections.abc import Sequence

from assistant.ingest import figure_names
from assistant.ingest.figure_values import Value
from assistant.types import Span

SHARED = re.compile(r"分别|分列|依次")
_ALL_OF_THEM = re.compile("[两三四五六七八九十](?:[大个类项种家]|$)")  # 甲、乙、丙三大产业产值
_LONGEST_SHARED = 4  # characters of a member that leaves the rest to the last: 茶叶、水果产量
_BASE = re.compile(r"(?:同比|环比|[较比][^，。；]{1,12}?)(?=分别|依次)")
_HAS_BASE = re.compile("^(?:同比|环比|[较比])")


def members(name: str, count: int) -> tuple[str, ...]:
    """The names of values told 分别, one for each; as many "" where they cannot be told apart.

    茶叶、水果产量 are 茶叶产量 and 水果产量; a name without members is that of all values.
    """
    parts = re.split("[、和与及]", name)
    if len(parts) == 1 or not name:
        return ()
    *others, last = parts
    length = len(others[0])
    if len(parts) != count or _ALL_OF_THEM.match(last[length:]):
        return ("",) * count
    if length <= _LONGEST_SHARED and all(len(part) == length for part in others):
        parts = [part + last[length:] for part in others] + [last]
    elif any(len(part) <= _LONGEST_SHARED for part in others):
        return ("",) * count
    good = all(map(figure_names.is_name, parts))
    return tuple(parts) if good else ("",) * count


def told_before_them(names: Sequence[str], count: int) -> tuple[str, ...]:
    """The names of values told 分别 after others that are named: theirs, in their order.

    小学招生3860人、初中招生4120人，分别减少215人、增加90人. As many "" where more or fewer are
    named; () where no more than one thing is, of which all the values are.
    """
    if len(names) < 2 or count == 1:
        return ()
    return tuple(names) if len(names) == count else ("",) * count


def base_of(change: str) -> str:
    """With what the first of the values is compared, and so the others: 较上年 of 较上年分别减."""
    base = _BASE.match(change)
    return base.group() if base else ""


def with_base(base: str, change: str) -> str:
    """A comparison with what it leaves to the first: 较上年增加 of 增加; 分别 is for the reader."""
    change = re.sub("分别|依次", "", change) or change
    return base + change if base and change and not _HAS_BASE.match(change) else change


def by_place(
    text: str, places: Sequence[Span], clause: Span, here: Sequence[Value]
) -> tuple[Span, ...]:
    """The places of values told 分别, one for each; () where there are not as many."""
    shared = SHARED.search(text, clause.start, here[0].whole.start)
    if not shared or len(here) < 2:
        return ()
    inside = [p for p in places if clause.start <= p.start and p.end <= shared.start()]
    return tuple(inside[len(inside) - len(here) :]) if len(inside) >= len(here) else ()
