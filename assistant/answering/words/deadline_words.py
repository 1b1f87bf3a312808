"""Words of deadlines: who asks for one, what recurs and is none, what names no day."""

import re

_RECURRING = re.compile(r"每[周月日天季年旬](?![^,。;]{0,6}元)|每个?星期")
_DAY = re.compile(r"\d{1,2}(?:日|号|月)|[年月]底|[一二三四五六七八九十]月")
DEADLINE = re.compile(
    r"不得?(?:超过|晚于)[^,。;]{0,6}?[\d一二三四五六七八九十][时点日号]|截[止至]|[日号时分底](?:\([^()]*\))?(?:之|以)?前(?!期)|逾期|[日号时]止"
)
PERIOD = re.compile(
    r"(?:期|时间|期限|日期)(?:为|是|:|从|自)[^。;]{0,24}?(?:至|到|-|~)[^。;]{0,16}?[日月号底]|"
    r"截[止至][^。;]{0,8}?\d"
)
_DEADLINE_ASKED = re.compile(
    r"截[止至]|最[晚迟]|(?:哪天|几号|什么时候|何时)(?:之|以)?前|(?:什么时候|何时|哪天|几号)(?:结束|到期)"
)


def asks_for_deadline(folded: str) -> bool:
    """Whether a question asks by when."""
    return bool(_DEADLINE_ASKED.search(folded))


def names_day(folded: str) -> bool:
    """Whether a sentence names a day or a month: 2025年度 is neither."""
    return bool(_DAY.search(folded))


def tells_deadline(folded: str) -> bool:
    """Whether a sentence tells a day up to which, or a period with its end."""
    return bool(DEADLINE.search(folded) or PERIOD.search(folded))


def recurs_unasked(asked: str, folded: str) -> bool:
    """Whether a sentence is on what is done every week, and the question is not.

    >>> recurs_unasked("缴费什么时候截止", "每周五下午5时前报送进度表。")
    True
    """
    return bool(_RECURRING.search(folded)) and not _RECURRING.search(asked)
