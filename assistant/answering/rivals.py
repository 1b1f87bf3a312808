"""Articles that give different figures for the same thing: shown side by side, newest first."""

from collections.abc import Sequence

from assistant.answering.drafts import Draft
from assistant.answering.evidence import Evidence
from assistant.answering.extractive import Policy, Ranked, draft_of
from assistant.answering.question import Question
from assistant.answering.terms import Terms
from assistant.text import quantities, tokens
from assistant.types import Corpus

# Two sentences speak of the same thing when, their figures apart, this much of the shorter
# one's bigrams stands in the other.
SAME_THING = 0.7
# … and both cover the question's terms as well as each other, within this.
COVERAGE_SLACK = 0.05
DISAGREE = "不同文章给出的数值不同，并列如上，请核对。"
_KINDS = frozenset({"number", "rank"})


def side_by_side(
    question: Question,
    terms: Terms,
    ranked: Sequence[Ranked],
    corpus: Corpus,
    policy: Policy,
) -> list[Draft]:
    """One statement an article where articles disagree with the best evidence; [] otherwise."""
    if question.kind not in _KINDS or not ranked:
        return []
    best = ranked[0]
    chosen = [best]
    for item in ranked[1:]:
        known = {other.evidence.sentence.article_id for other in chosen}
        if item.evidence.sentence.article_id not in known and _disagrees(
            best.evidence, item.evidence
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


def _words(folded: str) -> set[str]:
    return {token for token in tokens(folded) if not any(c.isdigit() for c in token)}
