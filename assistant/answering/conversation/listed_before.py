"""Follow-ups on a list that an earlier answer gave: 第二点, 第三个协同."""

import re
from collections.abc import Callable, Sequence

from assistant.answering.conversation.resolved import Resolved, Scope
from assistant.answering.words.kinds import DIGITS, THINGS_TOLD
from assistant.answering.words.question import small_number
from assistant.text import fold
from assistant.types import Answer, Span, Statement

ORDINAL = re.compile(
    r"(?:其中|上面|前面|刚才)?(?:的)?(?:第(?P<n>[一二三四五六七八九十]|"
    r"\d{1,2})|(?P<last>^(?:那么?)?最后一))(?:个)?"
    rf"(?:方面|{THINGS_TOLD}|点|条|项|个|类|部分|种)(?:里面|里|中|之中|当中)?"
)
_THEN = re.compile(r"^(?:那么?|然后)(?=$|[,，])[,，]?")
_NOTHING_ELSE = re.compile(
    r"^(?:那么?)?(?:呢[?,]?)?(?:是什么|是啥|具体(?:是什么|内容|说说|怎么说|怎么做)?|"
    r"(?:具体|应该?|要)*(?:怎么|怎样|如何)(?:说|做|讲|办|干|抓|落实|推进|实施|开展)|"
    r"(?:具体)?(?:有|包括)(?:哪些|什么)(?:具体)?(?:措施|举措|做法|内容|要求)|"
    r"说的是什么|讲了?什么|有哪些内容|"
    r"的?(?:具体)?内容(?:是什么)?|展开(?:说说)?|(?:再)?(?:说)?详细(?:一?点|一?些|说说)?)?[?。呢]*$"
)


def ordinal_follow_up(
    question: str,
    match: re.Match[str],
    history: Sequence[str],
    answer_earlier: Callable[[int], Answer],
) -> Resolved | None:
    """The question about the item that it names by its number; None where no list has one."""
    # 第二个协同: of the question that asks for 四个协同 sooner than of the last one.
    counted = re.compile(
        rf"[几{DIGITS}][个项条点类种]?{re.escape(fold(question)[match.end() :][:2] or ' ')}"
    )
    order = sorted(range(len(history)), key=lambda i: (not counted.search(fold(history[i])), -i))
    for index in order:
        answer = answer_earlier(index)
        listed = _listed(answer.statements)
        number = len(listed) if match.group("last") else small_number(match["n"])
        if len(listed) < max(2, number):
            continue
        statement = listed[number - 1]
        by_number = {citation.number: citation for citation in answer.citations}
        citation = by_number[statement.citations[0]]
        # A list shows an item's label in bold, and what it says after it.
        shown = statement.text[: statement.emphasis[0].end] if statement.emphasis else ""
        whole = not shown or statement.emphasis[0].start > 0
        label = (statement.text if whole else shown).rstrip("。；，")
        rest = _THEN.sub("", question[: match.start()]) + question[match.end() :]
        scope = Scope(citation.article_id, Span(citation.start, citation.end))
        if _NOTHING_ELSE.match(fold(rest).strip(" ,。")):
            return Resolved(f"“{label}”有哪些内容？", scope, within="")
        rest = rest.lstrip("，, ")
        return Resolved(f"“{label}”中，{rest}", scope, within=rest)
    return None


def _listed(statements: Sequence[Statement]) -> Sequence[Statement]:
    """The items of a list, without the sentence that introduces it."""
    first, rest = statements[:1], statements[1:]
    if not first or len(rest) < 2:
        return statements
    labelled = not first[0].emphasis and all(item.emphasis for item in rest)
    return rest if labelled or first[0].text.rstrip().endswith(("：", ":")) else statements
