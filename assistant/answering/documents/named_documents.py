"""Which plans, laws and other documents the articles name: their titles, cited where they stand."""

import re
from collections.abc import Sequence

from assistant.answering.drafts import Draft, quote_draft
from assistant.answering.words.question import Question
from assistant.text import fold
from assistant.types import Article

# What a title ends with says what the document is; (2021—2025年) and (试行) may follow it.
# Those of the second line also mean what is said or done: 文中提到哪些意见 asks for opinions.
_DOCUMENTS = "规划纲要|规划|方案|通知|通告|公告|公报|条例|细则|纲要|法典|法"
_ALSO_SAID = (
    "意见|决定|决议|办法|规定|规则|规程|计划|措施|指南|指引|目录|标准|规范|要点|报告|协议|协定|公约|"
    "倡议|章程"
)
_SORTS = f"{_DOCUMENTS}|{_ALSO_SAID}"
_GENERAL = re.compile(
    r"(?:政策|重要|有关|相关|规范性|法律|配套)*(?:文件|文献|法规|法律法规|政策法规)(?:名称)?"
)
_ASKED = re.compile(rf"(?:政策|重要|有关|相关|专项)*(?P<sort>{_SORTS})(?:名称)?")
_TITLE = re.compile(r"《(?P<title>[^《》]{2,60})》")
_ENDING = re.compile(rf"(?:{_SORTS})(?:\([^()]*\))*$")
# That documents are named, not what is in them, is asked for.
_NAMING = re.compile(
    r"提到|提及|引用|列举|列出|出现|涉及|印发|出台|发布|制定|文[中里]|文章|哪些文件"
)
_ISSUED = re.compile(r"引用|印发|发布|制定|《")
_AROUND = re.compile(
    r"^(?:文章|本文|文[中里]|里面?|还|也|都|一共|出台|印发|发布|制定|引用|提到|提及|涉及|了|的|过|和)+|的$"
)


def document_drafts(question: Question, articles: Sequence[Article]) -> list[Draft]:
    """Titles of the sort asked for, each once; [] where something else is asked for."""
    if not question.listing or not _NAMING.search(question.folded):
        return []
    pieces = (_AROUND.sub("", piece) for piece in question.topic.split(","))
    bare = [piece for piece in pieces if piece]
    if len(bare) != 1:
        return []
    asked = _ASKED.fullmatch(bare[0])
    means_more = asked is not None and asked["sort"] in _ALSO_SAID.split("|")
    if means_more and not _ISSUED.search(question.folded):
        return []
    if asked is None and not _GENERAL.fullmatch(bare[0]):
        return []
    ending = re.compile(rf"{asked['sort']}(?:\([^()]*\))*$") if asked else _ENDING
    drafts: dict[str, Draft] = {}
    for article in articles:
        folded = fold(article.text)
        for match in _TITLE.finditer(folded, article.body_start, article.body_end):
            title = match["title"]
            if title not in drafts and ending.search(title):
                drafts[title] = quote_draft(article, match.start(), match.end())
    return list(drafts.values())
