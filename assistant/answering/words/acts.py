"""What somebody is asked to have done: 谁主持, 由哪个单位批准."""

import re

_ACT = re.compile(
    r"(?:谁|哪一?[个家位]?(?:单位|部门|机构|人|领导|干部|同志))(?:来|去|在|给|负责)?"
    r"(?:(?:[做当作写任]|担任)的?)?(?P<act>[一-龥]{2})"
)
# Who does these is told under any heading of persons or offices.
_OF_ANY = frozenset(
    re.findall(
        r"\w+", "负责 牵头 主管 分管 联系 包保 包联 包村 管理 承担 落实 来管 在管 管的 干的 做的"
    )
)


def act_asked(folded: str) -> str:
    """The act of which a folded question asks who did it; "" for none, or one that is any office's.

    >>> act_asked("防汛会是谁主持的"), act_asked("谁做的记录"), act_asked("由谁负责")
    ('主持', '记录', '')
    """
    found = _ACT.search(folded)
    return found["act"] if found and found["act"] not in _OF_ANY else ""
