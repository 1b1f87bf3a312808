"""What a newspaper's page prints around its articles: mailbox, editors, hotline, day and number.

投稿发到哪个邮箱, 责任编辑是谁, 那篇文章登在第几版: no article says it, the page's margin does.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.answering.documents.article_names import ArticleNames
from assistant.answering.drafts import Draft, quote_draft
from assistant.text import fold
from assistant.types import Article, Span

_EMAIL = re.compile(r"[\w.+-]++@[\w-]+(?:\.[\w-]+)+")
_PAGE_NUMBER = re.compile(
    r"第\s*[A-Z]?\d{1,3}\s*版|(?<![\d年月.])[A-Z]?\d{1,2}\s*版(?!本)|[A-Z]\d{1,2}(?![\dA-Za-z])|"
    r"(?<![\d.:年月-])0\d(?![\d年月:.-])"
)
_DAY = re.compile(r"(?:19|20)\d{2}\s*[年\-/.]\s*\d{1,2}\s*[月\-/.]\s*\d{1,2}(?!\d)(?:\s*日)?")
_PAPER = re.compile(r"[一-龥]{2,8}(?:[日晚晨早时商导周]报|都市报|青年报|法治报|农民报)")
_PART_OF_PAPER = re.compile(rf"{_PAPER.pattern}|[一-龥]{{2,8}}(?:周刊|副刊|专版)")
_MAIL_WORD = r"(?:邮箱|信箱|邮件地址|电子邮件|e-?mail)"
_SUBMIT = r"(?:投稿|来稿|供稿|征稿|稿件|稿子)"
# What is asked for by its name, and what tells it in a line.
_ASKED = (
    (
        re.compile(
            rf"{_SUBMIT}[^,。?]{{0,10}}?{_MAIL_WORD}|{_MAIL_WORD}[^,。?]{{0,6}}?{_SUBMIT}|"
            rf"{_SUBMIT}[,，].{{0,12}}?{_MAIL_WORD}|(?:编辑部|版面|报社|周刊|副刊)的?{_MAIL_WORD}|"
            rf"{_SUBMIT}(?:[要该]|可以|应该?)?(?:[发寄投送]|发送)[到给往]?(?:哪[里儿个]?|什么地方|何处)"
        ),
        _EMAIL,
    ),
    (re.compile(r"责任编辑|责编"), re.compile(r"责任编辑|责编")),
    (re.compile(r"美术编辑|美编"), re.compile(r"美术编辑|美编")),
    (re.compile(r"(?:本版|这一?版|版面)的?编辑|值班编辑"), re.compile(r"(?<![美术频])编辑(?!部)")),
    (re.compile(r"(?:谁|哪位)(?:来|负责)?校对|校对(?:是|的是)?谁"), re.compile(r"校对")),
    (
        re.compile(r"(?:新闻|报料|爆料|读者|发行|订阅|广告)热线|编辑部的?电话"),
        re.compile(r"热线|编辑部电话"),
    ),
)
_NUMBER_ASKED = re.compile(r"第?几版|哪(?:一)?版(?!本)|版次|版面号")
_DAY_ASKED = re.compile(
    r"(?:什么时候|哪(?:一)?[天日]|几月几[日号]|何时|几号)(?:出版?|刊出|刊登|见报|登|发表?|印)|"
    r"(?:出版|刊出|发表|见报|刊登)(?:日期|时间)|(?<=[,、和])哪(?:一)?天(?=[,、和]|$)"
)
_PAPER_ASKED = re.compile(r"(?:哪(?:一)?[家份张个]?|什么)(?:报纸?|报刊|刊物)")
_THIS_PAGE = re.compile(
    r"这一?版|这个?版面|本版|这[份张期]报纸?|(?<=[一-龥]{2})(?:周刊|副刊|专版|理论版)"
)
# 稿费, 字数: what is asked of the submission itself is printed nowhere.
_OF_SUBMISSION = re.compile(r"稿费|稿酬|字数|多少字|格式|要求|截稿|截止|多久|奖")


def margin_drafts(
    folded: str, articles: Sequence[Article], margins: Sequence[Article], names: ArticleNames
) -> list[Draft]:
    """What the pages' margins print of what a question asks; [] where it asks for something else.

    Of the page of the article, or of the paper or column, that the question names; of every page
    where it names none. What an article prints itself is left to others.
    """
    if not margins:
        return []
    named = {article.source for article in names.named(folded)}
    own = [margin for margin in margins if margin.source in named]
    own = own or [margin for margin in margins if _is_named(folded, margin, articles)]
    wanted = list(_wanted(folded, of_a_page=bool(own or _THIS_PAGE.search(folded))))
    if any(pattern.search(article.text) for article in articles for pattern in _printed(folded)):
        return []
    drafts = [draft for margin in own or margins for draft in _told(margin, wanted)]
    if len({draft.sources[0].article.id for draft in drafts}) < 2:
        return drafts
    return [draft.grouped(draft.sources[0].article.title) for draft in drafts]


def _wanted(folded: str, *, of_a_page: bool) -> Iterator[re.Pattern[str]]:
    """What tells each thing that a question asks for; a number or a day only of a page meant."""
    if not _OF_SUBMISSION.search(folded):
        yield from (told for asked, told in _ASKED if asked.search(folded))
    if of_a_page:
        of_page = ((_NUMBER_ASKED, _PAGE_NUMBER), (_DAY_ASKED, _DAY), (_PAPER_ASKED, _PAPER))
        yield from (told for asked, told in of_page if asked.search(folded))


def _printed(folded: str) -> Iterator[re.Pattern[str]]:
    """What shows that an article itself prints the mailbox or the person that is asked for."""
    for asked, told in _ASKED:
        if asked.search(folded):
            yield re.compile(rf"{_SUBMIT}[^\n]{{0,40}}@") if told is _EMAIL else told


def _told(margin: Article, wanted: Sequence[re.Pattern[str]]) -> Iterator[Draft]:
    """The lines of one margin that answer, as they are printed."""
    for line in re.finditer(r"[^\n]+", margin.text):
        found = [match for pattern in wanted if (match := pattern.search(line.group()))]
        if found:
            marked = [
                Span(line.start() + each.start(), line.start() + each.end()) for each in found
            ]
            yield quote_draft(margin, line.start(), line.end(), marked)


def _is_named(folded: str, margin: Article, articles: Sequence[Article]) -> bool:
    """Whether a question says the page's own name: of its file, its paper or one of its columns."""
    printed = (match.group() for match in _PART_OF_PAPER.finditer(fold(margin.text)))
    filed = re.split(r"[-_—\s（）()]+", fold(margin.title))
    columns = (fold(each.column) for each in articles if each.source == margin.source)
    own = {word for word in (*printed, *filed, *columns) if len(word) > 1} - {"版面"}
    return any(word in folded for word in own)
