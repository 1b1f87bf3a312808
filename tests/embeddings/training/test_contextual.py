"""The transformer's training on a handful of texts, and what is packaged of it."""

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("datasets", reason="the training extra is not installed")

import torch
from safetensors.numpy import save_file
from safetensors.torch import load_file
from tokenizers import Tokenizer
from tokenizers.models import Unigram
from torch.nn import functional

from embeddings.encoder import BuiltinEncoder, load_builtin, load_static
from embeddings.training import contextual_package
from embeddings.training.carried import DEVELOPMENT, DEVELOPMENT_QUERIES, read_development, write
from embeddings.training.contextual import contrast, masked
from embeddings.training.contextual_average import average
from embeddings.training.contextual_model import Texts, ranking_loss
from embeddings.training.contextual_negatives import hard_negatives
from embeddings.training.contextual_run import HALF_WEIGHTS, WEIGHTS, Run, Schedule
from embeddings.training.contextual_unpack import unpack
from embeddings.training.corpus import clean
from embeddings.training.curves import read_curves
from embeddings.training.package import package
from embeddings.training.recipe import Folders, Recipe
from embeddings.training.store import PairStore

CHARACTERS = (
    "绿色产业汽车制造现代农数字金融人才引进水利工程"
    "重庆成都贵阳昆明西安兰州武汉长沙发展市加快出台措施条支持做大强问第"
)
SCHEDULE = Schedule(0.001, 1e-3, tokens_a_block=512, evaluate_every=1.0, workers=0)


@pytest.fixture
def tokenizer_file(tmp_path: Path) -> Path:
    pieces = ("<unk>", *dict.fromkeys(CHARACTERS))
    path = tmp_path / "tokenizer.json"
    Tokenizer(Unigram([(piece, -2.0) for piece in pieces], unk_id=0)).save(str(path))
    return path


@pytest.fixture
def carried(shared: Path, tmp_path: Path, tokenizer_file: Path) -> Path:
    """What `embeddings.training.carried` leaves of the made-up text."""
    folders = Folders(shared / "training", shared / "eval", tmp_path / "run")
    clean(folders)
    write(folders, tokenizer_file, tmp_path / "carried")
    return tmp_path / "carried"


def test_what_is_carried_holds_every_pair_and_the_development_sets(carried: Path) -> None:
    store = PairStore.open(carried / "pairs")
    assert len(store) > 100
    assert store.ids.dtype == np.uint16
    sets, pools = read_development(carried)
    assert {each.name for each in sets} == {"news-title", "news-ict", "legal"}
    for each in sets:
        assert len(each.queries[1]) - 1 == len(each.right) <= DEVELOPMENT_QUERIES
        assert (each.right < len(pools[each.pool][1]) - 1).all()


def test_masked_then_contrastive_then_hard_training_go_on_from_one_another(
    carried: Path, tmp_path: Path
) -> None:
    recipe = Recipe(batch_size=16, max_positive_tokens=64)
    output = tmp_path / "trained"
    run = Run(carried, output, "cpu", SCHEDULE)
    before = run.model.electra.embeddings.word_embeddings.weight.detach().clone()
    masked(run, 8)
    assert not torch.equal(run.model.electra.embeddings.word_embeddings.weight, before)
    again = Run(carried, output, "cpu", SCHEDULE)
    again.load(output / WEIGHTS)
    contrast(again, recipe, hard="")
    contrast(again, recipe, hard="all")
    with pytest.raises(ValueError, match="no asked questions"):
        contrast(again, recipe, hard="asked")
    assert (output / "hard-curves.png").stat().st_size > 0
    curves = read_curves(output / "hard-curves.csv")
    assert [step for step, _ in curves["news-title"]] == [0, 1]
    assert [step for step, _ in curves["loss"]] == [1]
    half = load_file(output / HALF_WEIGHTS)
    assert {value.dtype for value in half.values()} == {torch.float16}


def test_blocks_hold_every_text_once_with_its_tokens() -> None:
    ids = torch.arange(1, 31)
    offsets = np.array([0, 3, 3, 20, 30])
    seen: dict[int, list[int]] = {}
    for rows, block, mask in Texts(ids, offsets, first=99).blocks(np.arange(4), 48):
        for row, tokens, kept in zip(rows, block, mask, strict=True):
            seen[int(row)] = tokens[kept].tolist()
    expected = {row: [99, *range(offsets[row] + 1, offsets[row + 1] + 1)] for row in range(4)}
    assert seen == expected


