"""Why: the evidence led by what gives the reason, with the reason beside what it explains."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.sentences.extractive import Ranked
from assistant.answering.sentences.leading import led_by, led_by_first, led_by_likely
from assistant.answering.sentences.printed_questions import (
    CONTINUED,
    LINE_BREAK,
    is_printed_question,
)
from assistant.answering.sentences.seconds import gives_cause
from assistant.answering.words.question import Question
from assistant.text import tokens

# The share of the characters of a question that the document asks itself which must be asked.
SELF_ASKED_SHARE = 0.3
# The same of what 之所以 gives the reason of, a phrase that says little else.
STATED_SHARE = 0.6
# A sentence that says so much of a question, and gives no cause, only says it again.
RESTATED = 0.85
# Of the words of a question why a figure changed, what the sentence that says it has.
SAID = 0.6
_REASON_TOLD = re.compile(r"目的是|为了|以免|避免|防止|是因为|由于|原因是")
_CHANGE = r"增长|下降|上升|上涨|下跌|回落|减少|增加|提高|降低|下滑|走低|走高"
_CHANGE_ASKED = re.compile(
    rf"(?:为什么|为何|为啥|何以)[^,。?]{{0,4}}(?:{_CHANGE})|(?:{_CHANGE})的?(?:主要)?原因|"
    r"(?:为什么|为何|为啥)[^,。?]{0,30}?比[^,。?]{1,16}[高低快慢大小]"
)
_MAINLY = re.compile("主要是|关键是|根子在|病根")
_DOWN = re.compile(r"下降|下跌|回落|减少|降低|下滑|走低|反而[降跌减]|[降跌减](?=了|$|[?,。])")
_UP = re.compile(r"增长|上升|上涨|增加|提高|走高|[涨增升](?=了|$|[?,。])")
PLAIN_CAUSE = re.compile(r"因(?!地|素)|由于|导致|得益于|原因|源于")
_REASON = re.compile(rf"{PLAIN_CAUSE.pattern}|受[^,。;]{{2,20}}(?:影响|拖累|制约)|主要是")
_CHANGE_STATED = re.compile(
    rf"(?:{_CHANGE}|比[^,。;]{{1,8}}[高低快慢])了?\s*[\d一二三四五六七八九十百]"
)
_WHY = re.compile(r"为什么|为何|为啥|何以|缘何|原因")
_STATED = re.compile(r"之所以(?P<what>[^,。;:!?]+?)(?=,|主?要?是因为|是由于|是为了)")
_UNTELLING = re.compile(r"[\W的了是在有和与这那就也都还会要能]")
_CAUSES_NAMED = re.compile(
    r"(?P<of>[^,。;:]{2,16}?)的?(?:主要|重要|根本|直接)?(?:原因|理由|考虑|初衷)(?:有|是|在于|主要|包括|:)"
)
_DATED = re.compile(r"^(?:(?:\d{4}|[今去前明])年度?)?(?:的)?")
# A subject of so many characters has a qualifier before its noun, which a sentence beside
# may have too; how likely the one on the subject must be.
SUBJECT_CHARS, SUBJECT_RATIO = 4, 0.3
NAMED_CAUSE_DEPTH, NAMED_CAUSE_RATIO = 8, 0.05
# A sentence that draws a conclusion rests on the one before it; 之所以 draws none.
_CONCLUSION = re.compile(r"(?:所以|因此|因而|为此|正因(?:为)?如此|于是|故而|由此|这样一来)")
# A sentence that gives the reason of the one before it.
_EXPLANATION = re.compile(
    r"(?:这|其|这一[一-龥]{2})?(?:主要|也|正)?(?:是因为|是由于|是为了|是考虑到|得益于|源于)|"
    r"[一-龥]{0,4}(?:这|该|此)[^,。]{1,6},(?:主要|正)?(?:是因为|是由于|是为了|是考虑到)|"
    r"(?:这|其)?主要(?:是|考虑|原因|理由)|(?:其)?(?:主要)?原因(?:是|有|在)|"
    r"(?:出现|造成|产生|导致|存在)(?:这|该|上述)[^,。]{0,8},(?:主要|根本)?(?:是因为|是由于|原因|在于)|"
    r"(?:其)?(?:主要)?(?:症结|病根|根子|根源|主因|问题)(?:就)?(?:在于|是|出?在)|"
    r"究其(?:原因|根源|根本|缘由)|归根结底|说到底"
)

_DENIED_SIMPLY = re.compile(r"不能(?:简单|单纯|仅仅|只)|并不(?:是|意味|等于)|并非|不等于|不意味")
# What is proposed rests on what is wanting, told just before it.
_PROPOSAL = re.compile(r"(?:因?此?[,]?建议|应当?|要|需要?|必须|可以?(?:考虑|探索)?)(?=[一-龥])")
_LACKING = re.compile(
    r"不(?:足|够|变|高|强|均|畅|清|到位|平衡)|跟不上|偏[低高少弱慢重]|滞后|短板|缺(?:少|乏|口)?|难以|"
    r"尚未|还没|没有|薄弱|问题|困难|瓶颈"
)
_ISSUED = "(?:出台|制定|印发|发布|修订|起草|编制)"
# 出台某办法,就是要…; 为了……,制定本办法
_ISSUED_ASKED = re.compile(
    rf"(?:为什么|为何|为啥|何以|缘何)(?:还?要|会|需要)?{_ISSUED}|"
    rf"{_ISSUED}[^,?]{{0,24}}的?(?:背景|原因|目的|初衷|考虑)"
)
_ISSUED_FOR = re.compile(
    rf"{_ISSUED}[^,。;]{{0,24}},?(?:就是|目的是|主?要?是)(?:要|为了|让)|"
    rf"为了?[^。;]{{4,}}(?:制定|出台|印发|编制)本|"
    rf"(?:出台|制定|印发|发布|修订|起草|编制|本[一-龥]{{0,6}}|》)[^。]{{0,30}}(?:旨在|目的(?:就?是|在于)|出于)"
)
ISSUED_DEPTH = 30


def draws_conclusion(folded: str) -> bool:
    """Whether a sentence begins with what follows from the one before it.

    >>> draws_conclusion("所以不设收费站。"), draws_conclusion("之所以不设收费站,是为了提速。")
    (True, False)
    """
    return bool(_CONCLUSION.match(folded))


def explains_what_precedes(folded: str) -> bool:
    """Whether a sentence gives the reason of the one before it.

    >>> explains_what_precedes("这主要是水温升高了。")
    True
    """
    return bool(_EXPLANATION.match(folded))


def with_reason_beside(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The evidence, with the sentence beside one that only says again what one asks the reason of.

    The sentence before it, or the one after it where that alone gives a cause.
    """
    if question.kind != "why" or not ranked:
        return list(ranked)
    best, beside = ranked[0], _reason_beside(ranked)
    if beside is None or beside.text[-1:] not in "。!;":
        return list(ranked)
    joined = replace(beside, probability=max(beside.probability, CONTINUED * best.probability))
    return [best, joined, *(each for each in ranked[1:] if each is not beside)]


