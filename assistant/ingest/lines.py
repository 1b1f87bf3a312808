"""What a single line of a Chinese newspaper page is: byline, note, label, mailbox or text.

Every rule here looks at one line alone; where it stands is judged by
`newspaper.py`.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto

from assistant.ingest.names import is_person

FINAL_MARKS = "。！？!?…；;"
CLOSERS = "”’」』》〉）)】〕]\"'"


class Kind(Enum):
    """What a line is, as far as it tells by itself."""

    TEXT = auto()  # ends a sentence, or is too long for a title
    SHORT = auto()  # a title, a subhead, a line of verse or of a list
    BYLINE = auto()
    CLOSING_BYLINE = auto()  # （记者 王某某） after the text it belongs to
    AFFILIATION = auto()
    LABEL = auto()  # the name of a column: 理论前沿
    GENRE = auto()  # the name of a kind of text: 短评; it says nothing of the articles after it
    NOTE_LABEL = auto()  # 编者按
    FURNITURE = auto()  # mailbox, editors, page number: nobody's text


@dataclass(frozen=True, slots=True)
class Signature:
    """A byline or affiliation note: the line as it will be printed, and the parts of it."""

    line: str
    author: str = ""
    affiliation: str = ""


_MARKS = "□■◻◼▢◆◇●○▲△◎★☆▪▫"
_CLEAR_MARKS = "□■◻◼▢"  # others mark list items as often as names
_HANZI = "一-鿿㐀-䶿"
_ORGANISATION = (
    "课题组|调研组|写作组|评论员|编辑部|研究中心|研究院|研究室|研究所|委员会|办公室|党校|学会|协会"
    "|宣传部|政研室|社科院|联合会|中心组"
)
_ROLE = (
    r"(?:(?:本报|本刊|本网|本台|[一-鿿]{2,4}(?:日报|晚报|晨报|时报|社|网))\s*)?(?:首席|见习|实习|特约|驻[一-鿿]{2,5}?)?"
    r"(?:全媒体)?(?:记者|通讯员|评论员|撰稿人|撰稿|特派员|观察员)"
)
_BYLINE_MARK = re.compile(rf"^([{_MARKS}])\s*(.+)$")
_BYLINE_VERB = re.compile(
    r"^(?:图文|图/文|文/图|文图|撰文|作者|执笔|口述|整理|采写|文字|供稿|[文图])\s*[/／|｜丨:：]\s*(.+)$"
)
_BYLINE_ROLE = re.compile(rf"^({_ROLE})\s*[:：/／|｜]?\s*(.+)$")
_ROLES_INSIDE = re.compile(
    rf"{_ROLE}\s*[:：/／]?|(?:[文图]|摄影|摄影报道|报道|文并摄|整理|译)\s*[/／:：]?\s*$"
)
_WITH_AFFILIATION = re.compile(r"^(.+?)\s*[（(]([^（）()]{2,60})[）)]$")
_CLOSING = re.compile(
    rf"^[（(]\s*({_ROLE}\s*.+?|[{_HANZI}·]{{2,4}})\s*(?:报道|摄影报道|供稿|摄)?[）)]$"
)
_SEPARATORS = re.compile(r"[\s、，,/／]+")

_AUTHOR_WORDS = r"(?:本文|该文|第[一二三]|两位|三位|以上)?(?:作者|执笔人|执笔|撰稿人|撰稿|笔者|课题组成员|课题负责人)"
_AFFILIATION_LINK = r"(?:简介|单位|所在单位)?(?:均|分别|依次|现)?(?:系|为|是|任|[:：])+"
_AFFILIATION = re.compile(
    rf"^[（(【\[〔]?\s*{_AUTHOR_WORDS}(?:[{_HANZI}·、 ]{{2,12}}?)??{_AFFILIATION_LINK}\s*(.+?)\s*[）)】\]〕]?$"
)
_AFFILIATION_START = re.compile(rf"^[（(【\[〔]\s*{_AUTHOR_WORDS}")
_AFFILIATION_AT_END = re.compile(
    rf"(?<=[。！？!?…”’])\s*([（(]{_AUTHOR_WORDS}{_AFFILIATION_LINK}"
    r"(?:[^（）()]|[（(][^（）()]*[）)]){2,160}[）)])$"
)

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_MAIL_WORDS = re.compile(r"投稿|邮箱|信箱|来稿|来信|联系|编辑|E-?mail|电邮", re.IGNORECASE)
_EDITORS = re.compile(
    r"^(?:本版|本期|值班|版面|文字)?(?:责任编辑|责编|编辑|主编|副主编|执行主编|美编|美术编辑|校对|版式|版面设计|版面|制图|绘图|设计"
    r"|视觉|视觉编辑|图编|图片编辑|编委|值班编委|总值班|统筹|审核|审校|排版|组版|监制|策划|见习编辑)\s*[:：/／|｜丨 　]\s*[^。！？]{2,60}$"
)
_CONTACT = re.compile(
    r"^(?:本报|本刊|本版|编辑部|读者|新闻)?(?:投稿(?:邮箱|信箱|地址|热线|方式)?|来稿(?:请寄|请发|邮箱)|新闻热线|热线电话|报料热线|爆料热线"
    r"|广告热线|发行热线|订阅热线|读者热线|编辑部电话|本报地址|社址|邮政编码|邮编|国内统一(?:连续出版物号|刊号)|邮发代号|零售价|定价"
    r"|印刷|广告许可证|传真|值班电话|电子信箱|电子邮箱|官方网站|网址|本报网址)\s*[:：]?\s*[^。！？]{0,60}$"
)
_LETTERBOX = re.compile(
    rf"^[{_HANZI}“”《》·\s]{{0,16}}(?:投稿|来稿|征稿|联系)(?:邮箱|信箱|热线|电话|QQ|微信)[:：]?\s*\S{{3,40}}$"
)
_PAGE_NUMBER = re.compile(
    r"^(?:第?\s*[0-9一二三四五六七八九十]{1,3}\s*版|[A-Z]\s*\d{1,2}\s*版?|版次\s*[:：].{1,12}|-\s*\d+\s*-)$"
)
_JUMP = re.compile(
    r"^[（(]?(?:下转|上接|紧接|转|接)第?\s*[A-Z0-9一二三四五六七八九十]{1,3}\s*版[^。]{0,12}[）)]?$"
)
_JUMP_AT_END = re.compile(
    r"\s*[（(](?:下转|紧接)第?\s*[A-Z0-9一二三四五六七八九十]{1,3}\s*版[^（）。]{0,12}[）)]$"
)
_JUMP_AT_START = re.compile(
    r"^[（(](?:上接|紧接)第?\s*[A-Z0-9一二三四五六七八九十]{1,3}\s*版[^（）。]{0,12}[）)]\s*"
)
DATE = re.compile(r"(?<!\d)(\d{4})\s*[年\-/.]\s*(\d{1,2})\s*[月\-/.]\s*(\d{1,2})(?!\d)\s*日?")
_DATELINE = re.compile(
    r"^[^。！？]{0,40}(?:星期[一二三四五六日天]|第?[A-Z0-9]{1,3}版|农历|责编)[^。！？]{0,40}$"
)
_SCAN = re.compile(r"^(?:请)?扫(?:一扫|码|描)[^。]{0,20}$")

_NOTE_WORDS = "编者按|编者的话|编者语|编前语|编后语|编辑手记|开栏的话|开栏语|主持人语|主持人的话|卷首语|编前|编后"
_NOTE_LABEL = re.compile(rf"^[【〖\[■□◆●]?\s*({_NOTE_WORDS}|按语)\s*[】〗\]]?\s*[:：]?$")
_NOTE_TEXT = re.compile(rf"^[【〖\[■□◆●]?\s*({_NOTE_WORDS})\s*[】〗\]]?\s*[:：]?\s*(?=\S)")

_LABELS = frozenset(
    "决策建议 智库视点 智库 观点 理论 评论 要闻 时政 时评 专栏 专版 专题 学习 思想 思想周刊 理论周刊 学习与思考 思考 争鸣 视点 "
    "经济 社会 文化 科技 教育 国际 国内 本地 区县 民生 法治 健康 体育 副刊 读书 文艺 艺术 生活 旅游 财经 关注 聚焦 调查 热点 "
    "综合 新闻 综合新闻 社会新闻 本市新闻 国内新闻 国际新闻 区县新闻 党建 农业 农村 环球 视野 视界 声音 广角 头条 导读 "
    "来论 众议 对话 访谈 深度 人物 史话 随笔 书评 影评 讲堂 前沿 热议 建言 参考 探索 实践 案例 经验 交流 一线 "
    "学习贯彻党的二十大精神 深入学习贯彻习近平新时代中国特色社会主义思想 理论与实践 建言献策 资政建言".split()
)
_GENRES = frozenset(
    "短评 快评 社论 社评 消息 通讯 特写 特稿 侧记 简讯 短讯 快讯 图片新闻 新闻链接 相关链接 链接 延伸阅读 诗歌 散文 小说 杂文 "
    "本报评论员文章 名词解释 背景 新闻背景 记者手记 采访手记 记者观察 一句话新闻 新闻速递 更正 启事 声明 公告".split()
)
_LABEL_ENDS = re.compile(
    r"(?:视点|观点|论坛|纵横|前沿|评论|时评|随笔|专栏|专版|专题|聚焦|观察|访谈|漫谈|导读|速递|快讯|简讯|短波|广角|之窗|园地|天地|笔谈"
    r"|论道|札记|新论|圆桌|热评|锐评|快评|短论|周刊|副刊|智库|讲堂|视窗|博览|瞭望|新语|茶座|夜话|论语|之声|者说|观潮|论苑)$"
)
_LABEL_DECORATION = "【】〖〗[]〔〕■□▌|｜丨◆●▲★·—-　 "
MAX_LABEL_CHARS = 10
MAX_TITLE_CHARS = 42  # a headline of two decks; a paragraph of a page is longer

_NEWS_START = re.compile(
    rf"^(?:本报讯|本报[{_HANZI}]{{2,8}}\d{{1,2}}月\d{{1,2}}日[讯电]|[{_HANZI}]{{2,6}}(?:社|网|报)(?:[{_HANZI}]{{2,8}})?"
    rf"(?:\d{{4}}年)?\d{{1,2}}月\d{{1,2}}日[讯电]|据[{_HANZI}]{{2,8}}(?:报道|消息)[，,]|[{_HANZI}]{{2,6}}(?:讯|电)[（(])"
)
_NEWS_REPORTER = re.compile(rf"^.{{0,30}}?[（(]\s*{_ROLE}\s*([^（）()]{{2,30}}?)\s*(?:报道)?[）)]")


def classify(text: str) -> Kind:
    """What a line is by itself; `text` has no white space at its ends."""
    if is_furniture(text):
        return Kind.FURNITURE
    if _NOTE_LABEL.match(text):
        return Kind.NOTE_LABEL
    if affiliation(text) is not None:
        return Kind.AFFILIATION
    if byline(text) is not None:
        return Kind.BYLINE
    if closing_byline(text) is not None:
        return Kind.CLOSING_BYLINE
    label = label_text(text)
    if label in _GENRES:
        return Kind.GENRE
    if is_label(text):
        return Kind.LABEL
    return Kind.SHORT if is_short(text) else Kind.TEXT


def is_short(text: str) -> bool:
    """Whether the line could be a title: short, and no sentence ends or breaks off with it."""
    if not 1 < len(text) <= MAX_TITLE_CHARS or text[0] in "，。、；：！？,;:!?”’）】》":
        return False
    if text[-1] in "。，、；：,;:（(“‘《【" or "。" in text:
        return False
    return text.count("，") <= 2


def is_furniture(text: str) -> bool:
    """Mailboxes, editors, page numbers, datelines, jumps: what belongs to the page alone."""
    if len(text) > 90 or text.endswith("。"):
        return False
    if _EMAIL.search(text) and (_MAIL_WORDS.search(text) or len(text) <= 40):
        return True
    if DATE.search(text) and (_DATELINE.match(text) or len(text) <= 12):
        return True
    return any(
        rule.match(text) for rule in (_EDITORS, _CONTACT, _LETTERBOX, _PAGE_NUMBER, _JUMP, _SCAN)
    )


def label_text(text: str) -> str:
    """A label without the brackets and rules around it."""
    return text.strip(_LABEL_DECORATION)


def is_label(text: str) -> bool:
    """A column's name: of the newspapers' common ones, or ending like one."""
    label = label_text(text)
    if label in _LABELS:
        return True
    return 2 < len(label) <= MAX_LABEL_CHARS and bool(
        _LABEL_ENDS.search(label) and re.fullmatch(rf"[{_HANZI}·“”]+", label)
    )


def note_label(text: str) -> str:
    """编者按 out of its brackets, where the line is nothing else; otherwise ""."""
    match = _NOTE_LABEL.match(text)
    return match.group(1) if match else ""


def note_start(text: str) -> str:
    """编者按 where a paragraph begins with it as a label; otherwise ""."""
    match = _NOTE_TEXT.match(text)
    if match is None or not re.search(r"[】〗\]:：]\s*$", match.group()):
        return ""
    return match.group(1)


def is_news_start(text: str) -> bool:
    """Whether a paragraph begins as news items do: 本报讯, 新华社北京1月5日电."""
    return _NEWS_START.match(text) is not None


def news_reporter(text: str) -> str:
    """The reporter named in brackets at the beginning of a news item, or ""."""
    match = _NEWS_REPORTER.match(text) if is_news_start(text) else None
    return match.group(1).strip() if match else ""


def byline(text: str) -> Signature | None:
    """The byline that a line is, its padding closed up (□王　平 becomes □王平); else None."""
    if len(text) > 60:
        return None
    mark = _BYLINE_MARK.match(text)
    if mark:
        rest = mark.group(2)
        certain = mark.group(1) in _CLEAR_MARKS
        return _signed(text[: mark.start(2)].strip(), rest, certain)
    verb = _BYLINE_VERB.match(text)
    if verb:
        return _signed(text[: verb.start(1)].strip(), verb.group(1), certain=True)
    if re.fullmatch(r"本[报刊网](?:特约)?(?:评论员|编辑部|综合报道)", text):
        return Signature(text, text)
    role = _BYLINE_ROLE.match(text)
    if role:
        gap = " " if text[len(role.group(1)) :][:1].isspace() else ""
        return _signed(role.group(1) + gap, role.group(2), certain=False)
    return None


def _signed(lead: str, rest: str, certain: bool) -> Signature | None:
    """A byline of `lead` (mark, verb or role) and the names in `rest`; None where they are none."""
    note = ""
    match = _WITH_AFFILIATION.match(rest)
    if match:
        rest, note = match.group(1), match.group(2)
    role = _BYLINE_ROLE.match(rest)
    if role and lead and lead[0] in _MARKS:
        lead = f"{lead}{rest[: role.start(2)].rstrip()} "
        rest = role.group(2)
    names = close_up(rest)
    if not names or not _are_authors(names, certain):
        return None
    end = f"（{note}）" if note else ""
    return Signature(f"{lead}{names}{end}", names, note)


def _are_authors(names: str, certain: bool) -> bool:
    if re.fullmatch(rf"[{_HANZI}·]{{2,24}}(?:{_ORGANISATION})", names):
        return True
    plain = _ROLES_INSIDE.sub(" ", names)
    parts = [part for part in _SEPARATORS.split(plain) if part]
    return 0 < len(parts) <= 8 and all(is_person(part, certain) for part in parts)


def closing_byline(text: str) -> Signature | None:
    """（记者 王某某） on a line of its own; else None."""
    match = _CLOSING.match(text) if len(text) <= 40 else None
    if match is None:
        return None
    names = match.group(1)
    role = _BYLINE_ROLE.match(names)
    if role:
        names = role.group(2)
    elif not is_person(names, certain=False):
        return None
    names = names.strip()
    return Signature(text, names) if _are_authors(names, certain=bool(role)) else None


def close_up(names: str) -> str:
    """Names without the padding inside a name of two characters; separators as one space."""
    names = re.sub(r"\s+", " ", names.strip())
    if re.fullmatch(rf"[{_HANZI}] [{_HANZI}]", names):
        return names.replace(" ", "")
    return re.sub(rf"(?<![{_HANZI}])([{_HANZI}]) ([{_HANZI}])(?![{_HANZI}])", r"\1\2", names)


def affiliation(text: str) -> Signature | None:
    """An affiliation note that is the whole line: （作者单位：…）, （作者系…）; else None."""
    if len(text) > 200 or text.endswith("。") and text[0] not in "（(":
        return None
    match = _AFFILIATION.match(text)
    if match is None:
        return None
    value = match.group(1)
    opened = text[0] in "（(【[〔"
    if not opened and not re.match(rf"{_AUTHOR_WORDS}(?:简介|单位|所在单位)", text):
        return None
    if opened and text[-1] not in "）)】]〕":
        return None
    return Signature(text, affiliation=value)


def opens_affiliation(text: str) -> bool:
    """Whether an affiliation note begins with this line and does not end in it."""
    return bool(_AFFILIATION_START.match(text)) and text[-1] not in "）)】]〕"


def split_tail(text: str) -> tuple[str, str]:
    """A paragraph and the affiliation note set at its end on the same line ("" for none)."""
    match = _AFFILIATION_AT_END.search(text)
    if match is None:
        return text, ""
    return text[: match.start()].rstrip(), match.group(1)


def strip_jump(text: str) -> str:
    """A paragraph without （下转2版） at its end or （上接1版） at its beginning."""
    return _JUMP_AT_START.sub("", _JUMP_AT_END.sub("", text))
