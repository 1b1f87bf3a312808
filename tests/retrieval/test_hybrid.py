"""The fused search: what is found, what is not, in which order, without memory."""

import numpy as np
import pytest

from assistant.retrieval.features import FEATURES
from assistant.retrieval.fusion import Fusion
from assistant.retrieval.hybrid import HybridRetriever
from assistant.retrieval.keyword import KeywordIndex
from assistant.types import Hit, Passage
from tests.retrieval.fakes import ListIndex, TopicEncoder, passage

PASSAGES = (
    passage(1, "推动绿色低碳转型，实现碳达峰目标。"),
    passage(2, "汽车产业规模达到7.4万亿元。", article_id="b"),
    passage(3, "小微企业减免税费，延长申报期限。"),
    passage(4, "建设国际消费中心城市。"),
)


def weighted(**weights: float) -> Fusion:
    """A fusion without hidden units: a plain weighted sum of the features named."""
    width = len(FEATURES)
    linear = np.array([weights.get(name, 0.0) for name in FEATURES], dtype=np.float32)
    zeros, ones = np.zeros(width, dtype=np.float32), np.ones(width, dtype=np.float32)
    none = np.zeros(0, dtype=np.float32)
    return Fusion(zeros, ones, linear, np.zeros((0, width), dtype=np.float32), none, none)


def retriever(
    fusion: Fusion | None = None, passages: tuple[Passage, ...] = PASSAGES
) -> HybridRetriever:
    encoder = TopicEncoder()
    return HybridRetriever(
        {p.id: p for p in passages},
        KeywordIndex.build(passages, {"a": "经济动态", "b": "产业观察"}),
        ListIndex(passages, encoder),
        encoder,
        fusion,
    )


def ids(hits: tuple[Hit, ...]) -> list[str]:
    return [hit.passage.id for hit in hits]


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("碳达峰的目标是什么？", "a:1"),
        ("碳達峰的目標是什麼？", "a:1"),
        ("汽车产业规模有多大？", "b:2"),
        ("七点四万亿元", "b:2"),
        ("７．４ 万億", "b:2"),
        ("税费减免有哪些？", "a:3"),
        ("国际消费中心城市怎么建？", "a:4"),
    ],
)
def test_question_finds_its_passage_first(question: str, best: str) -> None:
    assert ids(retriever()(question, 1)) == [best]


@pytest.mark.parametrize("query", ["你好", "谢谢", "在吗", "hello", "", "  ", "？？", "星际飞船"])
def test_what_matches_nothing_finds_nothing(query: str) -> None:
    assert retriever()(query) == ()


def test_passage_is_found_by_meaning_alone() -> None:
    [hit] = retriever(weighted(dense_z=1))("驾车", 1)
    assert (hit.passage.id, hit.found_by) == ("b:2", ("keyword", "dense"))
    [hit] = retriever(weighted(dense_z=1))("驾驾", 1)
    assert (hit.passage.id, hit.found_by) == ("b:2", ("dense",))
    assert hit.keyword is None


def test_hits_carry_the_scores_of_both_retrievers() -> None:
    [hit] = retriever(weighted(keyword_share=1))("汽车产业规模", 1)
    assert hit.dense == pytest.approx(1.0)
    assert hit.keyword is not None
    assert hit.keyword > 0


def test_scores_are_shares_of_all_candidates() -> None:
    hits = retriever()("绿色低碳", 10)
    assert sum(hit.score for hit in hits) == pytest.approx(1.0)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_ties_are_decided_by_passage_id() -> None:
    twins = tuple(passage(number, "建设国际消费中心城市。") for number in (3, 1, 2))
    assert ids(retriever(passages=twins)("消费中心", 3)) == ["a:1", "a:2", "a:3"]


def test_limit_cuts_the_same_list() -> None:
    find = retriever()
    assert ids(find("绿色产业税费", 2)) == ids(find("绿色产业税费", 4))[:2]
    assert find("绿色产业税费", 0) == ()


def test_a_query_never_changes_the_next() -> None:
    find = retriever()
    first = find("汽车产业规模", 4)
    for query in ("你好", "绿色低碳", "税费", "驾驾"):
        find(query, 1)
    assert find("汽车产业规模", 4) == first


def test_library_without_passages_finds_nothing() -> None:
    assert retriever(passages=())("汽车") == ()


def test_title_of_the_article_is_searched() -> None:
    assert ids(retriever(weighted(keyword_share=1))("产业观察", 1)) == ["b:2"]
