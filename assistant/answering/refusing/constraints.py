"""What a question requires of its answer, and whether the evidence meets it."""

import re
from collections.abc import Sequence

from assistant.answering.refusing.ages import other_age
from assistant.answering.refusing.asked_forms import missing_form
from assistant.answering.refusing.headed import other_matter
from assistant.answering.refusing.missing_district import missing_district
from assistant.answering.refusing.neighbours import (
    other_day,
    other_edition,
    places_apart,
    said_otherwise,
    texts_of,
    unsaid_event,
    years_beside,
    years_said,
)
from assistant.answering.refusing.strange_places import of_a_stranger
from assistant.answering.refusing.unknown_heads import unknown_act, unknown_head
from assistant.answering.refusing.unsaid import SECOND_RATIO, unsaid_thing
from assistant.answering.sentences.extractive import MOST_SHOWN, Ranked
from assistant.answering.sentences.who import no_bodies, nobody_named
from assistant.answering.words import contrasts, spans
from assistant.answering.words.evidence import Evidence
from assistant.answering.words.forms import (
    GENERAL_LABELS,
    is_document_number,
    is_record,
    label_asked_for,
    label_fits,
    lacks_document_number,
)
from assistant.answering.words.places import (
    joined_provinces,
    place_met,
    places_among,
    places_asked,
    places_of,
    stands_above,
)
from assistant.answering.words.question import TITLE, Question
from assistant.answering.words.terms import Terms
from assistant.text import tokens

# Kinds that ask for one thing: a sentence about another year or place does not answer them.
_STRICT = frozenset({"number", "date", "rank", "person", "organisation", "place", "name"})

# Of the question's words: so many stand in the value of a field whose label says nothing of it.
SAID_IN_VALUE = 0.35
# 第57次常务会议研究了哪些事项: what was done at one is not asked of another.
_MEETING_ASKED = re.compile(r"第[一二三四五六七八九十\d]+[次届]")
# A share or a rate of change is a percentage, a fraction or a multiple.
_RATIO_ASKED = re.compile(
    r"百分之几|(?:比重|占比|比例|增速|增幅|降幅|增长率|下降率)(?:是|为|有|达到?|约)?(?:多少|几|多[大高]|\??$)|"
    r"(?:增长|下降|提高|降低|上升)了?(?:百分之)?多少(?:个百分点)?\??$|"
    r"占了?(?:多少|多大|几成)的?(?:比例|比重)"
)
_RATIO = re.compile(
    r"%|‰|百分|分之|[\d一二两三四五六七八九多]成|倍|半|翻番|持平|不变|[\d.]+比[\d.]+|"
    r"(?<![\d:])(?!\d{1,2}:[0-5]\d(?!\d))[\d.]+:[\d.]+"  # 4:6, and no 8:30
)
_AVERAGE = re.compile(
    r"(?P<average>平均|[人户年月日]均)(?P<of>(?![每要花能得是有只约大需])[一-龥]{2})"
)
# 为什么不应该建: prose in favour of a thing is near to a question why it must not be.
_DENIED = re.compile(
    r"(?:为什么|为何|为啥|何以|缘何|凭什么)(?![^,。?]{0,4}非)[^,。?]{0,8}?"
    r"(?P<denied>不(?:应该?|应当|能够?|可以?|该|宜|要|得|准|许|允许|支持|鼓励|同意|赞成|需要?|必))"
)
_DENYING = re.compile(
    r"不(?![断仅同少久但只懈一])|未(?!来)|无(?![论疑人线])|没|禁|严控|限制|拒|否|避免|防止|难(?![题度关点得])|勿|非(?!常)"
)
_OF_A_YEAR = _STRICT | {"goal"}
LABEL_CHARS = 8  # of a record's field at most
_MEASURED = frozenset({"number", "rank", "date"})
# Kinds whose answer has a form that can be told: without it nothing is answered.
_TYPED = {"number": "数量", "date": "时间", "rank": "位次"}

