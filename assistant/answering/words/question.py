"""What a question asks, about what, and under which constraints. Pure; no library needed."""

import re
from dataclasses import dataclass

from assistant.answering.words.colloquial import in_written_words
from assistant.answering.words.kinds import (
    DIGITS,
    HOW_MANY_TOLD,
    MEASURES,
    NOT_BECOME,
    TOLD,
    Kind,
    kind_of,
)
from assistant.answering.words.years import years_of
from assistant.text import fold

# Counters that also begin words (场馆, 台账, 户籍), where no such word follows.
_COUNTERS = (
    r"场(?![馆地所景])|台(?![账湾])|辆|艘|张|间(?!隔)|户(?![数籍口外])|亩|吨|套(?!餐)|级(?!别)|"
    r"头|只|分(?![公院店行局部校钟支类成工歧])|棵|株|座|门|枚|颗|根|匹|幅|剂|度(?![假数量过])|例(?![如会外行])|起(?![义点源草诉])|笔(?![记试])|份(?!额)|"
    r"册(?!子)|部(?![门署队分位委长级落件属下])|栋|幢|盏|架(?!构)"
)

_LISTING = re.compile(
    rf"哪些|哪(?:[{DIGITS}]+|几)|有什么|有啥|包括什么|包括哪|分别|列出|列举|方面(?:是|有|$)|几个?方面|"
    r"一项项|列(?:清楚|全)|清单(?=$|[,?。])|"
    rf"{TOLD}|{HOW_MANY_TOLD}|"
    r"什么(?:样的)?(?:条件|材料|资料|手续|证件|证明)"
)

# What is counted, between the count and the link (三条举措是什么).
_COUNTED_NOUN = r"(?:(?:政策|具体|主要)?(?:措施|举措|建议|任务|要求|做法|原则|内容|意见|目标))?"

