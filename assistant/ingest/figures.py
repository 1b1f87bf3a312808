"""The figures of the documents: indicator, value, unit, year, place, each with its sentence.

    2021年成渝地区双城经济圈经济总量约7.4万亿元，比2019年净增1.1万亿元
    → 经济总量            约7.4万亿元  2021  成渝地区双城经济圈
    → 经济总量 比2019年净增  1.1万亿元   2021  成渝地区双城经济圈

A figure is what can be compared: amounts with a unit of measure, shares,
counts in Arabic figures, ranks, and the cells of tables. Dates, spans of time
and numerals that are words (三大产业, 一带一路) are left out; so is a figure of
which the sentence does not tell what it counts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.ingest.blocks import sentences
from assistant.ingest.figure import Figure
from assistant.ingest.figure_cells import figures_of_table
from assistant.ingest.figure_headings import headings_of, is_bare, subject_of
from assistant.ingest.figure_periods import SentenceTimes
from assistant.ingest.figure_sentences import figures_of_sentence
from assistant.tables import SEPARATOR, tables_of
from assistant.types import Article, Span

__all__ = ["Figure", "find_figures"]

LONGEST_SENTENCE = 1000  # characters
_FEWEST_BARS = 2  # between the cells of a row of a table


def find_figures(article: Article) -> tuple[Figure, ...]:
    """The figures of the article's body, in the order of the text; () where there are none."""
    body = Span(article.body_start, article.body_end)
    cells = [
        figure
        for table in tables_of(article)
        if body.contains(table.heading.span)
        for figure in figures_of_table(article, table)
    ]
    headings = headings_of(article)
    rows = {figure.sentence.start for figure in cells}
    told = [
        figure
        for sentence in sentences(article.text, body)
        if not (sentence.start in rows or _is_row(sentence.of(article.text)))
        for piece in _pieces(article.text, sentence)
        for figure in _completed(article, headings, piece)
    ]
    return tuple(_in_order(told, cells))


def _completed(article: Article, headings: Sequence[Span], sentence: Span) -> Iterator[Figure]:
    """The figures of a sentence, with what stands around it: their time, of what they are."""
    found = tuple(figures_of_sentence(article, sentence))
    if not found:
        return
    times = SentenceTimes(article, sentence)
    subject = subject_of(article, headings, sentence, found[0].start)
    for figure in found:
        bare = not figure.whom and is_bare(figure.indicator)
        yield replace(
            figure,
            period=times.period_of(figure.start, figure.year),
            under=subject if bare else "",
        )


def _pieces(text: str, sentence: Span) -> Iterator[Span]:
    """A sentence; of one that is longer than any is written, parts, for each is read many times."""
    start = sentence.start
    while sentence.end - start > LONGEST_SENTENCE:
        cut = max(text.rfind(mark, start, start + LONGEST_SENTENCE) for mark in "，；,;")
        end = cut + 1 if cut > start else start + LONGEST_SENTENCE
        yield Span(start, end)
        start = end
    yield Span(start, sentence.end)


def _is_row(line: str) -> bool:
    return len(SEPARATOR.findall(line)) >= _FEWEST_BARS


def _in_order(told: list[Figure], cells: list[Figure]) -> Iterator[Figure]:
    yield from sorted((*told, *cells), key=lambda figure: figure.start)
