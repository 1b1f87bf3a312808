"""Why a question is not answered, in words a person can check."""

import math
import re
from collections.abc import Callable
from itertools import groupby

from assistant.answering.conversation.commands import NO_DETAIL, NO_MORE
from assistant.answering.words.colloquial import written_for
from assistant.answering.words.evidence import Evidence
from assistant.answering.words.places import PLACES
from assistant.answering.words.question import Question
from assistant.answering.words.related import RelatedWords
from assistant.answering.words.terms import Terms, background_weight
from assistant.types import Refusal

# The one sentence of a refusal; what else is said explains it.
NOT_IN_DOCUMENTS = "资料库中的文章没有说明这个问题，无法作答。"
EMPTY_LIBRARY = "资料库还是空的，请先加入文章再提问。"
# Said to who asks for what a page prints around its articles.
NOT_OF_ARTICLES = (
    "报纸版面上的投稿邮箱、责任编辑、热线等不属于任何一篇文章，没有读入，请查看原版面。"
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
_EDGES = re.compile(
    rf"^(?:[的是有在了要会里中和与及个家篇]|{_BESIDE})+|(?:[的是有在了要会里中和与及]|{_BESIDE})+$"
)

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
_EMPTY = re.compile(r"[到别从向把被让给对于以而且也都就还又很最这那哪其它他她我你们]+")

# Characters that join or stand alone: with one of them a run is a word only if it is known as one.
_JOINING = re.compile("[给就还再能想把被让又都才只更也没先去买点这那几一两后前刚老多不吗着们]")
LONGEST_WORD_CHARS = 4
_UNITS = "省市县区州镇乡村"  # what ends so is the name of a place, whatever its characters
# Whom or what, where to, how: such a character that is of no known word was cut from its own
# (有人聊 → 人聊, 无人机往市里 → 机往市, 搞得外地).
_LOOSE = frozenset(
    "都也就还又往从到得把给被让跟来去人钱事话聊谈讲说赚赔划掏该请搞弄买卖扔抢捡扣罚登"
)


def missing_words(question: Question, terms: Terms) -> tuple[str, ...]:
    """The words of the question that no passage of the library holds, as runs of characters.

    Unknown bigrams that overlap are one word (董事 + 事长 → 董事长); words that
    are common in any prose (正在, 可以) are not worth naming.
    """
    unknown = {
        term.token
        for term in terms
        if not term.known and background_weight(term.token) > COMMON_WEIGHT
    }
    words: list[str] = []
    for piece in question.topic.split(","):
        covered = [False] * len(piece)
        for token in unknown:
            for match in re.finditer(re.escape(token), piece):
                covered[match.start() : match.end()] = [True] * len(token)
        start = 0
        for missing, run in groupby(covered):
            end = start + len(list(run))
            if missing:
                words.append(_without_neighbours(piece, start, end, terms))
            start = end
    # 的 stands between words: 斯的总部 is a piece of a name and a word that is missing.
    bare = (_EDGES.sub("", part) for word in words for part in word.split("的"))
    telling = (
        word
        for run in bare
        for word in _words_in(run)
        if len(word) > 1 and word not in _OF_ASKING and not _EMPTY.fullmatch(word)
    )
    return tuple(dict.fromkeys(telling))[:MOST_WORDS]


def _words_in(run: str) -> tuple[str, ...]:
    """A missing run as it is, or, where it runs over several words, those known as words.

    >>> _words_in("董事长"), _words_in("一台货车"), _words_in("给掏")
    (('董事长',), ('货车',), ())
    """
    known, spoken = RelatedWords.load(), written_for()
    if run in spoken or not (_JOINING.search(run) or _is_cut(run)):
        return (run,)
    found: list[str] = []
    start = 0
    while start < len(run) - 1:
        ends = range(min(len(run), start + LONGEST_WORD_CHARS), start + 1, -1)
        pieces = (run[start:end] for end in ends)
        likely = (piece for piece in pieces if piece in spoken or not _JOINING.search(piece))
        word = next((piece for piece in likely if piece in spoken or piece in known), "")
        found += [word] if word else []
        start += len(word) or 1
    return tuple(found)


def _is_cut(run: str) -> bool:
    """Whether a character that mostly stands by itself is in a run, and in no known word of it.

    >>> _is_cut("人聊"), _is_cut("搞得外地"), _is_cut("退休金"), _is_cut("霁州")
    (True, True, False, False)
    """
    known, spoken = RelatedWords.load(), written_for()
    covered = [False] * len(run)
    for start in range(len(run) - 1):
        for end in range(start + 2, min(len(run), start + LONGEST_WORD_CHARS) + 1):
            word = run[start:end]
            listed = word in known or word in spoken or word in PLACES
            if listed or background_weight(word) < math.inf:
                covered[start:end] = [True] * len(word)
    return any(
        character in _LOOSE and not held for character, held in zip(run, covered, strict=True)
    )


def _without_neighbours(piece: str, start: int, end: int, terms: Terms) -> str:
    """A run of a piece without the characters that end or begin the words beside it.

    去[年全年吞]吐量 → 全年: the first character is of 去年, the last of 吞吐.
    """
    words = RelatedWords.load()
    known = {term.token for term in terms if term.known}
    if start and end - start > 1:
        start += piece[start - 1 : start + 1] in known or piece[start - 1 : start + 1] in words
    if end < len(piece) and end - start > 1:
        end -= piece[end - 1 : end + 1] in known or piece[end - 1 : end + 1] in words
    return piece[start:end]


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
    if word and (is_printed(word) or (word[-1] not in _UNITS and _is_cut(word))):
        constraint = ""
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