# What is blanked from a question to leave its topic: the words that ask.
_ASKING = re.compile(
    r"(?:^|(?<=[,!]))(?:(?:你|您|老师)好(?=[,!。\s]|请问|我)|(?:麻烦|请|劳驾)?[您你]?(?:问|打听|请教|咨询)[您你]?一?下)|"
    r"请问|^请(?!求|示|愿|假)|(?:^|(?<=,))(?:要是|如果|假如|倘若|万一|一旦)|麻烦|告诉我|能否|"
    r"我?想(?:要)?(?:知道|了解|问|确认|核实|咨询|请教|打听)(?:一下|下)?|(?:帮我|帮忙)(?:查|看|找|问|归纳|概括|总结|整理|梳理|汇总)(?:一?下|看|查|找|出来?)?|"
    r"(?:[,请]|尽量|千万|最好)*(?:别|不要)(?:遗?漏|落下)(?:了|掉|项)?(?=$|[,?。!])|打算(?!盘)|"
    r"(?<=[年月底])[省市县区镇乡村]里(?![程面约弄])|"  # 2025年县里要新增
    r"(?<=[一-龥])计划(?=[一-龥]{1,3}(?:多少|几[^乎]|哪))|"
    r"(?<=[一-龥\d])实际(?=(?:完成|达到|实现|达成|增长|下降|建成|新增|[是有为])了?(?:多少|几))|"
    r"劳驾|谢谢(?:[你您]|了|啦)?|多谢|请?(?:按照?|照|根据)[一-龥]{2,4}的观点回答|请?分[点条]列出|"
    r"(?:(?<=^[一-龥]{2})|(?<=^[一-龥]{3})|(?<=^[一-龥]{4}))方面(?!军)|来着|一[个种批家座条套项](?=什么|怎[么样])|(?:^|(?<=,))(?:建议|主张|呼吁|提议|倡议)(?=[一-龥]{3})(?![书的是有里中])|"
    r"认为|觉得|准备(?=[培搭建打设推开采引组])|这一?(?:[条块点节章]|部分|方面)(?:下面|底下|里面|里头|里|中)|"
    r"(?<=[一-龥])(?:下面|底下|里面|里头)(?=(?:一共|总共|都)?(?:有|包括|讲|列|说|分|提))|"
    r"(?<=[一-龥])的?(?:全名|全称)(?=(?:是|叫|为)?(?:什么|啥)|是\??$)|"
    r"请?(?:逐[条一项个]|全部|一一|都)*列(?:出来?|举|一下|全|清楚|给我)(?=$|[,?。!\s])|"
    r"介绍(?:一下)?|说说|说一下|谈谈|老百姓|普通(?:人|市民|百姓|群众)|大家|咱们?|我家|"
    rf"{NOT_BECOME}为什么(?:说)?|为何|为啥|何以|缘何|什么时候|什么时间|什么地方|"
    rf"叫?(?:什么|啥)名字|什么样的?|[是有]?(?:什么|啥)(?:意思|含义)|是(?:指|一?[个种])(?:什么|啥)(?:概念|东西)|什么叫|什么是|何谓|何为|是指什么|何时|到底|究竟|原定|原计划|今后|将来|往后|日后|"
    rf"何处|何地|何人|何种|"
    r"(?:[两三四五几各每]篇)?(?:作者|本文|该文|文章|文中)[里中]?(?:分别|各自|各|都)?(?:认为|指出|强调|提到|提出|主张|建议|呼吁|说|讲|谈)到?(?:了|的)?|"
    r"(?:能|可以)?(?:排|处|居)(?:在|到|于)?(?:什么|怎样的|第几)(?:位置|地位|名次|位次|位|名)|"
    r"怎么样|(?:怎么|怎样|如何)变得更?|怎么做到|怎么做(?![好强大优实活细])|怎么|怎样做到|如何做到|怎样|如何|咋样?|多少(?:个|家|项|人|名|位|种|次|条|件|所|篇|元|"
    r"公里|倍|天|年|" + _COUNTERS + r")?|"
    r"哪(?:[" + DIGITS + r"几一]+)?(?:" + MEASURES + r"|里|儿|些|年|月|天|日)?|"
    r"(?:总共|一共)?(?:需?要)?(?:分(?:成|为)?|走|办)?哪?几(?:步走?|道(?:手续|程序|关))|"
    r"第几[条章节](?:讲|说|写|规定|提到|涉及)?的?(?:是(?:关于)?)?|第几|几(?:"
    + MEASURES
    + r"|个?(?:工作日|小时|星期|月份?)|分钟|块钱?|元|毛钱?|公里|平方米?|米|"
    r"天|周|号|日|年|届|岁|人|成|倍|" + _COUNTERS + r")|"
    r"多(?:长时间|大|高|长|重|宽|深|远|久|快|厚)(?!学)|有(?:些)?什么|有啥|是什么|什么|啥|谁|"
    r"是否|能不能|可不可以|会不会|是不是|有没有|吗|呢|么(?=\??$)|吧|呀|啊|"
    rf"(?:的)?[两二三四五六七八九十\d]{{1,3}}(?:个方面|方面|个|点|条|项|大)(?={_COUNTED_NOUN}(?:是|有|分别|包括|[?]?$))|"
    r"一共有?|总共有?|共计有?|叫做?|这(?:个(?![月年季星周])|些|项|份|条|次|种|篇|则)|分别|具体|主要|(?<![成首古故])都|一下子?|多(?=[一-龥]{1,2}一[点些])|(?<=[一-龥])一(?:点儿?(?![一二三四五六七八九十])|些)|"
    r"\b(?:what|which|who|whom|when|where|why|how|many|much|is|are|was|were|do|does|did|"
    r"the|of|in|a|an|to|for|and|list|tell|me|about|please)\b"
)
_PUNCTUATION = re.compile(r"[^\w%.·\"《》+-]+|_")
_COUNT = re.compile(
    r"(?:哪|有哪|这|那|的|提了|提出|提到)?(?<!第)([两二三四五六七八九十]|\d{1,2})(?:"
    + MEASURES
    + r")"
)
_COUNT_ASKED = re.compile(r"哪([两二三四五六七八九十]|\d{1,2})")
_COUNT_GIVEN = re.compile(
    rf"([两二三四五六七八九十]|\d{{1,2}})个?(?:方面|点|大|条|项)(?={_COUNTED_NOUN}(?:是|有|分别|包括|[??]?$))"
)
# 四个协同是什么: as many of them as that, called so.
_COUNTED_THING = re.compile(
    r"(?P<count>[两二三四五六七八九十]|\d{1,2})(?:个|大|项|条|种|类|道(?!路))(?P<noun>[一-龥]{2,6}?)"
    r"(?:分别|都|各|具体)*(?:是什么|是啥|指什么|是指|是哪些?|包括|包含|有哪些)"
)
# 四个协同, 下一步的三大抓手: the same with nothing that asks.
_COUNTED_ALONE = re.compile(
    r"(?P<count>[两二三四五六七八九十]|\d{1,2})(?:个|大|项|条|种|类)(?P<noun>[一-龥]{2,4})[?]?$"
)
_ORDINAL = re.compile(
    r"第([一二三四五六七八九十]|\d{1,2})(?:个方面|方面|个|点|条|项|类|种|步|部分|部|章|节|"
    r"款)(?!.*多少条)"
)
_QUOTED = re.compile(r'《([^》]+)》|"([^"]{2,})"')
# 多少本钱, 多少支出: words that begin as units do.
_NO_UNITS = (
    "本[钱金息]|成[本果员立功绩就品交]|支[出付队]|名[额单]|首付|处[罚分理]|部[门队]|场[地所馆]|门[店诊]|"
    "代表|节[能目约]|集[体团]|年轻|村[民医]|户籍|条[例件]|种[植子]|位置|套[餐路]"
)
_UNIT = re.compile(
    r"(?:多少|(?<![哪第])几)(?:多|[万亿](?!亿?元))?(万亿元|亿元|万元|公里|千米|平方公里|平方米|个百分点|"
    r"百分点|人次|个?小时|个月|个工作日|分钟|"
    r"工作日|[块毛]?钱|[毛角](?!度)|"
    rf"(?!{_NO_UNITS})"
    r"[个家项种人次位名成倍类条座所篇岁块元米间级届层天年部张支场分辆台艘架只头处代集卷章节首本册期轮秒度吨亩户村县省市国岛门艺套栋幢棵株])"
)
_AS_SOON = "(?:以[上下内外])?(?:的?时候?|就|才|要|得|必须|应)"
# Measures that the words beside the asking one keep, as they begin other words too (只要, 间接).
_COUNTS_THINGS = frozenset("架台辆艘只套间部栋幢")
_UNIT_OF = {
    "钱": "元",
    "块钱": "元",
    "毛钱": "元",
    "毛": "元",
    "角": "元",
    "块": "元",
    "个小时": "小时",
    "个工作日": "工作日",
}
ASKING_WORD = re.compile(
    r"为什么|为何|什么时候|什么时间|什么地方|什么样的?|什么|怎么样|怎么|怎样|如何|多少|"
    r"哪[一两二三四五六七八九十几\d]*[个些位里儿年月天家部座条项种所篇]?|谁|第几|(?<![好这那])几|"
    r"多[大高长重宽深远久]|何时|何处|何地|何人|何"
)
# Links that are also the last character of a word (节能, 社会, 国有, 需要): what it then follows.
_WORD_BEFORE = {
    "能": "节功智性效职才动热电核势潜产氢储用",
    "会": "社大协委学商工机晚议宴集聚理聘览布谈证峰席动讨流介",
    "有": "国公私所拥具含共占享",
    "为": "行作认成华",
    "在": "存现内",
    "约": "条公节合契大预制",
    "达": "发到表传",
    "要": "重主需纪摘概提必",
    "由": "自理",
    "是": "但于",
    "了": "为除",
    "都": "成首古故",
}
_LINKS = re.findall(
    r"\w+",
    "合计有 共有 合计 设定 定下 是 有 为 在 达到 达 约 了 由 被 叫 需要 需 要 做 会 能 可以 "
    "应该 应当 将 曾 采取 进行 提出 包括 具体 主要 分别 都",
)
_LINK = "|".join(
    f"(?<![{_WORD_BEFORE[link]}]){link}" if link in _WORD_BEFORE else link for link in _LINKS
)
# Possessive, here and below: 合计有 is also 合计 and 有, and so are all its repetitions.
_LINKS_BEFORE = re.compile(rf"(?:{_LINK}|[,\s])++$")
_LINKS_AFTER_PIECE = re.compile(r"^(?:的|是|有|了)+")
# 什么条件, 哪些项目: words that begin as measures do.
_NO_MEASURES = (
    "条[件例款文约]|项目|名[单称次额]|位置|家[庭长]|点[位]|组[织成]|次[数序]|层级|类[别型]|种类|"
    "款项|支[持出付撑援]|批[次复准]|篇目|部[门队委]|人[才员口均数]"
)
_LINKS_AFTER = re.compile(
    rf"^(?:(?!{_NO_MEASURES})(?:钱[一每](?:{MEASURES}|[顿斤晚桌瓦度平吨趟][米方]?)|"
    rf"{MEASURES}|{_COUNTERS}|公里|元|人|倍|岁|[的,\s了]))++"
)
_CHINESE_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九十")} | {
    "两": 2,
    "〇": 0,
    "○": 0,
}