def test_the_loss_leaves_out_what_shares_a_key_and_what_is_absent() -> None:
    torch.manual_seed(1)
    anchors, passages = (functional.normalize(torch.randn(n, 8), dim=1) for n in (3, 6))
    distinct = torch.arange(18).reshape(6, 3)
    every = ranking_loss(anchors, passages, 5.0, distinct, torch.zeros(3, dtype=torch.bool))
    logits = anchors @ passages.T * 5.0
    own = torch.arange(3)
    expected = functional.cross_entropy(logits, own) + functional.cross_entropy(
        logits[:, :3].T, own
    )
    assert every == pytest.approx(expected / 2)
    nothing = torch.zeros(0, dtype=torch.bool)
    alone = ranking_loss(anchors, passages[:3], 5.0, distinct[:3], nothing)
    absent = ranking_loss(anchors, passages, 5.0, distinct, torch.ones(3, dtype=torch.bool))
    assert float(absent) == pytest.approx(float(alone), abs=1e-5)
    same = torch.zeros(3, 1, dtype=torch.long)
    nobody = ranking_loss(anchors, passages[:3], 5.0, same, nothing)
    assert float(nobody) == pytest.approx(0.0, abs=1e-5)


def test_a_hard_negative_is_near_wrong_and_of_another_document() -> None:
    # Texts 0–2 ask, 3–6 answer; 5 is of the document of 3, 6 is nearly as near to 0 as 3.
    vectors = functional.normalize(
        torch.tensor(
            [[1.0, 0, 0], [0, 1, 0], [0, 0, 1], [1, 0, 0], [0.5, 1, 0], [0.9, 0.4, 0], [1, 0.1, 0]]
        ),
        dim=1,
    )
    four = np.array([0, 1, 0, 2], dtype=np.int32)
    store = PairStore(
        ids=np.zeros(0, np.int32),
        offsets=np.zeros(8, np.int64),
        anchors=four,
        positives=np.array([3, 4, 5, 6], np.int32),
        negatives=np.array([-1, -1, -1, 4], np.int32),
        docs=np.array([0, 1, 0, 2], np.int32),
        kinds=np.zeros(4, np.int32),
        kind_names=("news/title",),
    )
    found = hard_negatives(store, lambda rows: vectors[rows], lambda rows: vectors[rows])
    assert found[0] == 4
    assert found[1] in (3, 5, 6)
    assert found[3] == 4  # the given one stays


def test_what_is_packaged_is_what_was_trained(
    carried: Path, tmp_path: Path, tokenizer_file: Path
) -> None:
    run = Run(carried, tmp_path / "trained", "cpu", SCHEDULE)
    with torch.no_grad():
        for each in run.model.parameters():  # untrained biases are all one
            each += 0.01 * torch.randn_like(each)
    run.save(WEIGHTS)
    builtin = tmp_path / "builtin"
    pieces = Tokenizer.from_file(str(tokenizer_file)).get_vocab_size()
    table = np.random.default_rng(1).standard_normal((pieces, 8)).astype(np.float32)
    package(table, tokenizer_file.read_text(encoding="utf-8"), builtin)
    fingerprint = contextual_package.package(
        tmp_path / "trained" / WEIGHTS, builtin, share=0.25, data=carried
    )
    encoder = load_builtin(builtin)
    assert isinstance(encoder, BuiltinEncoder)
    expected = contextual_package.common_fingerprint(builtin, 0.25)
    assert encoder.fingerprint == fingerprint == expected
    texts = ["绿色产业发展", "汽车制造", "问"]
    vectors = encoder.encode_passages(texts)
    assert vectors[:, :8] == pytest.approx(load_static(builtin).encode_passages(texts) * 0.75**0.5)
    ids = [[run.passage, *e.ids] for e in load_static(builtin).tokenizer.encode_batch(texts)]
    with torch.no_grad():
        trained = [
            run.embed(torch.tensor([row]), torch.ones(1, len(row), dtype=torch.bool))[0]
            for row in ids
        ]
    near = (torch.stack(trained).numpy() * vectors[:, 8:]).sum(1) / 0.25**0.5
    assert near.min() > 0.98  # bfloat16 on one side, seven bits on the other
    assert not list(builtin.rglob("*.part"))


