"""What a question names and nothing found says: a term, an act, a meaning, a cause, a member.

Its neighbour is near in all other words: a plan that is named, and no day on which it was
issued; a slogan that is repeated, and nobody who explains it.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.answering.refusing.case import Case, Check, unsaid
from assistant.answering.refusing.meanings import is_counted, unexplained
from assistant.answering.sentences.extractive import Ranked
from assistant.answering.sentences.reasons import no_cause
from assistant.answering.sentences.targets import only_aimed, only_prepared
from assistant.answering.words.evidence import Evidence
from assistant.answering.words.forms import is_signature
from assistant.answering.words.question import Question, small_number
from assistant.text import tokens

DEPTH = 3  # of the evidence, in whose passages what is missing is looked for
# A quoted term is said where so much of it stands: names are quoted by heart, and wrong.
SAID_SHARE = 0.5
# 承诺的"几不" is in the words of who asks.
_ASKING = re.compile(r"[几哪谁?]|什么|多少")
# Verbs by which one asks who, when or where, and what documents say for them.
_ACTS = tuple(
    (asked, re.compile(said))
    for asked, said in (
        (
            "成立|创办|创立|创建|组建|设立",
            "成立|创[办立建设刊始]|组建|[设建兴]立|建[校厂院于成]|始建|注册|开办|诞生|前身|兴办|挂牌|成为",
        ),
        (
            "印发|发布|公布|出台|下发|颁布|发出|制定",
            "[印发下]发|发[布文表出]|公[布开]|出台|颁[布发]|制定|(?:会议|审议|表决)通过|推出|签发",
        ),
        ("召开|开(?=的|过|了|$)", "召[开集]|举[行办]|开[幕会]|[主承]办"),
        ("执笔|撰稿|撰写|起草", "执笔|撰[稿写]|起草|署名|主笔"),
        ("签署|签订|签约", "签[署订约字]|缔结|达成"),
        ("出生|出世", r"出[生世身]|生于|诞生|生人|[年月日]生(?![产活态效])|\(\d{4}年"),
        ("担任|任职|上任|就任", "(?<![责信主])任(?![务何意由])|履新|当选"),
        ("开工|动工", "[开动复破]工|开建|开始建设|始建|奠基|破土|启动"),
        ("中标", "中标(?:人|单位|供应商)?(?:[:为是]|$)|中标(?!公告|通知|人|结果|金额|服务)|成交"),
        ("上市", "上市(?!公司)|挂牌|ipo|交易所"),
        ("毕业", "毕业|就读|考入|求学|肄业|学[位成]"),
    )
)
_ACT_WORDS = "|".join(asked for asked, _ in _ACTS)
_WHO_WHEN_WHERE = (
    r"哪(?:一|几)?(?:年|天|日|月|个?部门|个?单位|家|个?机构|里|儿|座?城市|个?地方|国|所?(?:大学|学校|院校|高校|学院))|"
    r"什么(?:时候|时间|地方|部门|单位|机构)|何[时地处]|谁"
)
_ACT_ASKED = re.compile(
    rf"(?:{_WHO_WHEN_WHERE})(?:公司|企业)?(?:正式|首次|联合|共同|牵头|负责|最初|最后|最终)?(?P<act>{_ACT_WORDS})|"
    rf"(?P<act_before>{_ACT_WORDS})(?:于|在|的?(?:时间|日期|地点|单位|部门)[是为在]?)(?:{_WHO_WHEN_WHERE})"
)
# Under the title of a meeting's report: 时间：……, 地点：…… are when and where it was held.
_OF_THE_MEETING = re.compile("(?:会议|活动)?(?:时间|日期|地点|地址|会期|会场):")
_ASKED_OF_AN_ACT = {"date": "时间", "place": "地点"}
_QUOTED = re.compile(r'"([^"]{2,})"')
# Numbered things of which a later one need not be like the first.
_LATER = re.compile(
    r"第(?P<number>[二三四五六七八九十]|\d{1,2})(?P<unit>[代期批轮届])|"
    r"(?P<phase>[二三四五])期(?=工程|项目|厂房|建设|的|总?投资)"
)
# 首批选的是哪3个镇
_WHICH_OF_SO_MANY = re.compile(
    r"哪(?P<number>[两二三四五六七八九十]|\d{1,2})个?(?P<noun>[镇乡县区市村省国]|街道|园区|企业|公司|单位|部门|学校|项目)"
)
# 除了本市,另外两个是哪里: of 首批3个试点城市之一.
_OTHERS_ASKED = re.compile(
    r"(?P<others>(?:另外|其余|其他|剩下)的?(?:[两二三四五六七八九十]|\d{1,2})"
    r"[个家所名位座条项])[^,。?]{0,8}?(?:哪|谁|什么)"
)
_ONE_OF_THEM = re.compile(r"之一|其中一[个家所名位座条项]")


def act_unsaid(case: Case) -> str:
    """Who, when or where of an act (印发) of which the passage does not speak."""
    act = _unsaid_act(case.question, case.best)
    asked = _ASKED_OF_AN_ACT.get(case.question.kind, "单位或人员")
    return f"文中相近的内容没有给出“{act}”的{asked}。" if act else ""


def meaning_unsaid(case: Case) -> str:
    """What a name means, where it is only mentioned."""
    term = unexplained(case.question, case.ranked)
    return f"文中提到“{term}”，但没有解释它指什么。" if term else ""


def term_unsaid(case: Case) -> str:
    """A term in quotation marks that nothing near has."""
    return unsaid(_unsaid_term(case.question, case.ranked))


def number_unsaid(case: Case) -> str:
    """第二代, where nothing near tells of a later one."""
    return unsaid(_unsaid_number(case.question, case.ranked))


def members_unnamed(case: Case) -> str:
    """哪3个镇, where they are only counted."""
    which = _which_unnamed(case.question, case.ranked)
    return f"文中相近的内容只说有{which}，没有说是哪些。" if which else ""


def cause_unsaid(case: Case) -> str:
    """Why, where only that it is so is said."""
    return no_cause(case.question, case.ranked)


def result_unsaid(case: Case) -> str:
    """What was done, where only an aim or a preparation is said."""
    return only_aimed(case.question, case.best) or only_prepared(case.question, case.best)


def others_unnamed(case: Case) -> str:
    """另外两个是哪里, where what was found is only one of them (三个之一)."""
    others = _OTHERS_ASKED.search(case.question.folded)
    if others is None or not _ONE_OF_THEM.search(case.said) or "、" in case.said:
        return ""
    return f"文中相近的内容没有说{others['others']}是哪些。"


def texts_found(ranked: Sequence[Ranked]) -> Iterator[str]:
    """The folded sentences of the passages of the evidence, one after the other."""
    return (each.folded for item in ranked for each in item.evidence.context.sentences)


def _unsaid_term(question: Question, ranked: Sequence[Ranked]) -> str:
    """The term in quotation marks, where none that the question has is in the passage or above.

    Nor, for a word in quotation marks, in the next best ones of the article: a question that the
    document asks and its answer may be parted.
    """
    quoted = [term for term in question.quoted if not _ASKING.search(term)]
    context = ranked[0].evidence.context
    own = [item for item in ranked[:DEPTH] if item.place[0] == ranked[0].place[0]]
    text = "".join(each.folded for each in context.sentences)
    if _QUOTED.search(question.folded):
        text += "".join(texts_found(own))
    present = context.grams | context.head_grams | context.label_grams
    for term in quoted:
        # The figures of 1+4 stand in any text.
        grams = [gram for gram in tokens(term) if len(gram) > 1 and not gram.isdigit()]
        shared = sum(gram in present for gram in grams)
        if term in text or is_counted(term, text) or (grams and shared >= SAID_SHARE * len(grams)):
            return ""
    return quoted[0] if quoted else ""


def _unsaid_act(question: Question, best: Evidence) -> str:
    """The act of which one asks who, when or where (印发), where the passage speaks of none."""
    found = _ACT_ASKED.search(question.folded.rstrip("?。 "))
    if found is None or is_signature(best.sentence.folded):
        return ""
    act = found["act"] or found["act_before"]
    if act in ("召开", "开") and _OF_THE_MEETING.match(best.sentence.folded):
        return ""
    said = next(said for asked, said in _ACTS if re.match(asked, act + "的"))
    context = best.context
    above = context.head_grams | context.label_grams
    if any(said.search(text) for text in (*above, *(each.folded for each in context.sentences))):
        return ""
    return act if len(act) > 1 else f"{act}会"


def _unsaid_number(question: Question, ranked: Sequence[Ranked]) -> str:
    """第二代, of a thing of which what was found tells no such number; "" where it does."""
    asked = _LATER.search(question.folded)
    if asked is None or question.kind not in ("number", "date", "person", "name"):
        return ""
    number, unit = asked["number"] or asked["phase"], asked["unit"] or "期"
    said = f"第?(?:{number}|{small_number(number)}){unit}"
    texts = (*texts_found(ranked[:DEPTH]), ranked[0].evidence.context.titles)
    return "" if any(re.search(said, text) for text in texts) else asked.group()


def _which_unnamed(question: Question, ranked: Sequence[Ranked]) -> str:
    """3个镇, where it is asked which they are, and what was found only counts them."""
    asked = _WHICH_OF_SO_MANY.search(question.folded)
    text = ranked[0].evidence.sentence.folded
    if asked is None:
        return ""
    named = re.compile(rf"[一-龥]{{1,6}}(?:{asked['noun']})?、[一-龥]{{1,6}}{asked['noun']}")
    if any(named.search(each) for each in texts_found(ranked[:DEPTH])):
        return ""
    number = small_number(asked["number"])
    counted = re.search(rf"(?:{asked['number']}|{number})个?{asked['noun']}", text)
    return counted.group() if counted else ""


# In the order in which they decide.
THINGS: tuple[Check, ...] = (
    act_unsaid,
    meaning_unsaid,
    term_unsaid,
    number_unsaid,
    members_unnamed,
    cause_unsaid,
    result_unsaid,
    others_unnamed,
)
