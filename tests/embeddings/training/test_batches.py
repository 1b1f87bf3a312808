from pathlib import Path

import numpy as np
import pytest

from embeddings.training.batches import BatchPlan, PairCollator, PlannedBatches
from embeddings.training.negatives import mine
from embeddings.training.pieces import PieceParts, inner_parts, splits, synonyms
from embeddings.training.recipe import Recipe
from embeddings.training.store import PairStore, kind_weight

VOCABULARY = {"[UNK]": 0, "绿": 1, "色": 2, "产": 3, "业": 4, "绿色": 5, "产业": 6, "绿色产业": 7}

NO_SPLITS = splits(VOCABULARY, 0)


def make_store(pairs: int = 400, documents: int = 80) -> PairStore:
    """Pairs of texts of 20 tokens; pair i belongs to document i % documents."""
    texts = 2 * pairs
    random = np.random.default_rng(3)
    return PairStore(
        random.integers(1, 8, size=texts * 20).astype(np.int32),
        np.arange(texts + 1) * 20,
        np.arange(pairs, dtype=np.int32),
        np.arange(pairs, 2 * pairs, dtype=np.int32),
        np.full(pairs, -1, dtype=np.int32),
        (np.arange(pairs) % documents).astype(np.int32),
        (np.arange(pairs) % 2).astype(np.int32),
        ("laws/q:def", "paraphrase/pos"),
    )


@pytest.fixture
def recipe() -> Recipe:
    return Recipe(
        batch_size=32, token_dropout=0.0, piece_splitting=0.0, crop_share=0.0, synonym_share=0.0
    )


def test_no_batch_has_a_positive_twice_and_labels_tell_what_is_shared(recipe: Recipe) -> None:
    store = make_store()
    store.positives[:] = store.positives // 2 * 2
    rows = BatchPlan(store, recipe).batch(3)
    positives = store.positives[rows].tolist()
    assert len(set(positives)) == len(positives) > 16
    batch = PairCollator(store, NO_SPLITS, recipe)([{"row": int(row)} for row in rows])
    assert batch["label"].tolist() == [  # type: ignore[attr-defined]
        [store.docs[row], store.anchors[row], store.positives[row]] for row in rows
    ]


def test_a_batch_depends_on_seed_and_step_alone(recipe: Recipe) -> None:
    first = list(PlannedBatches(BatchPlan(make_store(), recipe), 4))
    again = BatchPlan(make_store(), recipe)
    assert again.batch(3).tolist() == first[3]
    assert BatchPlan(make_store(), recipe.changed(seed=1)).batch(3).tolist() != first[3]


def test_a_source_of_weight_zero_is_never_drawn(recipe: Recipe) -> None:
    store = make_store()
    plan = BatchPlan(store, recipe.changed(pair_weights={"laws/*": 0.0}))
    kinds = {int(kind) for step in range(10) for kind in store.kinds[plan.batch(step)]}
    assert kinds == {1}


def test_the_most_exact_weight_counts() -> None:
    table = {"laws/*": 1.0, "laws/q": 0.5, "laws/q:def": 0.2}
    weights = [kind_weight(kind, table) for kind in ("laws/q:def", "laws/q:pen", "laws/no", "x/y")]
    assert weights == [0.2, 0.5, 1.0, 1.0]


def test_without_augmentation_the_tokens_are_those_of_the_store(recipe: Recipe) -> None:
    store = make_store()
    batch = PairCollator(store, splits(VOCABULARY, 0), recipe)([{"row": 5}, {"row": 9}])
    ids = batch["anchor_input_ids"].tolist()  # type: ignore[attr-defined]
    assert ids == [*store.ids[100:120], *store.ids[180:200]]
    assert batch["positive_offsets"].tolist() == [0, 20]  # type: ignore[attr-defined]


def test_a_cropped_anchor_is_a_span_of_its_positive(recipe: Recipe) -> None:
    store = make_store()
    collate = PairCollator(store, splits(VOCABULARY, 0), recipe.changed(crop_share=1.0))
    cut = 0
    for row in range(40):
        batch = collate([{"row": row}])
        anchor = batch["anchor_input_ids"].tolist()  # type: ignore[attr-defined]
        positive = batch["positive_input_ids"].tolist()  # type: ignore[attr-defined]
        start = 20 * int(store.positives[row])
        whole = store.ids[start : start + 20].tolist()
        places = range(len(whole) - len(anchor) + 1)
        rests = [
            whole[:place] + whole[place + len(anchor) :]
            for place in places
            if whole[place : place + len(anchor)] == anchor
        ]
        assert positive == whole or positive in rests
        cut += positive != whole
    assert 8 < cut < 32


