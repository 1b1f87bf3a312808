"""The figure that is asked for: its measure, what it is of, and whether there is one at all."""

import re

from assistant.answering.refusing.case import Case, unsaid
from assistant.answering.refusing.neighbours import said_otherwise
from assistant.answering.refusing.unsaid import SECOND_RATIO
from assistant.answering.sentences.extractive import MOST_SHOWN
from assistant.answering.words import spans
from assistant.answering.words.question import TITLE
from assistant.text import tokens

# A share or a rate of change is a percentage, a fraction or a multiple.
_RATIO_ASKED = re.compile(
    r"百分之几|(?:比重|占比|比例|增速|增幅|降幅|增长率|下降率)(?:是|为|有|达到?|约)?(?:多少|几|多[大高]|\??$)|"
    r"(?:增长|下降|提高|降低|上升)了?(?:百分之)?多少(?:个百分点)?\??$|"
    r"占了?(?:多少|多大|几成)的?(?:比例|比重)"
)
_RATIO = re.compile(
    r"%|‰|百分|分之|[\d一二两三四五六七八九多]成|倍|半|翻番|持平|不变|[\d.]+比[\d.]+|"
    r"(?<![\d:])(?!\d{1,2}:[0-5]\d(?!\d))[\d.]+:[\d.]+"  # 4:6, and no 8:30
)
_AVERAGE = re.compile(
    r"(?P<average>平均|[人户年月日]均)(?P<of>(?![每要花能得是有只约大需])[一-龥]{2})"
)
_CAUSE = re.compile(r"原因|因为|由于|理由|受.{1,12}影响|因素")
# Kinds whose answer has a form that can be told: without it nothing is answered.
_TYPED = {"number": "数量", "date": "时间", "rank": "位次"}
COUNTED_CHARS = 2  # of a noun that is counted
WORD_CHARS = 2  # of the noun that ends what is asked for
RATIO_DEPTH = 3  # of the best sentences, any of which may give the ratio


def cause_of_row(case: Case) -> str:
    """Why, where a table gives only figures and no line beside it a cause."""
    of_row = case.question.kind == "why" and " | " in case.said
    return (
        "文中相近的内容只有数字，没有说明原因。"
        if of_row and not _CAUSE.search(_around(case))
        else ""
    )


def counted_in_row(case: Case) -> str:
    """What is counted, where neither the row of a table nor what stands around it speaks of it."""
    counted = case.question.heads[1]
    if " | " not in case.said or case.question.kind != "number":
        return ""
    if len(counted) < COUNTED_CHARS or counted[0] in "钱元":
        return ""
    around = _around(case)
    said = said_otherwise(counted, [case.best.context]) or any(
        token in around for token in tokens(counted)
    )
    return "" if said else unsaid(counted)


def average_of_another(case: Case) -> str:
    """The average asked for (平均工资), where the evidence has one of another thing (平均年龄)."""
    asked = _AVERAGE.search(case.question.folded)
    if asked is None or asked["of"] in case.said or asked["average"] not in case.said:
        return ""
    return f"文中相近的内容没有给出“{asked.group()}”。"


def only_in_titles(case: Case) -> str:
    """What is asked for, where the evidence has the word in a title that it names, nowhere else."""
    word, sentence = case.question.heads[0][-WORD_CHARS:], case.best.sentence
    if case.question.kind == "name" or len(word) < WORD_CHARS:
        return ""
    if word not in sentence.grams or word in sentence.bare_grams:
        return ""
    return f"文中相近的内容只在文件名里提到“{case.question.attribute}”。"


def unit_missing(case: Case) -> str:
    """The unit asked for (多少公里), where nothing that would be shown has a figure in it."""
    question, ranked = case.question, case.ranked
    least = SECOND_RATIO * ranked[0].probability  # what is less likely is not shown
    shown = [item for item in ranked[:MOST_SHOWN] if item.probability >= least]
    if question.years:  # another year's figure in the measure asked for is none of this one's
        shown = [
            each for each in shown if each is ranked[0] or each.evidence.feature("years_met") >= 0.0
        ]
    if not question.unit or any(spans.has_unit(question, item.text) for item in shown):
        return ""
    return f"文中相近的内容没有以“{question.unit}”计的数量。"


def ratio_missing(case: Case) -> str:
    """The share or the rate asked for, where the likely sentences have neither."""
    asked = _RATIO_ASKED.search(case.question.folded)
    texts = (item.evidence.sentence.folded for item in case.ranked[:RATIO_DEPTH])
    return "" if not asked or any(map(_RATIO.search, texts)) else "文中相近的内容没有给出比例。"


def figure_missing(case: Case) -> str:
    """A number, a day or a rank, where the evidence has none at all."""
    kind = case.question.kind
    return (
        f"文中相近的内容没有给出{_TYPED[kind]}。" if kind in _TYPED and not _has_form(case) else ""
    )


def _has_form(case: Case) -> bool:
    """Whether the evidence has the form that is asked for.

    A date within a title is none, unless the title is asked about.
    """
    question = case.question
    if question.kind != "date":
        return bool(case.best.feature("has_typed_span"))
    asked = frozenset(tokens(question.topic))
    bare = TITLE.sub(
        lambda title: title.group() if asked & {*tokens(title.group())} else ",", case.said
    )
    return any(True for _ in spans.spans_for(question, bare))


def _around(case: Case) -> str:
    """The titles above the best evidence and the sentences of its passage."""
    context = case.best.context
    return "\n".join((context.titles, *(each.folded for each in context.sentences)))
