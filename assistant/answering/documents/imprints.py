"""What a document prints about itself above and under its text.

Offices, number, day, occasion, persons and paper, asked for one by one or together:
这份方案是哪几个部门印发的，文号是多少？
"""

import re
from collections.abc import Iterator, Sequence

from assistant.answering.documents.article_names import SORTS, ArticleNames, titled
from assistant.answering.documents.bylines import (
    author_draft,
    post_draft,
    publication_draft,
    published_draft,
)
from assistant.answering.documents.clauses_counted import COUNT_ASKED, clauses_counted
from assistant.answering.documents.issuers import EDGE_LINES, issued_by, lines_of
from assistant.answering.documents.roles import (
    DAY,
    DOES,
    OFFICE_STATED,
    ORDER_LINES,
    ROLE,
    ROLE_NAMED,
    SIGNER_ASKED,
    SPEAKER,
    WRITER,
    label_of,
    names_office,
    signature,
)
from assistant.answering.drafts import Draft, Source
from assistant.answering.words.colloquial import written_for
from assistant.text import fold
from assistant.types import Article

_ACT = "发布|印发|制定|出台|发文|公布|下发|发出|作出|答复|出具|回复"
_ISSUED = f"{_ACT}|发表|刊登|刊发|刊出|见报|成文|签发|落款"
_WHO = (
    r"(?:谁|(?:哪[一几两三四五六七八九十\d]*[个家些]?|什么)(?:单位|部门|机构|机关|政府)|"
    r"哪[一几两三四五六七八九十\d]*家)"
)
_WHEN = r"(?:何时|什么时候|什么时间|哪(?:一)?[天年日]|几月几[日号]|几号)"
_PAPER = r"(?:报纸?|刊物|杂志|期刊|媒体|报刊)"
_APPEARED = rf"(?:刊登|发表|刊发|刊载|登载|登|刊)(?:在|于)(?:了)?(?:{_PAPER}上?的?)?"
_MEETING_ASKED = r"(?:哪(?:一)?[次届个]|什么)的?[一-龥]{0,6}?会议?上?"
# 这份报告是谁在什么会上作的
_MADE_THERE = rf"谁(?=在?(?:{_WHEN}|{_MEETING_ASKED})[作做])"
_ASPECTS = {
    "office": rf"{_WHO}(?:(?:负责|联合|共同|牵头)?(?:{_ACT}|发|出(?=的))|"
    rf"(?=[,、和于在]*{_WHEN}(?![作做])))|"
    rf"落款(?:的|是|为|单位|机关)*(?:{_WHO}|哪[一几]?[个家些])|"
    rf"(?:{_ACT})(?:单位|机关|机构|部门|主体)(?:是|为|有)?(?:{_WHO}|哪[一几]?[个家些]?|什么)?",
    "day": rf"{_WHEN}(?:(?:被|正式|对外|联合)?(?:{_ISSUED}|[发登刊作做印])"
    rf"(?:的?(?:报纸?|版面?)上?)?|(?=[,、和由]*{_WHO}))|"
    rf"(?:{_ISSUED})(?:[于在的是]|写的是?)*(?:日期|时间|{_WHEN})(?:写的)?(?:是|为|在)?"
    rf"(?:{_WHEN}|什么|多少)?|"
    rf"{_APPEARED}{_WHEN}(?:的?{_PAPER}上?)?|(?<=[,、和]){_WHEN}(?=[?。\s]*$)",
    "number": r"(?:发文)?[文字]号(?:是|为)?(?:什么|多少)?|第?(?:几|多少|什么)号(?:文件?|令)",
    "speaker": _MADE_THERE,
    "signer": SIGNER_ASKED,
    "section": r"(?:是|来自|在|属于)?哪(?:一)?个(?:科室|处室|科|处)的?",
    "clauses": COUNT_ASKED,
    "person": rf"谁(?!签发)(?:{ROLE})|{DOES}|"
    rf"(?:{ROLE})[人者]?(?:是|叫|为)?(?:谁|什么(?:名字)?|哪(?:一)?几?[位个])",
    "paper": rf"{_APPEARED}(?:哪(?:一)?[家份本张个种]?{_PAPER}|什么{_PAPER}|第几[版期])|"
    r"第几[版期]|哪(?:一)?[版期]|是?从哪(?:里|儿|个网站|家(?:媒体|网站|报纸?))(?:转|转载|摘|摘录|来|弄)来?的?|"
    r"(?:转载|摘|来|出|源|转)自(?:于)?(?:哪(?:里|儿|个网站|家(?:媒体|网站|报纸?))|什么(?:地方|网站|媒体))|"
    r"来源(?:是|于)?(?:哪(?:里|儿|个网站|家媒体)|什么)|是?哪家(?:媒体|网站)(?:的(?:报道|文章|稿子?)|报道的?|发的?)?",
    "attachments": r"(?:都?附?带?有)?(?:哪(?:些|几个)|什么|几[个份])附件|"
    r"附件(?:一共|总共|都|分别)*(?:有|是|包括)(?:哪些|哪几个|什么|几[个份]|多少个?)",
    "validity": r"(?:现在|目前|如今|是否|还|是不是|仍然?|依然)+(?:有效|失效|废止|作废)"
    r"(?:了|的)?[吗没么]?",
    "occasion": rf"(?:{_WHEN}的?[一-龥]{{0,6}}?会议?上?|{_MEETING_ASKED})"
    r"(?:审议|表决)?(?:通过|批准|[作做])?",
}
# 适老化补贴什么时候发的通知, 哪天印的适老化补贴通知: the document is named after its day.
_DAY_FIRST = re.compile(
    rf"^(?P<what>[^,?]{{4,}}?)?(?:是)?(?P<day>{_WHEN}(?:正式|联合)?(?:{_ISSUED}|[发印])出?的)"
    rf"(?P<sort>[^,?]{{0,24}}?(?:{SORTS}|文件?))(?P<rest>[,?].*)?$"
)
_LINK = r"[,、+的是在由于和与及又还并且上了吗呢?。!\s]|分别|各自?|请问"
_ASKED = re.compile(
    rf"^(?P<what>.{{2,}}?)(?P<asked>(?:{_LINK})*+(?:{'|'.join(_ASPECTS.values())})"
    rf"(?:{'|'.join(_ASPECTS.values())}|{_LINK})*+)$"
)
# 投稿邮箱是什么,写双碳那篇的作者是谁: another question stands before.
_ASKED_BEFORE = re.compile(
    r"(?:什么|多少|谁|哪[里儿个些家位天年]|[发给]我(?:一下)?)(?:的|呢)?[,;?]"
)
# What is called a text of a paper, or is asked for as one, may be named by what it is about.
_TEXT = re.compile(
    r"(?:文章|报道|报导|稿件?|专访|访谈|采访|评论|通讯|消息|快讯|简讯|稿子|报告|见闻|特写|侧记|纪实|综述|调查|[那这](?:一)?篇|》)的?$"
)
# 推动制造业发展那个通知
_THAT = re.compile(rf"[那这](?:一)?[个份项](?:{SORTS}|文件)$")
_OF_A_PAPER = re.compile(r"记者|通讯员|采写|采访|[登刊]载?[在于]|第几[版期]")
_NUMBER = re.compile(
    r"(?:^|(?<=\s))[一-龥]{2,14}[〔\[（(]\d{4}[〕\]）)]\s*(?:第)?\d{1,4}\s*号(?=\s|$)"
)
# （2023年4月修订，临政办发〔2023〕27号印发） under the title, 印发《……》（澜政办发〔2024〕12号）.
_NUMBER_WITHIN = re.compile(r"(?<=[（(，：:])[一-龥]{2,14}[〔\[]\d{4}[〕\]]\s*(?:第)?\d{1,4}\s*号")
# 澜州市人民政府令, with its number beside or below: 第58号
_ORDER_NUMBER = re.compile(
    r"^[\s　]*[一-龥]{2,30}(?:令|公告)[\s　]*[（(]?[\s　]*(?P<number>第[\s　]*\d{1,4}[\s　]*号)",
    re.MULTILINE,
)
HEAD_CHARS = 300
_OF_A_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)年度?的?")
_MEETING = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日.*(?:大会|会议|全会)")
_DAY_LAST = re.compile(rf"(?:^|(?<=[\s　]))(?P<day>{DAY})(?:印发)?$")
REGISTER_LINES = 14  # that a database of laws prints over a text
_VALIDITY = re.compile(r"(?:[∙·•]\s*)?[【\[]?(?:[时有]\s*效\s*性|效力状态)\s*[】\]]?\s*[:：]?\s*\S")
_PAGE = re.compile(r"第\s*\d{1,3}\s*版")
_ATTACHMENTS = re.compile(_ASPECTS["attachments"])
# 附件：1.申请表, with the further ones on the lines below.
_ATTACHED = re.compile(r"^附件[:：].+(?:\n[\s　]*\d{1,2}[.．、].+)*", re.MULTILINE)
_LONGEST_LINE = 90
MOST_OF_A_TITLE = 3
LONGEST_SPOKEN = 5


