"""Who held a meeting, spoke at it or was there, where its report lists them a line each.

主持人：
秦　越　某市人民政府新闻办公室科长

The label stands on a line of its own and a name may be spaced out to the width of the others.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.documents.issuers import lines_of
from assistant.answering.drafts import Draft, Source
from assistant.answering.words.question import Question
from assistant.text import fold, tokens
from assistant.types import Article

_WHO = r"(?:谁|什么人|哪些(?:人|领导|嘉宾|同志|单位|部门|专家)|哪[一几两三四五]?[位个][^,?]{0,4})"
_WHICH = rf"(?:{_WHO}|哪些|几[位个]|(?:什么|哪个?)的?(?:职务|单位|部门|身份))"
_LINK = r"的?(?:人员?|者|单位)?(?:都|分别)?(?:有|是|为|叫)?(?:的是)?"
_THERE = r"(?:出席|参加|参会|与会|列席|到场|到会)"
# What is asked, and the labels that tell it; of who was there all who are listed tell something.
_ROLES = (
    (
        rf"{_WHO}(?:来|去|负责)?主持|主持{_LINK}{_WHICH}|主持人的(?:姓名|名字|身份|职务|单位)",
        "主持",
    ),
    (
        rf"(?:发布|发言|主讲)(?:人|者){_LINK}{_WHICH}|会上(?:都|有)*{_WHO}(?:来|负责)?(?:发布|发言|介绍)|"
        rf"{_WHO}(?:在会上|上台)(?:发布|发言|介绍)",
        "发布|发言|主讲|嘉宾",
    ),
    (rf"{_WHO}(?:来|去|负责)?[做作]?的?(?:记录|整理)|(?:记录|整理){_LINK}{_WHO}", "记录|整理"),
    (
        rf"{_WHO}(?:都|去|来)*{_THERE}|{_THERE}了?[^,?]{{0,16}}?{_LINK}{_WHO}|嘉宾{_LINK}{_WHICH}",
        "出席|参加|参会|与会|列席|到会|嘉宾|发布|发言|主讲|主持",
    ),
)
_LABEL = re.compile(r"(?P<role>[一-龥]{2,8}?)(?:人员?|者|领导|嘉宾|单位)?[:：]")
_NAME = r"(?P<name>[一-龥](?:[\s　]*[一-龥·]){1,3})"
_OFFICE = (
    r"(?:长|主任|书记|主席|总裁|经理|教授|研究员|师|员|代表|发言人|理事|院士|专家|负责人|干部|主编)"
)
# 秦　越　某局科长 and 某局科长　秦越.
_PERSON = (
    re.compile(
        rf"{_NAME}[\s　]*[\s　,，(（、][\s　]*(?P<post>[一-龥、（）()\d\s　]{{2,50}}{_OFFICE})"
        "[)）]?"
    ),
    re.compile(rf"(?P<post>[一-龥、（）()\d]{{3,50}}{_OFFICE})[\s　]+{_NAME}"),
)
_HOST_SPEAKS = re.compile(rf"主持人?[\s　]+{_NAME}[:：]")
# So much of what a question says of the meeting stands in its title and head.
SAID_SHARE = 0.6
HEAD_CHARS = 200


@dataclass(frozen=True, slots=True)
class _Listed:
    """Somebody in a list: the role that stands above, and the line on him."""

    role: Source
    line: Source
    text: str


def attendance_drafts(question: Question, articles: Sequence[Article]) -> list[Draft]:
    """Those who did what is asked for, one each; [] where no list near tells who did."""
    asked = next((each for each in _ROLES if re.search(each[0], question.folded)), None)
    if asked is None:
        return []
    act, labels = asked
    about = re.sub(rf"{act}|{_WHO}|{_THERE}|(?:{labels})[人者]?", ",", question.topic)
    for article in articles:
        if not _is_of(about, article):
            continue
        listed = list(_listed_in(article))
        for label in labels.split("|") if labels.startswith("主持") else (labels,):
            found = [each for each in listed if re.search(label, each.role.quote)]
            if found:
                return [_draft(each) for each in found]
        if labels.startswith("主持") and (spoke := _HOST_SPEAKS.search(article.text)):
            source = Source(article, spoke.start(), spoke.end() - 1)
            return [Draft(f"主持人：{_close(spoke['name'])}", (source,), check="metadata")]
    return []


def listed_post(name: str, article: Article) -> Draft | None:
    """What a list of those who were there says that somebody is; None where it lists no such."""
    if not re.search(r"[\s　]*".join(name), article.text):
        return None
    for each in _listed_in(article):
        if each.text.startswith(f"{name} "):
            return Draft(each.text, (each.line,), check="metadata")
    return None


def _listed_in(article: Article) -> Iterator[_Listed]:
    """The people under labels that stand by themselves, in the order of the text."""
    role: Source | None = None
    for start, line in lines_of(article):
        label = _LABEL.fullmatch(line)
        if label:
            role = Source(article, start, start + len(line) - 1)
            continue
        person = role and next((m for each in _PERSON if (m := each.fullmatch(line))), None)
        if role is None or not person:
            role = None
            continue
        text = f"{_close(person['name'])} {person['post'].strip()}"
        yield _Listed(role, Source(article, start, start + len(line)), text)


def _close(name: str) -> str:
    """A name without the spaces between its characters."""
    return re.sub(r"[\s　]", "", name)


def _is_of(about: str, article: Article) -> bool:
    """Whether the title and the head of an article say what a question says of the meeting."""
    asked = {gram for piece in about.split(",") for gram in tokens(piece) if len(gram) > 1}
    head = fold(article.text[: len(article.title) + HEAD_CHARS])
    return not asked or sum(gram in head for gram in asked) >= SAID_SHARE * len(asked)


def _draft(listed: _Listed) -> Draft:
    text = f"{listed.role.quote}：{listed.text}"
    return Draft(text, (listed.line, listed.role), check="metadata")
