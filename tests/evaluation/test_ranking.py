from math import log2

import pytest

from assistant.evaluation.ranking import hit_at, ndcg_at, recall_at, reciprocal_rank


def test_ranking_figures_by_hand() -> None:
    ranking = ["x", "a", "y", "b"]
    relevant = {"a", "b"}
    assert recall_at(ranking, relevant, 2) == 0.5
    assert recall_at(ranking, relevant, 4) == 1.0
    assert hit_at(ranking, relevant, 1) == 0.0
    assert hit_at(ranking, relevant, 2) == 1.0
    assert reciprocal_rank(ranking, relevant) == 0.5
    expected = (1 / log2(3) + 1 / log2(5)) / (1 / log2(2) + 1 / log2(3))
    assert ndcg_at(ranking, relevant) == pytest.approx(expected)


def test_perfect_ranking_has_ndcg_one() -> None:
    assert ndcg_at(["a", "b", "x"], {"b", "a"}) == 1.0


def test_returning_id_counts_at_its_first_place() -> None:
    assert recall_at(["x", "x", "a"], {"a"}, 2) == 1.0
    assert reciprocal_rank(["x", "x", "a"], {"a"}) == 0.5


def test_nothing_relevant_does_not_apply() -> None:
    found = [f(["a"], set(), 10) for f in (recall_at, hit_at, reciprocal_rank, ndcg_at)]
    assert found == [None, None, None, None]


def test_nothing_found_is_zero() -> None:
    assert [recall_at([], {"a"}, 10), reciprocal_rank([], {"a"}), ndcg_at([], {"a"})] == [0, 0, 0]
