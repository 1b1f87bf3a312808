"""Answers whose form is told by what is asked for: a number to ring, a school, a country."""

import re
from collections.abc import Sequence

from assistant.answering.refusing.case import shown_of
from assistant.answering.sentences.extractive import MOST_SHOWN, Ranked
from assistant.answering.sentences.who import nobody_named
from assistant.answering.words.kinds import DIGITS
from assistant.answering.words.places import PLACES
from assistant.answering.words.question import Question

# 处以罚款:(一)每株三万元 says in its lead what its items are; any sentence shown may name a place.
_TOLD_IN_PASSAGE = frozenset({"罚款"})
_TOLD_IN_SHOWN = frozenset({"城市", "国家", "费用"})
_AREAS = ("区", "县", "乡", "镇", "街道", "村")
_PEOPLE = (
    "员工|职工|工人|工作人员|教职工|教师|老师|学生|医生|护士|党员|干部|居民|村民|会员|队员|志愿者"
)
# What is asked for by its name has a form that can be told.
_FORMS = tuple(
    (name, re.compile(asked), re.compile(form))
    for name, asked, form in (
        (
            "电话号码",
            r"(?:电话|手机)(?:号码?)?(?:是|为)?(?:多少|几|什么|\??$)",
            r"\d{3,4}-?\d{3,4}(?!\d)|(?<!\d)1\d{2}(?!\d)|\d{5,}",
        ),
        ("电子邮箱", r"邮箱|电子邮件", r"@"),
        (
            "人数",
            r"(?:(?:人数|人口)(?:是|有|为|达到?)?|(?:人员|职工|员工)(?:一?共|总共)?有)多少(?![个家项%])",
            r"[\d一二三四五六七八九十百千万亿]\s?[多余]?(?:名|人|位)",
        ),
        (
            "人数",  # 有多少员工: neither a count of companies nor the word alone
            rf"多少(?:名|位|个)?(?:在职|正式|在编|从业|参保|退休)?(?:{_PEOPLE})(?=$|[?,。吗呢啊])",
            rf"[\d一二三四五六七八九十百千万亿]\s?[多余]?(?:名|人|位|个)|(?:{_PEOPLE})[^,。;、]{{0,6}}\d",
        ),
        (
            "损失的数额",
            r"多[大少]的?(?:直接)?(?:经济|财产)?损失|损失(?:了|是|有|达到?|约)*多[少大]",
            r"元|[\d.]+[万亿]",
        ),
        ("罚款", r"罚款?了?[我你他她咱]?们?(?:多少|几)", r"罚"),
        (
            "位置",
            r"(?:建|设|坐落|选址|放|装|开)[在于](?:哪个|什么)(?:位置|地点)|(?:具体|详细)的?(?:位置|地址)|"
            r"地址(?:是|在)?(?:哪|什么|\??$)",
            r"位于|坐落|地处|地址|毗邻|紧邻|选址|设在|建在|落户|"
            r"[一-龥](?:(?<!思)路|街|大道|村|镇|乡|街道|社区|区|县|广场|园|湖|山|河|岸|旁|侧|楼)",
        ),
        (
            "科目",
            r"教[^,。?授]{0,4}(?:什么|哪[门个些])(?:科目|学科)",
            r"语文|数学|英语|物理|化学|生物|历史|地理|政治|音乐|体育|美术|信息技术",
        ),
        ("银行", r"哪(?:一)?[家个]银行", r"[一-龥]{2}银行"),
        (
            "学校",
            r"(?:哪|什么)(?:一)?所?(?:大学|学校|高校|学院)",
            r"[一-龥]{2}(?:大学|学院|学校|[中小]学|军校|党校|书院|学堂)",
        ),
        (
            "金额",
            r"(?:投资|产值|收入|营收|利润|金额|费用|价格|补贴|奖励|罚款|经费|预算|奖金|造价)(?:总?额)?"
            r"(?:各|分别|都)?(?:是|为|有|达到?|约|共)?多少(?=$|[?,。钱元万亿呢啊])|"
            r"多少(?:资金|经费|(?:补助|补贴|奖补|扶持)资金)(?=$|[?,。呢啊])",
            r"元|块钱|美金",
        ),
        (
            "费用",
            r"(?:[一-龥]费用?|租金|票价|单价|售价|房租|押金|月薪|年薪)(?:各|分别|都)?"
            r"(?:是|为|要|需要?|收|有|定[在为]?|卖|打算|准备|计划|预计|拟){0,4}多少(?![个家项人次名%])|"
            r"[收交缴付]多少[一-龥]{0,4}(?:费用?|租金|押金)(?=$|[?,。])",
            r"元|块|美金|分钱|[$¥￥币镑圆]|免|不[另再须]?行?[收用需]|无需|自[理付费]|全额|减[半收]|[%折倍]|之[一二三]",
        ),
        ("税", r"多少税(?![务收目种])", r"税"),
        (
            "部门",  # 哪几个市直部门: some are named, no 有关部门
            rf"哪(?:几|[{DIGITS}]+)个?(?:[省市县区]?[直级属])?部门",
            r"[一-龥](?:[局委部办厅署院处]|政府|法院|公安)(?=[、,。;:()和与及等要牵负会应的]|$)|"
            r"[一-龥](?<!有关)(?<!相关)(?<![个各直等级家多一])部门",
        ),
        *(
            (unit, rf"哪一?个?{unit}(?![域庄委民])", rf"[一-龥]{{2}}{unit}(?![域别间划位级])")
            for unit in _AREAS
        ),
        *(
            (
                unit,
                rf"哪(?:[几些]|[{DIGITS}]+)个?{unit}(?![域庄委民])",
                rf"[一-龥]{{2}}{unit}(?![域别间划位级])|[一-龥]{{2}}、[一-龥]{{2}}",
            )
            for unit in _AREAS
        ),
        # 甲和乙哪个市 names them itself; where one meeting was held is told by a city's name.
        (
            "城市",
            rf"^(?!.*[和与跟、][一-龥]{{2,5}}哪).*(?:哪(?:[几些]|[{DIGITS}]+)[个座]?(?:城市|市(?![场民值级直属委政区里管容领内]))|"
            r"哪一?[个座]?(?:城市|市(?![场民值级]))[^,。?]{0,4}(?:召开|举[行办]|开(?=的|了|过|[?。]|$)))",
            rf"{'|'.join(sorted(PLACES))}|[一-龥]{{2}}市(?![场民区])|在[一-龥]{{2,6}}(?:召开|举[行办]|开)",
        ),
        (
            "所在的城市",
            r"(?:设|建|落户|放|坐落|位于)[在于到]?哪一?[个座]?(?:城市|市(?![场民值级]))",
            rf"{'|'.join(sorted(PLACES))}|[一-龥]{{2}}市(?![场民区])",
        ),
        (
            "国家",
            rf"国家(?:分别|各)?[是有]哪[几些]个?(?=$|[?,。])|哪(?:[几些]|[{DIGITS}]+)个?国(?![际内外])(?!家(?:级|标|基金|公园|实验|重点|战略|政策|项目|部委|机关|规划))",
            r"[美英法德泰韩]国|[一-龥](?<![全我本各外他该])国(?=[、,。和等及])|日本|印度|俄罗斯|巴西|欧洲|欧盟|东盟|非洲|[东南西中]亚|越南|缅甸|"
            r"老挝|柬埔寨|马来西亚|新加坡|印尼|印度尼西亚|菲律宾|蒙古|澳大利亚|加拿大|墨西哥|意大利|西班牙|荷兰|"
            r"比利时|瑞[士典]|波兰|匈牙利|白俄罗斯|乌克兰|沙特|阿联酋|土耳其|伊朗|埃及|南非|肯尼亚|尼日利亚|智利|"
            r"阿根廷|秘鲁|哈萨克斯坦|乌兹别克斯坦|巴基斯坦|孟加拉|斯里兰卡|尼泊尔|朝鲜|新西兰",
        ),
    )
)


def missing_form(question: Question, ranked: Sequence[Ranked], depth: int = 1) -> str:
    """A sentence on what the answer's form lacks: a telephone number, a school, an office.

    Of the `depth` best sentences any may have it.
    """
    best = "".join(item.text for item in ranked[:depth])
    likely = shown_of(ranked, len(ranked))
    shown = "".join(item.text for item in likely[: max(depth, MOST_SHOWN)])
    passage = "".join(each.folded for each in ranked[0].evidence.context.sentences)
    for name, asked, form in _FORMS:
        if not asked.search(question.folded):
            continue
        text = passage if name in _TOLD_IN_PASSAGE else shown if name in _TOLD_IN_SHOWN else best
        found = [match.group() for match in form.finditer(text)]
        # 卢小满大学毕业 names no university: what stands before the word is in the question.
        if all(len(each) > 2 and each[:2] in question.folded for each in found):
            return f"文中相近的内容没有给出{name}。"
    return nobody_named(question.folded, best)
