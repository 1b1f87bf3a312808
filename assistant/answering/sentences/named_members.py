"""Lists within a sentence: what stands, member by member, before the very noun that is asked for.

哪些政策要协同 is answered by 产业准入、财税支持等政策协同 before a sentence on 产业政策.
"""

import re
from collections.abc import Sequence

from assistant.answering.sentences.extractive import Ranked
from assistant.answering.sentences.leading import led_by, led_by_first, led_by_likely
from assistant.answering.sentences.whole_answers import MOST_COUNTED, count_pattern, is_counted_list
from assistant.answering.words import spans
from assistant.answering.words.kinds import DIGITS, THINGS_TOLD
from assistant.answering.words.question import Question

# How far down, and how likely beside the best, the list is looked for.
DEPTH, RATIO = 6, 0.05
# The share of what the best says of the question that the list must say too.
SAID = 0.33
NOUN_CHARS = 2  # of what is asked for, which stand after its members
LABEL_CHARS = 8  # a label no longer (丙类:) may be the very class asked about
PHRASE_CHARS = 4  # a run of the question no shorter tells by itself what the members do (政策协同)
COUNTED_DEPTH = 40  # what counts as the question does (使出三招:) may be far down
# How likely beside the best the sentence must be that lists the counted things, that names as
# many as are asked for, or that also says of what they are so many.
LISTED_RATIO, COUNT_RATIO, NOUN_RATIO = 0.1, 0.4, 0.05
# 靠哪三招扭亏
_COUNTED_ASKED = re.compile(rf"哪(?P<count>[{DIGITS}])(?P<unit>{THINGS_TOLD})")


def named_count_first(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The evidence, with the sentence that names as many things as are asked for in front.

    Only where it is about as likely to answer as the best.
    """
    if not ranked or question.count is None or not 1 < question.count <= MOST_COUNTED:
        return list(ranked)
    count = question.count
    ordered = led_by_likely(ranked, lambda item: is_counted_list(question, item), LISTED_RATIO)
    if is_counted_list(question, ordered[0]):
        return ordered
    named = led_by_likely(ranked, lambda item: spans.names_as_many(item.text, count), COUNT_RATIO)
    if spans.names_as_many(named[0].text, count):
        return named
    # 重点行业是哪四个: 以纺织、……四个细分行业为重点 says of what they are four.
    noun = (question.heads[1] or question.heads[0])[-2:]
    counted = re.compile(rf"{count_pattern(count)}[^,。;:、]{{0,6}}{re.escape(noun)}")
    return led_by_likely(
        ranked,
        lambda item: bool(counted.search(item.text)) and spans.names_as_many(item.text, count),
        NOUN_RATIO,
    )


def members_first(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The evidence, led by a sentence that lists what is asked for before its noun."""
    noun = question.heads[1][:NOUN_CHARS]
    if not question.listing or not ranked or question.kind in ("person", "organisation"):
        return list(ranked)
    label = ranked[0].text.partition(":")[0]
    if 1 < len(label) <= LABEL_CHARS and label in question.folded:
        return list(ranked)  # 丙类:…… is the very class asked about
    named = _members_of_phrase(question, ranked)
    if named is not None:
        return led_by(named, ranked)
    if question.kind != "list" or len(noun) < NOUN_CHARS:
        return list(ranked)
    listed = re.compile(
        rf"[一-龥]{{2,10}}(?:、[一-龥]{{2,10}})+(?:等|和|及|以及)?[一-龥]{{0,6}}?{re.escape(noun)}"
    )
    best = ranked[0]
    several = rf"{re.escape(noun)}[和、与及][^,。;]*{re.escape(noun)}"  # 城市试点和产业试点
    if listed.search(best.text) or re.search(several, best.text):
        return list(ranked)
    least = SAID * best.evidence.feature("sentence_coverage")
    for item in ranked[1:DEPTH]:
        likely = item.probability >= RATIO * best.probability
        alike = item.evidence.feature("sentence_coverage") >= least
        if likely and alike and item.place[0] == best.place[0] and listed.search(item.text):
            return led_by(item, ranked)
    return list(ranked)


def _members_of_phrase(question: Question, ranked: Sequence[Ranked]) -> Ranked | None:
    """The sentence that lists members before a whole phrase of the question (……等政策协同)."""
    phrases = {
        run[at : at + PHRASE_CHARS]
        for run in re.findall("[一-龥]+", question.folded.partition("哪")[2])
        for at in range(len(run) - PHRASE_CHARS + 1)
    }
    if not phrases:
        return None
    listed = re.compile(
        rf"(?:[一-龥]{{2,8}}、){{2,}}[一-龥]{{2,8}}?等?(?:{'|'.join(sorted(phrases))})"
    )
    said = [bool(listed.search(item.text)) for item in ranked[:DEPTH]]
    if said[0] or True not in said:
        return None
    item = ranked[said.index(True)]
    likely = item.probability >= RATIO * ranked[0].probability
    return item if likely and item.place[0] == ranked[0].place[0] else None


def counted_first(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The evidence, led by the sentence that counts and lists as the question does (使出三招:)."""
    asked = _COUNTED_ASKED.search(question.folded)
    if asked is None:
        return list(ranked)
    said = re.compile(rf"{asked['count']}{re.escape(asked['unit'])}[一-龥]{{0,6}}:(?=.)")
    return led_by_first(ranked, COUNTED_DEPTH, lambda item: bool(said.search(item.text)))
