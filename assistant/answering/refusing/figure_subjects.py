"""What a figure is asked of (一港, 某行业, 每吨), where the one found is of something else."""

import re
from collections.abc import Sequence

from assistant.answering.refusing.case import Case, Check, shown_of, unsaid
from assistant.answering.refusing.compared_years import uncompared
from assistant.answering.refusing.modifiers import other_attribute, unsaid_modifier
from assistant.answering.refusing.neighbours import (
    place_within,
    place_without_figure,
    said_otherwise,
)
from assistant.answering.refusing.unsaid import DEPTH, SAID_SHARE, texts_found
from assistant.answering.sentences.extractive import Ranked
from assistant.answering.sentences.part_growth import growth_unsaid
from assistant.answering.tables.per_units import PER, says_per
from assistant.answering.words.colloquial import written_names
from assistant.answering.words.evidence import Evidence
from assistant.answering.words.question import Question, shown_attribute, small_number
from assistant.text import tokens

_GROWTH_ASKED = re.compile(
    r"(?:比上年|比去年|同比|环比)?(?:增长|下降|提高|降低|上升|增加|减少)了?(?:百分之)?(?:多少|几)|"
    r"(?:同比|环比)?(?:增速|增幅|增长率|降幅)(?:是|为|有|达到?|约)?(?:多少|几)|"
    r"[比较与跟](?:上年|去年|前年)(?:同期|相?比)?[高多少低涨贵增减降][了出]?(?:多少|几)"
)
_OF_TIME = re.compile(r"^(?:今|去|本|上)年度?|^\d{4}年度?")
_LISTED_TOGETHER = re.compile(
    r"(?P<members>[一-龥]{2,6}(?:、[一-龥]{2,6})+?)[一-龥]{0,16}?[^一-龥、][^。;]{0,12}?"
    r"(?P<count>[两三四五六七八九十])(?P<noun>[港市省地县区镇村家校院国城厂])(?=共|合计|累计|总|完成|实现|年|的|均)"
)
_NATION = re.compile(r"全国|我国|中国|国内")
_COUNTRY = re.compile(r"全国|我国")
_COMPARED_WITH = re.compile(r"(?:比|较|高于|低于|占|快于|超过|居|列|位居|达到)(?:全国|我国)")
_SHARE_OF = re.compile(r"占(?:全国|我国)|(?:在|排|居)(?:全国|我国)|(?:全国|我国)第|比(?:全国|我国)")
# 对建成智能工厂的企业奖励多少
_DEED = re.compile(
    r"(?:建成|获评|入选|评为|认定为|创建|获得|通过|首次[一-龥]{2})(?:了|过)?(?P<what>[^,。?]{3,16}?)的"
    r"[^,。?]{0,6}?(?:奖|补|给予)"
)
# 财政支出金额及环比[增幅]: the sum is asked for beside its growth.
_AND_HOW_MUCH = re.compile(
    r"(?:金额|数额|数量|规模)?(?:以及|及|和|与)其?(?:同比|环比)?$|(?<=.)(?:同比|环比)$"
)
SUBJECT_CHARS = 4  # of what grows, that tell what it is


def only_the_amount(case: Case) -> str:
    """How much a part grew, where only its amount is given."""
    grown = growth_unsaid(case.question, case.ranked)
    return f"文中相近的内容只给出“{grown}”的数额，没有说增长或下降多少。" if grown else ""


def of_all_together(case: Case) -> str:
    """The figure of one port, where that of three together is given."""
    joint = _joint_total(case.question, case.best)
    return f"文中相近的内容是{joint}合计的数量。" if joint else ""


def place_uncounted(case: Case) -> str:
    """The figure of a place, where the evidence gives that of another or of a whole region."""
    question, best = case.question, case.best
    place = (
        _of_the_country(question, best)
        or place_without_figure(question, best)
        or place_within(question, best)
    )
    return f"文中相近的内容没有给出{place}的数量。" if place else ""


