"""Authors as people call them (樊教授, 刘书荻处长, 王文), put as the byline has them."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from assistant.answering.words.rewording import sounds_like
from assistant.text import fold, starts_of

_TITLE = (
    r"(?:教授|老师|老总|总经理|总(?=[的怎说讲谈写提认强建指主在对又还这那是有,?]|$)|处长|主任|局长|厅长|部长|所长|院长|校长|"
    r"会长|书记|博士|院士|研究员|先生|女士|同志|专家)"
)
# 刘文与樊文各讲了什么, 王文里提过.
_TEXT = r"文(?=[里中与和同跟及、,?]|各|讲|说|提|写|谈|认为|$)"
_CALLED = re.compile(rf"(?P<last>[一-龥])(?P<title>{_TITLE}|(?P<text>{_TEXT}))")
_NAME_CHARS = range(2, 5)
SPELT_CHARS = 3  # of a name that may be known by its sound


class Authors:
    """The authors of a library, by their surnames."""

    def __init__(self, names: Iterable[str], is_printed: Callable[[str], bool]) -> None:
        """`names` are folded; `is_printed` says whether the documents have some words."""
        self._names = frozenset(name for name in names if len(name) in _NAME_CHARS)
        self._is_printed = is_printed
        self._by_surname: defaultdict[str, list[str]] = defaultdict(list)
        for name in sorted(self._names):
            self._by_surname[name[0]].append(name)

    def _well_spelt(self, question: str) -> str:
        """The question with an author's name where it has one that only sounds like it: 刘书狄."""
        folded = fold(question)
        if any(name in folded for name in self._names):
            return question
        for name in sorted(self._names):
            if len(name) < SPELT_CHARS:
                continue
            for place in starts_of(name[0], folded):
                written = folded[place : place + len(name)]
                misspelt = written != name and sounds_like(written, name)
                if misspelt and not self._is_printed(written):
                    return question[:place] + name + question[place + len(name) :]
        return question

    def in_full(self, question: str) -> str:
        """The question with an author's whole name where it has the surname and a title.

        Only where no other author has the surname and the documents call nobody so.
        A title after the whole name goes.

        >>> Authors(["樊自甫", "刘书荻"], lambda words: False).in_full("樊教授怎么看？刘文里呢")
        '樊自甫怎么看？刘书荻的文章里呢'
        """
        question = self._well_spelt(question)
        folded = fold(question)
        for called in reversed(list(_CALLED.finditer(folded))):
            start, end = called.span()
            is_whole = any(
                folded[start + 1 - length : start + 1] in self._names for length in _NAME_CHARS
            )
            names = [called["last"]] if is_whole else self._by_surname.get(called["last"], [])
            if len(names) != 1 or (not is_whole and self._is_printed(called.group())):
                continue
            text = "的文章" if called["text"] else ""
            question = question[:start] + names[0] + text + question[end:]
        return question
