"""Sentences that are by themselves all that is asked for, whatever stands beside them."""

import re

from assistant.answering.sentences.extractive import Ranked, is_complete
from assistant.answering.words.acts import act_asked
from assistant.answering.words.definitions import defines
from assistant.answering.words.kinds import MEASURES
from assistant.answering.words.question import Question
from assistant.answering.words.spans import NUMERALS

_STOPS = re.compile(r"[。!?;,]")
# 三大产业是哪三个
_SO_MANY = re.compile(
    r"(?P<count>[两二三四五六七八九十]|\d{1,2})[个大项条种类座家](?P<noun>[一-龥]{2,3})"
)
# Counts of so many things or more are figures.
MOST_COUNTED = 10
MOST_LISTED = 20
_AFTER = r"的|分别|各|都|具体|是|有|指|包|$|[,?。]"  # what is counted, in a question


def is_whole_answer(question: Question, item: Ranked) -> bool:
    """Whether a sentence is the field that is asked for, or lists as many things as are."""
    return is_field_named(question, item) or is_counted_list(question, item)


def is_field_named(question: Question, item: Ranked) -> bool:
    """Whether a sentence is the field, of names and no sentence, whose label is what is asked for.

    发布人：…… for 发布人有哪些, in a transcript too, where others who are named speak.
    """
    label, _, value = item.evidence.sentence.folded.partition(":")
    act = act_asked(question.folded)  # 主持人:彭立新 for 谁主持的
    named = (len(label) > 2 and label == question.heads[0]) or (
        bool(act) and label.startswith(act) and len(label) <= len(act) + 1
    )
    names = value.strip().removesuffix("。") if act else value.strip()
    return (
        named and not (act and re.search("[。!?;,]", names)) and names[-1:] not in tuple("。!?;,")
    )


def is_counted_list(question: Question, item: Ranked) -> bool:
    """Whether a sentence announces and lists the things that a question counts.

    待遇分三种：…… for 三种待遇分别是什么.
    """
    if question.count is None or not 1 < question.count <= MOST_COUNTED:
        return False
    number = count_pattern(question.count)
    asked = re.search(rf"{number}(?P<noun>[一-龥]{{2,6}}?)(?={_AFTER})", question.folded)
    if asked is None:
        return False
    noun = re.escape(asked["noun"])
    announced = rf"(?:{noun}[^,。;:]{{0,6}}{number}|{number}{noun})[^,。;:]{{0,4}}:[^。]*;"
    return bool(re.search(announced, item.evidence.sentence.folded))


def _lists_as_many(question: Question, text: str) -> bool:
    """Whether a sentence names so many things as the question does and has as many members.

    基础类7项,统一组织:安装扶手、……、感应夜灯。 for 基础类7项都有什么.
    """
    if question.count is None or not 1 < question.count <= MOST_LISTED:
        return False
    asked = re.search(rf"[一-龥]{{2}}{count_pattern(question.count)}(?={_AFTER})", question.folded)
    if asked is None or asked.group() not in text:
        return False
    after = text.partition(asked.group())[2].partition("。")[0]
    return any(each.count("、") + 1 == question.count for each in re.split("[,;:]", after))


def count_pattern(count: int) -> str:
    """A count of things as a pattern of folded text: 三种, 3类."""
    written = "[两二]" if count == 2 else dict(enumerate(NUMERALS)).get(count, str(count))
    return rf"(?:{written}|{count})(?:{MEASURES})"


def is_named_complete(question: Question, best: Ranked) -> bool:
    """Whether the sentence enumerates what is asked for and says that it does.

    汽车、电子信息、装备制造三大产业 for 三大产业是哪三个, whatever lists stand in the outline; what
    is meant by the term that is asked about.
    """
    text = best.evidence.sentence.folded
    if question.listing and defines(question, text):
        return True
    if _lists_as_many(question, text):
        return True
    asked = _SO_MANY.search(question.folded)
    if asked is None or question.count is None or not is_complete(question, best):
        return False
    counted = f"{asked['count']}[个大项条种类座家]?(?:[一-龥]{{0,4}}级)?{re.escape(asked['noun'])}"
    return re.search(rf"、[^、,。;:]{{2,12}}?等?{counted}", text) is not None
