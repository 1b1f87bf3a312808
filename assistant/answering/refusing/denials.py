"""What a question takes for granted, an end, a refusal or a fine, where none is spoken of."""

import re

from assistant.answering.outline.penalties import asks_punishment, punishes
from assistant.answering.refusing.case import Case, unsaid
from assistant.answering.refusing.neighbours import unsaid_event
from assistant.answering.sentences.extractive import MOST_SHOWN

# 为什么不应该建: prose in favour of a thing is near to a question why it must not be.
_DENIED = re.compile(
    r"(?:为什么|为何|为啥|何以|缘何|凭什么)(?![^,。?]{0,4}非)[^,。?]{0,8}?"
    r"(?<!必)(?P<denied>"
    r"(?>不(?:应该?|应当|能够?|可以?|该|宜|要|得|准|许|允许|支持|鼓励|同意|赞成|需要?|必)))"
    # 不可或缺, 不能没有 and 不得不 say that it must be; 不要紧 and 不得了 deny nothing.
    r"(?!或缺|缺|少(?!于)|不|没有|替代|忽[视略]|小[看觑]|低估|紧|了)"
)
_DENYING = re.compile(
    r"不(?![断仅同少久但只懈一])|未(?!来)|无(?![论疑人线])|没|禁|严控|限制|取消|免(?!疫)|拒|否|避免|防止|难(?![题度关点得])|勿|非(?!常)"
)
# 怎么防止恶性竞争, 恶性竞争怎么防
_PREVENTED = re.compile(
    r"(?:怎么样?|怎样|如何|咋)(?:才能|才会|才好|能|可以|去|来)?(?P<act>防止|防范|避免|杜绝|预防|遏制|制止)(?P<what>[一-龥]{2,10})|"
    r"^(?P<whose>[一-龥]{2,10}?)(?:该|应该|要)?(?:怎么样?|怎样|如何|咋)(?P<done>防止?|防范|避免|杜绝|预防|遏制|制止)(?=[呢?。]*$)"
)
_PREVENTING = re.compile(
    rf"{_DENYING.pattern}|破除|清[理除]|废除|消除|化解|打击|整治|治理|监[管督]|遏制|控制|减少|降低|防"
)


def event_unsaid(case: Case) -> str:
    """An end, a failure or a punishment (为什么破产) of which nothing near speaks."""
    return unsaid(unsaid_event(case.question, case.ranked))


def denial_unsaid(case: Case) -> str:
    """What must not be (为什么不应该), where the evidence and its neighbours deny nothing."""
    denied = _DENIED.search(case.question.folded) if case.question.kind == "why" else None
    one = case.best.sentence
    # With the sentences just before and after it in its paragraph.
    near = (
        each.folded
        for each in case.best.context.sentences
        if each is one or each.end == one.start or each.start == one.end
    )
    if denied is None or any(_DENYING.search(text) for text in near):
        return ""
    return unsaid(denied["denied"])


def prevention_unsaid(case: Case) -> str:
    """How an evil is prevented, of which no document has a word, where nothing is prevented.

    竞争 stands in much that praises it: 恶性竞争 is what is asked about.
    """
    asked = _PREVENTED.search(case.question.folded)
    if asked is None or any(_PREVENTING.search(item.text) for item in case.ranked[:MOST_SHOWN]):
        return ""
    what = asked["what"] or asked["whose"]
    is_strange = any(not term.known and term.token in what for term in case.terms)
    return unsaid((asked["act"] or "防止") + what) if is_strange else ""


def punishment_unsaid(case: Case) -> str:
    """How an act is punished, where neither the passage nor what else would be shown punishes."""
    if not asks_punishment(case.question.folded):
        return ""
    shown = (item.text for item in case.ranked[:MOST_SHOWN])
    passage = (each.folded for each in case.best.context.sentences)
    if any(map(punishes, (*shown, *passage))):
        return ""
    return "文中相近的内容没有说怎样处罚。"