def test_what_is_packaged_can_be_trained_further(
    carried: Path, tmp_path: Path, tokenizer_file: Path
) -> None:
    run = Run(carried, tmp_path / "trained", "cpu", SCHEDULE)
    pieces = Tokenizer.from_file(str(tokenizer_file)).get_vocab_size()

    def export() -> None:
        run.save(WEIGHTS)
        model = contextual_package.load_trained(tmp_path / "trained" / WEIGHTS, pieces)
        contextual_package.export(model, tmp_path / "model.onnx")

    export()
    with pytest.raises(ValueError, match=r"model\.onnx does not name \d+ weights"):
        unpack(tmp_path / "model.onnx")  # untrained: all biases are one
    with torch.no_grad():
        for each in run.model.parameters():
            each += 0.01 * torch.randn_like(each)
    export()
    unpacked = unpack(tmp_path / "model.onnx")
    trained = {
        name: value.numpy()
        for name, value in load_file(tmp_path / "trained" / WEIGHTS).items()
        if name.startswith("electra.")
    }
    assert unpacked.keys() == trained.keys()
    for name, value in unpacked.items():
        # Seven bits: half of a 127th of the widest range, a bit more for rounding.
        assert np.abs(value - trained[name]).max() <= np.abs(trained[name]).max() / 120, name
    save_file(unpacked, tmp_path / "unpacked.safetensors")
    before = run.evaluate()
    run.load(tmp_path / "unpacked.safetensors")
    assert run.evaluate()["mean"] == pytest.approx(before["mean"], abs=0.1)


def test_weights_are_averaged_by_their_names() -> None:
    old = {"electra.a": np.zeros((2, 2), np.float32), "electra.b": np.ones(3, np.float32)}
    new = {
        "electra.a": np.full((2, 2), 2, np.float16),
        "electra.b": np.full(3, 5, np.float16),
        "head.c": np.ones(1, np.float16),
    }
    averaged = average(old, new, 0.25)
    assert averaged.keys() == old.keys()
    np.testing.assert_allclose(averaged["electra.a"], 0.5)
    np.testing.assert_allclose(averaged["electra.b"], 2.0)
    assert averaged["electra.a"].dtype == np.float32


@pytest.mark.parametrize(
    ("other", "share", "told"),
    [
        ({"electra.a": np.zeros(2, np.float32)}, 1.5, "between 0 and 1"),
        ({"electra.b": np.zeros(2, np.float32)}, 0.5, "2 weights are in only one"),
        ({"electra.a": np.zeros(3, np.float32)}, 0.5, r"electra\.a: \(2,\) and \(3,\)"),
    ],
)
def test_weights_of_two_models_are_not_averaged(
    other: dict[str, np.ndarray], share: float, told: str
) -> None:
    with pytest.raises(ValueError, match=told):
        average({"electra.a": np.zeros(2, np.float32)}, other, share)


def test_a_smaller_pool_keeps_the_right_passages(tmp_path: Path) -> None:
    # Thirty passages of one to thirty tokens, each its own number over and over.
    passages = [np.full(number + 1, number, dtype=np.uint16) for number in range(30)]
    ends = np.cumsum([0, *map(len, passages)])
    right = np.array([29, 3, 17])
    np.savez(
        tmp_path / f"{DEVELOPMENT}.npz",
        **{"pool0.ids": np.concatenate(passages), "pool0.offsets": ends},
        **{"legal.pool0.ids": np.zeros(3, np.uint16), "legal.pool0.offsets": np.arange(4)},
        **{"legal.pool0.right": right},
    )
    (entry,), pools = read_development(tmp_path, most=5)
    ids, offsets = pools["pool0"]
    assert 5 <= len(offsets) - 1 <= 8
    for number, place in zip(right, entry.right, strict=True):
        assert ids[offsets[place] : offsets[place + 1]].tolist() == passages[number].tolist()
    (whole,), untouched = read_development(tmp_path)
    assert whole.right.tolist() == right.tolist()
    assert len(untouched["pool0"][1]) == 31
