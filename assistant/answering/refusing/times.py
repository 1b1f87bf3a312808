"""The day, the round and the year asked about, where the evidence is of another."""

from collections.abc import Sequence

from assistant.answering.refusing.case import OF_ONE_SENTENCE, ONE_THING, Case
from assistant.answering.refusing.neighbours import (
    other_day,
    other_edition,
    years_beside,
    years_said,
)
from assistant.answering.sentences.months import other_period
from assistant.answering.tables.years import years_headed, years_printed


def of_another_day(case: Case) -> str:
    """2月10日 or 2024年度, where the evidence speaks of another day or round."""
    question, best = case.question, case.best
    pair = other_day(question, best) or other_edition(question, best)
    return f"文中相近的内容说的是{pair[1]}，不是{pair[0]}。" if pair else ""


def of_another_year(case: Case) -> str:
    """The year of a figure or an aim, where the evidence states those of other years only.

    The tables of its article count among what there is: no 只有2026年 beside a row 2027年.
    """
    question = case.question
    years = years_said(question, case.best)
    if question.kind not in ONE_THING | {"goal"} or not years or set(question.years) & set(years):
        return ""
    what = "目标" if question.kind == "goal" else "数据"
    asked, said = _in_words(question.years), _in_words(years)
    if _in_tables(case):
        return f"{OF_ONE_SENTENCE}说的是{said}的{what}，不是{asked}的。"
    others = _headed(case) - set(years)
    if others and question.kind == "goal":
        return f"文中相近的内容说的是{said}的{what}，没有{asked}的。"
    known = _in_words(sorted({*years, *others})) if others else said
    return f"文中只有{known}的{what}，没有{asked}的。"


def of_another_month(case: Case) -> str:
    """The month of a figure, where the evidence gives that of another month or a longer time."""
    month = other_period(case.question, case.ranked[0])
    return f"文中相近的内容没有{month}份的数据。" if month else ""


def beside_other_years(case: Case) -> str:
    """The year of a figure, where the evidence is undated and its article names other years."""
    question = case.question
    if question.kind not in ONE_THING or years_said(question, case.best):
        return ""
    dated = years_beside(question, case.ranked)
    if not dated:
        return ""
    if _in_tables(case):
        return f"{OF_ONE_SENTENCE}没有说是{_in_words(question.years)}的。"
    known = sorted({*dated, *_headed(case)})
    return f"文中相近的内容说的是{_in_words(known)}，没有说到{_in_words(question.years)}。"


def _in_tables(case: Case) -> bool:
    """Whether a year that is asked about stands in a table of the nearest articles."""
    asked = case.question.years
    return any(not years_printed(each).isdisjoint(asked) for each in case.articles)


def _headed(case: Case) -> frozenset[str]:
    """The years on which the tables of the evidence's article have columns or rows."""
    return frozenset().union(*map(years_headed, case.articles[:1]))


def _in_words(years: Sequence[str]) -> str:
    return "、".join(f"{year}年" for year in years)
