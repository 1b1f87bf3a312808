"""Which office issued a document: printed under its title, at its end, or in the title itself."""

import re
from collections.abc import Iterator

from assistant.answering.drafts import Draft, Source
from assistant.types import Article

_OFFICE = (
    r"[一-龥]{2,24}?"
    r"(?:政府|办公厅|办公室|委员会|[局厅院署队处委部组社]|海关|协会|学会|集团|公司|银行|中心)"
)
_GAP = r"[、\s　]+"
# Each to where its name ends, and not looked at again: 办公厅 is also an office that ends in 厅.
_ONE = rf"(?>{_OFFICE}(?=[、\s　（(]|关于|$))"
_OFFICES = rf"(?P<who>{_ONE}(?:{_GAP}{_ONE})*)"
_STATED = re.compile(
    rf"^(?:发布|发文|印发|制定|主办|颁布)(?:单位|机构|机关|部门)[:：]\s*{_OFFICES}$"
)
_FROM = re.compile(rf"^(?:来源|出处)[:：]\s*{_OFFICES}(?=\s|$)")
_DAY = r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日"
_SIGNED = re.compile(rf"^{_OFFICES}(?:[（(]代章[）)])?(?:{_GAP}{_DAY})?$")
_TITLE = re.compile(rf"^{_OFFICES}关于")
_PASSED = re.compile(r"^[（(](?P<who>[^（）()]*会议[^（）()]*通过[^（）()]*)[）)]$")
# A notice of one long line is signed where its own text ends: ……执行。 某市水利局 2024年5月6日 ……
_WITHIN = re.compile(rf"(?<=[。：；])\s*{_OFFICES}(?:[（(]代章[）)])?\s+{_DAY}(?=\s|$)")
EDGE_LINES = 4


def issued_by(article: Article) -> Draft | None:
    """The office or offices that a document says it was issued by; None where it says none."""
    title = article.field_span("title")
    lines = list(lines_of(article))
    edges = [*lines[:EDGE_LINES], *lines[EDGE_LINES:][-EDGE_LINES:]]
    for rule in (_STATED, _SIGNED, _TITLE, _PASSED, _FROM):
        for start, line in edges:
            found = rule.match(line)
            # The title names an office as others do; a signature is a line of its own.
            if found and (rule is _TITLE) == (title is not None and start == title.start):
                end = start + found.end("who")
                if rule is _SIGNED:
                    end = _last_signature(lines, start, end)
                return _named(article, start + found.start("who"), end)
        if rule is _SIGNED:
            within = _WITHIN.search(article.text)
            if within:
                return _named(article, within.start("who"), within.end("who"))
    return None


def signs(office_of: str, line: str) -> bool:
    """Whether a line is the signature of an office whose name begins so.

    >>> signs("柳川市", "柳川市水利局 柳川市财政局")
    True
    """
    return line.startswith(office_of) and _SIGNED.match(line) is not None


def closes(line: str) -> bool:
    """Whether a line is what stands under a document's text: the office that signs it, or the day.

    >>> closes("柳川市水利局"), closes("2024年5月6日"), closes("各县要抓好落实。")
    (True, True, False)
    """
    return bool(_SIGNED.match(line) or re.fullmatch(rf"[（(]?{_DAY}[）)]?", line))


def _last_signature(lines: list[tuple[int, str]], start: int, end: int) -> int:
    """Where the last of the offices that stand one under another ends."""
    for place, line in lines:
        signed = _SIGNED.match(line) if place > start else None
        if place <= start:
            continue
        if signed is None:
            break
        end = place + signed.end("who")
    return end


def _named(article: Article, start: int, end: int) -> Draft:
    who, title = Source(article, start, end), article.field_span("title")
    if title is None:
        return Draft(who.quote, (who,))
    quoted = "、".join(who.quote.split("\n"))
    named = Source(article, title.start, title.end)
    return Draft(f"《{article.title}》：{quoted}", (who, named), check="metadata")


def lines_of(article: Article) -> Iterator[tuple[int, str]]:
    """The start and the text of each line that is not empty."""
    position = 0
    for line in article.text.split("\n"):
        if line.strip():
            yield position + len(line) - len(line.lstrip()), line.strip()
        position += len(line) + 1
