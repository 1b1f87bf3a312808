"""Which article came out of a research project: 哪一篇是市教委人文社科研究项目的成果."""

import re
from collections.abc import Sequence

from assistant.answering.documents.bylines import post_draft, project_draft, title_draft
from assistant.answering.documents.mentions import SPEAK
from assistant.answering.drafts import Draft
from assistant.text import fold, tokens
from assistant.types import Article

_WHICH = (
    r"(?:哪(?:一|几|些)?(?:篇|些|位|个)?|谁|有没有)的?(?:文章|论文|作者|学者|专家|人|研究)?的?"
    r"(?:文章|论文)?"
)
_PROJECT = r"(?P<project>[^,?]{0,40}?)"
_RESULT = (
    r"(?:的?(?:阶段性|研究|最终|主要|系列|一项|部分){0,3}成果|[的所]?(?:资助|支持|立项)[的了]?|"
    "项目|课题|基金)"
)
_IS = r"(?:是|系|为|属于?|受到?了?|得到了?|获得?了?|由|来自|出自|列入|依托|作为)"
# 哪篇是某项目的成果, 谁的文章受某基金资助; 某项目的成果是哪篇, 某基金资助的文章有哪些.
_FIRST = re.compile(rf"^{_WHICH}{_IS}{_PROJECT}{_RESULT}(?:的)?(?:文章|论文)?(?P<rest>[,?].*)?$")
_LAST = re.compile(
    rf"^(?:有没有|有无)?{_PROJECT}{_RESULT}的?(?:文章|论文)?(?:是|有|为|都是|都有)?"
    r"(?:哪(?:一|几|些)?(?:篇|位)?|谁写的|谁的|吗)(?:文章|论文)?(?P<rest>[,?].*)?$"
)
_ANY = re.compile(rf"^(?:有没有|有无|是否有){_PROJECT}{_RESULT}的?(?:文章|论文)(?P<rest>[,?].*)?$")
_OF_ARTICLES = re.compile("篇|文章|论文|作者|谁|哪一?位")
_ASKS_POST = re.compile("单位|职务|职称|身份|任职|哪个学校|哪所")
# Of any project, where no more is said of it: 哪篇是课题成果, 社科项目.
_KIND = re.compile(r"研究|科研|课题|项目|基金|成果|资助|支持|阶段性|什么|哪[个项些]|的|级|某")
MOSTLY = 0.8


def project_drafts(folded: str, articles: Sequence[Article]) -> list[Draft]:
    """The articles that say that they belong to the project asked about; [] for other questions."""
    folded = folded.strip()
    asked = _FIRST.match(folded) or _LAST.match(folded) or _ANY.match(folded)
    if asked is None or not _OF_ARTICLES.search(folded) or re.search(f"{SPEAK}|关于", folded):
        return []
    wanted = _KIND.sub("", asked["project"])
    drafts: list[Draft] = []
    for article in articles:
        told = project_draft(article)
        if told is None or not _is_of(wanted, fold(told.sources[0].quote)):
            continue
        drafts += [told, title_draft(article) or told]
        if _ASKS_POST.search(asked["rest"] or ""):
            drafts.append(post_draft(article) or told)
    return list(dict.fromkeys(drafts))


def _is_of(wanted: str, printed: str) -> bool:
    """Whether what is printed names the project, perhaps more fully (教委社科, 教委人文社科)."""
    if len(wanted) < 2:
        return True
    letters = iter(printed)
    if all(letter in letters for letter in wanted):
        return True
    grams = [gram for gram in tokens(wanted) if len(gram) > 1]
    present = frozenset(tokens(printed))
    return bool(grams) and sum(gram in present for gram in grams) >= MOSTLY * len(grams)
