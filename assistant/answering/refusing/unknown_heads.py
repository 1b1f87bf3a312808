"""The thing that a question asks for by name, where no document of the library names it."""

import re

from assistant.answering.refusing.neighbours import said_otherwise
from assistant.answering.words.contrasts import QUANTITY_WORDS
from assistant.answering.words.evidence import Context
from assistant.answering.words.question import BESIDE_ATTRIBUTE, Question
from assistant.answering.words.related import RelatedWords
from assistant.answering.words.terms import Terms
from assistant.text import is_chinese, tokens

# A compound attribute is unknown when this share of its bigrams is (注册资本 beside 资本).
MOSTLY = 0.6
# 明天会不会下雨
_ACT_ASKED = re.compile(
    r"(?:会不会|是不是要|有没有可能|会(?=[一-龥]{2}吗))(?P<act>[一-龥]{2})(?=[?,。吗]|$)"
)
# 董事长是谁, 人口有多少: the word before the link is the attribute that is asked for.
_ATTRIBUTE = re.compile(
    r"(?P<whole>(?P<first>[一-龥])(?P<last>[一-龥]{2}))(?:(?:是|有|为|叫|达到?|约)(?:多少|谁|哪|几|"
    r"什么|多[大高长])|多少(?:钱|元)?\??$)"
)
_MEASURE_AT_END = re.compile(r"(?:增速|增幅|增长率|占比|比重|比例)$")
# 规划的全名叫什么 asks for no thing that is called a 全名.
_FULL_NAMES = frozenset({"全名", "全称"})
_DOING = "建改修造种养产投招发补领贷租买卖占花拿送住用完掉"
# 大殿称为什么 asks for the name of a hall, not for a 大殿称; 又叫什么 for another.
_NAMING_VERBS = "称叫改成作变升又也还"


def _agent_known(attribute: re.Match[str], unknown: set[str]) -> bool:
    """Whether the attribute is who does what the documents name (赞助方 beside 赞助)."""
    done = attribute["whole"][:2] not in unknown
    return done and attribute["last"][-1] in "者方商人额"  # 出口额 beside 出口198亿元


def unknown_head(question: Question, terms: Terms) -> str:
    """The thing asked for (市长, 员工), when no document of the library names it; "" otherwise."""
    unknown = {term.token for term in terms if not term.known}
    attribute = _ATTRIBUTE.search(BESIDE_ATTRIBUTE.sub("", question.folded))
    if attribute and attribute.group().startswith(f"{attribute['whole']}多少"):
        # Without a link the last characters may be a verb's: 能贷多少, 罚多少, 县里计划建多少.
        last = attribute["last"]
        is_noun = last[-1] == "费" or (last in RelatedWords.load() and last[-1] not in _DOING)
        attribute = attribute if is_noun else None
    if attribute and attribute["last"] in _FULL_NAMES:
        return ""
    if attribute and (attribute["last"][-1] in _NAMING_VERBS or _agent_known(attribute, unknown)):
        return ""
    if attribute and attribute["last"] in unknown and attribute["last"] not in QUANTITY_WORDS:
        if attribute["first"] in "的市省县区年":
            return attribute["last"]
        whole = attribute["whole"]
        return question.attribute if question.attribute.endswith(whole) else whole
    head = tokens(_MEASURE_AT_END.sub("", question.heads[0])) if attribute else ()
    if len(head) > 1 and sum(token in unknown for token in head) / len(head) >= MOSTLY:
        return question.attribute
    counted = question.heads[1] if question.kind == "number" else ""
    if len(counted) < 2 or counted.startswith("钱") or counted[1] in "到了至成为":
        return ""  # 多少份饭, 从多少减到多少: no noun that a document must print
    if counted[:2] in unknown and counted[:2] not in QUANTITY_WORDS and is_chinese(counted):
        return counted
    return ""


def unknown_act(question: Question, terms: Terms, context: Context) -> str:
    """What one asks whether it will be or may be (会不会下雨), where nothing near speaks of it."""
    asked = _ACT_ASKED.search(question.folded)
    act = asked["act"] if asked else ""
    if act in QUANTITY_WORDS or act not in {term.token for term in terms if not term.known}:
        return ""
    return "" if said_otherwise(act, [context]) else act
