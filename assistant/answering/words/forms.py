"""The forms that answers take: figures where a figure is asked for, fields of records."""

import math
import re
from collections.abc import Collection, Iterable

from assistant.answering.words.evidence import Evidence
from assistant.answering.words.spans import SURNAMES
from assistant.answering.words.terms import background_weight
from assistant.text import tokens

# A line of a record: 办理地点：… An open bracket (学名：…), a lead-in (全文如下：…) or what was
# done (做了四件事：…) begins none.
RECORD_LINE = re.compile(
    r"^(?=.{2,12}?:)(?![^:]{1,11}了)(?:[^,。;:!?\s()]|\([^,。;:!?\s()]*\))+(?<!如下)(?<!以下):(?!(?<=\d:)[0-5]\d)\s*\S"
)
# Who asks in an interview; what others say there (蒋慧兰：……) are no fields of a record.
_INTERVIEWER = re.compile(
    r"^(?:\d{1,2}[.、])?(?:[^,。:!?\s]{0,12}记者(?:\([^()]{1,20}\))?|问|主持人|采访[人者]|提问):"
)
# 柏松年:从7月1日起……。 is somebody's turn to speak, wherever the question stands.
_TURN = re.compile(rf"^(?P<name>[{SURNAMES}][一-龥]{{1,2}}):[^:]{{4,}}[。!?]\"?$")
# 单位:万元 over a table is the measure of its figures, and nobody's office.
_MEASURE_LINE = re.compile(
    r"[(]?(?:计量|金额|货币)?单位:\s*(?:[十百千万亿]{0,2}(?:美?元|吨|人次?|户|亩|公顷|公里|千瓦时?|平方公?[米里]|"
    r"立方米|千克|公斤|升|个|家|件|辆|台|%|‰)[、,/和每]?){1,4}[)]?"
)
# Kinds whose answer has a form that can be told.
_FORMED_KINDS = ("number", "date", "rank")
# What is left of the probability of a sentence without that form …
WITHOUT_FORM = 0.02
# … of a document's date, which is seldom the date asked for …
SIGNATURE = 0.3
# … and of a field whose label names another kind of thing.
OTHER_FIELD = 0.5
# Labels under which records give what is asked for.
_LABEL_OF: dict[str, re.Pattern[str]] = {
    "place": re.compile(r"地点|地址|位置|场所"),
    "date": re.compile(r"时间|日期|时限|期限|年份"),
    "number": re.compile(r"数|额|费|标准|时限|期限|电话|号码|价"),
    "person": re.compile(r"(?<![\d万亿法])人(?![口数均次民员才力流工])|负责|姓名|作者"),
    "organisation": re.compile(r"部门|单位(?!面积|产[量值品]|成本|价|能耗)|机构|机关"),
    "how": re.compile(r"方式|流程|程序|渠道|步骤|途径"),
    "list": re.compile(r"材料|条件|内容|范围|对象"),
}

