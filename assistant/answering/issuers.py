"""Which office issued a document: printed under its title, at its end, or in the title itself."""

import re
from collections.abc import Iterator, Sequence

from assistant.answering.article_names import titled
from assistant.answering.drafts import Draft, Source
from assistant.types import Article

_ACT = "发布|印发|制定|出台|发文|公布|下发|发出"
_OFFICE_ASKED = r"(?:哪(?:一)?[个家些]?|什么)(?:单位|部门|机构|机关|政府)"
_ASKED = re.compile(
    rf"^(?P<what>.{{4,}}?)(?:是|由)*(?:谁|{_OFFICE_ASKED})(?:负责)?(?:{_ACT}|发)(?:的|了)?$|"
    rf"^(?P<named>.{{4,}}?)的?(?:{_ACT})(?:单位|机关|机构|部门|主体)(?:是|为|有)(?:谁|哪|什么).*$"
)
_OFFICE = (
    r"[一-龥]{2,24}?(?:政府|办公厅|办公室|委员会|[局厅院署队处委]|协会|学会|集团|公司|银行|中心)"
)
_OFFICES = rf"(?P<who>{_OFFICE}(?:[、 　]+{_OFFICE})*)"
_STATED = re.compile(
    rf"^(?:发布|发文|印发|制定|主办|颁布)(?:单位|机构|机关|部门)[:：]\s*{_OFFICES}$"
)
_SIGNED = re.compile(rf"^{_OFFICES}$")
_TITLE = re.compile(rf"^{_OFFICES}关于")
_PASSED = re.compile(r"^[（(](?P<who>[^（）()]*会议[^（）()]*通过[^（）()]*)[）)]$")
_EDGE_LINES = 4
MOST_OF_A_TITLE = 3


def issuer_drafts(folded: str, articles: Sequence[Article]) -> list[Draft]:
    """Who issued the documents that a question names by their titles; [] for any other question."""
    asked = _ASKED.match(folded.strip().rstrip("?。"))
    if asked is None:
        return []
    meant = titled((asked["what"] or asked["named"]).rstrip("是的由"), articles)
    if not 0 < len(meant) <= MOST_OF_A_TITLE:
        return []
    return [draft for article in meant if (draft := _issued_by(article)) is not None]


def _issued_by(article: Article) -> Draft | None:
    title = article.field_span("title")
    lines = list(_lines(article))
    edges = [*lines[:_EDGE_LINES], *lines[_EDGE_LINES:][-_EDGE_LINES:]]
    for rule in (_STATED, _SIGNED, _TITLE, _PASSED):
        for start, line in edges:
            found = rule.match(line)
            # The title names an office as others do; a signature is a line of its own.
            if found and (rule is _TITLE) == (title is not None and start == title.start):
                who = Source(article, start + found.start("who"), start + found.end("who"))
                if title is None:
                    return Draft(who.quote, (who,))
                named = Source(article, title.start, title.end)
                return Draft(f"《{article.title}》：{who.quote}", (who, named), check="metadata")
    return None


def _lines(article: Article) -> Iterator[tuple[int, str]]:
    """The start and the text of each line that is not empty."""
    position = 0
    for line in article.text.split("\n"):
        if line.strip():
            yield position + len(line) - len(line.lstrip()), line.strip()
        position += len(line) + 1