def imprint_drafts(folded: str, articles: Sequence[Article], names: ArticleNames) -> list[Draft]:
    """What the documents that a question names print of all that it asks; [] for other questions.

    A question that asks for anything else beside, or for what is not printed, is left to others.
    """
    folded = _DAY_FIRST.sub(r"\g<what>\g<sort>\g<day>\g<rest>", folded.strip())
    asked = _ASKED.match(folded)
    if asked is None or _ASKED_BEFORE.search(asked["what"]):
        return []
    found: list[Draft] = []
    for article in _meant(asked["what"], folded, articles, names):
        drafts = [_read(*each, article) for each in _aspects(asked["asked"])]
        if all(drafts):
            found.extend(draft for draft in drafts if draft)
    return [each for each in dict.fromkeys(found) if not any(_says(other, each) for other in found)]


def _says(whole: Draft, part: Draft) -> bool:
    """Whether a statement rests on more of the same place: the day within the paper's issue."""
    outer, inner = whole.sources[0], part.sources[0]
    if outer.article.id != inner.article.id or outer.quote == inner.quote:
        return False
    return outer.start <= inner.start and inner.end <= outer.end


def _aspects(asked: str) -> list[tuple[str, str]]:
    """What is asked for, each with its words, in the order of the question."""
    found = (
        (match.start(), name, match.group())
        for name, pattern in _ASPECTS.items()
        for match in re.finditer(pattern, asked)
    )
    # Whose section it is stands elsewhere in the question.
    return [(name, asked if name == "section" else words) for _, name, words in sorted(found)]


