"""The questions that one question is made of: 目标是多少，目前达到多少; 甲和乙的规模各是多少."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.conversation.aims_met import aim_and_result
from assistant.answering.conversation.compared import of_each
from assistant.answering.conversation.counterparts import after_known
from assistant.answering.conversation.lead_subject import lead_subject
from assistant.answering.words.kinds import kind_of
from assistant.answering.words.places import areas_of
from assistant.answering.words.question import topic_of
from assistant.text import fold

# A clause that asks; 几 as in 好几家 does not, and 是 asks only where it is doubled.
_ASKS = re.compile(
    r"多少|(?<![好十近这那])几(?![乎何])|哪|谁|什么|啥|怎|咋|如何|为何|何[时地处人]|"
    r"多[大高长重宽深远久快厚](?!学)|是否|(?:发|给|告诉)我(?:一下)?$|(?P<verb>[是能会要可有])不(?P=verb)|有没有|吗$|(?:了|过)没有?$"
)
# What is only supposed (要是哪家出了事) or meant of all (怎么劝都不听, 无论谁) is not asked.
_NOT_ASKED = re.compile(
    r"^(?:[^,]{0,4})(?:要是|如果|假如|倘若|无论|不管|不论)|"
    r"(?:怎么|什么|谁|哪)[^,]{0,5}(?:都|也)(?!有|是)"
)
_NEXT_ONE = re.compile(r"^(?!而|又|却|还|才|就|再|反|并|也|且)[^,]{1,14}呢$")
_SENTENCES = re.compile(r"(?<=[?？；;])\s*(?=\S)")
# 隧道多长 什么时候贯通的: a gap between two that ask.
_GAP = re.compile(r"(?<=[一-龥])[ 　]+(?=[一-龥])")
_CLAUSES = re.compile(r"(?<=[,，:：])")
# 租金多少和押金多少: each side of the 和 asks; 谁和谁签约 asks once.
_ASKS_AND = re.compile(
    r"(?P<asked>(?:什么时候|何时|哪[天年]|由谁)[一-龥]{1,4}?|是谁|多少)(?:和|以及|还有)"
    r"(?=[^,，。？?]*?(?:多少|几[一-龥]|什么|哪|谁))|"
    r"(?P<number>(?:多少|几)[一-龥])(?:和|以及|还有)(?=[^,，。？?]{2,}?(?:多少|几[一-龥]))"
)
# 怎么对接,有几条: how many they are shows in the list that is asked for before.
_ONLY_HOW_MANY = re.compile(
    r"(?:一共|总共|都|具体|大概)*(?:要|分|有|走|[讲说列提]了?)*[哪好]?几(?:个?(?:方面|步骤|部分)|[步条点项样块])(?:走|呢)?"
)
# 哪几篇谈到人才,各说了什么
_HOW_EACH_SAYS = re.compile(
    r"(?:他们|它们|各自|各|分别|都|又|是|对此|态度|进展|情况|角度|和|或|与|及|的|具体|,)*(?:怎么|如何|怎样)?"
    r"(?:说|讲|谈|写|描述|表述|论述|提|提到|提出|针对|评价|看待|看)?(?:了|到|出|的)*"
    r"(?:是|有)?(?:什么|哪些|啥)?(?:内容|看法|观点|说法|态度)?的?"
)
# 在哪里、由谁负责: what only says where or when shares the verb that follows.
_WITHOUT_VERB = re.compile(r"(?:什么时候|何时|哪[里儿天年]|由谁|谁|怎么|怎样|如何|为什么)$")
_CONNECTIVE = re.compile(
    r"^(?:请问(?:一下)?|(?:比较|对比|对照)一下[:：,，]|其中|另外|此外|还有|同时|以及|并且|而且|顺便(?:问一?下)?|再(?:问一?下|就是)|其次|然后|那么)[,，]?"
)

# 多少[个]老旧小区
_COUNTED = re.compile(
    r"多少(?:[个家所名位条项座户台辆部套处亩吨](?![一-龥]?[?。,]|$))?"
    r"(?P<noun>(?<!少)[一-龥]{2,10}|[一-龥]{3,10})(?=[?。,]|$)"
)

AND = (
    r"和(?![谐平睦解气])(?<![饱温缓共总调]和)|以及|(?<!参)与(?!会|者)|、|"
    r"及(?![时其格早])(?<![普涉波以]及)"
)
_JOINT = re.compile(
    r"^(?P<lead>[^,，:：?？]{2,24}[,，:：])?"
    r"(?P<names>(?:[^,，:：?？都均]|(?<=[人户年月日亩])均){4,60}?)[,，]?"
    r"(?:分别|各自|各(?=[是有为占达要由设在怎如多包采提讲说增减升降涨跌]))(?P<rest>[^,，?？]{2,})[?？。]*$"
)
_DATE = re.compile(r"(?:\d{4}|[今去前明])年(?:\d{1,2}月|[上下]半年|全年|底|末|初|[一二三四]季度)*")
# 固定资产投资：2024年增速、2025年目标、2025年实际增速
_AT_TIMES = re.compile(
    r"^(?:请问|(?:我|我们)?想(?:问|了解|知道)(?:一下|下)?|请|麻烦)*(?:对照|比较|对比|列出|给出|说说)?(?:一下)?(?P<what>[^,，:：?？]{3,24})[:：](?P<items>[^?？]{6,})"
)
# 游船、年卡,这两样分别有多少条、卖多少钱: as many things as questions.
_ZIPPED = re.compile(
    r"^(?P<names>[^,，:：?？]{3,40}?)[,，]?(?P<these>(?:这|那)(?:[两二三]样|[两三二]者|[两三二]个)(?:东西|项目)?)?"
    r"(?:分别|各自?)(?:是|为)?(?P<asked>[^,，?？]{4,})[?？。]*$"
)
# 文旅、低空、生物医药三个产业
_TOGETHER = re.compile(
    r"(?:这|那)?[两三二]个?大?(?:产业|行业|领域|方面|城市|地方|项目|园区|部门|单位|[省市县区镇村])$"
)
_LEVEL = re.compile(r"(?:国家|[省市县区部])级|[a-h甲乙丙丁][类级档]")
MOST_NAMES = 3
# A second name so short may be what is asked of the first one's subject (北港的煤炭和矿石).
BARE_NAME_CHARS = 6
SHARED_ENDING = 2
# A name that ends so is an amount, always one of something.
_AMOUNT = re.compile(r"[量率额数费价积值度比资润入重]$|规模|标准")
_MEASURED = re.compile(rf"{_AMOUNT.pattern}|[例幅速]$|期限$|时间$")
# What is asked of both, where no 的 parts it from the second name.
_AMOUNT_AT_END = re.compile(
    r"[年月]?(?:(?:吞吐|发电|用电|用水|货运|客运|销售|交易|保有|接待|处理|排放|生产)[量额]|"
    r"[一-龥][量率额费价积值入金速幅]|规模|标准|时间|人数|人口|期限|比重|投资|利润)$"
)


@dataclass(frozen=True, slots=True)
class Parallel:
    """One question that is asked of several things named together, and the question of each."""

    names: tuple[str, ...]
    questions: tuple[str, ...]


def parts_of(question: str) -> list[str]:
    """The questions that follow one another in a question, as typed; one where it asks once.

    >>> parts_of("衬砌目标是多少米，目前完成多少？谁来监理？")
    ['衬砌目标是多少米', '目前完成多少？', '谁来监理？']
    """
    met = aim_and_result(question)
    if met is not None:
        return list(met)
    led = lead_subject(question)
    if led is not None:
        return [part if led[0] in part else led[0] + part for part in parts_of(led[1])]
    parts: list[str] = []
    question = _ASKS_AND.sub(r"\g<asked>\g<number>，", question)
    apart = _GAP.split(question)
    if len(apart) > 1 and all(map(asks, apart[-2:])):
        question = "，".join(apart)
    for part in (part for each in _SENTENCES.split(question) for part in _asked_in(each)):
        if parts and (not topic_of(fold(part)) or not _is_asked(parts[-1])):
            # 请逐条列出 belongs to the question before it; what is told first to the one after.
            parts[-1] += part
        else:
            parts.append(part)
    return [_CONNECTIVE.sub("", part.strip().rstrip("，,、：:；;")) for part in parts]


def asks_only_how_many(clause: str) -> bool:
    """Whether a clause asks only how many the things are that another one asks for."""
    return bool(_ONLY_HOW_MANY.fullmatch(_bare(clause)))


def asks_how_each_says(clause: str) -> bool:
    """Whether a clause asks only what those named before it say (各说了什么, 分别针对什么)."""
    return asks(clause) and bool(_HOW_EACH_SAYS.fullmatch(_bare(clause)))


def parallel_of(question: str) -> Parallel | None:
    """The one question put of each of the things that it names together; None for any other.

    >>> parallel_of("东塘镇和西岭镇2023年粮食产量各是多少？").questions
    ('东塘镇2023年粮食产量是多少', '西岭镇2023年粮食产量是多少')
    """
    dated = _of_one_thing(question.strip())
    if dated is not None:
        return dated
    zipped = _one_each(question.strip())
    if zipped is not None:
        return zipped
    compared = of_each(question.strip())
    joint = _JOINT.match(compared.text)
    names = [name for name in re.split(AND, joint["names"]) if name] if joint else []
    if joint is None or not 1 < len(names) <= MOST_NAMES or len(min(names, key=len)) < 2:
        return None
    names[-1] = _TOGETHER.sub("", names[-1]) or names[-1]
    if compared.unmeasured and not _AMOUNT.search(names[-1]):
        return None  # 教育和医疗的对比: no figure of each
    lead, rest = joint["lead"] or "", joint["rest"]
    if asks(lead):
        return None  # 总量占全国多少,甲和乙又分别排第几: two questions
    measure = bool(_AMOUNT.search(lead[:-1])) or lead[:-1].endswith("目标")
    if measure and rest[0] in "是为" and not areas_of(fold(names[0])):
        # 2030年的产业规模目标,文旅和医药分别是多少: what is measured belongs to each.
        return Parallel(tuple(names), tuple(f"{name}{lead[:-1]}{rest}" for name in names))
    crossed = _crossed(names)
    if crossed:
        questions = tuple(f"{lead}{owner}的{what}{rest}" for owner, what in crossed)
        return Parallel(tuple(owner for owner, _ in crossed), questions)
    dates = _dates_last(names)
    if dates:
        what = names[0].removesuffix(dates[0])
        return Parallel(dates, tuple(f"{lead}{date}{what}{rest}" for date in dates))
    last, shared = _without_shared(names[:-1], names[-1])
    first, *others = [*names[:-1], last]
    if not shared or _dated(first):
        whole = len(last) > BARE_NAME_CHARS and compared.beside
        date = _DATE.match(first)
        year = date.group() if date and not _dated(last) else ""
        others = [(year if whole else _taken_over(first, name)) + name for name in others]
    questions = tuple(f"{lead}{name}{shared}{rest}" for name in (first, *others))
    return Parallel((*names[:-1], last), questions)


def _crossed(names: Sequence[str]) -> list[tuple[str, str]]:
    """Each thing with each of what is asked of it (轻量级和产线级的比例、最高额); [] for others."""
    place = next((place for place, name in enumerate(names) if "的" in name), 0)
    owner, _, what = names[place].rpartition("的")
    asked = [what, *names[place + 1 :]]
    if not 0 < place < len(names) - 1 or not all(map(_MEASURED.search, asked)):
        return []
    return [(each, measure) for each in (*names[:place], owner) for measure in asked]


def _one_each(question: str) -> Parallel | None:
    """As many questions as things, in their order (游船、年卡分别有多少条、卖多少钱)."""
    found = _ZIPPED.match(question)
    if found is None:
        return None
    names = [name for name in re.split(AND, found["names"]) if name]
    asked = [each for each in re.split(AND, found["asked"]) if each]
    if not 1 < len(names) == len(asked) <= MOST_NAMES or not all(map(asks, asked)):
        return None
    if len(names) < MOST_NAMES and not found["these"]:
        return None  # 洗车、洗浴场所分别要装什么、罚多少: both of each
    pairs = zip(names, asked, strict=True)
    return Parallel(tuple(names), tuple(f"{name}{each}" for name, each in pairs))


def _of_one_thing(question: str) -> Parallel | None:
    """What is asked of one thing at several times, which are listed after it."""
    found = _AT_TIMES.match(question)
    listed = re.split(rf"[,，]|{AND}", found["items"]) if found else []
    items = [(date, item[date.end() :]) for item in listed if (date := _DATE.match(item))]
    if found is None or not 1 < len(items) <= MOST_NAMES:
        return None
    questions = []
    for date, rest in items:
        measure = re.sub(r"^的|的?情况|(?:各|分别)?(?:是|为)?多少", "", rest)
        questions.append(f"{date.group()}{found['what']}{measure}是多少")
    return Parallel(tuple(date.group() for date, _ in items), tuple(questions))


def _asked_in(sentence: str) -> Iterator[str]:
    """The questions of one sentence: each but the last ends with a clause that asks."""
    clauses = [piece for clause in _CLAUSES.split(sentence) for piece in _listed(clause)]
    asking = [asks(clause) for clause in clauses]
    if kind_of(fold(sentence)) != "why":
        asking = [
            asked or (any(asking[:place]) and bool(_NEXT_ONE.match(_bare(clause))))
            for place, (asked, clause) in enumerate(zip(asking, clauses, strict=True))
        ]
    held = ""
    for place, clause in enumerate(clauses):
        held += clause
        if asking[place] and any(asking[place + 1 :]):
            yield held
            held = ""
    yield held


def _listed(clause: str) -> list[str]:
    """A clause cut at 、 where both sides ask for themselves (谁撰稿、谁审核)."""
    pieces = [""]
    for piece in re.split(r"(?<=、)", clause):
        before = pieces[-1]
        if asks(before) and asks(piece) and not _WITHOUT_VERB.search(_bare(before)):
            pieces.append(piece)
        else:
            pieces[-1] += piece
    return pieces


def asks(clause: str) -> bool:
    """Whether a clause holds an asking word that asks."""
    bare = _bare(clause)
    return bool(_ASKS.search(bare)) and not _NOT_ASKED.search(bare)


def _is_asked(part: str) -> bool:
    """Whether a part asks: a clause of it does, or it only names the next thing (乙呢)."""
    return any(asks(clause) for clause in _CLAUSES.split(part)) or _bare(part).endswith("呢")


def before_asking(question: str) -> str:
    """What a question says before the word that asks, with commas for its other asking words.

    With what is counted, where that follows.

    >>> before_asking("从泵站出来的人，回来以后要登记多少天？")
    '从泵站出来的人，回来以后要登记'
    >>> before_asking("今年新建多少高标准农田？")
    '今年新建高标准农田'
    """
    folded = fold(question)
    asking = _ASKS.search(folded.rstrip("?。"))
    if asking is None:
        return ""
    counted = _COUNTED.match(folded, asking.start())
    before = topic_of(folded[: asking.start()]).replace(",", "，")
    return before + (counted["noun"] if counted else "")


def _bare(clause: str) -> str:
    return fold(clause).strip(" ,:、?。;!")


def _without_shared(firsts: Sequence[str], last: str) -> tuple[str, str]:
    """The last name, and what is said of all of them after it (的规模; 2023年粮食产量)."""
    if any("的" in first for first in firsts):
        return last, ""
    first = firsts[-1]
    level = _LEVEL.match(last)
    if level and _LEVEL.fullmatch(first):
        return level.group(), last[level.end() :]  # 国家级和省级|企业的奖补资金
    place = last.rfind("的")
    if place > 0:
        return last[:place], last[place:]
    end = last.find(first[-1], 1, len(first) + SHARED_ENDING) + 1
    if 0 < end < len(last) - 1 and len(first) <= BARE_NAME_CHARS:
        return last[:end], last[end:]  # 成人票和学生票|价格
    if areas_of(fold(first)) == (fold(first),):
        area = next(iter(areas_of(fold(last))), "")
        if area and fold(last).startswith(area):
            return last[: len(area)], last[len(area) :]
    date = _DATE.match(last)
    if date and _DATE.fullmatch(first):
        return date.group(), last[date.end() :]
    amount = _AMOUNT_AT_END.search(last)
    own = last[: amount.start()] if amount else ""
    if abs(len(own) - len(first)) < SHARED_ENDING <= len(own) and not _AMOUNT_AT_END.search(first):
        return own, last[len(own) :]  # 听荷家园和杏林小区|租金
    return last, ""


def _dates_last(names: Sequence[str]) -> tuple[str, ...]:
    """The dates of which one figure is asked (居民收入2024年 and 2025年); () for others."""
    first = next((date for date in _DATE.finditer(names[0]) if date.end() == len(names[0])), None)
    if first is None or not first.start() or not all(map(_DATE.fullmatch, names[1:])):
        return ()
    return (first.group(), *names[1:])


def _taken_over(first: str, last: str) -> str:
    """What the last name leaves to be understood from the first: whose, where or when it is.

    >>> _taken_over("北港2024年煤炭吞吐量", "利润"), _taken_over("渔港的泊位", "冷库")
    ('北港2024年', '渔港的')
    """
    if "的" in last or _dated(last):
        return ""
    if "的" in first and len(last) <= BARE_NAME_CHARS:
        return first[: first.rfind("的") + 1]
    known = after_known(fold(first))
    if 0 < known < len(first):
        place = next(iter(areas_of(fold(first))), "")
        date = _DATE.match(first)
        # 2023年桐溪县竹产业 and 桐溪竹产业园: the place is named again, without its rank.
        again = len(place) > 2 and fold(last).startswith(place[:-1])
        return (date.group() if date else "") if again else first[:known]
    if first[-SHARED_ENDING:] == last[-SHARED_ENDING:]:
        return ""
    return f"{first}，" if _AMOUNT.search(last) and len(last) <= BARE_NAME_CHARS else ""


def _dated(name: str) -> bool:
    """Whether a name says of which place or year it is."""
    return bool(after_known(fold(name)))
