"""Answers, articles and outlines as plain values for JSON; keys are only ever added.

The one place that decides what `--json`, the API and a results file show.
"""

from collections.abc import Iterable
from typing import Any

from assistant.types import Answer, Article, Point


def answer_to_dict(answer: Answer, articles: Iterable[Article]) -> dict[str, Any]:
    """The answer with titles and authors filled in from `articles`.

    A cited article that is not among `articles` any more has an empty title.
    """
    wanted = {citation.article_id for citation in answer.citations}
    wanted |= {hit.passage.article_id for hit in answer.hits}
    by_id = {article.id: article for article in articles if article.id in wanted}
    unknown = Article(id="", title="", text="")
    return {
        "question": answer.question,
        "standalone_question": answer.standalone_question,
        "outcome": answer.outcome,
        "confidence": answer.confidence,
        "reason": answer.reason,
        "answer": answer.text,
        "statements": [
            {
                "text": statement.text,
                "citations": list(statement.citations),
                "check": statement.check,
                "emphasis": [[span.start, span.end] for span in statement.emphasis],
                "group": statement.group,
            }
            for statement in answer.statements
        ],
        "citations": [
            {
                "number": citation.number,
                "article_id": citation.article_id,
                "title": by_id.get(citation.article_id, unknown).title,
                "author": by_id.get(citation.article_id, unknown).author,
                "published": by_id.get(citation.article_id, unknown).published,
                "start": citation.start,
                "end": citation.end,
                "quote": citation.quote,
                "page": by_id.get(citation.article_id, unknown).page_at(citation.start),
                "recognised": by_id.get(citation.article_id, unknown).is_recognised(citation.start),
                "text_hash": citation.text_hash,
            }
            for citation in answer.citations
        ],
        "hits": [
            {
                "passage_id": hit.passage.id,
                "article_id": hit.passage.article_id,
                "title": by_id.get(hit.passage.article_id, unknown).title,
                "score": hit.score,
                "start": hit.passage.start,
                "end": hit.passage.end,
                "text": hit.passage.text,
                "page": by_id.get(hit.passage.article_id, unknown).page_at(hit.passage.start),
            }
            for hit in answer.hits
        ],
        "suggestions": list(answer.suggestions),
        "seconds": answer.seconds,
        "refusal": None
        if answer.refusal is None
        else {
            "kind": answer.refusal.kind,
            "missing_terms": list(answer.refusal.missing_terms),
            "failed_constraint": answer.refusal.failed_constraint,
        },
        "only_nearest": answer.only_nearest,
    }


def page_name(page: int | None, recognised: bool) -> str:
    """A page as a source names it; "" for a file without pages.

    >>> page_name(3, False), page_name(3, True)
    ('第3页', '第3页扫描件，文字由识别得来')
    """
    if page is None:
        return ""
    return f"第{page}页扫描件，文字由识别得来" if recognised else f"第{page}页"


def article_to_dict(article: Article) -> dict[str, Any]:
    """What is known of an article, its text last."""
    return {
        "id": article.id,
        "title": article.title,
        "author": article.author,
        "affiliation": article.affiliation,
        "column": article.column,
        "published": article.published,
        "source": article.source,
        "text_hash": article.text_hash,
        "pages": [list(page) for page in article.pages],
        "recognised": list(article.recognised),
        "text": article.text,
    }


def outline_to_dict(point: Point, *, clauses: bool = True) -> dict[str, Any]:
    """A point and all below it; without its clauses where `clauses` is False."""
    children = [c for c in point.children if clauses or c.kind != "clause"]
    return {
        "kind": point.kind,
        "mark": point.mark,
        "label": point.label,
        "start": point.start,
        "end": point.end,
        "children": [outline_to_dict(child, clauses=clauses) for child in children],
    }
