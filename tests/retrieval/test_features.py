"""What is measured of a candidate, by hand on four short passages."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.retrieval.features import FEATURES, Candidates, FeatureReader
from assistant.retrieval.keyword import KeywordIndex
from assistant.retrieval.meaning import dense_features
from tests.retrieval.fakes import passage

PASSAGES = (
    passage(1, "绿色发展。低碳生活。"),
    passage(2, "绿色生活，低碳发展。", article_id="b"),
    passage(3, "数字经济2021年起步。", ("加快数字转型",), article_id="c"),
)


class Nearness:
    """A dense index of unit vectors whose cosines to (1, 0) are given."""

    def __init__(self, cosines: dict[str, float], listed: int) -> None:
        self._cosines = cosines
        self._listed = listed

    def search(self, query: NDArray[np.float32], k: int) -> list[tuple[str, float]]:
        assert query.tolist() == [1.0, 0.0]
        return list(self._cosines.items())[: min(k, self._listed)]

    def vectors_of(self, ids: Sequence[str]) -> NDArray[np.float32]:
        cosines = np.array([self._cosines[i] for i in ids], dtype=np.float32)
        return np.stack((cosines, np.sqrt(1 - cosines**2)), axis=1)


def candidates_of(query: str, nearest: dict[str, float], listed: int = 3) -> Candidates:
    index = KeywordIndex.build(PASSAGES, {"b": "低碳"})
    cosines = nearest | {p.id: 0.0 for p in PASSAGES if p.id not in nearest}
    dense = Nearness(cosines, min(listed, len(nearest)))
    reader = FeatureReader({p.id: p for p in PASSAGES}, index, dense, (1, 1))
    return reader.read(query, np.array([1.0, 0.0], dtype=np.float32))


def read(query: str, name: str, nearest: dict[str, float]) -> dict[str, float]:
    candidates = candidates_of(query, nearest)
    ids = [PASSAGES[i].id for i in candidates.positions]
    return dict(zip(ids, candidates.column(name).tolist(), strict=True))


def test_every_feature_has_one_finite_value_a_candidate() -> None:
    found = candidates_of("绿色发展2021", {"c:3": 0.4, "a:1": 0.2})
    assert found.features.shape == (3, len(FEATURES))
    assert np.isfinite(found.features).all()


def test_candidates_are_those_of_both_lists() -> None:
    found = candidates_of("绿色", {"c:3": 0.4})
    assert found.positions.tolist() == [2, 0, 1]
    assert found.in_dense.tolist() == [True, False, False]
    assert found.in_keyword.tolist() == [False, True, True]


def test_passage_beyond_the_dense_list_gets_its_own_cosine() -> None:
    found = candidates_of("绿色", {"c:3": 0.4, "b:2": 0.1, "a:1": 0.05}, listed=2)
    assert found.dense == pytest.approx([0.4, 0.1, 0.05])
    assert found.in_dense.tolist() == [True, True, False]


def test_coverage_is_the_share_of_weight_that_is_held() -> None:
    coverage = read("绿色", "coverage", {"c:3": 0.4})
    assert coverage == {"c:3": 0.0, "a:1": pytest.approx(1.0), "b:2": pytest.approx(1.0)}


def test_one_sentence_with_all_words_is_told_from_two_with_half() -> None:
    sentence = read("绿色生活低碳发展", "sentence", {})
    assert sentence["b:2"] > sentence["a:1"]


def test_figures_count_however_they_are_written() -> None:
    assert read("二〇二一年", "numbers", {})["c:3"] == pytest.approx(1.0)


def test_title_and_labels_are_the_head() -> None:
    assert read("低碳", "head", {})["b:2"] == pytest.approx(1.0)
    assert read("低碳", "title_asked", {})["b:2"] == pytest.approx(1.0)
    assert read("低碳", "head", {})["a:1"] == 0.0
    assert read("数字转型", "head", {})["c:3"] > 0.5


def test_dense_features_are_relative_to_the_list() -> None:
    z = read("绿色", "dense_z", {"a:1": 0.6, "b:2": 0.4, "c:3": 0.2})
    assert z["b:2"] == pytest.approx(0.0, abs=1e-5)
    assert z["a:1"] == pytest.approx(-z["c:3"])


def test_nothing_to_measure_gives_no_rows() -> None:
    assert candidates_of("星际", {}).features.shape == (0, len(FEATURES))


def test_each_model_of_an_encoder_has_its_own_nearness() -> None:
    vectors = np.array([[0.6, 0.8], [0.8, 0.6], [0.0, 1.0]], dtype=np.float32)
    words = np.zeros(3, dtype=np.float32)
    found = dense_features(np.array([0.8, 0.6], dtype=np.float32), vectors, 3, (1, 1), words)
    assert found["first_model_z"].argmax() == 1
    assert found["last_model_z"].argmax() == 2
    assert found["dense_z"].argmax() == 1
    whole = dense_features(np.array([0.8, 0.6], dtype=np.float32), vectors, 3, (2,), words)
    assert whole["first_model_z"] == pytest.approx(whole["dense_z"])


def test_what_is_like_the_first_is_told_from_what_is_not() -> None:
    question = np.array([1.0, 0.0, 0.0], dtype=np.float32)
    near, twin, other = [0.6, 0.8, 0.0], [0.5, 0.866, 0.0], [0.5, 0.0, 0.866]
    vectors = np.array([near, twin, other], dtype=np.float32)
    words = np.array([0.0, 0.0, 3.0], dtype=np.float32)
    found = dense_features(question, vectors, 3, (3,), words)
    meaning = found["like_first_by_meaning"]
    assert meaning[1] > 0.99 > meaning[2]
    assert meaning[0] == pytest.approx(meaning[1])  # not its likeness to itself
    assert found["like_first_by_words"] == pytest.approx([0.3, 0.25, 0.3], abs=1e-3)
    alone = dense_features(question, vectors[:1], 1, (3,), words[:1])
    assert alone["like_first_by_meaning"] == pytest.approx([0.0])
