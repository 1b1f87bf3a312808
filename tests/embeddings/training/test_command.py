"""The whole command on a few made-up pairs: raw text to a model that both libraries open."""

import json
import sys
from pathlib import Path

import numpy as np
import pytest

from embeddings.encoder import load_builtin
from embeddings.training.__main__ import main
from embeddings.training.recipe import Recipe


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
        kept_dim=12,
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
    assert encoder.dim == 12 + 8
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
