"""The shipped model: both libraries open it, and give the same vectors."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from embeddings.encoder import BUILTIN_FOLDER, EncoderConfig, load_builtin, load_encoder
from embeddings.errors import EncoderLoadError
from embeddings.training.package import fingerprint_of

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
    assert np.abs(load_builtin().encode_queries(TEXTS) - theirs).max() < 1e-5


def test_many_passages_get_the_vectors_that_one_gets() -> None:
    encoder = load_builtin()
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
    assert config["fingerprint"] == fingerprint_of(BUILTIN_FOLDER) == load_builtin().fingerprint


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
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(EncoderLoadError, match=r"model\.safetensors、tokenizer\.json"):
        load_encoder(EncoderConfig(model=str(tmp_path)))
