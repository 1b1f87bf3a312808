"""Lists that a title counts: 要过三道坎, over paragraphs that begin 要过“算账坎”。 and so on.

Or that a sentence counts and goes on to tell: 主要有三点。一是……；二是……；三是……。
"""

import re
from collections.abc import Iterator, Sequence

from assistant.answering.drafts import Draft, quote_draft
from assistant.answering.sentences.extractive import Ranked
from assistant.answering.words.kinds import DIGITS
from assistant.answering.words.question import Question, small_number
from assistant.text import fold, sentences
from assistant.types import Article, Corpus, Span

_MEASURES = "道个大条点项步招把张本关场种座笔重"
# 三道坎, of a title and of a question alike
_COUNTED = re.compile(
    rf"(?P<counted>(?P<count>[{DIGITS}])[{_MEASURES}])[“\"]?(?P<what>[一-龥]{{1,4}})"
)
_FIRST_CLAUSE = re.compile(r"\s*(?P<clause>[^，,。；;：:\n]{2,20})[，,。：:]")
WHOLE_CHARS = 90  # a paragraph no longer is shown whole, a longer one by its first clause
# 主要有三点。
_ANNOUNCES = re.compile(rf"(?P<counted>[{DIGITS}][{_MEASURES}])[。:]$")
_MEMBER = re.compile(r"(?:^|(?<=[；;。，,]))(?P<number>[一二三四五六七八九])是")
# 变了哪三点, 有哪三条变化
_ASKED = re.compile(
    rf"(?P<of>[一-龥]{{0,2}}?)[了的是有]?哪(?P<counted>[{DIGITS}][{_MEASURES}])(?P<what>[一-龥]{{0,4}})"
)


def titled_list(question: Question, ranked: Sequence[Ranked], corpus: Corpus) -> list[Draft]:
    """What the nearest article's title counts, or one sentence of it; [] where not so many."""
    if question.count is None or not ranked:
        return []
    article = corpus.article(ranked[0].evidence.sentence.article_id)
    return _titled(question, article) or _told(question, question.count, article)


def _titled(question: Question, article: Article) -> list[Draft]:
    """The paragraphs that begin by a name of what the title counts, where there are so many."""
    for found in _COUNTED.finditer(fold(article.title)):
        what = _in_question(found, question)
        if not what or small_number(found["count"]) != question.count:
            continue
        named = list(_named(article, what))
        if len(named) == question.count:
            return [_draft(article, whole, name) for whole, name in named]
    return []


def _in_question(found: re.Match[str], question: Question) -> str:
    """The longest beginning of what is counted that a question counts too; "" for none."""
    what = found["what"]
    lengths = range(len(what), 0, -1)
    said = (what[:n] for n in lengths if f"{found['counted']}{what[:n]}" in question.folded)
    return next(said, "")


def _named(article: Article, what: str) -> Iterator[tuple[Span, Span]]:
    """The paragraphs whose first clause ends in the name, with the place of that clause."""
    for line in re.finditer(r"[^\n]*\S[^\n]*", article.text[article.body_start : article.body_end]):
        clause = _FIRST_CLAUSE.match(line.group())
        if clause is None or not fold(clause["clause"]).rstrip('"” ').endswith(what):
            continue
        if _COUNTED.search(fold(clause["clause"])):
            continue  # what counts them is none of them
        start = article.body_start + line.start()
        name = Span(start + clause.start("clause"), start + clause.end("clause"))
        yield Span(name.start, article.body_start + line.end()), name


def _told(question: Question, count: int, article: Article) -> list[Draft]:
    """The members that follow the one sentence that counts as many, in the same measure.

    It, or the printed question before it, says a character of what is asked: 变了哪三点, 变化.
    """
    asked = _ASKED.search(question.folded)
    if asked is None:
        return []
    spans = sentences(article.text, article.body_start, article.body_end)
    texts = [fold(span.of(article.text)) for span in spans]
    announcing = [
        n
        for n, text in enumerate(texts)
        if (found := _ANNOUNCES.search(text)) and found["counted"] == asked["counted"]
    ]
    if len(announcing) != 1:
        return []
    (place,) = announcing
    said = "".join(texts[max(0, place - 1) : place + 1])
    of = asked["what"] or asked["of"]
    if not of or (asked["what"] and of not in said) or not any(char in said for char in of):
        return []
    return _members(article, spans[place + 1 : place + 1 + count], count)


def _members(article: Article, following: Sequence[Span], count: int) -> list[Draft]:
    """The members 一是…… to the last, of the sentences after; [] where they are not so many."""
    begun: list[tuple[int, int]] = []
    ends: list[int] = []
    for span in following:
        text = article.text[span.start : span.end]
        begun += [
            (small_number(m["number"]), span.start + m.start()) for m in _MEMBER.finditer(text)
        ]
        ends.append(span.end)
        if len(begun) == count:
            break
    if [number for number, _ in begun] != list(range(1, count + 1)):
        return []
    stops = [start for _, start in begun[1:]] + [ends[-1]]
    return [
        quote_draft(article, start, start + len(article.text[start:stop].rstrip("；;， \n")))
        for (_, start), stop in zip(begun, stops, strict=True)
    ]


def _draft(article: Article, whole: Span, name: Span) -> Draft:
    shown = whole if whole.end - whole.start <= WHOLE_CHARS else name
    return quote_draft(article, shown.start, shown.end, (name,))
