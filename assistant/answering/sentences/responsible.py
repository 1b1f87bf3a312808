"""Who answers for a thing: 由谁负责 where a text says 由…牵头, 找哪个部门 where it names one."""

import re
from collections.abc import Sequence

from assistant.answering.sentences.extractive import Ranked
from assistant.answering.words.forms import is_address
from assistant.answering.words.question import Question, topic_of
from assistant.text import tokens

_WHO = r"(?:谁|哪(?:一|几|些)?[个家位]?(?:部门|单位|科室|机构|领导|人)|什么(?:部门|单位|人))"
_ASKED = re.compile(
    rf"^(?P<before>[^,。?]*?)(?:是|该|应该?|要)?[由归]?{_WHO}来?(?P<done>负责|牵头|主管|分管|主抓|包保)"
    r"(?P<after>[^,。?]*)[?。]*$"
)
_BODY_ASKED = re.compile(
    rf"^(?P<before>[^,。?]*?)(?:应该?|要|该|可以|得|需要)?(?:找|咨询|联系|归)(?:的是)?{_WHO}"
    r"(?:办理?|管|咨询|问|申请|反映|处理|查处|受理|维[护修])*[?。]*$"
)
# Whoever leads a task, has it in charge or sees to it is responsible for it.
_CHARGED = r"(?:牵头|负责|主管|分管|主抓|承担|包保|组织实施|统筹推进)"
_SAID = re.compile(
    rf"由[^,。;]{{2,40}}?{_CHARGED}|{_CHARGED}(?:人|单位|部门|领导):|"
    rf"[局委办院部处科站所会府司心门关队构]{_CHARGED}(?![任人])|[一-龥]{{2,4}}同志{_CHARGED}"
)
_BODY_SAID = re.compile(
    rf"{_SAID.pattern}|联系(?:人|电话|方式):|咨询(?:电话|方式)?:|(?:报|送|交|到|向)[^,。;]{{2,16}}[局委办科处站所]"
    r"[^,。;]{0,8}(?:申请|办理|咨询|联系|,)|[局委办科处站所心](?:受理|经办|承办|办理)"
)
_STOPS = "。!?;:…)\"'》|"
# Of what is asked about, in its part and the title above the sentence that says who, and in it.
AROUND_SHARE, OWN_SHARE = 0.6, 0.6
_SENT_ASKED = re.compile(r"[发送寄印]给|主送|抄送|收文|收件|发往|抬头|下发|通知了?(?:谁|哪)")


def addressee_last(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The evidence, with the line of those whom a document is sent to after what it says."""
    if not ranked or _SENT_ASKED.search(question.folded):
        return list(ranked)
    said = [item for item in ranked if not is_address(item.evidence)]
    return [*said, *(item for item in ranked if is_address(item.evidence))]


def responsible_first(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The evidence, led by a sentence that says who is responsible for what is asked about.

    Where that is named in the sentence or above it; around it is enough where no other sentence
    there says who is responsible for something. It counts as likely as the best one.
    """
    asked, said = _ASKED.match(question.folded), _SAID
    if asked is None:
        asked, said = _BODY_ASKED.match(question.folded), _BODY_SAID
    if asked is None or not ranked or said.search(ranked[0].text):
        return list(ranked)
    words = frozenset(tokens(topic_of("".join(filter(None, asked.groupdict().values())))))
    subject = frozenset(each for each in words if len(each) > 1) - {asked.groupdict().get("done")}
    telling = [item for item in ranked if said.search(item.text)]
    found = next((item for item in telling if _is_of(subject, item, telling)), None)
    if found is None:
        return list(ranked)
    best = max(item.probability for item in ranked)
    rest = (item for item in ranked if item is not found)
    return [Ranked(found.evidence, best), *rest]


def _is_of(subject: frozenset[str], item: Ranked, telling: Sequence[Ranked]) -> bool:
    """Whether a sentence says of the subject who is responsible for it."""
    own, context = item.evidence.sentence.grams, item.evidence.context
    if not subject or len(subject & own) >= OWN_SHARE * len(subject):
        return bool(subject)
    before = [each for each in context.sentences if each.start <= item.evidence.sentence.start]
    heads = [place for place, each in enumerate(before) if each.folded[-1:] not in _STOPS]
    part = before[heads[-1] :] if heads else before
    above = frozenset[str]() if heads else context.label_grams
    around = frozenset[str]().union(above, context.head_grams, *(each.grams for each in part))
    alone = sum(each.evidence.sentence in part for each in telling) == 1
    return alone and len(subject & around) >= AROUND_SHARE * len(subject)
