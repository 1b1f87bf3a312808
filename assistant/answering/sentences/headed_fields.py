"""What stands under the heading of a guide that people ask for in other words.

六、收费标准 over 不收费。 answers 要钱吗, and 七、证件有效期 over 有效期为5年。 does not answer
多久能办好, however like it its words are.
"""

import re
from collections.abc import Sequence

from assistant.answering.sentences.extractive import Ranked
from assistant.answering.sentences.leading import led_by
from assistant.answering.words.evidence import Evidence
from assistant.answering.words.forms import any_label, label_asked_for
from assistant.answering.words.question import Question
from assistant.answering.words.years import years_of

LABEL_CHARS = 6  # at the beginning of a sentence, where a label would stand
DEPTH = 40  # of the evidence
LONGEST_HEADING_CHARS = 10  # without its number: 办理地点与时间
_NUMBER = re.compile(
    r"^(?:#+\s*)?(?:[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)、.．]|第[一二三四五六七八九十]{1,3}[部章]分?)?\s*"
)
_STOPS = "。；;!?！？,，:：|"


def headed_field_first(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The evidence, led by what stands under the heading of what is asked for.

    In the article of the best evidence, where that stands under the heading of something else.
    """
    wanted = label_asked_for(question.folded)
    if wanted is None or not ranked or question.listing:
        return list(ranked)
    best = ranked[0].evidence
    years = years_of(best.context.titles)
    if question.years and years and not set(years) & set(question.years):
        return list(ranked)  # the guide of another year: its heading shows it
    itself = _is_heading(best.sentence.folded) and bool(wanted.search(best.sentence.folded))
    own = heading_of(best)
    told = wanted.search(own) or wanted.search(best.sentence.folded[:LABEL_CHARS])
    if not itself and (told or not any_label(own)):
        return list(ranked)
    for item in ranked[:DEPTH]:
        if item.evidence.context.article_id == best.context.article_id and is_headed_so(
            question, item
        ):
            return led_by(item, ranked)
    return list(ranked)


def is_headed_so(question: Question, item: Ranked) -> bool:
    """Whether a sentence stands under the heading of what is asked for."""
    wanted = label_asked_for(question.folded)
    heading = heading_of(item.evidence)
    sentence = item.evidence.sentence.folded.strip()
    return wanted is not None and bool(wanted.search(heading)) and not _is_heading(sentence)


def heading_of(item: Evidence) -> str:
    """The short heading right above a sentence, folded and without its number; "" for none."""
    before = [each for each in item.context.sentences if each.start < item.sentence.start]
    headings = (each.folded.strip() for each in reversed(before) if _is_heading(each.folded))
    nearest = next(headings, item.context.titles.rpartition(",")[2].rpartition(" ")[2])
    bare = _NUMBER.sub("", nearest)
    return bare if len(bare) <= LONGEST_HEADING_CHARS else ""


def _is_heading(folded: str) -> bool:
    bare = folded.strip()
    number = _NUMBER.match(bare)
    numbered = number is not None and number.end() > 0
    return (
        bool(bare)
        and bare[-1] not in _STOPS
        and numbered
        and len(bare) <= 2 * LONGEST_HEADING_CHARS
    )
