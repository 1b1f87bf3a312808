"""What is said of another year, place or district than the one asked about, or is not said.

Neighbouring facts share nearly all their words: 2023年 beside 2022年, 东湖区 beside 西湖区.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from assistant.answering.sentences.extractive import Ranked
from assistant.answering.words import spans
from assistant.answering.words.evidence import Context, Evidence
from assistant.answering.words.places import (
    PROVINCES,
    areas_of,
    joined_provinces,
    places_asked,
    places_of,
    stands_above,
)
from assistant.answering.words.question import Question
from assistant.answering.words.related import RelatedWords
from assistant.answering.words.stated_years import COMPARED, paragraph_years
from assistant.answering.words.years import years_stated
from assistant.text import quantities

# Ends, failures and punishments, which no text implies that does not speak of one.
_EVENTS = tuple(
    tuple(group.split())
    for group in (
        "破产 倒闭 关停 停业 歇业 关门 停产 停工",
        "取消 撤销 废止 停止 暂停 终止 中止 叫停",
        "退出 撤出",
        "处罚 处分 罚款",
        "免职 罢免 撤职 辞职",
        "推迟 延期 延后 延迟",
        "坍塌 倒塌 垮塌",
        "泄漏 泄露",
        "失败",
        "裁员",
        "反对",
        "召回",
        "爆炸",
        "起诉",
        "解散",
    )
)
# Who brings people out of danger is said to move them; who cheats is punished by what he loses.
_SAID_AS = {
    "撤出": ("撤离", "转移", "疏散"),
    "处罚": ("追回", "失信", "取消", "责令", "警告", "吊销", "没收", "通报批评"),
}
# How alike a word of the evidence must be to count as speaking of it.
SAID_OTHERWISE = 0.35
DEPTH = 5  # of the evidence, where other places are looked for

_COUNTED = re.compile(
    r"(?:多少|几)[个家所座项名人条处]|(?:经济总量|生产总值|gdp|人口|面积)[^,。?]{0,4}多[少大]"
)
SEVERAL = re.compile(r"各(?:是|有|为|自|占)|分别")
_RELATIVE_YEAR = re.compile(r"[今去前上本当]年|同期|上半年|下半年")
_DAY = re.compile(r"(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]")
# 新华社青岛3月15日电 dates a report, not what it says.
_DATELINE = re.compile(r"\d{1,2}月\d{1,2}日[电讯消]")
_EDITION = re.compile(r"(?P<year>(?:19|20)\d\d)(?:年度|学年)")


def texts_of(ranked: Sequence[Ranked]) -> Iterator[str]:
    """The folded sentences of the passages that were found, each passage once."""
    contexts = {id(item.evidence.context): item.evidence.context for item in ranked}
    return (each.folded for context in contexts.values() for each in context.sentences)


def unsaid_event(question: Question, ranked: Sequence[Ranked]) -> str:
    """An end or a failure that the question takes for granted and nothing found speaks of.

    为什么退出, 取消了多少: prose that praises a thing is near to a question why it failed.
    """
    if not ranked:
        return ""
    article = ranked[0].evidence.sentence.article_id
    contexts = [
        item.evidence.context
        for item in ranked[:DEPTH]
        if item.evidence.sentence.article_id == article
    ]
    for events in _EVENTS:
        asked = next((event for event in events if event in question.folded), "")
        said = (each.folded for context in contexts for each in context.sentences)
        titled = (context.head_grams | context.label_grams for context in contexts)
        alike = (*events, *_SAID_AS.get(asked, ()))
        if not asked or any(event in text for text in (*said, *titled) for event in alike):
            continue
        if not said_otherwise(asked, contexts):
            return asked
    return ""


def said_otherwise(word: str, contexts: Sequence[Context]) -> bool:
    """Whether a word of the contexts is used like this one."""
    related = [numbers for context in contexts for numbers in context.related]
    numbers = np.unique(np.concatenate(related)) if related else np.zeros(0, int)
    alike = RelatedWords.load().likeness([word])[0][numbers]
    return float(alike.max(initial=0.0)) >= SAID_OTHERWISE


def years_said(question: Question, best: Evidence) -> tuple[str, ...]:
    """The years of the evidence, where the question names one.

    A sentence without its own goes on from the one just before it, whose year is
    not the one that it compares with (比2019年); or it is of the year in the labels above it.
    A title's year holds for all.
    """
    if not question.years:
        return ()
    said = best.sentence.folded
    own = years_stated(said if COMPARED.search(question.folded) else COMPARED.sub("", said))
    own = own or best.sentence.years_meant
    titled = best.context.title_years
    if own or set(titled).intersection(question.years):
        return own
    opened = paragraph_years(best)
    if set(opened).intersection(question.years):
        return opened
    return years_stated(COMPARED.sub("", before(best))) or best.sentence.years_above or titled


def years_beside(question: Question, ranked: Sequence[Ranked]) -> tuple[str, ...]:
    """The years that what was found of an article names, where the one asked about is not there.

    () also where the sentence counts from its own day (去年), and where nothing found is dated.
    """
    best = ranked[0].evidence
    if not question.years or _RELATIVE_YEAR.search(best.sentence.folded):
        return ()
    text = "\n".join((best.context.titles, *texts_beside(best, ranked)))
    above = best.context.head_grams | best.context.label_grams
    if any(year in text or year in above for year in question.years):
        return ()
    return years_stated(text)


def places_apart(question: Question, best: Evidence) -> tuple[str, ...]:
    """The places for each of which a figure is asked (甲和乙各占多少), where none of them is named.

    What is said of both together gives the figure of neither.
    """
    asked = places_asked(question.folded)
    each = question.kind == "number" and SEVERAL.search(question.folded)
    text = best.sentence.folded
    is_named = any(place in text or stands_above(place, best) for place in asked)
    return asked if each and len(asked) > 1 and not is_named else ()


def place_within(question: Question, best: Evidence) -> str:
    """The place that has so many of a thing, where they are counted of a region with it (川渝).

    "" for none, and where the size of an industry is asked, which a region has in common.
    """
    asked = places_asked(question.folded)
    said = best.sentence.folded
    if not _COUNTED.search(question.folded) or len(asked) != 1 or not joined_provinces(said):
        return ""
    others = asked[0] in PROVINCES and asked[0] not in joined_provinces(said)
    return "" if others or asked[0] in said or stands_above(asked[0], best) else asked[0]


_RATES = frozenset({"增速", "增幅", "降幅", "占比", "比重", "长率"})


def place_without_figure(question: Question, best: Evidence) -> str:
    """The place of which a figure is asked, where its part of the sentence gives none.

    长沙集聚企业260家;湘潭以复合材料见长: the figure is of the other place.
    """
    asked = [*places_asked(question.folded), *areas_of(question.folded)]
    if question.kind != "number" or len(set(asked)) != 1:
        return ""
    parts = best.sentence.folded.split(";")
    own = [part for part in parts if asked[0] in part]
    others = [
        part
        for part in parts
        if asked[0] not in part and {*places_of(part), *areas_of(part)} - {*asked}
    ]
    measure = question.heads[0][-2:]
    units = _units_of(measure, others)
    figures = [
        any(spans.spans_for(question, part))
        and (not units or not units.isdisjoint(each.unit for each in quantities(part)))
        # 占34.1% is no 增速, which the other's part gives.
        and (not units or measure in part or measure not in _RATES)
        for part in own
    ]
    given = any(spans.spans_for(question, part) for part in others)
    return asked[0] if own and others and given and not any(figures) else ""


def _units_of(measure: str, parts: Iterable[str]) -> set[str]:
    """The units in which parts of a sentence give a measure: 石门村种了410亩 is no 收入."""
    if len(measure) < 2:
        return set()
    clauses = (clause for part in parts for clause in part.split(",") if measure in clause)
    return {each.unit for clause in clauses for each in quantities(clause)}


def other_day(question: Question, best: Evidence) -> tuple[str, str] | None:
    """The day asked about (2月10日) and the one of which the evidence speaks; None for no other.

    Also none where the day asked about stands before the sentence in its passage, or above it.
    """
    asked, given = _days(question.folded), _days(best.sentence.folded)
    before = "".join(
        each.folded for each in best.context.sentences if each.start < best.sentence.start
    )
    above = best.context.head_grams | best.context.label_grams
    known = {*given, *_days(before), *(day for day in asked if above.issuperset(day))}
    if not asked or not given or known.intersection(asked):
        return None
    pair = (next(iter(days)) for days in (asked, given))
    first, second = (f"{month}月{number}日" for month, number in pair)
    return first, second


def _days(folded: str) -> dict[tuple[str, str], None]:
    """The days of the year that folded text names, month and day, in order."""
    return dict.fromkeys(
        (found["month"], found["day"]) for found in _DAY.finditer(_DATELINE.sub(",", folded))
    )


def other_edition(question: Question, best: Evidence) -> tuple[str, str] | None:
    """The round asked about (2024年度) and that of the document, by the year in its title.

    Of days only: a day in a notice for 2025 is of that round, whatever its year.
    """
    asked = _EDITION.search(question.folded) if question.kind == "date" else None
    titled = best.context.title_years
    if asked is None or len(titled) != 1 or asked["year"] in titled:
        return None
    if asked.group() in best.sentence.folded:
        return None
    return asked.group(), f"{titled[0]}年"


def before(best: Evidence) -> str:
    """The folded sentence that stands just before, in the same paragraph; "" for none."""
    found = (each for each in best.context.sentences if each.end == best.sentence.start)
    return next((each.folded for each in found), "")


def texts_beside(best: Evidence, ranked: Sequence[Ranked]) -> list[str]:
    """The texts of what was found of the evidence's article."""
    article = best.sentence.article_id
    own = [item for item in ranked if item.evidence.sentence.article_id == article]
    return list(texts_of(own))
