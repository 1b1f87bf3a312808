"""The figure that is asked for: its measure, what it is of, and whether there is one at all."""

import re

from assistant.answering.refusing.case import Case, shown_of, unsaid
from assistant.answering.refusing.neighbours import said_otherwise
from assistant.answering.sentences.extractive import MOST_SHOWN
from assistant.answering.words import spans
from assistant.answering.words.years import TITLE
from assistant.quantities import Quantity
from assistant.text import quantities, tokens

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
    r"(?P<average>平均|[人户年月日]均)(?P<of>(?![每要花能得是有只约大需多几达])[一-龥]{2})"
)
_CAUSE = re.compile(r"原因|因为|由于|理由|受.{1,12}影响|因素")
# Kinds whose answer has a form that can be told: without it nothing is answered.
_TYPED = {"number": "数量", "date": "时间", "rank": "位次"}
# 一共发了多少钱: a sum that was paid; 不低于200万元 is what one must have, or may get.
_TOTAL_ASKED = re.compile(
    r"(?:一共|总共|累计|合计|共计|总计)[^,。?]{0,6}?(?:发|拨|补|给|投|花|收|罚|用|付|兑|支|奖|贷|销|卖|赚)[一-龥]?了?多少"
)
_LIMIT_ASKED = re.compile(r"最[多高少低大]|上限|下限|限额|至[少多]|不[超低高]|封顶|能|可以|每")
_LIMIT_BEFORE = re.compile(
    r"(?:不(?:得)?(?:低于|少于|超过|高于|大于|小于|足|满)|最[高低多少](?:为|是|可|不超过|补[助贴]|奖励|给予)?|"
    r"至[少多]|超过|上限为?|限额为?|封顶)$"
)
_LIMIT_AFTER = re.compile(r"(?:[及(])?以[上下内]|封顶|起(?![一-龥])")
LIMIT_CHARS = 8  # before a figure, in which its limit is told
# 累计发放补贴超过3亿元, 共投入2亿元以上: a sum in all that is rounded, not one that may be had.
_IN_ALL = re.compile(r"(?:累计|一共|总共|共计|合计|总计|已经?|共(?![同享建用]))[^,。;]{0,16}$")
_OVER_BEFORE = re.compile(r"(?<!不)(?<!不得)超过$")
_OVER_AFTER = re.compile(r"以上")
# 累计投资500万元以上的企业: which ones are meant.
_WHICH_ARE_MEANT = re.compile(r"(?:以上)?的(?=[,。企单项部个人家])")
# 几天修好, 几天内批下来, 办证要几天: how long it takes may be told in hours or weeks.
_TERM_ASKED = re.compile(
    r"几个?(?:工作日|小时|星期|天|周|月)(?=之?以?内|[能可才就会]|[修办批答出拿复回审发处完到查给建改])|"
    r"[办批修审查处答回复拿领完][^,。?]{0,8}?[要需花用]要?几个?(?:工作日|小时|星期|天|周|月)(?=[?。,]|$)"
)
_TERM_SAID = re.compile(
    r"(?:\d+(?:\.\d+)?|[一二两三四五六七八九十半]{1,3})个?(?:工作日|小时|星期|分钟|[天日周月])(?:之?以?内|[前])|当[天日]|即时|立即"
)
COUNTED_CHARS = 2  # of a noun that is counted
WORD_CHARS = 2  # of the noun that ends what is asked for
RATIO_DEPTH = 3  # of the best sentences, any of which may give the ratio


def cause_of_row(case: Case) -> str:
    """Why, where a table gives only figures and no line beside it a cause."""
    of_row = case.question.kind == "why" and " | " in case.said
    if not of_row or _CAUSE.search(_around(case)):
        return ""
    return "文中相近的内容只有数字，没有说明原因。"


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
    shown = shown_of(ranked, MOST_SHOWN)
    if question.years:  # another year's figure in the measure asked for is none of this one's
        shown = [
            each for each in shown if each is ranked[0] or each.evidence.feature("years_met") >= 0.0
        ]
    if not question.unit or any(spans.has_unit(question, item.text) for item in shown):
        return ""
    if _TERM_ASKED.search(question.folded) and _TERM_SAID.search(case.said):
        return ""
    return f"文中相近的内容没有以“{question.unit}”计的数量。"


def total_unsaid(case: Case) -> str:
    """What was paid in all (一共发了多少钱), where the evidence has limits only (不低于200万元)."""
    asked = _TOTAL_ASKED.search(case.question.folded)
    if asked is None or _LIMIT_ASKED.search(case.question.folded) or case.question.unit != "元":
        return ""
    sums = [each for each in quantities(case.said) if each.unit == "元"]
    limits = [_is_limit(case.said, each) for each in sums]
    return "文中相近的内容只给出限额，没有说一共多少。" if sums and all(limits) else ""


def _is_limit(said: str, amount: Quantity) -> bool:
    """Whether a sum is one that must be had or may be given, and none that was paid."""
    before = said[: amount.start]
    limit = _LIMIT_BEFORE.search(before[-LIMIT_CHARS:])
    over = _OVER_BEFORE.search(before) or (not limit and _OVER_AFTER.match(said, amount.end))
    if over and _IN_ALL.search(before) and not _WHICH_ARE_MEANT.match(said, amount.end):
        return False
    return bool(limit or _LIMIT_AFTER.match(said, amount.end))


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
