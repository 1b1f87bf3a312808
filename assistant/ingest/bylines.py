"""Bylines and affiliation notes: □王某某, 本报记者 李某, 文/张某, （作者单位：…）."""

import re
from dataclasses import dataclass, replace

from assistant.ingest.names import WORD_ENDERS, is_bare_name, is_person
from assistant.ingest.posts import names_post


@dataclass(frozen=True, slots=True)
class Signature:
    """A byline or affiliation note: the line as it will be printed, and the parts of it."""

    line: str
    author: str = ""
    affiliation: str = ""


MARKS = "□■◻◼▢◆◇●○▲△◎★☆▪▫"
CLEAR_MARKS = "□■◻◼▢"  # the others mark list items as often as names
HANZI = "一-鿿㐀-䶿"
_ORGANISATION = (
    "课题组|调研组|写作组|评论员|编辑部|研究中心|研究院|研究室|研究所|委员会|办公室|党校|学会"
    "|协会|宣传部|政研室|社科院|联合会|中心组"
)
_PAPER = r"(?:本报|本刊|本网|本台|《[一-鿿]{2,10}》|[一-鿿]{2,4}(?:日报|晚报|晨报|时报|社|网))"
ROLE = (
    rf"(?:{_PAPER}\s*)?(?:首席|见习|实习|特约|驻[一-鿿]{{2,5}}?)?(?:全媒体)?"
    r"(?:记者|通讯员|评论员|撰稿人|撰稿|特派员|观察员|实习生)"
)
_BYLINE_MARK = re.compile(rf"^([{MARKS}])\s*(\S.*)$")
_BYLINE_VERB = re.compile(
    r"^(?:图文|图/文|文/图|文图|撰文|作者|执笔|口述|整理|采写|文字|供稿|[文图])"
    r"\s*[/／|｜丨:：]\s*(.+)$"
)
_BYLINE_ROLE = re.compile(rf"^({ROLE})\s*+[:：/／|｜]?\s*+(\S.*)$")
_ROLES_INSIDE = re.compile(
    rf"{ROLE}\s*[:：/／]?|"
    r"(?:(?<=[\s　/／｜|、，])[文图]|摄影|摄影报道|报道|文并摄|整理|译)\s*[/／:：]?\s*$"
)
_WITH_AFFILIATION = re.compile(r"^(.*?\S)\s*+[（(]((?:[^（）()]|[（(][^（）()]*[）)]){2,60})[）)]$")
_CLOSING = re.compile(
    rf"^[（(]\s*({ROLE}\s*.+?|[{HANZI}·]{{2,4}}(?:[\s、][{HANZI}·]{{2,4}}){{0,4}})\s*(?:报道|供稿)?[）)]$"
)
_CAPTION = re.compile(
    r"^(?:图为|[上下左右][一二三四]?图[：:为]|图[①-⑩一二三四\d]{1,2}[：:]|[▲▼◀▶◄►↑↓])|"
    r"(?:[摄/／]|摄影|供图|制图|资料图片|图片由.{2,20}提供)[）)]?$"
)
_DAY = r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日"
# 《某刊》2024年第5期　本刊记者 某某; 《某报》2024年3月19日第5版　记者 某某
_ISSUE = re.compile(
    rf"^《[^《》]{{2,20}}》\s*(?:\d{{4}}年\s*第?\s*\d{{1,4}}\s*期|{_DAY}(?:\s*第\s*\d{{1,3}}\s*版)?)[\s,，]*(?=\S)"
)
_MOMENT = (
    rf"(?:{_DAY}|\d{{4}}-\d{{1,2}}-\d{{1,2}}|\d{{4}}[/.]\d{{1,2}}[/.]\d{{1,2}})"
    r"(?:[\sT]*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
)
_DAY_AT_END = re.compile(rf"(?<![\s|｜])[\s|｜]++{_MOMENT}$")
_DAY_AT_START = re.compile(rf"^{_MOMENT}[\s|｜]+(?=\D)")
_OFFICE = re.compile(
    rf"^(?P<post>[{HANZI}]{{2,24}}?(?:[省市县区州镇乡]长|主席|[局厅院校处行会]长|主任|书记|检察长|总经理|董事长))"
    rf"[\s　]+(?P<name>[{HANZI}·]{{1,6}}(?:[\s　]+[{HANZI}]{{1,2}}){{0,2}})$"
)
_SURNAME_APART = re.compile(rf"(?<![{HANZI}])[{HANZI}] [{HANZI}]{{2}}(?![{HANZI}])")
_SEPARATORS = re.compile(r"[\s、，,/／]+")

