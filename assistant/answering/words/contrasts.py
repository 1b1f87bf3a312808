"""Things of one kind that are not the same: 二期 and 三期, a head and the deputy.

They share most of their words, so that the likeness of a sentence to the
question does not tell them apart.
"""

import re
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.answering.words.evidence import Evidence
from assistant.answering.words.question import Question, beside_asking, small_number
from assistant.answering.words.related import RelatedWords
from assistant.answering.words.terms import Terms
from assistant.text import starts_of, tokens

# Words that name a measure, not a thing: a document need not use them.
QUANTITY_WORDS = frozenset(
    re.findall(
        r"\S+",
        "增速 长率 增幅 占比 比例 比重 总数 数量 金额 规模 价格 数额 总额 额度 数字 时间 "
        "日期 年份 期限 地点 人数 个数 名单 "
        "程度 水平 长度 面积 高度 多少 几年 名次 排名 位次 位置 次数 幅度 情况 分别 一共 "
        "总共 大概 大约 钱 块钱 来源 渠道 途径 上限 下限 限度",
    )
)
# Words before a noun that do not tell its kind; words of quantity do neither.
_NO_KIND = QUANTITY_WORDS | frozenset(
    re.findall(
        r"\S+",
        "国内 国外 当地 本地 各地 所有 一般 普通 相关 有关 其他 其它 目前 首次 本次 此次 这些 那些 "
        "每个 各个 整个 上述 最新 最终 总的 全部 沿线 沿岸 两岸 境内 周边 附近 全线 辖区 "
        "旗下 名下 下属 所属 下辖 各种 各类 各项 多种 某些",
    )
)
_REGIONS = "市省区县镇乡村国"
_ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"
# What is told apart by its number: 二期工程, 第一批, 三季度, 3号线, 第二套住房, 第一实验小学, Ⅲ级.
_NUMBERED = re.compile(
    rf"(?<![\d一二三四五六七八九十下上每这那本同])(?:第?(?P<number>[首头一二三四五六七八九十{_ROMAN}]|\d{{1,2}})"
    r"(?P<unit>期|批|套|季度|阶段|届|号线|号机组|标段|等奖|产业|类|级|a级|星级)|"
    r"第(?P<place>[一二三四五六七八九十]|\d{1,3})(?P<named>次|[一-龥]{2}))"
)
_OF_MEETINGS = ("次", "届")
_GRADE = re.compile(r"[一二三四五六七八九]年级|[初高][一二三](?!中|[次轮级])")
# C级及以下 tells of D级 too.
_FROM_ONE_ON = re.compile(r"[a-h甲乙丙丁][类级档]?(?:及|或|和)?(?:其他|以[上下])")
# A类人才, 丙级, b档: told apart by a letter.
_LETTERED = re.compile(r"(?:(?<![a-z\d])[a-h]|[甲乙丙丁])[类级档]")
# Things of one kind of which one is not the other; a question names one, a sentence another.
HOLIDAYS = ("春节", "清明", "五一", "端午", "中秋", "国庆")
INSURED = (
    ("职工医保", "居民医保"),
    ("职工养老", "居民养老"),
)
OPPOSED = (
    HOLIDAYS,
    *INSURED,
    *(
        tuple(group.split())
        for group in (
            "前年 去年 今年 明年 后年",
            "全年 上半年 下半年 前三季度 一季度 二季度 三季度 四季度",
            "文科 理科 工科 医科",
            "博士 硕士 本科 专科 大专 中专 高职",
            "进口 出口 进出口",
            "机动车 非机动车",
            "居民用户 非居民用户",
            "户籍人口 常住人口",
            "生活垃圾 有害垃圾 厨余垃圾 建筑垃圾",
            "城镇职工 城乡居民",
            "技师 高级技师",
            "城镇 农村 乡村",
            "城市 农村 乡村",
            "公办 民办",
            "国道 省道 县道 乡道 村道",
            "国有 民营 私营 外资",
            "男性 女性",
            "线上 线下",
            "收入 支出",
            "存款 贷款",
            "批发 零售",
            "国内 国际",
            "室内 室外",
            "境内 境外",
            "省内 省外",
            "东部 中部 西部 东北",
            "白天 夜间",
            "客运 货运",
            "供给 需求",
            "春季 夏季 秋季 冬季",
            "水稻 小麦 玉米 大豆 油菜",
            "养老保险 医疗保险 失业保险 工伤保险 生育保险",
            "上游 下游",
            "高级 中级 初级",
            "小学 初中 高中",
            "学前教育 义务教育 高中 高等教育 职业教育",
            "全日 半日",
            "酒后 醉酒 闯红灯 超速 逆行 超载 改装",
            "国家级 省级 市级 县级 区级",
            "轻度 中度 重度",
        )
    ),
)
_OF_WHOLE_DOCUMENTS = (HOLIDAYS, *INSURED)
_INSURANCE = re.compile("(?:基本)?(?P<of>医疗|养老)保险(?![一-龥]?公司)")
# 省里要几天批下来, where documents write 省级.
_LEVEL_SPOKEN = re.compile(r"(?<=[省市县区])[里上](?=[^,。?]{0,8}(?:批|审|补|奖|拨|出|给|定))")
_BRACKETS = re.compile("[()]")  # 县(区)级
_LONGER = {
    word: tuple(other for other in group if word in other and word != other)
    for group in OPPOSED
    for word in group
}
# 比去年同期多 is said, and asked, of this year.
_COMPARED_WITH = re.compile(
    r"(?:[比较与同])?(?:去年|上年)同期|[比较](?:去年|上年|前年)|[与和跟同](?:去年|上年|前年)相?比"
)
_STRICT_KINDS = ("person", "name")
# So alike are words that stand for things of one kind (水果 and 蔬菜).
ONE_KIND = 0.5
_RANK_ASKED = re.compile(
    r"(?:排名?|位列|位?居|名列)(?:在|全[国省市]|世界)?第(?P<rank>[一二三四五六七八九十]|\d{1,2})(?:名|位)?"
)
_RANK = re.compile(r"第(?P<rank>[一二三四五六七八九十]|\d{1,2})(?:名|位|(?![一-龥\d]))")
_FIRST = re.compile(r"首[位名]|榜首|之首|冠军|最")
_ENUMERATED = re.compile(r"[一-龥]{2,8}(?:、[一-龥]{2,8}){2,}")
FELLOW_CHARS = 8  # within which the word follows that members of an enumeration share