# What people say where a record has a label: the first pattern that a question holds decides.
_FIELDS = tuple(
    (re.compile(asked), re.compile(label))
    for asked, label in (
        (r"(?:要|收|交|花|付|缴)[^,。]{0,4}(?:钱|费)|收费|免费|多少钱|费用", r"费|价格|金额"),
        (r"带什么|带哪些|准备(?:什么|哪些)|(?:什么|哪些|要)[^,。]{0,2}(?:材料|证件)", r"材料|证件"),
        (r"有效期|管[几多][年久长]|[能可]?用[几多][年久长]", r"有效期"),
        (r"不服|不认|复议|诉讼|申诉|说理|打官司", r"救济|复议|诉讼|申诉"),
        (r"多久|几天|多少天|多长时间|几个工作日|时限", r"时限|期限|办结"),
        (r"几楼|哪个窗口|几号窗口|(?:在|去|到)哪|什么地方|地址|地点", r"地点|地址|位置|场所|窗口"),
        (
            r"找(?:哪个?|什么)(?:部门|单位|科室|机构)",
            r"部门|机构|单位|机关|受理|电话|联系|咨询",
        ),
        (r"找谁|咨询|电话|联系|打给", r"电话|联系|咨询"),
        (r"(?:哪个|什么)(?:部门|单位|机构)|谁(?:负责|来?办|管)|归谁", r"部门|机构|单位|机关"),
        (
            r"几点|上班时间|办公时间|工作时间|"
            r"(?:周|星期|礼拜)[一二三四五六日天末][^,。?]{0,4}(?:能|可以|办|上班|开门|开不开)",
            r"时间",
        ),
        (r"对象都?(?:是|有|为|包括)(?:谁|什么|哪[些类]|啥)|发给谁", r"对象|范围"),
        (r"(?:什么|哪些|啥)(?:样的)?(?:条件|人)|谁(?:能|可以)|资格", r"条件|对象|资格|范围"),
        (r"流程|步骤|程序|怎么(?:办|申请|办理)|如何(?:申请|办理)", r"流程|程序|步骤|方式|渠道"),
    )
)
# The number of an official document stands without a label: 青公积金〔2024〕12号.
DOCUMENT_NUMBER = re.compile(r"^\S{1,24}[〔\[(【]\d{4}[〕\])】]\s*(?:第)?\d+号$")
_NUMBERED_SO = re.compile(r"[〔\[(【]\d{4}[〕\])】]\s*(?:第)?\d+号|第\d+号")
_NUMBER_ASKED = re.compile(r"文号|发文(?:字号|号)|(?:几|多少)号文|文件(?:编号|号)")
# What may not be done, asked or told.
FORBIDDEN = re.compile(r"不能(?!不)|不可(?!避)|不得(?!不)|不许|不准|不予|禁止|严禁")
# What is not granted, as people ask for it: 哪些人领不到补贴, 什么情况评不上.
_NOT_GRANTED = re.compile(r"[拿领得报评办享申][^,。?]{0,2}不[到了上成下]")
# Label words that say nothing alone: 面积标准 is not what 收费标准 is about.
GENERAL_LABELS = frozenset(re.findall(r"\w+", "标准 情况 方式 要求 内容 事项 名称 说明 时间 办理"))
_TIME_OR_PLACE = re.compile(r"(?P<of>.+?)(?:时间|日期|地点|地址)")
# Nor do these, before a noun of time or place: 服务时间, 受理地点.
_OF_ANYTHING = frozenset(
    re.findall(r"\w+", "办公 工作 服务 开放 营业 受理 咨询 联系 申请 申报 业务 具体 主要 活动 举办")
)


def asks_what_is_forbidden(folded: str) -> bool:
    """Whether a question asks what may not be done or is not granted."""
    return bool(FORBIDDEN.search(folded) or _NOT_GRANTED.search(folded))


def is_record(item: Evidence) -> bool:
    """Whether a sentence is a field of a record: a line with a label, where no one speaks.

    What follows another sentence of its line only leads in: ……完成任务。重点抓好四件事：…….
    """
    own = item.sentence
    if _MEASURE_LINE.fullmatch(own.folded.strip()):
        return False
    turn = _TURN.match(own.folded.strip())
    # 项目, 时间 and 单位 begin as surnames do, and are words.
    if turn and background_weight(turn["name"][:2]) == math.inf:
        return False
    return bool(RECORD_LINE.match(own.folded)) and not any(
        each.end == own.start or _INTERVIEWER.match(each.folded) for each in item.context.sentences
    )


def label_asked_for(folded: str) -> re.Pattern[str] | None:
    """The labels under which a record would say what the question asks; None for no such thing."""
    return next((label for asked, label in _FIELDS if asked.search(folded)), None)


def any_label(folded: str) -> bool:
    """Whether a heading is the label of anything that people ask of a guide."""
    return any(label.search(folded) for _, label in _FIELDS)


def is_document_number(question: str, sentence: str) -> bool:
    """Whether the folded question asks for a document's number and the sentence is one."""
    return bool(_NUMBER_ASKED.search(question)) and bool(DOCUMENT_NUMBER.match(sentence))


def lacks_document_number(question: str, sentences: Iterable[str]) -> bool:
    """Whether the folded question asks for a document's number and no folded sentence has one."""
    return bool(_NUMBER_ASKED.search(question)) and not any(map(_NUMBERED_SO.search, sentences))