_AUTHOR_WORDS = (
    r"(?:本文|该文|第[一二三]|两位|三位|以上)?"
    r"(?:作者|执笔人|执笔|撰稿人|撰稿|笔者|课题组成员|课题负责人)"
)
_LINK = r"(?:简介|单位|所在单位)?(?:均|分别|依次|现)?(?:系|为|是|任|[:：])+"
_AFFILIATION = re.compile(
    rf"^[（(【\[〔]?\s*{_AUTHOR_WORDS}(?:\s*(?P<who>[{HANZI}·、 　]{{2,20}}?)[，,]?)??{_LINK}"
    r"\s*(?P<value>.+?)\s*[）)】\]〕]?$"
)
# [作者简介] 陈建国（1980—），男，云江大学教授
_INTRODUCTION = re.compile(
    r"^[（(]?[【\[〔]\s*(?:第一)?作者(?:简介|单位|信息)\s*[】\]〕]\s*[:：]?\s*(?P<value>.+?)[）)]?$"
)
_ABOUT_TEXT = re.compile(
    r"^[（(【\[](?:本文|该文|此文)(?:系|为|是|受|得到|获)[^（）()]*"
    r"(?:成果|项目|课题|基金|资助|支持)[^（）()]*[）)】\]]$"
)
_NOT_SAYING = re.compile(r"^(?:[一这那每]|何|什么|谁|怎|如|[两几]位|了|我|个)")
_UNIT_LINK = re.compile("单位|系|为|是|任")  # what follows is no name
_BARE_AFFILIATION = re.compile(rf"^{_AUTHOR_WORDS}\s*(?:简介|单位|所在单位)")
_LONGEST_BARE_CHARS = 60
_AFFILIATION_START = re.compile(rf"^[（(【\[〔]\s*{_AUTHOR_WORDS}")
_AFFILIATION_AT_END = re.compile(
    rf"(?<=[。！？!?…”’])\s*([（(]{_AUTHOR_WORDS}(?:\s*[{HANZI}·、 　]{{2,12}}?[，,]?)??{_LINK}"
    r"(?:[^（）()]|[（(][^（）()]*[）)]){2,160}[）)])$"
)
_DAY_ENDS = "日0123456789"
_MAX_BYLINE_CHARS = 60
_MAX_NOTE_CHARS = 200
# 陈建国（1980—），男，云江大学教授，主要从事……研究
_PERSON_FIRST = re.compile(
    rf"^(?P<name>[{HANZI}·]{{1,10}}(?:[\s、]++[{HANZI}·]{{1,10}}){{0,4}})\s*+(?:[（(][^（）()]*\d[^（）()]*[）)])?\s*+[，,]\s*+(?P<rest>\S.*)$"
)
_PARTICULAR = re.compile(
    r"^(?:[男女]$|[一-龥]{1,3}族$|\d{4}|[（(]|[一-龥]{2,8}人$|籍贯|生于|出生|主要|研究|从事|博士$|硕士$|电话|邮|E)"
)

_NAMES_FIRST = re.compile(
    rf"^(?P<names>[{HANZI}]{{2,4}}(?:[\s　、]+[{HANZI}]{{2,4}}){{0,3}})[\s　]+"
    r"(?=(?:本报|本网|本刊|本台)?(?:特约|见习)?(?:记者|通讯员)[\s　])"
)
# □ 本报记者 苏禾 文/图
_WORK_AT_END = re.compile(r"(?<=\S)[\s　]+(?:文[/／]?并?图|文[/／]摄|图[/／]文|摄影报道)$")


