"""What a short follow-up (那四川呢) takes the place of in the question before it.

Its counterpart alone is replaced: the place, the year and the attribute that were
asked about stay, so that 那第三产业呢 is asked of the same city and year.
"""

import re
from collections.abc import Sequence
from itertools import takewhile

from assistant.answering.words.contrasts import OPPOSED, QUANTITY_WORDS, says
from assistant.answering.words.places import areas_of, places_of
from assistant.answering.words.question import analyse
from assistant.answering.words.related import ALIKE, RelatedWords
from assistant.answering.words.spans import SURNAMES
from assistant.answering.words.years import TITLE, years_of
from assistant.text import fold, tokens

# Words of one kind, of which a question names one: those that exclude each other, and more.
_SIBLINGS = (
    *(
        group.split()
        for group in (
            "全国 全省 全市 全县 全区",
            "幼儿园 小学 初中 高中 大学",
            "城镇 农村 城市 乡村",
            "上半年 下半年 全年",
            "一季度 二季度 三季度 四季度",
            "单职工 双职工",
            "个人 单位 企业",
            "职工 居民",
            "老年人 未成年人 成年人",
            "男 女",
        )
    ),
    *OPPOSED,
)
_DIGITS = "[\\d一二三四五六七八九十百千]"
# 第二产业, 首套: the number with the measure or the noun that it counts.
_NUMBERED = re.compile(rf"第{_DIGITS}{{1,3}}|首(?=[套批期次个轮届])")
_NUMERAL = re.compile(rf"(?<!第){_DIGITS}+(?:周岁|[一-龥])")
_IN_ORDER = re.compile(rf"(?:第?{_DIGITS}{{1,3}}|首)(?P<measure>[套批期次轮届])")
# A level heads the name of its own thing (国家级小巨人企业, 省级专精特新企业).
_LEVEL = re.compile(r"(?:国家|省|市|县|区|部)级")
# What may be asked of one thing (需要什么材料, 条件呢), and how else a year is named.
_ATTRIBUTE = re.compile(
    r"材料|条件|流程|程序|步骤|手续|措施|办法|方式|目标|任务|原则|要求|内容|对象|范围|标准|问题|"
    r"原因|建议|好处|优惠|成绩|特点"
)
_ATTRIBUTE_ASKED = re.compile(rf"(?:什么|哪些|啥)(?:样的)?(?P<noun>{_ATTRIBUTE.pattern})")
_RELATIVE_YEAR = re.compile(r"[前去今明后]年")
# What is done with a thing stays when the thing is another (怎么申请低保, 公租房呢).
_DOING = re.compile(r"申请|办理|购买|领取|提取|缴纳|查询|开办|注册|登记|报名|参加|建设|发展|推进")
_ASKS = re.compile(r"什么|多少|怎|哪|几|吗|如何|谁|[的是有和与及在,?]")
_TRAILING = re.compile(r"(?:是|有|在|的|了|为|会|要|将|原定|原计划|预计|实际)+$")
_PREPOSITIONS = "占对向给按由"
_PAYING = "收交缴付花出拿补奖罚投发给"
_NO_PAYING = frozenset({"公交", "社交", "成交"})  # which the related words lack
_PLACING = "放建设摆落开办"
_LINKS = "的在是有和与及"
# Only so short a follow-up is a word of which another can be used alike.
WORD_CHARS = 2
# How much longer than the follow-up the phrase may be that ends like it.
LONGER = 2
# 樊某对利益分享有什么建议: a person who says or does what is asked.
_PERSON_ALONE = re.compile(rf"[{SURNAMES}][一-龥]{{1,2}}")
_SPEAKER = re.compile(
    rf"[{SURNAMES}][一-龥]{{1,2}}(?=对|在|就|的(?:文章|建议|观点|看法)|提[出到]|认为|主张|建议|怎么[看说讲]|说|讲|谈)"
)
_LABEL = re.compile(r"^“[^”]+”(?=中，|有哪些内容)")
# Who says so stands before what is said (王林说交通怎么发展).
_SAYS = re.compile(r"[一-龥]{2,8}?(?:说|认为|指出|提出|强调|表示|介绍|建议|主张)(?:的|了|过)?")
ATTRIBUTE_CHARS = 4  # of an attribute that follows its subject at once


def substituted(earlier: str, what: str) -> str:
    """The earlier question with its counterpart of `what` replaced by it."""
    word = what[:-1] if len(what) > 2 and what.endswith("的") else what
    for replaced in (
        _named,
        _person,
        _attribute,
        _numbered,
        _level,
        _sibling,
        _same_ending,
        _same_beginning,
        _used_alike,
    ):
        whole = replaced(earlier, word)
        if whole is not None:
            return whole
    return _subject_replaced(earlier, word)


