"""What a request names before its questions and they all are about: 查一下云岭县的数据：……."""

import re

_ASK = (
    r"(?:请|麻烦|劳驾|帮我|帮忙|给我|替我|我?想|需要|要)*"
    r"(?:凑|查|核对|核实|核|整理|汇总|梳理|了解|问|看|找|说|讲|列|报)(?:一下|下|一查|一?点|几个)?"
)
_LED = re.compile(
    rf"^(?:{_ASK}(?:关于|有关)?|关于|有关)(?P<what>[^,，:：。?？]{{2,16}}?)的?(?:有关|相关|几个|基本)?"
    r"(?:材料|情况|数据|数字|信息|数|问题|事)[:：]\s*(?P<questions>.+)$"
)


def lead_subject(question: str) -> tuple[str, str] | None:
    """What all the questions of a request are about, and those; None for any other.

    >>> lead_subject("帮我查一下青禾县的数据：去年建了几个食堂，国庆来了多少游客？")
    ('青禾县', '去年建了几个食堂，国庆来了多少游客？')
    """
    found = _LED.match(question.strip())
    return (found["what"], found["questions"]) if found else None
