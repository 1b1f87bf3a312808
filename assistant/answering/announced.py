"""Lists whose items are paragraphs: 可走三条路径。 and three that each begin by a name."""

import re
from collections.abc import Iterator, Sequence

from assistant.answering.drafts import Draft, quote_draft
from assistant.answering.evidence import Sentence
from assistant.answering.extractive import Ranked
from assistant.answering.kinds import DIGITS
from assistant.answering.question import Question, small_number
from assistant.text import tokens
from assistant.types import Article, Corpus, Span

DEPTH = 8  # of the evidence, where what announces the list is looked for
WHOLE_CHARS = 90  # a paragraph no longer is shown whole, a longer one by its name
# 可走三条路径。 应从四个方面发力: 要在“四个打通”上下功夫。
_ANNOUNCES = re.compile(
    rf"(?P<count>[{DIGITS}])(?:个|大|条|点|项|种|类|步|方面|篇)?(?P<what>[^,。;:]{{0,12}})[。:]$"
)
_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
# 打通资源。建立…… 路径一:延链。鼓励……
_NAMED = re.compile(r"\s*(?P<name>[^。；;\n]{2,24}[。：:])(?=\s*\S)")


def paragraphs_announced(
    question: Question, ranked: Sequence[Ranked], corpus: Corpus
) -> list[Draft]:
    """The paragraphs after a sentence that announces as many as are asked for, each by its name.

    [] where none among the nearest does, or where not just so many paragraphs begin by a name.
    """
    if question.count is None:
        return []
    for item in ranked[:DEPTH]:
        sentence = item.evidence.sentence
        if _announces(sentence, question):
            found = list(_named_after(corpus.article(sentence.article_id), sentence.end))
            if len(found) == question.count:
                article = corpus.article(sentence.article_id)
                return [_draft(article, whole, name) for whole, name in found]
    return []


def _announces(sentence: Sentence, question: Question) -> bool:
    """Whether a sentence ends with so many of what a question asks for."""
    found = _ANNOUNCES.search(sentence.folded)
    if found is None or small_number(found["count"]) != question.count:
        return False
    said = frozenset(tokens(sentence.folded))
    return not said.isdisjoint(gram for gram in tokens(question.topic) if len(gram) > 1)


def _named_after(article: Article, start: int) -> Iterator[tuple[Span, Span]]:
    """The paragraphs from there on that begin by a name, up to the first that does not."""
    if article.text[start : start + 1] not in ("\n", ""):
        return
    for paragraph in _PARAGRAPH.finditer(article.text, start, article.body_end):
        name = _NAMED.match(paragraph.group())
        if name is None:
            return
        begin = paragraph.start() + name.start("name")
        named = Span(begin, paragraph.start() + name.end("name") - 1)
        yield Span(begin, paragraph.end()), named


def _draft(article: Article, whole: Span, name: Span) -> Draft:
    shown = whole if whole.end - whole.start <= WHOLE_CHARS else name
    return quote_draft(article, shown.start, shown.end, (name,))
