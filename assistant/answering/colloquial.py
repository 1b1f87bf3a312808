"""Spoken words put as documents write them.

Asking words (啥, 咋, 排老几) are replaced wherever they stand. Names of things
(`models/spoken.txt`: 电瓶车 for 电动自行车) are only offered: who rewords a question
takes one where the library lacks the spoken word and prints the written one.
"""

import re
from functools import lru_cache

from assistant.answering.forest import MODELS

_ASKING = tuple(
    (re.compile(spoken), written)
    for spoken, written in (
        (r"(?:排|能排|排到)老几|数老几|是老几", "排第几"),
        (r"啥时候|多会儿|哪会儿", "什么时候"),
        (r"干(?:嘛|啥|吗)(?:使|用)?的?(?=$|[,?。!\s])", "做什么"),
        (r"为啥", "为什么"),
        (r"[咋啥]个?样儿?", "怎么样"),
        (r"咋", "怎么"),
        (r"啥", "什么"),
        (r"哪儿", "哪里"),
        (r"钱(?:都)?从哪(?:里|儿)?来", "资金来源是什么"),
        (r"(?<![要花收用])(?:不用(?:交|花|付|掏)|不(?:要|花|收))钱", "免费"),
        (r"加(?:到|在)?(?:起来|一块儿?|一起)", "合计"),
        (r"一块儿", "一起"),
        (r"行不行|成不成|中不中|可不可以", "可以吗"),
        (r"[够多好快大高难]不(?P<same>[够多好快大高难])(?=$|[,?。!\s])", r"\g<same>吗"),
    )
)


def in_written_words(folded: str) -> str:
    """A folded question with its spoken asking words as they are written.

    >>> in_written_words("公司咋分好处,图个啥?")
    '公司怎么分好处,图个什么?'
    """
    for spoken, written in _ASKING:
        folded = spoken.sub(written, folded)
    return folded


@lru_cache(maxsize=1)
def written_for() -> dict[str, tuple[str, ...]]:
    """What documents write, likeliest first, by what people say; the longest said first."""
    lines = (MODELS / "spoken.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in lines if line and not line.startswith("#")]
    rows.sort(key=lambda row: (-len(row[0]), row[0]))
    return {said: tuple(written) for said, *written in rows}
