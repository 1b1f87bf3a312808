"""What an article that is asked for its author, its day or its paper does not print."""

import re

from assistant.answering.documents.article_names import ArticleNames

_ARTICLE = r"(?:》|[那这](?:一)?篇(?:文章|报道|论文|稿子?)?|的?(?:文章|报道|论文))"
_WRITER_ASKED = re.compile(
    rf"^[^,。?]*{_ARTICLE}(?:都?是|由)?的?(?:(?:谁|哪(?:一)?[位个](?:作者|记者|人)?)(?:写|撰写|撰稿|执笔|采写|报道)的?|"
    r"(?P<role>作者|记者|撰稿人|执笔人|采访者)(?:是谁|是哪位|叫什么(?:名字)?))[?。]*$"
)
_DAY_ASKED = re.compile(
    rf"^[^,。?]*{_ARTICLE}是?(?:在|于)?(?:什么时候|什么时间|何时|哪(?:一)?[年天日]|几月几[日号]|几号)"
    r"(?:写|撰写|刊登|刊发|刊出|登|见报|发表)(?:出来)?的?[?。]*$"
)
_PAPER_ASKED = re.compile(
    rf"^[^,。?]*{_ARTICLE}是?(?:刊?登|刊[发载出]|发表|登载|原载)[在于]?了?"
    r"(?:哪(?:一)?[家份张个本期]?(?:报纸?|报刊|刊物|杂志|版)|什么(?:报纸?|报刊|刊物|杂志)|第几[版期])"
    r"(?:上|的)*[?。]*$"
)


def unprinted(folded: str, names: ArticleNames) -> str:
    """What of its author, day or paper is asked of one article and is not printed; or "".

    What its sentences say of writers and of days is of others.
    """
    writer, day = _WRITER_ASKED.match(folded), _DAY_ASKED.match(folded)
    paper = _PAPER_ASKED.match(folded)
    if not (writer or day or paper) or len(names.named(folded)) != 1:
        return ""
    if paper:
        return "文中没有印出这篇文章登在哪份报刊、第几版。"
    if day:
        return "文中没有印出这篇文章的日期。"
    role = writer["role"] if writer else ""
    return f"文中没有印出这篇文章的{role or '作者'}。"
