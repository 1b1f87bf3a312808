"""Questions on the article of an earlier answer: its author, its day, the nth one.

谁写的 and 什么时候发表的, after an answer, are asked of the article that it cites.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from assistant.answering.conversation.lookups import Lookups
from assistant.answering.conversation.resolved import Resolved
from assistant.answering.words.question import small_number
from assistant.text import fold
from assistant.types import Answer, Article

NTH_ARTICLE = re.compile(
    r"第(?P<n>[一二三四五六七八九十]|\d{1,2})篇(?!章)(?:文章|论文|报道|稿子|文)?"
)
# 第一篇讲养老的文章 is not the first of all.
_DESCRIBED = re.compile(r"^[^,。?]{1,20}的(?:文章|论文|报道)")
_ARTICLE_PRONOUN = re.compile(
    r"(?:这|该|此|那|本)(?:一)?篇?(?:文章|文|论文)|(?:这|那|该)(?:一)?篇|"
    r"(?:这|该|此|本)[份部]?(?:通知|公告|通告|意见|方案|办法|规定|条例|细则|规划|文件)(?![一-龥]?[书表])|"
    # 政策什么时候到期, by itself: that of the answer.
    r"^(?:那么?)?(?:这个?)?(?:政策|通知|办法|文件|方案|规定|条例|公告|意见|细则|指南)"
    r"(?=[是到从在有由]?(?:什么时候|何时|哪(?:一)?[天年日]|几月|几号|多久|有效|生效|施行|实施|执行|到期|截止|作废|废止|谁))|"
    r"(?:说|讲|写|提出)(?:了|出)?(?:这|那|上面|以上)[^,?]{0,4}的(?:作者|人|专家)|"
    r"(?<![的位名各])(?:该|这位|那位|其|文章(?:的)?)?作者(?!们)"
)
# 上面说的出自哪篇文章, 这句话的出处是哪里.
_WHENCE = re.compile(
    r"(?:出自|来自|源自|来源于)哪|出处(?:是|在)?(?:哪|什么|\??$)|"
    r"^(?:这|那)?是?(?:在)?哪(?:一)?[篇份](?:文章|报道|材料|文件)?(?:里面?|中)?(?:说|讲|提|写)(?:到|过)?的[呢啊]?[?。]*$"
)
# Nothing but who wrote it, or when: of no thing in the article.
_WHO_WROTE = re.compile(
    r"^[那这它]?(?:都?是|由)?(?:谁|哪(?:一)?[位个](?:作者|记者|人)?)"
    r"(?P<did>写|撰写|撰稿|执笔|采写|报道)(?:出来)?的?[呢啊呀吗]?[?。!]*$"
)
_ROLE = re.compile(r"^那?(?P<role>记者|撰稿人|执笔人|采访者)(?:是谁|是哪位|叫什么(?:名字)?)[?。]*$")
_WHEN_WROTE = re.compile(
    r"^[那这它]?都?是?(?:在|于)?(?:什么时候|什么时间|何时|哪(?:一)?[年天日]|几月几[日号]|几号)"
    r"(?:写|撰写|刊登|刊发|刊出|登|见报|发表)(?:出来)?的?(?:文章)?[呢啊呀]?[?。!]*$"
)


def of_nth_article(
    question: str,
    history: Sequence[str],
    answer_earlier: Callable[[int], Answer],
    library: Lookups,
) -> Resolved | None:
    """第四篇文章 by its title: the fourth that an earlier answer cites, else of the one document.

    None where the question names no article so, or the library is of several documents.
    """
    nth = NTH_ARTICLE.search(fold(question))
    if nth is None:
        return None
    for index in range(len(history) - 1, -1, -1):
        cited = (citation.article_id for citation in answer_earlier(index).citations)
        articles = tuple(dict.fromkeys(cited))
        if len(articles) < max(2, small_number(nth["n"])):
            continue
        title = library.article_of(articles[small_number(nth["n"]) - 1]).title
        return Resolved(f"{question[: nth.start()]}《{title}》{question[nth.end() :]}")
    if _DESCRIBED.match(fold(question)[nth.end() :]):
        return None
    titles = _titles_of_one_document(library.articles())
    numbers = [small_number(each["n"]) for each in NTH_ARTICLE.finditer(fold(question))]
    if not all(0 < number <= len(titles) and titles[number - 1] for number in numbers):
        return None
    return Resolved(
        NTH_ARTICLE.sub(lambda each: f"《{titles[small_number(each['n']) - 1]}》", question)
    )


def of_cited_article(
    question: str,
    history: Sequence[str],
    answer_earlier: Callable[[int], Answer],
    library: Lookups,
) -> Resolved | None:
    """A question on the article that the last answer cites, with its title; None for another."""
    folded = fold(question).strip()
    asked = _asked_of_it(folded)
    pronoun = _ARTICLE_PRONOUN.search(folded)
    if not asked and (pronoun is None or library.names_article(folded)):
        return None
    article = next(_cited(history, answer_earlier, library), None)
    if article is None:
        return None
    named = f"《{article.title}》"
    if asked:
        return Resolved(named + asked)
    if pronoun is None:
        return None
    if "作者" in pronoun.group():
        named += "的作者"
    return Resolved(question[: pronoun.start()] + named + question[pronoun.end() :])


def _asked_of_it(folded: str) -> str:
    """What is asked of the article itself, without its name; "" for anything else."""
    if _WHENCE.search(folded):
        return "是哪篇文章？"
    wrote = _WHO_WROTE.match(folded)
    if wrote:
        return f"是谁{wrote['did']}的？"
    role = _ROLE.match(folded)
    if role:
        return f"的{role['role']}是谁？"
    return "是什么时候发表的？" if _WHEN_WROTE.match(folded) else ""


def _cited(
    history: Sequence[str], answer_earlier: Callable[[int], Answer], library: Lookups
) -> Iterator[Article]:
    """The articles that the earlier answers cite first, from the last answer back."""
    for index in range(len(history) - 1, -1, -1):
        for citation in answer_earlier(index).citations[:1]:
            yield library.article_of(citation.article_id)


def _titles_of_one_document(articles: Sequence[Article]) -> Sequence[str]:
    """The titles in the order in which one document prints its articles; () for several ones."""
    sources = {article.source for article in articles}
    return [article.title for article in articles] if len(sources) == 1 < len(articles) else ()
