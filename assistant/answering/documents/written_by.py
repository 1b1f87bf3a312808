"""A later part of a question on who wrote the articles that the part before it asked for.

褚文博那篇文章标题叫什么？他在哪儿任职: the second part is of 褚文博, and not of a title.
"""

import re
from collections.abc import Sequence

from assistant.answering.documents.article_names import authors_of
from assistant.answering.documents.metadata import POST
from assistant.answering.drafts import Draft
from assistant.text import fold

_WRITER = (
    r"(?:(?:这|那|该|两|几|二|三)*位?(?:作者|专家|学者|教授|记者)们?|他们?|她们?|其|[两二三]人)"
    r"(?:本人)?"
)
_BETWEEN = r"(?:又|都|也|现在|目前|现|的|各自|各|分别|是|在)*+"
_OF_WRITER = re.compile(rf"^(?:那么?)?{_WRITER}(?P<rest>.+)$")
_OF_ARTICLE = re.compile(
    r"^(?:那么?)?(?:它们?|(?:这|那|该|此)(?:一|[两几三])?篇?(?:文章|论文|报道|文|稿子?)?|文章|全文)(?P<rest>(?!样|么).+)$"
)
# 作者分别是谁 is told with the articles; it asks nothing of a writer who is known.
_WHO = re.compile(rf"^{_BETWEEN}(?:谁|哪(?:[一几]?位|几?个人|些人)|叫什么|叫啥|姓名|名字)")
# What may stand beside a post and names nothing else: 在哪个单位工作, 现任什么职务.
_NO_SUBJECT = re.compile(
    r"[在是的和与及又都现任了呢啊有,、?？。 ]|什么|哪[里儿个家些]?|啥|工作|目前|现在|具体|分别|"
    "各自|怎么|称呼|担任|上班"
)
_PRINTED = re.compile(
    r"^(?:是|又是|又)?(?:什么时候|何时|哪(?:一)?[天年期版家]|哪个(?:栏目|版面?)|第几[版期])?(?:的)?"
    r"(?:发表|刊登|刊发|刊载|登|刊)"
)
# 题目是什么, after 几位作者里谁是教授
_TITLED = re.compile(
    r"^(?:那么?|又|还有|以及)*(?:他们?|她们?|其|作者)?的?(?:(?:写|发表?)的)?(?:(?:这|那)?一?篇)?"
    r"(?:(?:文章|论文|稿子?|文)?的?(?:题目|标题|题名|篇名)(?:各自?|分别|都)?(?:是|叫)(?:什么|啥|哪个)?|"
    r"(?:文章|论文)(?:的名字)?(?:各自?|分别|都)?叫(?:什么|啥)(?:名字|题目)?)[?。]*$"
)
MOST_WRITERS = 8  # of whom one thing is asked in one question


def asks_of_writer(part: str) -> bool:
    """Whether a part of a question asks something of the writer or the article before it.

    >>> asks_of_writer("他在哪儿任职？"), asks_of_writer("作者分别是谁？")
    (True, False)
    """
    return bool(_rest_of_writer(part) or _rest_of_article(part))


def asks_of_print(part: str) -> bool:
    """Whether a part asks where or when the article appeared, which no sentence of it tells."""
    return bool(_PRINTED.match(_rest_of_article(part)))


def asked_of_writers(part: str, earlier: Sequence[Draft]) -> list[str]:
    """The questions that a part puts, with the writers or the articles that it means.

    `earlier` are the statements on the part before; [] where it asks of no writer, or of too many.
    """
    sources = (each.sources[0] for each in earlier)
    articles = list({source.article.id: source.article for source in sources}.values())
    if not 0 < len(articles) <= MOST_WRITERS:
        return []
    rest = _rest_of_writer(part)
    if rest:
        names = dict.fromkeys(name for each in articles for name in authors_of(each))
        return [f"{name}{rest}" for name in names]
    rest = _rest_of_article(part)
    return [f"《{article.title}》{rest}" for article in articles] if rest else []


def _rest_of_writer(part: str) -> str:
    """What a part asks of the writer, without what stands for him; "" for none."""
    folded = fold(part).strip()
    named = _OF_WRITER.match(folded)
    rest = named["rest"] if named else folded
    if _WHO.match(rest):
        return ""
    if named:
        return re.sub(r"^(?:各自|分别|都)+", "", rest)
    asks_post = POST.search(folded)
    alone = asks_post and not _NO_SUBJECT.sub("", POST.sub("", folded))
    return rest if alone else ""


def _rest_of_article(part: str) -> str:
    """What a part asks of the article, without what stands for it; "" for none."""
    folded = fold(part).strip()
    titled = _TITLED.match(folded)
    if titled:
        return "题目是什么"
    named = _OF_ARTICLE.match(folded)
    if named:
        return re.sub(r"^(?:各自|分别|都)+", "", named["rest"])
    return folded if _PRINTED.match(folded) else ""