def subject_of(question: str) -> str:
    """The leading piece of a question's topic: what it is about, as typed.

    The label of a point (“做好机制协同，深化分工”中，……) is left whole.
    """
    label = _LABEL.match(question)
    if label:
        return label.group()
    folded = fold(question)
    pieces = [piece for piece in analyse(question).topic.split(",") if len(piece) > 1]
    if not pieces:
        return ""
    piece = max(pieces[:2], key=len) if len(pieces[0]) < 3 else pieces[0]
    place = folded.find(piece)
    subject = question[place : place + len(piece)] if place >= 0 else piece
    subject = without_trailing(subject)
    # 电池放在哪 is about the 电池
    placed = len(subject) > 2 and folded.startswith("在哪", place + len(piece))
    if placed and subject[-1] in _PLACING and fold(subject[-2:]) not in RelatedWords.load():
        subject = subject[:-1]
    # 夜校收多少钱 is about the 夜校; 税收 and 贷款 are words.
    paid = len(subject) > 2 and subject[-1] in _PAYING and subject[-2:] not in _NO_PAYING
    return subject[:-1] if paid and fold(subject[-2:]) not in RelatedWords.load() else subject


def without_trailing(phrase: str) -> str:
    """A phrase without the links and the words of time (原定) that end it."""
    return _TRAILING.sub("", phrase)


def _named(earlier: str, what: str) -> str | None:
    """A place, a year or a title for another; before the question where it names none."""
    folded, wanted = fold(earlier), fold(what)
    titles = TITLE.findall(folded)
    if titles and TITLE.fullmatch(wanted):
        return _put_for(earlier, titles, what)
    if places_of(wanted) or areas_of(wanted) == (wanted,):
        return _put_for(earlier, areas_of(folded), what)
    if years_of(wanted) or _RELATIVE_YEAR.fullmatch(wanted):
        return _put_for(earlier, years_of(folded), what)
    return None


def _person(earlier: str, what: str) -> str | None:
    """A person for the one who is asked what he says or does (刘某 for 樊某对此有什么建议)."""
    old = _SPEAKER.match(fold(earlier))
    if old is None or not _PERSON_ALONE.fullmatch(fold(what)):
        return None
    return what + earlier[old.end() :]


def _put_for(earlier: str, names: Sequence[str], what: str) -> str:
    """The question with the first of the names replaced; with `what` before it for none."""
    if not names:
        return f"{what}{earlier}"
    place = fold(earlier).find(names[0])
    rest = earlier[place + len(names[0]) :]
    return earlier[:place] + what + (rest[1:] if what[-1] == rest[:1] == "年" else rest)


def _attribute(earlier: str, what: str) -> str | None:
    """Another thing that is asked of the same subject: 什么条件 for 什么材料."""
    asked = _ATTRIBUTE_ASKED.search(fold(earlier))
    if asked is None or not _ATTRIBUTE.fullmatch(fold(what)):
        return None
    return earlier[: asked.start("noun")] + what + earlier[asked.end("noun") :]


def _numbered(earlier: str, what: str) -> str | None:
    """第三产业 for 第二产业, 首套 for 第二套, 80岁 for 90岁."""
    folded, wanted = fold(earlier), fold(what)
    number, old = _NUMBERED.match(wanted), _NUMBERED.search(folded)
    if number and old:
        counted = wanted[number.end() :]
        pairs = zip(counted, folded[old.end() :], strict=False)
        shared = len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))
        if shared or not counted:
            return earlier[: old.start()] + what + earlier[old.end() + shared :]
    for each in _IN_ORDER.finditer(folded) if _IN_ORDER.fullmatch(wanted) else ():
        if each["measure"] == wanted[-1]:  # 二套 for 首套
            return earlier[: each.start()] + what + earlier[each.end() :]
    numeral = _NUMERAL.fullmatch(wanted)
    for found in _NUMERAL.finditer(folded) if numeral else ():
        if found.group()[-1] == wanted[-1]:
            return earlier[: found.start()] + what + earlier[found.end() :]
    return None


def _sibling(earlier: str, what: str) -> str | None:
    """初中 for 小学, 省级 for 国家级: another word of its kind."""
    folded, wanted = fold(earlier), fold(what)
    for group in _SIBLINGS:
        word = next((word for word in group if says(word, wanted)), None)
        old = next((other for other in group if other != word and says(other, folded)), None)
        if word is not None and old is not None:
            place, longer = folded.find(old), wanted.replace(word, old)
            # 农村居民 for 城镇居民, where all of it stands there.
            end = place + len(longer if folded.startswith(longer, place) else old)
            return _put(earlier, place, end, what)
    return None


