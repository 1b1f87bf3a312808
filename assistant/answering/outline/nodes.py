"""The points of an outline as answers meet them: with what stands above, and what they list."""

from dataclasses import dataclass

from assistant.types import Article, Point

# A point that holds this share of an article's body is the article under its title.
WHOLE_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Node:
    """A point of an outline with what stands above it."""

    article: Article
    point: Point
    parents: tuple[Point, ...]
    own: frozenset[str]
    above: frozenset[str]

    @property
    def items(self) -> tuple[Point, ...]:
        """What is listed under it; () where nothing is."""
        return items_of(self.point)


def items_of(point: Point) -> tuple[Point, ...]:
    """The structured children of a point, where there are two or more of one kind; else ().

    A table or a few contacts among more sentences are no list of what the point says.
    """
    sentences = sum(child.kind == "sentence" for child in point.children)
    for kinds in (("section", "heading"), ("item",), ("field",)):
        found = tuple(child for child in point.children if child.kind in kinds)
        if len(found) > 1 and (kinds != ("field",) or len(found) > sentences):
            return found
    return ()


def is_whole(node: Node) -> bool:
    """Whether a point is all that an article says, under its title."""
    article, point = node.article, node.point
    whole = WHOLE_SHARE * (article.body_end - article.body_start)
    return not node.parents or point.end - point.start >= whole


def is_one_sentence(node: Node) -> bool:
    """Whether a point is a label, or a sentence, with nothing under it."""
    return all(child.kind == "clause" for child in node.point.children)
