"""Loading a transformer, tried on a tiny BERT that is made here."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from embeddings.encoder import EncoderConfig, load_encoder
from embeddings.errors import EncoderLoadError
from embeddings.prompts import KNOWN_PROMPTS, choose_prompts, known_prompts

CHARACTERS = "双碳措施产业绿色有哪些为问："


@pytest.fixture(scope="module")
def tiny_bert(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a one-layer BERT of 16 dimensions and a character vocabulary."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    folder = tmp_path_factory.mktemp("models")
    raw = folder / "raw"
    raw.mkdir()
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *CHARACTERS]
    (raw / "vocab.txt").write_text("\n".join(pieces), encoding="utf-8")
    torch.manual_seed(1)
    config = BertConfig(
        vocab_size=len(pieces),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=64,
    )
    BertModel(config).save_pretrained(raw)
    BertTokenizerFast(vocab=str(raw / "vocab.txt")).save_pretrained(raw)
    modules = [Transformer(str(raw)), Pooling(16)]
    SentenceTransformer(modules=modules, device="cpu").save(str(folder / "tiny-bert"))
    return folder / "tiny-bert"


def config_of(folder: Path, **changes: object) -> EncoderConfig:
    return EncoderConfig(kind="sentence-transformer", model=str(folder), **changes)  # type: ignore[arg-type]


def test_a_local_folder_gives_unit_rows_of_its_dimension(tiny_bert: Path) -> None:
    encoder = load_encoder(config_of(tiny_bert))
    vectors = encoder.encode_passages(["双碳措施", "绿色产业"])
    assert (vectors.shape, vectors.dtype, encoder.dim) == ((2, 16), np.float32, 16)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1], abs=1e-5)
    assert encoder.encode_queries([]).shape == (0, 16)


def test_the_query_prompt_is_put_before_questions_alone(tiny_bert: Path) -> None:
    plain = load_encoder(config_of(tiny_bert))
    prompted = load_encoder(config_of(tiny_bert, query_prompt="问："))
    assert prompted.encode_queries(["双碳"]) == pytest.approx(
        plain.encode_queries(["问：双碳"]), abs=1e-6
    )
    assert prompted.encode_passages(["双碳"]) == pytest.approx(
        plain.encode_passages(["双碳"]), abs=1e-6
    )


def test_other_prompts_make_another_fingerprint(tiny_bert: Path) -> None:
    names = {
        load_encoder(config_of(tiny_bert, query_prompt=prompt)).fingerprint
        for prompt in ("", "问：", "")
    }
    assert len(names) == 2
    assert all(name.startswith("tiny-bert-") for name in names)


def test_vectors_are_kept_where_a_cache_is_named(tiny_bert: Path, tmp_path: Path) -> None:
    encoder = load_encoder(config_of(tiny_bert, cache=tmp_path / "vectors.sqlite"))
    first = encoder.encode_passages(["双碳"])
    assert encoder.encode_passages(["双碳"]).tolist() == first.tolist()
    assert (tmp_path / "vectors.sqlite").is_file()


def test_a_model_that_is_not_here_is_refused_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(EncoderLoadError) as refusal:
        load_encoder(config_of(Path("BAAI/bge-small-zh-v1.5")))
    assert "hf download BAAI/bge-small-zh-v1.5 --local-dir bge-small-zh-v1.5" in str(refusal.value)
    assert "没有允许下载" in str(refusal.value)
    (tmp_path / "empty").mkdir()
    with pytest.raises(EncoderLoadError, match="不能加载"):
        load_encoder(config_of(tmp_path / "empty"))


@pytest.mark.parametrize(
    ("name", "size"),
    [("model.safetensors", 400), ("model.safetensors", 0), ("1_Pooling/config.json", -1)],
)
def test_a_folder_that_is_not_whole_is_refused_with_the_remedy(
    tiny_bert: Path, tmp_path: Path, name: str, size: int
) -> None:
    folder = tmp_path / "damaged"
    shutil.copytree(tiny_bert, folder)
    whole = (folder / name).read_bytes()
    (folder / name).unlink()
    if size >= 0:
        (folder / name).write_bytes(whole[:size])
    with pytest.raises(EncoderLoadError, match=r"不能加载.*检查模型文件夹是否完整.*git lfs pull"):
        load_encoder(config_of(folder))


@pytest.mark.parametrize("content", [b"version https://git-lfs.github.com/spec/v1\n", b""])
def test_older_weights_that_are_not_whole_are_refused(
    tiny_bert: Path, tmp_path: Path, content: bytes
) -> None:
    folder = tmp_path / "damaged"
    shutil.copytree(tiny_bert, folder)
    (folder / "model.safetensors").unlink()
    (folder / "pytorch_model.bin").write_bytes(content)
    with pytest.raises(EncoderLoadError, match=r"不能加载（设备 cpu，后端 torch）：\w"):
        load_encoder(config_of(folder))


def test_a_device_that_torch_has_not_is_refused(
    tiny_bert: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import torch

    def refuse() -> None:
        raise AssertionError("Torch not compiled with CUDA enabled")

    monkeypatch.setattr(torch.cuda, "_lazy_init", refuse)
    with pytest.raises(EncoderLoadError, match=r"不能加载（设备 cuda，.*：Torch not compiled"):
        load_encoder(config_of(tiny_bert, device="cuda"))


def test_no_model_name_is_refused() -> None:
    with pytest.raises(EncoderLoadError, match="ASSISTANT_ENCODER_MODEL"):
        load_encoder(EncoderConfig(kind="sentence-transformer"))


def test_a_backend_that_is_not_installed_is_named(tiny_bert: Path) -> None:
    with pytest.raises(EncoderLoadError, match=r"sentence-transformers\[openvino\]"):
        load_encoder(config_of(tiny_bert, backend="openvino"))


def test_prompts_are_known_by_name_and_by_folder() -> None:
    bge = KNOWN_PROMPTS["bge-small-zh-v1.5"]
    assert known_prompts("BAAI/bge-small-zh-v1.5") == known_prompts("bge-small-zh-v1.5") == bge
    assert known_prompts("someone/else").query == ""
    assert choose_prompts("BAAI/bge-small-zh-v1.5", "", None).query == ""
    assert choose_prompts("intfloat/multilingual-e5-base", None, None).passage == "passage: "
