"""Who had a hand in a document and signs with his part: 审核人：顾长河, 市长　贺知节."""

import re
from collections.abc import Sequence

from assistant.text import fold

# Words of who wrote a text, and of others who had a hand in it and sign with their part.
WRITER = "撰稿|撰写|执笔|采写|采访|记者|作|做|写"
ROLE = (
    f"{WRITER}|通讯员|审核|审校|校对|校核|复核|审定|审签|摄影|责任编辑|责编|编辑|签发|供稿|"
    "解读|填表|填报|制表"
)
# 谁填的: what one does, and the roles of those who do it.
_DOES = {"填": "填表|填报", "审": "审核|审定|审签|复核", "制": "制表", "编": "责任编辑|责编|编辑"}
DOES = rf"谁[{''.join(_DOES)}](?=的|[,、?。]|$)"
_NAME = r"\s*(?:[:/|]\s*|\s)[一-龥]"
ROLE_NAMED = re.compile(rf"(?:{ROLE})[人者员]?{_NAME}")
_HEAD = (
    r"(?:(?:[省市县区州盟旗镇乡局厅处院校科会]|秘书|理事|董事|检察)长|主任|主席|书记|专员|总经理)"
)
SIGNER_ASKED = (
    rf"(?:谁|哪(?:一)?[位任个]?(?:副?{_HEAD}|领导))(?:签署|签发|签字|签名|签)(?:发布|公布)?"
)
# 岑州市城市管理局局长　蒲建中, under the title of what is said to an assembly.
SPEAKER = re.compile(
    r"^(?:[一-龥]{2,24}(?:主任|主席|书记|专员)|[一-龥]{1,24}长)[\s　]+"
    r"[一-龥](?:[\s　]?[一-龥]){1,3}$"
)
# 市长　贺知节, with the day beside or below: who puts an order into force.
_SIGNER = re.compile(
    rf"^[一-龥]{{0,24}}{_HEAD}[\s　:：]+[一-龥](?:[\s　]?[一-龥]){{1,3}}?(?=$|[\s　]+[\d〇二])"
)
_NUMERAL = "[\\d〇零○一二三四五六七八九十]"
DAY = rf"{_NUMERAL}{{4}}\s*年\s*{_NUMERAL}{{1,3}}\s*月\s*{_NUMERAL}{{1,3}}\s*日"
_DAY_ONLY = re.compile(rf"^{DAY}$")
_DAY_BESIDE = re.compile(rf"(?<=[\s　]){DAY}$")
# A line that tells of an office too: 解读机关：市医保局待遇科　解读人：章一苇.
_OFFICE = re.compile(r"(?:[科处股室局厅委院队站办]|中心|部门)(?![一-龥]*[:：])(?=[\s　]|$)")
# 解读机关：市医保局待遇科, where the person stands on another line.
OFFICE_STATED = re.compile(r"(?:机关|单位|部门|科室|处室)\s*[:：]")
ORDER_LINES = 12  # of an order, before what it puts into force


def label_of(asked: str) -> re.Pattern[str] | None:
    """How the role that is asked for is printed with a name; None where none is asked for."""
    does = next((roles for verb, roles in _DOES.items() if f"谁{verb}" in asked), "")
    role = re.search(ROLE, asked)
    named = does or (role.group() if role else "")
    return re.compile(rf"(?:{named})[人者员]?{_NAME}") if named else None


def names_office(line: str) -> bool:
    """Whether a line names an office beside a person.

    >>> names_office("解读机关：市医保局待遇科　解读人：章一苇"), names_office("解读人：章一苇")
    (True, False)
    """
    return bool(_OFFICE.search(line))


def signature(lines: Sequence[tuple[int, str]]) -> tuple[tuple[int, str], tuple[int, str]] | None:
    """Who signs a document and the day below or beside, each with its start; None for none."""
    for place, (start, line) in enumerate(lines):
        who = _SIGNER.match(line)
        if who is None:
            continue
        beside = _DAY_BESIDE.search(line, who.end())
        if beside:
            return (start, who.group()), (start + beside.start(), beside.group())
        below = lines[place + 1 : place + 2]
        if below and who.end() == len(line) and _DAY_ONLY.match(fold(below[0][1])):
            return (start, line), below[0]
    return None
