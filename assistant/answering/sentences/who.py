"""Whether what was found names who holds the office, or does what is asked for, or his age."""

import re
from collections.abc import Sequence

from assistant.answering.sentences.extractive import Ranked
from assistant.answering.sentences.leading import led_by_first
from assistant.answering.words.partners import (
    asks_partners,
    names_partners,
    no_partner,
    says_partners,
)
from assistant.answering.words.question import Question
from assistant.answering.words.related import RelatedWords
from assistant.answering.words.spans import SURNAMES

_OFFICE = (
    r"副?(?:[省市县区镇乡局院处厅部校所队会]长|董事长|书记|主任|主席|总经理|法(?:人|定)代表人?|负责人|"
    r"发言人|总监)"
)
_WHO = r"(?:是|叫|姓)?(?:谁|哪位|什么名字)"
_OFFICE_ASKED = (
    re.compile(rf"(?P<office>{_OFFICE}){_WHO}"),
    re.compile(rf"(?:谁|哪(?:一)?位)是[^,。?]{{0,16}}?(?P<office>{_OFFICE})(?=$|[?,。])"),
)
# 组长是谁: who is it may be told by a post (由区长任组长), but not without the word.
_ROLE_ASKED = re.compile(
    r"(?P<role>(?:副|常务副)?(?:组长|班长|团长|指挥长|总指挥|召集人))(?:是|叫|有|由|都)*(?:谁|哪[位些个几])|"
    r"(?:谁|哪(?:一)?位)(?:是|任|担任|当)[^,。?]{0,16}?(?P<held>组长|班长|团长|指挥长|总指挥|召集人)(?=$|[?,。])"
)
# 市医保局副局长: of that office and of no other.
_WHERE = re.compile(r"^.*[省市县区州](?=.{2})")
_BODY_BEFORE = r"(?P<body>[一-龥]{2,8}[局委厅部处])"
_HOLDER_OF = re.compile(rf"{_BODY_BEFORE}的?(?={_OFFICE}{_WHO})")
_OFFICE_OF = re.compile(rf"{_BODY_BEFORE}的?(?P<office>{_OFFICE})")
# Surnames that begin other words as often: 市长任组长, 局长向记者介绍, 院长高度重视.
_COMMON = "于任时向管成平方高单和万安都"
_PERSON = (
    rf"(?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|司徒|令狐|"
    rf"[{''.join(sorted(set(SURNAMES) - set(_COMMON)))}])[一-龥]{{1,2}}"
)
_NAME = (
    rf"(?!包[保联抓片村案])(?:{_PERSON}|"  # 由区长包保 names nobody
    rf"[{_COMMON}][一-龥]{{1,2}}(?<![长任席记])(?=[、,。;:()\s\"说]|$)|[一-龥]+[·•‧][一-龥]+)"
)


