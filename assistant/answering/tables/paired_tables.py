"""Names typed beside their figures, under a line that says what they are of.

2025年各区植树任务分解表（单位：亩）
东城区　140　　西湖区　110
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.drafts import Draft, Source, without_mark
from assistant.answering.words.question import Question
from assistant.answering.words.years import years_of
from assistant.text import fold, tokens
from assistant.types import Article, Span

_PAIR = re.compile(r"(?P<name>[一-龥]{2,12}) +(?P<figure>\d[\d,.]*%?)(?= |$)")
_LINE = re.compile(rf"\s*{_PAIR.pattern}(?: +[一-龥]{{2,12}} +\d[\d,.]*%?)+\s*")
_CAPTION = re.compile(r"表(?:\([^()]*\))?:?$|\(单位:[^()]+\):?$")
_UNIT = re.compile(r"\(单位:([^()]+)\)")
# A caption is of what is asked for when it says this share of it.
SAID_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class PairedTable:
    """A caption and the places of the names and figures under it, by folded name."""

    caption: Span
    pairs: dict[str, Span]


def paired_drafts(question: Question, articles: Sequence[Article]) -> list[Draft]:
    """The figures of the names asked for, under their caption; [] where none is asked for."""
    if question.kind != "number":
        return []
    for article in articles:
        for table in _tables(article):
            named = [span for name, span in table.pairs.items() if name in question.folded]
            caption = fold(table.caption.of(article.text))
            if named and _is_asked_for(question, caption, fold(article.title)):
                return [_draft(article, table.caption, named)]
    return []


def _tables(article: Article) -> list[PairedTable]:
    found: list[PairedTable] = []
    text = fold(article.text)
    above = Span(0, 0)
    position = 0
    for line in text.split("\n"):
        span = Span(position, position + len(line))
        position = span.end + 1
        if not _LINE.fullmatch(line):
            above = span
            continue
        if not found or found[-1].caption != above:
            found.append(PairedTable(above, {}))
        for pair in _PAIR.finditer(line):
            found[-1].pairs[pair["name"]] = Span(span.start + pair.start(), span.start + pair.end())
    return [table for table in found if _CAPTION.search(table.caption.of(text).strip())]


def _is_asked_for(question: Question, caption: str, title: str) -> bool:
    """Whether a caption says what is asked for, of the year and in the measure asked for."""
    unit = _UNIT.search(caption)
    if unit and question.unit and unit[1] != question.unit:
        return False
    if not set(question.years) <= set(years_of(f"{title}\n{caption}")):
        return False
    said = frozenset(tokens(caption))
    asked = [tokens(each) for each in (question.attribute, question.heads[1])]
    shares = [sum(token in said for token in words) / len(words) for words in asked if words]
    return bool(shares) and max(shares) >= SAID_SHARE


def _draft(article: Article, caption: Span, named: Sequence[Span]) -> Draft:
    title = without_mark(article.text, caption.start, caption.end)
    text = f"{title.of(article.text).rstrip('：:')}："
    figures: list[Span] = []
    for number, pair in enumerate(named):
        text += ("，" if number else "") + pair.of(article.text)
        figure = re.split(r"\s+", pair.of(article.text))[-1]
        figures.append(Span(len(text) - len(figure), len(text)))
    sources = (*(Source(article, each.start, each.end) for each in named),)
    return Draft(
        text, (*sources, Source(article, title.start, title.end)), tuple(figures), check="metadata"
    )