def other_kind(question: Question, terms: Terms, best: Evidence) -> str:
    """A word no document has, before a noun that the evidence has with other words before it only.

    院士工作站 beside 博士后科研工作站. "" for none.
    """
    vocabulary = RelatedWords.load()
    text = best.sentence.folded
    phrase = beside_asking(question.folded)[0]
    for term in terms:
        word = term.token
        if term.known or len(word) != 2 or word not in vocabulary or word in _NO_KIND:
            continue
        before, _, after = phrase.partition(word)
        if before[-1:] + word[0] in vocabulary and word[1] + after[:1] in vocabulary:
            continue  # 月[底完]成: it ends one word and begins another
        noun = after[:2]
        if word[1] in _REGIONS or len(noun) < 2 or noun not in text:
            continue
        if all(text[max(0, at - 2) : at] in vocabulary for at in starts_of(noun, text)):
            return word
    return ""


def sibling(question: Question, best: Evidence, text: str) -> tuple[str, str] | None:
    """The word before a noun asked about (水果[播种面积]) and one like it in the text.

    Both must be used alike (蔬菜), and the word asked about stand neither there nor above.
    """
    vocabulary = RelatedWords.load()
    for piece in question.topic.split(","):
        for place in range(len(piece) - 3):
            word, noun = piece[place : place + 2], piece[place + 2 : place + 4]
            is_cut = piece[place + 1 : place + 3] in vocabulary  # 家具[体育]馆
            if is_cut or word in _NO_KIND or word in text or noun not in text:
                continue
            if word not in vocabulary or _above(word, best):
                continue
            said = {  # 联网 of 互联网协议 is no word
                text[max(0, at - 2) : at]
                for at in starts_of(noun, text)
                if text[max(0, at - 3) : max(0, at - 1)] not in vocabulary
            }
            if not said:
                continue
            alike = vocabulary.likeness([word])[0]
            other = max(said, key=lambda each: _likeness_to(each, alike, vocabulary))
            if _likeness_to(other, alike, vocabulary) >= ONE_KIND:
                return word, other
    return None


