"""Questions about the articles themselves, answered from their bylines and cited to them."""

import re
from collections.abc import Sequence

from assistant.answering.documents.article_names import ArticleNames, authors_of
from assistant.answering.documents.bylines import (
    author_draft,
    column_draft,
    post_draft,
    project_draft,
    publication_draft,
    published_draft,
    title_draft,
)
from assistant.answering.documents.holders import articles_of_holder, holders
from assistant.answering.documents.issue_contents import contents_drafts
from assistant.answering.documents.mentions import FILES, FILES_THAT_SPEAK, asks_for_mentions
from assistant.answering.documents.research_projects import project_drafts
from assistant.answering.drafts import Draft
from assistant.text import fold
from assistant.types import Article, Corpus

_FILES = rf"(?:这|那|所有|全部)些?(?:{FILES})|(?:资料库|文档库|知识库)[里中内有]|{FILES_THAT_SPEAK}"
_ABOUT_ARTICLES = re.compile(
    _FILES + r"|文章|作者|本文|该文|此文|一文|论文|题目|标题|篇名|题名|栏目|专栏|几篇|哪篇|多少篇|"
    r"署名|撰稿|执笔|撰写|谁写|\bauthors?\b|采访者|采访.{1,14}的?记者|专访.{1,14}的?记者|报告人|谁[作做]的|"
    r"哪(?:一)?[位个名]?记者(?:采?写|采访|报道)的?(?=[?。]|$)|那篇|[登刊载]在|[刊载]于|原载|出处|属于(?:什么|哪[个项])[^,。?]{0,4}(?:项目|课题|基金)|"
    r"\barticles?\b|\btitles?\b"
)
_TITLE = re.compile(
    r"题目|标题|篇名|题名|(?:文章|论文)(?:的)?(?:名字|名称|名)|(?:文章|论文)叫|"
    r"哪(?:一)?篇|写了(?:什么|哪)|\btitles?\b"
)
_AUTHOR = re.compile(
    r"作者|谁(?:写|撰|执笔|署名|发表)|由谁|(?:何|什么)人(?:写|撰|所)|写(?:的)?(?:人)?是谁|"
    r"署名|执笔|撰稿人|\bauthors?\b|who wrote|采访者|记者(?:是谁|叫)|报告人|谁[作做]的|谁采访|"
    r"哪(?:一)?[位个名](?:记者|作者)?(?:采写|采访|执笔|撰写|写)|采写"
)
# 讲四个协同的那位教授: an author by what he writes about.
_WHO_WRITES = re.compile(
    r"(?:讲|谈|写|论|提出?|主张|撰写|研究)[^,。?]{2,16}的(?:那|这)[位个](?:教授|专家|学者|老师|研究员|作者|同志|人)"
)
POST = re.compile(
    r"单位(?=(?:分别|各自?|都)?[是叫为名]|[?。]|$)|(?:什么|哪[个家些]|工作|所在|作者|任职)的?单位|"
    r"职务|职位|身份|头衔|职称(?!互认|评|改革|晋升|认定|申报|序列)|做什么的|干什么的|干啥的|任职|供职|就职|在哪[里儿]?工作|做什么工作|"
    r"哪个(?:学校|大学|部门|机构)|什么人|是谁(?!写|撰)|谁是|职业|来自|党派|哪个党|什么党|"
    r"(?:是|在|来自|属于|任教于|供职于)(?:哪|什么)(?:一)?[所个家]?(?:大学|高校|学校|院校|学院|公司|企业|单位|机构|部门)"
)
# What a note must say where a sort of employer, or a party, is asked for.
_ASKED_SORTS = (
    (re.compile("大学|高校|学校|院校|学院"), re.compile("大学|学院|学校|党校")),
    (re.compile("公司|企业"), re.compile("公司|集团|企业|厂|银行")),
    (re.compile("职称"), re.compile("教授|研究员|讲师|助教|[程济计医药教艺]师|编审|院士|馆员")),
    (
        re.compile("党派|哪个党|什么党"),
        re.compile("[会党社盟]员|民[进革盟建]|九三|致公|农工|台盟|无党派"),
    ),
)
_EDUCATED = re.compile("毕业|就读|母校|上的|读的")
_COLUMN = re.compile(r"栏目|专栏|版块|板块|什么栏")
_PUBLISHED = re.compile(r"(?:发表|刊登|刊发|发布|见报|日期)")
_PUBLICATION = re.compile(
    r"哪[一]?(?:家|份|张|本|种|个)?(?:报纸?|刊物|杂志|期刊|媒体|报刊)|什么(?:报纸?|刊物|杂志|期刊|媒体|报刊)|"
    r"(?:登|刊登|发表|刊发|刊载|登载|载|刊)(?:在|于)(?:了)?(?:哪|什么)|原载|出处|哪(?:一)?期|第几[期版]"
)
_ISSUED = "发布|印发|出台|公布|发表|刊登|刊发|刊出|成文|发出|落款|[作做]|写(?![进入到在])"
_WHEN = r"何时|什么时候|什么时间|哪(?:一)?[天年日]|几月几[日号]"
_WHEN_ISSUED = re.compile(
    rf"(?:是|于|在)?(?:{_WHEN})(?:是|被|正式|对外)?(?:{_ISSUED})|(?:的)?(?:{_ISSUED})(?:于|在|的)?(?:日期|时间|{_WHEN})"
)
_INTERVIEW = re.compile("访(?!问)|对话")
# 产业引导基金 is a fund that an article speaks of, and pays for none.
_FUNDING = re.compile(
    r"资助|课题|(?:社科|社会科学|自然科学|科研|科学|什么|哪个|哪项|何)基金|"
    r"(?:什么|哪个|哪项|何)(?:研究)?项目"
)
_HOW_MANY = re.compile(r"(?:多少|几)(?:篇|[位个名](?:署名)?的?作者)")
_ALL = re.compile(
    rf"(?:哪|这|那)些(?:文章|{FILES})|文章都是|哪几篇|有哪些篇|都有(?:哪|什么)|全部|所有|各篇|每篇|分别|各自|各位|\d+位|"
    r"[两三四五六七八九十][位篇]|(?:哪些|哪几[位个]|有谁).{0,4}作者|作者(?:都?有|都?是)(?:哪些|谁|几)"
)
# What a question for all articles says beside what it asks of them; more is about their content.
_CATALOGUE = re.compile(
    rf"{FILES}|资料库|文档库|知识库|文库|[文章篇位个本这那有各每几全都共一二两三四五六七八九十\d的了是在里中内些和与及呢吗啊]|"
    r"作者|署名|标题|题目|篇名|题名|名字|名称|姓名|栏目|专栏|版面|[版期刊报页]|分别|所有|部分|多少|哪|什么|谁|怎么|如何|"
    r"叫|写|撰写|撰稿|执笔|发表|刊登|刊发|发布|见报|日期|时候|时间|何时|单位|职务|职位|身份|头衔|职称|工作|任职|供职|就职|来自|职业|"
    r"部门|机构|学校|大学|做|干|人|列出|列举|给出|请问?|告诉|我|包括|包含|收录|收入|收集|收|目前|现在|总|以及|并|它们|他们|各自|具体|情况|讲|谈|说|主要|内容"
)
# 两篇文章的看法有什么不同 asks what they say, not which they are.
_COMPARED = re.compile(
    r"看法|观点|怎么看|如何看|主张|异同|不同|区别|共同(?=[点的之]|主张|观点|看法|认为|关注|提|谈|讲)"
)


