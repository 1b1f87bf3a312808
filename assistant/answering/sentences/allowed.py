"""Whether a thing may be done (能转租吗): the sentence that allows or forbids that very thing."""

import re
from collections.abc import Sequence

from assistant.answering.sentences.extractive import Ranked
from assistant.answering.sentences.leading import LIKELY_DEPTH, led_by_first
from assistant.answering.words.question import Question

_MAY = r"(?:能不能|可不可以|能否|可否|是否(?:可以|能够?)|可以|能够?|允不允许|允许|准许|让不让|准)"
# 能不能转租, 还可以补缴吗: what follows is the thing; it is short, and the question ends with it.
_ASKED = re.compile(rf"{_MAY}(?P<act>[一-龥]{{2,4}}?)(?:了|的)?(?:吗|么|不|$|[?。,])")
_RULES = r"(?:不得|不能|不可|不准|不予|不允许|禁止|严禁|可以|允许|应当|必须|可|能|方可)"


def allowed_first(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The evidence, led by what allows or forbids the thing that one asks whether it may be done.

    Only where the best evidence does not name the thing.
    """
    asked = _ASKED.search(question.folded) if question.kind == "yes_no" else None
    if asked is None or not ranked or asked["act"] in ranked[0].text:
        return list(ranked)
    said = re.compile(rf"{_RULES}[^,。;]{{0,8}}?{asked['act']}")
    return led_by_first(ranked, LIKELY_DEPTH, lambda item: bool(said.search(item.text)))
