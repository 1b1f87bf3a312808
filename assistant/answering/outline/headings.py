"""Whether a point, its heading or its items are called what a question asks for."""

import re

from assistant.answering.outline.nodes import Node, is_one_sentence
from assistant.answering.words.kinds import DIGITS
from assistant.answering.words.list_nouns import ends_alike, is_list_noun
from assistant.answering.words.question import Question, small_number
from assistant.text import fold, tokens

# A heading must be so long to be asked for by its words alone.
MIN_HEADING_CHARS = 4
OF_WHAT_SHARE = 0.8  # of what the heading is asked of, in the titles above it
# 怎么申请, 要走哪几步: what a part called 程序 or 流程 lists.
_STEPS = re.compile(
    r"几(?:个步骤|步|道(?:手续|程序))|(?:怎么|怎样|如何)(?:去)?(?:申请|申报|办理|报名|申领)|"
    r"(?:申请|申报|办理|报名|申领)的?(?:流程|程序|步骤|手续)"
)
_AND_TIMES = re.compile("(?:和|及|与|、)(?:办理|申报|申请)?(?:时限|时间|期限|要求|时间安排)$")
# 消费券有哪几种: what its items are called ends as it does (餐饮券, 零售券).
_SORTS_ASKED = re.compile(
    r"(?:哪[几些]|几|什么)(?:种|类)|哪些(?:种类|类型|类别|品种)|(?:种类|类型|类别|品种)(?:有|是|分)?哪"
)
LONGEST_SORT_CHARS = 8
# 抓好今年五项任务, over its five items.
_COUNTED_PHRASE = re.compile(rf"(([{DIGITS}])(?:个|项|条|大|种|类|步|招|件)[一-龥]{{2}})")
_NAMING_KINDS = frozenset({"list", "how", "goal", "open", "definition", "name"})


def is_called(node: Node, question: Question) -> bool:
    """Whether the list of a point, or all its items, are called what is asked for.

    二、申报材料 for 需要哪些申报材料; 做好机制协同, 加强政策协同, … for 哪些协同; 申报程序
    for 怎么申请.
    """
    if not node.items:
        return False
    label = fold(node.point.label).rstrip(":")
    steps = ends_alike(_AND_TIMES.sub("", label), "程序")
    if steps and node.parents and _STEPS.search(question.folded):
        return True
    noun = question.heads[1] or question.heads[0]
    if not question.listing or len(noun) < 2:
        return False
    if node.parents and re.fullmatch(rf"(?:主要|重点|具体|基本)?{re.escape(noun)}", label):
        return True
    if _SORTS_ASKED.search(question.folded) and _are_sorts(node, question):
        return True
    if is_list_noun(noun):
        return False
    if question.count is None and share_named(node, question) == 1.0:
        return True
    return bool(node.parents) and ends_alike(label, noun)


def _are_sorts(node: Node, question: Question) -> bool:
    """Whether the items are short names that all end as the thing does that is asked about."""
    thing = question.heads[0]
    return len(thing) > 1 and all(
        item.label.endswith(thing[-1]) and len(item.label) <= LONGEST_SORT_CHARS
        for item in node.items
    )


def counts_its_items(question: Question, node: Node) -> bool:
    """Whether a heading counts its items as the question does (今年五项任务是什么)."""
    if not node.parents or question.kind not in _NAMING_KINDS:
        return False
    counted = _COUNTED_PHRASE.findall(fold(node.point.label))
    return any(
        phrase in question.folded and small_number(number) == len(node.items)
        for phrase, number in counted
    )


def share_named(node: Node, question: Question) -> float:
    """The share of a point's items whose labels hold the noun that is counted (哪四个协同).

    Where no count is asked for, 1 for all of three or more items, else 0.
    """
    noun = question.heads[1]
    if len(noun) < 2 or not node.items or is_list_noun(noun):
        return 0.0
    # 汽车产业 is an industry, 优化产业布局 is not: the noun ends what it names.
    named = re.compile(rf"{re.escape(noun)}(?!\w)")
    share = sum(bool(named.search(fold(item.label))) for item in node.items) / len(node.items)
    if question.count is None:
        return float(question.listing and share == 1.0 and len(node.items) > 2)
    return share


def is_asked_for(question: Question, node: Node) -> bool:
    """Whether what stands under a heading is asked for by the heading alone (奖补标准是什么).

    What stands before it, of what it is, the titles above must say (电梯加装[奖补标准]).
    """
    label = fold(node.point.label)
    topic = question.topic
    if not node.parents or len(label) < MIN_HEADING_CHARS or is_one_sentence(node):
        return False
    if question.kind == "why":
        return topic == label
    before = topic.removesuffix(label)
    of_what = [gram for gram in tokens(before.removesuffix("的")) if len(gram) > 1]
    said = sum(gram in node.above for gram in of_what)
    return topic.endswith(label) and said >= OF_WHAT_SHARE * len(of_what)
