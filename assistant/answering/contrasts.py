"""Things of one kind that are not the same: 二期 and 三期, a head and the deputy.

They share most of their words, so that the likeness of a sentence to the
question does not tell them apart.
"""

import re
from collections.abc import Sequence

from assistant.answering.evidence import Evidence
from assistant.answering.extractive import Ranked
from assistant.answering.question import Question, beside_asking, small_number
from assistant.answering.related import RelatedWords
from assistant.answering.terms import Terms

# Words that name a measure, not a thing: a document need not use them.
QUANTITY_WORDS = frozenset(
    re.findall(
        r"\S+",
        "增速 长率 增幅 占比 比例 比重 总数 数量 金额 规模 价格 数额 总额 额度 数字 时间 "
        "日期 年份 期限 地点 人数 个数 名单 "
        "程度 水平 长度 面积 高度 多少 几年 名次 排名 位次 位置 次数 幅度 情况 分别 一共 "
        "总共 大概 大约 钱 块钱",
    )
)
# Words before a noun that do not tell its kind; words of quantity do neither.
_NO_KIND = QUANTITY_WORDS | frozenset(
    re.findall(
        r"\S+",
        "国内 国外 当地 本地 各地 所有 一般 普通 相关 有关 其他 其它 目前 首次 本次 此次 这些 那些 "
        "每个 各个 整个 上述 最新 最终 总的 全部",
    )
)
_REGIONS = "市省区县镇乡村国"
# What is told apart by its number: 二期工程, 第一批, 三季度, 3号线.
_NUMBERED = re.compile(
    r"(?<![\d一二三四五六七八九十])第?(?P<number>[首头一二三四五六七八九十]|\d{1,2})"
    r"(?P<unit>期|批|季度|阶段|届|号线|号机组|标段|等奖)"
)
# How far down the evidence the number asked for is looked for.
NUMBER_DEPTH = 8
_STRICT_KINDS = ("person", "name")


def other_kind(question: Question, terms: Terms, best: Evidence) -> str:
    """A word no document has, before a noun that the evidence has with other words before it only.

    院士工作站 beside 博士后科研工作站. "" for none.
    """
    vocabulary = RelatedWords.load()
    text = best.sentence.folded
    phrase = beside_asking(question.folded)[0]
    for term in terms:
        word = term.token
        if term.known or len(word) != 2 or word not in vocabulary or word in _NO_KIND:
            continue
        noun = phrase.partition(word)[2][:2]
        if word[1] in _REGIONS or len(noun) < 2 or noun not in text:
            continue
        places = (found.start() for found in re.finditer(re.escape(noun), text))
        if all(text[max(0, place - 2) : place] in vocabulary for place in places):
            return word
    return ""


def other_office(question: Question, best: Evidence) -> tuple[str, str] | None:
    """The office asked for and its deputy's, where the evidence names the deputy's only."""
    office = question.heads[0][-2:]
    if question.kind not in _STRICT_KINDS or len(office) < 2 or "副" in question.folded:
        return None
    text = best.sentence.folded
    before = {text[: found.start()][-1:] for found in re.finditer(re.escape(office), text)}
    return (office, f"副{office}") if before == {"副"} else None


def other_number(question: Question, best: Evidence) -> tuple[str, str] | None:
    """The numbered thing asked for (二期) and the one that the evidence names instead (三期)."""
    asked, given = _numbered(question.folded), _numbered(best.sentence.folded)
    for (unit, number), words in asked.items():
        others = [other for (kind, _), other in given.items() if kind == unit]
        if others and (unit, number) not in given:
            return words, others[0]
    return None


def named_number_first(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The evidence, with a sentence on the number asked for before one on another."""
    if not ranked or other_number(question, ranked[0].evidence) is None:
        return list(ranked)
    asked = _numbered(question.folded).keys()
    for place, item in enumerate(ranked[:NUMBER_DEPTH]):
        if asked <= _numbered(item.evidence.sentence.folded).keys():
            return [item, *ranked[:place], *ranked[place + 1 :]]
    return list(ranked)


def _numbered(folded: str) -> dict[tuple[str, int], str]:
    """The numbered things in a text, by unit and number, as they are written."""
    return {
        (found["unit"], _value(found["number"])): found.group()
        for found in _NUMBERED.finditer(folded)
    }


def _value(digits: str) -> int:
    return 1 if digits in ("首", "头") else small_number(digits)
