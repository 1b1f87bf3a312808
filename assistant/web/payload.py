"""An Answer as the plain values that the page draws; no markup, the page uses text nodes only."""

from typing import TYPE_CHECKING, Any

from assistant.errors import ArticleNotFound
from assistant.types import Answer, Article, Citation, Hit, Statement
from assistant.web.links import article_link

if TYPE_CHECKING:
    from assistant.service import Assistant

_METADATA = ("title", "author", "affiliation", "column", "published", "source")
NEAREST_SHOWN = 3  # 文中相近的内容, as many as the command line shows


def statement_payload(statement: Statement) -> dict[str, Any]:
    """One statement; `emphasis` as [start, end] pairs counted in characters (code points)."""
    return {
        "text": statement.text,
        "citations": list(statement.citations),
        "emphasis": [[span.start, span.end] for span in statement.emphasis],
        "group": statement.group,
        "check": statement.check,
    }


def citation_payload(citation: Citation, article: Article | None) -> dict[str, Any]:
    """One citation with what is known of its article; None where the article has gone."""
    return {
        "number": citation.number,
        "article_id": citation.article_id,
        "start": citation.start,
        "end": citation.end,
        "quote": citation.quote,
        "text_hash": citation.text_hash,
        "page": article.page_at(citation.start) if article else None,
        "recognised": article.is_recognised(citation.start) if article else False,
        "href": article_link(citation.article_id, citation.start, citation.end),
        **_metadata(article),
    }


def answer_payload(answer: Answer, assistant: "Assistant") -> dict[str, Any]:
    """The whole answer as JSON values; the nearest passages only where it abstained."""
    refusal = answer.refusal
    abstained = answer.outcome == "abstained"
    return {
        "question": answer.question,
        "standalone_question": answer.standalone_question,
        "outcome": answer.outcome,
        "only_nearest": answer.only_nearest,
        "reason": answer.reason,
        "confidence": answer.confidence,
        "seconds": answer.seconds,
        "statements": [statement_payload(statement) for statement in answer.statements],
        "citations": [
            citation_payload(citation, _article(assistant, citation.article_id))
            for citation in answer.citations
        ],
        "nearest": [
            _hit_payload(hit, assistant) for hit in answer.hits[:NEAREST_SHOWN] if abstained
        ],
        "suggestions": list(answer.suggestions),
        "refusal": None
        if refusal is None
        else {
            "kind": refusal.kind,
            "missing_terms": list(refusal.missing_terms),
            "failed_constraint": refusal.failed_constraint,
        },
    }


def _hit_payload(hit: Hit, assistant: "Assistant") -> dict[str, Any]:
    passage = hit.passage
    article = _article(assistant, passage.article_id)
    return {
        "article_id": passage.article_id,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "text_hash": article.text_hash if article else "",
        "page": article.page_at(passage.start) if article else None,
        "recognised": article.is_recognised(passage.start) if article else False,
        "href": article_link(passage.article_id, passage.start, passage.end),
        **_metadata(article),
    }


def _metadata(article: Article | None) -> dict[str, str]:
    if article is None:
        return dict.fromkeys(_METADATA, "")
    return {name: getattr(article, name) for name in _METADATA}


def _article(assistant: "Assistant", article_id: str) -> Article | None:
    try:
        return assistant.article(article_id)
    except ArticleNotFound:
        return None
