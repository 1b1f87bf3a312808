"""Each year's notice of one thing, where the question names no year: newest first, each named.

They are no rivals: 400元 for 2025 and 380元 for 2024 both hold.
"""

import re
from collections.abc import Sequence

from assistant.answering.drafts import Draft
from assistant.answering.sentences.extractive import Policy, Ranked, draft_of
from assistant.answering.words.question import Question
from assistant.answering.words.terms import Terms
from assistant.answering.words.years import years_of
from assistant.text import fold, tokens
from assistant.types import Article, Corpus

OF_EACH_YEAR = "各年的文件规定不同，由新到旧并列如上。"
DEPTH = 20  # of the evidence, where the same sentence of another year's is looked for
# The share of the words of one that must stand in the other, figures apart.
SAME_SENTENCE = 0.9
_KINDS = frozenset({"number", "date"})
_YEAR = re.compile(r"(?:1[89]|20)\d\d")


def by_edition(
    question: Question,
    terms: Terms,
    ranked: Sequence[Ranked],
    corpus: Corpus,
    policy: Policy,
) -> list[Draft]:
    """One statement an edition of the best evidence's document, newest first; [] for one alone.

    Where the question names one year, that year's alone is asked for.
    """
    if question.kind not in _KINDS or len(question.years) == 1 or not ranked:
        return []
    chosen = {corpus.article(ranked[0].place[0]): ranked[0]}
    for item in ranked[1:DEPTH]:
        article = corpus.article(item.place[0])
        alike = all(_is_edition(article, other) for other in chosen)
        if alike and article not in chosen and same_sentence(ranked[0].text, item.text):
            chosen[article] = item
    if len(chosen) == 1:
        return []
    newest_first = sorted(chosen, key=lambda each: years_of(fold(each.title)), reverse=True)
    return [
        draft_of(question, terms, article, [chosen[article]], policy).grouped(
            f"《{article.title}》"
        )
        for article in newest_first
    ]


def _is_edition(one: Article, other: Article) -> bool:
    """Whether two titles differ in the year alone."""
    titles = fold(one.title), fold(other.title)
    bare = [_YEAR.sub("", title) for title in titles]
    return bare[0] == bare[1] and titles[0] != titles[1]


def same_sentence(one: str, other: str) -> bool:
    """Whether two sentences say the same of different figures or days."""
    first, second = (
        {token for token in tokens(text) if not any(c.isdigit() for c in token)}
        for text in (one, other)
    )
    return one != other and len(first & second) >= SAME_SENTENCE * max(len(first), len(second))
