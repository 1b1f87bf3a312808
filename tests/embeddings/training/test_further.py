"""Going on from a packaged static model: what is kept, what is learned, what is refused."""

import shutil
import sys
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("datasets", reason="the training extra is not installed")

import torch
from tokenizers import Tokenizer

from embeddings.encoder import load_static
from embeddings.training import __main__ as pipeline
from embeddings.training import further
from embeddings.training.further import packaged_table
from embeddings.training.model import ComposedStaticEmbedding
from embeddings.training.recipe import FURTHER, Recipe
from tests.embeddings.training.conftest import made_up_text

SMALL = Recipe(vocabulary=7200, dim=16, matryoshka=(16,), batch_size=32, steps=4, kept_dim=12)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run of the whole command on the made-up text, which lies beside it."""
    folder = tmp_path_factory.mktemp("whole")
    recipe = folder / "recipe.json"
    recipe.write_text(SMALL.to_json(), encoding="utf-8")
    text, run = str(made_up_text(folder)), str(folder / "run")
    with pytest.MonkeyPatch.context() as patch:
        arguments = ["training", "--shared", text, "--run", run, "--recipe", str(recipe)]
        patch.setattr(sys, "argv", arguments)
        pipeline.main()
    return folder


@pytest.fixture
def run(whole: Path, tmp_path: Path) -> Path:
    """A copy of that run, to be changed."""
    return shutil.copytree(whole / "run", tmp_path / "run")


def test_the_packaged_rows_are_trained_further_and_the_spelling_ones_are_kept(
    run: Path, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recipe = tmp_path / "further.json"
    recipe.write_text(FURTHER.changed(steps=3, batch_size=32).to_json(), encoding="utf-8")
    shared = str(whole / "shared")
    arguments = ["further", "--shared", shared, "--run", str(run), "--recipe", str(recipe)]
    monkeypatch.setattr(sys, "argv", [*arguments, "--start", str(run / "packaged")])
    further.main()
    target = run / "further" / "packaged"
    before, after = packaged_table(run / "packaged"), packaged_table(target)
    known = Tokenizer.from_file(str(run / "tokenizer.json")).get_vocab_size()
    assert before.shape == after.shape
    assert (before[known:] == after[known:]).all()
    moved = np.abs(before - after)[1:known]
    assert moved.max() > 0.001
    assert np.abs(before).max() / 3 > moved.max()
    assert load_static(target).fingerprint != load_static(run / "packaged").fingerprint
    assert (target / further.CURVES).stat().st_size > 0
    kept = Recipe.from_json((target / further.RECIPE).read_text(encoding="utf-8"))
    assert (kept.steps, kept.dim) == (3, 12)
    curves = (target / further.CURVES).read_bytes()
    further.main()
    assert len((target / further.CURVES).read_bytes().splitlines()) == len(curves.splitlines())


def test_another_vocabulary_is_refused(run: Path, tmp_path: Path) -> None:
    text = (run / "tokenizer.json").read_text(encoding="utf-8")
    (run / "tokenizer.json").write_text(text.replace("汽车", "车汽"), encoding="utf-8")
    folders = further.Folders(tmp_path, tmp_path, run)
    with pytest.raises(ValueError, match="is not the vocabulary of"):
        further.further(folders, FURTHER, run / "packaged", tmp_path / "output")


def test_vectors_to_start_from_are_what_folding_gives_back(run: Path) -> None:
    tokenizer = Tokenizer.from_file(str(run / "tokenizer.json"))
    table = np.random.default_rng(3).standard_normal((tokenizer.get_vocab_size(), 8))
    for compose in (True, False):
        module = ComposedStaticEmbedding(tokenizer, 8, compose=compose, seed=1)
        module.start_from(table.astype(np.float32))
        with torch.no_grad():
            assert module.folded()[1:] == pytest.approx(table[1:], abs=1e-5)
