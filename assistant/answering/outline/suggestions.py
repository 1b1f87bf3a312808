"""Questions that the documents can answer, made of the labels that stand in their outlines."""

import re
from collections.abc import Iterable, Sequence

from assistant.answering.outline.nodes import Node
from assistant.answering.outline.points import Points
from assistant.labels import (
    as_asked,
    asks,
    begins_midway,
    contents_question,
    is_bare,
    is_name,
    subject_of,
    tells,
)
from assistant.text import fold
from assistant.types import Citation, Corpus, Hit, Point

MOST = 3
MORE_THAN_A_STOP = 4  # characters after a label that says nothing else
_VERB = re.compile(
    r"^(?:加快|加大|加强|强化|推动|推进|形成|完善|建立|健全|做好|坚持|开展|倡导|鼓励|优化|"
    r"提升|创新|打造|攻克|落实|实施|"
    r"促进|构建|深化|扩大|支持|保障|规范|提高|培育|发展|建设|实行|加速|统筹|共建|强调|"
    r"严格|改善|增强|引导|防范|全面|持续|积极|大力|着力|切实|进一步|"
    r"深入|制定|凝聚|设立|共同|集中|联合|协同|出台|做强|壮大|筑牢|巩固|拓展|全力|整合|加紧|高标准|高质量)"
)
_LONGEST_LABEL = 26
_SHORT_NAME = 5  # characters; a longer label that begins with a deed is one (完善养老服务体系)
_LONGEST_NAME = 14
# A label that tells something is no name of anything that has contents.
_TELLS = re.compile(
    r"[\d《》“”\"：:（()）]|[已还不没了都也就很是]|"
    r".(?:加快|加速|蓬勃|扎实|持续|稳步|不断|明显|迈上|基本)|(?:的|规定|建议)$|"
    r"(?:加快|改善|有力|提升|增强|提高|优化|显著|扩大|加强|推进|向好|回升|改进)$"
)


def question_for(label: str) -> str:
    """A question whose answer is the point of that label; "" where none can be made of it.

    怎样… for a deed, …是什么 and …有哪些 for what parts are called by, …有哪些内容 for other names;
    a label that asks by itself is the question.
    """
    if asks(label):
        return as_asked(label)
    bare = subject_of(label)
    if not bare or is_bare(bare) or begins_midway(bare):
        return ""
    if "，" in bare and len(bare) > 14:
        bare = bare.rsplit("，", 1)[1]
        if not _VERB.match(bare) and not is_name(bare):
            return ""  # 全面提速，整体成势: the last clause of what is said, and no name
    if _VERB.match(bare) and (len(bare) > _SHORT_NAME or not is_name(bare)):
        return f"怎样{bare}？"
    if tells(bare) or _TELLS.search(bare) or len(bare) > _LONGEST_NAME:
        return ""
    return contents_question(bare)


def next_questions(points: Points, citations: Sequence[Citation], asked: str) -> tuple[str, ...]:
    """Up to three questions from the neighbours of what was cited."""
    labels: list[str] = []
    for citation in citations[:2]:
        node = points.node_at(citation.article_id, citation.start)
        if node is None:
            continue
        labels.extend(child.label for child in node.point.children if _heads(child))
        if node.parents:
            siblings = node.parents[-1].children
            place = next(
                (i for i, sibling in enumerate(siblings) if sibling.start == node.point.start), 0
            )
            ordered = (*siblings[place + 1 :], *siblings[:place])
            labels.extend(sibling.label for sibling in ordered if _heads(sibling))
    return _questions(labels, asked)


def nearby_questions(points: Points, hits: Sequence[Hit], asked: str) -> tuple[str, ...]:
    """Up to two questions that the nearest passages answer, for a refusal."""
    labels: list[str] = []
    for hit in hits:
        node = points.node_at(hit.passage.article_id, hit.passage.start)
        above = (node.point, *reversed(node.parents[1:])) if node is not None else ()
        head = next((point for point in above if _heads(point)), None)
        if head is not None:
            labels.append(head.label)
    return _questions(labels, asked)[:2]


def opening_questions(points: Points, corpus: Corpus, most: int = 6) -> tuple[str, ...]:
    """Example questions over the whole library: the first fitting points of each article."""
    by_article: list[list[Node]] = []
    for article in list(corpus.articles())[:50]:
        nodes = [
            node
            for node in points.nodes(article.id)
            if node.parents and node.items and _usable(node.point.label)
        ]
        nodes += [
            node
            for node in points.nodes(article.id)
            if node.parents and node.point.kind in ("item", "section") and _heads(node.point)
        ]
        by_article.append(nodes)
    labels = [
        nodes[depth].point.label for depth in range(3) for nodes in by_article if depth < len(nodes)
    ]
    return _questions(labels, "", most)


def _heads(point: Point) -> bool:
    """Whether the point is one that a text sets apart, and says more than its label."""
    if point.kind not in ("item", "section", "heading") or not _usable(point.label):
        return False
    return point.end - point.label_end > MORE_THAN_A_STOP


def _usable(label: str) -> bool:
    bare = label.strip("。；：，、:;, 　")
    tail = bare.rsplit("，", 1)[-1]
    return len(bare) >= 4 and len(tail) <= _LONGEST_LABEL and len(tail) >= 4


def _questions(labels: Iterable[str], asked: str, most: int = MOST) -> tuple[str, ...]:
    folded = re.sub(r"\W", "", fold(asked))
    questions = dict.fromkeys(filter(None, (question_for(label) for label in labels)))
    return tuple(question for question in questions if re.sub(r"\W", "", fold(question)) != folded)[
        :most
    ]
