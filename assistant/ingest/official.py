"""The head of an official document: what is printed above its title, and the lines of the title.

霖州市民政局文件 / 霖民发〔2025〕17号 / 关于做好2025年 / 社区老年助餐服务工作的通知: the header and
the number stand above, the two lines make the title.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from assistant.ingest.dates import is_day_alone
from assistant.ingest.joining import NEVER_FIRST, PAIRS, is_item, is_table_row

# Sorts of official documents, as their titles end.
_SORTS = (
    "通知书?|通报|意见书?|决定|办法|公告|通告|方案|规定|条例|细则|批复|复?函|报告|规划|纲要|决议|"
    "(?:命)?令|请示|纪要|公报|议案|建议书?|预案|公示|倡议书|计划|措施|要点|总结|说明|答复|判决书|裁定书|决定书|调解书|主持词|致辞|名单|(?:审计|检查|评估|考核|评选|调查)结果"
)
_SORT = re.compile(rf"(?:{_SORTS})(?:[（(][^（）()]{{2,24}}[）)])*$")
_OFFICES = (
    r"(?:政府|[党工纪县市省区镇乡街政府团]委|委员会|常委会|指挥部|领导小组|办公[厅室]|督查室|研究室|调查总?队|"
    r"(?<=[一-鿿]{2})[局厅院部署办处委]|中心|协会|学会|联合会|政协|人大|党组|公司|集团|大学|学院|党校|法院|检察院|"
    r"医院|银行|总工会|妇联|国务院|中央)"
)
_OFFICE = re.compile(
    rf"^[一-鿿（）()·“”]{{2,36}}(?<=[一-鿿]){_OFFICES}$|^{_OFFICES}$|^[一-鿿]{{2}}部$"
)
_NO_OFFICE = re.compile(r"[的了着在]|^(?:关于|印发|转发|走进|建设|打造|一|如何)")
_PAPERS = r"文件|便函|函件?|电报|明电|会议纪要|纪要|简报|专报|通报|公报|命?令|公告|通告|通知|信息"
_HEADER = re.compile(
    rf"^[^，。；：:！？\d]{{2,60}}?{_OFFICES}(?:专题|常务|党组|办公|工作|政务|督查|内部|明传)*(?:会议|会)?"
    rf"(?P<paper>{_PAPERS})$|^(?:工作|专题|常务|督查|政务|内部|情况)*(?:会议)?(?:便函|纪要|简报|专报|通报)$"
)
# 提案办理简报 over its number
_BULLETIN = re.compile(r"^[^，。；：:！？\d]{2,30}(?:简报|专报|快报|动态|参阅件|信息|通报|纪要)$")
_ISSUE_NUMBER = (
    r"(?:[一-鿿（）()、 ]{0,24}[〔\[（(【]\s*(?:19|20)\d{2}\s*[〕\]）)】]\s*(?:第\s*)?"
    r"\d{1,4}\s*[号期]"
    r"|(?:19|20)\d{2}年第\s*\d{1,3}\s*号(?:公告|通告|令)?(?:[（(]总第\s*\d{1,4}\s*号[）)])?"
    r"|[（(〔\[]?\s*+(?:(?:19|20)\d{2}年)?\s*+(?:总?第\s*\d{1,4}\s*[号期次][\s,，]*+){1,2}[）)〕\]]?)"
)
_SIGNER = r"签\s*发\s*人?\s*[:：]\s*[一-鿿 　、]{2,30}"
_NUMBER = re.compile(rf"^(?:{_SIGNER}[\s　]{{1,40}})?{_ISSUE_NUMBER}(?:[\s　]*+{_SIGNER})?$")
_DAY = r"(?:19|20)\d{2}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日"
_OFFICE_AND_DAY = re.compile(
    rf"^(?:[（(]?(?:总?第\s*\d+\s*期)[）)]?[\s　]{{1,40}})?[一-鿿（）()· 　]{{2,40}}[\s　]{{1,40}}"
    rf"(?:编[\s　]+)?{_DAY}(?:\s*(?:印发|编印|印))?$"
)
_EDITED = re.compile(rf"{_NUMBER.pattern}|{_OFFICE_AND_DAY.pattern}")
# What registers print of a document, and what is stamped on it: 索引号：…, 特急, 000123.
_REGISTERED = re.compile(
    r"^(?:[∙·•]\s*)?[【\[]?(?:索\s*引\s*号?|主题(?:分类|词)|信息(?:分类|类别|公开选项)|体裁(?:分类)?|发文(?:机关|单位|字号|日期)|"
    r"(?:制定|发布|公布|公开|印发|成文|来文|批准|颁布|施行|实施)(?:机关|机构|部门|单位|日期|时间|方式|属性|字号)|字\s*号|公文(?:种类|类型)|文\s*号|"
    r"文件(?:编号|类型)|有\s*效\s*性|时\s*效\s*性|效力(?:状态|等级|级别)|(?:法规|专题)(?:类别|分类)|组配分类|办理结果(?:类别)?|类别|签\s*发\s*人|密\s*级|"
    r"紧急程度|份\s*号|生效(?:时间|日期)|废止(?:时间|日期)|生成日期|公开类别|内容概述|(?:合同|协议|档案)编号|类别标记|公开属性|关\s*键\s*词|名\s*称|标\s*题)(?:[】\]]?\s*[:：]|[】\]])\s*\S"
)
_STAMPED = re.compile(
    r"^(?:特急|加急|平急|急件|(?:秘密|机密|内部(?:资料|文件)?)[★\d年月\s]*|\d{4,7}|[—\-_=*━─═▬~～]{3,}|★+|"
    r"(?:文章|文件|法规|基本)(?:属性|信息)|【?(?:文章|文件|法规)?正文】?|"
    # 内部资料　注意保存; A类, 同意公开 on an answer to a proposal; LXDR—2023—00005
    r"[（(]?内部(?:资料|材料|文件)[\s　，,]*(?:请)?(?:注意|妥善)保[存管][）)]?|"
    r"[A-D]类|(?:主动|同意|依申请|不予?)公开|"
    r"[A-Z]{2,6}[—–-]+\d{4}[—–-]+\d{3,6}|"
    r"[（(](?:此件|本件|主动公开|依申请公开|不予公开)[^（）()]{0,16}[）)])$"
)
_SUBJECT = re.compile(rf"^(?:[^，。；：:\d]{{2,60}}{_OFFICES}\s*)?(?:关于|印发|转发|批转)")
_OF_ANOTHER = re.compile(r"(?:^|关于)(?:印发|转发|批转|公布|发布|下达)")
_CARRIES = re.compile(
    r"(?:通知|函|公告|通报|决定|令|意见|批复|报告|请示)(?:[（(][^（）()]{2,24}[）)])*$"
)
_PADDED = re.compile(r"^(?:[一-鿿]|\d+)(?:[ \u3000]+(?:[一-鿿]|\d+)){2,}$")
_WORD_ALONE_CHARS = 8  # 通知, 任免通知, 行政处罚决定书 under the office's name
_SHORTEST_FULL_CHARS = 10  # under the office's name a whole title, no word that goes with it
_MOST_ABOVE = 14  # lines; a register's entry has a dozen
_MOST_LINES = 4  # of one title
_LONGEST_LINE_CHARS = 80
_LONGEST_TITLE_CHARS = 140
_MOST_COMMAS = 2
# 时　间：7月12日下午, 主 持 人：霍启明 under the head of minutes
_PARTICULAR = re.compile(
    r"^(?:[时日]\s*[间期]|地\s*点|主\s*持(?:\s*人)?|出\s*席|参\s*[会加]|列\s*席|缺\s*席|记\s*录|议\s*题|与\s*会)"
    r"[^。：:]{0,6}[：:]"
)
_SECOND_HALF = re.compile(r"^(?:和|及|与|暨|的|、)")


class _Kind(Enum):
    HEADER = auto()
    OFFICE = auto()
    NUMBER = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class OfficialHead:
    """`above`: header and issuers that are not of the title; `beside`: number, day, register.

    `end` counts all the lines that the head takes.
    """

    title: str
    above: tuple[str, ...]
    beside: tuple[str, ...]
    end: int


def official_head(texts: Sequence[str]) -> OfficialHead | None:
    """What a text's first lines print above its title, and the title; None for any other text.

    Only lines of an official document may stand above. The offices just above a
    title that begins with 关于 are its first words.
    """
    padded = [_PADDED.match(text.strip()) is not None for text in texts[:1]]
    texts = [*map(without_padding, texts[:_MOST_ABOVE]), *texts[_MOST_ABOVE:]]
    kinds: list[_Kind] = []
    bulletin = False
    for place in range(min(len(texts) - 1, _MOST_ABOVE)):
        kind = _kind(texts[place])
        # 产 业 观 察 over who edits it and when: what it is called is printed wide.
        wide = padded[place : place + 1] == [True] and _EDITED.match(texts[place + 1])
        if wide or (_BULLETIN.match(texts[place]) and _NUMBER.match(texts[place + 1])):
            kind = _Kind.HEADER
        formal = _Kind.HEADER in kinds or _Kind.NUMBER in kinds
        if kind is None or (formal and kind is _Kind.HEADER):
            whole = _Kind.OFFICE in kinds and len(texts[place]) >= _SHORTEST_FULL_CHARS
            end = _title_end(texts, place, formal or whole)
            if end > place + 1 or (end and kinds):
                return _head(texts, kinds, end)
        if kind is None:
            # Under the head of a bulletin any headline may stand.
            headline = _may_be_of_title(texts[place]) and not _PARTICULAR.match(texts[place])
            headed = bulletin and {_Kind.NUMBER, _Kind.OTHER} & set(kinds) and headline
            return _head(texts, kinds, place + 1) if headed else None
        bulletin = bulletin or bool(wide) or _BULLETIN.match(texts[place]) is not None
        kinds.append(kind)
    return None


def is_registered(text: str) -> bool:
    """Whether a line is a field of what a register prints of a document, or stamped on it."""
    return bool(_REGISTERED.match(text) or _STAMPED.match(text)) and "。" not in text


def stands_above_title(text: str) -> bool:
    """Whether a line is a header or names issuers: 霖州市民政局　霖州市财政局文件."""
    return _kind(text) in (_Kind.HEADER, _Kind.OFFICE)


def is_number_or_day(text: str) -> bool:
    """Whether a line is a document's number, or who edits a bulletin and when."""
    return _EDITED.match(text) is not None


