"""Whether what was found names who holds the office or does what is asked for."""

import re

from assistant.answering.spans import SURNAMES

_OFFICE = r"副?(?:[省市县区镇乡局院处厅部校所队会]长|董事长|书记|主任|主席|总经理)"
_WHO = r"(?:是|叫|姓)?(?:谁|哪位|什么名字)"
_OFFICE_ASKED = re.compile(rf"(?P<office>{_OFFICE}){_WHO}")
# Surnames that begin other words as often: 市长任组长, 局长向记者介绍, 院长高度重视.
_COMMON = "于任时向管成平方高单和万安都"
_NAME = (
    rf"(?:(?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|司徒|令狐|"
    rf"[{''.join(sorted(set(SURNAMES) - set(_COMMON)))}])[一-龥]{{1,2}}|"
    rf"[{_COMMON}][一-龥]{{1,2}}(?<![长任席记])(?=[、,。;:()\s\"说]|$)|[一-龥]+[·•‧][一-龥]+)"
)


# 基金由谁管理, 费用谁来出: who does it is printed as 由…, or the sentence says what he does.
_DOER_ASKED = re.compile(r"由谁来?(?P<done>[一-龥]{2})(?=$|[?,。的])")
_DOER = re.compile(r"由|负责|牵头|主管|承担|主办|责任")


def nobody_named(folded: str, best: str) -> str:
    """What the best sentence does not name, the holder of an office or who does a thing, in words.

    "" where it may name him.

    >>> nobody_named("副市长叫什么名字?", "成立专班,由分管副市长任组长。")
    '文中相近的内容没有说谁是副市长。'
    >>> nobody_named("引导基金由谁管理?", "共同设立产业发展引导基金。")
    '文中相近的内容没有说由谁管理。'
    >>> nobody_named("市长是谁?", "会上,市长贺敬川作了报告。")
    ''
    """
    return _no_doer(folded, best) or _no_holder(folded, best)


def _no_doer(folded: str, best: str) -> str:
    asked = _DOER_ASKED.search(folded)
    if not asked or asked["done"] in best or _DOER.search(best):
        return ""
    return f"文中相近的内容没有说由谁{asked['done']}。"


def _no_holder(folded: str, best: str) -> str:
    asked = _OFFICE_ASKED.search(folded)
    if not asked:
        return ""
    office = asked["office"]
    printed = rf"{'' if office[0] == '副' else '(?<!副)'}{re.escape(office[-3:])}"
    beside = rf"{printed}[\s:,|()、和兼及]{{0,3}}{_NAME}|{_NAME}[^。;]{{0,20}}?{printed}"
    return "" if re.search(beside, best) else f"文中相近的内容没有说谁是{office}。"
