"""A follow-up that leaves its subject to be understood: 投资多少, after a question about a dam.

It takes the subject of the question before it where it is answered better so; a question
that names a thing of its own and is answered of that stands as it was typed.
"""

import re
from collections.abc import Callable, Sequence

from assistant.answering.composition import Composition
from assistant.answering.conversation.continued import matter_of, subjects_for, with_what_is_counted
from assistant.answering.conversation.lookups import Lookups
from assistant.answering.conversation.parts import parts_of
from assistant.answering.conversation.resolved import Resolved
from assistant.answering.refusing.unnamed import unknown_name
from assistant.answering.words.question import analyse
from assistant.answering.words.related import RelatedWords
from assistant.text import fold, tokens
from assistant.types import Answer

_THEN = re.compile(r"^(?:那么?|那末)(?=[一-龥\d])")
# 要是有人发烧了怎么办: a case of what was asked about, where it is not answered by itself.
_CASE = re.compile(r"^(?:要是|如果|假如|倘若|万一|一旦)")
CASE_CHARS = 12
# A question of no more topic characters than this may lean on the one before it.
ELLIPTIC_CHARS = 7
# 比上年增长多少 says of nothing that it grew.
_COMPARES_ONLY = re.compile(
    r"(?:同比|环比|[比较](?:上年|去年|前一?年|上期|上个?月|上季度?|(?:19|20)\d\d年?)(?:同期)?|"
    r"增长|下降|增加|减少|提高|降低|上升|增速|增幅|变化|[多高低涨降升跌快慢]了?|了|[万亿个]+$)++"
)
# 占比是多少 names a measure, and nothing that it is of.
_MEASURE_ONLY = re.compile(
    r"所?占?的?(?:占比|比重|比例|份额|增速|增幅|涨幅|降幅|增长率|规模|总量|总额|数量|金额|面积|人数|均价|单价|价格|产值|产量)"
)
SUBJECTLESS_CHARS = 4
_YEAR = re.compile(r"\d{4}年[底末度]?")
SUBJECTLESS_SURE = 0.5
_WHAT_IT_IS = re.compile(r"[是为有叫](?:多少|什么|谁|哪|几|多[大高长])|多少(?:钱|元)?[?。]*$")
WORD_CHARS = 2
# So sure, a question of who somebody is needs no subject of an earlier one.
ALONE_SURE = 0.4
# So sure, the likeliest subject is taken, whichever other is surer still.
SURE = 0.9
# How much better the completed question must be answered than the bare one.
ELLIPTIC_GAIN = 0.1


def completed(
    question: str,
    history: Sequence[str],
    answer_earlier: Callable[[int], Answer],
    library: Lookups,
) -> Resolved:
    """A question with the subject of the one before it, where it is answered better so."""
    places = range(len(history) - 1, -1, -1)
    earlier = (answer_earlier(place).standalone_question for place in places)
    question = with_what_is_counted(question, earlier)
    folded = fold(question).strip()
    analysed = analyse(question)
    bare = re.sub(r"[^一-龥a-z0-9]", "", analysed.topic)
    if _COMPARES_ONLY.fullmatch(bare):
        bare = ""
    names_nothing = not bare or bool(_MEASURE_ONLY.fullmatch(bare))
    first, *others = parts_of(question)
    if others and len(bare) > ELLIPTIC_CHARS and question.startswith(first):
        # 比上年增长多少,能耗又增了多少: the second goes on from the first as that is made whole.
        begun = completed(first, history, answer_earlier, library)
        return Resolved(begun.text + question[len(first) :])
    case = bool(_CASE.match(folded))
    if case and library.confidence_of(question) >= SUBJECTLESS_SURE:
        return Resolved(question)
    if (
        len(bare) > (CASE_CHARS if case else ELLIPTIC_CHARS)
        or analysed.kind == "definition"
        or analysed.quoted
    ):
        return Resolved(question)
    own = analysed.heads[0]
    if _names_unknown(own, folded, library.holds):
        return Resolved(question)  # 今天天气怎么样: of a thing that no document has
    alone = library.find(question)
    if unknown_name(alone.question, alone.terms):
        return Resolved(question)  # whom no document names is in no earlier matter either
    then = _THEN.match(folded)
    rest = question[then.end() :] if then else question
    last = answer_earlier(-1).standalone_question
    joint = "，" if case else ""
    wholes = [
        f"{subject}{joint}{rest}"
        for subject in subjects_for(question, history[-1], last)
        if fold(subject) not in folded and not _is_fellow(fold(subject), analysed.topic)
    ]
    if not wholes:
        return Resolved(question)
    sure = (each for each in wholes if library.confidence_of(each) >= SURE)
    whole = next(sure, None) or max(wholes, key=library.confidence_of)
    if analysed.kind == "date" and len(bare) >= WORD_CHARS:
        whole = _of_its_matter(rest, whole, bare, answer_earlier(-1), library)
    found = library.find(whole)
    if names_nothing and library.is_answered(found):
        return Resolved(whole)
    if library.is_answered(alone) and _tells_better(analysed.topic, alone, found):
        return Resolved(question)  # 江畔人家有多少套, after a question about another estate
    asks_who = analysed.kind in ("person", "name") and len(own) > 1 and library.says(question, own)
    if asks_who and alone.confidence >= ALONE_SURE and not library.says(whole, own):
        return Resolved(question)  # 市长叫什么, after a question about lifts
    # So short a question has no subject of its own: it is enough that it fits the old one.
    subject = _YEAR.sub("", bare)  # 2030年产值: the year is none of what it is asked of
    enough = SUBJECTLESS_SURE if len(subject) <= SUBJECTLESS_CHARS else 1.0
    better = then or found.confidence > min(enough, alone.confidence + ELLIPTIC_GAIN)
    # What begins with a thing of its own (污水厂由谁负责) is shown as typed if nothing answers it.
    begins = folded.startswith(analysed.topic.partition(",")[0])
    own_thing = begins and len(subject) > SUBJECTLESS_CHARS
    if not better or (own_thing and not library.is_answered(found)):
        return Resolved(question)
    return Resolved(whole)


