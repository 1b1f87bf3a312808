"""Whom a question names and no document does: a company, a university, a partner."""

import math
import re
from collections.abc import Set

from assistant.answering.words.places import PLACES
from assistant.answering.words.question import Question
from assistant.answering.words.related import RelatedWords
from assistant.answering.words.terms import JOINING, Terms, background_weight, is_spoken
from assistant.text import tokens

# Names of bodies end so; what stands before tells one from another.
_BODY = re.compile(
    r"(?P<name>[一-龥]{2,8}?)"
    r"(?:大学|学院|公司|集团|银行|医院|研究院|研究所|协会|出版社|俱乐部|[中小]学)"
)
MIN_NAME = 2  # characters of a name that may have no particle's character
_REGIONS = frozenset(("西南", "西北", "东北", "华东", "华南", "华北", "华中", "中南", "东南"))
_JOINT = re.compile(r"[和与同跟及的在对是]")
# With whom one works is named: 跟海澜有没有合作.
_PARTNER = re.compile(
    r"[跟与和同](?P<name>[一-龥a-z]{2,8}?)(?:之间)?(?:有没有|有无|是否|有过)?"
    r"(?:有|开展|进行|达成|建立|搞)?了?(?:什么|哪些|怎样的)?(?:合作|签约|签[订署]|联手|来往|往来)"
)
# 比亚迪跟某公司合作的是什么项目
_PARTNERED = re.compile(
    r"^(?P<name>[一-龥a-z]{2,6}?)(?:公司|集团)?[跟与和同][^,。?]{2,12}?(?:合作|签约|联手|携手)"
)
# 特斯拉在本市有工厂吗, 富士康是不是也来了
_SUBJECT = re.compile(
    r"^(?P<name>[一-龥]{2,5}?)(?:在[^,。?]{2,12}?)?(?:有没有|有|是不是|是否|会不会).*(?:[吗?]|没有)$"
)
# 小米汽车在重庆有工厂吗: of whom a plant is asked is a company, though its name be a common word.
_PLANT = (
    r"(?:工厂|厂房|建厂|设厂|分厂|基地|分公司|子公司|总部|门店|专卖店|旗舰店|分店|生产线|研发中心|数据中心|仓库|"
    r"分部|办事处|分行|网点)"
)
_COMPANY = re.compile(
    r"^(?P<name>(?![你我他她它咱您本这那该哪谁各全贵])[一-龥a-z]{2,8}?)(?:公司|集团)?"
    rf"(?:有没有|有无|是否|是不是|会不会|要不要)?(?:已经)?在(?P<place>[^,。?]{{1,10}}?)[^,。?]{{0,4}}?{_PLANT}"
)


# 有没有提到华为, 文中说到富士康了吗
_MENTION = re.compile(
    r"(?:提到|提及|提过|说到|讲到|谈到|写到)(?:了|过)?(?P<name>[一-龥a-z\d]{2,6}?)(?:这个公司|公司)?了?(?:吗|没有|没)?[?。]*$"
)

_WHETHER = re.compile(r"有没有|有无|是否|是不是|[吗没](?:有)?[?。]*$")


def unknown_name(question: Question, terms: Terms) -> str:
    """A name that the question asks about and no document gives; "" for none."""
    return (
        unknown_body(question, terms)
        or unknown_partner(question, terms)
        or unknown_subject(question, terms)
        or unknown_company(question, terms)
        or unknown_mention(question, terms)
    )


def unknown_body(question: Question, terms: Terms) -> str:
    """A university, company or bank that the question names and no document does; "" for none.

    What stands before the kind must be no word in common use (清华大学, not 重点大学).
    """
    unknown = {term.token for term in terms if not term.known}
    for match in _BODY.finditer(question.folded):
        *_, name = _JOINT.split(match["name"])
        ending = name[-2:]
        kind = match.group().removeprefix(match["name"])
        strange = ending in unknown and background_weight(ending) == math.inf
        # 西南大学 is named after a region: common words, which together no document has.
        if len(ending) == 2 and (strange or _is_after_a_place(ending, kind, unknown)):
            return name + kind
    return ""


def _is_after_a_place(name: str, kind: str, unknown: Set[str]) -> bool:
    """Whether a body is called by a place or region, and so nowhere in the library."""
    return name in _REGIONS | PLACES and not unknown.isdisjoint(tokens(name + kind))


def unknown_partner(question: Question, terms: Terms) -> str:
    """With whom the question asks whether there is work together, where no document names them."""
    for found in (_PARTNER.search(question.folded), _PARTNERED.search(question.folded)):
        if found and (_is_strange(found["name"], terms) or _is_no_word(found["name"], terms)):
            return found["name"]
    return ""


def unknown_subject(question: Question, terms: Terms) -> str:
    """Of whom it is asked whether he does something, where neither documents nor prose know him."""
    found = _SUBJECT.match(question.folded) if question.kind == "yes_no" else None
    if found is None or not _is_strange(found["name"], terms):
        return ""
    grams = tokens(found["name"])
    is_name = all(background_weight(each) == math.inf and not is_spoken(each) for each in grams)
    return found["name"] if is_name else ""


def unknown_company(question: Question, terms: Terms) -> str:
    """Whose plant or shop at a place is asked about, where no document has the name; or "".

    The whole name may end in what the documents speak of (小米[汽车]); its beginning they lack.
    """
    found = _COMPANY.match(question.folded)
    name = found["name"] if found else ""
    unknown = {term.token for term in terms if not term.known}
    return name if name and tokens(name[:MIN_NAME])[0] in unknown else ""


def unknown_mention(question: Question, terms: Terms) -> str:
    """What it is asked whether a text mentions, where that is a name that no document has."""
    found = _MENTION.search(question.folded)
    if found is None or not _WHETHER.search(question.folded):
        return ""
    name = found["name"]
    grams = [gram for gram in tokens(name) if len(gram) > 1]
    unknown = {term.token for term in terms if not term.known}
    # Words in common use may be said otherwise: 房租, where a text has 租金.
    pairs = [name[place : place + 2] for place in range(0, len(name), 2)]
    common = all(pair in RelatedWords.load() for pair in pairs)
    return name if grams and unknown.issuperset(grams) and not common else ""


def _is_no_word(name: str, terms: Terms) -> bool:
    """Whether a name is unknown to the library, and no two characters of it are a word (华为)."""
    unknown = {term.token for term in terms if not term.known}
    grams = tokens(name)
    return (
        len(name) > 1
        and unknown.issuperset(grams)
        and not any(gram in RelatedWords.load() for gram in grams)
    )


def _is_strange(name: str, terms: Terms) -> bool:
    """Whether a name is unknown to the library and to prose at large, no word of talk (剩下)."""
    unknown = {term.token for term in terms if not term.known}
    grams = tokens(name)
    rare = [background_weight(gram) == math.inf for gram in grams]
    # 比亚迪: a longer name may have a particle's character where no two make a word.
    joined = JOINING.intersection(name) and not (len(name) > MIN_NAME and all(rare))
    return len(name) > 1 and unknown.issuperset(grams) and not joined and any(rare)
