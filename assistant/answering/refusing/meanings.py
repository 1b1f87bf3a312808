"""What a term means, asked of documents that may only use it.

A slogan is repeated far oftener than it is explained: 以“飞地经济”等模式打造园区 is near to
什么是飞地经济 in all its words, and says nothing of what that is.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.answering.sentences.extractive import Ranked
from assistant.answering.words.question import Question, small_number

DEPTH = 3  # of the evidence, in whose passages a term's parts are looked for
_SO_MANY = re.compile(r"(?P<count>[两二三四五六七八九十])个?(?P<what>[一-龥]{1,2})")
_COUNTED_PARTS = re.compile(r"[一二两三四五六七八九十多][一-龥](?=[一二两三四五六七八九十多]|$)")
_FIRST_CLAUSE = re.compile(r"[^,。;:]{2,10}(?=,)")
_QUOTED = re.compile(r'"([^"]{2,})"')
_MEANING_ASKED = re.compile(
    r"(?:指|代表|表示)(?:的是)?,?(?:什么|啥|哪)|什么(?:意思|含义)|(?:意思|含义)是什么"
)
# The term of a question that puts it in no quotation marks: 飞地经济是什么意思.
_MEANT = re.compile(
    r"(?P<term>[^,。?\s\"]{2,16}?)(?:这个?(?:词|说法|提法|概念))?(?:具体|主要|到底|究竟)?的?"
    r"(?:[是有]?(?:个)?什么(?:意思|含义)|(?:意思|含义)是什么|(?:指|代表|表示)(?:的是)?什么)"
)
# 什么是智能网联汽车 may be told in other words; of what a document sets apart it is plain.
_WHAT_IS = re.compile(r"(?:什么是|什么叫做?|何谓|何为)(?P<term>[^,。?\s\"]{2,16})")
_BRACKETS = re.compile(r"\([^()]*\)")
_LEAD_IN = re.compile(r"^(?:请问|文章?[里中]的?|所谓的?|(?:文中|文章)?(?:说|提到|讲)的)++")


def unexplained(question: Question, ranked: Sequence[Ranked]) -> str:
    """The term whose meaning is asked for, where no sentence found says what it is; "" for none.

    It is said by a link, a bracket or a colon after it, a naming verb or an enumeration before.
    """
    texts = list(_texts(ranked))
    term = _term_asked(question.folded, texts)
    if not term:
        return ""
    name = re.escape(term)
    explained = re.compile(
        rf'{name}"?[^,。;]{{0,6}}?(?:是|即|指|为|包括|分别|[:(]|——|-)|'
        rf'{name}"?[^,。;]{{0,6}},(?:即|也就是|就是)|'
        rf"(?:称|叫做?|就是)[^,。;]{{0,6}}{name}|[^,。;]、[^,。;]*{name}"
    )
    told = re.compile(rf'{name}"?,?[^。;]{{0,40}}?(?:是指|指的是|意指|意为|意思是|意即|译为|所谓)')
    saying = [text for text in texts if term in text]
    if not saying or any(map(explained.search, saying)) or _told_by_part(term, ranked):
        return ""
    bare = (_BRACKETS.sub("", text) for text in saying)  # 上知令(……),是指……
    return "" if any(explained.search(text) or told.search(text) for text in bare) else term


def _term_asked(folded: str, texts: Sequence[str]) -> str:
    """The term whose meaning a question asks for; "" for none.

    In the question's quotation marks, or as it stands before 是什么意思; after 什么是 only where
    a document sets it in such marks.
    """
    quoted = _QUOTED.search(folded)
    what = _WHAT_IS.search(folded)
    if quoted:
        return quoted.group(1) if what or _MEANING_ASKED.search(folded) else ""
    meant = _MEANT.search(folded)
    if meant:
        return _LEAD_IN.sub("", meant["term"])
    set_apart = what and any(f'"{what["term"]}"' in text for text in texts)
    return what["term"] if what and set_apart else ""


def _told_by_part(term: str, ranked: Sequence[Ranked]) -> bool:
    """Whether what a term counts or names is told part by part, or one of its counted parts is.

    "一核"即……;"两带"即…… for 一核两带多园; 织密网,……。做强链,…… for 网、链.
    """
    texts = list(_texts(ranked[:DEPTH]))
    if is_counted(term, "".join(texts)):
        return True
    parts = _COUNTED_PARTS.findall(term)
    members = term.split("、")
    told = [re.compile(rf'{part}"?[^,。;]{{0,2}}?(?:即|是|指|为|包括|:)') for part in parts]
    if len(parts) > 1 and any(each.search(text) for each in told for text in texts):
        return True
    begun = [_FIRST_CLAUSE.match(text) for text in texts]
    clauses = [found.group() for found in begun if found]
    return len(members) > 1 and all(any(each in clause for clause in clauses) for each in members)


def is_counted(term: str, text: str) -> bool:
    """Whether a text has so many of what a term counts: 统一仓储、统一运输… for 四个统一."""
    counted = _SO_MANY.fullmatch(term)
    if counted is None:
        return False
    listed = re.findall(rf"(?:^|[、,;\"]){counted['what']}[^、,;。\"]+", text)
    return len(listed) >= small_number(counted["count"])


def _texts(ranked: Sequence[Ranked]) -> Iterator[str]:
    return (each.folded for item in ranked for each in item.evidence.context.sentences)