def not_per_unit(case: Case) -> str:
    """The price of one (每吨), where nothing near is told of one."""
    per = PER.search(case.question.folded)
    if not per or any(says_per(per["unit"], text) for text in texts_found(case.ranked[:DEPTH])):
        return ""
    return f"文中相近的内容没有给出“{per.group()}”的数量。"


def years_uncompared(case: Case) -> str:
    """How much more in one year than in another, where only one of them has a figure."""
    if not uncompared(case.question, case.ranked):
        return ""
    return "文中相近的内容没有拿这两年相比，也没有同时给出两年的数。"


def subject_unsaid(case: Case) -> str:
    """What grew, is measured or is rewarded, where the evidence has no word of it."""
    question, ranked, best = case.question, case.ranked, case.best
    return unsaid(
        _unsaid_subject(question, ranked)
        or unsaid_modifier(question, best)
        or other_attribute(question, best)
        or _unsaid_deed(question, ranked)
    )


def _unsaid_subject(question: Question, ranked: Sequence[Ranked]) -> str:
    """What is asked how much it grew (装备制造业产值), where the evidence has no word of it."""
    asked = _GROWTH_ASKED.search(question.folded)
    if asked is None:
        return ""
    subject = re.split(r"[^\w%]|的", question.folded[: asked.start()])[-1]
    subject = _AND_HOW_MUCH.sub("", _OF_TIME.sub("", subject))
    words = tokens(subject[-SUBJECT_CHARS:])
    if any(word not in question.topic for word in words):
        return ""  # documents have another word for it: 地区生产总值 for GDP
    shown = shown_of(ranked, 2)
    if any(name in item.text for name in written_names(subject) for item in shown):
        return ""
    said = frozenset().union(*(item.evidence.sentence.grams for item in shown))
    if len(words) == 1:  # 医保, of which neither the passages nor what stands above them speak
        contexts = [item.evidence.context for item in shown]
        said = said.union(*(c.grams | c.head_grams | c.label_grams for c in contexts))
        if said_otherwise(words[0], contexts):
            return ""
    return shown_attribute(subject) if words and said.isdisjoint(words) else ""


def _unsaid_deed(question: Question, ranked: Sequence[Ranked]) -> str:
    """For what one is rewarded (建成5G全连接工厂), where none of the likely sentences says it."""
    deed = _DEED.search(question.folded)
    if deed is None:
        return ""
    words = {token for token in tokens(deed["what"]) if len(token) > 1}
    contexts = [item.evidence.context for item in shown_of(ranked, DEPTH)]
    said = frozenset[str]().union(*(c.grams | c.head_grams | c.label_grams for c in contexts))
    if not words or len(words & said) >= SAID_SHARE * len(words):
        return ""
    return shown_attribute(deed["what"])


def _joint_total(question: Question, best: Evidence) -> str:
    """三港, where the figure asked of one of them is that of all that stand beside it."""
    text = best.sentence.folded
    for listed in _LISTED_TOGETHER.finditer(text):
        members = listed["members"].split("、")
        asked = [name for name in members if name in question.folded]
        count = small_number(listed["count"])
        whole = listed["count"] + listed["noun"]
        own = any(re.search(rf"{name}[^、,。;]{{0,8}}\d", text) for name in members)
        apart = own or whole in question.folded
        if len(asked) == 1 and len(members) == count and not apart:
            return whole
    return ""


def _of_the_country(question: Question, best: Evidence) -> str:
    """全国, of which a figure is asked where the sentence only compares a place's with it."""
    asked = _COUNTRY.match(question.folded)
    if asked is None or _SHARE_OF.search(question.folded):
        return ""
    compared = _COMPARED_WITH.sub(",", best.sentence.folded)
    title = best.context.titles
    is_compared = compared != best.sentence.folded
    return asked[0] if is_compared and not _NATION.search(compared + title) else ""


# In the order in which they decide.
FIGURES: tuple[Check, ...] = (
    only_the_amount,
    of_all_together,
    place_uncounted,
    not_per_unit,
    years_uncompared,
    subject_unsaid,
)
