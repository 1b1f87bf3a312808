"""What is measured, told apart by the word before it: 国防支出 beside 民生支出."""

import re

from assistant.answering.refusing.neighbours import said_otherwise
from assistant.answering.words.colloquial import written_for
from assistant.answering.words.contrasts import QUANTITY_WORDS
from assistant.answering.words.evidence import Evidence
from assistant.answering.words.question import Question, shown_attribute
from assistant.answering.words.related import RelatedWords
from assistant.text import starts_of

_MEASURE = (
    r"水位|支出|收入|利润|产量|产值|销量|面积|补贴|补助|津贴|工资|利率|电价|水价|票价|房价|均价|税收|人口|"
    r"客流|流量|排放量|用量|出口额|进口额|消费额|销售额|交易额|配套率|覆盖率|合格率"
)
_ASKED = re.compile(
    rf"(?P<word>[一-龥]{{2}})(?:总|年|平均|累计)?(?P<measure>{_MEASURE})"
    r"(?:一共|总共|分别|各|大概|大约)?(?:是|有|为|达到?|约)?(?:多少|几|多[大高长])"
)
_OF_TIME = frozenset(re.findall(r"\S+", "目前 现在 如今 当前 今年 去年 明年 全年 最近 近年"))
# What before a measure tells no kind of it: 全市支出, 的收入.
_NO_MODIFIER = re.compile(r"[全本该各上][一-龥]|[一-龥]?[的年月其中与和及为]$")


# 规上工业增加值 of 单位规上工业增加值能耗 is not what is asked for.
_GROWN = re.compile(
    r"(?P<thing>[一-龥]{4,12}?)(?:同比|比上年|一共)?(?:增长|下降|提高|降低|上升|增加|减少)了?(?:百分之)?(?:多少|几)"
)
_RUNS_ON = re.compile(r"的?(?:能耗|水耗|电耗|用电量|用水量|排放)")
THING_CHARS = 4


def other_attribute(question: Question, best: Evidence) -> str:
    """What is asked how much it grew, where a sentence says that of something named after it.

    "" for nothing.
    """
    asked = _GROWN.search(question.folded)
    if asked is None:
        return ""
    text, thing = best.sentence.folded, asked["thing"][-THING_CHARS:]
    after = [text[at + len(thing) :] for at in starts_of(thing, text)]
    return shown_attribute(asked["thing"]) if after and all(map(_RUNS_ON.match, after)) else ""


def unsaid_modifier(question: Question, best: Evidence) -> str:
    """What is asked to be measured, where the evidence measures it of other things only; or "".

    Neither its passage nor what stands above has the word, or one that is used alike or written
    for it; and another word stands before the measure.
    """
    asked = _ASKED.search(question.folded)
    words = RelatedWords.load()
    if asked is None or not _is_of_another(asked["measure"], best.sentence.folded):
        return ""
    word = asked["word"]
    context = best.context
    known = context.grams | context.label_grams | context.head_grams
    said = (word, *written_for().get(word, ()))
    if word not in words or word in QUANTITY_WORDS | _OF_TIME or not known.isdisjoint(said):
        return ""
    return "" if said_otherwise(word, [context]) else word + asked["measure"]


def _is_of_another(measure: str, text: str) -> bool:
    """Whether a text has a measure, always with a word before it: 民生支出, no bare 支出."""
    before = [text[max(0, at - 2) : at] for at in starts_of(measure, text)]
    return bool(before) and all(
        re.fullmatch("[一-龥]{2}", pair) and not _NO_MODIFIER.fullmatch(pair) for pair in before
    )