def ends_as_document(text: str) -> bool:
    """Whether a text ends in a sort of official document: 通知, 实施方案（试行）."""
    return _SORT.search(text) is not None


def _head(texts: Sequence[str], kinds: Sequence[_Kind], end: int) -> OfficialHead:
    start = first = len(kinds)
    words = _closed_up("".join(texts[start:end]))
    if words.startswith(("关于", "印发", "转发", "批转")) or len(words) <= _WORD_ALONE_CHARS:
        while first and kinds[first - 1] is _Kind.OFFICE:
            first -= 1
    shown = (_Kind.HEADER, _Kind.OFFICE)
    return OfficialHead(
        title=" ".join(texts[first:start]) + words,
        above=tuple(t for t, kind in zip(texts[:first], kinds, strict=False) if kind in shown),
        beside=tuple(t for t, kind in zip(texts[:first], kinds, strict=False) if kind not in shown),
        end=end,
    )


def _kind(text: str) -> _Kind | None:
    """What a line above a title is; None for a line that does not stand there."""
    if text.startswith("关于"):
        return None
    if len(text) <= _LONGEST_LINE_CHARS:
        if _NUMBER.match(text):
            return _Kind.NUMBER
        if _HEADER.match(text) and not _NO_OFFICE.search(text):
            return _Kind.HEADER
        if all(map(_is_office, re.split(r"[\s　、]+", text))):
            return _Kind.OFFICE
        if is_day_alone(text) or _OFFICE_AND_DAY.match(text) or _STAMPED.match(text):
            return _Kind.OTHER
    return _Kind.OTHER if _REGISTERED.match(text) and "。" not in text else None


