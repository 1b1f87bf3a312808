import math

import numpy as np
import pytest

from embeddings.training.metrics import Ranking, measure, ndcg, rank_by_cosine
from embeddings.training.package import quantise, spelled_rare
from embeddings.training.recipe import Recipe


def test_ndcg_by_hand() -> None:
    assert ndcg([4, 2, 9], {2, 9}) == pytest.approx(
        (1 / math.log2(3) + 1 / 2) / (1 + 1 / math.log2(3))
    )
    assert ndcg([1, 2], {3}) == 0.0


def test_measures_by_hand() -> None:
    found = measure([[1, 2], [2, 1]], [{1}, {1}])
    assert found == Ranking(2, 0.5, 1.0, 1.0, pytest.approx((1 + 1 / math.log2(3)) / 2))


def test_no_questions_give_no_figures() -> None:
    assert measure([], []).n == 0
    with pytest.raises(ValueError, match="1 rankings for 0"):
        measure([[1]], [])


def test_ties_are_ranked_by_number() -> None:
    queries = np.array([[1.0, 0.0]], dtype=np.float32)
    passages = np.array([[0, 1], [1, 0], [1, 0]], dtype=np.float32)
    assert rank_by_cosine(queries, passages) == [[1, 2, 0]]


def test_quantised_rows_are_within_half_a_step() -> None:
    table = np.random.default_rng(1).standard_normal((50, 16)).astype(np.float32)
    table[7] = 0
    rows, scales = quantise(table)
    assert rows.dtype == np.int8
    assert (np.abs(rows * scales[:, None] - table) <= scales[:, None] / 2 + 1e-6).all()
    assert not rows[7].any()


def test_rare_characters_are_spelled_in_pairs_of_symbols_of_their_own() -> None:
    spelled = spelled_rare({"产", "业"}, {"產": "产"})
    assert not {"产", "业", "產"} & set(spelled)
    assert "喆" in spelled
    assert len(set(spelled.values())) == len(spelled) > 20_000
    assert all(len(pair) == 2 and pair.isalpha() for pair in spelled.values())


def test_a_recipe_survives_its_json() -> None:
    recipe = Recipe(dim=64, matryoshka=(64, 32))
    assert Recipe.from_json(recipe.to_json()) == recipe
