"""What several authors think, of nothing in particular: 甲和乙的观点有什么不同, 比较甲和乙的文章.

No document says how two of them differ, so each is given by its own main points.
"""

import re

from assistant.answering.documents.article_names import Signatures
from assistant.text import fold
from assistant.types import Article

SIDE_BY_SIDE = "文中没有把各位作者的观点放在一起比较，下面分别列出各篇的要点，请对照"
# So many authors are compared; more is a survey of the library.
MOST_AUTHORS = 5

_AND = r"(?:和|与|以及|及|跟|同|、|,|\s)"
_WHOSE = (
    r"(?:(?:这|那)?(?:[两二三四五六七八九几][位个名](?:作者|专家|学者|教授)?|两人|三人|二者|两者))?"
    r"(?:各自|分别|所写)?的?(?:(?:这|那)?[两二三四五几]?篇?(?:文章|论文))?(?:里面?|中)?"
)
_VIEWS = (
    r"(?:主要|核心|基本|具体|总体)?的?"
    r"(?:观点|看法|主张|建议|意见|思路|立场|态度|想法|说法|侧重点?|重点)"
)
_DIFFER = (
    r"(?:不同|区别|差别|差异|异同|分歧|不一样|相同|一致|共同|相似|矛盾)"
    r"(?:和(?:不同|区别|异同))?(?:之处|的?地方|点)*"
)
_ASKED = re.compile(
    r"^(?:请问?|麻烦|帮我|把|将|比较|对比|对照|分析|说说|谈谈|一下|下)*N"
    rf"(?:{_AND}+N)+{_WHOSE}(?:在|上|,)*"
    rf"(?:{_VIEWS}(?:上|方面)?)?(?:都|各|各自|分别|主要|具体|到底|究竟|之间|又|[,是有在])*"
    rf"(?:(?:什么|哪些|何|哪|哪里|啥)?(?:样的|方面)?(?P<differ>{_DIFFER})|"
    rf"(?P<compare>(?:进行|做|作)?(?:一个|个|一下)?(?:比较|对比|对照)(?:一下)?)|"
    rf"(?:[提讲说谈写]?(?:出|了|过)*)?(?:什么|哪些|啥|[几哪][几]?[条点个项])(?P<views>{_VIEWS})?)?"
    r"(?:吗|呢)?[?。]*$"
)
_BEFORE = re.compile(r"^(?:请问?|麻烦|帮我|把|将)*(?:比较|对比|对照|分析)")


def compared_views(
    text: str, signatures: Signatures
) -> tuple[tuple[tuple[str, Article], ...], bool]:
    """The authors whose views are asked for, each with his article, and whether to compare them.

    ((), False) where something in particular is asked, or an author has several articles.
    """
    folded = fold(text).strip()
    named = signatures.named_in(folded)
    if not 1 < len(named) <= MOST_AUTHORS or any(len(by) != 1 for by in named.values()):
        return (), False
    pattern = "|".join(re.escape(name) for name in sorted(named, key=len, reverse=True))
    asked = _ASKED.match(re.sub(pattern, "N", folded))
    if asked is None:
        return (), False
    compares = bool(asked["differ"] or asked["compare"] or _BEFORE.match(folded))
    if not compares and not re.search(_VIEWS, folded):
        return (), False
    order = sorted(named, key=folded.index)
    meant = tuple((name, named[name][0]) for name in order)
    if len({article.id for _, article in meant}) < len(meant):
        return (), False
    return meant, compares