def byline(text: str) -> Signature | None:
    """The byline that a line is, its padding closed up (□王　平 becomes □王平); else None."""
    if len(text) > _MAX_BYLINE_CHARS:
        return None
    issue = _ISSUE.match(text)
    if issue:
        found = byline(text[issue.end() :])
        return found and replace(found, line=issue.group() + found.line)
    day = _DAY_AT_END.search(text) if text[-1] in _DAY_ENDS else None
    if day:
        found = byline(text[: day.start()]) if day.start() else None
        return found and replace(found, line=found.line + day.group())
    day = _DAY_AT_START.match(text) if text[0] in "12" else None
    if day:
        found = byline(text[day.end() :])
        return found and replace(found, line=day.group() + found.line)
    work = _WORK_AT_END.search(text)
    if work:
        found = byline(text[: work.start()]) if work.start() else None
        return found and replace(found, line=found.line + work.group())
    mark = _BYLINE_MARK.match(text)
    if mark:
        certain = mark.group(1) in CLEAR_MARKS
        return _signed(text[: mark.start(2)].strip(), mark.group(2), certain)
    if text[0] == "口" and is_bare_name(close_up(text[1:])):
        # □ misread when the page was extracted
        return Signature(f"口{close_up(text[1:])}", close_up(text[1:]))
    verb = _BYLINE_VERB.match(text)
    if verb:
        return _signed(text[: verb.start(1)].strip(), verb.group(1), certain=True)
    if re.fullmatch(r"本[报刊网](?:特约)?(?:评论员|编辑部|综合报道)", text):
        return Signature(text, text)
    role = _BYLINE_ROLE.match(text)
    if role:
        before = text[: role.start(2)]
        gap = " " if before[-1].isspace() else ""
        return _signed(before.rstrip() + gap, role.group(2), certain=False)
    return _names_before_role(text)


def _names_before_role(text: str) -> Signature | None:
    """Correspondents whose role is not printed before a reporter: 郭某某 黄某某 本报记者 鄢某某."""
    match = _NAMES_FIRST.match(text)
    names = _names_in(match["names"]) if match else []
    found = byline(text[match.end() :]) if match and all(map(is_bare_name, names)) else None
    line = " ".join([*names, found.line]) if found else ""
    return found and replace(found, line=line, author=line)


def office_signature(text: str) -> Signature | None:
    """Who signs by office on a line under a title: 某县人民政府县长 周正平; else None."""
    match = _OFFICE.match(text) if len(text) <= _MAX_BYLINE_CHARS else None
    name = close_up(match["name"]) if match else ""
    if match is None or not is_person(name, certain=False):
        return None
    return Signature(f"{match['post']} {name}", name, match["post"])


def plain_names(author: str) -> str:
    """Authors without the posts between their names: 沈某某 通讯员 罗某某 are two persons."""
    bare = _ROLES_INSIDE.sub(" ", author)
    if bare == author or not bare.strip():
        return author
    return "、".join(_names_in(bare))


def _signed(lead: str, rest: str, certain: bool) -> Signature | None:
    """A byline of `lead` (mark, verb or role) and the names in `rest`; None where they are none."""
    note = ""
    match = _WITH_AFFILIATION.match(rest)
    if match:
        rest, note = match.group(1), match.group(2)
    role = _BYLINE_ROLE.match(rest)
    if role and lead and lead[0] in MARKS:
        lead = f"{lead}{rest[: role.start(2)].rstrip()} "
        rest = role.group(2)
    names = close_up(rest)
    if not names or not _are_authors(names, certain):
        return None
    end = f"（{note}）" if note else ""
    return Signature(f"{lead}{names}{end}", names, note)


def _are_authors(names: str, certain: bool) -> bool:
    if re.fullmatch(rf"[{HANZI}·]{{2,24}}(?:{_ORGANISATION})", names):
        return True
    parts = _names_in(_ROLES_INSIDE.sub(" ", names))
    return 0 < len(parts) <= 8 and all(is_person(part, certain) for part in parts)


def closing_byline(text: str) -> Signature | None:
    """（记者 王某某） on a line of its own; else None."""
    match = _CLOSING.match(text) if len(text) <= _MAX_BYLINE_CHARS else None
    if match is None:
        return None
    names = match.group(1)
    role = _BYLINE_ROLE.match(names)
    if role:
        names = role.group(2)
    names = names.strip()
    if role is None and names[-1] in WORD_ENDERS:
        return None  # （区内）
    return Signature(text, names) if _are_authors(names, certain=bool(role)) else None


def is_caption(text: str) -> bool:
    """Whether a line is a picture's: 图为…, 本报记者 王某 摄."""
    return len(text) <= _MAX_NOTE_CHARS and _CAPTION.search(text) is not None


def close_up(names: str) -> str:
    """Names without the padding inside a name of two characters; separators as one space."""
    names = re.sub(r"\s+", " ", names.strip())
    if re.fullmatch(rf"[{HANZI}] [{HANZI}] [{HANZI}]", names):
        return names.replace(" ", "")
    single = rf"(?<![{HANZI}])([{HANZI}]) ([{HANZI}])(?![{HANZI}])"
    names = re.sub(single, r"\1\2", names)
    return _SURNAME_APART.sub(_closed, names)


def _closed(name: re.Match[str]) -> str:
    """陈 建国 as one name."""
    whole = name.group().replace(" ", "")
    return whole if is_person(whole, certain=False) else name.group()


