"""Names of columns and kinds of text that newspapers set above an article, and editor's notes."""

import re

# Columns as newspapers name them. What is set above one article holds for the next ones too.
_COLUMN_NAMES = """
决策建议 智库视点 智库 观点 理论 评论 要闻 时政 时评 专栏 专版 专题 学习 思想 思想周刊 理论周刊
学习与思考 思考 争鸣 视点 经济 社会 文化 科技 教育 国际 国内 本地 区县 民生 法治 健康 体育 副刊
读书 文艺 艺术 生活 旅游 财经 关注 聚焦 调查 热点 综合 新闻 综合新闻 社会新闻 本市新闻 国内新闻
国际新闻 区县新闻 党建 农业 农村 环球 视野 视界 声音 广角 头条 导读 来论 众议 对话 访谈 深度
人物 史话 随笔 书评 影评 讲堂 前沿 热议 建言 参考 探索 实践 案例 经验 交流 一线 理论与实践
建言献策 资政建言 学习贯彻党的二十大精神
"""
# Kinds of text: they say nothing of the articles after them.
_GENRE_NAMES = """
短评 快评 社论 社评 消息 通讯 特写 特稿 侧记 简讯 短讯 快讯 图片新闻 新闻链接 相关链接 链接
延伸阅读 诗歌 散文 小说 杂文 本报评论员文章 名词解释 背景 新闻背景 记者手记 采访手记 记者观察
一句话新闻 新闻速递 更正 启事 声明 公告
"""
_COLUMNS = frozenset(_COLUMN_NAMES.split())
_GENRES = frozenset(_GENRE_NAMES.split())
_COLUMN_ENDS = re.compile(
    r"(?:视点|观点|论坛|纵横|前沿|评论|时评|随笔|专栏|专版|专题|聚焦|观察|访谈|漫谈|导读|速递|快讯"
    r"|简讯|短波|广角|之窗|园地|天地|笔谈|论道|札记|新论|圆桌|热评|锐评|快评|短论|周刊|副刊|智库"
    r"|(?<=[家者民人])谈|讲堂|视窗|博览|瞭望|新语|茶座|夜话|论语|之声|者说|观潮|论苑)$"
)
# 本期话题：漱江生态补偿如何走深走实
_TOPIC = re.compile(
    r"(?:本期|今日|本周|本版|本刊)(?:话题|主题|关注|聚焦|策划|焦点|讨论|专题)[:：]?.{2,40}$"
)
_PAIR = re.compile(r"^[一-鿿]{2}[·•][一-鿿]{2,4}$")
_WORDS = frozenset("的了是这那我你他们在把被让要")  # of a sentence, not of a name
_DECORATION = "【】〖〗[]〔〕■□▌|｜丨◆●▲★·—-　 "
_MAX_CHARS = 10

_NOTE_NAMES = (
    "编者按|编者的话|编者语|编前语|编后语|编辑手记|开栏的话|开栏语|主持人语|主持人的话|卷首语"
    "|编前|编后"
)
_NOTE_ALONE = re.compile(rf"^[【〖\[■□◆●]?\s*({_NOTE_NAMES}|按语)\s*[】〗\]]?\s*[:：]?$")
_NOTE_START = re.compile(
    rf"^[【〖\[■□◆●]?\s*({_NOTE_NAMES})\s*(?:[】〗\]]\s*[:：]?|[:：])\s*(?=\S)"
)


def label_text(text: str) -> str:
    """A label without the brackets and rules around it."""
    return text.strip(_DECORATION)


def is_genre(text: str) -> bool:
    """Whether the line names a kind of text: 短评, 相关链接."""
    return label_text(text) in _GENRES


def is_column(text: str) -> bool:
    """A column's name: one of the newspapers' common ones, or ending like one."""
    label = label_text(text)
    if label in _COLUMNS or _TOPIC.match(label):
        return True
    if _PAIR.match(label):
        return True  # 文化·对话
    plain = 2 < len(label) <= _MAX_CHARS and re.fullmatch(r"[一-鿿·“”]+", label) is not None
    return plain and not set(label) & _WORDS and ends_as_column(label)


def ends_as_column(text: str) -> bool:
    """Whether the last word is one that columns are named with: 推进新型工业化·笔谈."""
    return _COLUMN_ENDS.search(text) is not None


def is_certain_column(text: str) -> bool:
    """Whether the line can only be a column's name (智库视点), not also a subhead (文化)."""
    label = label_text(text)
    return len(label) > 2 and label in _COLUMNS


def note_label(text: str) -> str:
    """编者按 out of its brackets, where the line is nothing else; otherwise ""."""
    match = _NOTE_ALONE.match(text)
    return match.group(1) if match else ""


def note_start(text: str) -> str:
    """编者按 where a paragraph begins with it as a label; otherwise ""."""
    match = _NOTE_START.match(text)
    return match.group(1) if match else ""