def _likeness_to(word: str, alike: NDArray[np.float32], vocabulary: RelatedWords) -> float:
    return float(alike[vocabulary.numbers([word])].max(initial=0.0))


def other_rank(question: Question, best: Evidence) -> tuple[str, str] | None:
    """The rank of which one asks who holds it (第一名), and the one that is given (第6)."""
    asked = _RANK_ASKED.search(question.folded)
    text = best.sentence.folded
    given = {small_number(found["rank"]): found.group() for found in _RANK.finditer(text)}
    if asked is None or not given or question.kind in ("rank", "yes_no"):
        return None
    rank = small_number(asked["rank"])
    if rank in given or (rank == 1 and _FIRST.search(text)):
        return None
    return f"第{asked['rank']}", next(iter(given.values()))


def office_asked(question: Question) -> str:
    """The last word of what is asked who it is (科长), where no deputy is meant; "" for none."""
    office = question.heads[0][-2:]
    is_meant = question.kind in _STRICT_KINDS and len(office) > 1 and "副" not in question.folded
    return office if is_meant else ""


def other_office(question: Question, best: Evidence) -> tuple[str, str] | None:
    """The office asked for and its deputy's, where the evidence names the deputy's only."""
    office = office_asked(question)
    if not office:
        return None
    text = best.sentence.folded
    before = {text[:place][-1:] for place in starts_of(office, text)}
    return (office, f"副{office}") if before == {"副"} else None


def other_number(question: Question, best: Evidence) -> tuple[str, str] | None:
    """The numbered thing asked for (二期) and the one that the evidence names instead (三期)."""
    asked, given = numbered(question.folded), numbered(best.sentence.folded)
    above = numbered(best.context.titles)
    for (unit, number), words in asked.items():
        of_unit = {key: other for key, other in given.items() if key[0] == unit}
        if not of_unit and (len(unit) > 1 or unit in _OF_MEETINGS):
            # 水厂日供水能力20万吨 under 审定第二水厂项目 is not said of the first one; a bare
            # measure (期, 批) above may be that of another thing.
            of_unit = {key: other for key, other in above.items() if key[0] == unit}
        if of_unit and (unit, number) not in of_unit:
            return words, next(iter(of_unit.values()))
    return None


def other_letter(question: Question, texts: Sequence[str]) -> tuple[str, str] | None:
    """The class asked about (D类) and one that the texts tell apart instead (A类)."""
    asked = {found.group() for found in _LETTERED.finditer(question.folded)}
    given = {found.group() for text in texts for found in _LETTERED.finditer(text)}
    like = [each for each in given if any(each[-1] == one[-1] for one in asked)]
    if not asked or not like or asked & given or any(map(_FROM_ONE_ON.search, texts)):
        return None
    return min(asked).upper(), min(like).upper()


def opposed(question: Question, evidence: Evidence) -> tuple[str, str] | None:
    """The word asked about (理科) and the one that the evidence says instead (文科); None for none.

    Also nothing where the word stands before the sentence in its passage or in the title.
    """
    text = _COMPARED_WITH.sub("", _BRACKETS.sub("", evidence.sentence.folded))
    text = _insured(text)
    meant = _COMPARED_WITH.sub("", _insured(_LEVEL_SPOKEN.sub("级", question.folded)))
    for group in OPPOSED:
        asked = [word for word in group if says(word, meant)]
        given = sorted(word for word in group if says(word, text))
        if not given and group in _OF_WHOLE_DOCUMENTS:
            # A document on one holiday says nothing of another.
            titles = _insured(evidence.context.titles)
            given = sorted(word for word in group if says(word, titles))
        if len(asked) != 1 or not given or asked[0] in given:
            continue
        # 进出口 above, as in the sentence, is no 出口.
        if any(asked[0] in other for other in given) or not _above(asked[0], evidence):
            return asked[0], given[0]
    return None


