"""What is bidden about the last answer: to go on, to be short, to take another form."""

import re
from dataclasses import replace

from assistant.answering.composition import Composition
from assistant.text import fold
from assistant.types import Answer, Statement

_PLEASE = (
    r"(?:好的?,|嗯,|那|请|麻烦|帮我|给我|你|您|能不能|可不可以|能|可以|再|"
    r"把?(?:它|上面|这些|以上|刚才)的?(?:内容|回答)?)*"
)
_TOO_LONG = r"(?:(?:太|有点|说得?太|回答太)(?:长|多|啰嗦|复杂)了?[,。\s]*)"
_SHORTER = re.compile(
    rf"^{_TOO_LONG}?{_PLEASE}(?:用?一[句两]{{1,2}}话|简[单短要]地?)?"
    r"(?:总结|概括|归纳|精简|简化|缩短|压缩|提炼|浓缩|小结)(?:一?下|一?点|一?些|成一句话?)?(?:要点|重点|内容)?"
    r"(?:吧|吗|呗|给我)?[?。!]*$|"
    rf"^{_TOO_LONG}?{_PLEASE}(?:说|讲|写|弄|变)?得?(?:短|简[单短要洁])(?:一?点|一?些)儿?[说讲]?[吧吗呗]?[?。!]*$|"
    rf"^{_TOO_LONG}[啊吧。!]*$|"
    rf"^{_PLEASE}(?:长话短说|说重点|简[单短要]地?(?:说说?|讲讲?)(?:一下)?|一句话(?:说|讲|回答))[吧吗呗]?[?。!]*$"
)
_TABLE = "表格?|图表?|思维导图|脑图|流程图|ppt|markdown|要点|清单|列表|大纲"
_OTHER_FORM = re.compile(
    rf"^{_PLEASE}(?:用|以|按|做成?|列成?|整理成?|画成?|变成|转成|改成|弄成?|生成|给)(?:一?[个张份])?(?:{_TABLE})(?:的?(?:形式|方式|格式))?"
    r"(?:列|展示|显示|表示|呈现|整理|输出|给我|写|做)?(?:出来|一?下|看看?)?(?:吧|吗|呗|给我)?[?。!]*$|"
    rf"^{_PLEASE}(?:换(?:一?[个种])?(?:说法|方式(?:说)?)|(?:说得?)?(?:通俗|白话|口语)(?:一?点|一?些)?|说人话|用(?:大白话|自己的话)(?:说|讲)?(?:说|一下|一遍)?)(?:吧|吗|呗)?[?。!]*$"
)
# More of the last answer, or more on each of its items.
_MORE = re.compile(
    r"^(?:还有(?:吗|呢|哪些|什么|没有|别的|其他)?|其他的?(?:呢|还有)?|其它的?呢?|更多|"
    r"继续|接着说|再说说|然后呢|那呢|别的呢)(?:内容|吗|呢)?[?。]*$"
)
_DETAIL = re.compile(
    r"^(?:展开(?:说说|讲讲)?|"
    r"(?:再|请)?(?:详细|具体)(?:地)?(?:说说|讲讲|说一下|介绍一下|说明|一?点|一?些)|"
    r"(?:再)?说(?:得)?(?:详细|具体)(?:一?点|一?些))(?:内容|吗|呢)?[?。]*$"
)
# What is said to a bidding that cannot be done.
OTHER_FORM = (
    "回答只摘录文中的原句和条目，不能改成别的形式；可以接着问其中的某一条，比如“第一条具体怎么说”。"
)
NOTHING_TO_SHORTEN = "请先问一个问题，或者说明要概括哪篇文章，比如“某某文章主要讲什么”。"
# Said to who asks for more of an answer that was all.
NO_MORE = "前面的回答已经列出文中相近的内容，没有更多。"
NO_DETAIL = "前面的回答是文中原有的条目；要看其中一条的内容，可以接着问，比如“第一条具体怎么说”。"
ALREADY_SHORT = "这已经是文中最短的原话，不能再短；可以接着问其中的某一条。"

LABEL_CHARS = 40  # of an item of a list at most, which nothing shortens


def asks_for_less(question: str) -> bool:
    """Whether the last answer is to be made shorter (太长了短一点), and nothing else is asked."""
    return bool(_SHORTER.match(fold(question).strip()))


def asks_for_other_form(question: str) -> bool:
    """Whether the last answer is wanted as a table or in other words, which is not done."""
    return bool(_OTHER_FORM.match(fold(question).strip()))


def asks_for_more(question: str) -> bool:
    """Whether more of the last answer is wanted, or more detail, and nothing else."""
    folded = fold(question).strip()
    return bool(_MORE.match(folded) or _DETAIL.match(folded))


def further(composed: Composition, said: Composition, asked: str) -> Composition:
    """What was composed without what is `said` already; that there is no more where nothing is."""
    shown = {draft.text for draft in said.drafts}
    drafts = tuple(draft for draft in composed.drafts if draft.text not in shown)
    return replace(composed, drafts=drafts) if drafts else nothing_further(composed, asked)


def nothing_further(composed: Composition, asked: str) -> Composition:
    """That there is no more; to who `asked` for detail, how it is to be had of a list."""
    listed = len(composed.drafts) > 1 and _DETAIL.match(fold(asked).strip())
    return replace(composed, drafts=(), constraint=NO_DETAIL if listed else NO_MORE)


def shortened(answer: Answer, question: str) -> Answer:
    """An answer in its first statement, a list in its labels; with a note where it is that short.

    `question` is what bade it. A refusal stays one.
    """
    if answer.outcome != "answered":
        return replace(answer, question=question)
    labels = tuple(map(_label_of, answer.statements))
    listed = len(labels) > 2 and max(len(each.text) for each in labels[1:]) <= LABEL_CHARS
    kept = labels if listed else answer.statements[:1]
    cited = {number for each in kept for number in each.citations}
    return replace(
        answer,
        question=question,
        statements=kept,
        citations=tuple(each for each in answer.citations if each.number in cited),
        reason=ALREADY_SHORT if kept == answer.statements else answer.reason,
    )


def _label_of(statement: Statement) -> Statement:
    """An item of a list by the label that begins it in bold; another statement as it is."""
    if not statement.emphasis or statement.emphasis[0].start > 0:
        return statement
    label = statement.emphasis[0]
    return replace(statement, text=statement.text[: label.end], emphasis=(label,))
