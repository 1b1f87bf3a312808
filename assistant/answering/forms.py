"""The forms that answers take: figures where a figure is asked for, fields of records."""

import re

from assistant.answering.evidence import Evidence

# A line of a record: 办理地点：…
RECORD_LINE = re.compile(r"^[^,。;:!?\s]{2,12}:\s*\S")
# Kinds whose answer has a form that can be told.
_FORMED_KINDS = ("number", "date", "rank")
# What is left of the probability of a sentence without that form …
WITHOUT_FORM = 0.02
# … and of a field whose label names another kind of thing.
OTHER_FIELD = 0.5
# Labels under which records give what is asked for.
_LABEL_OF: dict[str, re.Pattern[str]] = {
    "place": re.compile(r"地点|地址|位置|场所"),
    "date": re.compile(r"时间|日期|时限|期限|年份"),
    "number": re.compile(r"数|额|费|标准|时限|期限|电话|号码|价"),
    "person": re.compile(r"人|负责|姓名|作者"),
    "organisation": re.compile(r"部门|单位|机构|机关"),
    "how": re.compile(r"方式|流程|程序|渠道|步骤|途径"),
    "list": re.compile(r"材料|条件|内容|范围|对象"),
}


def label_fits(kind: str, label: str) -> bool:
    """Whether a record's label is one under which the kind of thing is given."""
    pattern = _LABEL_OF.get(kind)
    return pattern is not None and pattern.search(label) is not None


def form_fit(item: Evidence) -> float:
    """What to multiply a sentence's probability with: 1 where its form can be an answer's."""
    kind = next((k for k in (*_LABEL_OF, *_FORMED_KINDS) if item.feature(f"kind_{k}")), "")
    fit = 1.0
    if kind in _FORMED_KINDS and not item.feature("has_typed_span"):
        fit = WITHOUT_FORM
    if kind in _LABEL_OF and RECORD_LINE.match(item.sentence.folded):
        label = item.sentence.folded.partition(":")[0]
        fit *= 1.0 if label_fits(kind, label) else OTHER_FIELD
    return fit
