"""The whole command on a few made-up pairs: raw text to a model that both libraries open."""

import gzip
import json
import sys
from pathlib import Path

import numpy as np
import pytest

from embeddings.encoder import load_builtin
from embeddings.training.__main__ import main
from embeddings.training.recipe import Recipe

SUBJECTS = ("绿色产业", "汽车制造", "现代农业", "数字金融", "人才引进", "水利工程")
PLACES = ("重庆", "成都", "贵阳", "昆明", "西安", "兰州", "武汉", "长沙")


def write(path: Path, records: list[dict[str, str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A folder like ../shared with 96 news pairs, a law and a set to keep out."""
    news = [
        {
            "anchor": f"{place}发展{subject}{number}",
            "positive": f"{place}市加快发展{subject}，出台措施{number}条，支持{subject}做大做强。",
            "doc": f"{place}{subject}{number}",
            "type": sort,
        }
        for number, sort in enumerate(("title", "ict"))
        for place in PLACES
        for subject in SUBJECTS
    ]
    training = tmp_path / "shared" / "training"
    write(training / "xinwenlianbo" / "pairs.jsonl.gz", news)
    write(training / "xinwenlianbo" / "heldout_2026.jsonl.gz", news[::3])
    law = [
        {**pair, "anchor": f"第{row}条", "type": "no"}
        for row, pair in enumerate(news[:20], start=100)
    ]
    write(training / "laws" / "pairs.jsonl.gz", law)
    questions = [{**pair, "anchor": f"{row}问{pair['anchor']}？"} for row, pair in enumerate(news)]
    write(training / "legal_qa" / "stard_train.jsonl.gz", questions)
    for name in ("cmrc2018", "cmrc_leftout", "domainrag", "ncp_policy", "stard"):
        folder = tmp_path / "shared" / "eval" / name
        write(folder / "passages.jsonl.gz", [{"id": "p", "text": news[0]["positive"]}])
        write(folder / "questions.jsonl.gz", [{"id": "q", "question": "问的是别的事情吗"}])
    return tmp_path / "shared"


def test_one_command_makes_a_model_and_a_second_run_does_nothing_again(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recipe = tmp_path / "recipe.json"
    small = Recipe(
        vocabulary=7200,
        dim=16,
        matryoshka=(16, 8),
        batch_size=32,
        steps=6,
        lexical_dim=8,
    )
    recipe.write_text(small.to_json(), encoding="utf-8")
    run = tmp_path / "run"
    arguments = ["training", "--shared", str(shared), "--run", str(run), "--recipe", str(recipe)]
    monkeypatch.setattr(sys, "argv", arguments)
    main()
    counts = json.loads((run / "clean.json").read_text(encoding="utf-8"))
    assert counts["xinwenlianbo: overlaps an evaluation passage"] >= 1
    packaged = run / "packaged"
    encoder = load_builtin(packaged)
    assert encoder.dim == 16 + 8
    assert {path.name for path in packaged.iterdir()} >= {
        "model.safetensors",
        "tokenizer.json",
        "recipe.json",
        "curves.csv",
        "curves.png",
        "development.csv",
    }
    trained = np.load(run / "model" / "vectors.npy")
    before = {path: path.stat().st_mtime_ns for path in run.glob("*.json*")}
    main()
    assert {path: path.stat().st_mtime_ns for path in run.glob("*.json*")} == before
    assert (np.load(run / "model" / "vectors.npy") == trained).all()
    assert load_builtin(packaged).fingerprint == encoder.fingerprint
