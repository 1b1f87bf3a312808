"""Spans of text that can be the answer to a kind of question: figures, dates, names, places.

Patterns of written Chinese, not a trained tagger: what they find is used to
rank sentences, to mark the answer in bold and to guard figures; a miss costs
emphasis, never correctness. All work on folded text, whose offsets are those
of the text as printed.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.answering.words.kinds import MEASURES
from assistant.answering.words.question import Question
from assistant.quantities import Quantity
from assistant.text import is_chinese, quantities
from assistant.types import Span

# Counters of which one or two are figures (两年); elsewhere 一 and 两 only single out (一体, 两地).
_COUNTED = frozenset(
    ("年", "天", "日", "月", "个月", "周", "小时", "分钟", "人", "元", "倍", "次", "岁", "成", "%")
)
RANK = re.compile(
    r"第[一二三四五六七八九十百\d]+(?:名|位|大)?|前[一二三四五六七八九十百\d]+(?:名|位|"
    r"强)?|[首末]位|冠军|亚军|季军|榜首|之首|之最|最[高低大小多少长短早晚]"
)
DATE = re.compile(
    r"(?:公元前?)?\d{1,4}(?:-\d{2,4})? ?年(?:代|间|末|初|底|中)?(?:\d{1,2}月(?:份|底|初|"
    r"中旬|上旬|下旬)?)?(?:\d{1,2}日)?|"
    r"\d{1,2}月\d{1,2}日|[每当次上下]月\d{1,2}[日号]|(?<![\d月个每示期续共满达])\d{1,2}日(?![内均报常后前以之])|\d{1,2}月(?:份|底|初)?|"
    r"[一二三四五六七八九十〇零]{2,4}年(?:[一二三四五六七八九十]{1,3}月)?|"
    r"[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日|"
    r"\d{1,2}(?::|时|点)\d{0,2}分?|\d{1,2}世纪(?:\d{1,2}年代)?|(?:19|"
    r"20)\d\d[-/.]\d{1,2}(?:[-/.]\d{1,2})?|"
    r"\"?[一二三四五六七八九十]{1,3}五\"?(?:时期|期间)|"
    r"\"?(?:春节|元旦|元宵|清明|五一|劳动|端午|中秋|国庆|十一|重阳|寒假|暑假|汛期|高考|开学)节?\"?"
    r"(?:假期|长假|小长假)?(?:之?[前后]|期间|当[天日])|"
    # 康熙六年, but not 闲置了四年
    r"[一-龥]{2}(?<![了过满近约共超达长每前后来已这那])(?:元|[一二三四五六七八九十]+)年|(?:春|夏|秋|冬)(?:季|天)|上半年|下半年|"
    r"年底|年初|月底|月初|清晨|凌晨|早晨|早上|上午|中午|下午|傍晚|晚上|夜间|夜晚|夜里|白天|周末|"
    r"\d+(?:-\d+)?万?年前|[一-龥]{2}[世纪](?:早期|中期|晚期|初|末)|[一-龥]{1,4}(?:朝|时代|时期|年间|之际|前夕|的时候|期间)"
)
DURATION = re.compile(
    r"(?:约|近|超过|至少|不超过)?(?:\d+(?:\.\d+)?|[一二两三四五六七八九十百半数几]+)(?:多|"
    r"余)?(?:个)?(?:半)?(?:年|月|周|"
    r"星期|天|日|小时|分钟|秒|工作日|学期|学年)(?:多|余|半|以内|内|以上)?|半年多?|"
    r"每(?:个)?(?:半年|季度|年|月|周|星期|天|日)"
)
SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏"
    "钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜"
    "倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游"
    "阳裴席卫查屈鲍位覃霍翁隋甘景薄单包司柏宁柯阮桂闵褚"
)
PERSON = re.compile(
    rf"(?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|司徒|令狐|"
    rf"[{SURNAMES}])[一-龥]{{1,2}}(?=[、,。;:()\s\"》]|和|"
    rf"与|等|是|为|的|于|在|出|担|任|及|说|曾|以|从|先生|女士|同志|教授|院士|$)|"
    r"[一-龥]{1,8}(?:[·・•‧][一-龥]{1,10}){1,4}|[a-z]+(?: [a-z.]+){1,3}"
)
ORGANISATION = re.compile(
    r"[一-龥a-z0-9]{2,20}?(?:公司|集团|大学|学院|中学|小学|研究院|研究所|委员会|银行|医院|"
    r"管理局|总局|公安局|税务局|局|部|厅|署|委|办公室|"
    r"协会|学会|基金会|联合会|中心|俱乐部|球队|乐队|出版社|报社|电视台|法院|检察院|政府|"
    r"党委|支队|工厂|工场|事务所|企业|单位|机构|工作室|法庭)"
)
PLACE = re.compile(
    r"[一-龥]{1,10}?(?:特别行政区|自治区|自治州|开发区|新区|省|市|县|区|州|镇|乡|村|街道|"
    r"街|路|国|岛|洲|半岛|海峡|港|湾|山|山脉|河|江|湖|海|"
    r"高原|平原|盆地|车站|站|机场|广场|公园|大厦|楼|馆|宫|寺|庙|塔|桥)|(?:东|西|南|北|"
    r"中)(?:部|方|侧|岸|面|北|南)|"
    r"(?:位于|坐落于|地处|在|至|于)[一-龥]{2,12}|北京|上海|天津|重庆|香港|澳门|台湾|日本|"
    r"韩国|朝鲜|印度|俄罗斯|德国|法国|英国|美国|意大利|"
    r"西班牙|加拿大|澳大利亚|巴西|欧洲|亚洲|非洲|美洲"
)
QUOTED = re.compile(r'《[^》]{1,60}》|"[^"]{1,40}"')
ENUMERATION = re.compile(
    r"[^、,。;:!?\s]{1,24}(?:、[^、,。;:!?\s]{1,24})+(?:(?:及|和|与|以及)[^、,。;:!?\s]{1,20})?|"
    r"[^、,。;:!?\s]{2,16}(?:和|与|及|以及)[^、,。;:!?\s]{2,16}"
)
REASON = re.compile(
    r"由于|因为|因此|因而|所以|是因|以便|为了|旨在|导致|致使|使得|从而|故此|之所以|原因|"
    r"缘于|源于|出于|鉴于|考虑到|有利于|因[一-龥]{2,}而|因"
)
# An hour of the clock, and who asks for one.
CLOCK_ASKED = re.compile(
    r"几点(?:钟|半|[之以]?[前后]|到几点|开|关|起|结束|截止|[上下]班)|[到至]几点(?=[?。,]|$)|几时"
)
# 一点八米 is a length.
CLOCK = re.compile(
    r"[\d一二两三四五六七八九十]\s*(?:时|点(?![零〇一二三四五六七八九](?![十分刻]))|:\d\d)(?!\d{3})|正午|零时|午夜"
)
GOAL = re.compile(
    r"目标|为了|以期|力争|旨在|愿景|成为|打造|建成|实现|达到|初步|形成|到\d{4}年|展望|"
    r"预计|目的|宗旨|任务"
)
MEANS = re.compile(
    r"通过|采取|采用|利用|依托|以[^,。]{2,20}为|按照|根据|加强|推进|推动|建立|完善|开展|"
    r"实施|组织|鼓励|支持|落实|做好|强化|加快|提供|设立|"
    r"实行|应当|应|要|可|须|必须|不得|严禁"
)
DEFINITION = re.compile(
    r"是指|指的是|是一[种个类座部家条名位所]|即|称为|又称|简称|定义为|属于|是[^,。]{2,40}的|是"
)
CONTRAST = re.compile(r"不同|区别|相比|而|高于|低于|比[^,。]{1,15}[高低多少大小快慢]|分别")
NEGATION_OR_MODAL = re.compile(r"不|无|未|可以|能够|应当|应|必须|需|禁止|允许|可")

_ASKS_DURATION = re.compile(
    r"多久|多长时间|几(?:年|天|个月|小时|分钟|周)|多少(?:年|天|个月|小时|分钟)"
)
# What the asking words of size and price are answered with.
_MEASURE_OF = {
    "多大": re.compile(r"规模|面积|体量|总量|占地|达到?|岁|平方"),
    "多长": re.compile(r"长|里程|公里|米|年|天|小时|分钟"),
    "多高": re.compile(r"高|海拔|米"),
    "多远": re.compile(r"距|公里|米"),
    "多重": re.compile(r"重|吨|公斤|克"),
    "多久": re.compile(r"历时|为期|期限|年|月|天|日|周|小时|分钟"),
    "多少钱": re.compile(r"元|价格|费用|收费"),
    "增长多少": re.compile(r"增长|增速|增加|提高|%"),
}
_YEAR_ASKED = re.compile(r"哪一?年|何年|什么年份|几几年")
_YEAR_SAID = re.compile(r"\d{2,4}|[〇零一二三四五六七八九十元]+年|世纪|年代|[去今前明后]年|朝|时期")
_MONTH_ASKED = re.compile(r"(?:几|哪一?个?|什么)月")
_DAY_ASKED = re.compile(r"哪一?[天日]|几[号日](?![窗楼线门台院厅路车机])")
_DAY_SAID = re.compile(
    r"[日号]|[-/.]\d{1,2}[-/.]\d{1,2}|[节初底末旬]|元旦|清明|五一|十一|国庆|中秋|端午|[去今昨明][天晚早]"
)
_CLAUSE_END = re.compile(r"[,;:。!?]")
_CLASSIFIERS = frozenset("名位座家户所间处项条件台辆部支艘张套场只栋幢片")  # of things, as 个 is
_LEAST_OF_UNIT = {"亿元": 5e7, "万亿元": 5e11}
_EQUAL_UNITS = (
    {"天", "日", "工作日", "个工作日"},
    {"元", "万元", "亿元", "万亿元", "块", "块钱"},
    {"人", "名", "位", "人次"},
    {"年", "周年", "年度"},
    {"次", "场", "轮"},
    {"家", "户", "个", "所", "间"},
    {"度", "摄氏度", "℃"},
    {"项", "条", "个", "件"},
    {"公里", "千米"},
    {"成", "%"},
    {"月", "个月"},
    {"辆", "台", "部"},
)

_BY_KIND: dict[str, tuple[re.Pattern[str], ...]] = {
    "duration": (DURATION,),
    "clock": (CLOCK,),
    "date": (DATE,),
    "rank": (RANK,),
    "person": (PERSON,),
    "organisation": (ORGANISATION, QUOTED),
    "place": (PLACE,),
    "name": (QUOTED, ENUMERATION),
    "list": (ENUMERATION, QUOTED),
    "how": (MEANS,),
    "why": (REASON,),
    "goal": (GOAL,),
    "definition": (DEFINITION,),
    "comparison": (CONTRAST,),
    "yes_no": (NEGATION_OR_MODAL,),
    "open": (QUOTED, ENUMERATION),
}
# Kinds whose spans are things that can be set in bold; the others are only cues.
SPAN_KINDS = frozenset(
    {"number", "date", "rank", "person", "organisation", "place", "name", "list"}
)

FIGURE_KINDS = ("number", "date", "rank")


def spans_for(question: Question, folded: str) -> Iterator[Span]:
    """Spans of the kind asked for that say something the question does not already say."""
    kind = _form_of(question)
    if question.unit and kind == "number":
        # 有几个机场 is answered by 一个, which states an amount only here.
        yield from (
            Span(quantity.start, quantity.end)
            for quantity in quantities(folded)
            if quantity.unit == question.unit and not _is_figure(quantity, folded)
        )
    for span in typed_spans(kind, folded):
        piece = folded[span.start : span.end]
        if kind == "number" and _LEVEL.fullmatch(piece) and not _ASKS_SIZE.search(question.folded):
            continue
        if kind == "date" and not _is_as_exact(piece, question.folded):
            continue
        if piece.strip('"') not in question.folded:
            yield span


def _is_as_exact(piece: str, asked: str) -> bool:
    """Whether a date says the day, the month or the year that is asked for (哪天, 几月份, 哪年)."""
    if _MONTH_ASKED.search(asked):
        return "月" in piece
    if _DAY_ASKED.search(asked):
        return bool(_DAY_SAID.search(piece))
    return not _YEAR_ASKED.search(asked) or bool(_YEAR_SAID.search(piece))


def _form_of(question: Question) -> str:
    """The kind of what answers: for some questions narrower than their own kind."""
    if asks_duration(question):
        return "duration"
    return "clock" if CLOCK_ASKED.search(question.folded) else question.kind


def asks_duration(question: Question) -> bool:
    """Whether a length of time is asked for (多久, 几个月)."""
    return bool(_ASKS_DURATION.search(question.folded))


@lru_cache(maxsize=32768)
def typed_spans(kind: str, folded: str) -> tuple[Span, ...]:
    """All spans of a kind in folded text, in order, without overlaps within one pattern."""
    if kind == "number":
        return tuple(
            Span(quantity.start, quantity.end)
            for quantity in quantities(folded)
            if _is_figure(quantity, folded)
        )
    found: list[Span] = []
    for pattern in _BY_KIND[kind]:
        found.extend(Span(*match.span()) for match in pattern.finditer(folded) if match.group())
    return tuple(sorted(set(found)))


def has_unit(question: Question, folded: str) -> bool:
    """Whether a figure in the measure that the question names, or an equal one, stands there.

    An equal one counts only where the thing counted is named: 三个园区 is no number of 家 企业.
    """
    if not question.unit:
        return False
    equal = next((group for group in _EQUAL_UNITS if question.unit in group), {question.unit})
    counted = question.heads[1][:2] if "个" in equal else ""
    # 每家20万元 is no number of 亿元.
    least = _LEAST_OF_UNIT.get(question.unit, 0.0)
    return any(
        (
            quantity.unit in equal
            and quantity.value >= least
            and counted in _clause_of(quantity, folded)
        )
        or quantity.unit == question.unit
        or folded[quantity.end - len(question.unit) : quantity.end] == question.unit
        # 12[轮], 64个[国家], but not 120间[人才公寓].
        or (quantity.unit in ("", "个") and folded.startswith(question.unit, quantity.end))
        or (question.unit == "个" and _counts_as_thing(quantity, folded, question.folded))
        for quantity in quantities(folded)
        if not quantity.ordinal and not (question.unit == "天" and _is_a_day(quantity, folded))
    )


def _counts_as_thing(quantity: Quantity, folded: str, asked: str) -> bool:
    """Whether a figure counts by another word what is asked about with 几个, which fits anything.

    1名联络员 for 要几个联络员, 7座 for 几个座位.
    """
    if quantity.unit not in _CLASSIFIERS:
        return False
    thing = folded[quantity.end : quantity.end + 2]
    return (len(thing) == 2 and is_chinese(thing) and thing in asked) or (
        f"个{quantity.unit}" in asked
    )


def _is_a_day(quantity: Quantity, folded: str) -> bool:
    """Whether a quantity is the day of a date (7月1日), no span of days (7月1日至3日)."""
    before, after = folded[: quantity.start], folded[quantity.end :]
    return before.endswith("月") and not (
        before[-6:-1].count("至") or after[:1] in ("至", "到", "-")
    )


def _clause_of(quantity: Quantity, folded: str) -> str:
    """The clause that a quantity of folded text stands in."""
    before, after = folded[: quantity.start], folded[quantity.end :]
    return _CLAUSE_END.split(before)[-1] + _CLAUSE_END.split(after)[0]


def names_measure(question: Question, folded: str) -> bool:
    """Whether the text names a measure that the asking word asks for (多大 → 规模, 面积)."""
    return any(
        asking in question.folded and measure.search(folded)
        for asking, measure in _MEASURE_OF.items()
    )


_PLUS_MORE = re.compile(r"\+[0-9a-z]")
# 万亿级 says how large an industry is, not what it made, sold or employs.
_LEVEL = re.compile(r"[\d.一二两三四五六七八九十百千万]*[万亿]级")
_ASKS_SIZE = re.compile(r"级|多大|规模|体量|产值|总量")


def _is_figure(quantity: Quantity, folded: str) -> bool:
    """Whether a quantity states an amount: no rank, year or scheme (1+10+N), not the 一 of 一体."""
    if folded[quantity.start - 1 : quantity.start] == "+" or _PLUS_MORE.match(folded, quantity.end):
        return False
    if quantity.ordinal or (quantity.unit in ("年", "") and 1000 <= quantity.value <= 2200):
        return False
    if quantity.unit == "大":
        return False  # 三大产业 names them
    printed = folded[quantity.start : quantity.end]
    return printed[0] not in "一两" or quantity.value > 2 or quantity.unit in _COUNTED


NUMERALS = "零一二三四五六七八九十"


def names_as_many(folded: str, count: int) -> bool:
    """Whether an enumeration of so many members stands beside their number.

    汽车、电子信息、装备制造三个产业, or 三个产业是汽车、…; not 这三个产业，与部门、专家、代表.
    """
    number = rf"(?:{'[两二]' if count == 2 else NUMERALS[count]}|{count})(?:{MEASURES})"
    for match in ENUMERATION.finditer(folded):
        if match.group().count("、") + 1 != count:
            continue
        # The last member runs on: 装备制造三个产业起到了….
        last = match.group().rpartition("、")[2] + folded[match.end() : match.end() + 6]
        before = folded[: match.start()] + match.group().partition("、")[0]
        if re.search(rf"^.{{1,14}}?{number}", last) or re.search(
            rf"{number}[^,。;]{{0,12}}?(?:是|为|即|包括|有|:|-)[^,。;]*$", before
        ):
            return True
    return False


def items_of_enumeration(folded: str) -> int:
    """The number of members of the longest enumeration with 、 in the text; 0 for none."""
    return max((match.group().count("、") + 1 for match in ENUMERATION.finditer(folded)), default=0)
