"""Indexes narrowed to some passages score them as indexes of these alone would."""

import numpy as np
import pytest

from assistant.retrieval.keyword import KeywordIndex
from assistant.retrieval.narrowed import NarrowedVectors, narrowed_search
from tests.retrieval.fakes import ListIndex, TopicEncoder, passage

# All of one length, so that the mean length is the same whichever are chosen.
PASSAGES = tuple(
    passage(number, text, article_id=f"a{number % 2}")
    for number, text in enumerate(
        [
            "汽车产业发展",
            "绿色低碳发展",
            "汽车税费减免",
            "绿色汽车消费",
            "税费征收办法",
            "驾驶汽车须知",
        ]
    )
)
CHOSEN = ("a0:4", "a0:0", "a0:2")


def of(*ids: str) -> list[str]:
    return [next(p.text for p in PASSAGES if p.id == each) for each in ids]


def test_words_weigh_as_in_an_index_of_the_chosen_alone() -> None:
    narrowed = KeywordIndex.build(PASSAGES).narrowed(CHOSEN)
    alone = KeywordIndex.build([p for each in CHOSEN for p in PASSAGES if p.id == each])
    assert narrowed.ids == alone.ids == CHOSEN
    assert narrowed.document_count == len(CHOSEN)
    for word in ("汽车", "税费", "绿色", "驾", "没有"):
        assert narrowed.document_frequency(word) == alone.document_frequency(word)
    for query in ("汽车税费", "绿色汽车", "征收办法", "驾驶"):
        np.testing.assert_allclose(narrowed.scores(query), alone.scores(query), rtol=1e-5)
    assert narrowed.search("绿色", 10) == []


def test_a_narrowed_index_can_be_narrowed_to_nothing() -> None:
    none = KeywordIndex.build(PASSAGES).narrowed(())
    assert none.document_count == 0
    assert none.search("汽车", 10) == []


def test_only_the_chosen_are_near() -> None:
    encoder = TopicEncoder()
    vectors = NarrowedVectors(ListIndex(PASSAGES, encoder), CHOSEN)
    (query,) = encoder.encode_queries(["汽车"])
    found = vectors.search(query, 2)
    assert [passage_id for passage_id, _ in found] == ["a0:0", "a0:2"]
    assert found[0][1] == pytest.approx(1.0)
    assert vectors.vectors_of(["a0:2"]).shape == (1, encoder.dim)
    assert vectors.vectors_of([]).shape == (0, encoder.dim)
    with pytest.raises(KeyError):
        vectors.vectors_of(["a1:1"])


def test_searching_finds_none_but_the_chosen() -> None:
    encoder = TopicEncoder()
    chosen = {p.id: p for p in PASSAGES if p.article_id == "a0"}
    search, words = narrowed_search(
        chosen, KeywordIndex.build(PASSAGES), ListIndex(PASSAGES, encoder), encoder
    )
    found = search("汽车税费", 10)
    assert {hit.passage.id for hit in found} <= set(chosen)
    assert found[0].passage.text in of("a0:2")
    assert words.document_count == len(chosen)
