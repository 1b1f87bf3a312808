"""What the last answer found, where the next question is of it: 哪个区最多？这个区有多少家."""

import re
from collections.abc import Sequence

from assistant.answering.words.places import areas_of
from assistant.text import fold
from assistant.types import Span

_PLACE = "省|市|县|区|州|镇|乡|村|街道"
_BODY = "园区|公司|企业|单位|部门|学校|医院|机构|项目|港口?|机场|银行"
# What makes a longer noun of it: 县长, 市场, 区域, 乡镇, 村民, 企业家.
_LONGER = "[级长委里情场域间民镇村家]"
_ASKED = re.compile(rf"(?:哪|什么)(?:一)?[个家所座条处]?(?P<sort>{_PLACE}|{_BODY})(?![一-龥]?级)")
_POINTS = re.compile(
    rf"^(?:那么?)?(?:(?:这|那|该)(?:一)?[个家所座条处]?(?P<sort>{_PLACE}|{_BODY})"
    rf"(?!{_LONGER})|它(?!们))"
)


def points_at_thing(question: str) -> bool:
    """Whether a question begins with what stands for a thing found (这个区, 该公司, 它)."""
    return _POINTS.match(question) is not None


def of_found(question: str, earlier: str, said: Sequence[tuple[str, Sequence[Span]]]) -> str:
    """A question with the thing in it that was found for the earlier one; "" for any other.

    `said` are the statements on the earlier question, each with what is marked in it. Where
    these name several places of the sort that was asked for, none of them is meant.

    >>> of_found("这个区有多少家企业？", "哪个区停产企业最多？", [("沙河区，停产企业数：8", ())])
    '沙河区有多少家企业？'
    """
    asked = _ASKED.search(fold(earlier))
    pointing = _POINTS.match(question)
    if asked is None or pointing is None or pointing["sort"] not in (None, asked["sort"]):
        return ""
    names = {name for name in _named(asked["sort"], said) if name not in fold(earlier)}
    return names.pop() + question[pointing.end() :] if len(names) == 1 else ""


def _named(sort: str, said: Sequence[tuple[str, Sequence[Span]]]) -> set[str]:
    """The places of a sort that the first statement names, or what is marked in it."""
    text, marked = said[0] if said else ("", ())
    marks = {span.of(text) for span in marked}
    if not re.fullmatch(_PLACE, sort):
        return (
            {mark for mark in marks if not re.search(r"\d|^.$", mark)} if len(marks) == 1 else set()
        )
    ends = {mark for mark in marks if mark.endswith(sort) and len(mark) > 1}
    return ends or {name for name in areas_of(fold(text)) if name.endswith(sort)}