# Bodies whose names end as what is asked for does.
_NAMED_SO = {"设计院": "院|公司|中心", "研究院": "院|所|中心", "公司": "公司|集团|企业|厂|[a-z]{3}"}
_BODIES = r"(?P<body>公司|企业|机构|单位|设计院|研究院|集团|厂家?|施工方|施工队|部门)"
# 基金由谁管理, 费用谁来出: who does it is printed as 由…, or the sentence says what he does.
_DOER_ASKED = re.compile(
    rf"由(?:谁|哪(?:一)?[家个](?:{_BODIES})?)来?(?:负责)?(?P<done>[一-龥]{{2}})(?:建设|运营|施工|管理|实施|生产|开发)?(?=$|[?,。的])"
)
_DOER = re.compile(r"由|负责|牵头|主管|承担|主办|责任|公司|集团")
# What is done by a builder, a designer, an operator, whatever prose at large says of it.
_TRADES = re.compile(
    "承[建办接]|施工|设计|运营|投资|建设|编制|研发|生产|监理|检测|审计|评估|开发|供应"
)
# 是哪家公司开发的: who did it has a name that ends like one, or the act is told.
_MAKER_ASKED = re.compile(
    rf"(?:是|由)?哪(?:一)?[家个]{_BODIES}(?P<done>[一-龥]{{2}})(?:出来)?的?(?=$|[?,。])"
)
_MAKER = re.compile(r"公司|集团|企业|研究院|研究所|中心|大学|学院|局|银行|由|[a-z]{3}")
# 谁主持的大会, 主持人是谁: who it was is told with what he did.
_ACT_ASKED = re.compile(
    r"(?:谁|哪(?:一)?[位个](?:领导|同志|人)?)(?:来|负责)?[做作]?的?(?P<done>主持|记录)|"
    r"(?P<act>主持|记录)(?:的|人)?(?:人)?(?:是|叫)(?:谁|什么人|哪(?:一)?位)"
)
# 由哪几个部门联合印发: who did it has a name, or stands in a list of names.
_BODIES_ASKED = re.compile(
    r"(?:哪(?:一|几|[二两三四五六七八九十\d]+)?[个家些]?|什么)(?:部门|单位|机构|机关)"
    r"(?:一起|联合|共同)?(?P<done>印发|制定|发布|出台|下发|编制|起草|公布|颁[布发]|[主承]办)"
)
_BODY = re.compile(
    r"[一-龥](?:部|委|[局厅办署院会处]|政府|银行)(?=[、,。;:()\s\"》|和与及等联共牵主负将印发在]|$)"
    r"|[一-龥](?<!有关)(?<!相关)(?<![个各直等级家多一])部门(?=[是负牵主会])"
)
# 医保归哪个部门管: an office that has it in hand is named, or in whose charge it is.
_KEEPER_ASKED = re.compile(
    r"(?:归|属于?|由)(?:哪|什么)(?:一)?个?(?P<body>部门|单位|机构|科室)来?"
    r"(?P<done>负责|主管|分管|监管|管理|管)(?=$|[?,。的])"
)
_KEEPING = re.compile(r"负责(?!人)|主管|分管|监管|管理|牵头|承担|归口|承办|办理|受理|组织|由")
# 詹立群今年多大岁数: his age stands beside his name.
_AGE_ASKED = re.compile(
    rf"(?P<name>{_PERSON})(?:今年|现在|目前)?的?(?:有|是)?"
    r"(?:多大(?:岁数|年纪|年龄)?|几岁|多少岁|(?:年龄|年纪|岁数)(?:是|有)?多[大少])(?=了|$|[?,。])"
)
# 金国梁担任什么职务: a list of who was there tells none.
_POST_ASKED = re.compile(
    rf"(?P<name>{_PERSON})(?:在[^,。?]{{2,12}}?)?(?:现|曾)?(?:担任|任|是|当)(?:的是)?(?:什么|啥|何)(?:职务?|职位|官|领导)"
)
# 是哪位领导签的字: a person is named, or told by a post.
_PERSON_ASKED = re.compile(
    r"哪(?:一)?[位个名](?P<whom>领导(?!人)|干部|官员|负责人|专家|教授|学者|院士|记者|老师|医生|厂长|校长|院长|经理)"
)
_POST = (
    r"[省市县区镇乡局院处厅部校所队会科股组站园厂行社]长|书记|主任|主席|经理|总裁|董事|教授|研究员|工程师|委员|代表|秘书|"
    r"负责人|干部|专员|会计|主管|科员|队员|记者|理事|院士|医师|教师|老师"
)
# 那家水果店叫什么名字: 某水果店 has none.
_NAME_ASKED = re.compile(
    r"(?:[那这]?[家个所座位]|的)(?![那这])(?P<thing>[一-龥]{2,5}?)(?:叫|名字|的?名称|姓)(?:是|叫)?(?:什么|啥)"
)
KEEPER_DEPTH = 12  # how far down an office in charge is looked for
PARTNERS_DEPTH = 6  # how far down it is looked for with whom something is done


def nobody_named(folded: str, best: str) -> str:
    """What the best sentence does not say of persons, in words.

    The holder of an office, who does a thing, how old one is. "" where it may say so.

    >>> nobody_named("副市长叫什么名字?", "成立专班,由分管副市长任组长。")
    '文中相近的内容没有说谁是副市长。'
    >>> nobody_named("引导基金由谁管理?", "共同设立产业发展引导基金。")
    '文中相近的内容没有说由谁管理。'
    >>> nobody_named("办法由谁负责解释?", "对新建的充电站给予补贴。")
    '文中相近的内容没有说由谁解释。'
    >>> nobody_named("专班的组长是谁?", "打造低空经济发展新模式。")
    '文中相近的内容没有说谁是组长。'
    >>> nobody_named("专班的组长是谁?", "专班由分管副市长任组长。")
    ''
    >>> nobody_named("市长是谁?", "会上,市长贺敬川作了报告。")
    ''
    """
    missing = (
        _no_keeper,
        _no_doer,
        _nobody_did,
        _no_holder,
        _no_role,
        _no_age,
        _no_post,
        _no_person,
        _no_name,
        no_partner,
    )
    return next(filter(None, (each(folded, best) for each in missing)), "")


def _no_keeper(folded: str, best: str) -> str:
    asked = _KEEPER_ASKED.search(folded)
    if not asked or _names_keeper(best):
        return ""
    return f"文中相近的内容没有说由哪个{asked['body']}{asked['done']}。"


def no_bodies(folded: str, best: str) -> str:
    """The act of which one asks by which departments it is done, where no body is named.

    >>> no_bodies("规划由哪几个部门联合印发?", "规划正式印发,两家园区获批。")
    '印发'
    """
    asked = _BODIES_ASKED.search(folded)
    return asked["done"] if asked and not _BODY.search(best) else ""


def _is_same_body(one: str, other: str) -> bool:
    """Whether two names are of one body, the shorter an abbreviation: 市医保局, 医疗保障局."""
    bare = sorted((_WHERE.sub("", one), _WHERE.sub("", other)), key=len)
    rest = iter(bare[1])
    return all(character in rest for character in bare[0])


def _nobody_did(folded: str, best: str) -> str:
    asked = _ACT_ASKED.search(folded)
    act = (asked["done"] or asked["act"]) if asked else ""
    return f"文中相近的内容没有说由谁{act}。" if act and act not in best else ""


