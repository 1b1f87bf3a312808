import numpy as np
import pytest

pytest.importorskip("scipy", reason="the training extra is not installed")

from tokenizers import Tokenizer
from tokenizers.models import Unigram

from embeddings.training.refine import lexical_directions, main_directions, text_length, whiten
from embeddings.training.store import PairStore
from embeddings.training.train import pooled

PIECES = ("<unk>", "碳", "达", "峰", "达峰", "碳达峰")


@pytest.fixture
def tokenizer() -> Tokenizer:
    return Tokenizer(Unigram([(piece, -1.0) for piece in PIECES], unk_id=0))


@pytest.fixture
def store() -> PairStore:
    """Four texts: 碳 is in all of them, 碳达峰 in one."""
    texts = ([1, 2], [1, 3], [1, 4], [1, 5])
    ids = np.array([token for text in texts for token in text], dtype=np.int32)
    offsets = np.array([0, 2, 4, 6, 8], dtype=np.int64)
    four = np.arange(4, dtype=np.int32)
    return PairStore(ids, offsets, four, four, four, four, np.zeros(4, np.int32), ("news/title",))


def test_whitening_by_a_half_makes_all_directions_alike() -> None:
    random = np.random.default_rng(3)
    table = (random.standard_normal((40, 3)) * (5.0, 1.0, 0.5)).astype(np.float32)
    ids = np.arange(1, 40, dtype=np.int32)
    offsets = np.arange(len(ids) + 1, dtype=np.int64)

    def spread(vectors: np.ndarray) -> float:
        variances = np.linalg.eigvalsh(np.cov(pooled(vectors, ids, offsets).T))
        return float(variances[-1] / variances[0])

    whitened = whiten(table, ids, offsets, 0.5)
    assert spread(whitened) < spread(table) / 2
    assert text_length(whitened, ids, offsets) == pytest.approx(
        text_length(table, ids, offsets), rel=1e-4
    )
    assert whiten(table, ids, offsets, 0.0) == pytest.approx(table, abs=1e-4)


def test_the_kept_directions_are_those_in_which_passages_are_longest() -> None:
    random = np.random.default_rng(4)
    table = (random.standard_normal((40, 4)) * (0.1, 3.0, 0.2, 1.0)).astype(np.float32)
    ids = np.arange(40, dtype=np.int32)
    offsets = np.arange(len(ids) + 1, dtype=np.int64)
    kept = main_directions(table, ids, offsets, 2)
    assert kept.shape == (40, 2)
    assert np.abs(kept[:, 0]).mean() > np.abs(kept[:, 1]).mean()
    lost = np.abs(kept @ kept.T - table[:, [1, 3]] @ table[:, [1, 3]].T)
    assert lost.mean() < 0.1 * np.abs(table @ table.T).mean()


def test_a_rare_token_is_longer_and_leans_to_its_parts(
    store: PairStore, tokenizer: Tokenizer
) -> None:
    directions = lexical_directions(store, tokenizer, 64, seed=1)
    lengths = np.linalg.norm(directions, axis=1)
    assert not directions[0].any()
    assert lengths[5] > lengths[1]
    unit = directions / np.maximum(lengths, 1e-9)[:, None]
    assert unit[4] @ unit[2] > unit[4] @ unit[1]
