"""What a question requires of its answer, and whether the evidence meets it."""

import re
from collections.abc import Iterator, Sequence

import numpy as np

from assistant.answering import contrasts, spans
from assistant.answering.contrasts import QUANTITY_WORDS
from assistant.answering.evidence import Evidence
from assistant.answering.extractive import Ranked
from assistant.answering.forms import (
    GENERAL_LABELS,
    RECORD_LINE,
    is_document_number,
    label_asked_for,
    label_fits,
)
from assistant.answering.places import (
    districts_of,
    place_met,
    places_among,
    places_asked,
    places_of,
)
from assistant.answering.question import BESIDE_ATTRIBUTE, Question, years_stated
from assistant.answering.related import RelatedWords
from assistant.answering.terms import Terms
from assistant.text import is_chinese, tokens

# Kinds that ask for one thing: a sentence about another year or place does not answer them.
_STRICT = frozenset({"number", "date", "rank", "person", "organisation", "place", "name"})

# A compound attribute is unknown when this share of its bigrams is (注册资本 beside 资本).
MOSTLY = 0.6
# 董事长是谁, 人口有多少: the word before the link is the attribute that is asked for.
_ATTRIBUTE = re.compile(
    r"(?P<whole>(?P<first>[一-龥])(?P<last>[一-龥]{2}))(?:(?:是|有|为|叫|达到?|约)(?:多少|谁|哪|几|"
    r"什么|多[大高长])|多少\??$)"
)
# A share or a rate of change is a percentage, a fraction or a multiple.
_RATIO_ASKED = re.compile(
    r"百分之几|(?:比重|占比|比例|增速|增幅|降幅|增长率|下降率)(?:是|为|有|达到?|约)?(?:多少|几|多[大高]|\??$)|"
    r"(?:增长|下降|提高|降低|上升)了?(?:百分之)?多少(?:个百分点)?\??$"
)
_RATIO = re.compile(
    r"%|‰|百分|分之|[\d一二两三四五六七八九多]成|倍|半|翻番|持平|不变|[\d.]+[::比][\d.]+"
)
# 大殿称为什么 asks for the name of a hall, not for a 大殿称; 又叫什么 for another.
_NAMING_VERBS = "称叫改成作变升又也还"
_COMPARED = re.compile(r"[比较]\d{4}年")
# What is asked for by its name has a form that can be told.
_FORMS = tuple(
    (name, re.compile(asked), re.compile(form))
    for name, asked, form in (
        (
            "电话号码",
            r"(?:电话|手机)(?:号码?)?(?:是|为)?(?:多少|几|什么|\??$)",
            r"\d{3,4}-?\d{3,4}(?!\d)|(?<!\d)1\d{2}(?!\d)|\d{5,}",
        ),
        ("电子邮箱", r"邮箱|电子邮件", r"@"),
        ("学校", r"(?:哪|什么)(?:一)?所?(?:大学|学校|高校|学院)", r"大学|学院|学校|[中小]学"),
    )
)
_OFFICE = re.compile(
    r"(?<!副)(?P<name>[省市县区镇乡局院处厅部校所队会]长|董事长|书记|主任|主席|总经理)"
    r"(?:是|叫|姓)?(?:谁|哪位|什么名字)"
)
_OF_A_YEAR = _STRICT | {"goal"}
# Ends, failures and punishments, which no text implies that does not speak of one.
_EVENTS = tuple(
    tuple(group.split())
    for group in (
        "破产 倒闭 关停 停业 歇业 关门 停产 停工",
        "取消 撤销 废止 停止 暂停 终止 中止 叫停",
        "退出 撤出",
        "处罚 处分 罚款",
        "免职 罢免 撤职 辞职",
        "推迟 延期 延后 延迟",
        "坍塌 倒塌 垮塌",
        "泄漏 泄露",
        "失败",
        "裁员",
        "反对",
        "召回",
        "爆炸",
        "起诉",
        "解散",
    )
)
# How alike a word of the evidence must be to count as speaking of it.
SAID_OTHERWISE = 0.35
LABEL_CHARS = 8  # of a record's field at most
DEPTH = 5  # of the evidence, where other places are looked for
_MEASURED = frozenset({"number", "rank", "date"})
# Kinds whose answer has a form that can be told: without it nothing is answered.
_TYPED = {"number": "数量", "date": "时间", "rank": "位次"}


