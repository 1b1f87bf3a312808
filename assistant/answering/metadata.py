"""Questions about the articles themselves, answered from their bylines and cited to them."""

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.answering.drafts import Draft, Source
from assistant.answering.mentions import FILES, FILES_THAT_SPEAK, asks_for_mentions
from assistant.text import fold, tokens
from assistant.types import Article, Corpus

_FILES = rf"(?:这|那|所有|全部)些?(?:{FILES})|(?:资料库|文档库|知识库)[里中内有]|{FILES_THAT_SPEAK}"
_ABOUT_ARTICLES = re.compile(
    _FILES + r"|文章|作者|本文|该文|此文|一文|论文|题目|标题|篇名|题名|栏目|专栏|几篇|哪篇|多少篇|"
    r"署名|撰稿|执笔|撰写|谁写|\bauthors?\b|"
    r"\barticles?\b|\btitles?\b"
)
_TITLE = re.compile(
    r"题目|标题|篇名|题名|(?:文章|论文)(?:的)?(?:名字|名称|名)|(?:文章|论文)叫|"
    r"哪(?:一)?篇|写了(?:什么|哪)|\btitles?\b"
)
_AUTHOR = re.compile(
    r"作者|谁(?:写|撰|执笔|署名|发表)|由谁|(?:何|什么)人(?:写|撰|所)|写(?:的)?(?:人)?是谁|"
    r"署名|执笔|撰稿人|\bauthors?\b|who wrote"
)
_POST = re.compile(
    r"单位|职务|职位|身份|头衔|职称|做什么的|干什么的|干啥的|任职|供职|就职|在哪[里儿]?工作|做什么工作|"
    r"哪个(?:学校|大学|部门|机构)|什么人|是谁|谁是|职业|来自"
)
_COLUMN = re.compile(r"栏目|专栏|版块|板块|什么栏")
_PUBLISHED = re.compile(r"(?:发表|刊登|刊发|发布|见报|日期)")
_FUNDING = re.compile(r"资助|课题|基金|(?:什么|哪个|哪项|何)(?:研究)?项目")
_HOW_MANY = re.compile(r"(?:多少|几)(?:篇|位作者|个作者)")
_ALL = re.compile(
    rf"(?:哪|这|那)些(?:文章|{FILES})|哪几篇|有哪些篇|都有(?:哪|什么)|全部|所有|各篇|每篇|分别|各自|各位|\d+位|"
    r"[两三四五六七八九十][位篇]|(?:哪些|哪几[位个]|有谁).{0,4}作者|作者(?:都?有|都?是)(?:哪些|谁|几)"
)
_WHO = re.compile(r"谁是|是谁|是哪(?:一)?位|的?作者(?:是谁|叫什么)?|叫什么(?:名字)?")
_IS_POST = re.compile(
    r"是[^,。?]{0,24}(?:教授|研究员|讲师|博士|[院所处局]长|主任|主席|书记|经理|董事长|记者|学者|专家|"
    r"大学|学院|研究[院所]|公司|中心|委员?会?|局|厅|处|的)吗"
)
# Who is asked for is known by a post when so much of what is said of it is the post's.
POST_WORDS, POST_SHARE = 3, 0.8
# What a question for all articles says beside what it asks of them; more is about their content.
_CATALOGUE = re.compile(
    rf"{FILES}|资料库|文档库|知识库|文库|[文章篇位个本这那有各每几全都共一二两三四五六七八九十\d的了是在里中内些和与及呢吗啊]|"
    r"作者|署名|标题|题目|篇名|题名|名字|名称|姓名|栏目|专栏|版面|[版期刊报页]|分别|所有|部分|多少|哪|什么|谁|怎么|如何|"
    r"叫|写|撰写|撰稿|执笔|发表|刊登|刊发|发布|见报|日期|时候|时间|何时|单位|职务|职位|身份|头衔|职称|工作|任职|供职|就职|来自|职业|"
    r"部门|机构|学校|大学|做|干|人|列出|列举|给出|请问?|告诉|我|包括|包含|收录|收入|收集|收|目前|现在|总|以及|并|它们|他们|各自|具体|情况|讲|谈|说|主要|内容"
)
# 两篇文章的看法有什么不同 asks what they say, not which they are.
_COMPARED = re.compile(r"看法|观点|怎么看|如何看|主张|异同|不同|区别|共同")
# What is called by its kind rather than its author.
_UNSIGNED = re.compile("编者按|编者的话|编后|编辑手记|卷首语|社论|短评")
_DESCRIBED = re.compile(
    r"(?:研究|关于|讨论|论述|探讨|介绍|分析|谈|讲|写|论|说)(?:了|的是)?(?:关于|有关)?(?P<what>[^,。?]{2,30}?)的?(?:那|"
    r"这)?(?:一)?(?:篇)?(?:文章|作者|论文|文|稿)"
)
# An article is meant when the question covers this share of its title, or the title this share
# of the words that describe it.
TITLE_SHARE = 0.6


