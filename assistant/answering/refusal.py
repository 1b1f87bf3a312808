"""Why a question is not answered, in words a person can check."""

import re
from collections.abc import Callable

from assistant.answering.conversation.commands import NO_DETAIL, NO_MORE
from assistant.answering.words.evidence import Evidence
from assistant.answering.words.question import ASKING_WORD, Question
from assistant.answering.words.segments import Segment, is_listed, segments
from assistant.answering.words.terms import JOINING, VERBS, Terms, background_weight
from assistant.types import Refusal

# The one sentence of a refusal; what else is said explains it.
NOT_IN_DOCUMENTS = "资料库中的文章没有说明这个问题，无法作答。"
EMPTY_LIBRARY = "资料库还是空的，请先加入文章再提问。"
# Said to who asks for what a page prints around its articles.
NOT_OF_ARTICLES = (
    "报纸版面上的投稿邮箱、责任编辑、热线等不属于任何一篇文章，读入的版面上也没有印，请查看原版面。"
)
_OF_THE_PAGE = re.compile(
    r"(?:投稿|来稿)[^。?]{0,8}?(?:邮箱|信箱|地址|电话|方式)|责任编辑|责编|(?:新闻|报料|读者)热线"
)
MOST_WORDS = 4
# A bigram that stands in more than one text of thirty is common.
COMMON_WEIGHT = 3.4
# Words that hang on to a missing one without being part of it.
# So do these, which stand beside what is asked: 大概多少, 甲乙之间, 平时怎么.
_BESIDE = (
    "之间|当中|大概|大约|这边|那边|旁边|平时|平常|通常|一堆|到底|其实|收到|减少|有提到|"
    "搞得|弄得|闹得"
)
_TRAILING = rf"(?:[的是有在了要会里中和与及给到从往把]|{_BESIDE})+$"
_EDGES = re.compile(rf"^(?:[的是有在了要会里中和与及个家篇比趁]|{_BESIDE})+|{_TRAILING}")
# 家长, 会长 and 比例 begin so themselves.
_EDGES_OF_WORDS = re.compile(rf"^(?:[的是有在了]|{_BESIDE})+|{_TRAILING}")

LONG_WORD_CHARS = 4  # nothing hangs on to a word so long: 平方公里
# A verb or a particle that ends what is said to be missing is of no word: 产值记, 规模定.
_HANGING = JOINING | VERBS | frozenset("定记了")

# Words by which one asks; that they are not printed explains nothing.
_OF_ASKING = frozenset(
    re.findall(
        r"\w+",
        "观点 看法 意见 不同 区别 异同 关系 方面 情况 问题 影响 意义 作用 原因 文章 "
        "内容 说法 提法 表述 论述 主张 做法 对比 比较 对照 比一比 一下",
    )
)
_UNMENTIONED = re.compile(r"文中没有提到“(?P<word>[^”]+)”。")
# What is made of such characters alone tells nobody what is missing (搬到别处 → 到别).
_EMPTY = re.compile(
    r"[到别从向把被让给对于以而且也都就还又很最这那哪其它他她我你们]+|"
    r"[一两这那几每某没各咱].|应该|自己|\d[\d.%年月日岁元万亿]*"
)


def missing_words(question: Question, terms: Terms) -> tuple[str, ...]:
    """The words of the question that no passage of the library holds, each of them whole.

    Words that are common in any prose (正在, 可以) are not worth naming.
    """
    unknown = _unknown(terms)
    words = (each.text for each in _segments_of(question, terms) if each.is_word)
    missing = (word for word in words if any(token in word for token in unknown))
    return tuple(dict.fromkeys(filter(None, map(_told, missing))))[:MOST_WORDS]


def _told(word: str) -> str:
    """A word without what hangs on to it; "" where it tells nobody what is missing."""
    edges = _EDGES_OF_WORDS if is_listed(word) else _EDGES
    is_long = is_listed(word) and len(word) >= LONG_WORD_CHARS
    bare = word if is_long else edges.sub("", word)
    is_empty = bare in _OF_ASKING or _EMPTY.fullmatch(bare) or ASKING_WORD.search(bare)
    return "" if is_empty or len(bare) < 2 else bare


def _unknown(terms: Terms) -> frozenset[str]:
    """The pairs of a question that the library lacks and prose at large seldom has."""
    return frozenset(
        term.token
        for term in terms
        if not term.known and background_weight(term.token) > COMMON_WEIGHT
    )


def _segments_of(question: Question, terms: Terms) -> tuple[Segment, ...]:
    known = {term.token for term in terms if term.known}
    return segments(question.folded, known.__contains__)


def whole(word: str, question: Question, terms: Terms) -> str:
    """What a question is said to lack, without the end of a word beside it or with all of it.

    公司坐镇: 司坐镇 → 坐镇; 货拉拉: 货拉 → 货拉拉. "" where that is no more than a character.
    """
    start = question.folded.find(word)
    if start < 0:  # words of time within it are left out: 新能源汽车[2021年]产量
        return word if all(each.is_word for each in segments(word, lambda _: False)) else ""
    end = start + len(word)
    unknown = _unknown(terms)
    parts = _segments_of(question, terms)
    for each in parts:
        is_of_it = any(token in each.text for token in unknown)
        if each.start < start < each.end:
            start = each.start if is_of_it else each.end
        if each.start < end < each.end:
            end = each.end if is_of_it else each.start
    words = [each for each in parts if start <= each.start and each.end <= end and each.is_word]
    if question.folded[start:end] == word and (not words or word[-1] not in _HANGING):
        return word
    return _told(question.folded[words[0].start : words[-1].end]) if words else ""


def explain(
    question: Question,
    terms: Terms,
    constraint: str,
    nearest: Evidence | None,
    is_printed: Callable[[str], bool],
) -> tuple[Refusal, str]:
    """The refusal and its Chinese sentence: the fixed one, then what it rests on.

    `is_printed` says whether a word stands anywhere in the articles, their bylines
    included: of such a word it is not said that it does not.
    """
    words = tuple(word for word in missing_words(question, terms) if not is_printed(word))
    unmentioned = _UNMENTIONED.fullmatch(constraint)
    word = unmentioned["word"] if unmentioned else ""
    if word:
        named = whole(word, question, terms)
        constraint = f"文中没有提到“{named}”。" if named and not is_printed(named) else ""
    if constraint in (NO_MORE, NO_DETAIL):
        return Refusal("constraint", (), constraint), constraint
    parts = [NOT_IN_DOCUMENTS]
    if constraint:
        parts.append(constraint)
    elif _OF_THE_PAGE.search(question.folded):
        parts.append(NOT_OF_ARTICLES)
    elif words:
        named = "、".join(f"“{word}”" for word in words)
        parts.append(f"文中没有出现{named}。")
    elif nearest is not None:
        parts.append("下面是文中相近的内容，供参考。")
    refusal = Refusal("constraint" if constraint else "no_evidence", words, constraint)
    return refusal, "".join(parts)