COUNTED_CHARS = 2  # of a noun that is counted
_CAUSE = re.compile(r"原因|因为|由于|理由|受.{1,12}影响|因素")
LISTED = 3  # of the best sentences, any of which may hold what is listed
NEAR = 5  # of the best sentences, any of which may print what the best does not


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
    own = (item.evidence.sentence for item in ranked[:NEAR])
    near = (each.folded for each in own if each.article_id == best.sentence.article_id)
    if lacks_document_number(question.folded, near):
        return "文中没有印出文号。"
    grade = contrasts.other_grade(question, [item.evidence for item in ranked[:NEAR]])
    if grade:
        return _instead(grade)
    if is_record(best):
        numbered = contrasts.other_number(question, best)
        return (
            _missing_place(question, ranked)
            or (_instead(numbered) if numbered else "")
            or _missing_field(question, terms, best)
            or nobody_named(question.folded, best.sentence.folded)
        )
    strange = of_a_stranger(question, terms, ranked)
    if strange:
        return strange
    uncounted = _unsaid_of_row(question, best)
    if uncounted:
        return uncounted
    event = unsaid_event(question, ranked)
    if event:
        return f"文中相近的内容没有说到“{event}”。"
    denied = _undenied(question, best)
    if denied:
        return f"文中相近的内容没有说到“{denied}”。"
    missing = unsaid_thing(question, ranked)
    if missing:
        return missing
    done = no_bodies(question.folded, best.sentence.folded)
    if done:
        return f"文中相近的内容没有说由哪些单位{done}。"
    other_time = other_day(question, best) or other_edition(question, best)
    if other_time:
        return f"文中相近的内容说的是{other_time[1]}，不是{other_time[0]}。"
    years = years_said(question, best)
    if question.kind in _OF_A_YEAR and years and not set(question.years) & set(years):
        what = "目标" if question.kind == "goal" else "数据"
        return f"文中只有{_in_words(years)}的{what}，没有{_in_words(question.years)}的。"
    if question.kind in _STRICT and not years:
        dated = years_beside(question, ranked)
        if dated:
            return f"文中相近的内容说的是{_in_words(dated)}，没有说到{_in_words(question.years)}。"
    if _MEETING_ASKED.search(question.folded):
        meeting = contrasts.other_number(question, best)
        if meeting:
            return _instead(meeting)
    lettered = contrasts.other_letter(question, [item.text for item in ranked[:LISTED]])
    matter = lettered or other_matter(question, best)
    if matter:
        return _instead(matter)
    elsewhere = _other_place(question, best)
    if not elsewhere and question.kind in ("list", "open"):
        return missing_form(question, ranked, LISTED)
    act = unknown_act(question, terms, best.context)
    if act:
        return f"文中没有提到“{act}”。"
    if elsewhere or question.kind not in _STRICT:
        return elsewhere
    apart = places_apart(question, best)
    if apart:
        return f"文中相近的内容没有分别说到{'、'.join(apart)}。"
    missing = _missing_place(question, ranked)
    if missing:
        return missing
    unknown = unknown_head(question, terms)
    if unknown:
        return f"文中没有提到“{unknown}”。"
    average = _average_of_another(question, best)
    if average:
        return f"文中相近的内容没有给出“{average}”。"
    missing = missing_form(question, ranked)
    if missing:
        return missing
    other = contrasts.other_kind(question, terms, best)
    if other:
        return f"文中没有提到“{other}”。"
    pair = (
        contrasts.other_office(question, best)
        or contrasts.other_number(question, best)
        or contrasts.other_rank(question, best)
        or other_age(question, best)
        or contrasts.sibling(question, best, best.sentence.folded)
        or contrasts.opposed(question, best)
        or (question.kind in _MEASURED and contrasts.fellow(question, best, texts_of(ranked)))
    )
    if pair:
        return _instead(pair)
    head = question.heads[0]
    if question.kind != "name" and _only_in_titles(head[-2:], best):
        return f"文中相近的内容只在文件名里提到“{question.attribute}”。"
    least = SECOND_RATIO * ranked[0].probability  # what is less likely is not shown
    shown = [item for item in ranked[:MOST_SHOWN] if item.probability >= least]
    if question.years:  # another year's figure in the measure asked for is none of this one's
        shown = [
            each for each in shown if each is ranked[0] or each.evidence.feature("years_met") >= 0.0
        ]
    if question.unit and not any(spans.has_unit(question, item.text) for item in shown):
        return f"文中相近的内容没有以“{question.unit}”计的数量。"
    if _RATIO_ASKED.search(question.folded) and not any(
        _RATIO.search(item.evidence.sentence.folded) for item in ranked[:3]
    ):
        return "文中相近的内容没有给出比例。"
    if question.kind in _TYPED and not _has_form(question, best):
        return f"文中相近的内容没有给出{_TYPED[question.kind]}。"
    return ""


