"""Who sits in a group and as what, where a notice lists its people by role, a line each.

组　长：吴维强　市政府副市长
副组长：时夏辉　市政府副秘书长
郝明森　市发展改革委主任
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.documents.issuers import lines_of
from assistant.answering.drafts import Draft, Source, quote_draft
from assistant.answering.words.places import areas_of
from assistant.answering.words.question import Question
from assistant.text import fold, tokens
from assistant.types import Article

_HEAD = r"(?:组|班|团|队|会|指挥|理事|秘书|召集|委员)长|总指挥|总召集人|召集人|主任(?:委员)?|主席"
_ROLE = (
    rf"(?:常务|第一|执行)?副?(?:{_HEAD})|办公室(?:副?主任)|成员(?:单位)?|委员|联络员|顾问|"
    rf"(?:常务|执行)?副(?:总指挥|指挥)"
)
_ROLE_WHOLE = re.compile(_ROLE)
_LABEL = re.compile(r"^(?P<role>[一-龥](?:[\s　]*[一-龥]){1,7})[\s　]*[:：](?P<said>.+)$")
_NAME = r"(?P<name>[一-龥](?:[\s　]?[一-龥·]){1,3})"
_OFFICE = (
    r"(?:长|主任|书记|主席|总裁|经理|教授|研究员|师|员|代表|理事|院士|专家|负责人|干部|委员|顾问|"
    r"秘书|调研员)"
)
# 郝明森　市发展改革委主任, 郝明森（市发展改革委主任） and 市发展改革委主任　郝明森.
_PERSON = (
    re.compile(
        rf"^[\s　]*{_NAME}(?:[\s　]+|[\s　]*[,，(（、])[\s　]*"
        rf"(?P<post>[一-龥、，,（）()\d\s　]{{2,50}}{_OFFICE})[)）]?[\s　;；。]*$"
    ),
    re.compile(rf"^[\s　]*(?P<post>[一-龥、（）()\d]{{3,50}}{_OFFICE})[\s　]+{_NAME}[\s　;；。]*$"),
)
_WHO = (
    r"(?:谁|什么人|哪些(?:人|同志|领导|单位|部门)?|哪(?:一)?[位个](?:领导|同志)?|哪几[位个人]|"
    r"什么名字)"
)
_LINK = r"(?:都|分别|各|具体)?(?:是|有|为|叫|由|包括)?(?:的是)?"
_HOLDER_ASKED = (
    re.compile(rf"(?P<role>{_ROLE})(?:的?(?:名单|人选|姓名|名字))?{_LINK}{_WHO}"),
    re.compile(
        rf"{_WHO}(?:来|去)?(?:是|任|担任|当|做)(?:的是)?(?P<role>{_ROLE})?(?=的?(?:[?。,]|$))"
    ),
    re.compile(rf"(?P<role>{_ROLE})(?:由|让)?{_WHO}(?:来)?(?:任|担任|当|做|兼任|兼)"),
    re.compile(rf"由?{_WHO}(?:来)?(?:任|担任|当|做|兼任|兼)[^,。?]{{0,16}}?的?(?P<role>{_ROLE})"),
    re.compile(rf"(?P<role>{_ROLE})(?:的?(?:名单|人选))(?:$|[?。,])"),
    re.compile(rf"(?P<role>{_ROLE})(?:都|各|分别)+(?:是|任|担任)?(?:什么|啥|何)(?:职务|职位|身份)"),
)
# 头儿: the first in a list, whatever he is called.
_LEADER_ASKED = re.compile(
    rf"(?:头儿|一把手|领头(?:的|人)|带头(?:的|人)|牵头(?:人|领导)|最大的(?:官|领导))(?:是|叫)?{_WHO}|"
    rf"{_WHO}(?:是|当|做)(?:头儿|一把手|领头(?:的|人)|带头(?:的|人))"
)
_POST_ASKED = re.compile(
    r"^(?:(?:谁|哪(?:一)?位)是)?(?P<body>[一-龥]{2,16}[局委厅部处办院会])的?"
    r"(?P<office>副?(?:[局厅部处院会]长|主任|书记|主席))(?:是|叫|姓)?(?:谁|哪(?:一)?位|什么名字)?$"
)
_PLACE = re.compile(r"^.*?[省市县区州](?=.{2})")
_ABOUT_WORDS = re.compile(
    rf"{_WHO}|{_ROLE}|什么|职务|职位|身份|[的是有都由来担任当叫]|头儿|一把手|领头|带头|牵头"
)
# A line that begins as one of a roster does, its role perhaps spaced out.
_BEGINS = re.findall(
    r"\S+", "组长 主任 总指挥 指挥长 班长 会长 团长 队长 召集人 成员 主席 理事长 秘书长"
)
_GAP = r"[ \t　]*"
_ANY_LABEL = re.compile(
    rf"^{_GAP}(?:副{_GAP})?(?:{'|'.join(_GAP.join(word) for word in _BEGINS)}){_GAP}[:：]",
    re.MULTILINE,
)
# So much of what a question says of the group stands in the title and head of its notice.
SAID_SHARE = 0.5
HEAD_CHARS = 300


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a roster: the role above it, as printed and without spaces, and who it names."""

    article: Article
    role: str
    label: Source
    line: Source
    name: str
    post: str


