"""How an answer speaks where only some of the library's articles were looked at."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from assistant.types import Answer, Statement

_AS_TOLD = (("资料库中的文章", "所选的文章"), ("资料库中", "所选的文章中"))


def told_of_selected(items: Iterable[Statement | Answer]) -> Iterator[Statement | Answer]:
    """The same, with nothing said of the whole library: 所选的文章没有说明这个问题."""
    for item in items:
        if isinstance(item, Statement):
            yield _statement(item)
        else:
            statements = tuple(_statement(each) for each in item.statements)
            yield replace(item, statements=statements, reason=_told(item.reason))


def _statement(statement: Statement) -> Statement:
    """What documents say stays as they say it; what is told of the library becomes narrower."""
    if statement.check != "metadata":
        return statement
    return replace(statement, text=_told(statement.text))


def _told(text: str) -> str:
    for whole, selected in _AS_TOLD:
        text = text.replace(whole, selected)
    return text
