"""Articles that give different figures for the same thing: shown side by side, newest first."""

import re
from collections.abc import Sequence

from assistant.answering.drafts import Draft
from assistant.answering.sentences.editions import OF_EACH_YEAR, by_edition
from assistant.answering.sentences.extractive import Policy, Ranked, draft_of
from assistant.answering.sentences.seconds import asks_twice
from assistant.answering.sentences.targets import is_aimed
from assistant.answering.words.evidence import Evidence
from assistant.answering.words.places import areas_of
from assistant.answering.words.question import Question
from assistant.answering.words.terms import Terms
from assistant.answering.words.years import years_stated
from assistant.text import fold, quantities, tokens
from assistant.types import Article, Corpus

# Two sentences speak of the same thing when, their figures apart, this much of the shorter
# one's bigrams stands in the other.
SAME_THING = 0.7
# … and both cover the question's terms as well as each other, within this.
COVERAGE_SLACK = 0.05
DISAGREE = "不同文章给出的数值不同，并列如上，请核对。"
_KINDS = frozenset({"number", "rank"})
# The beginning of a document names the place it is about where its title does not.
HEAD_CHARS = 120
# A figure of part of a year is no figure of the year.
_PART_OF_YEAR = re.compile(
    r"[上下]半年|前?[一二三四1-4]个?季度|前[一二三四五六七八九十\d]+个?月|\d{1,2}(?:[-至到]\d{1,2})?月份?(?!\d?\d日)"
)
# What makes another attribute of the words it stands before (人均地区生产总值, 新增床位).
_QUALIFIER = re.compile(r"[人户年日月]均|平均|新增|净增|累计|计划|预计|目标|占")
_CLAUSE = re.compile(r"[,;。!?]|其中")


def side_by_side(
    question: Question,
    terms: Terms,
    ranked: Sequence[Ranked],
    corpus: Corpus,
    policy: Policy,
) -> tuple[list[Draft], str]:
    """One statement an article or edition where they differ from the best evidence, and a note.

    ([], "") where none does.
    """
    drafts = _disagreeing(question, terms, ranked, corpus, policy)
    if drafts:
        return drafts, DISAGREE
    drafts = by_edition(question, terms, ranked, corpus, policy)
    return drafts, OF_EACH_YEAR if drafts else ""


def _disagreeing(
    question: Question,
    terms: Terms,
    ranked: Sequence[Ranked],
    corpus: Corpus,
    policy: Policy,
) -> list[Draft]:
    if question.kind not in _KINDS or not ranked or asks_twice(question):
        return []
    best = ranked[0]
    chosen = [best]
    for item in ranked[1:]:
        known = {other.evidence.sentence.article_id for other in chosen}
        if (
            item.evidence.sentence.article_id not in known
            and _disagrees(best.evidence, item.evidence)
            and _is_of_the_same(best.evidence, item.evidence, terms, corpus)
        ):
            chosen.append(item)
    if len(chosen) == 1:
        return []
    newest_first = sorted(
        chosen,
        key=lambda item: corpus.article(item.evidence.sentence.article_id).published,
        reverse=True,
    )
    drafts: list[Draft] = []
    for item in newest_first:
        article = corpus.article(item.evidence.sentence.article_id)
        date = f"，{article.published}" if article.published else ""
        group = f"《{article.title}》{date}"
        drafts.append(draft_of(question, terms, article, [item], policy).grouped(group))
    return drafts


def _disagrees(one: Evidence, other: Evidence) -> bool:
    first, second = one.sentence.folded, other.sentence.folded
    figures = [
        {q.token for q in quantities(text) if not (q.unit == "年" and q.value > 1000)}
        for text in (first, second)
    ]
    if not figures[0] or not figures[1] or figures[0] & figures[1]:
        return False
    coverage = abs(one.feature("sentence_coverage") - other.feature("sentence_coverage"))
    grams = [_words(first), _words(second)]
    shorter = min(grams, key=len)
    return (
        coverage <= COVERAGE_SLACK
        and bool(shorter)
        and len(grams[0] & grams[1]) / len(shorter) >= SAME_THING
    )


def _is_of_the_same(one: Evidence, other: Evidence, terms: Terms, corpus: Corpus) -> bool:
    """Whether two sentences may speak of one place, one period and one attribute.

    What is aimed at is no other figure of what was done.
    """
    if is_aimed(one, above=True) != is_aimed(other, above=True):
        return False
    articles = [corpus.article(item.sentence.article_id) for item in (one, other)]
    items = list(zip((one, other), articles, strict=True))
    places, years, parts = (
        [of(item, article) for item, article in items] for of in (_places, _years, _parts_of_year)
    )
    qualifiers = [_qualifiers(item, terms) for item in (one, other)]
    apart = any(first and second and not first & second for first, second in (places, years))
    return not apart and parts[0] == parts[1] and qualifiers[0] == qualifiers[1]


def _places(item: Evidence, article: Article) -> set[str]:
    """The places that a sentence names, else those of its title, else of the document's head."""
    head = article.text[:HEAD_CHARS]
    texts = (item.sentence.folded, fold(article.title), fold(head))
    named = (set(areas_of(text)) for text in texts)
    return next((names for names in named if names), set())


def _years(item: Evidence, _article: Article) -> set[str]:
    """The years that a sentence states, else those of the heading or of the title above it."""
    sentence = item.sentence
    years = years_stated(sentence.folded) or sentence.years_above or item.context.title_years
    return set(years)


def _parts_of_year(item: Evidence, article: Article) -> set[str]:
    """The half, quarter or months that a sentence is about, else its title."""
    found = _PART_OF_YEAR.findall(item.sentence.folded)
    return set(found or _PART_OF_YEAR.findall(fold(article.title)))


def _qualifiers(item: Evidence, terms: Terms) -> set[str]:
    """What qualifies the attribute in the clause that says most of the question."""
    clauses = _CLAUSE.split(item.sentence.folded)
    return set(_QUALIFIER.findall(max(clauses, key=lambda c: terms.coverage(tokens(c)))))


def _words(folded: str) -> set[str]:
    return {token for token in tokens(folded) if not any(c.isdigit() for c in token)}
