"""What a thing is good for, and what it rests on, as official prose gives them as reasons.

绿色转型是实现目标的关键举措; 智能化决定着竞争的胜负; 本市是全国主要汽车生产基地之一,已形成…….
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answering.sentences.extractive import Ranked
from assistant.answering.sentences.leading import led_by
from assistant.answering.sentences.reasons import PLAIN_CAUSE
from assistant.answering.words.places import areas_of
from assistant.answering.words.question import Question

DEPTH = 20  # of the evidence, where what says it is looked for
LEAST_CHARS, LEAST_SHARE = 3, 0.6  # of what is asked about, in the subject
OTHERWISE = 0.05  # what is left of the probability of sentences beside the one that says it
WORTH_SURE = 0.5  # above both thresholds, below what nothing could be added to
# What a place builds on is named beside it, seldom in the words of the question.
BASIS_DEPTH, BASIS_RATIO = 8, 0.03
OPENING = 12  # characters before which what a sentence is about is named

_WHY = r"(?:为什么|为何|缘何|何以|凭什么)(?:说|讲)?"
_VERY = r"(?:这么|那么|如此|格外|特别|非常|一再|反复|很)"
_WORTH = r"(?:重要|要紧|关键)"
_ASKED = (
    # 为什么要加快绿色转型
    re.compile(rf"{_WHY}(?:要|应该?|必须|需要|得)(?P<what>[^,。?]{{4,30}})"),
    re.compile(rf"{_WHY}(?:要|会)?{_VERY}?(?:强调|重视|看重|注重|突出)(?P<what>[^,。?]{{3,30}})"),
    re.compile(
        r"(?P<what>[^,。?]{4,30}?)(?:的|有(?:什么|何|哪些)|具有(?:什么|哪些))(?:重要|重大|现实|深远)*"
        r"(?:意义|重要性|必要性)(?:是什么|何在|在哪里?|有哪些)?(?=$|[?,。])"
    ),
    # 智能化为什么对汽车产业这么要紧, 凭什么说智能化这么重要
    re.compile(
        rf"(?:{_WHY}|(?<=[,。])|^)(?P<what>[^,。?]{{3,30}}?){_WHY}(?:对[^,。?]{{2,20}}?)?{_VERY}?{_WORTH}"
    ),
    re.compile(
        rf"{_WHY}(?P<what>[^,。?]{{3,30}}?)(?:对[^,。?]{{2,20}}?)?{_VERY}?{_WORTH}(?=$|[?,。])"
    ),
    re.compile(r"(?P<what>[^,。?]{3,30}?)(?:对[^,。?]{2,20}?)?(?:到底|究竟)?意味着什么"),
)
_SAID = re.compile(
    r"(?P<subject>[^,。;:是]{3,30}?)[既也正]?(?:是[^。;]*(?:关键|重要(?!工作|会议|节日|产业|部分|批示|讲话|的?一天)|根本|基础|必然|保[障证]|核心|途径|支撑|前提|"
    r"后盾|抓手|要求|需要|举措|动力|引擎|环节|手段|机遇|载体|方向)|决定着?|关系到?|事关|关乎|"
    r"(?:[^,。;]{0,20})?意义(?:重大|深远))"
)
_DOING = re.compile(
    r"^(?:加快|推动|推进|促进|加强|强化|大力|突出|强调|重视|发展|开展|实施|做好?|搞好?|抓好?|建设好?)+(?=.{3})"
)
_GIVEN = re.compile("意义在于|目的是|为了")
# 重庆凭什么搞新能源汽车,有什么底子
_BASIS_ASKED = re.compile(
    r"凭什么(?:能|可以|敢|来|去|搞|做|发展)|有(?:什么|哪些|何)?(?:产业)?(?:基础|底子|家底|底气)(?=$|[?,。])|"
    r"(?:底子|基础|底气|家底)(?:在哪|是什么|如何|怎么样)"
)
_BUILDER = re.compile(
    r"(?:为什么说|请问)?(?P<who>[一-龥]{2,6}?)(?:凭什么|发展|搞|做|有什么|有哪些|能)"
)
_HELD = re.compile(
    r"(?:是[^,。;]*(?:基地|枢纽|中心|大[省市县区国]|强[省市县区国]|之一|产区|故乡|源头)|"
    r"(?:已经?|现)?(?:有|具有|拥有|具备|集聚了?|形成了?|建成|汇聚了?))"
)


def importance_first(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The evidence, led by the sentence that says what the thing asked about is good for."""
    what = _what(question)
    if not what or (ranked and PLAIN_CAUSE.search(ranked[0].text)):
        return list(ranked)
    for item in ranked[:DEPTH]:
        if any(_is_of(subject, what) for subject in _subjects(item.text)):
            first, *others = led_by(item, ranked)
            return [first, *map(_set_back, others)]
    return list(ranked)


def _set_back(item: Ranked) -> Ranked:
    """A sentence beside the one that says it; one that gives a cause stays as likely as it is."""
    if PLAIN_CAUSE.search(item.text) or _GIVEN.search(item.text):
        return item
    return replace(item, probability=OTHERWISE * item.probability)


def sure_of_worth(question: Question, ranked: Sequence[Ranked]) -> float:
    """How sure it is that the best sentence says what the thing asked about is good for, or 0.

    这么要紧 and 那么强调 are words of who asks, which no document need have.
    """
    what = _what(question)
    if not what or not ranked:
        return 0.0
    told = any(_is_of(subject, what) for subject in _subjects(ranked[0].text))
    return WORTH_SURE if told else 0.0


def _what(question: Question) -> str:
    """The thing whose worth is asked about, without 的 and what is done with it; "" for none."""
    found = (pattern.search(question.folded) for pattern in _ASKED)
    asked = next((match["what"] for match in found if match), "")
    return _without_doing(asked)


def _without_doing(phrase: str) -> str:
    return _DOING.sub("", phrase.replace("的", ""))


def _subjects(text: str) -> Iterator[str]:
    """What the clauses of a sentence say that it is important."""
    for clause in re.split("[,;]", text):
        said = _SAID.match(clause)
        if said:
            yield _without_doing(said["subject"])


def _is_of(subject: str, what: str) -> bool:
    """Whether what a clause is about is what is asked about, one of them within the other."""
    shorter, longer = sorted((subject, what), key=len)
    return len(shorter) >= max(LEAST_CHARS, LEAST_SHARE * len(what)) and longer.endswith(shorter)


def basis_first(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The evidence, led by what the place asked about has, where one asks what it builds on."""
    if not ranked or not _BASIS_ASKED.search(question.folded):
        return list(ranked)
    builder = _BUILDER.match(question.folded)
    asked = (*areas_of(question.folded), *([builder["who"]] if builder else ()))
    least = BASIS_RATIO * ranked[0].probability
    for item in ranked[:BASIS_DEPTH]:
        opening = item.text[:OPENING]
        place = next((place for place in asked if place in opening), "")
        if place and item.probability >= least:
            rest = item.text[item.text.index(place) + len(place) :]
            if _HELD.match(rest):
                return led_by(item, ranked)
    return list(ranked)