def failed_constraint(question: Question, terms: Terms, ranked: Sequence[Ranked]) -> str:
    """A Chinese sentence naming what the question asks for and the evidence lacks; "" for nothing.

    Only what contradicts counts (another year, another place, no such unit, no
    figure, a thing that no document names); what is merely not repeated is
    left to the confidence.
    """
    if not ranked:
        return ""
    best = ranked[0].evidence
    if is_document_number(question.folded, best.sentence.folded):
        return ""
    if RECORD_LINE.match(best.sentence.folded):
        return _missing_field(question, terms, best)
    elsewhere = _unknown_place(question, terms, ranked)
    if elsewhere:
        return f"文中没有提到“{elsewhere}”。"
    event = _unsaid_event(question, ranked)
    if event:
        return f"文中相近的内容没有说到“{event}”。"
    years = _years_said(question, best)
    if question.kind in _OF_A_YEAR and years and not set(question.years) & set(years):
        what = "目标" if question.kind == "goal" else "数据"
        return f"文中只有{_in_words(years)}的{what}，没有{_in_words(question.years)}的。"
    if question.kind not in _STRICT:
        return ""
    if place_met(question, best) == -1.0:
        said = places_of(best.sentence.folded) or places_among(best.context.head_grams)
        unsaid = [place for place in places_asked(question.folded) if place not in said]
        return f"文中相近的内容说的是{'、'.join(said)}，没有说{'、'.join(unsaid)}。"
    district = _district_missing(question, ranked)
    if district:
        return f"文中相近的内容没有说到“{district}”。"
    unknown = _unknown_head(question, terms)
    if unknown:
        return f"文中没有提到“{unknown}”。"
    missing = _form_missing(question, ranked)
    if missing:
        return missing
    other = contrasts.other_kind(question, terms, best)
    if other:
        return f"文中没有提到“{other}”。"
    pair = (
        contrasts.other_office(question, best)
        or contrasts.other_number(question, best)
        or contrasts.opposed(question, best)
        or (question.kind in _MEASURED and contrasts.fellow(question, best, _texts(ranked)))
    )
    if pair:
        return f"文中相近的内容说的是“{pair[1]}”，不是“{pair[0]}”。"
    head = question.heads[0]
    if question.kind != "name" and _only_in_titles(head[-2:], best):
        return f"文中相近的内容只在文件名里提到“{question.attribute}”。"
    if question.unit and not any(
        spans.has_unit(question, sentence.folded)
        for item in ranked[:3]
        for sentence in item.evidence.context.sentences
    ):
        return f"文中相近的内容没有以“{question.unit}”计的数量。"
    if _RATIO_ASKED.search(question.folded) and not any(
        _RATIO.search(item.evidence.sentence.folded) for item in ranked[:3]
    ):
        return "文中相近的内容没有给出比例。"
    if question.kind in _TYPED and not best.feature("has_typed_span"):
        return f"文中相近的内容没有给出{_TYPED[question.kind]}。"
    return ""


def _unsaid_event(question: Question, ranked: Sequence[Ranked]) -> str:
    """An end or a failure that the question takes for granted and nothing found speaks of.

    为什么退出, 取消了多少: prose that praises a thing is near to a question why it failed.
    """
    contexts = [item.evidence.context for item in ranked[:DEPTH]]
    for events in _EVENTS:
        asked = next((event for event in events if event in question.folded), "")
        said = (each.folded for context in contexts for each in context.sentences)
        titled = (context.head_grams | context.label_grams for context in contexts)
        if not asked or any(event in text for text in (*said, *titled) for event in events):
            continue
        numbers = np.unique(np.concatenate([n for context in contexts for n in context.related]))
        likeness = RelatedWords.load().likeness([asked])[0][numbers]
        if float(likeness.max(initial=0.0)) < SAID_OTHERWISE:
            return asked
    return ""


def _years_said(question: Question, best: Evidence) -> tuple[str, ...]:
    """The years of the evidence, where the question names one.

    A sentence without its own goes on from the one just before it, whose year is
    not the one that it compares with (比2019年); or it is of the year in the labels above it.
    A title's year holds for all.
    """
    if not question.years:
        return ()
    own = years_stated(best.sentence.folded)
    if own or set(best.context.title_years).intersection(question.years):
        return own
    before = [each for each in best.context.sentences if each.end == best.sentence.start]
    went_on = years_stated(_COMPARED.sub("", before[-1].folded)) if before else ()
    return went_on or best.sentence.years_above


def _district_missing(question: Question, ranked: Sequence[Ranked]) -> str:
    """A district or county that is asked about and found elsewhere, but not in the evidence."""
    best = ranked[0].evidence
    above = best.context.head_grams | best.context.label_grams
    said = best.sentence.folded + "".join(
        each.folded for each in best.context.sentences if each.end == best.sentence.start
    )
    for district in districts_of(question.folded):
        if district in said or above.issuperset(tokens(district)):
            continue
        if any(district in text for text in _texts(ranked)):
            return district
    return ""


