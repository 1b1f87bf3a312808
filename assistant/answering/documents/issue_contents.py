"""What an issue or a page of a paper holds: 这期思想周刊都登了哪些署名文章，作者分别是谁."""

import re
from collections.abc import Sequence

from assistant.answering.documents.bylines import author_draft, post_draft, title_draft
from assistant.answering.drafts import Draft
from assistant.text import fold
from assistant.types import Article

_PAPER = (
    r"(?:日报|晚报|早报|周报|学报|导报|时报|报纸?|周刊|月刊|专刊|副刊|特刊|期刊|会刊|[内简]刊|刊物?|杂志|"
    r"专版|版面?|专栏|栏目)"
)
_DAY = r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]的?"
_DATED = re.sub(r"P<\w+>", ":", _DAY)
_UNIT = r"(?:一?(?:期|份|版|张|辑))"
_THIS = rf"(?:这|那|本|该|此|今天的?|上面的?){_UNIT}?的?"
# 这期思想周刊, 思想周刊这一期, 云津日报6月17日第6版; 这一期 alone is of the paper at hand.
_ISSUE = (
    rf"(?:(?:这|那|本|该|此){_UNIT}(?=[^的])|(?:{_THIS})?(?P<name>[^,?]{{0,24}}?{_PAPER}(?:的?{_DATED})?))"
    rf"(?:这|那|本)?{_UNIT}?(?:里面?|中|上|内)?"
)
_BOTH = "(?:都|一共|总共|共|一起|分别)*"
_HOLDS = (
    r"(?:刊登|登载|刊载|刊发|登|刊|发表|发|载|收录|收|编发|推出|选登|转载)(?:的|过|了|出)*"
    rf"{_BOTH}(?:有|是)?"
)
_SORT = r"(?:(?:个人)?署名)?的?(?:理论|评论|专家|言论)?"
_TEXT = "(?:文章|稿件?|稿子|文)"
_WHICH = (
    r"(?:(?:多少|几)篇|哪(?:些|几?篇|几个)|什么|啥|(?:谁|哪些人|哪几?位[^,?]{0,4})的)的?"
    rf"{_SORT}"
)
_BY_WHOM = re.compile("(?:谁|哪些人|哪几?位[^,?]{0,4})的(?:文|稿)")
_HOW_MANY = re.compile("(?<!哪)几篇|多少篇")
# 理论版三篇文章的作者各是哪个单位的
_POSTS = (
    rf"(?:登|刊|刊登|刊发|发)?的?(?:这|那)?(?:[几各两二三四五六七八九十\d]+[篇位个])?(?:{_TEXT}的?)?"
    rf"(?P<posts>(?:作者|撰稿人)们?(?:{_BOTH}|各自?)*(?:是|来自|在)?"
    r"(?:(?:哪|什么)(?:一)?[个些家]?(?:单位|部门|机构|学校)|做什么|干什么|干啥|什么(?:职务|身份|人)|何职务?)"
    r"(?:工作|任职|供职|上班)?的?)"
)
_ASKED = re.compile(
    rf"^(?:请问?|帮我|列出|列一下|给出)*{_ISSUE}{_BOTH}"
    rf"(?:{_HOLDS}{_WHICH}(?:{_TEXT}|作品|东西|内容)?|有{_WHICH}{_TEXT}|"
    rf"(?:登|刊|刊登|刊发|发)?的?(?:这|那)?(?:几篇|各篇)?{_TEXT}{_BOTH}是?(?:谁|哪些人|哪几位[^,?]{{0,4}})(?:写|署名)?的?|"
    rf"{_POSTS})"
    r"(?:呢)?(?P<rest>[,?。].*)?$"
)
# What may follow: who wrote them, what they are called; anything else is of their content.
_REST = re.compile(
    r"(?:[,?。和及与、]|以及|它们|他们|各篇|每篇|文章|的|各自?|分别|都|又|题目|标题|题名|篇名|作者|署名|名字|是|叫|有|由|谁|哪[些几]?[位个人篇]*|"
    r"什么|一共|总共|共|多少|几|篇|写|请|列出|给出|列一下|一下)++"
)
_DATE = re.compile(_DAY)
_UNNAMED = re.compile(rf"(?:{_PAPER}|期|的|第)*+")
_COLUMN = re.compile("(?:专栏|栏目|版块?)$")
MIN_NAME_CHARS = 2


def contents_drafts(folded: str, articles: Sequence[Article]) -> list[Draft]:
    """The articles of the issue that a question asks for, each with its author; [] for others."""
    asked = _ASKED.match(folded.strip())
    if asked is None:
        return []
    rest = asked["rest"] or ""
    if rest.strip(",?。") and not _REST.fullmatch(rest):
        return []
    held = _articles_of(asked["name"] or "", articles)
    signed = "署名" in asked.group()
    if signed or _BY_WHOM.search(asked.group()):
        held = [article for article in held if article.author]
    if asked["posts"]:
        return [draft for each in held if each.author and (draft := post_draft(each))]
    drafts = [draft for article in held if (draft := title_draft(article) or author_draft(article))]
    if drafts and _HOW_MANY.search(folded):
        sources = tuple(draft.sources[0] for draft in drafts)
        count = f"共有{len(drafts)}篇{'署名' if signed else ''}文章"
        drafts.insert(0, Draft(count, sources, check="metadata"))
    return drafts


def _articles_of(name: str, articles: Sequence[Article]) -> list[Article]:
    """The articles of the issue so called: by its file, its paper or its column, and its day.

    An issue that has no name (这期报纸) is the file that holds several articles.
    """
    dated = _DATE.search(name)
    name = _DATE.sub("", name).strip('《》"的 ')
    if _UNNAMED.fullmatch(name):
        sources = [article.source for article in articles]
        held = [each for each in articles if sources.count(each.source) > 1] or list(articles)
    else:
        held = [article for article in articles if _is_called(name, article)]
    if dated is None:
        return held
    day = f"-{int(dated['month']):02}-{int(dated['day']):02}"
    year = dated["year"] or ""
    return [
        each for each in held if each.published.startswith(year) and each.published.endswith(day)
    ]


def _is_called(name: str, article: Article) -> bool:
    """Whether the characters of a name stand in that of the file, the paper or the column."""
    if len(name) < MIN_NAME_CHARS:
        return False
    paper = article.field_span("publication")
    printed = paper.of(article.text) if paper else ""
    bare = _COLUMN.sub("", name)
    column = bool(article.column) and fold(article.column) in (name, bare)
    return column or any(_spells(name, fold(text)) for text in (article.source, printed))


def _spells(name: str, text: str) -> bool:
    letters = iter(text)
    return all(letter in letters for letter in name)
