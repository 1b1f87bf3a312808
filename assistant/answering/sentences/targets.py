"""What is aimed at, and what was done: a target of 120亿元 is no output of 120亿元.

A plan and the report a year later share nearly all their words.
"""

import re
from collections.abc import Sequence

from assistant.answering.sentences.breakdown import is_per_head_as_asked, measure_of
from assistant.answering.sentences.extractive import Ranked
from assistant.answering.sentences.leading import led_by
from assistant.answering.sentences.year_figures import is_on_subject, years_told
from assistant.answering.words import spans
from assistant.answering.words.evidence import Evidence
from assistant.answering.words.question import Question
from assistant.text import quantities, tokens

DEPTH = 8  # of the evidence
# How likely what was done must be beside the best: where that is asked for, and where no word
# of the question tells.
ASKED_RATIO, UNASKED_RATIO = 0.05, 0.4
NAMED_RATIO = 0.03  # the same where it names what is asked for
OWN_CHARS = 4  # at the end of what an aim is of
_AIMED = re.compile(
    r"力争|争取|预期|目标是|目标为|拟[建投新于在]|有望|预计|"
    r"(?:今年|明年|年内|[到至]?20\d\d年)[^。;]{0,12}(?:计划|将)|计划(?:投资|新建|建设|改造|完成|新增)|"
    r"(?<!截)(?<!截止)(?<!\d)(?<!\d年)(?:到|至)20\d\d年[底末]?[^。;]*?"
    r"(?:将|达到|要|突破|超过|实现|提高[到至]|建成|以上)|"
    r"将(?:突破|达到|超过|实现|建成|新建|新增|于)|\d月?[底末]前|年底前"
)
# What has been done says so: 截至2024年底,已建成; 从2015年到2020年,由……提高到.
_DONE = re.compile(r"截[至止]|已经?(?!编制|制定|出台|印发)|实际|从20?\d\d年")
_AIMED_AT_A_YEAR = re.compile(r"力争|目标|(?:到|至)20\d\d年[底末]?")
# Headings under which everything is still to be done.
_AIMS_ABOVE = re.compile(
    r"(?:目标|任务|安排|打算|部署|举措|重点工作)(?=[\s,]|$)|行动计划|实施方案|规划"
)
_IN_FACT = r"实际(?![上控问出需困工])"
_DONE_ASKED = re.compile(
    rf"{_IN_FACT}|(?:完成|实现|达到|达成|兑现)了(?:吗|没有?|多少)|"
    r"完成(?:没有?|情况)|最终|目前|现在|已经"
)
_STRICTLY_DONE = re.compile(_IN_FACT)
_AIM_ASKED = re.compile(r"目标|计划|预计|预期|力争|争取|拟(?!定)|原定|打算")
_AHEAD = re.compile(
    r"将(?!近)|规划|今后|未来|(?<![主重需必])要(?!求)|[明后]年|(?:到|至)20\d\d年|准备"
)
_DONE_BY = re.compile(
    "(?P<verb>实现|完成|建成|达到|达成|建立|进入)(?:[一-龥]{1,8}?(?=[?,。的]|$)|(?=[一-龥]))"
)
# 为如期实现目标奠定坚实基础: what is still to come.
_FOR_THE_SAKE = re.compile(
    r"为[^,。;]{2,40}?(?:奠定|打下|打好|夯实|创造|提供|筑牢)了?[^,。;]{0,8}?(?:基础|根基|条件|支撑|保障)"
)
# Units of time and order, which tell no measure.
OF_TIME = frozenset({"", "年", "月", "日", "号", "时", "级"})
_KINDS = (*spans.FIGURE_KINDS, "yes_no")