def _meant(
    what: str, folded: str, articles: Sequence[Article], names: ArticleNames
) -> tuple[Article, ...]:
    phrase = what.rstrip("是的由在于,、")
    meant = titled(phrase, articles) or _of_a_year(phrase, articles)
    meant = meant or titled(_in_written_words(phrase, articles), articles)
    if not meant and (
        _TEXT.search(what)
        or _THAT.search(phrase)
        or _OF_A_PAPER.search(folded)
        or _ATTACHMENTS.search(folded)
    ):
        meant = names.named(folded)
    return meant if len(meant) <= MOST_OF_A_TITLE else ()


def _in_written_words(phrase: str, articles: Sequence[Article]) -> str:
    """A phrase with the words that titles write in full: 公共租赁住房 for 公租房."""
    titles = [fold(article.title) for article in articles]
    known = written_for()
    for start in range(len(phrase)):
        for end in range(min(len(phrase), start + LONGEST_SPOKEN), start + 1, -1):
            said = phrase[start:end]
            full = (each for each in known.get(said, ()) if any(each in title for title in titles))
            written = next(full, "")
            if written and not any(said in title for title in titles):
                return phrase[:start] + written + phrase[end:]
    return phrase


def _of_a_year(phrase: str, articles: Sequence[Article]) -> tuple[Article, ...]:
    """The articles that a phrase names by the year in which they were published: 2025年的报告."""
    dated = _OF_A_YEAR.match(phrase)
    if dated is None:
        return ()
    meant = titled(phrase[dated.end() :], articles)
    return tuple(article for article in meant if article.published.startswith(dated["year"]))