def is_about_articles(folded: str, articles: Sequence[Article]) -> bool:
    """Whether the question asks about the articles rather than what they say."""
    if _ABOUT_ARTICLES.search(folded):
        return True
    return bool(_POST.search(folded)) and any(
        name in folded for article in articles for name in authors_of(article)
    )


def authors_of(article: Article) -> tuple[str, ...]:
    """The folded names of an article's authors."""
    return _names(article.author)


@lru_cache(maxsize=65536)
def _names(author: str) -> tuple[str, ...]:
    return tuple(name for name in re.split(r"[、,，;；\s]+", fold(author)) if name)


def title_words(article: Article) -> frozenset[str]:
    """The search tokens of an article's title."""
    return _title_words(article.title)


@lru_cache(maxsize=65536)
def _title_words(title: str) -> frozenset[str]:
    return frozenset(tokens(fold(title)))


def signed_articles(folded: str, articles: Sequence[Article]) -> dict[str, tuple[Article, ...]]:
    """The authors whom a question names, each with the articles signed by them."""
    found: dict[str, tuple[Article, ...]] = {}
    for article in articles:
        for name in authors_of(article):
            if len(name) > 1 and name in folded:
                found[name] = (*found.get(name, ()), article)
    return found


def articles_by_name(folded: str, articles: Sequence[Article]) -> dict[str, tuple[Article, ...]]:
    """Like `signed_articles`, with an editor's note under what it is called (编者按)."""
    found = dict(signed_articles(folded, articles))
    for article in articles:
        called = _UNSIGNED.search(article.column)
        if called and not article.author and called[0] in folded:
            found[called[0]] = (*found.get(called[0], ()), article)
    return found


def named_articles(folded: str, articles: Sequence[Article]) -> tuple[Article, ...]:
    """The articles that a question names by author, title or description; () for none."""
    by_author = tuple(
        article for article in articles if any(name in folded for name in authors_of(article))
    )
    if by_author:
        return by_author
    asked = frozenset(tokens(folded))
    described = _DESCRIBED.search(folded)
    what = frozenset(tokens(described.group("what"))) if described else frozenset[str]()
    scored: list[tuple[float, Article]] = []
    for article in articles:
        title = title_words(article)
        if not title:
            continue
        share = len(title & asked) / len(title)
        if what:
            share = max(share, len(what & title) / len(what))
        if fold(article.title) in folded:
            share = 2.0
        if article.column and fold(article.column) in folded:
            share = max(share, 1.0)
        scored.append((share, article))
    best = max((share for share, _ in scored), default=0.0)
    if best < TITLE_SHARE:
        return ()
    return tuple(article for share, article in scored if share >= best - 1e-9)


def without_description(folded: str) -> str:
    """A question without the words that describe an article (讨论装备制造的那篇文章)."""
    return _DESCRIBED.sub(",", folded)


