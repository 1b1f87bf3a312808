from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer
from tokenizers.models import Unigram

from embeddings.training.shallow import FOLDER, WEIGHTS, ShallowEncoder, ShallowTransformer, embed
from embeddings.training.train import pooled

TABLE = np.random.default_rng(1).standard_normal((12, 16)).astype(np.float32)
IDS = np.array([3, 4, 5, 1, 2, 7, 0, 8], dtype=np.int32)
OFFSETS = np.array([0, 3, 4, 8], dtype=np.int64)


def small() -> ShallowTransformer:
    torch.manual_seed(1)
    return ShallowTransformer(TABLE, width=8, layers=1)


def test_it_starts_as_the_static_model() -> None:
    with torch.no_grad():
        found = embed(small(), IDS, OFFSETS).numpy()
    assert np.abs(found - pooled(TABLE, IDS, OFFSETS)).max() < 1e-5


def test_a_text_has_the_same_vector_beside_longer_ones_and_alone() -> None:
    model = small()
    torch.nn.init.normal_(model.outward.weight)
    torch.nn.init.normal_(model.gate.weight)
    with torch.no_grad():
        together = embed(model, IDS, OFFSETS)
        alone = embed(model, IDS[:3], np.array([0, 3]))
    # Attention runs in bfloat16.
    assert (together[0] - alone[0]).abs().max() < 0.02
    assert (together[0] - together[1]).abs().max() > 0.02


def test_the_weights_of_a_run_can_be_measured_as_an_encoder(tmp_path: Path) -> None:
    vocabulary = [("[UNK]", 0.0), *((chr(ord("甲") + number), -1.0) for number in range(11))]
    Tokenizer(Unigram(vocabulary, unk_id=0)).save(str(tmp_path / "tokenizer.json"))
    (tmp_path / FOLDER).mkdir()
    model = small()
    save_file(model.state_dict(), tmp_path / FOLDER / WEIGHTS)
    encoder = ShallowEncoder(tmp_path, width=8, layers=1)
    vectors = encoder.encode_queries(["甲", "甲"])
    assert vectors.shape == (2, 16)
    assert np.allclose(vectors[0], TABLE[1] / np.linalg.norm(TABLE[1]), atol=1e-5)