def _insured(folded: str) -> str:
    """Folded text with the insurances by their short names: 职工医保 for 职工基本医疗保险."""
    return _INSURANCE.sub(lambda found: "医保" if found["of"] == "医疗" else "养老", folded)


def other_grade(question: Question, ranked: Iterable[Evidence]) -> tuple[str, str] | None:
    """The school year asked about (八年级) and the one that all evidence is on (七年级)."""
    asked = set(_GRADE.findall(question.folded))
    titles: list[str] = []
    for each in ranked:
        said = f"{each.context.titles}\n{each.sentence.folded}"
        if len(asked) != 1 or any(grade in said for grade in asked):
            return None
        titles += _GRADE.findall(each.context.titles)
    return (asked.pop(), titles[0]) if titles and asked else None


def says(word: str, text: str) -> bool:
    """Whether a text has a word, not only within a longer one of its kind (进出口 is no 出口)."""
    for longer in _LONGER.get(word, ()):
        text = text.replace(longer, ",")
    return word in text


def fellow(question: Question, evidence: Evidence, texts: Iterable[str]) -> tuple[str, str] | None:
    """The member of an enumeration asked about, and its fellow of which the evidence speaks.

    Where the found texts set 汽车、电子信息、装备制造 side by side, what is said of 电子信息产业
    is not said of 汽车产业. Both must stand before the same word.
    """
    asked, said = question.folded, evidence.sentence.folded
    for text in texts:
        for found in _ENUMERATED.finditer(text):
            first, *middle, last = found.group().split("、")
            members = (
                _longest((first[cut:] for cut in range(len(first) - 1)), asked, said),
                *middle,
                _longest((last[:end] for end in range(len(last), 1, -1)), asked, said),
            )
            one = [member for member in members if member in asked and member not in said]
            other = [member for member in members if member in said and member not in asked]
            if len(one) == 1 and other and not _above(one[0], evidence, found.group()):
                meant = next((each for each in other if _alike(one[0], asked, each, said)), None)
                if meant is not None:
                    return one[0], meant
    return None


def _longest(pieces: Iterable[str], asked: str, said: str) -> str:
    """The first of the pieces, longest first, that the question or the sentence has.

    The first member of an enumeration runs back and the last runs on (装备制造三大产业).
    """
    return next((piece for piece in pieces if piece in asked or piece in said), "\n")


def _alike(one: str, asked: str, other: str, said: str) -> bool:
    """Whether the same word follows both: 汽车[产业集群规模] and 电子信息[制造业集群规模]."""
    followed = (
        text.partition(member)[2][:FELLOW_CHARS] for member, text in ((one, asked), (other, said))
    )
    return bool(frozenset.intersection(*(frozenset(tokens(piece)) for piece in followed)))


def _above(word: str, evidence: Evidence, beside: str = "") -> bool:
    """Whether a word stands before the sentence in its passage, above it, or in the title.

    Not counting where it stands in the piece of text `beside`.
    """
    context = evidence.context
    above = "".join(
        each.folded for each in context.sentences if each.start < evidence.sentence.start
    )
    known = context.label_grams if beside else context.label_grams | context.head_grams
    return word in known or word in above.replace(beside or "\n", ",")


def numbered(folded: str) -> dict[tuple[str, int], str]:
    """The numbered things in a text, by unit and number, as they are written."""
    return {
        (found["unit"] or found["named"], _value(found["number"] or found["place"])): found.group()
        for found in _NUMBERED.finditer(folded)
    }


def _value(digits: str) -> int:
    if digits in _ROMAN:
        return _ROMAN.index(digits) + 1
    return 1 if digits in ("首", "头") else small_number(digits)
