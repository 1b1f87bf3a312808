"""Labels of parts as questions about them: which ask by themselves, what the others are about."""

import re

_ASKS = re.compile(
    r"[?？吗呢]$|怎么|怎样|(?<!无论)(?<!不论)如何|哪[些个里儿位种类项几]|(?<!没)(?<!没有)什么|多少|多久|多长时间|多大|"
    r"几[天年个次岁种]|(?<![任])何[时地处]|为何|[是能可]否|可不可以|能不能|是不是|有没有|要不要|谁(?![都也])"
)
_EDGES = "。；：，、:;, 　—－-?？"
_ABOUT = re.compile(r"^(?:关于|对于|有关)(?=.{2})")
# What 关于…的 stands before where the whole is the name of a document.
_DOCUMENT = re.compile(
    r"的(?:实施|指导|若干)?(?:通知|决定|意见|公告|通告|公示|批复|复函|函|报告|请示|说明|办法|规定|细则|议案|提案|答复|方案)$"
)

# What tells something is no name of anything that has contents.
_TELLS = re.compile(
    r"应当|负责|以下|下列|如下|违反|禁止|严禁|我们|允许|依法|所称|之日起|包括$|，才|^[让其]|通车|后$|"
    r"有[一二两三四五六七八九十几][种项类个点]"
)


def tells(label: str) -> bool:
    """Whether a label says something rather than names it: 常见原因有三种, 重点工作包括."""
    return bool(_TELLS.search(label.strip(_EDGES)))


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
