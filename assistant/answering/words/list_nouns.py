"""Nouns and verbs that name a list without saying of what: 措施, 方面, 需要满足, 提出了."""

import re

# Headings that say the same: who asks by one finds the other.
_ALIKE = (
    frozenset({"流程", "程序", "步骤", "手续"}),
    frozenset({"条件", "资格"}),
    frozenset({"困难", "难题", "难点", "问题", "短板", "不足", "难处"}),
    frozenset({"情形", "情况"}),
    frozenset({"材料", "资料"}),
)
_LIST_NOUNS = (
    r"(?:(?:重要|主要|具体|有关|相关|基本|重点)*(?:措施|举措|做法|抓手|方面|内容|途径|办法|"
    r"方法|对策|建议|任务|要点|步骤|条目|事项|"
    r"路径|手段|思路|主张|观点|意见|要求|规定|安排|部署)|包括|包含|涉及|提出|提到|提了|"
    r"采取|应当|应该|应|需要|可以|做好|进行|满足|符合|具备|"
    r"开展|来|去|要|有|了|的|是|里|中|对|在|从|为|就|方案|政策|件?事情?|工作)+"
)
# 申报材料清单 is called 申报材料.
_LISTED_SO = re.compile("(?:要求|清单|目录|一览表?|明细表?)$")
_AT_END, _AT_START = re.compile(_LIST_NOUNS + "$"), re.compile("^" + _LIST_NOUNS)


def is_list_noun(noun: str) -> bool:
    """Whether a noun names a list and nothing that is listed."""
    return _AT_START.fullmatch(noun) is not None


def without_list_nouns(topic: str) -> str:
    """A topic without the nouns and verbs that only name a list (措施, 提出了, 方面)."""
    first, *rest = [_AT_END.sub("", piece) for piece in topic.split(",")]
    pieces = [first, *(_AT_START.sub("", piece) for piece in rest)]
    return ",".join(piece for piece in pieces if piece)


def ends_alike(label: str, noun: str) -> bool:
    """Whether a folded label ends with a noun or one that headings use for the same.

    申请人的资格要求 for 条件.
    """
    names = with_alike(frozenset({noun}))
    return _LISTED_SO.sub("", label).endswith(tuple(names))


def with_alike(words: frozenset[str]) -> frozenset[str]:
    """The words of a label and those that headings use for the same."""
    return words.union(*(alike for alike in _ALIKE if alike & words))