def _read(aspect: str, asked: str, article: Article) -> Draft | None:
    """What an article prints of one aspect of itself; None where it does not."""
    if aspect == "office":
        return issued_by(article)
    if aspect == "day":
        first, other = _signed_day(article), published_draft(article)
        first = first or _signed(article, day=True)
        return (first or other) if re.search("落款|成文", asked) else (other or first)
    if aspect == "clauses":
        return clauses_counted(asked, article)
    if aspect == "signer":
        return _person("签发", article) or _signed(article)
    if aspect == "section":
        return _section(asked, article)
    if aspect == "paper":
        draft = publication_draft(article) or _line_like(_PAGE, article)
        return draft if draft and ("第几" not in asked or asked[-1] in draft.text) else None
    if aspect == "person":
        return _person(asked, article)
    if aspect == "speaker":
        return _line_like(SPEAKER, article) or post_draft(article)
    if aspect == "attachments":
        listed = [*_ATTACHED.finditer(article.text)]
        return _line(article, listed[-1].start(), listed[-1].group()) if listed else None
    if aspect == "validity":
        stated = (
            each
            for each in [*lines_of(article)][1:REGISTER_LINES]
            if _VALIDITY.match(each[1].strip())
        )
        return next((_line(article, *each) for each in stated), None)
    if aspect == "occasion":
        return _line_like(_MEETING, article)
    head = article.text[:HEAD_CHARS]
    number = _NUMBER.search(article.text) or _NUMBER_WITHIN.search(head)
    if number is None and (ordered := _ORDER_NUMBER.search(head)):
        return _line(article, ordered.start("number"), ordered["number"])
    return _line(article, number.start(), number.group()) if number else None


def _signed(article: Article, *, day: bool = False) -> Draft | None:
    """Who signed an order, or the `day` beside; None where nobody did."""
    lines = list(lines_of(article))
    found = signature(lines[:ORDER_LINES]) or signature(lines[-EDGE_LINES:])
    return _line(article, *found[1 if day else 0]) if found else None


def _signed_day(article: Article) -> Draft | None:
    """The day that stands under the text, by itself or after who signs; None for none."""
    for start, line in [*lines_of(article)][1:][-EDGE_LINES:]:
        day = _DAY_LAST.search(line)
        if day and len(line) <= _LONGEST_LINE:
            return _line(article, start + day.start("day"), day["day"])
    return None


def _person(asked: str, article: Article) -> Draft | None:
    """The line that names a role and who has it; else, for the writer, the article's author."""
    if re.search("谁[作做]", asked):  # a report is made by who holds an office
        return post_draft(article) or _line_like(SPEAKER, article)
    label = label_of(asked)
    if label is None:
        return None
    signed = next((each for each in _edges(article) if label.search(fold(each[1]))), None)
    role = re.search(ROLE, asked)
    writes = article.author and role and re.match(WRITER, role.group())
    if signed is not None and not (writes and len(ROLE_NAMED.findall(fold(signed[1]))) == 1):
        return _line(article, *signed)
    return author_draft(article) if writes else None


def _section(asked: str, article: Article) -> Draft | None:
    """The line that names an office with the person who is asked for, or by itself."""
    label = label_of(asked)
    edges = list(_edges(article))
    found = [e for e in edges if label and label.search(fold(e[1])) and names_office(e[1])]
    found = found or [each for each in edges if OFFICE_STATED.search(each[1])]
    return _line(article, *found[0]) if found else None


def _line_like(pattern: re.Pattern[str], article: Article) -> Draft | None:
    """The first short line above or under the text that is so; None where there is none."""
    found = (each for each in _edges(article) if pattern.search(each[1].strip()))
    return next((_line(article, *each) for each in found), None)


def _edges(article: Article) -> Iterator[tuple[int, str]]:
    """The short lines above and under the text, without the title."""
    lines = list(lines_of(article))
    for start, line in [*lines[1 : EDGE_LINES + 1], *lines[EDGE_LINES + 1 :][-EDGE_LINES:]]:
        if len(line) <= _LONGEST_LINE and not line.endswith("。"):
            yield start, line


def _line(article: Article, start: int, printed: str) -> Draft:
    source, title = Source(article, start, start + len(printed)), article.field_span("title")
    if title is None:
        return Draft(printed, (source,))
    named = Source(article, title.start, title.end)
    return Draft(f"《{article.title}》：{printed}", (source, named), check="metadata")
