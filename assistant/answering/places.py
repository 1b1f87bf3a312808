"""Names of provinces and cities of China, to notice when a question asks about another place."""

import re

from assistant.answering.forest import MODELS

# 安康, 中山, 海北 and the like are also common words: only with 市, 州 or 省 after them.
_AMBIGUOUS = frozenset(
    [
        "安康",
        "中山",
        "海北",
        "海西",
        "黄山",
        "泰安",
        "山南",
        "阿里",
        "白银",
        "大同",
        "安顺",
        "宁德",
        "新乡",
        "保定",
        "德州",
        "中卫",
        "吉安",
        "长治",
        "怒江",
        "红河",
        "北海",
        "四平",
        "平凉",
        "黄石",
        "乐山",
        "永州",
    ]
)


def _read_names() -> frozenset[str]:
    lines = (MODELS / "places.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


PLACES = _read_names()
_PATTERN = re.compile(
    "|".join(
        f"{re.escape(name)}(?=[市省州县区])" if name in _AMBIGUOUS else re.escape(name)
        for name in sorted(PLACES, key=lambda name: (-len(name), name))
    )
)


def places_of(folded: str) -> tuple[str, ...]:
    """Provinces and cities named in folded text, in order, without repeats."""
    return tuple(dict.fromkeys(match.group() for match in _PATTERN.finditer(folded)))
