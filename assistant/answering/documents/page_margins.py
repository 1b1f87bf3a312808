"""What a newspaper's page prints around its articles: mailbox, editors, hotline, day and number.

投稿发到哪个邮箱, 责任编辑是谁, 那篇文章登在第几版: no article says it, the page's margin does.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.documents.article_names import ArticleNames
from assistant.answering.drafts import Draft, quote_draft
from assistant.text import fold
from assistant.types import Article, Span

_EMAIL = r"[\w.+-]++@[\w-]+(?:\.[\w-]+)+"
_PAGE_NUMBER = re.compile(
    r"第\s*[A-Z]?\d{1,3}\s*版|(?<![\d年月.])[A-Z]?\d{1,2}\s*版(?!本)|[A-Z]\d{1,2}(?![\dA-Za-z])|"
    r"(?<![\d.:年月-])0\d(?![\d年月:.-])"
)
_DAY = re.compile(r"(?:19|20)\d{2}\s*[年\-/.]\s*\d{1,2}\s*[月\-/.]\s*\d{1,2}(?!\d)(?:\s*日)?")
_PAPER = re.compile(r"[一-龥]{2,8}(?:[日晚晨早时商导周]报|都市报|青年报|法治报|农民报)")
_PART_OF_PAPER = re.compile(rf"{_PAPER.pattern}|[一-龥]{{2,8}}(?:周刊|副刊|专版)")
_MAIL_WORD = r"(?:邮箱|信箱|邮件地址|电子邮件|e-?mail)"
_SUBMIT = r"(?:投稿|来稿|供稿|征稿|稿件|稿子)"
# The mailboxes and numbers of a paper that are for something else than its pages' own matters.
_OTHER_PURPOSE = r"(?:广告|发行|订阅|举报|投诉|监督|纪检|招聘|版权)"
_OWN_MAILBOX = re.compile(
    rf"{_SUBMIT}[^@\n]{{0,20}}?({_EMAIL})|"
    rf"^(?![^@\n]{{0,80}}{_OTHER_PURPOSE})[^@\n]{{0,80}}?(?<![\w.+-])({_EMAIL})"
)
# What may follow the name of a post where it is asked who holds it, and not what they are paid.
_WHO = (
    r"(?=的?(?:名字|姓名|名单)|[是叫为](?!什么(?!名|人)|怎|否|几|多)|[和及与、,?.!]|呢|"
    r"有?哪[位个些]|有谁|分别|各|都|$)"
)
_EDITOR = r"(?:责任编辑|责编)"
_ART_EDITOR = r"(?:美术编辑|美编)"
_PAGE_EDITOR = r"(?:(?:本版|这一?版|版面)的?编辑|值班编辑)"
_LABEL_END = r"[ \t　]*[:：/]"
_NUMBER = r"[^\d\n]{0,12}\d{3,}"


@dataclass(frozen=True)
class _Printed:
    """How one thing that a page prints is asked for, and how a line tells it."""

    asked: re.Pattern[str]
    told: re.Pattern[str]


def _held(post: str, told: str) -> _Printed:
    """The holder of a post: 责任编辑是谁, 谁是责任编辑."""
    return _Printed(
        re.compile(post + _WHO), re.compile(told + rf"(?:{_LABEL_END}|[ \t　]+(?=[一-龥]))")
    )


def _number(asked: str, told: str) -> _Printed:
    """The number of a telephone: 新闻热线是多少."""
    return _Printed(re.compile(asked), re.compile(rf"(?:{told}){_NUMBER}"))


_KINDS = (
    _Printed(
        re.compile(
            rf"{_SUBMIT}[^,。?]{{0,10}}?{_MAIL_WORD}|{_MAIL_WORD}[^,。?]{{0,6}}?{_SUBMIT}|"
            rf"{_SUBMIT}[,，].{{0,12}}?{_MAIL_WORD}|(?:编辑部|版面|报社|周刊|副刊)的?{_MAIL_WORD}|"
            rf"{_SUBMIT}(?:[要该]|可以|应该?)?(?:[发寄投送]|发送)[到给往]?(?:哪[里儿个]?|什么地方|何处)"
        ),
        _OWN_MAILBOX,
    ),
    _held(_EDITOR, _EDITOR),
    _held(_ART_EDITOR, _ART_EDITOR),
    _held(_PAGE_EDITOR, r"(?<![美术频])编辑"),
    _Printed(
        re.compile(r"(?:谁|哪位)(?:来|负责)?校对|校对(?:的?是|由)?谁"),
        re.compile(rf"校对(?:{_LABEL_END}|[ \t　]+(?=[一-龥]))"),
    ),
    _number(
        r"(?:新闻|报料|爆料|读者)热线|编辑部的?电话",
        r"(?:新闻|报料|爆料|读者)(?:热线|电话)|编辑部电话",
    ),
    _number(r"(?:发行|订阅|订报)(?:热线|电话)", r"(?:发行|订阅|订报)(?:热线|电话)"),
    _number(r"广告(?:部的?)?(?:热线|电话)", r"广告(?:部)?(?:热线|电话)"),
)
_ENDS = r"(?=的?(?:[,、?]|和|呢|吗|$))"
_OF_PAGE = (
    _Printed(
        re.compile(
            r"第几版|(?:登|刊|见|排|放)(?:载|登)?(?:在|于)?几版|哪(?:一)?版(?!本)|版次|版面号"
        ),
        _PAGE_NUMBER,
    ),
    _Printed(
        re.compile(
            r"(?:什么时候|哪(?:一)?[天日]|几月几[日号]|何时|几号)(?:出版|刊[出登]|登|见报|发表|"
            rf"[出发印]{_ENDS})|(?:出版|刊出|发表|见报|刊登)(?:日期|时间)|(?<=[,、和])哪(?:一)?天(?=[,、和]|$)"
        ),
        _DAY,
    ),
    _Printed(
        re.compile(
            r"(?:哪(?:一)?[家份张个]?|什么)(?:报纸|报刊|刊物)|哪(?:一)?[家份张个]?报(?=[上的?,、和]|$)"
        ),
        _PAPER,
    ),
)
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
    kinds = _asked_for(folded)
    if not own and any(_prints(article, kinds) for article in articles):
        return []
    if own or _THIS_PAGE.search(folded):
        kinds = [*kinds, *(kind for kind in _OF_PAGE if kind.asked.search(folded))]
    drafts = [draft for margin in own or margins for draft in _told(margin, kinds)]
    if len({draft.sources[0].article.id for draft in drafts}) < 2:
        return drafts
    return [draft.grouped(draft.sources[0].article.title) for draft in drafts]


def _asked_for(folded: str) -> list[_Printed]:
    """The things asked for of those that a page prints for its readers and writers."""
    if _OF_SUBMISSION.search(folded):
        return []
    return [kind for kind in _KINDS if kind.asked.search(folded)]


def _prints(article: Article, kinds: Sequence[_Printed]) -> bool:
    """Whether an article itself prints the mailbox, person or number that is asked for."""
    lines = article.text.split("\n")
    return any(
        kind.told.search(line) and (kind.told is not _OWN_MAILBOX or re.search(_SUBMIT, line))
        for kind in kinds
        for line in lines
    )


def _told(margin: Article, kinds: Sequence[_Printed]) -> Iterator[Draft]:
    """The lines of one margin that answer, as they are printed."""
    for line in re.finditer(r"[^\n]+", margin.text):
        found = [match for kind in kinds if (match := kind.told.search(line.group()))]
        if found:
            told = [each.span(each.lastindex or 0) for each in found]
            marked = [Span(line.start() + start, line.start() + end) for start, end in told]
            yield quote_draft(margin, line.start(), line.end(), marked)


def _is_named(folded: str, margin: Article, articles: Sequence[Article]) -> bool:
    """Whether a question says the page's own name: of its file, its paper or one of its columns."""
    printed = (match.group() for match in _PART_OF_PAPER.finditer(fold(margin.text)))
    filed = re.split(r"[-_—\s（）()]+", fold(margin.title))
    columns = (fold(each.column) for each in articles if each.source == margin.source)
    own = {word for word in (*printed, *filed, *columns) if len(word) > 1} - {"版面"}
    return any(word in folded for word in own)
