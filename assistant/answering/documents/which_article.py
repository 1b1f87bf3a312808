"""Questions for the article that says a thing, known by what it says: 讲“双碳”的是哪篇."""

import re
from collections.abc import Sequence

from assistant.answering.documents.across import first_mention
from assistant.answering.documents.mentions import SPEAK
from assistant.answering.drafts import Draft
from assistant.text import fold
from assistant.types import Article

_SPEAKS = (
    rf"(?:(?:{SPEAK}|主张|认为|建议|呼吁|提倡|倡导|提出|反对|讲|谈|写|说|提)[是了到过及的]{{0,3}}+)"
)
_ARTICLE = r"(?:文章|论文|稿子?|稿件|报道|文)"
_WHOSE = (
    rf"(?:哪(?:一)?篇{_ARTICLE}?|(?:谁|哪(?:一)?[位个](?:作者|专家|学者|教授|同志|人)?)(?:写)?的{_ARTICLE})"
    r"(?:里面?|中|上)?"
)
_NAMES = r"(?:题目|标题|题名|篇名|名字|作者|(?:由|是)?谁写的)"
_ASKED = (
    re.compile(rf"^{_SPEAKS}(?P<what>[^,?]{{2,30}}?)的(?:(?:那|这)?一?篇)?{_ARTICLE}?是{_WHOSE}$"),
    re.compile(
        rf"^(?P<what>[^,?]{{2,30}}?),?(?:都|又)?(?:是|出自|来自|见于|出现|在|于)+{_WHOSE}(?:{_SPEAKS})?的?$"
    ),
    re.compile(rf"^{_WHOSE}(?:都|曾|还)?{_SPEAKS}(?P<what>[^,?]{{2,30}}?)的?$"),
    re.compile(
        rf"^(?:把|将|{_SPEAKS})?(?P<what>[^,?]{{2,40}}?)的(?:那|这)?(?:一?篇)?{_ARTICLE},?的?"
        rf"{_NAMES}(?:(?:和|与|及|以及|、|,)*{_NAMES}){{0,2}}"
        r"(?:分别|各自?)?(?:是|叫)?(?:什么|谁|啥|哪(?:一)?位)?$"
    ),
)
# What asks for a thing in an article, or stands for one that was spoken of before; or tells how
# the article is written (写得最好), by whom or when (最早发表的), and not what it says.
_OTHER = re.compile(r"什么|哪|多少|几|谁|啥|怎|^(?:这|那|该|它|他|她|其|此|得)|[^\"]的$")
_QUOTED = re.compile(r'"([^"]{2,})"')


def thing_said(folded: str) -> str:
    """What an article says whose title or author is asked for; "" for any other question.

    >>> thing_said('讲"车路云"方案的是哪篇?'), thing_said("换电是谁的文章讲的?")
    ('"车路云"方案', '换电')
    """
    bare = folded.strip().rstrip("?。呢")
    found = next((match for each in _ASKED if (match := each.match(bare))), None)
    return found["what"] if found and not _OTHER.search(found["what"]) else ""


def articles_saying(folded: str, articles: Sequence[Article]) -> list[Draft]:
    """A sentence of each article that says it, under the article's name; [] for none.

    Where nowhere the whole of it stands, what is quoted in it tells the one article.
    """
    thing = thing_said(folded)
    if not thing:
        return []
    named = [thing.replace('"', "")]
    found = _mentions(named, articles, loosely=False) or _mentions(named, articles, loosely=True)
    quoted = _QUOTED.findall(thing)
    if found or not quoted:
        return found
    holding = [each for each in articles if all(word in fold(each.text) for word in quoted)]
    return _mentions(quoted, holding, loosely=False) if len(holding) == 1 else []


def _mentions(named: Sequence[str], articles: Sequence[Article], *, loosely: bool) -> list[Draft]:
    found = (first_mention(each, named, loosely=loosely) for each in articles)
    return [each for each in found if each is not None]
