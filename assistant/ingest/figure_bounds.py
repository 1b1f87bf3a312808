"""The words that make a value a limit or a rough one: 不低于60%, 10亿元以上, 约7.4万亿元."""

import re

from assistant.types import Span

_BEFORE = {
    "≥": "不低于|不少于|不小于|不得低于|不得少于|不得小于|至少|最低|最少|≥|≧",
    "≤": (
        "不高于|不超过|不多于|不大于|不得高于|不得超过|不得多于|不得大于|不超|至多|最多|最高|最大|"
        "≤|≦|上限为"
    ),
    ">": "超过|突破|高于|多于|大于|超出|逾|超|>|＞",
    "<": "低于|少于|小于|不足|不到|不满|<|＜",
    "≈": "大约|大致|约为|约|将近|接近|近|≈|左右",
}
_AFTER = {
    "≥": "[（(]含[)）]以上|及以上|以上|起",
    "≤": "[（(]含[)）]以[下内]|及以下|以下|以内|之内|封顶",
    "≈": "左右|上下",
    ">": "(?:多|余)(?=[，。；、的）)]|$)",
}
_WORDS = {word: mark for mark, words in _BEFORE.items() for word in words.split("|")}
_BEFORE_RE = re.compile(
    r"(?:(?:原则上|一般|应当|应|要|须|必须)?(?P<not>不能|不得|不应|不)?[ ]?)"
    rf"(?P<word>{'|'.join(sorted(map(re.escape, _WORDS), key=len, reverse=True))})(?:为|达到|"
    rf"达)?[ ]*$"
)
_AFTER_RE = re.compile("|".join(f"(?P<g{n}>{words})" for n, words in enumerate(_AFTER.values())))
_LONGEST = 12  # characters of words before a value that can be its bound
_OPPOSITE = {">": "≤", "<": "≥"}


def mark_of(words: str) -> str:
    """The mark that words of a bound stand for: "≥" for 不低于; "" for words of none."""
    return _WORDS.get(words, "")


def bound_of(text: str, value: Span, start: int) -> tuple[str, Span]:
    """The mark of a value's bound, "" for none, and the value's span with the bound's words.

    No word before `start` is read.
    """
    before = _BEFORE_RE.search(text[max(start, value.start - _LONGEST) : value.start])
    after = _AFTER_RE.match(text, value.end)
    mark, begin, end = "", value.start, value.end
    if before is not None:
        word, denied = before["word"], before["not"]
        mark = _WORDS[word]
        if denied:
            mark = _OPPOSITE.get(mark, mark)
        at = before.start("not") if denied else before.start("word")
        begin = max(start, value.start - _LONGEST) + at
    if after is not None:
        end = after.end()
        mark = mark or list(_AFTER)[int((after.lastgroup or "g0")[1:])]
    return mark, Span(begin, end)
