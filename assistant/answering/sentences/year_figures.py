"""The figure of the year asked about, where a report names the year once for a whole paragraph.

2024年,我们……。全年实现地区生产总值412.6亿元;固定资产投资增长4.3%;……: a long list of
figures is less like a question on one of them than another year's single sentence.
"""

import re
from collections.abc import Sequence

from assistant.answering.sentences.extractive import Ranked
from assistant.answering.sentences.leading import led_by
from assistant.answering.words import spans
from assistant.answering.words.question import Question
from assistant.answering.words.stated_years import paragraph_years
from assistant.answering.words.years import years_stated
from assistant.text import tokens

DEPTH = 8  # of the evidence
SUBJECT_SHARE = 0.5
THING_CHARS = 4  # of what is measured, right before its figure
_RATE = re.compile(r"(?:增速|增幅|增长率|增长|下降)$")
_YEAR_OR_WHOLE = re.compile(r"\d{4}年(?:度|底|末)?|全[国省市县区年]")
# What a later part of a question says of an earlier subject, and names nothing new.
_OF_BOTH = re.compile(
    r"实际|最终|目前|现在|已经|原定|原?计划|预计|目标|以后|将来|未来|(?:完成|实现|达到|达成|兑现)了?"
)


def figure_of_year_first(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The evidence, led by a figure of what is asked for, of the year asked about.

    Where the best is of another year.
    """
    thing = _thing_measured(question)
    if question.kind not in spans.FIGURE_KINDS or not question.years or len(thing) < 2:
        return list(ranked)
    asked = set(question.years)
    told = (_year_counted(question, ranked[0]) or years_told(ranked[0])) if ranked else ()
    if not told or asked.intersection(told):
        return list(ranked)
    figure = re.compile(rf"{re.escape(thing)}[^,。;\d]{{0,8}}\d")
    for item in ranked[:DEPTH]:
        is_meant = asked.issubset(years_told(item)) and figure.search(item.text)
        if is_meant and is_on_subject(question, item):
            return led_by(item, ranked)
    return list(ranked)


def _year_counted(question: Question, item: Ranked) -> tuple[str, ...]:
    """The year named last before what is counted: 2027 in 到2027年达到60家,由2024年的61%提高."""
    figure = re.search(rf"\d+{re.escape(question.unit)}", item.text) if question.unit else None
    return years_stated(item.text[: figure.start()])[-1:] if figure else ()


def _thing_measured(question: Question) -> str:
    """What a figure is asked of, without the words of growth, aims and doing beside it."""
    phrases = (beside_aim(each) for each in (question.attribute, *question.topic.split(",")))
    bare = (_RATE.sub("", phrase.strip("，")) for phrase in phrases)
    return next((each[-THING_CHARS:] for each in bare if each), "")


def beside_aim(question: str) -> str:
    """A question without words that only say whether a thing is aimed at or was done.

    >>> beside_aim("实际完成了多少？")
    '，多少？'
    """
    return re.sub("，+", "，", _OF_BOTH.sub("，", question))


def is_on_subject(question: Question, item: Ranked) -> bool:
    """Whether most of what a question names beside the year and the measure stands near."""
    head = question.heads[0]
    topic = question.topic.replace(head, ",") if head else question.topic
    subject = _YEAR_OR_WHOLE.sub(",", topic)
    asked = {token for token in tokens(subject) if len(token) > 1}
    context = item.evidence.context
    said = context.grams | context.head_grams | context.label_grams
    return len(asked & said) >= SUBJECT_SHARE * len(asked)


def years_told(item: Ranked) -> tuple[str, ...]:
    """The years of a sentence, else of what stands before it in its paragraph, or above it."""
    return (
        years_stated(item.text)
        or item.evidence.sentence.years_meant
        or paragraph_years(item.evidence)
        or item.evidence.sentence.years_above
    )
