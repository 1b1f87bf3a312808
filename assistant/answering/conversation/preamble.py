"""What is told before a question without belonging to it: its occasion, or how one came to ask.

A clause is left out only where no answer could depend on it. 我是博士 or 外地户口 is a
condition, 我在写讲话稿 is none; of what lies between, the evidence decides (`Answerer`).
"""

import re
from collections.abc import Sequence

from assistant.answering.conversation.parts import asks, asks_only_how_many
from assistant.answering.words.places import areas_of
from assistant.answering.words.question import topic_of
from assistant.text import fold

_WHO = r"(?:我们?|咱们?|本人|单位|领导|老板|主任|老师|同事)"
_GENRE = (
    r"(?:讲话|发言|演讲|汇报|宣传|调研|新闻|工作|会议|学习|分析|研究|毕业|背景|招商|推介|申报)?"
    r"(?:材料|稿子?|文稿|方案|报告|汇报|总结|综述|论文|作业|文章|课件|ppt|公文|简报|通稿)"
)
# Whose text it is: 能源专班的材料, 研究室的报告; what it is about may be the question's subject.
_OWNER = r"(?:[一-龥]{1,6}(?:专班|科室|部门|单位|公司|[局处办委室]|中心)的)?"
# 下午要给领导汇报
_SOON = r"(?:今天|明天|上午|下午|晚上|马上|待会儿?|等会儿?|一会儿?)"
_REPORTING = (
    rf"(?:{_SOON}+(?:我们?)?|我们?{_SOON}*)(?:要|得|需要|准备)?(?:给|向|跟)"
    r"(?:领导|老板|上级|大家|同事|[书局处科市县区部]长|书记)[^,]{0,4}?(?:汇报|发言|讲话|讲课)(?:用|要用|时用)?"
)
# 用一两句话概括; 请对比说明并注明出处; 数字要准
_MANNER = (
    r"请?用(?:一|两|一两|两三|几)句话(?:概括|总结|说|回答|归纳|说明)(?:一下|就行)?|"
    r"请?(?:对比|比较)?(?:说明)?并?(?:请?注明|标明|附上?|给出)(?:出处|来源|依据)|"
    r"(?:数字|数据)(?:一定)?要(?:准|准确|对|真实)|"
    r"(?:(?:[两三四几]个)(?:数(?:字|据)?)?)?(?:一并|一起|一块儿?|都|分别)*(?:告诉|发给?|给|回复)(?:一下)?我(?:一下|吧)?|"
    r"(?:[两三四几]份?(?:材料|文件|文章)?(?:里|中)?)?各自?(?:找|给|列|取|摘|举)(?:出|我)?一?个?(?:数(?:字|据)?|例子)|(?:请|麻烦)?结合[^,]{2,8}(?:说明|回答|谈谈)"
)
# 人才短缺怎么补,文章里怎么说: it asks no more than the clause before it.
_TELLER = (
    r"(?:(?:这|那)(?:[篇份位个些]|几[篇份位])?)?"
    r"(?:文章|文中|原文|文件|材料|资料|报道|报告|通知|方案|作者|专家|学者)(?:里|中|里面|当中|上|们)?(?:对此|具体)?"
)
_SAYS = re.compile(
    rf"{_TELLER}(?:又|都)?是?(?:怎么|如何|怎样|咋)(?:说|讲|写|谈|提|回答|规定|要求)(?:的|法)?"
)
# 怎么补,作者有什么办法: to ask how is to ask for the ways.
_WAYS = re.compile(
    rf"{_TELLER}(?:有|给出?了?|提出?了?|开出?了?)(?:什么|哪些|啥)(?:具体|好)?的?(?:办法|对策|建议|措施|主张|思路|招数?)"
)
_WHICH = re.compile("哪(?:一|几|两|三)?[篇份位个]|谁")
_HOW = re.compile(r"(?:怎么|如何|怎样|咋)(?!样|看|说|讲)")
_MANNER_ALONE = re.compile(rf"\s*(?:{_MANNER})[ ,:。;?!]*")
# 领导要我写个招商材料, 写稿子要两个数, 我要写进材料里, 需要一个数据.
_OCCASION = re.compile(
    rf"{_REPORTING}|(?=.*(?:{_GENRE}|个数|个例子|个问题))"
    rf"{_WHO}?[处科室局]?(?:最近|现在|今天|正在?|在|要|想|得|需要|叫|让|安排)*{_WHO}?(?:在|来|去)?"
    rf"(?:(?:写|起草|撰写|准备|整理|做|弄|赶|编)(?:个|一?[份篇个段]|些|一下|进|到)?{_OWNER}{_GENRE}(?:里|中)?)?"
    r"(?:时|用|要用|需要|(?:想|得|需?要|缺|找)*(?:核对?实?|查|问|确认|用)?(?:一下)?"
    r"[一二两三几]?个(?:数据?|数字|例子|问题))?"
)
# 核几个数 asks for no number of them.
_SOME = re.compile("几(?=个(?:数据?|数字|例子|问题)$)")
_CLAUSES = re.compile(r"(?<=[,，:：。;；?？!！])")
# Who tells of himself, or of somebody near, before he asks.
_ASKER = re.compile(
    r"^(?:您好|你好|请问|老师好)?[,，!！]?(?:我|咱|俺|本人|家里|朋友|亲戚|邻居|同事)"
)
_CONDITION = re.compile(
    r"\d|[去前今明]年|[一二两三四五六七八九十百]+(?:[岁人口套层楼级次胎孩年月天亩]|多?平|个(?:孩|人|月))"
)
_POINTS_BACK = re.compile(r"^(?:那|这|它|他|她|其|该|此)|[这那][笔个种项些样]")
# A question of more topic characters than this names what it is about.
OWN_CHARS = 7


