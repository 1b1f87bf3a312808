"""The shipped models: libraries open them and give the same vectors, alone and together."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Literal

import numpy as np
import pytest

from embeddings.contextual import load_contextual
from embeddings.encoder import (
    BUILTIN_FOLDER,
    CONTEXTUAL,
    BuiltinEncoder,
    EncoderConfig,
    load_builtin,
    load_encoder,
    load_static,
)
from embeddings.errors import EncoderLoadError
from embeddings.training.package import fingerprint_of as static_fingerprint

TEXTS = [
    "双碳有哪些措施？",
    "推动成渝地区双城经济圈建设走深走实，加快绿色低碳转型，产业规模达7.4万亿元。",
    "ＡＢＣ１２３",
    "潟湖与魍魉",
    "",
    "🙂🙂",
    "三个万亿级产业是哪三个？" * 200,
]


def test_sentence_transformers_and_model2vec_give_the_same_vectors() -> None:
    from model2vec import StaticModel
    from sentence_transformers import SentenceTransformer

    library = SentenceTransformer(str(BUILTIN_FOLDER), device="cpu")
    theirs = library.encode(TEXTS, show_progress_bar=False)
    assert np.abs(StaticModel.from_pretrained(BUILTIN_FOLDER).encode(TEXTS) - theirs).max() < 1e-5
    assert np.abs(load_static().encode_queries(TEXTS) - theirs).max() < 1e-5


def test_sentence_transformers_gives_the_vectors_of_the_transformer() -> None:
    from sentence_transformers import SentenceTransformer

    folder = BUILTIN_FOLDER / CONTEXTUAL
    library = SentenceTransformer(str(folder), device="cpu", trust_remote_code=True)
    ours = load_contextual(folder, load_static().tokenizer)
    for theirs, mine in (
        (library.encode_query(TEXTS), ours.encode_queries(TEXTS)),
        (library.encode_document(TEXTS), ours.encode_passages(TEXTS)),
    ):
        # Padding to another width moves int8 activations by a rounding.
        assert np.abs(theirs - mine).max() < 1e-5
    assert np.abs(ours.encode_queries(TEXTS[:1]) - ours.encode_passages(TEXTS[:1])).max() > 1e-3


def test_both_models_lie_side_by_side_each_with_its_share() -> None:
    encoder = load_builtin()
    assert isinstance(encoder, BuiltinEncoder)
    static = load_static().encode_passages(TEXTS)
    contextual = load_contextual(BUILTIN_FOLDER / CONTEXTUAL, load_static().tokenizer)
    share = contextual.config.share
    assert 0 < share < 1
    cut = encoder.parts[0]
    vectors = encoder.encode_passages(TEXTS)
    assert vectors.shape == (len(TEXTS), encoder.dim)
    assert vectors[:, :cut] == pytest.approx(static * (1 - share) ** 0.5, abs=1e-6)
    assert vectors[:, cut:] == pytest.approx(
        contextual.encode_passages(TEXTS) * share**0.5, abs=1e-6
    )
    assert encoder.encode_sentences(TEXTS) == pytest.approx(static, abs=1e-6)


def test_many_passages_get_the_vectors_that_one_gets() -> None:
    encoder = load_static()
    passages = [f"第{number}条 {TEXTS[number % len(TEXTS)]}" for number in range(2500)]
    many = encoder.encode_passages(passages)
    assert np.abs(many[:40] - encoder.encode_passages(passages[:40])).max() < 1e-6


def test_rows_are_of_unit_length_and_a_text_without_letters_is_zero() -> None:
    lengths = np.linalg.norm(load_builtin().encode_queries(TEXTS), axis=1)
    assert lengths.round(5).tolist() == [1, 1, 1, 1, 0, 0, 1]


def test_no_texts_give_no_rows() -> None:
    encoder = load_builtin()
    assert encoder.encode_passages([]).shape == (0, encoder.dim)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("臺灣經濟發展", "台湾经济发展"),
        ("ＧＤＰ增长５％", "gdp增长5%"),
        ("“双碳”目标", "「双碳」目标"),
    ],
)
def test_scripts_widths_case_and_quotation_marks_meet(one: str, other: str) -> None:
    first, second = load_builtin().encode_queries([one, other])
    assert first @ second == pytest.approx(1.0, abs=1e-6)


def test_a_paraphrase_is_nearer_than_another_subject() -> None:
    encoder = load_builtin()
    query = encoder.encode_queries(["如何减少碳排放"])[0]
    near, far = encoder.encode_passages(["推进碳达峰碳中和，控制温室气体排放", "足球联赛昨晚开幕"])
    assert query @ near > query @ far + 0.2


def test_the_fingerprint_is_that_of_the_files() -> None:
    config = json.loads((BUILTIN_FOLDER / "config.json").read_text(encoding="utf-8"))
    assert config["fingerprint"] == static_fingerprint(BUILTIN_FOLDER) == load_static().fingerprint
    pytest.importorskip("datasets", reason="the training extra is not installed")
    from embeddings.training.contextual_package import common_fingerprint

    encoder = load_contextual(BUILTIN_FOLDER / CONTEXTUAL, load_static().tokenizer)
    share = encoder.config.share
    assert load_builtin().fingerprint == common_fingerprint(BUILTIN_FOLDER, share)
    # Vectors of another share are other vectors.
    assert common_fingerprint(BUILTIN_FOLDER, share / 2) != load_builtin().fingerprint


def test_the_folder_stays_below_forty_megabytes() -> None:
    size = sum(path.stat().st_size for path in BUILTIN_FOLDER.rglob("*") if path.is_file())
    assert size < 40_000_000


def test_loading_and_encoding_import_neither_torch_nor_transformers() -> None:
    code = (
        "import sys; from embeddings.encoder import load_builtin;"
        "load_builtin().encode_queries(['双碳']);"
        "print(sorted({'torch', 'transformers', 'langchain_core'} & set(sys.modules)))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"


def test_an_incomplete_folder_is_refused_with_the_missing_name(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text('{"fingerprint": "mine"}')
    with pytest.raises(EncoderLoadError, match=r"model\.safetensors、tokenizer\.json"):
        load_encoder(EncoderConfig(model=str(tmp_path)))


LFS_POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:ef54e3\nsize 14089120\n"


@pytest.mark.parametrize(
    "name", ["model.safetensors", "tokenizer.json", "config.json", "contextual/config.json"]
)
@pytest.mark.parametrize("content", [None, LFS_POINTER, b""], ids=["half", "LFS pointer", "empty"])
def test_a_damaged_file_is_named_with_the_remedy(
    tmp_path: Path, name: str, content: bytes | None
) -> None:
    folder = tmp_path / "builtin"
    shutil.copytree(BUILTIN_FOLDER, folder)
    whole = (folder / name).read_bytes()
    (folder / name).write_bytes(whole[: len(whole) // 2] if content is None else content)
    with pytest.raises(EncoderLoadError) as refusal:
        load_builtin(folder)
    assert str(refusal.value).startswith(f"自带编码器的文件 {folder / name} 已损坏")
    assert "git lfs pull" in str(refusal.value)


@pytest.mark.parametrize("kind", ["builtin", "builtin-static"])
def test_another_model_is_refused_with_the_setting_that_takes_it(
    tmp_path: Path, kind: Literal["builtin", "builtin-static"]
) -> None:
    shutil.copytree(BUILTIN_FOLDER, tmp_path / "bge")
    (tmp_path / "bge" / "config.json").write_text('{"model_type": "bert"}')
    for model in (str(tmp_path / "bge"), "BAAI/bge-small-zh-v1.5"):
        with pytest.raises(EncoderLoadError) as refusal:
            load_encoder(EncoderConfig(kind=kind, model=model))
        assert str(refusal.value).startswith(f"ASSISTANT_ENCODER_MODEL 指的 {model} 不是自带编码器")
        assert "请再设置 ASSISTANT_ENCODER=sentence-transformer，" in str(refusal.value)


def test_a_folder_without_the_transformer_gives_the_static_model(tmp_path: Path) -> None:
    for name in ("model.safetensors", "tokenizer.json", "config.json"):
        shutil.copyfile(BUILTIN_FOLDER / name, tmp_path / name)
    assert load_builtin(tmp_path).fingerprint == load_static().fingerprint
    (tmp_path / CONTEXTUAL).mkdir()
    with pytest.raises(EncoderLoadError, match=r"model\.onnx、config\.json"):
        load_builtin(tmp_path)
    shutil.copyfile(
        BUILTIN_FOLDER / CONTEXTUAL / "config.json", tmp_path / "contextual/config.json"
    )
    (tmp_path / CONTEXTUAL / "model.onnx").write_bytes(b"not a model")
    with pytest.raises(EncoderLoadError, match="不能加载"):
        load_builtin(tmp_path)


def test_the_static_model_alone_is_a_setting() -> None:
    encoder = load_encoder(EncoderConfig(kind="builtin-static"))
    assert encoder.fingerprint == load_static().fingerprint != load_builtin().fingerprint