def roster_drafts(question: Question, articles: Sequence[Article]) -> list[Draft]:
    """The lines of the roster that a question asks for; [] where none is printed or asked for."""
    folded = question.folded.strip().rstrip("?。")
    post = _POST_ASKED.match(folded)
    asked = next((m for each in _HOLDER_ASKED if (m := each.search(folded))), None)
    role = (asked["role"] or "") if asked else ""
    if not (post or role or _LEADER_ASKED.search(folded)):
        return []
    listed = [each for article in articles for each in people_of(article)]
    if post and (held := _holder_of(post["body"], post["office"], listed)):
        return [_told(held)]
    if not (role or _LEADER_ASKED.search(folded)):
        return []
    near = [each for each in listed if _is_of(folded, each.article)]
    if role:
        wanted = role.removesuffix("单位") if role.startswith("成员") else role
        found = [each for each in near if _is_role(wanted, each.role)]
    else:
        found = [each for place, each in enumerate(near) if _is_first(near, place)]
    many = len({each.article.id for each in found}) > 1
    drafts = [_told(each) for each in found]
    if not many:
        return drafts
    return [d.grouped(each.article.title) for d, each in zip(drafts, found, strict=True)]


def roster_post(name: str, article: Article) -> Draft | None:
    """What a roster says that somebody is; None where it has nobody of that name with a post."""
    found = (each for each in people_of(article) if each.name == name and each.post)
    return next((_told(each) for each in found), None)


def name_in(line: str) -> str:
    """Whom a line of a roster names; "" for a line that is none.

    >>> name_in("组　长：吴维强　市政府副市长"), name_in("牵头单位：市科技局")
    ('吴维强', '')
    """
    match = _LABEL.match(line)
    if match is None or not _ROLE_WHOLE.fullmatch(_close(match["role"])):
        return ""
    person = _person(match["said"])
    return person[0] if person else ""


def people_of(article: Article) -> Iterator[Listed]:
    """The lines of the article's rosters, in order; of 成员：…… the whole line, no names apart."""
    if not _ANY_LABEL.search(article.text):
        return
    role, label, person_before = "", None, False
    for start, line in lines_of(article):
        match = _LABEL.match(line)
        printed = _close(match["role"]) if match else ""
        if match and _ROLE_WHOLE.fullmatch(printed):
            role = printed
            label = Source(article, start, start + match.end("role"))
            person = _person(match["said"])
            name, post = person or ("", "")
            yield Listed(
                article, role, label, Source(article, start, start + len(line)), name, post
            )
            person_before = bool(person)
            continue
        person = _person(line) if label is not None and person_before else None
        if person is None or label is None:
            role, label, person_before = "", None, False
            continue
        yield Listed(article, role, label, Source(article, start, start + len(line)), *person)


def _person(text: str) -> tuple[str, str] | None:
    """Name and post of a line that holds one person and nothing else; None for any other."""
    for form in _PERSON:
        match = form.match(text)
        if match:
            return _close(match["name"]), match["post"].strip()
    return None


def _told(listed: Listed) -> Draft:
    """The line as it is printed; under the role, where that stands further up."""
    if listed.label.start == listed.line.start:
        return quote_draft(listed.article, listed.line.start, listed.line.end)
    text = f"{listed.role}：{listed.line.quote.strip()}"
    return Draft(text, (listed.line, listed.label), check="metadata")


def _holder_of(body: str, office: str, listed: Sequence[Listed]) -> Listed | None:
    """Who holds an office of a body (市工信局, 局长), called by a short name or not; or None."""
    form = re.compile(rf"(?<!副){re.escape(office)}$")
    short = _PLACE.sub("", body)
    for each in listed:
        held = fold(each.post)
        if form.search(held) and _is_short_of(short, _PLACE.sub("", held)):
            return each
    return None


def _is_short_of(short: str, whole: str) -> bool:
    """Whether the characters of a short name stand in the whole one in order: 工信局."""
    rest = iter(whole)
    return len(short) > 1 and all(character in rest for character in short)


def _is_role(asked: str, printed: str) -> bool:
    """Whether a role printed is the one asked for; 副组长 is no 组长, 常务副组长 is a 副组长."""
    if asked == "成员":
        return printed.startswith("成员")
    return printed == asked or ("副" in asked and printed.endswith(asked))


def _is_first(listed: Sequence[Listed], place: int) -> bool:
    """Whether a line is the first of its article's roster."""
    return place == 0 or listed[place - 1].article.id != listed[place].article.id


def _is_of(folded: str, article: Article) -> bool:
    """Whether the title and the head of a notice say what a question says of the group."""
    head = fold(article.text[: len(article.title) + HEAD_CHARS])
    if any(area not in head for area in areas_of(folded)):
        return False
    asked = {g for piece in _ABOUT_WORDS.sub(",", folded).split(",") for g in tokens(piece)}
    asked = {gram for gram in asked if len(gram) > 1}
    return not asked or sum(gram in head for gram in asked) >= SAID_SHARE * len(asked)


def _close(text: str) -> str:
    return re.sub(r"[\s　]", "", text)
