"""What is measured, by the name that documents give it: 地区生产总值 where one asks for GDP.

A title may say GDP and the text 地区生产总值: the library then has the word, and it is not
replaced in the question.
"""

import re
from collections.abc import Sequence

from assistant.answering.sentences.extractive import Ranked
from assistant.answering.sentences.leading import NAMED_RATIO, led_by_likely
from assistant.answering.words.colloquial import written_names
from assistant.answering.words.question import Question


def written_name_first(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The evidence, with a figure of what is asked for under its written name before others.

    Where the best evidence has neither name, nor what else is counted (停车位,多少张床位).
    """
    names = written_names(question.attribute) if question.kind == "number" else ()
    if not names or not ranked or any(name in ranked[0].text for name in names):
        return list(ranked)
    counted = question.heads[1]
    if len(counted) > 1 and counted in ranked[0].text:
        return list(ranked)
    figure = re.compile(rf"(?:{'|'.join(map(re.escape, names))})[^,。;]{{0,8}}?\d")
    return led_by_likely(ranked, lambda item: bool(figure.search(item.text)), NAMED_RATIO)
