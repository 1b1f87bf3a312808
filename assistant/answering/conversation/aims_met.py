"""Whether an aim was met asks for two figures: 就业目标完成了吗, for the aim and the result."""

import re

_AMOUNT = r"[量率额数费价积值度比资润入重速幅]|增长|就业|规模|面积|人口"
_MET = re.compile(
    rf"^(?:请问)?(?P<what>[^,，。?？]{{2,24}}?(?:{_AMOUNT})(?:20\d\d年|[今去前]年)?)的?"
    r"(?P<aim>(?:预期|年度|全年|计划|增长|规划)?目标(?:任务|值)?)(?P<met>[^,，。?？]{2,10})[?？。]*$"
)
_ASKED = re.compile(
    r"(?:是否|有没有|到底|都|如期|已经?)*(?:完成|实现|达到|达成|兑现|达标)(?:了|得|的)?"
    r"(?P<asked>吗|没有?|情况(?:如何|怎么?样|是什么|怎么样)?|怎么?样|如何)?(?:了)?"
)
_DOUBTS = re.compile("是否|有没有")
_GROWTH = "增长"
# 产了多少辆,跟2027年的目标比一比
_BESIDE_AIM = re.compile(
    r"^(?:请问)?(?P<what>[^,，。?？]{2,20}?(?:20\d\d年|[今去前]年)[底末]?)(?P<result>[^,，。?？]{0,8}多少[^,，。?？]{0,4})"
    r"[,，](?:再)?[跟和与同](?P<year>20\d\d年[底末]?)?的?目标(?:值)?(?:比一?比|相比|比较|对比)(?:一?下|起来)?"
    r"(?:怎么?样|如何|差多少|差多远)?[?？。]*$"
)
_YEAR = re.compile("(?:20\\d\\d年|[今去前]年)[底末]?")


def aim_and_result(question: str) -> tuple[str, str] | None:
    """What the aim of a measure is, and what came of it, as asked; None for any other question.

    >>> aim_and_result("粮食产量2025年的目标完成了吗？")
    ('粮食产量2025年的目标是多少', '粮食产量2025年实际是多少')
    >>> aim_and_result("粮食去年收了多少吨，跟2027年的目标比一比")
    ('粮食去年收了多少吨', '粮食2027年的目标是多少')
    """
    beside = _BESIDE_AIM.match(question.strip())
    if beside is not None:
        what = _YEAR.sub("", beside["what"])
        return beside["what"] + beside["result"], f"{what}{beside['year'] or ''}的目标是多少"
    found = _MET.match(question.strip())
    asked = _ASKED.fullmatch(found["met"]) if found else None
    if found is None or asked is None or not (asked["asked"] or _DOUBTS.search(found["met"])):
        return None
    what = found["what"]
    aim = f"{what}的{found['aim']}是多少"
    grows = what.endswith(_GROWTH) or found["aim"].startswith(_GROWTH)
    if grows:
        return aim, f"{what.removesuffix(_GROWTH)}实际增长多少"
    return aim, f"{what}实际是多少"
