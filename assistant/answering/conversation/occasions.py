"""Long preambles that tell what an answer is needed for, before the question that is asked.

我们单位要写一份关于……的调研报告，领导要求把……讲清楚，请问四个协同分别是什么？ What the text is
to be about may still be what is asked about, so the question is put alone only where the article
that then answers speaks of that as well.
"""

import re
from collections.abc import Callable

from assistant.answering.conversation.parts import asks
from assistant.answering.words.places import areas_of
from assistant.answering.words.question import topic_of
from assistant.text import fold, tokens
from assistant.types import Article

_CLAUSES = re.compile(r"(?<=[,，:：。;；!！])")
_MARKER = re.compile(
    r"^(?:那么?|所以|因此|这里|现在|特此|就)?(?:我|我们|在此)?"
    r"(?:(?:想|要|来)?(?:请问|请教|问问?|咨询|了解|知道)(?:一下|下|你|您|各位)*|麻烦问(?:一下|下)?)[,，:：]?"
)
# What a text is needed for, and who wants it.
_OCCASION = re.compile(
    r"(?:写|起草|撰写|准备|整理|编写?|做|赶|弄|交|负责|完成)[^,。;]{0,40}?"
    r"(?:材料|稿子?|文稿|方案|报告|汇报|总结|综述|论文|作业|文章|课件|ppt|公文|简报|通稿|信息|课题|提纲|讲义|笔记|专报|建议)|"
    r"(?:领导|老师|主任|局长|处长|书记|上级|单位|导师|科长)(?:们)?(?:要求|让|叫|安排|布置|希望|交代|说要|强调要|叮嘱)|"
    r"(?:要|得|准备|负责|参加)[^,。;]{0,10}?(?:汇报|发言|讲课|宣讲|授课|培训|座谈|调研|学习会|研讨|答辩|考试)"
)
# Who one is, or what one has, an answer may depend on.
_CONDITION = re.compile(
    r"\d|[去前今明]年(?!要|得|准备|想)|[一二两三四五六七八九十百]+(?:[岁人口套层楼级次胎孩年月天亩]|多?平|个(?:孩|月))|"
    r"[我咱](?:们?(?:家|公司|企业|厂|店|村|小区|合作社)|是|叫|有)|本人|户口|户籍|孩子|老人|父母|买了|租了|想(?:申|报|办|买|租|开)"
)
# What a text is to be about, where a preamble says that.
_ABOUT = re.compile(
    r"(?:关于|有关|题目是|主题是|内容是|围绕|针对|涉及)(?:关于)?(?P<what>[^,。;]{2,30})|"
    r"把(?P<made>[^,。;]{2,20}?)(?:讲|写|说|弄|理|搞|梳理|交代)(?:清楚|明白|透彻?)"
)
# The words of a preamble that say nothing of what a text is about.
_OF_ANY = frozenset(
    tokens(
        "我们单位最近正在需要准备要写一份一篇关于的材料调研报告领导要求让我把讲清楚写清楚弄清楚明白部门会议内容"
        "希望能够比较具体全面梳理情况里面涉及这个方面因为时间工作同事大家讨论汇报稿子文章总结学习"
    )
)
ABOUT_SHARE = 0.6  # of the telling words of a preamble, in the article that answers
MIN_PREAMBLE = 12  # characters; a shorter one is no story


def occasion_and_question(question: str) -> tuple[str, str]:
    """The preamble that tells what an answer is needed for, and the question after it.

    ("", "") where nothing is told so, or where an answer may depend on it.

    >>> occasion_and_question("单位要写一份关于水利建设的调研报告，请问三条底线是什么？")
    ('单位要写一份关于水利建设的调研报告，', '三条底线是什么？')
    """
    clauses = _CLAUSES.split(question)
    first = next((place for place, clause in enumerate(clauses) if _begins(clause)), 0)
    before, asked = "".join(clauses[:first]), "".join(clauses[first:])
    told = fold(before)
    if len(told) < MIN_PREAMBLE or not _OCCASION.search(told) or _CONDITION.search(told):
        return "", ""
    asked = _MARKER.sub("", asked)
    return (before, asked) if topic_of(fold(asked)) else ("", "")


def is_on_occasion(before: str, article: Article, is_known: Callable[[str], bool]) -> bool:
    """Whether an article speaks of what a preamble is about, and of the places that it names.

    Of its words only those count that are known in the library: 时间比较紧 is about nothing there.
    """
    told, text = fold(before), fold(f"{article.title}\n{article.text}")
    about = ",".join(found["what"] or found["made"] for found in _ABOUT.finditer(told)) or told
    words = frozenset(each for each in tokens(topic_of(about)) if len(each) > 1) - _OF_ANY
    words = frozenset(filter(is_known, words))
    if any(area not in text for area in areas_of(told)):
        return False
    return sum(word in text for word in words) >= ABOUT_SHARE * len(words)


def _begins(clause: str) -> bool:
    """Whether a clause is where the question begins: it asks, or says that it will."""
    bare = fold(clause).strip(" ,:。;?!")
    marked = _MARKER.match(bare)
    return asks(clause) or (marked is not None and len(marked.group()) > 1)