def _form_missing(question: Question, ranked: Sequence[Ranked]) -> str:
    """A sentence on what the answer's form lacks: a telephone number, a school, an office."""
    best = ranked[0].evidence.sentence.folded
    for name, asked, form in _FORMS:
        if asked.search(question.folded) and not form.search(best):
            return f"文中相近的内容没有给出{name}。"
    office = _OFFICE.search(question.folded)
    if office and not re.search(rf"(?<!副){office['name'][-2:]}", best):
        return f"文中相近的内容没有说谁是{office['name']}。"
    return ""


def _in_words(years: Sequence[str]) -> str:
    return "、".join(f"{year}年" for year in years)


def _texts(ranked: Sequence[Ranked]) -> Iterator[str]:
    """The folded sentences of the passages that were found, each passage once."""
    contexts = {id(item.evidence.context): item.evidence.context for item in ranked}
    return (each.folded for context in contexts.values() for each in context.sentences)


def _unknown_place(question: Question, terms: Terms, ranked: Sequence[Ranked]) -> str:
    """A place asked about that no document names, where what was found speaks of others.

    Documents that name no place at all may be those of the very place.
    """
    unknown = {term.token for term in terms if not term.known}
    asked = (place for place in places_asked(question.folded) if place in unknown)
    return next((place for place in asked if any(map(places_of, _texts(ranked[:DEPTH])))), "")


def _only_in_titles(word: str, best: Evidence) -> bool:
    """Whether the evidence has the word in a title that it names and nowhere else."""
    return len(word) == 2 and word in best.sentence.grams and word not in best.sentence.bare_grams


def is_field_asked_for(question: Question, best: Ranked) -> bool:
    """Whether the best evidence is the very field that is asked for, so that no more is needed."""
    folded = best.evidence.sentence.folded
    if is_document_number(question.folded, folded):
        return True
    label = label_asked_for(question.folded)
    return (
        label is not None
        and bool(RECORD_LINE.match(folded))
        and bool(label.search(folded.partition(":")[0]))
    )


def _missing_field(question: Question, terms: Terms, best: Evidence) -> str:
    """What a record lacks, when its nearest field is about something else."""
    label = best.sentence.folded.partition(":")[0]
    wanted = label_asked_for(question.folded)
    if wanted is not None and wanted.search(label):
        return ""
    if question.kind == "date" and spans.DATE.search(label):
        return ""
    held = set(tokens(label))
    unknown = _unknown_head(question, terms)
    if unknown:
        return f"文中的记录没有“{unknown}”一项。"
    shared = {term.token for term in terms if term.token in held}
    strange = any(not term.known for term in terms if term.token in tokens(question.heads[0]))
    if shared - GENERAL_LABELS or (shared and not strange):
        return ""
    if not shared and not strange and label_fits(question.kind, label):
        return ""
    asked = question.attribute if len(question.attribute) > 1 else question.heads[1]
    named = 1 < len(asked) <= LABEL_CHARS
    return f"文中的记录没有“{asked}”一项。" if named else "文中的记录没有这一项。"


def _agent_known(attribute: re.Match[str], unknown: set[str]) -> bool:
    """Whether the attribute is who does what the documents name (赞助方 beside 赞助)."""
    return attribute["last"][-1] in "者方商" and attribute["whole"][:2] not in unknown


def _unknown_head(question: Question, terms: Terms) -> str:
    """The thing asked for (市长, 员工), when no document of the library names it; "" otherwise."""
    unknown = {term.token for term in terms if not term.known}
    attribute = _ATTRIBUTE.search(BESIDE_ATTRIBUTE.sub("", question.folded))
    if attribute and attribute.group().startswith(f"{attribute['whole']}多少"):
        # Without a link the last characters may be a verb's: 能贷多少, 罚多少.
        attribute = attribute if attribute["last"] in RelatedWords.load() else None
    if attribute and (attribute["last"][-1] in _NAMING_VERBS or _agent_known(attribute, unknown)):
        return ""
    if attribute and attribute["last"] in unknown and attribute["last"] not in QUANTITY_WORDS:
        if attribute["first"] in "的市省县区":
            return attribute["last"]
        whole = attribute["whole"]
        return question.attribute if question.attribute.endswith(whole) else whole
    head = tokens(question.heads[0]) if attribute else ()
    if len(head) > 1 and sum(token in unknown for token in head) / len(head) >= MOSTLY:
        return question.attribute
    counted = question.heads[1] if question.kind == "number" else ""
    if counted[:2] in unknown and counted[:2] not in QUANTITY_WORDS and is_chinese(counted):
        return counted
    return ""
