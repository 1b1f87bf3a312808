"""Steps of a scale that a table does not have: E档, of a table from A档 to D档."""

import re
from collections.abc import Sequence

from assistant.answering.tables.steps import ROMAN, SORTS, Step, step_asked
from assistant.answering.words.question import Question
from assistant.tables import Table, tables_of
from assistant.text import fold
from assistant.types import Article

_AS_ROMAN = str.maketrans("iv", "ⅠⅤ")
FEWEST_STEPS = 2
_OPEN = ("及以", "以上", "以下", "及其他", "和其他")  # after a step that holds others too


def absent_step(question: Question, articles: Sequence[Article]) -> str:
    """What there is instead of a step that a question names, and no article says; "" for none.

    Of the first article that has a table of such steps.
    """
    asked = step_asked(question.folded)
    if asked is None:
        return ""
    texts = [fold(article.text) for article in articles]
    if any(map(asked.is_said, texts)) or any(
        _has_bare(table, asked) for article in articles for table in tables_of(article)
    ):
        return ""
    for article, text in zip(articles, texts, strict=True):
        found = (_steps(table, asked) for table in tables_of(article))
        each_table = [steps for steps in found if len(steps) >= FEWEST_STEPS]
        steps = list(dict.fromkeys(step for steps in each_table for step in steps))
        open_ended = any(f"{fold(step)}{after}" in text for step in steps for after in _OPEN)
        if steps and not open_ended:
            return f"文中没有说到{asked.name.upper()}，只有{'、'.join(steps)}。"
    return ""


def _has_bare(table: Table, step: Step) -> bool:
    """Whether a table has a step by its mark alone: E, under 档次."""
    return any(
        step.kind in heading and any(row.cells[number][0] == step.mark for row in table.rows)
        for number, (heading, _) in enumerate(table.heading.cells)
    )


def _steps(table: Table, asked: Step) -> list[str]:
    """The names of a table's rows that are steps as the one asked for, without repeats."""
    sorts = [each for each in SORTS if re.fullmatch(f"({each}){asked.kind}", asked.name)]
    for column in range(len(table.heading.cells)):
        cells = [row.cells[column][0] for row in table.rows]
        for sort in sorts:
            step = re.compile(f"(?:{sort})(?:{asked.kind})")
            if all(map(step.fullmatch, cells)):
                return list(dict.fromkeys(_shown(cell, sort) for cell in cells))
    return []


def _shown(step: str, sort: str) -> str:
    """A folded step as documents print it: A档, Ⅰ级."""
    return step.translate(_AS_ROMAN) if sort == ROMAN else step.upper()