def _is_office(text: str) -> bool:
    return _OFFICE.match(text) is not None and not _NO_OFFICE.search(text)


def _title_end(texts: Sequence[str], start: int, formal: bool) -> int:
    """The end of the lines that make a title from `start` on; 0 where they make none.

    `formal`: header, number or office stand above, so that the sort of document alone shows it.
    """
    subject = _SUBJECT.match(texts[start]) is not None
    first = _closed_up(texts[start])
    word = start > 0 and len(first) <= _WORD_ALONE_CHARS and ends_as_document(first)
    if not (subject or word or formal):
        return 0
    whole = ""
    for place in range(start, min(start + _MOST_LINES, len(texts) - 1)):
        if not _may_be_of_title(texts[place]) or (place > start and _kind(texts[place])):
            break
        whole += first if place == start else _closed_up(texts[place])
        if len(whole) > _LONGEST_TITLE_CHARS or whole.count("，") > _MOST_COMMAS:
            break
        if ends_as_document(whole):
            return place + 2 if _goes_on(whole, texts[place + 1 :]) else place + 1
    return 0


def without_padding(text: str) -> str:
    """A line whose characters are set apart closed up, others as they are.

    >>> without_padding("砚 州 市 教 育 局"), without_padding("第 23 期"), without_padding("甲 乙")
    ('砚州市教育局', '第23期', '甲 乙')
    """
    return re.sub(r"\s", "", text) if _PADDED.match(text) else text


def _closed_up(text: str) -> str:
    """公　告 as 公告; longer lines as they are."""
    bare = re.sub(r"\s+", "", text)
    return bare if len(bare) <= _WORD_ALONE_CHARS else text


def _goes_on(title: str, texts: Sequence[str]) -> bool:
    """Whether the next line still is of a title: 印发某某方案 / 的通知; 规划 / 和远景目标纲要."""
    if len(texts) < 2 or not _may_be_of_title(texts[0]) or _kind(texts[0]) is not None:
        return False
    waits = _OF_ANOTHER.search(title) is not None and _CARRIES.search(title) is None
    return ends_as_document(texts[0]) and (waits or _SECOND_HALF.match(texts[0]) is not None)


def _may_be_of_title(text: str) -> bool:
    if len(text) > _LONGEST_LINE_CHARS or text[-1] in "。，；：;,:！？" or "。" in text:
        return False
    if is_item(text) or (is_table_row(text) and len(_closed_up(text)) > _WORD_ALONE_CHARS):
        return False
    if text[0] in NEVER_FIRST and text[0] not in "、）》”":
        return False
    return all(abs(text.count(opening) - text.count(closing)) <= 1 for opening, closing in PAIRS)
