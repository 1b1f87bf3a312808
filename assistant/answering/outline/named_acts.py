"""Whether what fines an act names the act: the fine of another one is no answer."""

import re
from collections.abc import Collection

from assistant.answering.words.colloquial import written_for
from assistant.answering.words.segments import is_listed, segments
from assistant.answering.words.terms import Terms, is_spoken
from assistant.text import tokens

# What asks for the punishment, and what every text that punishes says whatever is done.
_OF_ANY_ACT = re.compile(
    r".*(?:[罚几]|多少|怎么|怎样|如何|什么|处[分理置]|追责|责任|受到|改正|逾期|责令).*|"
    r"(?:违[法规反章])?(?:行为|规定|条[例款文])?|个人|单位|企业|公司|有人|游客|市民|居民|没按|[不没].|使用|擅自|"
    r"要是|如果|最后|第一次|头一[回次]|[最至][高低多少大小重轻]|大概|大约|一般|通常|分别|具体|情况|同时|"
    r"[查抓逮]到|发现|第[一二三两]次|再次|多次"
)
# So much of the pairs of a long word must stand in the text (疏散通道 in 占用消防通道).
NAMED_SHARE = 0.5
PLACE_AND_ACT = 2  # words: where or by whom, and what is done


def act_words(topic: str, terms: Terms, titles: Collection[str]) -> tuple[str, ...]:
    """The words of a question that say what was done, in order, without names of the titles.

    The place whose regulation it is (霁川市) is no part of an act.
    """
    known = {term.token for term in terms if term.known}
    words = (each.text for each in segments(topic, known.__contains__) if each.is_word)
    acts = (word for word in words if not _OF_ANY_ACT.fullmatch(word))
    return tuple(
        word for word in acts if is_listed(word) or not set(titles).issuperset(tokens(word))
    )


def is_named(
    words: Collection[str], terms: Terms, said: Collection[str], titles: Collection[str]
) -> bool:
    """Whether a text whose tokens are `said` speaks of an act of these words; () is any act.

    One word of it is enough, as people say an act otherwise than regulations do. Of two words the
    second tells what is done: where no document has it, and it is none that people say for
    another, a fine for what else is done in a park is none for 公园烧烤. Nor is what the whole
    document is about (历史文化街区) enough where it has all words for what is done there.
    """
    if not words:
        return True
    *_, last = words
    if len(words) == PLACE_AND_ACT and _is_strange(last, terms) and not _is_said(last):
        return False
    unknown = {term.token for term in terms if not term.known}
    apart = [word for word in words if not set(titles).issuperset(tokens(word))]
    if not all(unknown.isdisjoint(tokens(word)) for word in apart):
        apart = []
    return any(_share(word, said) >= NAMED_SHARE for word in apart or words)


def unmentioned(words: Collection[str], folded: str, terms: Terms) -> str:
    """A sentence on an act that is not fined, naming what the question says and no document has."""
    strange = [f"“{word}”" for word in words if word in folded and _is_strange(word, terms)]
    if not strange:
        return "文中相近的内容没有说这种行为怎样处罚。"
    return f"文中没有提到{'、'.join(strange)}，没有说这种行为怎样处罚。"


def _is_strange(word: str, terms: Terms) -> bool:
    """Whether no document has any pair of a word."""
    return not any(term.known and term.token in word for term in terms)


def _is_said(word: str) -> bool:
    """Whether a word is one that people say for what documents write otherwise."""
    ways = {
        word[start:end] for start in range(len(word)) for end in range(start + 2, len(word) + 1)
    }
    return not ways.isdisjoint(written_for()) or any(map(is_spoken, tokens(word)))


def _share(word: str, said: Collection[str]) -> float:
    pairs = tokens(word)
    return sum(pair in said for pair in pairs) / len(pairs)
