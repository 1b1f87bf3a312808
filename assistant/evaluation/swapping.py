"""Unanswerable questions: drafts with a year, a place or a name that no document holds."""

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from assistant.evaluation.drafting import DRAFT_MARK
from assistant.evaluation.questions import Question
from assistant.types import Article

PLACES = (
    *("北京", "天津", "上海", "重庆", "河北", "山西", "辽宁", "吉林", "黑龙江", "江苏", "浙江"),
    *("安徽", "福建", "江西", "山东", "河南", "湖北", "湖南", "广东", "海南", "四川", "贵州"),
    *("云南", "陕西", "甘肃", "青海", "内蒙古", "广西", "西藏", "宁夏", "新疆", "石家庄", "太原"),
    *("沈阳", "长春", "哈尔滨", "南京", "杭州", "合肥", "福州", "南昌", "济南", "郑州", "武汉"),
    *("长沙", "广州", "深圳", "海口", "成都", "贵阳", "昆明", "西安", "兰州", "西宁", "银川"),
    *("乌鲁木齐", "大连", "青岛", "宁波", "厦门", "苏州"),
)
"""Provinces and large cities: what a question may be about in place of another."""

NAMES = ("周文博", "林婉清", "郑海峰", "宋雨桐", "蒋明远", "陆思涵", "邓晓岚", "谭志远", "罗欣怡")
"""Made-up names of people; one that a document prints is not used."""

_YEAR = re.compile(r"(?:19|20)\d{2}(?=年)")
_PLACE = re.compile("|".join(sorted(PLACES, key=lambda name: (-len(name), name))))


def swap_questions(
    drafts: Sequence[Question], articles: Sequence[Article], *, most: int = 10
) -> tuple[Question, ...]:
    """At most `most` unanswerable drafts of each sort of swap, made of the answerable ones.

    What is put in occurs in no text, title or byline of the library.
    """
    held = "\n".join(
        part for a in articles for part in (a.title, a.author, a.affiliation, a.published, a.text)
    )
    authors = sorted({a.author for a in articles if a.author}, key=lambda name: (-len(name), name))
    swaps: tuple[tuple[str, Callable[[Question], str | None]], ...] = (
        ("年份", lambda question: _other_year(question, held)),
        ("地名", lambda question: _other_place(question, held)),
        ("人名", lambda question: _other_name(question, authors, held)),
    )
    found: list[Question] = []
    asked = {question.question for question in drafts}
    for what, swap in swaps:
        found.extend(_swapped(drafts, what, swap, asked, most))
    return tuple(found)


def _swapped(
    drafts: Sequence[Question],
    what: str,
    swap: Callable[[Question], str | None],
    asked: set[str],
    most: int,
) -> Iterator[Question]:
    made = 0
    for draft in drafts:
        text = swap(draft) if made < most else None
        if text is None or text in asked:
            continue
        asked.add(text)
        made += 1
        note = f"{DRAFT_MARK}；由“{draft.question}”换{what}而来，文中应没有答案"
        yield replace(
            draft,
            question=text,
            kind="none",
            alternatives=(),
            articles=(),
            answerable=False,
            note=note,
        )


def _pick(choices: Sequence[str], seed: str) -> str | None:
    """One of `choices`, always the same for the same seed; None of none."""
    if not choices:
        return None
    number = int(hashlib.sha256(seed.encode("utf-8")).hexdigest(), 16)
    return choices[number % len(choices)]


def _other_year(question: Question, held: str) -> str | None:
    match = _YEAR.search(question.question)
    if match is None:
        return None
    year = int(match.group())
    near = [str(year + step) for step in (1, -1, 2, -2, 3, -3, 4, -4)]
    other = next((candidate for candidate in near if candidate not in held), None)
    return None if other is None else _replaced(question.question, match, other)


def _other_place(question: Question, held: str) -> str | None:
    match = _PLACE.search(question.question)
    # A question about an article or a file by its title stays about that title.
    if match is None or "《" in question.question:
        return None
    absent = [place for place in PLACES if place not in held]
    other = _pick(absent, question.question)
    return None if other is None else _replaced(question.question, match, other)


def _other_name(question: Question, authors: Sequence[str], held: str) -> str | None:
    name = next((author for author in authors if author in question.question), None)
    other = _pick([made_up for made_up in NAMES if made_up not in held], question.question)
    if name is None or other is None:
        return None
    return question.question.replace(name, other)


def _replaced(text: str, match: re.Match[str], other: str) -> str:
    return text[: match.start()] + other + text[match.end() :]


def numbered(drafts: Sequence[Question]) -> tuple[Question, ...]:
    """The drafts with ids of their own: draft-001, draft-002, …"""
    return tuple(replace(q, id=f"draft-{n:03d}") for n, q in enumerate(drafts, start=1))
