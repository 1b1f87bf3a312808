"""What heads what: topic sentences, short labels of long sentences, lines that are headings."""

import re
from itertools import pairwise

from assistant.ingest.blocks import split_at
from assistant.types import Span

MAX_LEAD = 36  # characters of a topic sentence: 推动绿色发展，加快绿色低碳转型。
MAX_LABEL = 72  # a longer lead is shortened to a clause
# A clause as long is no label any more; its beginning is, for it stands before all that it heads.
LONGEST_LABEL = 200
MAX_ITEM_LEAD = 30  # a longer first sentence of an item is labelled by its first clause
MAX_HEADING = 40  # a longer line without a stop is prose that lost its stop
MIN_LABEL = 3  # 是的， is no label; the next clause joins it

STOPS = "。！？；：:，,、.!?;…"
_NOT_A_LEAD = re.compile(
    r"当前|目前|现在|近[年日期]|日前|今[年天]|去年|同时|此外|另外|因此|所以|但|然而|不过|而且|并且|"
    r"这|那|该|其|他|她|它|我|你|据|对此|记者|本报|如果|虽然|由于"
)
_STATES_FACT = re.compile(
    r"\d|[“”《》：:（）()]|(?<![于就还但总若凡要正可或])是(?!非)|了[，。]|有关部门"
)
_ADVERBIAL = re.compile(
    r"(?:在|以|对|从|针对|围绕|按照|根据|依据|通过|为|随着|面对|结合|立足|着眼)"
)
_UNCLOSED = re.compile(r"“[^”]*$|《[^》]*$|（[^）]*$|\([^)]*$")
_GAP = re.compile(r"[ \t　]+")
_CLOSING = re.compile(r"特此|此致|附件?\d?[：:]|附件\d|以上(?:通知|意见|请示|报告)")
_ADDRESSEE = re.compile(r"(?:各|尊敬|同志|单位|部门|政府|公司|[委局厅]|代表)[^，。；]{0,30}$")


def bare(text: str, span: Span) -> Span:
    """`span` without the stops at its end; at least one character stays."""
    end = span.end
    while end > span.start + 1 and text[end - 1] in STOPS:
        end -= 1
    return Span(span.start, end)


def capped(span: Span) -> Span:
    """A label's span, cut where it is longer than any label is."""
    return Span(span.start, min(span.end, span.start + LONGEST_LABEL))


def shorten(text: str, span: Span, limit: int) -> Span:
    """`span` where it is at most `limit` long, else its first clause.

    A clause that only says where or how (在…制度下) takes the next one with it.
    """
    if span.end - span.start <= limit:
        return span
    clauses = split_at(text, span.start, span.end, "；;，,")
    if not clauses:
        return span
    end = clauses[0].end
    for clause, after in pairwise(clauses):
        words = text[span.start : clause.end].rstrip(STOPS)
        if len(words) >= MIN_LABEL and not _ADVERBIAL.match(clause.of(text)):
            break
        if after.end - span.start > MAX_HEADING:
            break
        end = after.end
    return bare(text, Span(span.start, end))


def closes_document(line: str) -> bool:
    """Whether a line ends an official document (特此通知。 附件：…): it belongs to no item."""
    return _CLOSING.match(line) is not None


def until_gap(text: str, span: Span) -> Span:
    """The heading that a gap parts from its text (二、 网上办 我们建议…); else `span` whole."""
    gap = _GAP.search(text, span.start, span.end)
    if gap is None or not MIN_LABEL <= gap.start() - span.start <= MAX_ITEM_LEAD:
        return span
    heading = text[span.start : gap.start()]
    longer = span.end - gap.end() > gap.start() - span.start
    return Span(span.start, gap.start()) if longer and not set(heading) & set(STOPS) else span


def last_clause(text: str, span: Span) -> Span:
    """The last clause of a long sentence that leads a list: …，要抓好以下三件事."""
    clauses = split_at(text, span.start, span.end, "；;，,")
    return bare(text, clauses[-1]) if clauses else span


def is_topic(text: str, span: Span) -> bool:
    """Whether a sentence reads as a heading: short, and stating neither figure nor fact."""
    sentence = span.of(text)
    return (
        6 <= len(sentence) <= MAX_LEAD
        and sentence.endswith("。")
        and not _NOT_A_LEAD.match(sentence)
        and not _STATES_FACT.search(sentence)
    )


# A document's number, a byline with its date, who speaks (市长 周启帆) stand above the text, and
# head nothing.
_ABOVE_TEXT = re.compile(
    r"[〔\[(【]\d{4}[〕\])】]\s*第?\d+[号期](?:$|[\s　]+签发)|^(?:本报)?(?:记者|通讯员)|"
    r"\d{4}年\d{1,2}月\d{1,2}日.*(?:记者|通讯员|来源|作者)|"
    r"^[^\d]{2,40}[\s　]\d{4}年\d{1,2}月\d{1,2}日(?:印发|编印)?$|"  # 某市政府办公室 2025年5月26日
    r"^代?[省市区县州旗乡镇]长[\s　]+[一-龥](?:[\s　]?[一-龥]){1,3}$"
)


def is_heading_line(line: str, following: str) -> bool:
    """Whether a line of its own heads the block that follows: short, without a stop (or 材料：)."""
    if not 2 <= len(line) <= MAX_HEADING:
        return False
    if line[-1] in "：:":
        words = line[:-1]
        return len(line) <= 20 and not set(words) & set(STOPS) and not _ADDRESSEE.search(words)
    if _UNCLOSED.search(line) or following[0] in STOPS + "0123456789":
        return False  # a line that was broken off
    if line[-1] in STOPS + "）)" or set(line) & set("。；！？!?…|\t"):
        return False
    if _ABOVE_TEXT.search(line):
        return False
    chinese = sum("一" <= character <= "鿿" for character in line)
    return chinese >= 4 and following[-1] in "。！？；：”"