def _reason_beside(ranked: Sequence[Ranked]) -> Ranked | None:
    """The sentence beside the best one that gives the reason of it; None where it gives its own."""
    best = ranked[0]
    start, end = best.evidence.sentence.start, best.evidence.sentence.end
    alike = [
        item for item in ranked if item.place[0] == best.place[0] and not is_printed_question(item)
    ]
    before = [each for each in alike if 0 <= start - each.evidence.sentence.end < LINE_BREAK]
    after = [each for each in alike if 0 <= each.evidence.sentence.start - end < LINE_BREAK]
    explained = [each for each in after if explains_what_precedes(each.text)]
    if draws_conclusion(best.text):
        return next(iter(before), None)
    if _DENIED_SIMPLY.search(best.text) and after:
        return after[0]  # 不能简单地理解为运费贵。产业结构偏重,……
    if gives_cause(best.text) or _states_cause(best.text):
        return None
    lacking = next((each for each in before if _LACKING.search(each.text)), None)
    if lacking is not None and not explained and _PROPOSAL.match(best.text):
        return lacking  # 现行标准三年不变,跟不上成本的上涨。建议建立动态调整机制
    if explained or best.evidence.feature("sentence_coverage") < RESTATED:
        return next(iter(explained), None)
    causes = (each for each in (*before, *after) if gives_cause(each.text))
    return next(causes, next(iter(before), None))


def _states_cause(folded: str) -> bool:
    """Whether a sentence says how much a figure changed and what that mainly is: 主要是……减少."""
    changed = _CHANGE_STATED.search(folded)
    return bool(changed and _MAINLY.search(folded, changed.end()))


