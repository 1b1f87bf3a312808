"""One question's scores. Pure: what was asked and what was answered go in, figures come out.

None means that a figure does not apply to the question; it is never counted as 0.
"""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields

from assistant.evaluation import ranking
from assistant.evaluation.gold import Documents, Gold
from assistant.evaluation.matching import comparable, find_fact
from assistant.evaluation.questions import Fact, Question
from assistant.evaluation.replies import Reply, ReplyCitation, ReplyHit
from assistant.evaluation.span_f1 import token_f1
from assistant.evaluation.table_heads import cited_heads

DIGITS = 6
"""Scores are rounded to this many decimals, so that results files do not differ by noise."""


@dataclass(frozen=True, slots=True)
class Scores:
    """The figures of one question; what each means stands in `summary.METRICS`."""

    right: float | None = None
    right_outcome: float | None = None
    fact_recall: float | None = None
    contains_accepted: float | None = None
    answer_exactness: float | None = None
    statements: float | None = None
    token_f1: float | None = None
    emphasis_f1: float | None = None
    citation_precision: float | None = None
    citation_recall: float | None = None
    articles_cited: float | None = None
    quote_exactness: float | None = None
    article_hit_1: float | None = None
    article_recall_5: float | None = None
    article_recall_10: float | None = None
    article_mrr_10: float | None = None
    article_ndcg_10: float | None = None
    passage_hit_1: float | None = None
    passage_recall_5: float | None = None
    passage_recall_10: float | None = None
    passage_mrr_10: float | None = None
    passage_ndcg_10: float | None = None
    failed: float | None = None

    def rounded(self) -> dict[str, float | None]:
        """The scores by name, rounded to `DIGITS` decimals."""
        return {
            name: None if value is None else round(value, DIGITS)
            for name, value in asdict(self).items()
        }


SCORE_NAMES = tuple(field.name for field in fields(Scores))


@dataclass(frozen=True, slots=True)
class FactCheck:
    """One expected fact: whether the answer says it and whether a quote holds it."""

    spellings: Fact
    answered: bool
    cited: bool


def failure_scores(question: Question) -> Scores:
    """A failure is neither an answer nor an abstention: what was asked for counts as not given."""
    missed = 0.0 if question.answerable and question.alternatives else None
    return Scores(
        right=0.0, right_outcome=0.0, fact_recall=missed, contains_accepted=missed, failed=1.0
    )


def check_facts(question: Question, reply: Reply) -> tuple[FactCheck, ...]:
    """Every fact of the alternative that the answer meets best (the first of equals)."""
    text = comparable(reply.text)
    quotes = [comparable(citation.quote) for citation in reply.citations]
    checks = [
        tuple(
            FactCheck(
                spellings=fact,
                answered=find_fact(text, fact) is not None,
                cited=any(find_fact(quote, fact) is not None for quote in quotes),
            )
            for fact in facts
        )
        for facts in question.alternatives
    ]
    return max(checks, key=lambda c: sum(f.answered for f in c) / len(c), default=())


