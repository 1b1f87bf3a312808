"""Evidence that is set back: a page's own imprint, and who is granted nothing."""

import re
from collections.abc import Sequence

from assistant.answering.sentences.extractive import Ranked
from assistant.answering.sentences.leading import NAMED_RATIO, led_by_likely
from assistant.answering.words.forms import asks_what_is_forbidden
from assistant.answering.words.question import Question

# What is granted, and what is not: 哪几类老人能享受补助.
_GRANTED = re.compile(
    r"享受|申请|申领|领取|[可能](?:以|够)?(?:享|申|领|报|参|获|得)|符合|给予|适用|纳入"
)
_DENYING = re.compile(
    r"不(?:再|予|能|得|可以?|应|属于?)?(?:享受|申请|领取|参加|适用|纳入|给予|列入|补)"
)
_IMPRINT = re.compile(
    r"(?:发布|更新|发表|刊发|上传|录入)?(?:时间|日期):?\s*\d{4}[-年/.]|(?:信息)?来源:|(?:浏览|阅读|点击)(?:次?数|量)?:|"
    r"(?:索引号|发文字号|责任编辑|编辑|审核|字[号体]):"
)
_PUBLISHED = re.compile(
    r"[发公颁]布|更新|刊[登发]|发[表文出]|上传|来源|转载|浏览|阅读|点击|编辑|索引|文号"
)


def imprint_last(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The evidence, with the line on a page's own publication after what the page says.

    Unless that is asked for: 发布时间：2024-09-05 浏览：356次 is no day on which anything is paid.
    """
    if not ranked or not _IMPRINT.match(ranked[0].text) or _PUBLISHED.search(question.folded):
        return list(ranked)
    return led_by_likely(ranked, lambda item: not _IMPRINT.match(item.text), NAMED_RATIO)


def granting_first(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The evidence, with who is granted what before who is not, where one asks who may have it."""
    denied = asks_what_is_forbidden(question.folded) or _DENYING.search(question.folded)
    if not ranked or denied or not (question.listing and _GRANTED.search(question.folded)):
        return list(ranked)
    if not _DENYING.search(ranked[0].text):
        return list(ranked)

    def grants(item: Ranked) -> bool:
        return not _DENYING.search(item.text) and bool(_GRANTED.search(item.text))

    return led_by_likely(ranked, grants, NAMED_RATIO)
