"""What a person is, where an article prints the post with the name: 市民政局局长蒋慧兰."""

import re
from collections.abc import Sequence

from assistant.answering.documents.attendance import listed_post
from assistant.answering.documents.rosters import roster_post
from assistant.answering.drafts import Draft, quote_draft
from assistant.text import fold
from assistant.types import Article, Span

_NAME = r"(?P<name>[一-龥·]{2,6}?)"
_ASKED = re.compile(
    rf"^{_NAME}(?:现任|担任|任|是|的)?(?:什么|何|哪个|啥)?"
    r"(?:职务|职位|身份|头衔|职称|职业|职)(?:是什么|是啥)?$|"
    rf"^{_NAME.replace('name', 'who')}(?:是谁|是什么人|是何人|是[做干](?:什么|啥)的|"
    r"在(?:哪里|哪儿|哪[些几]?个?(?:家)?单位|什么单位)(?:工作|任职|供职|上班))$"
)
_OFFICE = (
    "长|主任|书记|主席|经理|总裁|教授|研究员|[工程经]*师|记者|通讯员|发言人|委员|代表|理事|秘书|专家|医生|"
    "负责人|创始人|带头人|院士|博士|主编|编辑|律师|农|户|村民|居民|职工"
)
# A place or an office is not a person (县长是什么职务).
_NO_NAME = re.compile(
    rf"(?:{_OFFICE}|[省市县区州镇乡村局厅部委院者人])$|^[^·]{{5,}}$|[这那哪谁其他她它]"
)
_LEAD_IN = re.compile("^.*(?:专访|采访|对话)了?|^(?:访|据|由|时任)")
_CLAUSE_END = re.compile(r"[，。；！？）\n]|$")


def post_drafts(folded: str, articles: Sequence[Article]) -> list[Draft]:
    """The clause or title that names the person's post most fully; [] where none does."""
    asked = _ASKED.match(folded.strip().rstrip("?。"))
    name = (asked["name"] or asked["who"]) if asked else ""
    if not name or _NO_NAME.search(name):
        return []
    # The post stands right before the name, from the beginning of a clause.
    printed = re.compile(rf"[^,。;:!?()\s\"—-]{{0,30}}(?:{_OFFICE})[ 　]?(?={re.escape(name)})")
    found: list[tuple[int, Article, Span]] = []
    for article in articles:
        if name not in article.text:
            continue
        for match in printed.finditer(fold(article.text)):
            lead = _LEAD_IN.match(match.group())
            start = match.start() + (lead.end() if lead else 0)
            end = match.start() + len(match.group().rstrip())
            found.append((end - start, article, Span(start, end)))
    if not found:
        ways = ((tell, each) for each in articles for tell in (listed_post, roster_post))
        listed = (draft for tell, each in ways if (draft := tell(name, each)))
        return list(listed)[:1]
    _, article, post = max(found, key=lambda each: each[0])
    clause = _CLAUSE_END.search(article.text, post.end + len(name))
    return [quote_draft(article, post.start, clause.start() if clause else post.end, [post])]
