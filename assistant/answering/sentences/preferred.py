"""Evidence that says what the question names, moved before evidence that is only more like it."""

import re
from collections.abc import Callable, Sequence

from assistant.answering.sentences.allowed import allowed_first
from assistant.answering.sentences.bounds import bound_first, threshold_first
from assistant.answering.sentences.breakdown import part_first, per_head_first
from assistant.answering.sentences.contact_lines import number_under_name_first
from assistant.answering.sentences.deadlines import deadline_first
from assistant.answering.sentences.extractive import Ranked
from assistant.answering.sentences.fuller import fuller_first
from assistant.answering.sentences.headed_fields import headed_field_first
from assistant.answering.sentences.importance import basis_first, importance_first
from assistant.answering.sentences.leading import NAMED_RATIO, led_by, led_by_likely
from assistant.answering.sentences.months import named_month_first
from assistant.answering.sentences.named_field import named_field_first
from assistant.answering.sentences.named_members import (
    counted_first,
    members_first,
    named_count_first,
)
from assistant.answering.sentences.part_growth import growth_first
from assistant.answering.sentences.printed_questions import (
    answers_for_questions,
    asked_alike_first,
)
from assistant.answering.sentences.reasons import (
    aim_of_issue_first,
    asked_change_first,
    asked_itself_first,
    named_cause_first,
    reason_of_subject_first,
    with_reason_beside,
)
from assistant.answering.sentences.responsible import addressee_last, responsible_first
from assistant.answering.sentences.seconds import speaks_of
from assistant.answering.sentences.set_back import granting_first, imprint_last
from assistant.answering.sentences.targets import OF_TIME, done_or_aimed_first
from assistant.answering.sentences.who import doer_first, partners_first
from assistant.answering.sentences.written_names import written_name_first
from assistant.answering.sentences.year_figures import figure_of_year_first
from assistant.answering.words import spans
from assistant.answering.words.colloquial import written_names
from assistant.answering.words.contrasts import numbered, opposed, other_number, says
from assistant.answering.words.forms import (
    FORBIDDEN,
    asks_what_is_forbidden,
    is_document_number,
)
from assistant.answering.words.places import districts_of, place_met
from assistant.answering.words.question import Question
from assistant.answering.words.years import years_stated
from assistant.text import quantities

# As NAMED_RATIO, of another fact.
SURELY_RATIO = 0.4
# A thing of so many characters has a qualifier before its noun.
QUALIFIED_CHARS = 4
# Units that measure; those that count (所, 家) need the thing that is counted beside them.
_MEASURES = frozenset(
    re.findall(
        r"\S+",
        "元 万元 亿元 万亿元 公里 千米 平方公里 平方米 米 亩 吨 秒 分钟 小时 天 工作日 年 岁 度 "
        "百分点 个百分点",
    )
)
# 截至12月 is the whole year.
_PART_OF_A_YEAR = re.compile(r"[上下]半年|季度|(?<!\d)(?:\d|1[01])月")
_PARTS_OF_A_YEAR = frozenset(("上半", "下半", "季度"))
# A sum of money, and that it grows.
_SUM = re.compile(r"(?:生产总值|gdp|增加值|产值|收入|支出|投资|总额|税收)$")
_GROWTH = re.compile(r"(?:增长|下降|增速|增幅|上升|降低|提高)")
AMOUNT_RATIO = 0.05
_OF_PERIOD = re.compile(r"^(?:[上下]?半?年|[一二三四]?季度)")
_SHARE = re.compile(r"占|比重|比例|率")