def _no_age(folded: str, best: str) -> str:
    asked = _AGE_ASKED.search(folded)
    if not asked or asked["name"] not in best:
        return ""
    name = re.escape(asked["name"])
    beside = (
        rf"{name}[,(、\s]*(?:[男女][,、])?(?:今年|现年|时年|已)?\s*\d+多?岁|"
        rf"\d+多?岁的?[^。;,]{{0,12}}{name}|出生|生于|\d{{4}}年[^。;,]{{0,4}}生"
    )
    return "" if re.search(beside, best) else f"文中相近的内容没有说{asked['name']}的年龄。"


def _no_doer(folded: str, best: str) -> str:
    asked, said = _DOER_ASKED.search(folded), _DOER
    if not asked:
        asked, said = _MAKER_ASKED.search(folded), _MAKER
    body = _NAMED_SO.get(asked["body"] or "") if asked else None
    said = re.compile(f"{body}|由") if body else said
    if not asked or asked["done"] in best or said.search(best):
        return ""
    if asked["done"] == "担任" and "任" in best:
        return ""
    if asked["done"] not in RelatedWords.load() and not _TRADES.match(asked["done"]):
        return ""  # 由谁但任: misspelt, or no word
    return f"文中相近的内容没有说由谁{asked['done']}。"


def _no_post(folded: str, best: str) -> str:
    asked = _POST_ASKED.search(folded)
    if not asked or asked["name"] not in best:
        return ""
    name = re.escape(asked["name"])
    beside = rf"(?:{_POST})[:\s]{{0,2}}{name}|{name}[^。;、]{{0,24}}?(?:{_POST})"
    return "" if re.search(beside, best) else f"文中相近的内容没有说{asked['name']}的职务。"


def _no_name(folded: str, best: str) -> str:
    asked = _NAME_ASKED.search(folded)
    if not asked or f"某{asked['thing']}" not in best:
        return ""
    return f"文中只说“某{asked['thing']}”，没有说它的名字。"


def _no_person(folded: str, best: str) -> str:
    asked = _PERSON_ASKED.search(folded)
    if not asked or re.search(rf"{_PERSON}|{_POST}|领导|专家", best):
        return ""
    return f"文中相近的内容没有说是哪位{asked['whom']}。"


def _no_holder(folded: str, best: str) -> str:
    asked = next((m for each in _OFFICE_ASKED if (m := each.search(folded))), None)
    if not asked:
        return ""
    office = asked["office"]
    own = _HOLDER_OF.search(folded[: asked.end()])
    others = [found["body"] for found in _OFFICE_OF.finditer(best) if found["office"] == office]
    if own and others and not any(_is_same_body(own["body"], other) for other in others):
        return f"文中相近的内容没有说谁是{own['body']}{office}。"
    printed = rf"{'' if office[0] == '副' else '(?<!副)'}{re.escape(office[-3:])}"
    # 选举张三为区长, 张三区长; no 区 in the middle of another name (北关区火车站……区长).
    named = rf"(?:^|(?<=[,、;:()由为请是和与及举命免任“]))\"?{_NAME}"
    beside = (
        rf"{printed}[\s:,|()、和兼及为是]{{0,3}}{_NAME}|"
        rf"{named}[^。;]{{0,20}}?{printed}|{_NAME}(?:同志|先生|女士)?{printed}|"
        rf"[长任记席]兼?任[^。;,]{{0,8}}?{printed}"  # 市水利局局长兼任办公室主任
    )
    return "" if re.search(beside, best) else f"文中相近的内容没有说谁是{office}。"


def _no_role(folded: str, best: str) -> str:
    asked = _ROLE_ASKED.search(folded)
    role = (asked["role"] or asked["held"]) if asked else ""
    said = role and re.sub(r"[\s　]", "", best)
    return (
        f"文中相近的内容没有说谁是{role}。"
        if said and role.removeprefix("常务") not in said
        else ""
    )


def partners_first(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The evidence, led by a sentence that says with whom, where one asks who the partners are."""
    if not asks_partners(question.folded):
        return list(ranked)
    near = ranked[:PARTNERS_DEPTH]
    said = names_partners if any(names_partners(item.text) for item in near) else says_partners
    return led_by_first(ranked, PARTNERS_DEPTH, lambda item: said(item.text))


def doer_first(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The evidence, led by a sentence that says by whom it is done: 由甲集团与乙公司共同运营.

    Or, where the office in charge is asked for, by one that names an office in charge.
    """
    if _KEEPER_ASKED.search(question.folded):
        return led_by_first(ranked, KEEPER_DEPTH, lambda item: _names_keeper(item.text))
    asked = _DOER_ASKED.search(question.folded)
    if asked is None:
        return list(ranked)
    said = re.compile(rf"由[^,。;]{{2,40}}{asked['done']}")
    return led_by_first(ranked, PARTNERS_DEPTH, lambda item: bool(said.search(item.text)))


def _names_keeper(folded: str) -> bool:
    return bool(_KEEPING.search(folded) and _BODY.search(folded))