def asked_itself_first(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The evidence, led by a 为什么 that the document itself asks, where the question is like it.

    Chinese prose likes to ask before it explains; what explains need not repeat the words.
    之所以… says as plainly what it gives the reason of.
    """
    if question.kind != "why" or not ranked or _gives_reason(ranked[0]):
        return list(ranked)
    asked = set(question.folded)
    explaining = (item for item in ranked if _share_explained(item, asked))
    asking = max(explaining, key=lambda item: _share_explained(item, asked), default=None)
    if asking is None:
        return list(ranked)
    return led_by(asking, ranked)


def _gives_reason(best: Ranked) -> bool:
    """Whether a sentence says what one asks the reason of and, in so many words, the reason."""
    return (
        bool(_REASON_TOLD.search(best.text)) and best.evidence.feature("sentence_coverage") >= SAID
    )


def asked_change_first(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The evidence, led by the reason of the change asked about, where the best gives none of it.

    利润为什么下降 is not answered by what made it grow a year later, nor by how much it fell.
    """
    if question.kind != "why" or not ranked:
        return list(ranked)
    # 收入涨了,为什么利润反而降了: what follows the asking word is asked about.
    asked = _WHY.split(question.folded)[-1] or question.folded
    meant = next((way for way in (_DOWN, _UP) if way.search(asked)), None)
    best = ranked[0].text
    if meant is None or (meant.search(best) and _REASON.search(best)):
        return list(ranked)
    about = frozenset(tokens(meant.sub(",", asked)))
    for item in ranked[:NAMED_CAUSE_DEPTH]:
        gives = meant.search(item.text) and _REASON.search(item.text)
        if gives and about.intersection(item.evidence.sentence.grams):
            return led_by(item, ranked)
    return list(ranked)


def reason_of_subject_first(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The evidence, led by the reason of the very thing that one asks the reason of.

    卫生健康支出为什么少了 is not answered by why 一般公共服务支出 fell.
    """
    if question.kind != "why" or not ranked:
        return list(ranked)
    asked = _DATED.sub("", _WHY.split(question.folded)[0]).strip("的,")
    if len(asked) < SUBJECT_CHARS or asked in ranked[0].text or asked[-2:] not in ranked[0].text:
        return list(ranked)
    return led_by_likely(
        ranked, lambda item: asked in item.text and bool(_REASON.search(item.text)), SUBJECT_RATIO
    )


def named_cause_first(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The evidence, led by what names the reasons of it: 错位的主要原因有三, for 为什么会错位."""
    if question.kind != "why" or not ranked or gives_cause(ranked[0].text):
        return list(ranked)
    asked = frozenset(tokens(question.topic))
    least = NAMED_CAUSE_RATIO * ranked[0].probability
    for item in ranked[:NAMED_CAUSE_DEPTH]:
        found = _CAUSES_NAMED.search(item.text) if item.probability >= least else None
        if found and asked.intersection(tokens(found["of"])):
            return led_by(item, ranked)
    return list(ranked)


def aim_of_issue_first(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The evidence, led by what a document says it was issued for, where that is asked."""
    if not _ISSUED_ASKED.search(question.folded):
        return list(ranked)
    return led_by_first(ranked, ISSUED_DEPTH, lambda item: bool(_ISSUED_FOR.search(item.text)))


def no_cause(question: Question, ranked: Sequence[Ranked]) -> str:
    """A sentence, where one asks why a figure changed and is only told that it did.

    Neither the sentence that says so nor the ones beside it give a reason.
    """
    best = ranked[0]
    if question.kind != "why" or not _CHANGE_ASKED.search(question.folded):
        return ""
    if not _CHANGE_STATED.search(best.text) or best.evidence.feature("sentence_coverage") < SAID:
        return ""
    start, end = best.evidence.sentence.start, best.evidence.sentence.end
    beside = (
        each.folded
        for each in best.evidence.context.sentences
        if each.end <= start < each.end + LINE_BREAK or each.start - LINE_BREAK < end <= each.start
    )
    if any(gives_cause(text) or _MAINLY.search(text) for text in (best.text, *beside)):
        return ""
    return "文中只说了有这个变化，没有说明原因。"


def _share_explained(item: Ranked, asked: set[str]) -> float:
    """How like the question a 为什么 or 之所以 of a sentence is; 0 for little and for neither."""
    text, stated = item.text, _STATED.search(item.text)
    if stated:
        share, least = _share_said(stated["what"], asked), STATED_SHARE
    elif _WHY.search(text) and is_printed_question(item):
        share, least = _share_said(text, asked), SELF_ASKED_SHARE
    else:
        return 0.0
    return share if share >= least else 0.0


def _share_said(text: str, asked: set[str]) -> float:
    """The share of a self-asked question's telling characters that are in the question asked."""
    said = set(_UNTELLING.sub("", _WHY.sub("", text)))
    return len(said & asked) / max(1, len(said))
