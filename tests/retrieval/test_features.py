"""What is measured of a candidate, by hand on four short passages."""

import numpy as np
import pytest

from assistant.retrieval.features import FEATURES, FeatureReader
from assistant.retrieval.keyword import KeywordIndex
from tests.retrieval.fakes import passage

PASSAGES = (
    passage(1, "绿色发展。低碳生活。"),
    passage(2, "绿色生活，低碳发展。", article_id="b"),
    passage(3, "数字经济2021年起步。", ("加快数字转型",), article_id="c"),
)


def reader() -> FeatureReader:
    index = KeywordIndex.build(PASSAGES, {"b": "低碳"})
    return FeatureReader({p.id: p for p in PASSAGES}, index)


def read(query: str, name: str, nearest: list[tuple[str, float]]) -> dict[str, float]:
    candidates = reader().read(query, nearest)
    ids = [PASSAGES[i].id for i in candidates.positions]
    return dict(zip(ids, candidates.column(name).tolist(), strict=True))


def test_every_feature_has_one_finite_value_a_candidate() -> None:
    found = reader().read("绿色发展2021", [("c:3", 0.4), ("a:1", 0.2)])
    assert found.features.shape == (3, len(FEATURES))
    assert np.isfinite(found.features).all()


def test_candidates_are_those_of_both_lists() -> None:
    found = reader().read("绿色", [("c:3", 0.4)])
    assert found.positions.tolist() == [2, 0, 1]
    assert found.in_dense.tolist() == [True, False, False]
    assert found.in_keyword.tolist() == [False, True, True]


def test_passage_beyond_the_dense_list_gets_its_last_cosine() -> None:
    found = reader().read("绿色", [("c:3", 0.4), ("b:2", 0.1)])
    assert found.dense == pytest.approx([0.4, 0.1, 0.1])


def test_coverage_is_the_share_of_weight_that_is_held() -> None:
    coverage = read("绿色", "coverage", [("c:3", 0.4)])
    assert coverage == {"c:3": 0.0, "a:1": pytest.approx(1.0), "b:2": pytest.approx(1.0)}


def test_one_sentence_with_all_words_is_told_from_two_with_half() -> None:
    sentence = read("绿色生活低碳发展", "sentence", [])
    assert sentence["b:2"] > sentence["a:1"]


def test_figures_count_however_they_are_written() -> None:
    assert read("二〇二一年", "numbers", [])["c:3"] == pytest.approx(1.0)


def test_title_and_labels_are_the_head() -> None:
    assert read("低碳", "head", [])["b:2"] == pytest.approx(1.0)
    assert read("低碳", "title_asked", [])["b:2"] == pytest.approx(1.0)
    assert read("低碳", "head", [])["a:1"] == 0.0
    assert read("数字转型", "head", [])["c:3"] > 0.5


def test_dense_features_are_relative_to_the_list() -> None:
    z = read("绿色", "dense_z", [("a:1", 0.6), ("b:2", 0.4), ("c:3", 0.2)])
    assert z["b:2"] == pytest.approx(0.0, abs=1e-5)
    assert z["a:1"] == pytest.approx(-z["c:3"])


def test_nothing_to_measure_gives_no_rows() -> None:
    assert reader().read("星际", []).features.shape == (0, len(FEATURES))