def _level(earlier: str, what: str) -> str | None:
    """省级 for 国家级, with the name that goes with it up to the attribute asked for."""
    old = _LEVEL.search(fold(earlier))
    if not old or not _LEVEL.fullmatch(fold(what)):
        return None
    attribute = fold(earlier).find(analyse(earlier).heads[0] or old.group())
    return _put(earlier, old.start(), max(old.end(), attribute), what)


def _put(earlier: str, start: int, end: int, what: str) -> str:
    """The question with what stands there replaced; 对 is not said twice (对个人, 对单位)."""
    doubled = start > 0 and earlier[start - 1] == what[0] and what[0] in _PREPOSITIONS
    return earlier[: start - doubled] + what + earlier[end:]


def _same_ending(earlier: str, what: str) -> str | None:
    """The phrase with the longest common ending (汽车产业 for 电子信息产业)."""
    folded, wanted = fold(earlier), fold(what)
    for length in range(min(4, len(wanted)), 1, -1):
        place = folded.find(wanted[-length:])
        if place <= 0:
            continue
        known = after_known(folded[:place])
        start = place
        while (
            start > known
            and re.match(r"[一-龥a-z0-9\"]", folded[start - 1])
            and folded[start - 1] not in _LINKS
        ):
            start -= 1
        if place + length - start > len(what) + LONGER:
            start = max(start, place + length - len(what))
        return _put(earlier, start, place + length, what)
    return None


def _same_beginning(earlier: str, what: str) -> str | None:
    """The phrase that begins like it (平均年龄 for 平均工资), or with its preposition (占西部)."""
    folded, wanted = fold(earlier), fold(what)
    least = 1 if wanted[0] in _PREPOSITIONS else 2
    for length in range(len(wanted) - 1, least - 1, -1):
        place = folded.find(wanted[:length])
        if place < 0:
            continue
        stop = _ASKS.search(folded, place + length)
        end = min(stop.start() if stop else len(folded), place + len(what) + LONGER)
        return earlier[:place] + what + earlier[end:]
    return None


def _used_alike(earlier: str, what: str) -> str | None:
    """The word used most like it in prose at large (油料 for 粮食)."""
    related, folded, wanted = RelatedWords.load(), fold(earlier), fold(what)
    asked = [word for word in tokens(wanted) if word in related]
    topic = analyse(earlier).topic
    words = [word for piece in topic.split(",") for word in tokens(piece) if word in related]
    if not asked or not words or len(wanted) > WORD_CHARS or wanted in folded:
        return None
    numbers = {int(related.numbers([word])[0]): word for word in words}
    likeness = related.likeness(asked)[:, sorted(numbers)].max(axis=0)
    best = int(likeness.argmax())
    old = numbers[sorted(numbers)[best]]
    place = folded.find(old)
    # 博物 of 博物馆 is no word of its own.
    runs_on = folded[place + len(old) - 1 : place + len(old) + 1] in related
    if likeness[best] < ALIKE or place < 0 or runs_on:
        return None
    return _put(earlier, place, place + len(old), what)


def _subject_replaced(earlier: str, what: str) -> str:
    """The earlier question asked of another subject, in the same place and year."""
    subject = subject_of(earlier)
    head, possessive, _ = subject.partition("的")
    old = head if possessive else subject
    old = old[after_known(fold(old)) :] or old
    doing = _DOING.match(fold(old))
    if doing and fold(old[doing.end() :]) not in QUANTITY_WORDS:
        old = old[doing.end() :] or old
    if not possessive and what not in QUANTITY_WORDS:
        # 每千瓦补贴 is asked of the 充电桩, and stays.
        measured = old.find("每", WORD_CHARS)
        old = old[: measured if measured > 0 else _before_attribute(old, len(what))]
    return earlier.replace(old, what, 1) if old and old in earlier else f"{what}{earlier}"


def _before_attribute(phrase: str, chars: int) -> int:
    """Where the attribute begins after a thing about so long (住院|报销比例); else the end."""
    related = RelatedWords.load()
    cuts = [
        cut
        for cut in range(max(2, len(phrase) - ATTRIBUTE_CHARS), len(phrase) - 1)
        if abs(cut - chars) <= LONGER
        and phrase[cut : cut + 2] in related
        and phrase[cut - 1 : cut + 1] not in related
    ]
    return min(cuts, key=lambda cut: abs(cut - chars), default=len(phrase))


def after_known(folded: str) -> int:
    """Where what comes after the leading speaker, places and years of a question begins."""
    ends = [
        folded.find(name) + len(name) + (folded[folded.find(name) + len(name) :][:1] == "年")
        for name in (*areas_of(folded), *years_of(folded))
    ]
    says = _SAYS.match(folded)
    return max((says.end() if says else 0, *ends))
