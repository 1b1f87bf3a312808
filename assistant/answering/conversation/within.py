"""The passages of the part of an article to which a question is confined."""

from collections.abc import Iterable, Sequence

from assistant.answering.conversation.resolved import Scope
from assistant.types import Hit, Passage

SCOPED_HITS = 40  # of an article or a point to which the question is confined


def hits_within(scope: Scope, hits: Sequence[Hit], passages: Iterable[Passage]) -> tuple[Hit, ...]:
    """Hits inside the scope, then its other passages in the order of the text."""
    inside = [
        passage
        for passage in passages
        if passage.article_id == scope.article_id
        and passage.start < scope.span.end
        and scope.span.start < passage.end
    ]
    wanted = {passage.id for passage in inside}
    found = [hit for hit in hits if hit.passage.id in wanted]
    wanted -= {hit.passage.id for hit in found}
    rest = [Hit(passage, 0.0, ()) for passage in inside if passage.id in wanted]
    return (*found, *sorted(rest, key=lambda hit: hit.passage.start))[:SCOPED_HITS]


def articles_of(hits: Sequence[Hit]) -> list[str]:
    """The articles of the hits, best first."""
    return list(dict.fromkeys(hit.passage.article_id for hit in hits))
