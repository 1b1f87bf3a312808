"""Who an answer named, where a person was asked for: the 他 of the question after it."""

import re

from assistant.answering.documents.rosters import name_in
from assistant.answering.words.question import analyse
from assistant.answering.words.spans import SURNAMES
from assistant.text import fold
from assistant.types import Answer

_TITLES = (
    r"长|主任|书记|主席|经理|总裁|董事|教授|研究员|工程师|记者|院士|医生|老师|律师|委员|代表|专家|负责人|"
    r"发言人|先生|女士"
)
# 中央台记者徐静: the name ends what is stressed, perhaps after a post.
_NAME = re.compile(rf"(?:^|(?:{_TITLES})[\s　]?)(?P<name>[{SURNAMES}][一-龥]{{1,2}})$")


def person_told(answer: Answer) -> str:
    """The name of the one person that an answer to 谁 begins with; "" for none."""
    if not answer.statements or analyse(answer.standalone_question).kind != "person":
        return ""
    first = answer.statements[0]
    if listed := name_in(first.text):
        return listed
    for span in first.emphasis:
        found = _NAME.search(fold(first.text[span.start : span.end]))
        if found:
            return found["name"]
    return ""