def affiliation(text: str) -> Signature | None:
    """An affiliation note that is the whole line: （作者单位：…）, （作者系…）; else None.

    What is said of the text only (（本文为……阶段性成果）) is one that names nobody.
    """
    if len(text) > _MAX_NOTE_CHARS:
        return None
    introduced = _INTRODUCTION.match(text)
    if introduced:
        return _noted(text, *_author_and_unit(introduced["value"].rstrip("。")))
    if _ABOUT_TEXT.match(text):
        return Signature(text)
    match = _AFFILIATION.match(text)
    if match is None:
        return None
    said = text[: match.start("value")]
    if text[0] in "（(【[〔":
        if text[-1] not in "）)】]〕":
            return None
    elif not _says_who(text, said, match["value"]):
        return None
    # What follows the first sentence is about the text: 本文为……阶段性成果.
    value = match["value"].partition("。")[0]
    if not _UNIT_LINK.search(said):
        return _noted(text, *_author_and_unit(value))
    who = match["who"] or ""
    return _noted(text, who if _are_persons(who) else "", value)


def _noted(line: str, author: str, unit: str) -> Signature:
    """A note with the padding in its names closed up."""
    names = close_up(author)
    return Signature(line.replace(author, names, 1) if author else line, names, unit)


def _says_who(text: str, said: str, value: str) -> bool:
    """Whether a line without brackets is a note: 作者单位：…, 作者系云江大学教授."""
    if not (_BARE_AFFILIATION.match(text) or _says_post(said, value)):
        return False
    return not (text.endswith("。") and "单位" in said)


def _says_post(said: str, value: str) -> bool:
    """Whether 作者系云江大学教授 says what the author is: no title, no sentence."""
    if len(said) + len(value) > _LONGEST_BARE_CHARS or _NOT_SAYING.match(value):
        return False
    value = value.removesuffix("。") if said.endswith("系") else value
    return names_post(re.split("[，,；;]", value)[0])


def _names_in(names: str) -> list[str]:
    return [part for part in _SEPARATORS.split(names) if part]


def _are_persons(names: str) -> bool:
    """Whether a text is names and nothing else."""
    parts = _names_in(close_up(names))
    return bool(parts) and all(is_person(part, certain=False) for part in parts)


def _author_and_unit(value: str) -> tuple[str, str]:
    """What a note says of author and affiliation: 王平，云江大学教授; 本报记者 王平; 云江大学.

    Others than the author (撰稿：统计科　王平；审核：李安) are left in the note's line.
    """
    value = re.split("[；;]", value)[0]
    role = _BYLINE_ROLE.match(value)
    names = role.group(2) if role else value
    if _are_persons(names):
        return names, ""
    person = _PERSON_FIRST.match(names)
    if person and _are_persons(person["name"]):
        return person["name"], _post_in(person["rest"])
    unit, _, signed = names.replace("　", " ").rpartition(" ")
    if unit and is_person(signed, certain=False):
        return signed, unit.strip()
    first, _, post = names.replace("　", " ").partition(" ")
    if names_post(post.strip()) and is_person(first, certain=False):
        return first, post.strip()
    return "", value


def _post_in(value: str) -> str:
    """Of what is told of a person (男，1980年生，云江大学教授，主要从事…) the post."""
    clauses = list(re.finditer(r"[^，,]+", value))
    posts = [clause for clause in clauses if names_post(clause.group().strip())]
    plain = [clause for clause in clauses if _PARTICULAR.match(clause.group().strip())]
    if not posts or not plain:
        return value
    last = posts[0]
    for clause in posts[1:]:
        if value[last.end() : clause.start()].strip("，, ") == "":
            last = clause
    return value[posts[0].start() : last.end()].strip()


def opens_affiliation(text: str) -> bool:
    """Whether an affiliation note begins with this line and does not end in it."""
    return (
        bool(_AFFILIATION_START.match(text))
        and text[-1] not in "）)】]〕"
        and len(text) < _MAX_NOTE_CHARS
    )


def split_tail(text: str) -> tuple[str, str]:
    """A paragraph and the affiliation note set at its end on the same line ("" for none)."""
    if text[-1:] not in ("）", ")"):
        return text, ""
    start = max(0, len(text) - _MAX_NOTE_CHARS)
    match = _AFFILIATION_AT_END.search(text, start)
    if match is None:
        return text, ""
    return text[: match.start()].rstrip(), match.group(1)
