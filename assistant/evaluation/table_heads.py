"""The citations by which a row of a table can be read: those of its head and of its unit.

A cell says nothing without them (18600 of what, in what), so a statement that rests on a row cites
them too, though they hold no fact of the question.
"""

from collections.abc import Collection

from assistant.evaluation.gold import Documents
from assistant.evaluation.replies import Reply, ReplyCitation
from assistant.tables import Table, tables_of, unit_line
from assistant.types import Article, Span


def cited_heads(reply: Reply, rows: Collection[int], documents: Documents) -> frozenset[int]:
    """The numbers of citations that are the head or the unit of a row that supports the answer.

    `rows` are the numbers of the supporting citations. One and the same statement must cite both.
    """
    by_number = {citation.number: citation for citation in reply.citations}
    found: set[int] = set()
    for statement in reply.statements:
        cited = [by_number[n] for n in statement.citations if n in by_number]
        held = [citation for citation in cited if citation.number in rows]
        for other in cited:
            if other.number not in rows and any(_is_head(other, row, documents) for row in held):
                found.add(other.number)
    return frozenset(found)


def _is_head(other: ReplyCitation, row: ReplyCitation, documents: Documents) -> bool:
    text = documents.text(row.article_id) if other.article_id == row.article_id else None
    if text is None:
        return False
    article = Article(id=row.article_id, title=row.title, text=text)
    return any(
        _stands_over(Span(other.start, other.end), article, table)
        for table in tables_of(article)
        if any(_overlap(each.span, Span(row.start, row.end)) for each in table.rows)
    )


def _stands_over(place: Span, article: Article, table: Table) -> bool:
    unit = unit_line(article, table)
    return _overlap(table.heading.span, place) or (unit is not None and _overlap(unit, place))


def _overlap(first: Span, second: Span) -> bool:
    return first.start < second.end and second.start < first.end