def is_about_articles(folded: str, articles: Sequence[Article]) -> bool:
    """Whether the question asks about the articles rather than what they say."""
    if _ABOUT_ARTICLES.search(folded):
        return True
    if not POST.search(folded):
        return False
    return bool(_WHO_WRITES.search(folded)) or any(
        name in folded for article in articles for name in authors_of(article)
    )


class MetadataAnswers:
    """Answers from what the library knows about its articles."""

    def __init__(self, corpus: Corpus, names: ArticleNames) -> None:
        self._corpus = corpus
        self._names = names

    def answer(self, folded: str) -> list[Draft]:
        """Statements about the articles; [] where the question asks something else."""
        articles = tuple(self._corpus.articles())
        listed = contents_drafts(folded, articles) or project_drafts(folded, articles)
        listed = listed or holders(folded, articles)
        if listed:
            return listed
        if not is_about_articles(folded, articles):
            return []
        named = articles_of_holder(folded, articles) or self._names.named(folded)
        told = _AUTHOR.search(folded) or _FUNDING.search(folded)
        if asks_for_mentions(folded) and not (len(named) == 1 and told):
            return []
        if _COMPARED.search(folded):
            return []
        if not named and (_ALL.search(folded) or _HOW_MANY.search(folded)):
            return self._about_all(folded, articles) if _is_catalogue(folded) else []
        drafts: list[Draft] = []
        if not named and "采访者" in folded:
            named = tuple(each for each in articles if _INTERVIEW.search(each.title))
            named = named if len(named) == 1 else ()
        for article in named:
            draft = _about_one(folded, article)
            if draft is not None:
                drafts.append(draft)
        return drafts

    def _about_all(self, folded: str, articles: Sequence[Article]) -> list[Draft]:
        if re.search(r"作者|谁写|\d位|[两三四五六七八九十]位", folded):
            signed = [article for article in articles if article.author]
            wants_post = bool(POST.search(folded))
            drafts = [
                post_draft(article) if wants_post and article.affiliation else author_draft(article)
                for article in signed
            ]
        elif _COLUMN.search(folded):
            drafts = [column_draft(article) for article in articles if article.column]
        elif _PUBLISHED.search(folded):
            drafts = [published_draft(article) for article in articles]
        else:
            drafts = [title_draft(article) for article in articles]
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


def _gives_sort(folded: str, affiliation: str) -> bool:
    """Whether a note can say which school, company or party it is that is asked for."""
    return not _EDUCATED.search(folded) and all(
        given.search(affiliation) for asked, given in _ASKED_SORTS if asked.search(folded)
    )


def _about_one(folded: str, article: Article) -> Draft | None:
    by_author = any(name in folded for name in authors_of(article))
    if _FUNDING.search(folded) and (project := project_draft(article)):
        return project
    if POST.search(folded) and article.affiliation and not _TITLE.search(folded):
        return post_draft(article) if _gives_sort(folded, article.affiliation) else None
    if _COLUMN.search(folded) and article.column and fold(article.column) not in folded:
        return column_draft(article)
    if _PUBLICATION.search(folded):
        return publication_draft(article)
    if (_PUBLISHED.search(folded) or _WHEN_ISSUED.search(folded)) and not _TITLE.search(folded):
        return published_draft(article)
    if by_author and _TITLE.search(folded):
        return title_draft(article)
    if _AUTHOR.search(folded) and not _TITLE.search(folded) and not by_author:
        return author_draft(article)
    if _TITLE.search(folded) or (article.column and fold(article.column) in folded):
        return title_draft(article)
    return None