def score(
    question: Question,
    reply: Reply,
    *,
    gold: Gold,
    found: Sequence[ReplyHit],
    documents: Documents,
) -> Scores:
    """All figures of one answered or abstained question.

    `found` is the ranking that is judged, best first. An unanswerable question has
    no facts to recall: only its outcome and the exactness of its quotes count.
    """
    right_outcome = float(reply.answered == question.answerable)
    exactness = _quote_exactness(reply, documents)
    if not question.answerable:
        return Scores(
            right=right_outcome,
            right_outcome=right_outcome,
            quote_exactness=exactness,
            failed=0.0,
        )
    checks = check_facts(question, reply)
    answered = sum(check.answered for check in checks)
    recall = answered / len(checks) if checks else None
    complete = None if recall is None else float(recall == 1.0)
    articles = [hit.article_id for hit in found]
    passages = [hit.passage_id for hit in found]
    return Scores(
        right=right_outcome if complete is None else right_outcome * complete,
        right_outcome=right_outcome,
        fact_recall=recall,
        contains_accepted=complete,
        answer_exactness=(
            min(1.0, answered / len(reply.statements)) if checks and reply.statements else None
        ),
        statements=float(len(reply.statements)) if reply.answered else None,
        token_f1=token_f1(reply.text, question.answers),
        emphasis_f1=token_f1(reply.emphasised or reply.text, question.answers),
        citation_precision=_citation_precision(question, reply, gold, documents),
        citation_recall=_citation_recall(checks, reply, gold),
        articles_cited=_articles_cited(reply, gold),
        quote_exactness=exactness,
        article_hit_1=ranking.hit_at(articles, gold.articles, 1),
        article_recall_5=ranking.recall_at(articles, gold.articles, 5),
        article_recall_10=ranking.recall_at(articles, gold.articles, 10),
        article_mrr_10=ranking.reciprocal_rank(articles, gold.articles),
        article_ndcg_10=ranking.ndcg_at(articles, gold.articles),
        passage_hit_1=ranking.hit_at(passages, gold.passages, 1),
        passage_recall_5=ranking.recall_at(passages, gold.passages, 5),
        passage_recall_10=ranking.recall_at(passages, gold.passages, 10),
        passage_mrr_10=ranking.reciprocal_rank(passages, gold.passages),
        passage_ndcg_10=ranking.ndcg_at(passages, gold.passages),
        failed=0.0,
    )


def supports(question: Question, citation: ReplyCitation) -> bool:
    """Whether the quote holds a fact of the question or lies in a gold passage.

    Where the set names passages (`gold_passage_ids`) that are whole documents of the
    library, any quote from such a document counts.
    """
    quote = comparable(citation.quote)
    facts = (fact for alternative in question.alternatives for fact in alternative)
    if any(find_fact(quote, fact) for fact in facts):
        return True
    return any(_lies_in(citation, identity) for identity in question.gold_passage_ids)


_PASSAGE_ID = re.compile(r"(?P<article>.+):(?P<start>\d+)-(?P<end>\d+)")


def _lies_in(citation: ReplyCitation, identity: str) -> bool:
    if identity == citation.article_id:
        return True
    place = _PASSAGE_ID.fullmatch(identity)
    return (
        place is not None
        and place["article"] == citation.article_id
        and int(place["start"]) <= citation.start
        and citation.end <= int(place["end"])
    )


def _citation_precision(
    question: Question, reply: Reply, gold: Gold, documents: Documents
) -> float | None:
    """Supporting citations / (citations + statements without any).

    After the precision of ALCE (Gao et al., Enabling LLMs to Generate Text with
    Citations, EMNLP 2023), with the gold facts in place of an entailment model. There a citation
    is irrelevant that supports nothing alone and can be left out; the head and the unit of a
    supporting row cannot, without them its figure is of nothing.
    """
    if not reply.statements or not (question.alternatives or gold.named):
        return None
    held = {citation.number for citation in reply.citations if supports(question, citation)}
    held |= cited_heads(reply, held, documents)
    good = sum(citation.number in held for citation in reply.citations)
    bare = sum(not statement.citations for statement in reply.statements)
    whole = len(reply.citations) + bare
    return good / whole if whole else None


def _citation_recall(checks: Sequence[FactCheck], reply: Reply, gold: Gold) -> float | None:
    """Facts held by at least one quote / facts; without facts, gold articles cited / gold articles.

    Applies to answered questions only.
    """
    if not reply.answered:
        return None
    if checks:
        return sum(check.cited for check in checks) / len(checks)
    return _articles_cited(reply, gold)


def _articles_cited(reply: Reply, gold: Gold) -> float | None:
    """Gold articles that a citation points to / gold articles, of answered questions."""
    if not reply.answered or not gold.articles:
        return None
    cited = {citation.article_id for citation in reply.citations}
    return len(cited & set(gold.articles)) / len(gold.articles)


def _quote_exactness(reply: Reply, documents: Documents) -> float | None:
    """Citations whose quote is the article's characters at its offsets / citations."""
    texts = [(citation, documents.text(citation.article_id)) for citation in reply.citations]
    known = [(citation, text) for citation, text in texts if text is not None]
    if not known:
        return None
    exact = sum(text[c.start : c.end] == c.quote and bool(c.quote) for c, text in known)
    return exact / len(known)
