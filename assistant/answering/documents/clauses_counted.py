"""How many chapters and clauses a document has: 这个办法一共几章多少条."""

import re
from itertools import pairwise

from assistant.answering.drafts import Draft, Source
from assistant.quantities import parse_number
from assistant.types import Article

_DIGITS = "〇零一二三四五六七八九十百两"
_HOW_MANY = "(?:几|多少)个?"
COUNT_ASKED = (
    rf"(?:(?:一共|总共|全文|共|都|分为?|有|包括)*{_HOW_MANY}[章条]"
    rf"(?:[,、和又共一有]*{_HOW_MANY}[章条])?)"
)
_MARK = re.compile(
    rf"^[\s　#*]*第(?P<number>[{_DIGITS}]{{1,6}}|\d{{1,3}})(?P<unit>[章条])(?![至到、和])",
    re.MULTILINE,
)


def clauses_counted(asked: str, article: Article) -> Draft | None:
    """How many of what is asked for an article has; None where they do not stand one after another.

    An excerpt, which begins with a later one, does not tell how many the whole has.
    """
    units = [unit for unit in "章条" if unit in asked]
    counts = [_last(unit, article) for unit in units]
    found = [each for each in counts if each]
    if not found or len(found) < len(counts):
        return None
    told = "".join(each["number"] + each["unit"] for each in found)
    sources = [Source(article, each.start("number") - 1, each.end()) for each in found]
    title = article.field_span("title")
    name = f"《{article.title}》" if title else ""
    if title:
        sources.append(Source(article, title.start, title.end))
    return Draft(f"{name}共{told}", tuple(sources), check="metadata")


def _last(unit: str, article: Article) -> re.Match[str] | None:
    """The last of the numbered chapters or clauses, where all before it stand in their order."""
    marks = [mark for mark in _MARK.finditer(article.text) if mark["unit"] == unit]
    numbers = [int(parse_number(mark["number"]) or 0) for mark in marks]
    if len(numbers) < 2 or numbers[0] != 1:
        return None
    return marks[-1] if all(later == one + 1 for one, later in pairwise(numbers)) else None
