"""Labels of parts as questions about them: which ask by themselves, what the others are about."""

import re

_ASKS = re.compile(
    r"[?？吗呢]$|怎么|怎样|(?<!无论)(?<!不论)如何|哪[些个里儿位种类项几]|(?<!没)(?<!没有)什么|多少|多久|多长时间|多大|"
    r"几[天年个次岁种]|(?<![任])何[时地处]|为何|[是能可]否|可不可以|能不能|是不是|有没有|要不要|谁(?![都也])"
)
_EDGES = "。；：，、:;, 　—－-?？"
_MARK = re.compile(r"^第[一二三四五六七八九十百\d]+[章节编]\s*")
_ABOUT = re.compile(r"^(?:关于|对于|有关)(?=.{2})")
# What 关于…的 stands before where the whole is the name of a document.
_DOCUMENT = re.compile(
    r"的(?:实施|指导|若干)?(?:通知|决定|意见|公告|通告|公示|批复|复函|函|报告|请示|说明|办法|规定|细则|议案|提案|答复|方案)$"
)

# 支持对象, 保障措施 are things although they begin as deeds do; what heads a part is asked for so.
_THINGS = "措施|材料|举措|建议|办法|内容|任务|资料"
_MATTERS = (
    "对象|条件|标准|要求|目标|原则|用途|范围|期限|时间|方式|程序|流程|步骤|安排|依据|目的|意义|方向|"
    "重点|方案|机制|体系|职责|责任"
)
_ALL_OF_THEM, _IT = re.compile(f"(?:{_THINGS})$"), re.compile(f"(?:{_MATTERS})$")
# What tells something is no name of anything that has contents.
_TELLS = re.compile(
    r"应当|负责|以下|下列|如下|违反|禁止|严禁|我们|允许|依法|所称|之日起|包括$|，才|^[让其]|通车|后$|"
    r"有[一二两三四五六七八九十几][种项类个点]|"
    # whole sentences: 租期一般为三年, 本办法自……起施行, 制定本办法
    r"(?:一般|原则上|通常|均|统一|暂定?|分别)为|为[\d一二两三四五六七八九十百]|自.{2,16}起|(?:施行|生效)$|"
    r"本(?:办法|规定|条例|细则|通知|意见|方案|法)|^(?:未|不|无须|凡|经|可|须|必须|已)|(?:迈上|跃上|再上|再创)|"
    # deeds of a moment, and how they are done: 收回住房, 按时报送进度, 听取汇报
    r"^(?:收回|没收|处以|责令|取消|追回|给予|撤销|吊销|退回|报送|提交|递交|听取|审议|审定|传达|通报|讨论)|"
    r"^研究(?!院|所|生|员|成果|机构|中心|方向|内容)|^(?:按时|按期|及时|定期|主动|自觉|认真|坚决|尽快|抓紧|依规)|"
    r"^高(?:站位|起点|标准|质量|水平|效率?)(?!发展|农田|人才|学校|制造|供给|就业|充分)[一-龥]{4}"
)
# Names of chapters that say nothing of what stands in them.
_BARE = re.compile(
    r"(?:总则|分则|附则|罚则|附件\d*|附表\d*|附录|前言|引言|序言|序|导语|结语|结束语|后记|其他|其它|其他事项|"
    r"背景|概述|概况|说明|备注|参考文献|目录|名词解释|正文)"
)
# 在党政联席会议制度下，设立工作专班: what follows a clause like this is the middle of a sentence.
_ADVERBIAL = re.compile(
    r"^(?:在|以(?!及)|通过|按照?|围绕|依托|根据|结合|针对|为了?|对于?|由于?|从|当|鉴于|随着|随)(?!$)"
)


def is_bare(label: str) -> bool:
    """Whether a label is the name of a chapter that any document may have (总则, 附则).

    >>> is_bare("第一章 总则"), is_bare("收费标准")
    (True, False)
    """
    return bool(_BARE.fullmatch(_MARK.sub("", label).strip(_EDGES)))


def begins_midway(label: str) -> bool:
    """Whether a label of several clauses begins with one that only says how or when.

    >>> begins_midway("在联席会议制度下，设立工作专班"), begins_midway("完善机制，制定目录")
    (True, False)
    """
    return "，" in label and bool(_ADVERBIAL.search(label.strip(_EDGES)))


def tells(label: str) -> bool:
    """Whether a label says something rather than names it: 常见原因有三种, 重点工作包括."""
    return bool(_TELLS.search(label.strip(_EDGES)))


def is_name(label: str) -> bool:
    """Whether a label ends as what heads a part does: 保障措施, 申报条件."""
    return bool(_ALL_OF_THEM.search(label) or _IT.search(label))


def contents_question(name: str) -> str:
    """A question for what stands under a name.

    >>> contents_question("保障措施"), contents_question("申报条件"), contents_question("特色农业")
    ('保障措施有哪些？', '申报条件是什么？', '特色农业有哪些内容？')
    """
    if is_name(name):
        return f"{name}有哪些？" if _ALL_OF_THEM.search(name) else f"{name}是什么？"
    return f"{name}有哪些内容？"


def asks(label: str) -> bool:
    """Whether a label is a question: 登记费怎么收, 哪些人可以申请.

    >>> asks("登记费怎么收"), asks("收费标准"), asks("无论如何")
    (True, False, False)
    """
    return bool(_ASKS.search(label.strip(_EDGES[:-2])))


def as_asked(label: str) -> str:
    """A label that asks, with its mark."""
    return label.strip(_EDGES) + "？"


def subject_of(label: str) -> str:
    """What a label is about, without the 关于 before it; "" for the name of a whole document.

    >>> subject_of("关于养老服务体系建设"), subject_of("申报条件"), subject_of("关于表彰先进的决定")
    ('养老服务体系建设', '申报条件', '')
    """
    bare = label.strip(_EDGES)
    about = _ABOUT.match(bare)
    if about is None:
        return bare
    return "" if _DOCUMENT.search(bare) else bare[about.end() :]
