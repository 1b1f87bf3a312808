"""What a document means by a term, where it says so: 什么是校车 → 本办法所称校车，是指……."""

import re
from collections.abc import Iterator, Sequence

from assistant.answering.drafts import Draft, quote_draft
from assistant.text import fold, sentences
from assistant.types import Article, Span

_TERM = r"(?P<{}>[^,，。?《》的]{{2,16}}?)"
_MEANS = r"(?:是指|指的是|意思是|是|指)"
_WHAT = r"(?:什么|啥|何)"
_ASKED = re.compile(
    rf"^(?:请问|到底|究竟)*(?:{_WHAT}(?:是|叫做?)|何谓|何为){_TERM.format('first')}$|"
    rf"^(?:.{{0,16}}?(?:[里中上]|条例|办法|规定|细则|文件|方案)(?:所|的)?(?:说|称|讲|提到?)?的)?"
    rf"(?:所[称谓])?{_TERM.format('then')}(?:到底|究竟|具体|这个词)*(?:"
    rf"{_MEANS}{_WHAT}(?:意思|概念|东西|含义)?|(?:的)?(?:定义|含义)(?:{_MEANS}{_WHAT})?|怎么(?:定义|界定))$"
)
_NO_TERM = re.compile(r"[这那哪它其他她谁]|多少|几")
# How a term is put: 所称校车,是指; 低空经济(以下简称…)是指 at the beginning of a clause.
_SAID = (
    r'所(?:称|说|指)的?"?{term}"?(?:\([^()]{{0,60}}\))?[,:]?(?:主要|仅|均)?(?:是指|系指|指的是|指|包括)',
    r'(?:^|(?<=[。;,:!?\n"“]))"?{term}"?(?:\([^()]{{0,60}}\))?[,:]?(?:主要|一般|通常)?(?:是指|系指|指的是|即指)',
    r'(?:^|(?<=[。;!?\n]))"?{term}"?(?:\([^()]{{0,60}}\))?,?(?:是(?:以|一种|一类|由|为了)|即)',
)
MOST = 3  # documents that each mean something by it


def term_drafts(folded: str, articles: Sequence[Article]) -> list[Draft]:
    """The sentences that say what a term means that is asked for; [] where none is, or says so.

    The surest form of words that any document has; of several documents each under its title.
    """
    asked = _ASKED.match(folded.strip().rstrip("?。"))
    term = (asked["first"] or asked["then"] or "").strip('"“” ') if asked else ""
    if len(term) < 2 or _NO_TERM.search(term):
        return []
    holding = [article for article in articles if term in fold(article.text)]
    for form in _SAID:
        said = re.compile(form.format(term=re.escape(term)), re.MULTILINE)
        found = [draft for each in holding if (draft := _said_in(each, said))][:MOST]
        if len(found) == 1:
            return found
        if found:
            return [draft.grouped(draft.sources[0].article.title) for draft in found]
    return []


def _said_in(article: Article, said: re.Pattern[str]) -> Draft | None:
    """The first sentence of an article in which a term is put so; None for none."""
    match = said.search(fold(article.text), article.body_start)
    if match is None:
        return None
    sentence = next(_sentence_at(article, match), None)
    if sentence is None:
        return None
    rest = Span(min(match.end(), sentence.end), sentence.end)
    return quote_draft(article, sentence.start, sentence.end, [rest])


def _sentence_at(article: Article, match: re.Match[str]) -> Iterator[Span]:
    """The sentence that a match begins or stands in."""
    text = article.text
    start = text.rfind("\n", 0, match.end()) + 1
    end = text.find("\n", match.end())
    for sentence in sentences(text, start, len(text) if end < 0 else end):
        if sentence.start < match.end() <= sentence.end:
            yield sentence