def without_occasion(question: str) -> str:
    """A question without the clauses that only say what it is asked for, or how many there are.

    Nor how it is to be answered (用一两句话概括, 注明出处), nor those that ask no more than the
    one before them.

    >>> without_occasion("我在写讲话稿，需要一个数据：全县小型水库的总库容是多少？")
    '全县小型水库的总库容是多少？'
    >>> without_occasion("水库怎么管护，文章里怎么说？")
    '水库怎么管护'
    """
    clauses = [each for each in _CLAUSES.split(question) if not _MANNER_ALONE.fullmatch(fold(each))]
    clauses = [
        clause
        for place, clause in enumerate(clauses)
        if not _asks_the_same(clause, clauses[:place])
    ]
    question = "".join(clauses).rstrip("，,：:") or question
    kept = "".join(
        clause
        for place, clause in enumerate(clauses)
        if not _is_occasion(clause)
        and not (asks_only_how_many(clause) and any(map(asks, clauses[:place])))
    ).rstrip("，,：:")
    return kept if _names_its_subject(kept) else question


def _asks_the_same(clause: str, before: Sequence[str]) -> bool:
    """Whether a clause only asks what is said of what those before it ask."""
    bare = fold(clause).strip(" ,:。;?!")
    if not any(map(asks, before)) or _WHICH.search(fold(before[-1])):
        return False  # 哪篇文章谈到人才,文章怎么说的 asks two things
    how = _HOW.search(fold(before[-1])) is not None
    return bool(_SAYS.fullmatch(bare) or (how and _WAYS.fullmatch(bare)))


def _is_occasion(clause: str) -> bool:
    bare = fold(clause).strip(" ,:。;?!")
    return bool(bare) and not asks(_SOME.sub("", bare)) and bool(_OCCASION.fullmatch(bare))


def question_alone(question: str) -> str:
    """The clauses from the first that asks, where the asker tells his story before them; else "".

    Only where they name what they are about, and the story gives no number, year or place.

    >>> question_alone("我们小区才换了物业，手续乱得很，物业维修资金的使用申请要交到哪里？")
    '物业维修资金的使用申请要交到哪里？'
    """
    clauses = _CLAUSES.split(question)
    first = next((place for place, clause in enumerate(clauses) if asks(clause)), 0)
    story, asked = "".join(clauses[:first]), "".join(clauses[first:])
    if not _ASKER.match(story) or _CONDITION.search(fold(story)) or areas_of(fold(story)):
        return ""
    return asked if _names_its_subject(asked) and not _POINTS_BACK.search(asked) else ""


def _names_its_subject(asked: str) -> bool:
    """Whether a question is long enough to say what it is about."""
    return len(topic_of(fold(asked)).replace(",", "")) > OWN_CHARS