def preferred(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The evidence, led by what says the very thing that the question names."""
    asked = asked_alike_first(question, asked_itself_first(question, ranked))
    ordered = answers_for_questions(question, asked)
    for first in (
        named_field_first,
        headed_field_first,
        number_under_name_first,
        imprint_last,
        addressee_last,
        named_count_first,
        counted_first,
        members_first,
        partners_first,
        doer_first,
        responsible_first,
        named_number_first,
        named_unit_first,
        measure_first,
        named_thing_first,
        fuller_first,
        written_name_first,
        part_first,
        growth_first,
        unopposed_first,
        named_year_first,
        figure_of_year_first,
        named_month_first,
        whole_year_first,
        amount_first,
        per_head_first,
        done_or_aimed_first,
        named_place_first,
        named_district_first,
        forbidding_first,
        allowed_first,
        granting_first,
        deadline_first,
        bound_first,
        threshold_first,
        importance_first,
        basis_first,
        asked_change_first,
        reason_of_subject_first,
        named_cause_first,
        aim_of_issue_first,
        with_reason_beside,
    ):
        ordered = first(question, ordered)
    return ordered


def named_number_first(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The evidence, with a sentence on the number asked for before one on another."""
    if not ranked or other_number(question, ranked[0].evidence) is None:
        return list(ranked)
    asked = numbered(question.folded).keys()
    return led_by_likely(
        ranked, lambda item: asked <= numbered(item.evidence.sentence.folded).keys(), 0.0
    )


def named_unit_first(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The evidence, with a figure in the measure asked for (多少钱 → 元) before other sentences."""
    if not ranked or not question.unit or spans.has_unit(question, ranked[0].text):
        return list(ranked)
    # A counter belongs to what is counted; a measure needs nothing beside it.
    # 多少套房, 多少台车: the counter says it all.
    noun = question.heads[1][:2] if len(question.heads[1]) > 1 else ""
    counted = "" if question.unit in _MEASURES else noun
    if not question.heads[1] and question.unit not in _MEASURES:
        return list(ranked)
    return led_by_likely(
        ranked,
        lambda item: counted in item.text and spans.has_unit(question, item.text),
        NAMED_RATIO,
    )


def measure_first(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The evidence, with a figure of the measure asked for (多大 → 规模) before other sentences."""
    if question.kind != "number" or not ranked or spans.names_measure(question, ranked[0].text):
        return list(ranked)

    def states(item: Ranked) -> bool:
        text = item.text
        return spans.names_measure(question, text) and any(spans.spans_for(question, text))

    return led_by_likely(ranked, states, NAMED_RATIO)


def named_thing_first(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The evidence, with a figure of the very thing (入境游客) before one of its whole (游客)."""
    thing = question.heads[0]
    if question.kind != "number" or len(thing) < QUALIFIED_CHARS or not ranked:
        return list(ranked)
    best = ranked[0]
    headed = thing in best.evidence.context.titles
    if headed or thing in best.text or thing[-2:] not in best.text:
        return list(ranked)
    return led_by_likely(
        ranked,
        lambda item: thing in item.text and any(spans.spans_for(question, item.text)),
        SURELY_RATIO,
    )


def unopposed_first(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The evidence, with a sentence on what is asked for (理科) before one on another (文科)."""
    against = opposed(question, ranked[0].evidence) if ranked else None
    if against is None:
        return list(ranked)
    asked = against[0]
    measured = {each.unit for each in quantities(ranked[0].text)} - OF_TIME

    def is_meant(item: Ranked) -> bool:
        """On what is asked for, and, of a number, with a figure that may be one of the same."""
        alike = not measured or not measured.isdisjoint(q.unit for q in quantities(item.text))
        return says(asked, item.text) and (alike or question.kind != "number")

    return _going_on_first(ranked, is_meant)


def named_year_first(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The evidence, with what is of the year asked about before what is of another."""
    if not question.years or not ranked or not _is_of_another_year(question, ranked[0]):
        return list(ranked)
    # A fact of that year may be another fact; aims are told by their year.
    ratio = NAMED_RATIO if question.kind == "goal" else SURELY_RATIO
    return led_by_likely(ranked, lambda item: _is_of_year(question, item), ratio)


def whole_year_first(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The evidence, with the year's own figure before one of a part of it, when no part is asked.

    A part is told by the sentence, or by the titles and labels above it.
    """
    if not question.years or not ranked or _PART_OF_A_YEAR.search(question.folded):
        return list(ranked)
    if not _is_of_a_part(ranked[0]):
        return list(ranked)
    return led_by_likely(ranked, lambda item: not _is_of_a_part(item), SURELY_RATIO)


def _is_of_a_part(item: Ranked) -> bool:
    above = item.evidence.context.head_grams & _PARTS_OF_A_YEAR
    return bool(above) or _PART_OF_A_YEAR.search(item.text) is not None


def _is_of_year(question: Question, item: Ranked) -> bool:
    """Whether a sentence, or the labels over one without a year, name the years asked about."""
    return set(question.years) <= set(_years(item))


def _is_of_another_year(question: Question, item: Ranked) -> bool:
    return bool(_years(item)) and not set(question.years) & set(_years(item))


def _years(item: Ranked) -> tuple[str, ...]:
    sentence = item.evidence.sentence
    return years_stated(item.text) or sentence.years_meant or sentence.years_above


def amount_first(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The evidence, with a thing's own figure before a share in it (占生产总值比重)."""
    head = _OF_PERIOD.sub("", question.heads[0])  # 上半年gdp
    if question.kind != "number" or len(head) < 2 or not ranked or _SHARE.search(question.folded):
        return list(ranked)
    share = re.compile(rf"占[^,。;]{{0,8}}?{re.escape(head)}[^,。;]{{0,4}}?(?:比重|比例|比率)")
    if _only_grows(head, question, ranked[0]):
        names = "|".join(map(re.escape, (head, *written_names(head))))
        amount = re.compile(rf"(?:{names})[^,。;]{{0,8}}?\d[\d.]*[万亿]*元")
        return led_by_likely(ranked, lambda item: bool(amount.search(item.text)), AMOUNT_RATIO)
    if not share.search(ranked[0].text):
        return list(ranked)
    return led_by_likely(
        ranked, lambda item: head in item.text and not share.search(item.text), NAMED_RATIO
    )


def _only_grows(head: str, question: Question, best: Ranked) -> bool:
    """Whether a sentence says of a sum of money only how much it grew, where that is not asked."""
    if not _SUM.search(head) or _GROWTH.search(question.folded):
        return False
    grown = re.search(
        rf"{re.escape(head)}(?:[上下]半年|[一二三四]季度|全年)?(?:同比|比上年|较上年)?{_GROWTH.pattern}",
        best.text,
    )
    return bool(grown) and "元" not in best.text


def named_place_first(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The evidence, with a sentence on the place asked about before one on another place."""
    if not ranked or place_met(question, ranked[0].evidence) != -1.0:
        return list(ranked)
    return led_by_likely(ranked, lambda item: place_met(question, item.evidence) > 0, NAMED_RATIO)


def named_district_first(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The evidence, with a sentence on the district asked about before one on the whole city.

    First of all the one that goes on from it (全市……。其中河西区……).
    """
    districts = districts_of(question.folded)
    if not districts or not ranked or is_document_number(question.folded, ranked[0].text):
        return list(ranked)
    if any(speaks_of(each, ranked[0]) for each in districts):
        return list(ranked)
    named = _going_on_first(ranked, lambda item: any(each in item.text for each in districts))
    # Else 全县…… in the district's own document.
    return led_by_likely(
        named, lambda item: any(speaks_of(each, item) for each in districts), NAMED_RATIO
    )


def forbidding_first(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The evidence, with what forbids first, where one asks what may not be done."""
    asked = asks_what_is_forbidden(question.folded)
    if not ranked or not asked or FORBIDDEN.search(ranked[0].text):
        return list(ranked)
    return led_by_likely(ranked, lambda item: bool(FORBIDDEN.search(item.text)), NAMED_RATIO)


def _going_on_first(ranked: Sequence[Ranked], is_named: Callable[[Ranked], bool]) -> list[Ranked]:
    """The evidence, led by the sentence that goes on from the best (其中……) and is so.

    Else by the first that is so and likely enough.
    """
    end = ranked[0].evidence.sentence.end
    goes_on = next((r for r in ranked if r.evidence.sentence.start == end and is_named(r)), None)
    if goes_on is None:
        return led_by_likely(ranked, is_named, NAMED_RATIO)
    return led_by(goes_on, ranked)
