"""Columns of money, by what is done with it: 每月交多少 asks for 月缴存额, 能贷多少 for 贷款额."""

import re

# 能贷多少, 每月自己要交多少钱, 每人补几万
_ASKED = re.compile(
    r"(?P<act>[交缴贷补奖罚])[贴助偿励款存费纳金]?(?:给|到|的|了|得)?(?:一?[年月]|每[年月])?"
    r"(?:是|有|为)?(?:多少|几(?![一-龥]?[个期次天年月批轮回档]))"
)
# 补贴 names what is paid, whatever 缴存 stands before it.
_ACTS = re.compile("[交缴贷补奖罚](?!档)")
_PAID = re.compile(r"(?P<act>[交缴贷补奖罚])[贴助偿励款存费纳金]?[了过满够]?$")
_AS_PRINTED = {"交": "缴"}
_MONEY = re.compile(r"\([^()]{0,4}元[^()]{0,4}\)|[额费金]$|额度|标准$")


def is_of_paying(asked: str, heading: str) -> bool:
    """Whether a folded heading is of money paid as it is asked for.

    >>> is_of_paying("b档每月缴多少", "月缴存额(元)"), is_of_paying("每月缴多少", "缴存补贴(元/年)")
    (True, False)
    """
    return _is_of(_ASKED.search(asked), heading)


def names_paid(before: str, heading: str) -> bool:
    """Whether what stands right before a figure is what is paid under a heading of money.

    >>> names_paid("每个月自己交", "月缴存额(元)")
    True
    """
    return _is_of(_PAID.search(before), heading)


def _is_of(said: re.Match[str] | None, heading: str) -> bool:
    """Whether the last act that a heading of money names is the one that is said."""
    acts = _ACTS.findall(heading) if _MONEY.search(heading) else []
    return said is not None and bool(acts) and _printed(acts[-1]) == _printed(said["act"])


def _printed(act: str) -> str:
    return _AS_PRINTED.get(act, act)