def _unsaid_of_row(question: Question, best: Evidence) -> str:
    """What the row of a table does not say: a cause, or what is counted, if no line beside does."""
    if " | " not in best.sentence.folded:
        return ""
    around = "\n".join((best.context.titles, *(s.folded for s in best.context.sentences)))
    if question.kind == "why" and not _CAUSE.search(around):
        return "文中相近的内容只有数字，没有说明原因。"
    counted = question.heads[1]
    if question.kind != "number" or len(counted) < COUNTED_CHARS or counted[0] in "钱元":
        return ""
    said = said_otherwise(counted, [best.context]) or any(
        token in around for token in tokens(counted)
    )
    return "" if said else f"文中相近的内容没有说到“{counted}”。"


def _missing_place(question: Question, ranked: Sequence[Ranked]) -> str:
    district = missing_district(question, ranked)
    return f"文中相近的内容没有说到“{district}”。" if district else ""


def _instead(pair: tuple[str, str]) -> str:
    """A sentence on what was asked for, the first, and what is said instead, the second."""
    return f"文中相近的内容说的是“{pair[1]}”，不是“{pair[0]}”。"


def _other_place(question: Question, best: Evidence) -> str:
    """A sentence on the place of which the evidence speaks instead of the one that is asked about.

    Prose is set aside only where its own passage names another place, and nothing the one asked.
    """
    if place_met(question, best) != -1.0:
        return ""
    asked = places_asked(question.folded)
    around = places_of(",".join(each.folded for each in best.context.sentences))
    if question.kind not in _STRICT and (
        not around or any(place in around or stands_above(place, best) for place in asked)
    ):
        return ""
    said = (
        places_of(best.sentence.folded)
        or joined_provinces(best.sentence.folded)
        or places_among(best.context.head_grams)
        or around
    )
    unsaid = [place for place in asked if place not in said]
    return f"文中相近的内容说的是{'、'.join(said)}，没有说{'、'.join(unsaid)}。"


def _has_form(question: Question, best: Evidence) -> bool:
    """Whether the evidence has the form that is asked for.

    A date within a title is none, unless the title is asked about.
    """
    if question.kind != "date":
        return bool(best.feature("has_typed_span"))
    asked = frozenset(tokens(question.topic))
    bare = TITLE.sub(
        lambda title: title.group() if asked & {*tokens(title.group())} else ",",
        best.sentence.folded,
    )
    return any(True for _ in spans.spans_for(question, bare))


def _average_of_another(question: Question, best: Evidence) -> str:
    """The average asked for (平均工资), where the evidence has one of another thing (平均年龄)."""
    asked = _AVERAGE.search(question.folded)
    text = best.sentence.folded
    if asked is None or asked["of"] in text or asked["average"] not in text:
        return ""
    return asked.group()


def _undenied(question: Question, best: Evidence) -> str:
    """What a why-question says must not be (不应该), where the evidence denies nothing."""
    denied = _DENIED.search(question.folded) if question.kind == "why" else None
    one = best.sentence
    # With the sentences just before and after it in its paragraph.
    near = (
        each.folded
        for each in best.context.sentences
        if each is one or each.end == one.start or each.start == one.end
    )
    if denied is None or any(_DENYING.search(text) for text in near):
        return ""
    return denied.group("denied")


def _in_words(years: Sequence[str]) -> str:
    return "、".join(f"{year}年" for year in years)


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
        and is_record(best.evidence)
        and bool(label.search(folded.partition(":")[0]))
    )


def _missing_field(question: Question, terms: Terms, best: Evidence) -> str:
    """What a record lacks, when its nearest field is about something else."""
    label, _, value = best.sentence.folded.partition(":")
    wanted = label_asked_for(question.folded)
    if wanted is not None and wanted.search(label):
        return ""
    if question.kind == "date" and spans.DATE.search(label):
        return ""
    held = set(tokens(label))
    unknown = unknown_head(question, terms)
    if unknown and unknown.rstrip("人者员") != label:
        return f"文中的记录没有“{unknown}”一项。"
    shared = {term.token for term in terms if term.token in held}
    strange = any(not term.known for term in terms if term.token in tokens(question.heads[0]))
    sure = not strange or question.kind == "number"
    if sure and terms.coverage(frozenset(tokens(value))) >= SAID_IN_VALUE:
        return ""  # 市水务局:负责……,汛前将内河水位降至4.2米 is prose after a name
    if shared - GENERAL_LABELS or (shared and not strange):
        return ""
    if not shared and not strange and label_fits(question.kind, label):
        return ""
    asked = question.attribute if len(question.attribute) > 1 else question.heads[1]
    named = 1 < len(asked) <= LABEL_CHARS
    return f"文中的记录没有“{asked}”一项。" if named else "文中的记录没有这一项。"