class MetadataAnswers:
    """Answers from what the library knows about its articles."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def answer(self, folded: str) -> list[Draft]:
        """Statements about the articles; [] where the question asks something else."""
        articles = tuple(self._corpus.articles())
        holders = _of_post(folded, articles)
        if holders:
            return holders
        if not is_about_articles(folded, articles):
            return []
        named = named_articles(folded, articles)
        if asks_for_mentions(folded) and not (len(named) == 1 and _AUTHOR.search(folded)):
            return []
        if _COMPARED.search(folded):
            return []
        if not named and (_ALL.search(folded) or _HOW_MANY.search(folded)):
            return self._about_all(folded, articles) if _is_catalogue(folded) else []
        drafts: list[Draft] = []
        for article in named:
            draft = _about_one(folded, article)
            if draft is not None:
                drafts.append(draft)
        return drafts

    def _about_all(self, folded: str, articles: Sequence[Article]) -> list[Draft]:
        if re.search(r"作者|\d位|[两三四五六七八九十]位", folded):
            signed = [article for article in articles if article.author]
            wants_post = bool(_POST.search(folded))
            drafts = [
                _post(article) if wants_post and article.affiliation else _author(article)
                for article in signed
            ]
        elif _PUBLISHED.search(folded):
            drafts = [_published(article) for article in articles]
        elif _COLUMN.search(folded):
            drafts = [_column(article) for article in articles if article.column]
        else:
            drafts = [_title(article) for article in articles]
        found = [draft for draft in drafts if draft is not None]
        if _HOW_MANY.search(folded) and found:
            noun = "位作者的文章" if "作者" in folded else "篇文章"
            sources = tuple(source for draft in found for source in draft.sources[:1])
            count = len({source.article.id for source in sources})
            found.insert(0, Draft(f"资料库中共有{count}{noun}", sources, check="metadata"))
        return found


def _is_catalogue(folded: str) -> bool:
    """Whether a question about all articles says nothing that only their content could answer."""
    return not re.search(r"[一-龥\d]{2}|\d", _CATALOGUE.sub("", folded).replace(" ", ""))


def _about_one(folded: str, article: Article) -> Draft | None:
    by_author = any(name in folded for name in authors_of(article))
    if _FUNDING.search(folded) and re.search(r"项目|基金|课题", article.affiliation):
        return _post(article)
    if _POST.search(folded) and article.affiliation and not _TITLE.search(folded):
        return _post(article)
    if _COLUMN.search(folded) and article.column and fold(article.column) not in folded:
        return _column(article)
    if _PUBLISHED.search(folded) and not _TITLE.search(folded):
        return _published(article)
    if by_author and _TITLE.search(folded):
        return _title(article)
    if _AUTHOR.search(folded) and article.author and not by_author:
        return _author(article)
    if _TITLE.search(folded) or (article.column and fold(article.column) in folded):
        return _title(article)
    return None


def _of_post(folded: str, articles: Sequence[Article]) -> list[Draft]:
    """The authors whose post or employer the question names (谁是重庆邮电大学经济管理学院教授).

    Or the post of the author of whom it asks whether it is this one (樊自甫是教授吗).
    """
    who = bool(_WHO.search(folded))
    if not who and not _IS_POST.search(folded):
        return []
    asked = frozenset(tokens(_WHO.sub(",", folded).replace("的", ",")))
    found: list[Draft | None] = []
    for article in articles:
        if not article.affiliation:
            continue
        if who:
            shared = len(asked & _post_words(article.affiliation))
            meant = len(asked) >= POST_WORDS and shared >= POST_SHARE * len(asked)
        else:
            meant = any(name in folded for name in authors_of(article))
        if meant:
            found.append(_post(article))
    return [draft for draft in found if draft is not None]


@lru_cache(maxsize=4096)
def _post_words(affiliation: str) -> frozenset[str]:
    return frozenset(tokens(fold(affiliation)))


def _field(article: Article, name: str) -> Source | None:
    span = article.field_span(name)
    return Source(article, span.start, span.end) if span else None


def _title(article: Article) -> Draft | None:
    source = _field(article, "title")
    author = _field(article, "author")
    if source is None:
        return None
    by = f"（{article.author}）" if author else ""
    sources = (source, author) if author else (source,)
    return Draft(f"《{article.title}》{by}", sources, check="metadata")


def _author(article: Article) -> Draft | None:
    source, title = _field(article, "author"), _field(article, "title")
    if source is None:
        return None
    name = f"《{article.title}》的作者是{article.author}" if title else f"作者是{article.author}"
    return Draft(name, (source, title) if title else (source,), check="metadata")


def _post(article: Article) -> Draft | None:
    source, author = _field(article, "affiliation"), _field(article, "author")
    if source is None:
        return _author(article)
    text = f"{article.author}：{article.affiliation}" if author else article.affiliation
    return Draft(text, (source, author) if author else (source,), check="metadata")


def _column(article: Article) -> Draft | None:
    source = _field(article, "title")
    if source is None:
        return None
    # Column labels are not part of an article's text, so the title is what can be cited.
    printed = _field(article, "column")
    text = f"《{article.title}》刊于“{article.column}”栏目"
    return Draft(text, (source, printed) if printed else (source,), check="metadata")


def _published(article: Article) -> Draft | None:
    source, title = _field(article, "published"), _field(article, "title")
    if source is None:
        return None
    text = f"《{article.title}》：{source.quote}" if title else source.quote
    return Draft(text, (source, title) if title else (source,), check="metadata")
