"""With whom something is done: who asks that, and which sentences say it."""

import re

# 跟哪些企业有合作: with whom, before what is done together.
_ASKED = re.compile(
    r"(?:跟|和|与|同)(?:哪|谁|什么)[^,。?]{0,12}?合作|合作(?:伙伴|单位|对象|方|企业|高校|机构)[^,。?]{0,4}(?:哪|谁|什么)"
)
_WITH = (
    r"(?:(?<![参给授赋])与(?!会|者)|(?<![协共合不等如])同(?![时样类比意志])|"
    r"和(?![谐平睦])|携手|联合)"
)
_SAID = re.compile(
    rf"{_WITH}[^,。;]{{2,40}}?(?:[、和等][^,。;]{{0,40}}?)?(?:合作|产业化|共建|共同|联合|对接)"
)
# 与甲公司、乙集团等开展合作 names some, 携手生态伙伴 does not.
_NAMES = re.compile(
    rf"{_WITH}(?:(?!推[进动广]|开展|加强|打造|实施)[^,。;、]){{2,30}}(?:、|等)[^,。;]{{0,60}}?(?:合作|产业化|共建|共同|联合|对接)"
)
# What does not even say that something is done together names no partner.
_TOGETHER = re.compile(r"合作|携手|联手|联合|共建|共同|共享|对接|伙伴|签[约订署]|协议|结对|与|同")


def asks_partners(folded: str) -> bool:
    """Whether a question asks with whom something is done.

    >>> asks_partners("中心跟哪些车企有合作"), asks_partners("合作社有哪些成员")
    (True, False)
    """
    return bool(_ASKED.search(folded))


def says_partners(folded: str) -> bool:
    """Whether a sentence says with whom something is done."""
    return bool(_SAID.search(folded))


def names_partners(folded: str) -> bool:
    """Whether a sentence names several with whom something is done."""
    return bool(_NAMES.search(folded))


def no_partner(folded: str, best: str) -> str:
    """That the best sentence does not say with whom, in words; "" where it may say so.

    >>> no_partner("中心跟哪些药企合作", "中心有院士、企业家在内的专家队伍。")
    '文中相近的内容没有说与谁合作。'
    """
    missing = asks_partners(folded) and not _TOGETHER.search(best)
    return "文中相近的内容没有说与谁合作。" if missing else ""