def _is_fellow(subject: str, topic: str) -> bool:
    """Whether a follow-up begins with a thing of the same kind as an earlier subject.

    >>> _is_fellow("机制协同", "创新协同,做"), _is_fellow("机制协同", "负责单位")
    (True, False)
    """
    own = topic.partition(",")[0]
    kind = subject[-WORD_CHARS:]
    at = own.find(kind)
    return len(subject) == at + len(kind) > len(kind) and own[:at] not in subject


def _of_its_matter(question: str, whole: str, bare: str, last: Answer, library: Lookups) -> str:
    """The follow-up asked of the matter of the document that the last answer cites.

    Where what is found with the old subject says no word of it: 什么时候截止, after what one pays.
    """
    found = library.find(whole)
    said = fold(found.drafts[0].text) if found.drafts else ""
    if not last.citations or any(gram in said for gram in tokens(bare)):
        return whole
    matter = matter_of(library.article_of(last.citations[0].article_id).title)
    asked = f"{matter}{question}"
    sure = library.confidence_of(asked) if matter else 0.0
    return asked if sure > found.confidence else whole


def _tells_better(topic: str, alone: Composition, whole: Composition) -> bool:
    """Whether only what is found for a question by itself says all that it names.

    What is found with an earlier subject says no word of it, nor a name that is no word in full.
    """
    grams = frozenset(gram for gram in tokens(topic) if len(gram) >= WORD_CHARS)
    if not grams or not alone.drafts or not whole.drafts:
        return False
    words = frozenset(gram for gram in grams if gram in RelatedWords.load())
    said, instead = fold(alone.drafts[0].text), fold(whole.drafts[0].text)
    named = alone.question.topic.partition(",")[0]
    if len(named) >= WORD_CHARS and said == instead and said.startswith(named):
        # The row of that name, which no earlier subject tells better.
        return not alone.ranked or " | " in alone.ranked[0].evidence.sentence.folded
    if not all(gram in said for gram in grams):
        return False
    if not words and topic in said:
        return topic not in instead
    return not any(word in instead for word in words or grams)


def _names_unknown(own: str, folded: str, holds: Callable[[str], bool]) -> bool:
    """Whether what stands before the asking word is a thing that no document has.

    A word by itself, or at the end of a longer name of which it is asked what it is
    (成渝高铁票价是多少).
    """
    words = RelatedWords.load()
    if own in words:
        return not holds(own)
    asked = _WHAT_IT_IS.match(folded.partition(own)[2]) if len(own) > WORD_CHARS else None
    return asked is not None and own[-WORD_CHARS:] in words and not holds(own[-WORD_CHARS:])
