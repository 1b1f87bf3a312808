"""Spoken words put as documents write them.

Asking words (啥, 咋, 排老几) are replaced wherever they stand. Other words
(`models/spoken.txt`: 电瓶车 for 电动自行车) are replaced only where the library lacks
the spoken word and has the written one.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from assistant.answering.words.forest import MODELS
from assistant.answering.words.related import RelatedWords
from assistant.text import tokens
from assistant.types import TermStatistics

# What asks, or bids, by itself.
_ASKED = (
    "[哪谁几吗么何否]|多少|多[大长久高远]|怎|介绍|[列说讲谈写]|[帮给]|(?<![申邀聘提])请|[了过]没|吧"
)
_ASKING = tuple(
    (re.compile(spoken), written)
    for spoken, written in (
        (r"(?:排|能排|排到)老几|数老几|是老几", "排第几"),
        (r"啥时候|多会儿|哪会儿", "什么时候"),
        (r"什么价(?![值格位])|[啥什]么?价钱", "多少钱"),
        (r"干(?:嘛|啥|吗)(?:使|用)?的?(?=$|[,?。!\s])", "做什么"),
        (r"为啥", "为什么"),
        (r"[咋啥]个?样儿?", "怎么样"),
        (r"咋", "怎么"),
        (r"啥", "什么"),
        (r"(?<=什么)(?:法子|[高妙]?招数?儿?(?![聘收生标募商])|门道|路子|点子)", "办法"),
        (r"哪儿", "哪里"),
        (r"老总(?=是|叫|姓)", "总经理"),
        (r"钱(?:都)?是?从哪(?:里|儿|[几些][个块]?(?:渠道|地方)?)?来", "资金来源是什么"),
        (r"(?<![要花收用])(?:不用(?:交|花|付|掏)|不(?:要|花|收))钱", "免费"),
        (r"加(?:到|在)?(?:起来|一块儿?|一起)", "合计"),
        (r"干[嘛吗](?=要|那么|这么|非|不|还|老|都)", "为什么"),
        (r"(?<=\d月)份(?!额)|(?<=[一二三四五六七八九十]月)份(?!额)", ""),
        (r"截止(?=到?(?:\d|目前|[去今]年|上?[月年]))", "截至"),
        (r"一块儿", "一起"),
        (r"(?<=[一-龥])[做搞干冲弄奔]到(?=了?多少)", "达到"),  # 产值做到多少
        # 鹿屿那边一年有几天: beside a name it says nothing; 马路那边是什么 does.
        (
            r"(?<=[一-龥]{2})(?<![在到往从去向和跟对])(?:[那这]边|那儿)(?=[一-龥]{2})"
            r"(?![是去来走过落飞跑和跟])",
            "",
        ),
        (r"(?<=[高低快慢多少升降涨跌长落了])几个点(?=$|[,?。!\s])", "几个百分点"),
        # 好多钱 asks in the south-west, where nothing else in the question asks.
        (
            rf"^(?P<of>(?:(?!{_ASKED}).)*?[^了有])好多(?=(?:钱|岁|亩|吨|[个人家年天次]$)(?:(?!{_ASKED}).)*$)",
            r"\g<of>多少",
        ),
        (r"啷个", "怎么"),
        # 去年实际产了多少吨: the output is what documents give.
        (
            r"(?<=[一-龥])(?:(?:实际|总共|一共)产出?了?|生产出?了|(?<![增减亩单投停破财资房水特土流复量生])产出?了)"
            r"多少(?P<unit>[辆台吨]|[万亿][辆台吨块千])?"
            r"(?=$|[,?。!\s])",
            r"产量是多少\g<unit>",
        ),
        (r"里头(?=谁|哪|有|[,。?]|$)", "里面"),
        (r"(?:有|包括|分为)哪些(?:种类|类型|品种)(?=[,。?]|$)", "有哪几种"),
        # 请把涉及的产业门类列全
        (
            rf"(?:麻烦)?请?(?:你|您)?把(?P<what>(?:(?!{_ASKED})[^,。?]){{4,40}}?)(?:都|全部)?"
            r"(?:列全|列出来|列一下|列出|列举出来|列清楚)(?=[,。]|$)",
            r"\g<what>有哪些",
        ),
        (r"(?<=[一-龥]{2})之(?=[上下内][?,。]|[上下内]$)", ""),  # 制度之下
        # 按预案由谁负责: whichever text has it.
        (
            r"^按照?(?:预案|规定|方案|办法|文件|通知|条例)(?:的?(?:规定|要求))?,?(?=由|应|要|该|谁|哪|什么|怎)",
            "",
        ),
        (r"要不要得|要得不|要得吗", "可以吗"),
        (r"行不行|成不成|中不中|可不可以", "可以吗"),
        (
            r"多少钱一(?P<unit>[张斤吨度亩头只棵株升]|公[斤顷里]|千克|平米|[平立]方米)(?![一-龥])",
            r"每\g<unit>多少钱",
        ),
        # 猪肉一公斤卖多少钱, 一度电多少钱
        (
            r"(?<![第十百千万每])一(?P<unit>公?斤|千克|吨|度|亩|公顷|[头只棵株])(?P<of>[电水地]?)"
            r"[要卖是收]?(?=多少钱)",
            r"每\g<unit>\g<of>",
        ),
        # 要盯紧那些领域: written so for 哪些 in a question that asks with no other word.
        (rf"^(?P<before>(?:(?!{_ASKED}).)*)那(?=些(?:(?!{_ASKED}).)+$)", r"\g<before>哪"),
        # 麻烦帮我把目标整理一下
        (
            rf"(?:麻烦|请)?(?:你|您)?(?:帮我|帮忙|给我)把(?P<what>(?:(?!{_ASKED})[^,。?]){{4,40}}?)"
            r"(?:整理|梳理|汇总|归纳|总结|列)(?:一下|出来|清楚)(?=[,。]|$)",
            r"\g<what>有哪些",
        ),
        (
            rf"^(?:麻烦)?请?(?:你|您)?(?:逐一|分别|逐条)?(?:列出|列举|罗列)(?:一下)?"
            rf"(?P<things>(?:(?!{_ASKED}|列).)+?)[。?]*$",
            r"\g<things>有哪些",
        ),
        # 转型要从哪几个领域入手
        (
            r"要?(?:应该?|可以|能)?从哪(?P<so>几个?|些)(?P<many>领域|方面|环节|角度|层面|方向)"
            r"(?:入手|着手|发力|做起|推进|破题|努力|下功夫)(?=$|[,?。])",
            r"有哪\g<so>\g<many>",
        ),
        # 获批的有几家,是谁
        (
            r"有(?:几|多少)[家个所位名座](?P<what>[一-龥]{0,4}?)[,、]?(?:分别|都|各)?"
            r"(?:是|叫)(?:谁|哪些|哪几?[家个所位名座]?|什么)(?=$|[,?。])",
            r"有哪些\g<what>",
        ),
        (r"多少个点(?=$|[,?。!\s])", "多少个百分点"),
        # 谁在文章里提了飞地经济
        (
            r"^(?:是)?谁在?(?:哪篇)?(?:文章|文中|稿件|报道)(?:里面?|中)?(?:提|说|讲|谈|写)(?:到|了|过|起)+",
            "哪位作者提到了",
        ),
        # 市长讲压实责任,说了哪几条: what is listed, whoever says it.
        (
            r"^(?:[市县区镇省州乡局厅]长|书记|主任|领导|作者|讲话|报告|文章|通知)?(?:里|中)?(?:在)?[讲谈说提]到?(?P<what>[一-龥]{3,14}),"
            r"(?:一共|总共|都|具体|又)?[讲谈说提][到出]?了?(?P<which>哪[几些](?:[条点项]|个?方面)|哪些内容)(?=[?。]|$)",
            r"\g<what>有\g<which>",
        ),
        # Who asks whether a rent is dear wants to know it; 能便宜吗 asks for less.
        (r"(?<=[金价费租票])(?:便不便宜|便宜[吗么]|贵不贵|贵[吗么])(?=$|[?,。])", "是多少钱"),
        # 谁写的养老那篇文章, 谁写了养老那篇
        (
            r"^(?:请问)?是?(?:谁|哪位(?:作者|记者))(?P<did>写|撰写|采写|执笔)[的了](?P<which>[^,。?]{2,24}?"
            r"(?:[那这](?:一)?篇(?:文章|报道|论文|稿子?)?|的(?:文章|报道|论文)))(?=[?。]*$)",
            r"\g<which>是谁\g<did>的",
        ),
        (r"[够多好快大高难]不(?P<same>[够多好快大高难])(?=$|[,?。!\s])", r"\g<same>吗"),
    )
)

# Kinds of bodies, after what they make or do.
_BODY = re.compile(r"(?<=[一-龥]{2})(?:企业|公司|机构|单位|部门)$")

# 什么时候通的车
_PARTED_VERB = re.compile(
    r"(?<=[候年月天间时里哪谁])(?P<verb>[一-龥])的(?P<object>[一-龥])(?=$|[?,。])"
)
# 云泽市2023年进出口总额: a measure alone is asked how much it is.
_MEASURE_ALONE = re.compile(
    rf"(?P<measure>^(?:(?!{_ASKED}|[,、。!;:]).)+(?:规模|总量|总[额值]|数量|金额|比[例重]|占比|面积|人[数口]|"
    r"增[速幅]|(?<!效)率|指数|余额|均价|产[值量]|总收入|gdp)(?:的?目标)?)(?=\??$)"
)
# What is asked of a thing that grows.
_GROWTH = re.compile(
    r"(?:的?(?:同比|比上年|比去年)?(?:增长|下降|提高|增加|减少|增速|增幅|增长率|降幅)了?)+$"
)


def in_written_words(folded: str) -> str:
    """A folded question with its spoken asking words as they are written.

    >>> in_written_words("公司咋分好处,图个啥?")
    '公司怎么分好处,图个什么?'
    """
    for spoken, written in _ASKING:
        folded = spoken.sub(written, folded)
    folded = _PARTED_VERB.sub(_joined, folded)
    return _MEASURE_ALONE.sub(r"\g<measure>是多少", folded)


def _joined(parted: re.Match[str]) -> str:
    """A verb and its object together again, where both make a word: 通车 for 通的车."""
    word = parted["verb"] + parted["object"]
    return word if word in RelatedWords.load() else parted.group()


@lru_cache(maxsize=1)
def written_for() -> dict[str, tuple[str, ...]]:
    """What documents write, likeliest first, by what people say; the longest said first."""
    lines = (MODELS / "spoken.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in lines if line and not line.startswith("#")]
    rows.sort(key=lambda row: (-len(row[0]), row[0]))
    return {said: tuple(written) for said, *written in rows}


def written_names(phrase: str) -> tuple[str, ...]:
    """What ends a phrase, with the names that documents write for it; () for no spoken word.

    >>> written_names("上半年gdp增长")
    ('gdp', '地区生产总值', '国内生产总值')
    """
    bare = _GROWTH.sub("", phrase)
    known = written_for()
    ends = (bare[start:] for start in range(len(bare) - 1))
    return next(((end, *known[end]) for end in ends if end in known), ())


def in_library_words(topic: str, statistics: TermStatistics) -> str:
    """A folded topic with the spoken words that the library lacks as it writes them.

    It lacks a word of which it has not all pairs of characters. A compound of a kind of body may
    stand in it apart: 汽车 and 企业 for 车企.
    """

    def lacks(word: str) -> bool:
        pairs = (token for part in word.split(",") for token in tokens(part))
        return any(statistics.document_frequency(token) == 0 for token in pairs)

    return in_words(topic, lacks)


def in_words(topic: str, lacks: Callable[[str], bool], *, after_names: bool = False) -> str:
    """A folded topic with the spoken words that something lacks as it writes them.

    Of several written words the first is taken that it does not lack. What is only part of a
    word stays: 租房 in 公租房. With `after_names` the character before it may end a word of its
    own: 单产 in 油菜单产.
    """
    known = written_for()
    longest = len(next(iter(known)))
    pieces = {
        topic[start : start + length]
        for start in range(len(topic))
        for length in range(1, longest + 1)
    }
    for spoken in sorted(pieces & known.keys(), key=lambda said: (-len(said), said)):
        if spoken in topic and lacks(spoken) and _stands_alone(spoken, topic, after_names):
            names = (*known[spoken], *filter(None, map(_parted, known[spoken])))
            name = next((name for name in names if not lacks(name)), spoken)
            topic = topic.replace(spoken, name)
    return topic


def _parted(name: str) -> str:
    """A compound of a kind of body as its two words, apart (汽车,企业); "" for any other."""
    kind = _BODY.search(name)
    return f"{name[: kind.start()]},{kind.group()}" if kind else ""


def _stands_alone(word: str, topic: str, after_names: bool) -> bool:
    """Whether neither end of a word makes another word with the character beside it."""
    before, _, after = topic.partition(word)
    words = RelatedWords.load()
    if before[-1:] + word[0] in words and not (after_names and before[-2:] in words):
        return False
    return word[-1] + after[:1] not in words