def is_of_another(label: str, asked: Collection[str]) -> bool:
    """Whether a label of a time or place (报名时间) is of nothing that is asked.

    `asked` are the question's tokens; 办理 and 工作 are of anything.
    """
    found = _TIME_OR_PLACE.fullmatch(label)
    own = set(tokens(found["of"])) - GENERAL_LABELS - _OF_ANYTHING if found else set()
    return bool(own) and own.isdisjoint(asked)


def label_fits(kind: str, label: str) -> bool:
    """Whether a record's label is one under which the kind of thing is given."""
    pattern = _LABEL_OF.get(kind)
    return pattern is not None and pattern.search(label) is not None


# What dates a document, announces what follows or names a table answers nothing by itself.
_SIGNED = re.compile(
    r"[一-龥\s]{0,30}(?:\d{4}|[二〇零一-九]{4})年\d{1,2}月\d{1,2}日|-*\d{4}年\d{1,2}月\d{1,2}日在[^,。]*会议上"
)
_ANNOUNCING = re.compile(r"(?:通知|公告|通告|通报|纪要|公布|报告|规定|要求)如下[:。]$")
# 为减轻群众负担,现就有关事项通知如下。 says why all the same.
_PURPOSE = re.compile("(?:^|[,:])(?:为|鉴于|由于|因)")
# 各镇人民政府,县级有关部门: whom a notice is sent to, at its head.
_ADDRESSED = re.compile(
    r"[^。;:!?]{0,60}?(?:各|有关|相关|所属)[^。;:!?]{1,80}?(?:部门|单位|政府|办事处|[局委办厅]|管委会|公司|学校|企业|机构|"
    r"机关|学院|院校|中心|街道|[镇乡村]|社区|[处科]室|分会|协会|会员|同志|[老教]师|家长|居民|业主|市民|群众|村民|考生)"
    r"(?:\([^()]*\))?:$"
)
HEAD_CHARS = 400  # of an article, where its addressees stand
_CAPTION = re.compile(r"表\d{1,2}(?:[-.]\d{1,2})?\s")

# A 2023年度财务审计报告 is of a year, and says no day on which anything is done.
_OF_A_YEAR = re.compile(r"(?:\d{4}(?:年度?)?[、和至-])?\d{4}年度")
_NUMBERED = re.compile(r"^(?:\(?\d{1,2}[).、])\s*")


def _bare(folded: str) -> str:
    return _OF_A_YEAR.sub("", _NUMBERED.sub("", folded))


def is_signature(folded: str) -> bool:
    """Whether a sentence only dates a document: 青禾县水利局 2024年5月6日."""
    return bool(_SIGNED.fullmatch(folded.strip()))


def is_address(item: Evidence) -> bool:
    """Whether a line at the head of a document only says to whom it is sent."""
    own = item.sentence
    return own.start < HEAD_CHARS and bool(_ADDRESSED.fullmatch(own.folded.strip()))


def form_fit(item: Evidence) -> float:
    """What to multiply a sentence's probability with: 1 where its form can be an answer's."""
    kind = next((k for k in (*_LABEL_OF, *_FORMED_KINDS) if item.feature(f"kind_{k}")), "")
    fit = 1.0
    folded = item.sentence.folded.strip()
    if _MEASURE_LINE.fullmatch(folded):
        return WITHOUT_FORM
    if is_signature(folded):
        fit = SIGNATURE if kind == "date" else WITHOUT_FORM
    announces = _ANNOUNCING.search(folded) and not (
        item.feature("kind_why") and _PURPOSE.search(folded)
    )
    empty = announces or _CAPTION.match(folded) or is_address(item)
    if empty or (kind in _FORMED_KINDS and not item.feature("has_typed_span")):
        fit = WITHOUT_FORM
    if item.feature("kind_why") and " | " in folded:
        fit = WITHOUT_FORM
    if kind == "date" and _OF_A_YEAR.search(folded) and not re.search(r"\d", _bare(folded)):
        fit = min(fit, SIGNATURE)
    if kind in _LABEL_OF and is_record(item):
        label = item.sentence.folded.partition(":")[0]
        fit *= 1.0 if label_fits(kind, label) else OTHER_FIELD
    return fit