def test_a_text_that_is_its_own_anchor_is_asked_for_by_a_span_cut_from_it(recipe: Recipe) -> None:
    store = make_store()
    store.anchors[:] = store.positives
    for row in range(20):
        batch = PairCollator(store, NO_SPLITS, recipe)([{"row": row}])
        anchor = batch["anchor_input_ids"].tolist()  # type: ignore[attr-defined]
        rest = batch["positive_input_ids"].tolist()  # type: ignore[attr-defined]
        start = 20 * int(store.positives[row])
        whole = store.ids[start : start + 20].tolist()
        assert anchor
        assert len(anchor) + len(rest) == 20
        places = range(len(rest) + 1)
        assert whole in [rest[:place] + anchor + rest[place:] for place in places]


def test_tokens_of_anchors_are_replaced_by_synonyms_at_the_given_rate(recipe: Recipe) -> None:
    store = make_store()
    groups = synonyms(VOCABULARY, [("绿色", "产业"), ("绿色", "不在词表"), ("业", "业")])
    assert [groups.of(token).tolist() for token in (4, 5, 6)] == [[], [6], [5]]
    rows = [{"row": row} for row in range(200)]
    plain = PairCollator(store, NO_SPLITS, recipe)(rows)
    collate = PairCollator(store, NO_SPLITS, recipe.changed(synonym_share=0.5), groups)
    before, after = plain["anchor_input_ids"].numpy(), collate(rows)["anchor_input_ids"].numpy()  # type: ignore[attr-defined]
    changed = before != after
    assert set(zip(before[changed].tolist(), after[changed].tolist(), strict=True)) == {
        (5, 6),
        (6, 5),
    }
    assert 0.4 < changed.sum() / np.isin(before, (5, 6)).sum() < 0.6
    assert (collate(rows)["positive_input_ids"] == plain["positive_input_ids"]).all()  # type: ignore[attr-defined]


def test_dropout_and_splitting_leave_no_text_empty(recipe: Recipe) -> None:
    collate = PairCollator(
        make_store(),
        splits(VOCABULARY, 0),
        recipe.changed(token_dropout=0.99, piece_splitting=0.9),
    )
    offsets = collate([{"row": row} for row in range(30)])["anchor_offsets"].tolist()  # type: ignore[attr-defined]
    assert offsets == sorted(set(offsets))


def test_parts_of_a_piece_are_the_shorter_pieces_inside_it() -> None:
    parts = inner_parts(VOCABULARY, 0)
    assert [parts.of(token).tolist() for token in (1, 5, 7)] == [[], [1, 2], [1, 2, 3, 4, 5, 6]]
    assert splits(VOCABULARY, 0).of(7).tolist() == [5, 6]
    assert isinstance(parts, PieceParts)


def test_a_saved_store_opens_the_same(tmp_path: Path) -> None:
    make_store().save(tmp_path)
    opened = PairStore.open(tmp_path)
    assert (opened.ids == make_store().ids).all()
    assert opened.kind_names == make_store().kind_names


def test_a_pair_without_a_hard_negative_gets_an_empty_text(recipe: Recipe) -> None:
    store = make_store(pairs=4)
    store.negatives[:] = [5, -1, -1, 6]
    collator = PairCollator(store, NO_SPLITS, recipe.changed(hard_negatives=True))
    batch = collator([{"row": row} for row in range(4)])
    offsets = np.append(batch["negative_offsets"], len(batch["negative_input_ids"]))
    assert np.diff(offsets).tolist() == [20, 0, 0, 20]
    assert batch["negative_input_ids"][:20].tolist() == store.ids[100:120].tolist()


def test_mined_negatives_are_passages_of_other_documents() -> None:
    store = make_store(pairs=60, documents=12)
    negatives = mine(store, anchors=30)
    rows = np.flatnonzero(negatives >= 0)
    assert len(rows) > 0
    document_of = dict(zip(store.positives.tolist(), store.docs.tolist(), strict=True))
    assert all(document_of[negatives[row]] != store.docs[row] for row in rows.tolist())