def done_or_aimed_first(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The evidence, led by what was done, or by what is aimed at, as the question asks.

    What is asked without a word of either was done.
    """
    ranked = _aims_of_year_first(question, ranked)
    if question.kind not in _KINDS or not ranked:
        return ranked
    wants_done = _asks_done(question.folded)
    wants_aim = bool(_AIM_ASKED.search(question.folded)) and not wants_done
    if question.kind == "yes_no" and not wants_done:
        return list(ranked)
    untold = not wants_done and not wants_aim
    dated = question.years or _AHEAD.search(question.folded)
    if untold and (dated or not _AIMED_AT_A_YEAR.search(ranked[0].text)):
        return list(ranked)
    if is_aimed(ranked[0].evidence, above=wants_done) == wants_aim:
        return list(ranked)
    ratio = UNASKED_RATIO if untold else ASKED_RATIO
    best_of_year = bool(set(question.years) & set(years_told(ranked[0])))
    for item in ranked[:DEPTH]:
        head = question.heads[0]
        named = bool(head) and head in item.text and is_on_subject(question, item)
        if item.probability < (NAMED_RATIO if named else ratio) * ranked[0].probability:
            continue
        years = years_told(item)
        met = set(question.years) & set(years)
        other_year = question.years and not met and (years or best_of_year)
        is_meant = is_aimed(item.evidence, above=wants_done) == wants_aim and not other_year
        on_subject = wants_done or _names_head(question, item)
        on_subject = on_subject and is_per_head_as_asked(question, item.text)
        if is_meant and on_subject and _answers(question, item, ranked[0]):
            return led_by(item, ranked)
    return list(ranked)


def _aims_of_year_first(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The evidence, led by what is to be reached by the year whose aims are asked for."""
    if not ranked or len(question.years) != 1 or "目标" not in question.folded:
        return list(ranked)
    year = question.years[0]
    reached = re.compile(
        rf"[到至]{year}年[^。]*?\d|{year}年[底末]?(?:要|将|力争)?(?:达到|突破|超过)\d"
    )
    if reached.search(ranked[0].text):
        return list(ranked)
    for item in ranked[:DEPTH]:
        if item.probability >= ASKED_RATIO * ranked[0].probability and reached.search(item.text):
            return led_by(item, ranked)
    return list(ranked)


def only_prepared(question: Question, best: Evidence) -> str:
    """A sentence, where it is asked when a thing is done for which a sentence lays the ground only.

    到2025年……取得进展,为实现碳中和奠定基础 does not tell the year of 实现碳中和.
    """
    done = _DONE_BY.search(question.folded) if question.kind == "date" else None
    if done is None:
        return ""
    verb = done["verb"]
    elsewhere = _FOR_THE_SAKE.sub("", best.sentence.folded)
    if verb not in best.sentence.folded or verb in elsewhere:
        return ""
    return f"文中相近的内容只说为此打基础，没有说到何时{done.group()}。"


def only_aimed(question: Question, best: Evidence) -> str:
    """A sentence, where it is asked what came of a thing (实际完成多少) that is only aimed at."""
    aimed = _asks_done(question.folded, _STRICTLY_DONE) and is_aimed(best, above=True)
    return "文中相近的内容是目标或计划，没有说实际的情况。" if aimed else ""


def is_aimed(evidence: Evidence, *, above: bool) -> bool:
    """Whether a sentence says what is to be done, or, `above`, stands under a heading of aims."""
    if _DONE.search(evidence.sentence.folded):
        return False
    if _AIMED.search(evidence.sentence.folded):
        return True
    return above and bool(_AIMS_ABOVE.search(evidence.context.titles))


def _asks_done(folded: str, asked: re.Pattern[str] = _DONE_ASKED) -> bool:
    """Whether a question asks last for what was done (目标是多少,实际完成多少)."""
    done = max((found.start() for found in asked.finditer(folded)), default=-1)
    aim = max((found.start() for found in _AIM_ASKED.finditer(folded)), default=-1)
    return done > aim


def _names_head(question: Question, item: Ranked) -> bool:
    """Whether a sentence has a word of what is asked how much it is."""
    head = tokens(_AIM_ASKED.sub("", measure_of(question)))
    if not head:  # 床位占比的目标: what the aim is of stands before it
        head = tokens(_AIM_ASKED.sub("", question.topic).rstrip("的")[-OWN_CHARS:])
    return question.kind == "date" or not item.evidence.sentence.grams.isdisjoint(head)


def _answers(question: Question, item: Ranked, best: Ranked) -> bool:
    """Whether a sentence has the form that is asked for, with a figure like one of the best's."""
    if question.kind == "yes_no":
        return True
    if not any(spans.spans_for(question, item.text)):
        return False
    if question.kind == "date":
        return True
    units, others = ({each.unit for each in quantities(text)} for text in (item.text, best.text))
    alike = bool((units & others) - OF_TIME)
    return alike and (not question.unit or spans.has_unit(question, item.text))
