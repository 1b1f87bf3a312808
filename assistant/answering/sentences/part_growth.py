"""How much a part grew, where a sentence says it of the whole and of the part only how much it is.

收入28.6亿元,增长4.1%,其中税收收入17.2亿元,增长2.3%,非税收入11.4亿元。: no growth of 非税收入.
"""

import re
from collections.abc import Sequence

from assistant.answering.sentences.extractive import Ranked
from assistant.answering.sentences.leading import LIKELY_DEPTH, led_by
from assistant.answering.words.question import Question, shown_attribute

_ASKED = re.compile(
    r"(?:(?:[比较](?:上年|去年)|同比|环比)?(?:增长|下降|提高|降低|上升|增加|减少)了?(?:百分之)?(?:多少|几)|"
    r"(?:的?(?:同比|环比)?(?:增速|增幅|增长率|降幅)(?:是|为|有|达到?|约)?(?:多少|几)))"
)
_RATE = re.compile(
    r"%|百分|分之|[\d一二三四五六七八九]成|倍|翻番|持平|不变|(?:增长|增加|减少|下降)[^,。;]{0,4}\d"
)
_PARTS = re.compile(r"其中[,:]?")
_OF_TIME = re.compile(
    r"^(?:(?:\d{4}|[今去前本上])年度?|[上下]半年|[一二三四]季度|全[省市县区年国]|的)+"
)
SHORTEST = 4  # characters of a part's name, as 非税收入


def growth_first(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The evidence, led by a sentence that says how much the part grew, where the best does not."""
    part = _part_asked(question)
    if not part or not ranked or not _only_of_whole(part, ranked[0].text):
        return list(ranked)
    for item in ranked[:LIKELY_DEPTH]:
        if _says_growth(part, item.text):
            return led_by(item, ranked)
    return list(ranked)


def growth_unsaid(question: Question, ranked: Sequence[Ranked]) -> str:
    """The part whose growth is asked for, where the evidence says only how much it is; or ""."""
    part = _part_asked(question)
    return shown_attribute(part) if part and _only_of_whole(part, ranked[0].text) else ""


def _part_asked(question: Question) -> str:
    """What is asked how much it grew, of a year or place or not; "" where no growth is asked."""
    asked = _ASKED.search(question.folded)
    if asked is None or question.kind != "number":
        return ""
    named = re.split(r"[^\w%]", question.folded[: asked.start()])[-1]
    return _OF_TIME.sub("", named)


def _after_parts(part: str, text: str) -> str:
    """What follows 其中 from the part's name on; "" where the part is not told of there alone.

    The part may be named there by its beginning: 农村居民 for 农村居民人均可支配收入.
    """
    parts = _PARTS.search(text)
    if parts is None:
        return ""
    for length in range(len(part), SHORTEST - 1, -1):
        place = text.find(part[:length])
        if place >= 0:
            return text[place + length :] if place >= parts.end() else ""
    return ""


def _only_of_whole(part: str, text: str) -> bool:
    """Whether a rate stands before 其中, and of the part behind it only an amount."""
    told = _after_parts(part, text)
    parts = _PARTS.search(text)
    if not told or parts is None or not _RATE.search(text[: parts.start()]):
        return False
    return bool(re.search(r"\d", told)) and not _RATE.search(told)


def _says_growth(part: str, text: str) -> bool:
    """Whether a sentence names the part and a rate after it."""
    place = text.find(part[:SHORTEST])
    return place >= 0 and bool(_RATE.search(text[place:])) and not _only_of_whole(part, text)