# 得具备哪些条件: who must meet something is asked for that, not for an attribute of his.
_MEETING = re.compile(
    r"(?:必须|需要?|应当|应该?|得|要)?(?:具备|满足|符合|提交|提供|准备|携带|带上?|收取)$"
)
HEAD_CHARS = 4
LONGEST_SHOWN = 20
_DATED = re.compile(r"^.*\d[年月日届季号](?:前|后|底|末|初)?")
# 产值2021年达到多少: the attribute stands before the year.
_YEAR_BEFORE = re.compile(r"(?<=[一-龥]{2})[到在]?\d{4}年(?:底|末|初)?$")
# Words of time, and before the asking word of degree, of who rules it, of what it is paid for
# (绿地率最低多少, 租金文件规定多少, 停车费一个月多少钱): no part of an attribute.
BESIDE_ATTRIBUTE = re.compile(
    r"已经|至今|累计|今天|明天|昨天|现在|目前|最近|今年|明年|去年|本周|下周|上周|本月|下月|上月|"
    r"(?:最低|最高|最多|最少|最大|最小|最长|最短|至少|大约|大概|一般|通常|"
    r"(?:文件|政策|办法|方案|合同)?[里中上]?规定|"
    r"(?<=[一-龥]{2})(?:(?<!第)一(?:个?月|年|天|次|个?小时|学期)|[一每](?:平米|平方米?|平|亩地?|吨水?|套|户|度电?|份|公[里斤顷]|千克|斤|立方米?水?|[头只棵株])))"
    r"(?=[是为要有]?(?:多|几|哪))"
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question taken apart. All strings but `text` are folded (`assistant.text.fold`).

    `topic` is the question with its asking words blanked; `count` the number of
    items asked for (哪四个方面 → 4) and `ordinal` the one asked about (第二点 → 2),
    None where the question names none; `unit` the measure word of a number
    question (多少家 → 家) or "". `listing` says that several things are asked for,
    whatever their kind (哪些年份, 哪三位作者). `heads` are the words next to the
    asking word, before and after it, up to four characters each: the attribute
    that is asked for (人口有多少 → 人口; 有多少家企业 → 企业); "" for none. `attribute`
    is the first of them in full, to be shown: 企业所得税减免, not 得税减免.
    """

    text: str
    folded: str
    kind: Kind
    topic: str
    listing: bool
    count: int | None
    ordinal: int | None
    unit: str
    years: tuple[str, ...]
    quoted: tuple[str, ...]
    heads: tuple[str, str]
    attribute: str


def small_number(digits: str) -> int:
    """The value of 二, 十, 十二 or 12; 0 for anything else."""
    if digits.isdigit():
        return int(digits)
    if digits in _CHINESE_DIGITS:
        return _CHINESE_DIGITS[digits]
    if len(digits) == 2 and digits[0] == "十":
        return 10 + _CHINESE_DIGITS.get(digits[1], 0)
    return 0


def topic_of(folded: str) -> str:
    """Folded question text with commas in place of the words that ask and of punctuation.

    A comma, unlike a space, keeps what stood apart apart when it is cut into terms.
    """
    pieces = _PUNCTUATION.sub(" ", _ASKING.sub(" ", folded)).split()
    bare = (_LINKS_AFTER_PIECE.sub("", _LINKS_BEFORE.sub("", piece)) for piece in pieces)
    return ",".join(piece for piece in bare if piece)


def beside_asking(folded: str) -> tuple[str, str]:
    """The phrases before and after the asking word, without links, words of time and of degree."""
    folded = BESIDE_ATTRIBUTE.sub("", folded)
    match = ASKING_WORD.search(folded)
    if match is None:
        return "", ""
    before = _YEAR_BEFORE.sub("", _LINKS_BEFORE.sub("", folded[: match.start()]))
    after = _LINKS_AFTER.sub("", folded[match.end() :])
    left = _MEETING.sub("", re.split(r"[^\w%]|的", before)[-1])
    following = ASKING_WORD.split(after)[0]
    right = re.split(r"[^\w%]|的|[是有在]|需要|亟[待需]|有待|来(?![源访客信往])", following)[0]
    return left, right


def shown_attribute(phrase: str) -> str:
    """A phrase as a refusal names it: without a date before it, its end where it is very long."""
    bare = _DATED.sub("", phrase)
    return bare if len(bare) <= LONGEST_SHOWN else f"…{bare[-LONGEST_SHOWN:]}"


def _unit_of(asked: re.Match[str], folded: str) -> str:
    """The unit in which a number is asked for: 元 for 多少钱, 人 for 几个人."""
    if asked[1] == "个" and folded[asked.end() :].startswith("人"):
        return "人"
    return _UNIT_OF.get(asked[1], asked[1])


def analyse(text: str) -> Question:
    """Take a standalone question apart."""
    folded = in_written_words(fold(text).strip())
    kind = kind_of(folded)
    asked = _COUNT_ASKED.search(folded) or _COUNT_GIVEN.search(folded)
    listing = bool(_LISTING.search(folded))
    if listing and asked is None:
        asked = _COUNT.search(folded)
    ordinal = _ORDINAL.search(folded)
    left, right = beside_asking(folded)
    thing = _COUNTED_THING.search(folded)
    if thing is None and kind == "open" and not ASKING_WORD.search(folded):
        thing = _COUNTED_ALONE.search(folded)
    if thing and asked is None:
        asked, listing, right = thing, True, thing["noun"]
    unit = _UNIT.search(folded)
    if unit and unit[1] == "个月":
        right = right.removeprefix("月")  # 缴多少个月|社保
    if unit and unit[1] in _COUNTS_THINGS and right[1:]:
        right = right.removeprefix(unit[1])  # 多少架|物流无人机
    elif unit and re.match(rf"{re.escape(unit[1])}{_AS_SOON}", right):
        right = ""  # 涨到多少米就要马上转移: nothing is counted
    return Question(
        text=text,
        folded=folded,
        kind=kind,
        topic=topic_of(folded),
        listing=listing,
        count=small_number(asked.group(1)) if asked else None,
        ordinal=small_number(ordinal.group(1)) if ordinal else None,
        unit=_unit_of(unit, folded) if unit and kind == "number" else "",
        years=years_of(folded),
        quoted=tuple(first or second for first, second in _QUOTED.findall(folded)),
        heads=((_DATED.sub("", left) or left)[-HEAD_CHARS:], right[:HEAD_CHARS]),
        attribute=shown_attribute(left),
    )
